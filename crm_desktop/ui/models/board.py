"""The lanes of the board: cards ready to be drawn, and what is dragged from one lane to another."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.base.formats import amount, near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.store.queries.board import BoardCard
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

MIME = "application/x-crm-deal"
#: The role of the deal's id.
DEAL_ROLE = ROW_ROLE + 2


@dataclass(frozen=True, slots=True)
class CardFace:
    """A card ready to be drawn."""

    title: str
    account: str
    value: str
    age: str
    stale: bool
    step_icon: str
    step: str
    when: str
    step_tone: Role
    when_strong: bool

    def spoken(self) -> str:
        """Return the card as a screen reader says it."""
        return ", ".join(
            part for part in (self.title, self.account, self.value, self.age, self.step, self.when) if part
        )


def face_of(card: BoardCard, today: date, stale_after: int | None) -> CardFace:
    """Return a deal as the board shows it; a planned step that is not overdue keeps a deal from being stale."""
    step = card.step
    late = (today - step.due).days if step else 0
    stale = stale_after is not None and card.days > stale_after and (step is None or late > 0)
    if step is None:
        icon, words, when, tone = "circle-alert", _("No next step"), "", "warning"
    elif late > 0:
        icon, words, tone = "clock-alert", step.subject, "danger"
        when = plural("{n} day late", "{n} days late", late)
    else:
        icon, words, tone = "circle-dot" if late == 0 else "calendar", step.subject, "text2"
        when = near_day(step.due, today) + (f", {step.time}" if step.time else "")
    return CardFace(
        title=card.title,
        account=card.account,
        value=amount(card.amount_cents, card.currency, whole=True),
        age=plural("{n} d", "{n} d", card.days),
        stale=stale,
        step_icon=icon,
        step=words,
        when=when,
        step_tone=tone,  # type: ignore[arg-type]  # one of three roles
        when_strong=late >= 0 and step is not None,
    )


class LaneModel(QAbstractListModel):
    """The open deals of one stage. Drops are told and never done here: the view deletes no rows by itself.

    Signal: `dropped(deal id, row)` when a card was let go over this lane.
    """

    dropped = Signal(int, int)

    def __init__(self, stage_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage_id = stage_id
        self._cards: list[BoardCard] = []
        self._faces: dict[int, CardFace] = {}
        self._today = date.min
        self._stale_after: int | None = None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many cards lie in the lane."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a card for the delegate, its id, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == DEAL_ROLE:
            return card.id
        if role == ROW_ROLE:
            return self._face(card)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._face(card).spoken()
        return None

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
        return deals_as_mime([int(index.data(DEAL_ROLE)) for index in indexes])

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        """Take deals only."""
        return bool(data.hasFormat(MIME))

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Tell what was dropped where; False, so that no view takes anything away."""
        at = row if row >= 0 else parent.row() if parent.isValid() else len(self._cards)
        for deal_id in deals_of_mime(data):
            self.dropped.emit(deal_id, at)
        return False

    def show(self, cards: Sequence[BoardCard], today: date, stale_after: int | None) -> None:
        """Show these cards; those that stay keep their selection."""
        self._faces.clear()
        self._today, self._stale_after = today, stale_after
        if [card.id for card in cards] == [card.id for card in self._cards]:
            self._cards = list(cards)
            if cards:
                self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
            return
        self.beginResetModel()
        self._cards = list(cards)
        self.endResetModel()

    @property
    def stale_after(self) -> int | None:
        """Days after which a card of this lane is marked."""
        return self._stale_after

    def set_stale_after(self, days: int | None) -> None:
        """Mark cards that are older than this."""
        if days != self._stale_after:
            self._stale_after = days
            self._faces.clear()
            if self._cards:
                self.dataChanged.emit(self.index(0), self.index(len(self._cards) - 1))

    def take(self, deal_id: int) -> BoardCard | None:
        """Take a card out at once, before the step is done; it comes back if the step fails."""
        place = self.row_of(deal_id)
        if place is None:
            return None
        self.beginRemoveRows(QModelIndex(), place, place)
        card = self._cards.pop(place)
        self.endRemoveRows()
        return card

    def put(self, card: BoardCard, row: int) -> int:
        """Put a card in at once; return the row it got."""
        place = min(max(row, 0), len(self._cards))
        self.beginInsertRows(QModelIndex(), place, place)
        self._cards.insert(place, card._replace(stage_id=self.stage_id, days=0))
        self.endInsertRows()
        return place

    def row_of(self, deal_id: int) -> int | None:
        """Return where a deal lies in the lane, None where it does not."""
        return next((place for place, card in enumerate(self._cards) if card.id == deal_id), None)

    def card_at(self, row: int) -> BoardCard | None:
        """Return the card of a row, None outside the lane."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def _face(self, card: BoardCard) -> CardFace:
        if card.id not in self._faces:
            self._faces[card.id] = face_of(card, self._today, self._stale_after)
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
