"""The deals a forecast rests on, as a table whose rows can be left out for a what-if."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.base.formats import amount, percent
from crm_desktop.base.i18n import _
from crm_desktop.engine.forecast.result import DealForecast
from crm_desktop.engine.forecast.wording import sentence, word
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(IntEnum):
    """Columns of the table."""

    DEAL = 0
    VALUE = 1
    CHANCE = 2
    IN_PERIOD = 3
    CONTRIBUTION = 4
    WHY = 5


class ForecastDeals(QAbstractTableModel):
    """Deals by contribution. Signal: `left_out(ids)` when the user ticks or unticks one."""

    left_out = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deals: Sequence[DealForecast] = ()
        self._currency = "EUR"
        self._out: set[int] = set()
        self._stages: dict[int, tuple[int, int]] = {}

    def show(self, deals: Sequence[DealForecast], currency: str, stages: dict[int, tuple[int, int]]) -> None:
        """Show other deals; `stages` gives place and number of stages by stage id. Nothing is left out any more."""
        self.beginResetModel()
        self._deals, self._currency, self._stages = deals, currency, stages
        self._out = set()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of deals."""
        return 0 if parent.isValid() else len(self._deals)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words over a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Deal"), _("Value"), _("Chance"), _("in the period"), _("Contributes"), _("why"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = section in (Column.DEAL, Column.WHY)
            return (Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words of a cell, whether a deal counts, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._deals):
            return None
        deal = self._deals[index.row()]
        if role == ROW_ROLE:
            return deal
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(deal)[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.DEAL:
            return Qt.CheckState.Unchecked if deal.deal_id in self._out else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.WHY:
            return "\n".join(sentence(reason, self._currency) for reason in deal.reasons)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let deals be chosen, and ticked in the first column."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.DEAL else flags

    def counts(self, deal: DealForecast) -> bool:
        """Whether a deal is counted on."""
        return deal.deal_id not in self._out

    def place_of(self, deal: DealForecast) -> tuple[int, int]:
        """Return place and number of stages of a deal's stage, for its mark."""
        return self._stages.get(deal.stage_id, (0, 1))

    def toggle(self, row: int) -> None:
        """Leave a deal out, or count on it again."""
        if 0 <= row < len(self._deals):
            self._out ^= {self._deals[row].deal_id}
            self._tell(row)

    def count_all(self) -> None:
        """Count on every deal again."""
        if self._out:
            self._out = set()
            self._tell(0, len(self._deals) - 1)

    def _tell(self, first: int, last: int | None = None) -> None:
        until = first if last is None else last
        self.dataChanged.emit(self.index(first, 0), self.index(until, len(Column) - 1))
        self.left_out.emit(frozenset(self._out))

    def _words(self, deal: DealForecast) -> tuple[str, ...]:
        return (
            f"{deal.title}, {deal.customer}" if deal.customer else deal.title,
            amount(deal.amount_cents, self._currency, whole=True),
            percent(deal.win_probability),
            percent(deal.probability_in_period),
            amount(
                deal.contribution_cents if self.counts(deal) else -deal.contribution_cents, self._currency, whole=True
            ),
            word(deal.reasons[0]) if deal.reasons else "",
        )
