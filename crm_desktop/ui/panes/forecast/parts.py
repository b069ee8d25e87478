"""The forecast taken apart by process, product group, channel or customers, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import amount, number
from crm_desktop.base.i18n import _
from crm_desktop.operations.forecasts.parts import By, Part
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.tables import RowTableView

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(IntEnum):
    """Columns of the table."""

    NAME = 0
    DEALS = 1
    KNOWN = 2
    NEW = 3
    SUM = 4


class Parts(QAbstractTableModel):
    """The parts of one forecast."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: Sequence[Part] = ()
        self._currency = "EUR"

    def show(self, parts: Sequence[Part], currency: str) -> None:
        """Show other parts."""
        self.beginResetModel()
        self._parts, self._currency = parts, currency
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of parts."""
        return 0 if parent.isValid() else len(self._parts)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words over a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Part"), _("Deals"), _("Known deals"), _("New business"), _("Expected"))[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if not index.isValid() or not 0 <= index.row() < len(self._parts):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        part = self._parts[index.row()]
        money = (amount(cents, self._currency, whole=True) for cents in (part.known_cents, part.new_cents, part.cents))
        return (part.name or _("not said"), number(part.deals), *money)[index.column()]


class PartsTable(RowTableView):
    """The parts, the largest first."""

    def __init__(self, model: Parts) -> None:
        super().__init__(model, name=_("Parts of the forecast"), stretch=Column.NAME)
        for column, width in {Column.DEALS: 80, Column.KNOWN: 120, Column.NEW: 120, Column.SUM: 120}.items():
            self.setColumnWidth(column, look().px(width))
        header = self.horizontalHeader()
        header.setSectionResizeMode(Column.NAME, header.ResizeMode.Stretch)


def by_names() -> dict[By, str]:
    """Return what a forecast can be taken apart by."""
    return {
        By.PIPELINE: _("By process"),
        By.GROUP: _("By product group"),
        By.CHANNEL: _("By channel"),
        By.CATEGORY: _("By category of customer"),
    }


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == Column.NAME else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
