"""The deals a forecast rests on, as a table whose rows can be left out for a what-if."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.base.formats import amount, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.engine.forecast.result import DealForecast
from crm_desktop.engine.forecast.wording import sentence, word
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: Days of a month of a what-if, and the most months a deal is shifted by.
_MONTH, _MOST_MONTHS = 30, 12


class Column(IntEnum):
    """Columns of the table."""

    DEAL = 0
    VALUE = 1
    CHANCE = 2
    IN_PERIOD = 3
    CONTRIBUTION = 4
    WHY = 5


class ForecastDeals(QAbstractTableModel):
    """Deals by contribution. Signal: `changed()` when the user leaves one out or shifts it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[DealForecast] = ()
        self._deals: Sequence[DealForecast] = ()
        self._most: int | None = None
        self._currency = "EUR"
        self._out: set[int] = set()
        self._months: dict[int, int] = {}
        self._period = ""
        self._stages: dict[int, tuple[int, int]] = {}

    def show(
        self, deals: Sequence[DealForecast], currency: str, stages: dict[int, tuple[int, int]], period: str = ""
    ) -> None:
        """Show other deals, for a period of that name; `stages` gives place and number of stages by stage id.

        The what-if is over.
        """
        self.beginResetModel()
        self._all, self._currency, self._stages, self._period = deals, currency, stages, period
        self._deals = deals if self._most is None else deals[: self._most]
        self._out, self._months = set(), {}
        self.endResetModel()

    def show_most(self, most: int | None) -> None:
        """Show so many deals, those that contribute most; None shows all."""
        self._most = most
        wanted = self._all if most is None else self._all[:most]
        now, then = len(self._deals), len(wanted)
        # Rows come and go at the end, so that the one under the cursor stays.
        if then > now:
            self.beginInsertRows(_ROOT, now, then - 1)
            self._deals = wanted
            self.endInsertRows()
        elif then < now:
            self.beginRemoveRows(_ROOT, then, now - 1)
            self._deals = wanted
            self.endRemoveRows()

    def hidden(self) -> Sequence[DealForecast]:
        """Return the deals that are not shown."""
        return self._all[len(self._deals) :]

    @property
    def left_out(self) -> frozenset[int]:
        """The ids of the deals that are not counted on."""
        return frozenset(self._out)

    @property
    def delays(self) -> dict[int, int]:
        """By how many days deals (by id) are taken to come later, or earlier where negative."""
        return {deal_id: months * _MONTH for deal_id, months in self._months.items() if months}

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
            of_it = _("in {period}").format(period=self._period) if self._period else _("in the period")
            return (_("Deal"), _("Value"), _("Chance"), of_it, _("Contributes"), _("why"))[section]
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

    def shift(self, row: int, months: int) -> None:
        """Take a deal to come some months later, or earlier where negative, than before."""
        if 0 <= row < len(self._deals):
            deal_id = self._deals[row].deal_id
            self._months[deal_id] = max(-_MOST_MONTHS, min(_MOST_MONTHS, self._months.get(deal_id, 0) + months))
            self._tell(row)

    def months_later(self, deal: DealForecast) -> int:
        """Return by how many months a deal is taken to come later."""
        return self._months.get(deal.deal_id, 0)

    def changes(self) -> int:
        """Return how many deals the what-if touches."""
        return len(self._out | self.delays.keys())

    def count_all(self) -> None:
        """Count on every deal again, when it would come."""
        if self._out or self._months:
            self._out, self._months = set(), {}
            self._tell(0, max(0, len(self._deals) - 1))

    def _tell(self, first: int, last: int | None = None) -> None:
        until = first if last is None else last
        self.dataChanged.emit(self.index(first, 0), self.index(until, len(Column) - 1))
        self.changed.emit()

    def _words(self, deal: DealForecast) -> tuple[str, ...]:
        return (
            f"{deal.title}, {deal.customer}" if deal.customer else deal.title,
            amount(deal.amount_cents, self._currency, whole=True),
            percent(deal.win_probability),
            percent(deal.probability_in_period),
            amount(
                deal.contribution_cents if self.counts(deal) else -deal.contribution_cents, self._currency, whole=True
            ),
            self._why(deal),
        )

    def _why(self, deal: DealForecast) -> str:
        months = self.months_later(deal)
        if months:
            later = plural("{n} month later", "{n} months later", months)
            return later if months > 0 else plural("{n} month earlier", "{n} months earlier", -months)
        return word(deal.reasons[0]) if deal.reasons else ""
