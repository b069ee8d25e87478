"""The ways from a file to what it hangs at."""

from __future__ import annotations

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.files import AttachedFile
from crm_desktop.ui.commands.workplace import Place


def way_to(row: AttachedFile) -> tuple[Place, str, str] | None:
    """Return where a file hangs, as a place to go to with words and an icon."""
    if row.activity_id is not None:
        return Place("contacts", "activity", row.activity_id), _("Show the entry"), "history"
    if row.deal_id is not None:
        return Place("board", "deal", row.deal_id), _("Show the deal"), "square-kanban"
    if row.offer_id is not None:
        return Place("offers", "offer", row.offer_id), _("Show the offer"), "file-text"
    if row.contact_id is not None:
        return Place("contacts", "contact", row.contact_id), _("Show the contact"), "user-round"
    return None
