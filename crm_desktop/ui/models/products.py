"""The catalogue as a table: searched, sorted, and each product with its margin and its rate of VAT."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import number, percent
from crm_desktop.base.i18n import _, meant
from crm_desktop.base.text import words
from crm_desktop.domain.products import TaxClass
from crm_desktop.operations.offers.vat import vat_percent
from crm_desktop.store.queries.product_card import Catalogue
from crm_desktop.store.queries.products import STEP, ProductRow
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ID_ROLE = ROW_ROLE + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
#: Two decimals at least, four at most, as prices are kept.
_PRICE = "#,##0.00##"


class Column(IntEnum):
    """Columns of the table."""

    NUMBER = 0
    NAME = 1
    GROUP = 2
    UNIT = 3
    PRICE = 4
    COST = 5
    MARGIN = 6
    VAT = 7


class ProductFace(NamedTuple):
    """One product ready to be drawn: what stands in each column."""

    cells: tuple[str, ...]
    active: bool
    #: Whether it is a set, and whether its price depends on quantity or customer.
    is_set: bool = False
    tiered: bool = False
    picture: str | None = None
    #: Whether other products have a picture: then names stand behind the room for one.
    beside_pictures: bool = False


class ProductsModel(QAbstractTableModel):
    """`show(catalogue)`, `narrow(active, text, group)`; the filter and the order stay when it is read again."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._all: Sequence[ProductRow] = ()
        self._faces: dict[int, ProductFace] = {}
        self._folded: dict[int, tuple[str, ...]] = {}
        self._rows: list[ProductRow] = []
        self._active: bool | None = True
        self._typed: list[str] = []
        self._path = ""
        self._order: tuple[int, bool] = (-1, False)

    def show(self, found: Catalogue) -> None:
        """Show a catalogue."""
        today = self._today()
        rates = {one: vat_percent(one, found.country, today, usual=found.usual_vat) for one in TaxClass}
        self._all = found.rows
        pictured = any(row.picture for row in found.rows)
        self._faces = {
            row.id: face_of(row, rates[row.tax_class], tiered=row.id in found.tiered, pictured=pictured)
            for row in found.rows
        }
        self._folded = {row.id: tuple(words(f"{row.number} {row.name} {row.path}")) for row in found.rows}
        self._arrange()

    def narrow(self, active: bool | None, text: str, path: str = "") -> None:
        """Show those in use (True), out of use (False) or all, with every word typed, in a group and those below it."""
        self._active, self._typed, self._path = active, words(text), path
        self._arrange()

    def counts(self) -> dict[str, int]:
        """Return how many products are in use and out of use."""
        used = sum(row.active for row in self._all)
        return {"active": used, "inactive": len(self._all) - used}

    def row_of(self, product_id: int) -> int:
        """Return where a product stands, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.id == product_id), -1)

    def ids(self) -> list[int]:
        """Return every product that is shown, in order."""
        return [row.id for row in self._rows]

    def product(self, product_id: int) -> ProductRow | None:
        """Return a product of the catalogue."""
        return next((row for row in self._all if row.id == product_id), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many products are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the delegate, a screen reader or a command needs."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        face = self._faces[row.id]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return face.cells[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if index.column() >= Column.PRICE else _LEFT
            case _:
                return {ROW_ROLE: face, ID_ROLE: row.id}.get(role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # fmt: skip
        """Return the words over a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _heads()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section >= Column.PRICE else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, -1 for by name."""
        self._order = (column, order is Qt.SortOrder.DescendingOrder)
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        fitting = [row for row in self._all if self._fits(row)]
        column, downwards = self._order
        self._rows = sorted(fitting, key=_KEYS.get(column, _by_name), reverse=downwards)
        self.endResetModel()

    def _fits(self, row: ProductRow) -> bool:
        if self._active is not None and row.active is not self._active:
            return False
        if self._path and row.path != self._path and not row.path.startswith(f"{self._path}{STEP}"):
            return False
        own = self._folded[row.id]
        return all(any(word.startswith(start) for word in own) for start in self._typed)


def face_of(row: ProductRow, vat: Decimal, *, tiered: bool = False, pictured: bool = False) -> ProductFace:
    """Return a product as the table shows it."""
    share = margin_of(row)
    return ProductFace(
        (
            row.number, row.name, row.path, row.unit, price_words(row.price),
            price_words(row.cost) if row.cost is not None else "", percent(share) if share is not None else "",
            f"{number(vat)} %",
        ),
        row.active, row.is_set, tiered, row.picture, pictured,
    )  # fmt: skip


def margin_of(row: ProductRow) -> float | None:
    """Return what is left of the price after the cost, 0 to 1; None where one of them is not known."""
    if row.cost is None or row.price <= 0:
        return None
    return float((row.price - row.cost) / row.price)


def price_words(price: Decimal) -> str:
    """Return a price for reading, with two to four decimals."""
    return number(price, form=_PRICE)


def _heads() -> tuple[str, ...]:
    return (
        meant("of a product", "No."), meant("of a product", "Name"), _("Group"), _("Unit"), _("Price"), _("Cost"),
        meant("column of a table", "Margin"), _("VAT"),
    )  # fmt: skip


def _by_name(row: ProductRow) -> Any:
    return words(row.name), row.id


_KEYS: dict[int, Callable[[ProductRow], Any]] = {
    Column.NUMBER: lambda row: (row.number == "", words(row.number), row.id),
    Column.GROUP: lambda row: (words(row.path), words(row.name)),
    Column.UNIT: lambda row: (row.unit, words(row.name)),
    Column.PRICE: lambda row: (row.price, row.id),
    Column.COST: lambda row: (row.cost if row.cost is not None else Decimal(-1), row.id),
    Column.MARGIN: lambda row: (margin_of(row) if margin_of(row) is not None else -99.0, row.id),
    Column.VAT: lambda row: (row.tax_class, words(row.name)),
}
