"""A finished table of texts: the lines of a report, or the records behind one of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import amount, day, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.evaluations import Unit
from crm_desktop.operations.reports.findings import Finding, Line
from crm_desktop.store.queries.report_cube import Behind
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TableRow(NamedTuple):
    """One row: what stands in its cells, the thing it is about, and whether it is a total."""

    cells: tuple[str, ...]
    about: object = None
    total: bool = False


class ReportTable(QAbstractTableModel):
    """`show(heads, rows)`: the first column holds names, the others figures unless they are named in `words`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: Sequence[str] = ("",)
        self._rows: Sequence[TableRow] = ()
        self._words: frozenset[int] = frozenset({0})

    def show(self, heads: Sequence[str], rows: Sequence[TableRow], words: Sequence[int] = ()) -> None:
        """Show another table."""
        self.beginResetModel()
        self._heads, self._rows, self._words = heads, rows, frozenset((0, *words))
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words over a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section in self._words else _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell, its row, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        found = self._rows[index.row()]
        if role == ROW_ROLE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self._heads[index.column()]
            return f"{head}: {found.cells[index.column()]}" if head else found.cells[index.column()]
        return None

    def has_words(self, column: int) -> bool:
        """Whether a column holds words."""
        return column in self._words


def written(unit: Unit, value: float | None, currency: str) -> str:
    """Return a figure of a report as it stands in a cell."""
    if value is None:
        return "–"
    if unit is Unit.MONEY:
        return amount(round(value), currency, whole=True)
    if unit is Unit.SHARE:
        return percent(value)
    if unit is Unit.DAYS:
        return plural("{n} day", "{n} days", round(value))
    return number(Decimal(round(value)))


def change_words(finding: Finding, line: Line) -> str:
    """Return how a value changed: in per cent, or in points for a share."""
    if line.before is None or (not line.before and finding.unit is not Unit.SHARE):
        return "–"
    if finding.unit is Unit.SHARE:
        points = round(100 * (line.value - line.before))
        return _("{sign}{n} pts").format(sign="+" if points > 0 else "−" if points < 0 else "±", n=abs(points))
    share = line.value / line.before - 1
    return f"+{percent(share)}" if share > 0 else f"−{percent(-share)}" if share < 0 else f"±{percent(0.0)}"


def lines_table(finding: Finding) -> tuple[list[str], list[TableRow]]:
    """Return the heads and rows of a finding's table."""
    ranged = any(line.low is not None for line in finding.lines)
    heads = [finding.by, finding.measure, *([_("with 80 %")] if ranged else [])]
    heads += [*finding.parts, *(extra.head for extra in finding.extras)]
    if finding.compared:
        heads += [finding.compared, _("Change")]
    rows = [TableRow(_cells(finding, line, place, ranged=ranged), line) for place, line in enumerate(finding.lines)]
    if finding.total is not None:
        rows.append(TableRow(_cells(finding, finding.total, None, ranged=ranged), finding.total, total=True))
    return heads, rows


def records_table(records: Sequence[Behind], currency: str) -> tuple[list[str], list[TableRow]]:
    """Return the heads and rows of the records behind a figure."""
    rows = [
        TableRow(
            (
                record.title,
                record.who,
                day(record.on) if record.on else "",
                amount(record.cents, currency, whole=True) if record.cents else "",
            ),
            record,
        )
        for record in records
    ]
    return [_("What"), _("Whom"), _("Day"), _("Value")], rows


def _cells(finding: Finding, line: Line, place: int | None, *, ranged: bool) -> tuple[str, ...]:
    unit, currency = finding.unit, finding.currency
    cells = [line.name, written(unit, line.value, currency)]
    if ranged:
        known = line.low is not None and line.high is not None
        cells.append(f"{percent(line.low or 0)} – {percent(line.high or 0)}" if known else "–")
    for number_of in range(len(finding.parts)):
        parts = line.parts if place is not None else _summed(finding)
        cells.append(written(unit, parts[number_of] if number_of < len(parts) else 0.0, currency))
    for extra in finding.extras:
        value = extra.total if place is None else extra.values[place]
        cells.append("" if value is None and place is None else written(extra.unit, value, currency))
    if finding.compared:
        cells += [written(unit, line.before, currency), change_words(finding, line)]
    return tuple(cells)


def _summed(finding: Finding) -> tuple[float, ...]:
    return tuple(
        sum(line.parts[place] for line in finding.lines if place < len(line.parts))
        for place in range(len(finding.parts))
    )
