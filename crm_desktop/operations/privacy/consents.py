"""Consents and objections: recorded and never changed, applied by campaigns by themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.consents import Audience, Channel, Consent, ConsentStatus, Rule
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.privacy import Restricted
from crm_desktop.engine.campaigns.permission import CONDITIONS, REFUSALS, Rules, Why, permission
from crm_desktop.operations.capture import NewFile
from crm_desktop.operations.history import files, history
from crm_desktop.operations.privacy import suppressing
from crm_desktop.operations.privacy.consent_words import channel_word, status_word, why_words
from crm_desktop.store.bulk import consents as bulk
from crm_desktop.store.bulk import privacy as protection
from crm_desktop.store.queries import consents as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

GENERAL = queries.GENERAL


class ChannelState(NamedTuple):
    """Whether a contact may be reached on a channel, and what that rests on."""

    channel: Channel
    allowed: bool
    why: Why
    sentence: str
    status: ConsentStatus | None
    since: date | None
    valid_until: date | None
    last_used_at: datetime | None


def state_of(
    reader: Reader, *, contact_id: int, today: date, purpose: str = GENERAL
) -> tuple[ChannelState, ...]:  # fmt: skip
    """Return for each channel whether a contact may be reached for a purpose, by the rules campaigns apply."""
    who = queries.reach(reader, contact_id=contact_id)
    if who is None:
        raise NotFound(_("This contact is not there any more."))
    stated_before = queries.consents_of(reader, contact_id=contact_id)
    used = {(row.channel, row.status): row.last_used_at for row in reversed(stated_before)}
    rules = Rules(queries.own_rules(reader))
    listed = suppressing.listed_channels(reader, who)
    found = []
    for channel in Channel:
        stated = queries.statements(reader, channel=channel, purpose=purpose, contact_id=contact_id)
        rule = rules.rule(who.country, Audience.CONSUMER if who.is_consumer else Audience.BUSINESS, channel)
        judged = permission(rule, stated.get(contact_id, ()), today=today, bought=who.bought)
        company = (
            permission(rule, stated.get(who.account_id, ()), today=today) if who.account_id != contact_id else None
        )
        if company is not None and company.why is Why.OBJECTED and judged.why is not Why.OBJECTED:
            judged = company
        told = judged.statement
        suppressed = channel in listed and judged.why is not Why.OBJECTED
        allowed = judged.allowed and not who.restricted and not suppressed
        sentence = why_words(judged)
        if who.restricted or suppressed:
            sentence = _("may only be kept, not used") if who.restricted else _("on the suppression list")
        found.append(
            ChannelState(
                channel, allowed, judged.why, sentence, told.status if told else None,
                told.given_on if told else None, told.valid_until if told else None,
                used.get((channel, told.status)) if told else None,
            )
        )  # fmt: skip
    return tuple(found)


def add_consent(
    writer: Writer,
    *,
    contact_id: int,
    channel: Channel,
    status: ConsentStatus,
    purpose: str = GENERAL,
    source: str = "",
    wording: str = "",
    given_at: datetime | None = None,
    valid_until: date | None = None,
    proof: NewFile | None = None,
    conditions: Sequence[str] = (),
) -> Outcome[int]:
    """Record what somebody stated about a channel; the value is the record's id. What was recorded before stays.

    Raises BadInput for a consent without a source, one of the future, or one that is over before it begins. An
    objection is better entered by `object_to`, which tells the suppression list and the campaigns as well.
    """
    with writer.step(_("Record consent")) as work:
        contact = work.get(Contact, contact_id)
        record = _record(
            work, contact_id, channel, status, purpose=purpose, source=source, wording=wording, given_at=given_at,
            valid_until=valid_until, conditions=conditions,
        )  # fmt: skip
        if proof is not None:
            files.check(proof.data)
            record.attachment_id = files.keep(work, data=proof.data, name=proof.name, contact_id=contact_id).id
        work.flush()
        record_id = record.id
        work.label = _("{status} of “{name}”: {channel}").format(
            status=status_word(status), name=contact.name, channel=channel_word(channel)
        )
    return work.outcome(record_id)


def ask_double_opt_in(writer: Writer, *, contact_id: int, channel: Channel, wording: str = "") -> Outcome[int]:
    """Note that somebody was asked to confirm a consent; until that has happened nothing is allowed by it."""
    return add_consent(
        writer, contact_id=contact_id, channel=channel, status=ConsentStatus.PENDING, wording=wording,
        source=_("Confirmation asked for"),
    )  # fmt: skip


def confirm_double_opt_in(
    writer: Writer, *, contact_id: int, channel: Channel, source: str = "", proof: NewFile | None = None
) -> Outcome[int]:
    """Note that somebody confirmed; wording and purpose are those that were asked. Raises BadInput if nobody asked."""
    with writer.step(_("Confirm consent")) as work:
        rows = queries.consents_of(work.read, contact_id=contact_id)
        last = next((row for row in rows if row.channel is channel), None)
        if last is None or last.status is not ConsentStatus.PENDING:
            raise BadInput(_("No confirmation was asked for."), _("Record the consent itself instead."), field="status")
        contact = work.get(Contact, contact_id)
        record = _record(
            work, contact_id, channel, ConsentStatus.DOUBLE_OPT_IN, purpose=last.purpose,
            source=source or _("Confirmed by the person"), wording=last.wording,
        )  # fmt: skip
        if proof is not None:
            files.check(proof.data)
            record.attachment_id = files.keep(work, data=proof.data, name=proof.name, contact_id=contact_id).id
        work.flush()
        record_id = record.id
        work.label = _("Confirm consent of “{name}”").format(name=contact.name)
    return work.outcome(record_id)


def withdraw(writer: Writer, *, contact_id: int, channel: Channel, source: str = "") -> Outcome[int]:
    """Note that somebody took a consent back."""
    return add_consent(
        writer, contact_id=contact_id, channel=channel, status=ConsentStatus.WITHDRAWN,
        source=source or _("Told by the person"),
    )  # fmt: skip


def object_to(
    writer: Writer, *, contact_id: int, channel: Channel | None = None, source: str = "", reason: str = ""
) -> Outcome[None]:
    """Take an objection to advertising, on one channel or on all; it holds from now on, for imports too.

    The addresses go onto the suppression list, campaigns not yet sent leave the contact out, and nothing follows in
    those that run.
    """
    with writer.step(_("Objection to advertising")) as work:
        contact = work.get(Contact, contact_id)
        take_objection(work, contact_id, [channel] if channel else list(Channel), source=source, reason=reason)
        work.label = _("Objection of “{name}”").format(name=contact.name)
    return work.outcome(None)


def take_objection(
    work: Work, contact_id: int, channels: Sequence[Channel], *, source: str = "", reason: str = "", told: bool = True
) -> None:
    """Take an objection inside another step; `told` writes it into the history."""
    for channel in channels:
        _record(
            work, contact_id, channel, ConsentStatus.OBJECTION, source=source or _("Told by the person"),
            wording=clean(reason, lines=True),
        )  # fmt: skip
    work.flush()
    suppressing.add_addresses(work, contact_id, channels, reason=reason or _("Objection"))
    bulk.leave_campaigns(work, contact_id, channels)
    if told:
        everything = set(channels) >= {Channel.EMAIL, Channel.PHONE, Channel.POST}
        subject = (
            _("Wants no advertising any more")
            if everything
            else _("Wants no advertising any more: {channel}").format(
                channel=", ".join(channel_word(channel) for channel in channels)
            )
        )
        history.record(
            work, kind=ActivityKind.NOTE, subject=subject, body=clean(reason, lines=True), contacts=[contact_id],
            direction=Direction.IN,
        )  # fmt: skip


def restrict(writer: Writer, *, contact_id: int, on: bool) -> Outcome[None]:
    """Let a contact only be kept and not be used (Art. 18 GDPR), or used again."""
    with writer.step(_("Restrict contact") if on else _("Lift restriction")) as work:
        contact = work.get(Contact, contact_id)
        contact.restricted_on = (contact.restricted_on or work.today) if on else None
        protection.set_restricted_for(work, contact_id, Restricted.ASKED if on else "")
        told = _("Restrict “{name}”") if on else _("Lift the restriction of “{name}”")
        work.label = told.format(name=contact.name)
        history.record(
            work, kind=ActivityKind.SYSTEM, contacts=[contact_id],
            subject=_("May only be kept, not used") if on else _("May be used again"),
        )  # fmt: skip
    return work.outcome(None)


def _record(
    work: Work,
    contact_id: int,
    channel: Channel,
    status: ConsentStatus,
    *,
    purpose: str = GENERAL,
    source: str = "",
    wording: str = "",
    given_at: datetime | None = None,
    valid_until: date | None = None,
    conditions: Collection[str] = (),
) -> Consent:
    at = given_at or work.now
    if at > work.now:
        raise BadInput(_("This lies in the future."), field="given_at")
    if valid_until is not None and valid_until < at.date():
        raise BadInput(_("It is over before it begins."), field="valid_until")
    if status not in REFUSALS and not clean(source):
        raise BadInput(_("Say where the consent comes from."), _("Without a source it proves nothing."), field="source")
    return work.add(
        Consent(
            contact_id=contact_id, channel=channel, purpose=clean(purpose) or GENERAL, status=status, given_at=at,
            source=clean(source), wording=clean(wording, lines=True), recorded_at=work.now, valid_until=valid_until,
            conditions=[one for one in CONDITIONS if one in conditions],
        )
    )  # fmt: skip


class RuleRow(NamedTuple):
    """A rule as it is shown; `own` says that the firm decided it."""

    rule: Rule
    own: bool


def rules(reader: Reader) -> list[RuleRow]:
    """Return which ground allows which channel, by country, audience and channel."""
    own = queries.own_rules(reader)
    decided = {(one.country, one.audience, one.channel) for one in own}
    places = {country: place for place, country in enumerate(("DE", "AT", "CH"))}
    everything = sorted(
        Rules(own).all(),
        key=lambda one: (places.get(one.country, 9), one.country, list(Audience).index(one.audience),
                         list(Channel).index(one.channel)),
    )  # fmt: skip
    return [RuleRow(one, (one.country, one.audience, one.channel) in decided) for one in everything]


def set_rule(
    writer: Writer, *, country: str, audience: Audience, channel: Channel, without_ground: bool,
    grounds: Collection[ConsentStatus], basis: str = "",
) -> Outcome[None]:  # fmt: skip
    """Decide which grounds allow a channel; nothing allows it against an objection. Raises BadInput for one that would.

    The country is a code of two letters, "" for all without rules of their own.
    """
    with writer.step(_("Change rule for consents")) as work:
        code = country.strip().upper()
        if code and not (len(code) == 2 and code.isalpha()):
            raise BadInput(_("“{text}” is no country.").format(text=country[:20]), field="country")
        if (REFUSALS | {ConsentStatus.PENDING}) & set(grounds):
            raise BadInput(_("Who objected or has not confirmed has not consented."), field="grounds")
        bulk.set_rule(
            work, Rule(code, audience, channel, without_ground, frozenset(grounds), clean(basis))
        )  # fmt: skip
    return work.outcome(None)


def reset_rule(writer: Writer, *, country: str, audience: Audience, channel: Channel) -> Outcome[None]:
    """Go back to what the program suggests."""
    with writer.step(_("Reset rule for consents")) as work:
        bulk.reset_rule(work, country.strip().upper(), audience, channel)
    return work.outcome(None)
