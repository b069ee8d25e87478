"""The contacts as a table: which columns there are, what stands in them, and a model over rows read page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import amount, day, near_day, near_instant
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.domain.firm import FieldKind
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.operations.contacts.own_values import shown
from crm_desktop.store.queries.contact_table import ContactTableRow
from crm_desktop.store.queries.contacts import ContactOrder
from crm_desktop.store.queries.custom_fields import OwnField
from crm_desktop.ui.models.contacts import full_name
from crm_desktop.ui.models.rows import RECORD_ROLE, RowsModel
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_FIGURES = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DATE})

#: Own fields are columns under their key behind this.
OWN = "own:"


class ColumnKind(NamedTuple):
    """One column a table can have."""

    key: str
    title: str
    cell: Callable[[ContactTableRow, date], str]
    #: Its width at 100 % text where the user has not said.
    width: int = 140
    #: Figures and days stand at the right.
    right: bool = False
    #: The order of the list that its head asks for; None where none is quick enough.
    order: ContactOrder | None = None


def all_columns(own: Sequence[OwnField]) -> dict[str, ColumnKind]:
    """Return every column in the order they are offered; the user's own fields last."""
    found = [
        ColumnKind("name", _("Name"), _name, 220, order=ContactOrder.NAME),
        ColumnKind("job_title", _("Position"), lambda row, _day: row.job_title, 160),
        ColumnKind("company", _("Company"), lambda row, _day: row.company, 200),
        ColumnKind("phone", _("Phone"), lambda row, _day: row.phone, 150),
        ColumnKind("email", _("E-mail"), lambda row, _day: row.email, 210),
        ColumnKind("street", _("Street"), lambda row, _day: row.street, 170),
        ColumnKind("postal_code", _("Postcode"), lambda row, _day: row.postal_code, 90),
        ColumnKind("city", _("Town"), lambda row, _day: row.city, 130),
        ColumnKind("standing", _("Standing"), lambda row, _day: standing_word(row.standing), 130),
        ColumnKind("category", _("Category"), lambda row, _day: row.category),
        ColumnKind("industry", _("Industry"), lambda row, _day: row.industry),
        ColumnKind("source", _("Source"), lambda row, _day: row.source),
        ColumnKind("tags", _("Tags"), lambda row, _day: ", ".join(row.tags), 160),
        ColumnKind("customer_number", _("Customer number"), lambda row, _day: row.customer_number, 130),
        ColumnKind("last", _("Last contact"), _last, 110, right=True, order=ContactOrder.RECENT),
        ColumnKind("next", _("Next step"), _next, 110, right=True),
        ColumnKind("created", _("Added"), _created, 110, right=True, order=ContactOrder.ADDED),
        ColumnKind("value", _("Value"), _value, 120, right=True, order=ContactOrder.VALUE),
    ]
    found += [ColumnKind(OWN + one.key, one.label, _own(one), right=one.kind in _FIGURES) for one in own]
    return {one.key: one for one in found}


class ContactTable(QAbstractTableModel):
    """Columns over a `RowsModel` that draws each row as an empty dictionary: the texts of its cells are kept in it."""

    def __init__(self, rows: RowsModel[ContactTableRow], today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows, self._today = rows, today
        self._columns: Sequence[ColumnKind] = ()
        rows.modelAboutToBeReset.connect(self.beginResetModel)
        rows.modelReset.connect(self.endResetModel)
        rows.rowsAboutToBeInserted.connect(lambda _at, first, last: self.beginInsertRows(QModelIndex(), first, last))
        rows.rowsInserted.connect(self._inserted)
        rows.dataChanged.connect(self._tell)

    def show_columns(self, columns: Sequence[ColumnKind]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self._columns = columns
        self.endResetModel()

    def columns(self) -> Sequence[ColumnKind]:
        """Return the columns from left to right, as the model counts them."""
        return self._columns

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many contacts there are."""
        return 0 if parent.isValid() else self.rows.rowCount()

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column and on which side it stands."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        return column.title if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, what a screen reader says, or what a row answers to any other role."""
        if not index.isValid() or index.column() >= len(self._columns):
            return None
        below = self.rows.index(index.row())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows.data(below, role)
        row = self.rows.data(below, RECORD_ROLE)
        if row is None:
            return None
        column = self._columns[index.column()]
        # What a cell says is worked out once for each row that was read.
        cells: dict[str, str] = self.rows.data(below, ROW_ROLE)
        words = cells.get(column.key)
        if words is None:
            words = cells[column.key] = column.cell(row, self._today)
        spoken = role == Qt.ItemDataRole.AccessibleTextRole and words and index.column()
        return f"{column.title}: {words}" if spoken else words

    def _inserted(self, *_place: object) -> None:
        self.endInsertRows()

    def _tell(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._columns:
            self.dataChanged.emit(self.index(first.row(), 0), self.index(last.row(), len(self._columns) - 1))


def table_sentence(row: ContactTableRow, today: date) -> str:
    """Return a contact as a screen reader says it, whatever columns are shown."""
    parts = (_name(row, today), row.job_title, row.company, row.city, standing_word(row.standing))
    return ", ".join(part for part in parts if part)


def _name(row: ContactTableRow, _today: date) -> str:
    return full_name(row.title, row.name)


def _last(row: ContactTableRow, today: date) -> str:
    return near_instant(row.last_activity_at, today) if row.last_activity_at else ""


def _next(row: ContactTableRow, today: date) -> str:
    return near_day(row.next_due, today) if row.next_due else ""


def _created(row: ContactTableRow, _today: date) -> str:
    return day(local_day(row.created_at)) if row.created_at else ""


def _value(row: ContactTableRow, _today: date) -> str:
    return amount(row.value_cents, row.currency or "EUR", whole=True) if row.value_cents else ""


def _own(field: OwnField) -> Callable[[ContactTableRow, date], str]:
    def cell(row: ContactTableRow, _today: date) -> str:
        return shown(field.kind, row.custom.get(field.key), row.currency or "EUR")

    return cell
