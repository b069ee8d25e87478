"""What lies in the bin, ready to be drawn and said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.formats import clock_time, near_instant
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.store.queries.bin import BinRow
from crm_desktop.ui.models.short_rows import SpokenRows
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine

#: Days a record lies in the bin.
KEPT_DAYS = 30
_SOON = 3

ICONS = {
    "contact": "user", "deal": "square-kanban", "offer": "file-text", "activity": "message-square",
    "product": "package", "lead": "inbox", "service_case": "life-buoy", "campaign": "megaphone",
    "survey": "clipboard-list", "template": "file-pen-line", "product_category": "layers",
    "follow_up_set": "list-checks",
}  # fmt: skip


def kind_words(kind: str) -> str:
    """Return what one record of a kind is called."""
    return {
        "contact": _("Contact"), "deal": _("Deal"), "offer": _("Offer"), "activity": _("Entry"),
        "product": _("Product"), "lead": _("Inquiry"), "service_case": _("Service case"),
        "campaign": _("Campaign"), "survey": _("Survey"), "template": _("Template"),
        "product_category": _("Product group"), "follow_up_set": _("Follow-up set"),
    }.get(kind, kind)  # fmt: skip


def kinds_words(kind: str) -> str:
    """Return what several records of a kind are called."""
    return {
        "contact": _("Contacts"), "deal": _("Deals"), "offer": _("Offers"), "activity": _("Entries"),
        "product": _("Products"), "lead": _("Inquiries"), "service_case": _("Service cases"),
        "campaign": _("Campaigns"), "survey": _("Surveys"), "template": _("Templates"),
        "product_category": _("Product groups"), "follow_up_set": _("Follow-up sets"),
    }.get(kind, kind)  # fmt: skip


class BinLine(NamedTuple):
    """A record of the bin, and what is drawn of it."""

    record: BinRow
    face: TwoLine

    def spoken(self) -> str:
        """Return the line as a screen reader says it."""
        return ", ".join(part for part in (self.face.title, self.face.detail, self.face.right) if part)


class BinModel(SpokenRows[BinLine]):
    """Rows of the bin, last thrown away first."""

    def key(self, row: BinLine) -> object:
        """Return which record it is."""
        return row.record.kind, row.record.id

    def handed(self, row: BinLine, role: int) -> object:
        """Return the face for the delegate, else the sentence."""
        return row.face if role == ROW_ROLE else super().handed(row, role)


def bin_lines(rows: Sequence[BinRow], today: date) -> list[BinLine]:
    """Return records of the bin as the list shows them."""
    return [BinLine(row, face_of(row, today)) for row in rows]


def face_of(row: BinRow, today: date) -> TwoLine:
    """Return a record of the bin as the list shows it."""
    left = (local_day(row.deleted_at) + timedelta(days=KEPT_DAYS) - today).days
    when = near_instant(row.deleted_at, today)
    about = " · ".join(
        part for part in (kind_words(row.kind), row.detail, f"{when}, {clock_time(row.deleted_at)}") if part
    )
    stays = plural("{n} day left", "{n} days left", left) if left > 0 else _("goes at the next start")
    return TwoLine(
        title=row.title or _("Without a title"),
        detail=about,
        right=stays,
        right_tone="warning" if left <= _SOON else "text2",
        icon=ICONS.get(row.kind, "file"),
    )
