"""The contacts of the list, shown as rows of two lines or as a table: both hold the same ids."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries import contacts as queries
from crm_desktop.store.queries.contacts import ContactListRow
from crm_desktop.store.queries.custom_fields import OwnField
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.contact_setup import ListSetup
from crm_desktop.ui.models.contacts import contact_line, contact_sentence
from crm_desktop.ui.models.rows import ID_ROLE, RowsModel
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.two_line import TwoLineDelegate

if TYPE_CHECKING:
    from crm_desktop.store.queries.contact_table import ContactTableRow
    from crm_desktop.ui.panes.contacts.list_table import ContactTableView

#: Kinds whose change can change a row.
KINDS = ("contact", "activity", "activity_contact", "tag", "address", "favourite", "contact_point", "sale")


class ListViews(QStackedWidget):
    """Signals: `moved(id)` when another contact is the current one, 0 for none; `opened()` on Enter.

    `counted(count)`: how many are selected; `columns_changed()` and `sort_asked(order)` by the table's heads.
    """

    moved = Signal(int)
    opened = Signal()
    counted = Signal(int)
    columns_changed = Signal()
    sort_asked = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._own: Sequence[OwnField] = ()
        self._shows_table = False
        self._empty: QWidget | None = None
        #: The contacts of the list in their order.
        self.ids: array[int] = array("q")
        now = workplace.today  # asked for each row: the window may stay open over midnight
        self.model: RowsModel[ContactListRow] = RowsModel(
            workplace.desk, queries.rows, lambda r: contact_line(r, now()), lambda r: contact_sentence(r, now()), self
        )
        self.rows = LongListView(self.model, TwoLineDelegate(), name=_("Contacts"), many=True)
        self.table: ContactTableView | None = None
        self.addWidget(self.rows)
        self.setContentsMargins(0, 6, 0, 0)
        self._listen(self.rows)

    # Which one is shown

    def current(self) -> LongListView | ContactTableView:
        """Return the view that is shown: the list or the table."""
        return self.table if self.table is not None and self._shows_table else self.rows

    def show_form(self, setup: ListSetup) -> None:
        """Show the list or the table, whichever is wanted, as it is wanted."""
        self._shows_table = setup.table
        # The first column begins below the title; rows of two lines have room of their own at both sides.
        side = 11 if setup.table else 0
        self.setContentsMargins(side, 6, side, 0)
        if setup.table:
            table = self.table or self._make_table()
            if table.columns() != setup.columns:
                table.show_columns(setup.columns)
            table.mark_order(setup.order)
        if self._empty is None:
            self.setCurrentWidget(self.current())

    def show_instead(self, widget: QWidget | None) -> None:
        """Show something instead of the contacts, or with None the contacts again."""
        if self._empty is not None:
            self.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = widget
        if widget is not None:
            self.addWidget(widget)
        self.setCurrentWidget(widget or self.current())

    def offer(self, own: Sequence[OwnField]) -> None:
        """Offer the user's own fields as columns too."""
        self._own = own
        if self.table is not None:
            self.table.offer(own)

    # What it holds

    def take(self, ids: array[int], first: Sequence[ContactListRow] = ()) -> None:
        """Hold these contacts; a list that only grows keeps its place, and what is selected."""
        if ids == self.ids:
            return
        grows = not first and ids[: len(self.ids)] == self.ids
        self.ids = ids
        if grows:
            self.model.extend_ids(ids)
        else:
            self.model.show_ids(ids, first)
        table = self._table_rows()
        if table is not None and grows:
            table.extend_ids(ids)
        elif table is not None:
            table.show_ids(ids)

    def refresh(self, told: Told) -> None:
        """Read changed rows again."""
        changes = told.outcome.changes
        if not changes.touch(*KINDS):
            return
        ids = None if changes.touch(*KINDS[1:]) else changes.ids("contact")
        self.model.refresh(ids)
        table = self._table_rows()
        if table is not None:
            table.refresh(ids)

    def leave(self) -> None:
        """Drop all open questions."""
        for asker in (self.model, self._table_rows()):
            self._workplace.desk.forget(asker)

    # Where the user is

    def pick(self, contact_id: int) -> bool:
        """Make a contact the current one; return whether the list holds it."""
        place = self.model.row_of(contact_id)
        if place is None:
            return False
        self._choose(place)
        view = self.current()
        view.scrollTo(view.currentIndex())
        return True

    def picked_id(self) -> int:
        """Return the current contact, 0 for none."""
        return int(self.current().currentIndex().data(ID_ROLE) or 0)

    def selected_ids(self) -> list[int]:
        """Return every contact that is selected."""
        found = array("q")
        for top, bottom in self._areas():
            found += self.ids[top : bottom + 1]
        return list(found)

    def select_all(self) -> None:
        """Select every contact of the list."""
        self.current().selectAll()
        self.current().setFocus()

    def select_one(self) -> None:
        """Let only the current contact be selected."""
        self._choose(max(0, self.current().currentIndex().row()))

    def hold(self, contact_id: int) -> None:
        """Keep a contact the current one after the list has changed; where nobody was, the first becomes it."""
        place = self.model.row_of(contact_id) if contact_id else 0
        if place is not None and self.ids:
            self._choose(place)

    # Inside

    def _choose(self, place: int) -> None:
        """Make a row the current one, and the only one selected whatever keys are held down."""
        view = self.current()
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().setCurrentIndex(view.model().index(place, 0), flags.ClearAndSelect | flags.Rows)

    def _make_table(self) -> ContactTableView:
        from crm_desktop.ui.panes.contacts.list_table import ContactTableView  # on its first use

        table = self.table = ContactTableView(self._workplace.desk, self._workplace.today())
        table.offer(self._own)
        table.columns_changed.connect(self.columns_changed)
        table.sort_asked.connect(self.sort_asked)
        table.table.rows.show_ids(self.ids)
        self.addWidget(table)
        self._listen(table)
        return table

    def _table_rows(self) -> RowsModel[ContactTableRow] | None:
        return self.table.table.rows if self.table is not None else None

    def _listen(self, view: LongListView | ContactTableView) -> None:
        view.moved.connect(self._tell_moved)
        view.opened.connect(lambda _index: self.opened.emit())
        view.selectionModel().selectionChanged.connect(self._count)

    def _areas(self) -> list[tuple[int, int]]:
        """Return the first and last rows of what is selected, once for all columns of a table."""
        selection = self.current().selectionModel().selection()
        areas = (selection.at(place) for place in range(selection.count()))
        return sorted({(area.top(), area.bottom()) for area in areas})

    def _tell_moved(self, index: QModelIndex) -> None:
        self.moved.emit(int(index.data(ID_ROLE) or 0) if index.isValid() else 0)

    def _count(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.counted.emit(sum(bottom - top + 1 for top, bottom in self._areas()))
