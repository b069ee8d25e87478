"""The lanes of the board: their cards, the gap where one would be put, and what is dragged from one to another."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.store.queries.board import BoardCard
from crm_desktop.ui.models.board_cards import CardFace, Setting, face_of
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

MIME = "application/x-crm-deal"
#: The role of the deal's id.
DEAL_ROLE = ROW_ROLE + 2
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
#: More changes than this and the lane is laid out anew.
_FEW = 12


@dataclass(frozen=True, slots=True)
class Gap:
    """The place a dragged card would take, and what that would change."""

    words: str


class LaneModel(QAbstractListModel):
    """The deals of one lane. Drops are told and never done here: the view deletes no rows by itself.

    Signal: `dropped(deal ids, row)` when cards were let go over this lane.
    """

    dropped = Signal(object, int)

    def __init__(self, key: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._cards: list[BoardCard] = []
        self._faces: dict[int, CardFace] = {}
        self._setting = Setting()
        self._gap: tuple[int, Gap] | None = None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows the lane has, a gap included."""
        return 0 if parent.isValid() else len(self._cards) + (self._gap is not None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a card for the delegate, its id, or what a screen reader says."""
        if self._gap is not None and index.row() == self._gap[0]:
            return self._gap[1] if role == ROW_ROLE else None
        card = self.card_at(index.row()) if index.isValid() else None
        if card is None:
            return None
        if role == ROW_ROLE:
            return self._face(card)
        if role == DEAL_ROLE:
            return card.id
        if role in _SPOKEN:
            return self._face(card).spoken()
        return self._face(card).tip if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be dragged, and dropped anywhere in the lane."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return the one kind of thing that can be dragged here."""
        return [MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        """Cards are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the ids of the cards dragged."""
        return deals_as_mime([int(found) for index in indexes if (found := index.data(DEAL_ROLE))])

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        """Take deals only."""
        return bool(data.hasFormat(MIME))

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Tell what was dropped where; False, so that no view takes anything away."""
        at = row if row >= 0 else parent.row() if parent.isValid() else len(self._cards)
        ids = deals_of_mime(data)
        if ids:
            self.dropped.emit(ids, at)
        return False

    # The cards

    def show(self, cards: Sequence[BoardCard], setting: Setting) -> None:
        """Show these cards; those that stay keep their selection."""
        self.set_gap(None)
        self._faces.clear()
        self._setting = setting
        new, old = [card.id for card in cards], [card.id for card in self._cards]
        if new != old and not self._step_over(new, old, cards):
            self.beginResetModel()
            self._cards = list(cards)
            self.endResetModel()
            return
        self._cards = list(cards)
        if cards:
            self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))

    def show_setting(self, setting: Setting) -> None:
        """Draw the same cards another way."""
        self._setting = setting
        self._faces.clear()
        if self._cards:
            self.dataChanged.emit(self.index(0), self.index(len(self._cards) - 1))

    @property
    def setting(self) -> Setting:
        """How the cards are drawn."""
        return self._setting

    def cards(self) -> Sequence[BoardCard]:
        """Return the cards in their order."""
        return self._cards

    def take(self, deal_id: int) -> BoardCard | None:
        """Take a card out at once, before the step is done; it comes back if the step fails."""
        self.set_gap(None)
        place = self.row_of(deal_id)
        if place is None:
            return None
        self.beginRemoveRows(QModelIndex(), place, place)
        card = self._cards.pop(place)
        self.endRemoveRows()
        return card

    def put(self, card: BoardCard, row: int) -> int:
        """Put a card in at once; return the row it got."""
        self.set_gap(None)
        place = min(max(row, 0), len(self._cards))
        self.beginInsertRows(QModelIndex(), place, place)
        self._cards.insert(place, card)
        self._faces.pop(card.id, None)
        self.endInsertRows()
        return place

    def row_of(self, deal_id: int) -> int | None:
        """Return where a deal lies in the lane, None where it does not."""
        place = next((place for place, card in enumerate(self._cards) if card.id == deal_id), None)
        return None if place is None else place + (self._gap is not None and self._gap[0] <= place)

    def card_at(self, row: int) -> BoardCard | None:
        """Return the card of a row, None outside the lane and in the gap."""
        if self._gap is not None:
            if row == self._gap[0]:
                return None
            row -= row > self._gap[0]
        return self._cards[row] if 0 <= row < len(self._cards) else None

    # The gap

    def gap_row(self) -> int | None:
        """Return where the gap is, None where there is none."""
        return None if self._gap is None else self._gap[0]

    def set_gap(self, row: int | None, words: str = "") -> None:
        """Show where a card that is held over the lane would go, or with None no longer."""
        if self._gap is not None and row != self._gap[0]:
            place = self._gap[0]
            self.beginRemoveRows(QModelIndex(), place, place)
            self._gap = None
            self.endRemoveRows()
        if row is not None and self._gap is None:
            place = min(max(row, 0), len(self._cards))
            self.beginInsertRows(QModelIndex(), place, place)
            self._gap = (place, Gap(words))
            self.endInsertRows()

    def _step_over(self, new: list[int], old: list[int], cards: Sequence[BoardCard]) -> bool:
        """Change the rows one by one where few come or go and the others keep their order; False for more."""
        wanted, known = set(new), set(old)
        gone, come = [i for i in old if i not in wanted], [i for i in new if i not in known]
        if len(gone) + len(come) > _FEW or [i for i in old if i in wanted] != [i for i in new if i in known]:
            return False
        for deal_id in gone:
            self.take(deal_id)
        for place, card in enumerate(cards):
            if card.id not in known:
                self.put(card, place)
        return True

    def _face(self, card: BoardCard) -> CardFace:
        if card.id not in self._faces:
            self._faces[card.id] = face_of(card, self._setting)
        return self._faces[card.id]


def deals_as_mime(deal_ids: Sequence[int]) -> QMimeData:
    """Return deals as something that can be dragged."""
    data = QMimeData()
    data.setData(MIME, json.dumps(list(deal_ids)).encode())
    return data


def deals_of_mime(data: QMimeData) -> list[int]:
    """Return the ids of dragged deals, none for anything else."""
    if not data.hasFormat(MIME):
        return []
    return [int(deal_id) for deal_id in json.loads(bytes(data.data(MIME).data()).decode())]
