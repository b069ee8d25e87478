"""Campaigns: planned, their recipients frozen, sent, closed; each of it one step that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.campaigns import Campaign, CampaignChannel, CampaignKind, CampaignStatus, CampaignStep, Variant
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import stamps
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.unit_of_work import Work, Writer

_LONGEST = 80
_LONGEST_ARGUMENT = 120
#: Versions that can be told apart with the recipients a small firm has.
MOST_VARIANTS = 5
_LETTERS = "ABCDE"


@dataclass(frozen=True)
class NewCampaign:
    """What a campaign begins with."""

    name: str
    channel: CampaignChannel = CampaignChannel.POST
    goal: str = ""
    segment_id: int | None = None
    cost_cents: int = 0
    starts_on: date | None = None
    message: str = ""
    variants: tuple[Variant, ...] = ()
    template_id: int | None = None
    hold_out_percent: int = 0
    quiet_days: int = 30
    open_deal_cents: int | None = None
    one_per_household: bool = True
    window_days: int = 90
    kind: CampaignKind = CampaignKind.OWN
    purpose: str = "marketing"


class Fields(TypedDict, total=False):
    """What can be changed of a campaign; what is not named stays."""

    name: str
    channel: CampaignChannel
    goal: str
    segment_id: int | None
    cost_cents: int
    starts_on: date | None
    ends_on: date | None
    message: str
    variants: Sequence[Variant]
    template_id: int | None
    hold_out_percent: int
    quiet_days: int
    open_deal_cents: int | None
    one_per_household: bool
    window_days: int
    purpose: str


#: What recipients that were sent something rest on.
_SETTLED = frozenset({"channel", "purpose"})


def add_campaign(writer: Writer, *, new: NewCampaign) -> Outcome[int]:
    """Plan a campaign; the value is its id. Raises BadInput for a name that is empty or taken, and for odd numbers."""
    with writer.step(_("Add campaign")) as work:
        made = plan(work, new)
        work.label = _("Add campaign “{name}”").format(name=made.name)
        campaign_id = made.id
    return work.outcome(campaign_id)


def plan(work: Work, new: NewCampaign) -> Campaign:
    """Plan a campaign inside another step and return it, with its id."""
    name = _name(work, new.name)
    made = Campaign(
        name=name, channel=new.channel.value, goal=clean(new.goal), segment_id=new.segment_id,
        cost_cents=new.cost_cents, starts_on=new.starts_on, message=clean(new.message, lines=True),
        variants=[one.plain() for one in numbered(new.variants)], template_id=new.template_id,
        hold_out_percent=new.hold_out_percent, quiet_days=new.quiet_days, open_deal_cents=new.open_deal_cents,
        one_per_household=new.one_per_household, window_days=new.window_days, kind=new.kind,
        purpose=clean(new.purpose) or "marketing",
    )  # fmt: skip
    _check(made)
    return stamps.added(work, made)


def change_campaign(
    writer: Writer, *, campaign_id: int, version: int | None = None, **fields: Unpack[Fields]
) -> Outcome[None]:
    """Change a campaign. Raises Conflict when it no longer has the version shown, BadInput as `add_campaign` does.

    Refused: another channel or purpose after something was sent, since consents were judged by it.
    """
    with writer.step(_("Change campaign")) as work:
        campaign = work.get(Campaign, campaign_id, version=version)
        if _SETTLED.intersection(fields) and queries.counts(work.read, campaign_id=campaign_id).sent:
            raise Refused(_("Something was sent already."), _("Copy the campaign to send it another way."))
        for field, value in fields.items():
            _set(work, campaign, field, value)
        _check(campaign)
        stamps.changed(work, campaign)
        work.label = _("Change campaign “{name}”").format(name=campaign.name)
    return work.outcome(None)


def copy_campaign(writer: Writer, *, campaign_id: int) -> Outcome[int]:
    """Plan the same campaign once more, with its steps and without recipients; the value is its id."""
    with writer.step(_("Copy campaign")) as work:
        old = work.get(Campaign, campaign_id)
        copy = Campaign(
            name=_free_name(work, old.name), channel=old.channel, goal=old.goal, segment_id=old.segment_id,
            cost_cents=old.cost_cents, message=old.message, variants=[*old.variants], template_id=old.template_id,
            hold_out_percent=old.hold_out_percent, quiet_days=old.quiet_days, open_deal_cents=old.open_deal_cents,
            one_per_household=old.one_per_household, window_days=old.window_days, kind=old.kind, purpose=old.purpose,
        )  # fmt: skip
        copy_id = stamps.added(work, copy).id
        _copy_steps(work, campaign_id, copy_id)
        work.label = _("Copy campaign “{name}”").format(name=old.name)
    return work.outcome(copy_id)


def delete_campaign(writer: Writer, *, campaign_id: int) -> Outcome[None]:
    """Put a campaign into the bin; what the history says of it stays."""
    with writer.step(_("Delete campaign")) as work:
        campaign = work.get(Campaign, campaign_id)
        stamps.binned(work, campaign)
        work.label = _("Delete campaign “{name}”").format(name=campaign.name)
    return work.outcome(None)


def close_campaign(writer: Writer, *, campaign_id: int) -> Outcome[None]:
    """Say that a campaign is over: nothing follows any more, answers can still be recorded."""
    with writer.step(_("Close campaign")) as work:
        campaign = work.get(Campaign, campaign_id)
        campaign.status, campaign.ends_on = CampaignStatus.CLOSED, campaign.ends_on or work.today
        stamps.changed(work, campaign)
        work.label = _("Close campaign “{name}”").format(name=campaign.name)
    return work.outcome(None)


def reopen_campaign(writer: Writer, *, campaign_id: int) -> Outcome[None]:
    """Let a campaign that was closed go on."""
    with writer.step(_("Reopen campaign")) as work:
        campaign = work.get(Campaign, campaign_id)
        sent = queries.counts(work.read, campaign_id=campaign_id).sent
        campaign.status = CampaignStatus.RUNNING if sent else CampaignStatus.PLANNED
        campaign.ends_on = None
        stamps.changed(work, campaign)
        work.label = _("Reopen campaign “{name}”").format(name=campaign.name)
    return work.outcome(None)


def numbered(variants: Collection[Variant]) -> list[Variant]:
    """Return versions with letters of their own, A, B, C; letters that are there stay."""
    taken = {one.key for one in variants if one.key}
    free = iter(letter for letter in _LETTERS if letter not in taken)
    return [
        one._replace(key=one.key or next(free, "?"), argument=clean(one.argument)[:_LONGEST_ARGUMENT])
        for one in variants
    ]  # fmt: skip


def _set(work: Work, campaign: Campaign, field: str, value: object) -> None:
    match field, value:
        case "name", str(text):
            campaign.name = _name(work, text, but=campaign.id)
        case "variants", [*given]:
            _keep_arguments(campaign, given)
        case "channel", str(text):
            campaign.channel = CampaignChannel(text).value
        case (("goal" | "purpose"), str(text)):
            setattr(campaign, field, clean(text))
        case "message", str(text):
            campaign.message = clean(text, lines=True)
        case _:
            setattr(campaign, field, value)


def _keep_arguments(campaign: Campaign, given: Sequence[object]) -> None:
    campaign.variants = [one.plain() for one in numbered([one for one in given if isinstance(one, Variant)])]


def _check(campaign: Campaign) -> None:
    """Raise BadInput for numbers that make no sense."""
    if not 0 <= campaign.hold_out_percent <= 50:
        raise BadInput(_("Between 0 and 50 of a hundred can be held out."), field="hold_out_percent")
    if campaign.cost_cents < 0:
        raise BadInput(_("The cost cannot be below zero."), field="cost_cents")
    if campaign.quiet_days < 0 or not 1 <= campaign.window_days <= 730:
        raise BadInput(_("This is no plausible number of days."), field="quiet_days")
    keys = [one["key"] for one in campaign.variants]
    if len(keys) > MOST_VARIANTS or len(set(keys)) != len(keys):
        raise BadInput(_("A campaign has at most five different versions."), field="variants")
    if keys and not any(one["share"] > 0 for one in campaign.variants):
        raise BadInput(_("At least one version needs a share."), field="variants")
    if campaign.starts_on and campaign.ends_on and campaign.ends_on < campaign.starts_on:
        raise BadInput(_("The end lies before the beginning."), field="ends_on")


def _name(work: Work, name: str, *, but: int = 0) -> str:
    given = clean(name)[:_LONGEST]
    if not given:
        raise BadInput(_("A campaign needs a name."), field="name")
    if queries.campaign_named(work.read, given) not in (None, but):
        raise BadInput(_("There is a campaign called “{name}” already.").format(name=given), field="name")
    return given


def _free_name(work: Work, name: str) -> str:
    number = 2
    while queries.campaign_named(work.read, f"{name} ({number})") is not None:
        number += 1
    return f"{name} ({number})"


def _copy_steps(work: Work, campaign_id: int, copy_id: int) -> None:
    ids: dict[int, int] = {}
    for row in queries.steps(work.read, campaign_id=campaign_id):
        step = CampaignStep(
            campaign_id=copy_id, position=row.position, name=row.name, kind=row.kind, wait_days=row.wait_days,
            branch=row.branch, template_id=row.template_id,
            after_id=ids.get(row.after_id) if row.after_id is not None else None,
        )  # fmt: skip
        work.add(step)
        work.flush()
        ids[row.id] = step.id
