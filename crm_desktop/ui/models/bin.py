"""What lies in the bin, ready to be drawn and said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import clock_time, near_instant
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.store.queries.bin import BinRow
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: The role of the row itself.
BIN_ROLE = ROW_ROLE + 1
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


class BinModel(QAbstractListModel):
    """Rows of the bin, last thrown away first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[BinRow] = []
        self._faces: list[TwoLine] = []

    def show(self, rows: Sequence[BinRow], today: date) -> None:
        """Show these; what stays keeps its selection."""
        same = [row[:2] for row in rows] == [row[:2] for row in self._rows]
        faces = [face_of(row, today) for row in rows]
        if same:
            self._rows, self._faces = list(rows), faces
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows, self._faces = list(rows), faces
        self.endResetModel()

    def row(self, at: int) -> BinRow | None:
        """Return a row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lie there."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the one column of a list."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row for the delegate, the record, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        if role == ROW_ROLE:
            return self._faces[index.row()]
        if role == BIN_ROLE:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            face = self._faces[index.row()]
            return ", ".join(part for part in (face.title, face.detail, face.right) if part)
        return None


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
