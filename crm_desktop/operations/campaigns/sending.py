"""Freezing the recipients of a campaign, and noting what was sent to whom; quick for a hundred thousand of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import NamedTuple, TypedDict, Unpack

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.campaigns import (
    Campaign,
    CampaignChannel,
    CampaignStatus,
    CampaignStep,
    StepBranch,
    StepKind,
)
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import stamps
from crm_desktop.operations.campaigns.audience import the_campaign
from crm_desktop.operations.campaigns.drawing import CONSENT_CHANNEL, Drawn, draw, forbidden
from crm_desktop.store.bulk import campaigns as bulk
from crm_desktop.store.bulk.campaigns import Entry, NewMember, Watched
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.queries.campaign_candidates import left_by_hand
from crm_desktop.store.queries.campaigns import CampaignDetail, RecipientRow
from crm_desktop.store.unit_of_work import Work, Writer

#: What the history calls what a campaign sends.
_KINDS = {
    CampaignChannel.POST: "letter",
    CampaignChannel.EVENT: "letter",
    CampaignChannel.EMAIL: "email",
    CampaignChannel.PHONE: "call",
}


class Watch(TypedDict, total=False):
    """Who is told how far a large change is, and who may stop it."""

    progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]


class Frozen(NamedTuple):
    """What came of freezing: how many get something now, and how many of them are new."""

    recipients: int
    held_out: int
    left_out: int
    added: int


class Sent(NamedTuple):
    """How many were noted as sent, and who was not since an objection came in between."""

    sent: int
    refused: tuple[int, ...] = ()


def freeze_recipients(writer: Writer, *, campaign_id: int, **watch: Unpack[Watch]) -> Outcome[Frozen]:
    """Write down who gets the campaign and who does not, with the reason, as of today.

    Done again, those who were sent something stay as they are; the others are judged anew, and only new ones come in.
    Raises BadInput where no segment says who fits.
    """
    with writer.step(_("Freeze recipients")) as work:
        campaign = the_campaign(work.read, campaign_id)
        if campaign.segment_id is None:
            raise BadInput(_("Say first whom the campaign is for."), _("Choose a segment."), field="segment_id")
        frozen = freeze(work, campaign, Watched(**watch))
        work.label = _("Freeze recipients of “{name}”").format(name=campaign.name)
    return work.outcome(frozen)


def freeze(work: Work, campaign: CampaignDetail, watched: Watched) -> Frozen:
    """Freeze the recipients inside another step."""
    watched.check(0, 3)
    drawn = draw(work.read, campaign, today=work.today)
    watched.check(1, 3)
    added = _write_members(work, campaign, drawn)
    watched.check(2, 3)
    by_hand = left_by_hand(work.read, campaign_id=campaign.id)
    refused = [one for one in drawn.selection.left_out if one.contact_id not in by_hand]
    bulk.leave_out(work, campaign.id, [(one.contact_id, one.reason.value, one.detail) for one in refused])
    kept = work.get(Campaign, campaign.id)
    kept.frozen_at = work.now
    stamps.changed(work, kept)
    counts = queries.counts(work.read, campaign_id=campaign.id)
    watched.check(3, 3)
    return Frozen(counts.recipients, counts.held_out, counts.left_out, added)


def _write_members(work: Work, campaign: CampaignDetail, drawn: Drawn) -> int:
    """Put new ones in, take out who may not stay, and give the others their versions; return how many are new."""
    arguments = {one.key: one.argument for one in campaign.variants}
    there = {one.contact_id: one for one in drawn.members}
    new: list[NewMember] = []
    changed: list[tuple[int, NewMember]] = []
    for one in drawn.selection.chosen:
        argument = "" if one.held_out else arguments.get(one.variant, "")
        member = NewMember(one.contact_id, one.variant, argument, one.held_out)
        before = there.get(one.contact_id)
        if before is None:
            new.append(member)
        else:
            changed.append((before.id, member))
    bulk.take_out(work, drawn.dropped)
    bulk.change_members(work, changed)
    bulk.put_in(work, campaign.id, new)
    return sum(not one.held_out for one in new)


def mark_sent(
    writer: Writer,
    *,
    campaign_id: int,
    contact_ids: Collection[int] | None = None,
    at: datetime | None = None,
    **watch: Unpack[Watch],
) -> Outcome[Sent]:
    """Note that the campaign went out to these recipients, by default to all it has not gone to.

    Each has it in the history, consents are noted as used, and the campaign runs. Who objected since the recipients
    were frozen is left out instead and named in the value. Raises BadInput where nobody is left to send to.
    """
    with writer.step(_("Send campaign")) as work:
        sent = send(work, campaign_id, contact_ids, at or work.now, Watched(**watch))
        name = the_campaign(work.read, campaign_id).name
        many = plural("Send “{{name}}” to {n} recipient", "Send “{{name}}” to {n} recipients", sent.sent)
        work.label = many.format(name=name)
    return work.outcome(sent)


def send(
    work: Work, campaign_id: int, contact_ids: Collection[int] | None, at: datetime, watched: Watched
) -> Sent:  # fmt: skip
    """Note inside another step what was sent, with an entry for each."""
    campaign = the_campaign(work.read, campaign_id)
    rows, refused = still_allowed(work, campaign, contact_ids)
    if not rows:
        raise BadInput(_("There is nobody left to send this to."), _("Freeze the recipients first."), field="members")
    if campaign.channel is CampaignChannel.PHONE:
        _begin_calls(work, campaign.id)
    else:
        write_entries(work, campaign, rows, at, watched)
    note_sent(work, campaign, rows, at)
    return Sent(len(rows), refused)


def write_entries(
    work: Work, campaign: CampaignDetail, rows: Sequence[RecipientRow], at: datetime, watched: Watched
) -> None:  # fmt: skip
    """Tell in the history of each recipient what went out, where no text of its own does."""
    entry = Entry(_KINDS[campaign.channel], campaign.name, campaign.id, at)
    bulk.write_history(work, entry, [(one.contact_id, _told(one)) for one in rows], watched)


def note_sent(work: Work, campaign: CampaignDetail, rows: Sequence[RecipientRow], at: datetime) -> None:
    """Note who was sent something, that consents were used, and that the campaign runs."""
    bulk.mark_sent(work, [one.member_id for one in rows], at)
    if campaign.channel is not CampaignChannel.PHONE:
        bulk.use_consents(work, [one.contact_id for one in rows], CONSENT_CHANNEL[campaign.channel].value, at)
    kept = work.get(Campaign, campaign.id)
    if kept.status is not CampaignStatus.RUNNING:
        kept.status = CampaignStatus.RUNNING
    kept.starts_on = kept.starts_on or work.today
    stamps.changed(work, kept)


def _begin_calls(work: Work, campaign_id: int) -> None:
    """Let a list of calls begin: nobody has been called yet, so the history says nothing, but the calls are due."""
    there = queries.steps(work.read, campaign_id=campaign_id)
    if any(
        one.kind is StepKind.CALL and one.after_id is None and one.branch is not StepBranch.ANSWERED for one in there
    ):
        return
    work.add(
        CampaignStep(
            campaign_id=campaign_id, position=len(there), name=_("Call"), kind=StepKind.CALL, wait_days=0,
            branch=StepBranch.NO_ANSWER,
        )
    )  # fmt: skip
    work.flush()


def still_allowed(
    work: Work, campaign: CampaignDetail, contact_ids: Collection[int] | None = None
) -> tuple[list[RecipientRow], tuple[int, ...]]:
    """Return who may be sent something today, and whose objection came after the recipients were frozen.

    The latter are left out from now on. Neither consent nor suppression can be overridden.
    """
    rows = queries.recipients(work.read, campaign_id=campaign.id, only_unsent=True)
    if contact_ids is not None:
        wanted = set(contact_ids)
        rows = [one for one in rows if one.contact_id in wanted]
    no = forbidden(work.read, campaign, [one.contact_id for one in rows], today=work.today)
    for reason in {one.reason for one in no.values()}:
        some = [one for one in rows if one.contact_id in no and no[one.contact_id].reason is reason]
        bulk.also_leave_out(work, [one.member_id for one in some], reason.value, no[some[0].contact_id].detail)
    return [one for one in rows if one.contact_id not in no], tuple(no)


def _told(one: RecipientRow) -> str:
    """Return what the history says of what somebody was sent."""
    parts: Sequence[str] = (one.argument, _("Code {code}").format(code=one.code))
    return " · ".join(part for part in parts if part)
