"""Single recipients taken out of a campaign by hand, and let in again."""

from __future__ import annotations

from collections.abc import Collection

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.campaigns import Campaign
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import stamps
from crm_desktop.operations.campaigns.audience import the_campaign
from crm_desktop.store.bulk import campaigns as bulk
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.unit_of_work import Work, Writer


def leave_out(writer: Writer, *, campaign_id: int, contact_ids: Collection[int]) -> Outcome[int]:
    """Take contacts out of a campaign, before or after its recipients are fixed; drawing it again leaves them out.

    Raises Refused for who was sent something: what went out cannot be made undone.
    """
    with writer.step(_("Leave out of a campaign")) as work:
        campaign = the_campaign(work.read, campaign_id)
        rows = queries.recipients(work.read, campaign_id=campaign_id)
        sent = {row.contact_id for row in rows if row.sent_at is not None}
        if sent & set(contact_ids):
            raise Refused(_("This has been sent already."), _("Only who was not written to yet can be left out."))
        bulk.leave_out_by_hand(work, campaign_id, contact_ids)
        _touch(work, campaign_id)
        words = plural("Leave {n} contact out of “{{name}}”", "Leave {n} contacts out of “{{name}}”", len(contact_ids))
        work.label = words.format(name=campaign.name)
    return work.outcome(len(contact_ids))


def take_in(writer: Writer, *, campaign_id: int, contact_ids: Collection[int]) -> Outcome[int]:
    """Let contacts in again that were taken out by hand; of a campaign that is fixed they count as new ones."""
    with writer.step(_("Let into a campaign again")) as work:
        campaign = the_campaign(work.read, campaign_id)
        bulk.take_back_in(work, campaign_id, contact_ids)
        _touch(work, campaign_id)
        words = plural(
            "Let {n} contact into “{{name}}” again", "Let {n} contacts into “{{name}}” again", len(contact_ids)
        )
        work.label = words.format(name=campaign.name)
    return work.outcome(len(contact_ids))


def _touch(work: Work, campaign_id: int) -> None:
    """Let what shows the campaign learn of it."""
    stamps.changed(work, work.get(Campaign, campaign_id))
