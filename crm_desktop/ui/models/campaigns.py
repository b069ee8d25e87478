"""The list of campaigns: what runs, what is prepared, what came of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import amount, day, number, percent
from crm_desktop.base.i18n import _
from crm_desktop.operations.campaigns.words import campaign_kind_word, channel_word
from crm_desktop.store.queries.campaigns import CampaignRow
from crm_desktop.ui.models.campaign_words import CHANNEL_ICONS, Mark, status_mark
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

#: The role of the campaign's id.
ID_ROLE = ROW_ROLE + 1


class Column(IntEnum):
    """Columns of the list."""

    NAME = 0
    STATUS = 1
    DAY = 2
    SENT = 3
    ANSWERS = 4
    ORDERS = 5
    REVENUE = 6
    EACH = 7


class CampaignFace(NamedTuple):
    """One campaign as it is drawn."""

    row: CampaignRow
    icon: str
    detail: str
    mark: Mark
    cells: tuple[str, ...]
    sentence: str


class CampaignsModel(QAbstractTableModel):
    """`model.show(rows, currency)`; the same campaigns in the same order are only drawn anew."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._faces: tuple[CampaignFace, ...] = ()

    def show(self, rows: Sequence[CampaignRow], currency: str) -> None:
        """Show other campaigns."""
        faces = tuple(_face(row, currency) for row in rows)
        if [one.row.id for one in faces] == [one.row.id for one in self._faces]:
            self._faces = faces
            if faces:
                self.dataChanged.emit(self.index(0, 0), self.index(len(faces) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self._faces = faces
        self.endResetModel()

    def row_of(self, campaign_id: int) -> int:
        """Return the place of a campaign, -1 where it is not listed."""
        return next((place for place, face in enumerate(self._faces) if face.row.id == campaign_id), -1)

    def neighbour(self, campaign_id: int, by: int) -> int:
        """Return the campaign some places below another one, 0 beyond the ends."""
        place = self.row_of(campaign_id)
        return self._faces[place + by].row.id if place >= 0 and 0 <= place + by < len(self._faces) else 0

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many campaigns there are."""
        return 0 if parent.isValid() else len(self._faces)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the delegate, a screen reader or a command needs."""
        if not index.isValid() or not 0 <= index.row() < len(self._faces):
            return None
        face = self._faces[index.row()]
        place = index.column()
        held = {
            ROW_ROLE: face, ID_ROLE: face.row.id, Qt.ItemDataRole.DisplayRole: face.cells[place],
            Qt.ItemDataRole.AccessibleTextRole: face.sentence if place == Column.NAME else face.cells[place],
            Qt.ItemDataRole.TextAlignmentRole: _RIGHT if place >= Column.DAY else _LEFT,
        }  # fmt: skip
        return held.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a column is called."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section >= Column.DAY else _LEFT
        return column_words()[section] if role == Qt.ItemDataRole.DisplayRole else None


def column_words() -> tuple[str, ...]:
    """Return what the columns are called."""
    return (
        _("Campaign"), _("State"), _("Begins"), _("Sent"), _("Answers"), _("Orders"), _("Revenue"),
        _("Cost per order"),
    )  # fmt: skip


def _face(row: CampaignRow, currency: str) -> CampaignFace:
    mark = status_mark(row.status)
    answers = f"{number(row.answered)} · {percent(row.answered / row.sent)}" if row.sent else ""
    each = amount(round(row.cost_cents / row.orders), currency, whole=True) if row.orders else ""
    cells = (
        row.name, mark.word, day(row.starts_on) if row.starts_on else "", number(row.sent) if row.sent else "",
        answers, number(row.orders) if row.sent else "",
        amount(row.revenue_cents, currency, whole=True) if row.revenue_cents else "", each,
    )  # fmt: skip
    detail = ", ".join(
        part for part in (channel_word(row.channel), campaign_kind_word(row.kind), row.segment or "") if part
    )
    heads = column_words()
    said = [row.name, detail, *(f"{heads[place]}: {cells[place]}" for place in range(1, len(cells)) if cells[place])]
    return CampaignFace(row, CHANNEL_ICONS[row.channel], detail, mark, cells, ", ".join(said))
