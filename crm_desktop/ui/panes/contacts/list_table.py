"""The contacts as a table: columns chosen, moved and sized by the user, any number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.contact_table import ContactTableRow, table_rows
from crm_desktop.store.queries.contacts import ContactOrder
from crm_desktop.store.queries.custom_fields import OwnField
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_columns import ColumnKind, ContactTable, all_columns, table_sentence
from crm_desktop.ui.models.rows import RowsModel
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.cells import CellDelegate
from crm_desktop.ui.widgets.delegates import Index, Row
from crm_desktop.ui.widgets.header import ElidingHeader
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.tables import RowTableView


class ContactTableView(RowTableView):
    """Signals: `moved(index)` like a list, `columns_changed()`, `sort_asked(ContactOrder)` by a click on a head."""

    moved = Signal(QModelIndex)
    columns_changed = Signal()
    sort_asked = Signal(object)

    def __init__(self, desk: Desk, today: date, parent: QWidget | None = None) -> None:
        rows: RowsModel[ContactTableRow] = RowsModel(
            desk, table_rows, lambda _row: {}, lambda row: table_sentence(row, today)
        )
        self.table = ContactTable(rows, today)
        self._kinds: dict[str, ColumnKind] = all_columns(())
        self._showing = False
        super().__init__(self.table, NameDelegate(hovers=True), name=_("Contacts"), many=True, parent=parent)
        self.table.setParent(self)
        rows.setParent(self)
        header = ElidingHeader(self, movable=True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu)
        header.sectionMoved.connect(lambda *_at: self._changed())
        header.sectionResized.connect(lambda *_at: self._changed())
        header.sectionClicked.connect(self._sort)
        self.setHorizontalHeader(header)
        # Only now: a table that does not sort by itself takes the arrow off the head it is given.
        header.setSortIndicatorShown(True)

    # Columns

    def offer(self, own: Sequence[OwnField]) -> None:
        """Offer the user's own fields as columns too."""
        kinds = all_columns(own)
        if [(one.key, one.title) for one in kinds.values()] != [(one.key, one.title) for one in self._kinds.values()]:
            columns = self.columns()
            self._kinds = kinds
            self.show_columns(columns)

    def show_columns(self, columns: Sequence[tuple[str, int]]) -> None:
        """Show these columns with their widths at 100 % text; what is not offered is left out."""
        known = [(self._kinds[key], width) for key, width in columns if key in self._kinds]
        self._showing = True
        self.table.show_columns([kind for kind, _width in known] or [self._kinds["name"]])
        header = self.horizontalHeader()
        for place, (_kind, width) in enumerate(known):
            header.moveSection(header.visualIndex(place), place)
            header.resizeSection(place, look().px(width))
        self._showing = False

    def columns(self) -> tuple[tuple[str, int], ...]:
        """Return the columns from left to right with their widths at 100 % text."""
        header, kinds = self.horizontalHeader(), self.table.columns()
        places = [header.logicalIndex(place) for place in range(len(kinds))]
        return tuple((kinds[place].key, round(header.sectionSize(place) / look().scale)) for place in places)

    def kinds(self) -> list[ColumnKind]:
        """Return the columns from left to right as they are, for paper."""
        header, kinds = self.horizontalHeader(), self.table.columns()
        return [kinds[header.logicalIndex(place)] for place in range(len(kinds))]

    def switch(self, key: str) -> None:
        """Show a column at the right end, or take it away; the last one stays."""
        columns = self.columns()
        if key not in dict(columns):
            columns = (*columns, (key, self._kinds[key].width))
        elif len(columns) > 1:
            columns = tuple(column for column in columns if column[0] != key)
        self.show_columns(columns)
        self._changed()

    def fill_menu(self, menu: Menu) -> None:
        """Add a switch for each column to a menu."""
        shown = dict(self.columns())
        for kind in self._kinds.values():
            menu.entry(kind.title, checked=kind.key in shown, on=partial(self.switch, kind.key))

    def mark_order(self, order: ContactOrder) -> None:
        """Show which column the list is ordered by."""
        place = next((at for at, kind in enumerate(self.table.columns()) if kind.order is order), -1)
        falling = order is not ContactOrder.NAME
        way = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, way)

    def _sort(self, place: int) -> None:
        order = self.table.columns()[place].order
        if order is not None:
            self.sort_asked.emit(order)

    def _changed(self) -> None:
        if not self._showing:
            self.columns_changed.emit()

    def _show_menu(self, at: QPoint) -> None:
        menu = Menu(self)
        self.fill_menu(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    # Qt

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which row is the current one now."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.moved.emit(current)


class NameDelegate(CellDelegate):
    """Draws a cell: the name strong, the rest quiet."""

    def draw_cell(self, painter: QPainter, row: Row, area: QRectF, index: Index) -> None:
        """Draw one cell."""
        words = index.data()
        if not isinstance(words, str):
            return
        model = index.model()
        kind = model.columns()[index.column()] if isinstance(model, ContactTable) else None
        right = kind is not None and kind.right
        name = kind is not None and kind.key == "name"
        ink = row.look.colour("text" if name or row.selected else "text2")
        text(painter, area, words, font(13, 500 if name else 400, tabular=right), ink, align=RIGHT if right else LEFT)
