"""The deals of the board as a table: the same cards, one a row, sorted by any column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import amount, near_day, number, percent
from crm_desktop.base.i18n import _
from crm_desktop.store.queries.board import BoardCard
from crm_desktop.ui.models.board import DEAL_ROLE
from crm_desktop.ui.models.board_cards import CardFace, Setting, face_of
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: Columns whose heads stand at the right, above their figures.
_RIGHT = frozenset({"amount", "chance", "age"})


class Cell(NamedTuple):
    """One cell ready to be drawn."""

    words: str
    tone: Role = "text2"
    strong: bool = False
    right: bool = False
    icon: str = ""


class Facts(NamedTuple):
    """What the columns are made of."""

    card: BoardCard
    face: CardFace
    chance: float
    stage: str


class Column(NamedTuple):
    """A column: its head, its cell, what it is sorted by, and its width at 100 % text."""

    key: str
    words: str
    cell: Callable[[Facts, Setting], Cell]
    sort: Callable[[Facts], Any]
    width: int


class DealTable(QAbstractTableModel):
    """`show(cards, setting, chances, stages)`; rows are sorted here, the order stays when the cards change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = _columns()
        self._rows: list[Facts] = []
        self._setting = Setting()
        self._by, self._falling = 2, False

    def show(
        self,
        cards: Sequence[BoardCard],
        setting: Setting,
        chances: Mapping[int, float],
        stages: Mapping[int, str],
    ) -> None:
        """Show these deals."""
        new = [
            Facts(card, face_of(card, setting), chances.get(card.stage_id, 0.0), stages.get(card.stage_id, ""))
            for card in cards
        ]
        self._setting = setting
        new = self._in_order(new)
        if [row.card.id for row in new] == [row.card.id for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of deals."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell for the delegate, its words, or the deal's id."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == DEAL_ROLE:
            return row.card.id
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.face.tip if self.columns[index.column()].key == "age" else None
        cell = self.columns[index.column()].cell(row, self._setting)
        if role == ROW_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.face.spoken() if index.column() == 0 else cell.words
        return cell.words if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heads."""
        if way is not Qt.Orientation.Horizontal:
            return None
        kind = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and kind.key in _RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        words = kind.words if kind.key != "title" else f"    {kind.words}"
        return words if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the selection stays with its deals."""
        if not 0 <= column < len(self.columns):
            return
        self._by, self._falling = column, order is Qt.SortOrder.DescendingOrder
        before = {row.card.id: place for place, row in enumerate(self._rows)}
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        ids = [self._rows[index.row()].card.id for index in old]
        self._rows = self._in_order(self._rows)
        places = {row.card.id: place for place, row in enumerate(self._rows)}
        if before != places:
            new = [self.index(places[one], index.column()) for one, index in zip(ids, old, strict=True)]
            self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def row_of(self, deal_id: int) -> int | None:
        """Return where a deal stands, None where it does not."""
        return next((place for place, row in enumerate(self._rows) if row.card.id == deal_id), None)

    def card_at(self, row: int) -> BoardCard | None:
        """Return the deal of a row."""
        return self._rows[row].card if 0 <= row < len(self._rows) else None

    def _in_order(self, rows: list[Facts]) -> list[Facts]:
        key = self.columns[self._by].sort
        return sorted(rows, key=key, reverse=self._falling)


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Deal"), _title, lambda row: row.card.title.casefold(), 200),
        Column("account", _("Customer"), lambda row, _s: Cell(row.card.account),
               lambda row: row.card.account.casefold(), 170),
        Column("stage", _("Stage"), lambda row, _s: Cell(row.stage), lambda row: (row.chance, row.stage), 110),
        Column("amount", _("Amount"), _amount, lambda row: row.card.amount_cents, 100),
        Column("chance", _("Chance"), lambda row, _s: Cell(percent(row.chance), right=True),
               lambda row: row.chance, 74),
        Column("step", _("Next step"), _step, lambda row: row.face.step.casefold(), 180),
        Column("due", _("Due"), _due, _by_due, 104),
        Column("close", _("Expected close"), _close, lambda row: str(row.card.expected_close or "9"), 112),
        Column("age", _("In stage"), _age, lambda row: row.card.days, 84),
        Column("outcome", _("Came of it"), lambda row, _s: Cell(row.card.outcome), lambda row: row.card.outcome, 120),
    )  # fmt: skip


def _by_due(row: Facts) -> tuple[bool, date]:
    step = row.card.step
    return step is None, step.due if step else date.max


def _title(row: Facts, _setting: Setting) -> Cell:
    return Cell(row.card.title, "text", strong=True)


def _amount(row: Facts, _setting: Setting) -> Cell:
    return Cell(amount(row.card.amount_cents, row.card.currency, whole=True), "text", right=True)


def _step(row: Facts, _setting: Setting) -> Cell:
    return Cell(row.face.step, row.face.step_tone, icon=row.face.step_icon)


def _due(row: Facts, _setting: Setting) -> Cell:
    return Cell(row.face.when, "danger" if row.face.step_tone == "danger" else "text2")


def _close(row: Facts, setting: Setting) -> Cell:
    close = row.card.expected_close
    late = close is not None and close < setting.today
    return Cell(near_day(close, setting.today) if close else "", "warning" if late else "text2",
                icon="circle-alert" if late else "")  # fmt: skip


def _age(row: Facts, _setting: Setting) -> Cell:
    face = row.face
    return Cell(number(row.card.days) + " " + _("d"), "warning" if face.stale else "text2",
                strong=face.stale, right=True, icon="hourglass" if face.stale else "")  # fmt: skip
