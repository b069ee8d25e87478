"""The offers to be followed up, ready to be drawn: by money at stake, by age, or by any other column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import amount, day, near_day, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import words
from crm_desktop.ui.models.offers import ID_ROLE, number_of
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.widgets.two_line import ROW_ROLE

if TYPE_CHECKING:
    from crm_desktop.operations.offers.waiting import WaitingOffer

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
#: Days before its end from which on an offer is marked.
_SOON = 7


class Column(IntEnum):
    """Columns of the list."""

    OFFER = 0
    VALUE = 1
    CHANCE = 2
    STAKE = 3
    AGE = 4
    UNTIL = 5
    NEXT = 6


class FollowFace(NamedTuple):
    """One offer ready to be drawn."""

    title: str
    below: str
    value: str
    chance: str
    stake: str
    age: str
    until: str
    until_tone: Role
    next_step: str
    next_icon: str
    next_tone: Role


def face_of(one: WaitingOffer, today: date) -> FollowFace:
    """Return an offer as the list shows it."""
    row = one.row
    number = number_of(row.number, row.version_no)
    until, tone = _until(one)
    step, icon, step_tone = _next(one, today)
    return FollowFace(
        title=row.customer or row.subject,
        below=" · ".join(part for part in (number, row.subject) if part),
        value=amount(row.net_cents, row.currency),
        chance=percent(one.chance),
        stake=amount(one.at_stake, row.currency, whole=True),
        age=plural("{n} day", "{n} days", one.age),
        until=until,
        until_tone=tone,
        next_step=step,
        next_icon=icon,
        next_tone=step_tone,
    )


def _until(one: WaitingOffer) -> tuple[str, Role]:
    if one.left is None or one.row.valid_until is None:
        return _("subject to change"), "text3"
    if one.left < 0:
        return plural("expired {n} day ago", "expired {n} days ago", -one.left), "danger"
    if one.left <= _SOON:
        words_left = plural("{n} more day", "{n} more days", one.left) if one.left else _("until today")
        return words_left, "warning"
    return day(one.row.valid_until), "text2"


def _next(one: WaitingOffer, today: date) -> tuple[str, str, Role]:
    if one.row.next_on is None:
        return _("Nothing planned"), "circle-alert", "warning"
    when = near_day(one.row.next_on, today)
    if one.row.next_on < today:
        return _("{day}, overdue").format(day=when), "clock-alert", "danger"
    return when, "clock" if one.row.next_on > today else "bell", "text" if one.row.next_on == today else "text2"


class FollowUpModel(QAbstractTableModel):
    """The offers that wait and fit the words typed; the most at stake comes first until another order is chosen."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._all: Sequence[WaitingOffer] = ()
        self._rows: list[WaitingOffer] = []
        self._words: Sequence[str] = ()
        self._ids: frozenset[int] | None = None
        self._order: tuple[int, Qt.SortOrder] | None = None

    def show(self, offers: Sequence[WaitingOffer]) -> None:
        """Show these offers."""
        self._all = offers
        self._fit()

    def narrow(self, text: str) -> None:
        """Show only offers with every word typed."""
        self._words = words(text)
        self._fit()

    def narrow_to(self, ids: frozenset[int] | None) -> None:
        """Show only these offers; None shows all that wait."""
        self._ids = ids
        self._fit()

    def due(self) -> int:
        """Return how many should be asked after now."""
        return sum(one.is_due for one in self._all)

    def rows(self) -> Sequence[WaitingOffer]:
        """Return what is shown, in order."""
        return self._rows

    def row_of(self, offer_id: int) -> int:
        """Return where an offer stands in the list, -1 where it is not in it."""
        return next((place for place, one in enumerate(self._rows) if one.row.id == offer_id), -1)

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of offers shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above a column and the side they stand at."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            heads = (
                _("Customer and offer"), _("Net value"), _("Chance to win"), _("At stake"), _("Waiting for"),
                _("Valid until"), _("Next step"),
            )  # fmt: skip
            return heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section in (Column.OFFER, Column.NEXT) else _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the face of an offer, its id, the words of a cell, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        one = self._rows[index.row()]
        if role == ID_ROLE:
            return one.row.id
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        face = face_of(one, self._today())
        cells = (face.title, face.value, face.chance, face.stake, face.age, face.until, face.next_step)
        if role == ROW_ROLE:
            return face
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.OFFER:
            return ", ".join((face.title, face.below, *cells[1:]))
        return cells[index.column()]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the offers in the order of a column; -1 is the most at stake first."""
        self._order = None if column < 0 else (column, order)
        self._fit()

    def _fit(self) -> None:
        among = [one for one in self._all if self._ids is None or one.row.id in self._ids]
        found = [one for one in among if _has(one, self._words)]
        if self._order is not None:
            column, order = self._order
            found.sort(key=lambda one: _sort_key(one, column), reverse=order == Qt.SortOrder.DescendingOrder)
        self.beginResetModel()
        self._rows = found
        self.endResetModel()


def _has(one: WaitingOffer, typed: Sequence[str]) -> bool:
    """Whether every word typed begins a word of number, subject or customer."""
    own = words(f"{one.row.number} {one.row.subject} {one.row.customer}")
    return all(any(word.startswith(start) for word in own) for start in typed)


def _sort_key(one: WaitingOffer, column: int) -> tuple[Any, ...]:
    keys: dict[int, Any] = {
        Column.OFFER: words(one.row.customer),
        Column.VALUE: one.row.net_cents,
        Column.CHANCE: one.chance,
        Column.STAKE: one.at_stake,
        Column.AGE: one.age,
        Column.UNTIL: one.row.valid_until or date.max,
        Column.NEXT: one.row.next_on or date.min,
    }
    return (keys[column], one.row.id)
