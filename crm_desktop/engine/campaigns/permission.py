"""Whether somebody may be contacted on a channel: what was stated, judged by rules that the firm can change.

The rules are those of § 7 UWG and Art. 6 and 21 GDPR for Germany, § 174 TKG 2021 for Austria and Art. 3 UWG for
Switzerland as a careful firm reads them; they are suggestions, not advice, and each of them can be replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.domain.consents import Audience, Channel, ConsentStatus, Rule, Statement

#: Statements by which somebody said no.
REFUSALS = frozenset({ConsentStatus.OBJECTION, ConsentStatus.WITHDRAWN})
#: What must have been stated for writing to an existing customer, beside that nobody objected (§ 7 (3) UWG).
SALE, SIMILAR, NOTICE = "sale", "similar", "notice"
CONDITIONS = (SALE, SIMILAR, NOTICE)
#: A country without rules of its own is treated as this one.
ELSEWHERE = ""


class Why(StrEnum):
    """What an answer rests on."""

    GROUND = "ground"
    WITHOUT_GROUND = "without_ground"
    OBJECTED = "objected"
    EXPIRED = "expired"
    UNCONFIRMED = "unconfirmed"
    CONDITIONS_MISSING = "conditions_missing"
    NO_GROUND = "no_ground"
    NOT_ENOUGH = "not_enough"


class Permission(NamedTuple):
    """Whether it is allowed, why, and the statement that decided; None where none did."""

    allowed: bool
    why: Why
    statement: Statement | None = None


_CONSENT = frozenset({ConsentStatus.OPT_IN, ConsentStatus.DOUBLE_OPT_IN})
_CUSTOMER = _CONSENT | {ConsentStatus.EXISTING_CUSTOMER}
_PRESUMED = _CONSENT | {ConsentStatus.PRESUMED}

_BOTH = (Audience.CONSUMER, Audience.BUSINESS)
_POST = "Art. 6 (1) f, Art. 21 (2) GDPR"


def _suggested() -> Mapping[tuple[str, Audience, Channel], Rule]:
    found = [
        *(Rule(at, who, Channel.POST, True, _CUSTOMER, _POST) for at in ("DE", "AT") for who in _BOTH),
        *(Rule("CH", who, Channel.POST, True, _CUSTOMER, "Art. 31 DSG") for who in _BOTH),
        *(Rule("DE", who, Channel.EMAIL, False, _CUSTOMER, "§ 7 (2) no. 2, (3) UWG") for who in _BOTH),
        *(Rule("AT", who, Channel.EMAIL, False, _CUSTOMER, "§ 174 (3), (4) TKG 2021") for who in _BOTH),
        *(Rule("CH", who, Channel.EMAIL, False, _CUSTOMER, "Art. 3 (1) o UWG") for who in _BOTH),
        *(Rule("DE", who, Channel.MESSENGER, False, _CUSTOMER, "§ 7 (2) no. 2, (3) UWG") for who in _BOTH),
        *(Rule("AT", who, Channel.MESSENGER, False, _CUSTOMER, "§ 174 (3), (4) TKG 2021") for who in _BOTH),
        *(Rule("CH", who, Channel.MESSENGER, False, _CUSTOMER, "Art. 3 (1) o UWG") for who in _BOTH),
        Rule("DE", Audience.CONSUMER, Channel.PHONE, False, _CONSENT, "§ 7 (2) no. 1, § 7a UWG"),
        Rule("DE", Audience.BUSINESS, Channel.PHONE, False, _PRESUMED, "§ 7 (2) no. 1 UWG"),
        *(Rule("AT", who, Channel.PHONE, False, _CONSENT, "§ 174 (1) TKG 2021") for who in _BOTH),
        Rule("CH", Audience.CONSUMER, Channel.PHONE, False, _CUSTOMER, "Art. 3 (1) u UWG"),
        Rule("CH", Audience.BUSINESS, Channel.PHONE, False, _CUSTOMER | _PRESUMED, "Art. 3 (1) u UWG"),
        # Where the law of a country is not known, only what is allowed everywhere.
        *(Rule(ELSEWHERE, who, Channel.POST, True, _CUSTOMER, _POST) for who in _BOTH),
        *(
            Rule(ELSEWHERE, who, channel, False, _CONSENT, "Art. 13 2002/58/EC")
            for who in _BOTH
            for channel in (Channel.EMAIL, Channel.PHONE, Channel.MESSENGER)
        ),
    ]
    return MappingProxyType({(rule.country, rule.audience, rule.channel): rule for rule in found})


#: The rules a firm begins with, by country, audience and channel.
SUGGESTED = _suggested()


class Rules:
    """The rules of a firm: what it decided itself, and what is suggested for the rest."""

    def __init__(self, own: Iterable[Rule] = ()) -> None:
        self._rules = dict(SUGGESTED) | {(rule.country, rule.audience, rule.channel): rule for rule in own}

    def rule(self, country: str, audience: Audience, channel: Channel) -> Rule:
        """Return the rule that holds."""
        return self._rules.get((country, audience, channel)) or self._rules[ELSEWHERE, audience, channel]

    def all(self) -> list[Rule]:
        """Return every rule."""
        return list(self._rules.values())


def permission(rule: Rule, statements: Iterable[Statement], *, today: date, bought: bool = False) -> Permission:
    """Say whether a rule allows to contact somebody who stated all this, in the order it was stated.

    The newest statement holds; being asked for a confirmation changes nothing until it is confirmed. `bought` says that
    the address is that of a customer.
    """
    last, asked = None, None
    for one in statements:
        if one.status is ConsentStatus.PENDING:
            asked = one
        else:
            last = one
    if last is not None and last.status in REFUSALS:
        return Permission(False, Why.OBJECTED, last)
    if rule.without_ground:
        return Permission(True, Why.WITHOUT_GROUND, last)
    if last is None:
        return Permission(False, Why.UNCONFIRMED if asked else Why.NO_GROUND, asked)
    why = _judged(rule, last, today, bought=bought)
    return Permission(why is Why.GROUND, why, last)


def _judged(rule: Rule, last: Statement, today: date, *, bought: bool) -> Why:
    """Return whether a ground that was given is enough, or what it lacks."""
    if last.valid_until is not None and last.valid_until < today:
        return Why.EXPIRED
    if last.status not in rule.grounds:
        return Why.NOT_ENOUGH
    stated = {*last.conditions, *((SALE,) if bought else ())}
    if last.status is ConsentStatus.EXISTING_CUSTOMER and not stated.issuperset(CONDITIONS):
        return Why.CONDITIONS_MISSING
    return Why.GROUND
