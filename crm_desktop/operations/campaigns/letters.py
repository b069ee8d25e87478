"""Sending a campaign with its texts: each recipient's history holds the very words of its letter or e-mail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Unpack

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.campaigns import CampaignChannel
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.campaigns.audience import target_of, the_campaign
from crm_desktop.operations.campaigns.sending import Sent, Watch, note_sent, still_allowed, write_entries
from crm_desktop.operations.serial import letters as serial_letters
from crm_desktop.store.bulk.campaigns import Watched
from crm_desktop.store.queries.campaigns import CampaignDetail, RecipientRow
from crm_desktop.store.unit_of_work import Work, Writer


def send_letters(
    writer: Writer, *, campaign_id: int, contact_ids: Collection[int] | None = None, template_id: int | None = None,
    **watch: Unpack[Watch],
) -> Outcome[Sent]:  # fmt: skip
    """Note that letters or e-mails of a campaign went out, by default all open ones, with their words in the history.

    With `template_id` everybody got that text, otherwise each the one of their version. Who cannot be written to (no
    address in the meantime) stays open; who objected since is left out and named in the value. Raises BadInput where
    nobody is left.
    """
    with writer.step(_("Send campaign")) as work:
        campaign = the_campaign(work.read, campaign_id)
        rows, refused = still_allowed(work, campaign, contact_ids)
        rows = [row._replace(template_id=template_id or row.template_id) for row in rows]
        sent = _write(work, campaign, rows, Watched(**watch))
        if not sent:
            raise BadInput(
                _("There is nobody left to send this to."), _("Freeze the recipients first."), field="members"
            )
        note_sent(work, campaign, sent, work.now)
        many = plural("Send “{{name}}” to {n} recipient", "Send “{{name}}” to {n} recipients", len(sent))
        work.label = many.format(name=campaign.name)
        if contact_ids is not None and len(sent) == 1:
            work.label = _("Send “{campaign}” to {name}").format(campaign=campaign.name, name=sent[0].name)
    return work.outcome(Sent(len(sent), refused))


def _write(
    work: Work, campaign: CampaignDetail, rows: Sequence[RecipientRow], watched: Watched
) -> list[RecipientRow]:  # fmt: skip
    """Write the histories text by text and return who has one now."""
    kind = ActivityKind.EMAIL if campaign.channel is CampaignChannel.EMAIL else ActivityKind.LETTER
    sent: list[RecipientRow] = []
    for template_id in dict.fromkeys(row.template_id for row in rows):
        some = [row for row in rows if row.template_id == template_id]
        if template_id is None:
            write_entries(work, campaign, some, work.now, watched)
            sent += some
            continue
        noted = serial_letters.note(
            work, [target_of(campaign.name, row) for row in some], template_id=template_id, campaign_id=campaign.id,
            kind=kind, progress=_shifted(watched, len(sent), len(rows)), cancelled=watched.cancelled,
        )  # fmt: skip
        done = {contact_id for contact_id, _entry in noted}
        sent += [row for row in some if row.contact_id in done]
    return sent


def _shifted(watched: Watched, before: int, of: int) -> Callable[[int, int], None]:
    """Return progress that counts on from the texts before."""

    def told(done: int, _all: int) -> None:
        watched.progress(before + done, of)

    return told
