"""Consents, channels and reasons in the words of the user."""

from __future__ import annotations

import re
from datetime import date

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, meant, spoken
from crm_desktop.domain.consents import Audience, Channel, ConsentStatus, Statement
from crm_desktop.engine.campaigns.permission import Permission, Why

#: How German cites what stands in English in a law's place: "§ 7 (2) no. 1", "Art. 6 (1) f".
_CITED = (
    (re.compile(r"\((\d+\w?)\)"), r"Abs. \1"),
    (re.compile(r"(Abs\. \d+) ([a-z])\b"), r"\1 lit. \2"),
    (re.compile(r"\bno\."), "Nr."),
    (re.compile(r"\bGDPR\b"), "DSGVO"),
    (re.compile(r"/EC\b"), "/EG"),
)


def law_words(basis: str) -> str:
    """Return where a rule stands in the law as the language in use cites it."""
    if spoken() == "de":
        for english, german in _CITED:
            basis = english.sub(german, basis)
    return basis


def channel_word(channel: Channel) -> str:
    """Return what a channel is called."""
    return {
        Channel.EMAIL: _("E-mail"),
        Channel.PHONE: _("Phone"),
        Channel.POST: meant("channel", "Post"),
        Channel.MESSENGER: _("Text message"),
    }[channel]


def status_word(status: ConsentStatus) -> str:
    """Return what a statement is called."""
    return {
        ConsentStatus.OPT_IN: _("Consent"),
        ConsentStatus.DOUBLE_OPT_IN: _("Consent, confirmed"),
        ConsentStatus.EXISTING_CUSTOMER: _("Existing customer"),
        ConsentStatus.PRESUMED: _("Presumed consent"),
        ConsentStatus.PENDING: _("Confirmation asked for"),
        ConsentStatus.WITHDRAWN: _("Withdrawn"),
        ConsentStatus.OBJECTION: _("Objection"),
    }[status]


def audience_word(audience: Audience) -> str:
    """Return whom the law tells apart."""
    return _("Private people") if audience is Audience.CONSUMER else _("Firms")


def condition_words() -> dict[str, str]:
    """Return what has to be stated for writing to existing customers, by its key."""
    return {
        "sale": _("The address was given with a purchase"),
        "similar": _("It is about similar products of our own"),
        "notice": _("The right to object was pointed out then and is in each message"),
    }


def why_words(found: Permission) -> str:
    """Return in a few words what decided."""
    told = found.statement
    on = day(told.given_on) if told else ""
    status = status_word(told.status) if told else ""
    until = day(told.valid_until) if told and told.valid_until else on
    return {
        Why.OBJECTED: _("objected on {day}").format(day=on),
        Why.EXPIRED: _("consent expired on {day}").format(day=until),
        Why.UNCONFIRMED: _("confirmation still open"),
        Why.CONDITIONS_MISSING: _("conditions for existing customers not met"),
        Why.NOT_ENOUGH: _("“{ground}” is not enough here").format(ground=status),
        Why.NO_GROUND: _("no consent"),
        Why.WITHOUT_GROUND: _("allowed until somebody objects"),
        Why.GROUND: _("{ground} since {day}").format(ground=status, day=on),
    }[found.why]


def why_code(found: Permission) -> str:
    """Return what decided as it is kept: in no language, so that it can be read in any."""
    told = found.statement
    until = told.valid_until.isoformat() if told and told.valid_until else ""
    return " ".join((found.why.value, *((told.status.value, told.given_on.isoformat(), until) if told else ()))).strip()


def detail_words(detail: str) -> str:
    """Return in words what was kept by `why_code`; other details are names and stay as they are."""
    why, *parts = detail.split(" ")
    if why not in set(Why):
        return detail
    try:
        status, given, *until = parts or ("", "")
        last = date.fromisoformat(until[0]) if until else None
        told = Statement(ConsentStatus(status), date.fromisoformat(given), last) if status else None
    except ValueError:
        return detail
    return why_words(Permission(False, Why(why), told))
