"""Who gets a campaign and who does not: before the recipients are frozen as it would come out, afterwards as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _
from crm_desktop.domain.campaigns import LeftOut
from crm_desktop.domain.serial import Target
from crm_desktop.engine.campaigns.selection import Refused, by_reason
from crm_desktop.operations.campaigns.drawing import Drawn, draw, forbidden
from crm_desktop.operations.privacy.consent_words import detail_words
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.queries.campaigns import CampaignDetail, LeftOutRow, ReasonCount, RecipientRow
from crm_desktop.store.queries.contacts import rows as contact_rows
from crm_desktop.store.reading import Reader


class Audience(NamedTuple):
    """How many fit, how many of them get something, and why the others do not."""

    matching: int
    recipients: int
    held_out: int
    groups: tuple[ReasonCount, ...]
    frozen: bool
    #: Of a frozen campaign: how many would be added if it was frozen again today.
    drifted: int = 0

    @property
    def left_out(self) -> int:
        """How many get nothing, held out or not."""
        return sum(group.cases for group in self.groups)


def the_campaign(reader: Reader, campaign_id: int) -> CampaignDetail:
    """Return a campaign. Raises NotFound where there is none."""
    found = queries.campaign(reader, campaign_id=campaign_id)
    if found is None:
        raise NotFound(_("This campaign is not there any more."))
    return found


def audience(reader: Reader, *, campaign_id: int, today: date) -> Audience:
    """Return who would get a campaign today; of a frozen one, who does, and whether that has changed since."""
    campaign = the_campaign(reader, campaign_id)
    drawn = draw(reader, campaign, today=today)
    if campaign.frozen_at is None:
        groups = _groups(drawn)
        chosen = drawn.selection
        return Audience(drawn.matching, chosen.recipients, chosen.held_out, groups, frozen=False)
    counts = queries.counts(reader, campaign_id=campaign_id)
    groups = tuple(_in_words(one) for one in queries.reasons(reader, campaign_id=campaign_id))
    inside = {one.contact_id for one in drawn.members}
    drifted = sum(not one.held_out and one.contact_id not in inside for one in drawn.selection.chosen)
    matching = counts.recipients + sum(group.cases for group in groups)
    return Audience(matching, counts.recipients, counts.held_out, groups, frozen=True, drifted=drifted)


def who_is_left_out(
    reader: Reader, *, campaign_id: int, today: date, reason: LeftOut | None = None, limit: int = 500
) -> list[LeftOutRow]:
    """Return who gets nothing, for one reason or all, also before the recipients are frozen."""
    campaign = the_campaign(reader, campaign_id)
    if campaign.frozen_at is not None:
        rows = queries.left_out(reader, campaign_id=campaign_id, reason=reason, limit=limit)
        return [row._replace(detail=detail_words(row.detail)) for row in rows]
    refused = [one for one in _refused(draw(reader, campaign, today=today)) if reason in (None, one.reason)]
    shown = {one.contact_id: one for one in refused[:limit]}
    return [
        LeftOutRow(row.id, row.name, row.company, shown[row.id].reason, detail_words(shown[row.id].detail))
        for row in contact_rows(reader, ids=list(shown))
    ]


def targets(
    reader: Reader, *, campaign_id: int, today: date, only_unsent: bool = True, variant: str = ""
) -> Mapping[int | None, tuple[Target, ...]]:
    """Return who gets which text, by the text's id, with what only the campaign knows of each.

    Who objected since the recipients were frozen is not among them: that can never be overridden.
    """
    campaign = the_campaign(reader, campaign_id)
    rows = queries.recipients(reader, campaign_id=campaign_id, only_unsent=only_unsent, variant=variant)
    no = forbidden(reader, campaign, [row.contact_id for row in rows], today=today) if only_unsent else {}
    found: dict[int | None, list[Target]] = {}
    for row in rows:
        if row.contact_id not in no:
            found.setdefault(row.template_id, []).append(target_of(campaign.name, row))
    return {template_id: tuple(some) for template_id, some in found.items()}


def target_of(campaign: str, row: RecipientRow) -> Target:
    """Return a recipient as letters take it."""
    extra = {"campaign": campaign, "code": row.code, "argument": row.argument, "variant": row.variant}
    return Target(row.contact_id, extra)


def reason_words(reason: LeftOut) -> str:
    """Return what somebody left out for a reason is said to do."""
    return {
        LeftOut.RESTRICTED: _("may only be kept, not used"),
        LeftOut.OBJECTION: _("do not want advertising"),
        LeftOut.SUPPRESSED: _("are on the suppression list"),
        LeftOut.NO_CONSENT: _("have not consented"),
        LeftOut.NO_ADDRESS: _("without a valid address"),
        LeftOut.RECENT: _("were written to only lately"),
        LeftOut.OPEN_DEAL: _("have a large deal open"),
        LeftOut.BY_HAND: _("were taken out by hand"),
        LeftOut.HOUSEHOLD: _("belong to a household that gets one already"),
        LeftOut.HOLD_OUT: _("are held out to compare with"),
    }[reason]


def reason_source(reason: LeftOut) -> str:
    """Return where the reason comes from, or what to do instead."""
    return {
        LeftOut.RESTRICTED: _("restriction"),
        LeftOut.OBJECTION: _("objection"),
        LeftOut.SUPPRESSED: _("suppression list"),
        LeftOut.NO_CONSENT: _("consents"),
        LeftOut.NO_ADDRESS: _("show in data quality"),
        LeftOut.RECENT: _("another campaign"),
        LeftOut.OPEN_DEAL: _("better in person"),
        LeftOut.BY_HAND: _("your decision"),
        LeftOut.HOUSEHOLD: _("one letter each"),
        LeftOut.HOLD_OUT: _("drawn by lot"),
    }[reason]


def _refused(drawn: Drawn) -> list[Refused]:
    held = [Refused(one.contact_id, LeftOut.HOLD_OUT) for one in drawn.selection.chosen if one.held_out]
    return [*drawn.selection.left_out, *held]


def _groups(drawn: Drawn) -> tuple[ReasonCount, ...]:
    found = []
    for reason, some in by_reason(_refused(drawn)).items():
        commonest = Counter(one.detail for one in some if one.detail).most_common(1)
        found.append(_in_words(ReasonCount(reason, len(some), commonest[0][0] if commonest else "")))
    return tuple(found)


def _in_words(group: ReasonCount) -> ReasonCount:
    """Return a reason as it is shown: of objections each has its own day, which says nothing of all."""
    return group._replace(detail="" if group.reason is LeftOut.OBJECTION else detail_words(group.detail))
