"""The list of companies with its filters, on the whole width of the pane."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.contacts import Standing
from crm_desktop.store.queries import company_list as queries
from crm_desktop.store.queries.company_list import CompanyFilter, CompanyListRow, CompanyOrder
from crm_desktop.store.queries.segments import SegmentRow
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.companies import company_face, company_sentence
from crm_desktop.ui.models.rows import ID_ROLE, RowsModel
from crm_desktop.ui.panes.companies.columns import CompanyDelegate, Heads
from crm_desktop.ui.panes.companies.segment_menu import SegmentMenu
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.empty import EmptyState, no_hits
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.text import Text, title

if TYPE_CHECKING:
    from crm_desktop.ui.commands.bulk_panel import BulkPanel

_FIRST = 40
#: What the rows show, by the keys of the columns of an export.
_COLUMNS = ("name", "city", "standing", "industry", "employees", "revenue", "open", "next")
_TYPING_PAUSE = 60
#: Kinds whose change can change a row of the list.
_KINDS = ("contact", "activity", "activity_contact", "tag", "address", "sale", "deal")
_STANDINGS: dict[str, frozenset[Standing]] = {
    "all": frozenset(),
    "customers": frozenset({Standing.CUSTOMER, Standing.REGULAR}),
    "prospects": frozenset({Standing.PROSPECT}),
    "others": frozenset({Standing.FORMER, Standing.PARTNER, Standing.SUPPLIER, Standing.OTHER}),
}


class CompanyList(Pane):
    """Title, filters, rows. Signal: `opened(id)` on Enter or a double click."""

    opened = Signal(int)

    def __init__(self, workplace: Workplace, *, new: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._workplace, self._new = workplace, new
        self._where, self._order = CompanyFilter(), CompanyOrder.RECENT
        self._wanted = 0
        #: Whether everything that is listed is known, not its first page alone.
        self._whole = False
        #: Whether the first answer has come.
        self.answered = False
        now = workplace.today  # asked for each row: the window may stay open over midnight
        self.model: RowsModel[CompanyListRow] = RowsModel(
            workplace.desk, lambda reader, ids: queries.rows(reader, ids=ids, today=now()),
            lambda r: company_face(r, now()), lambda r: company_sentence(r, now()), self,
        )  # fmt: skip
        self.view = LongListView(self.model, CompanyDelegate(), name=_("Companies"), many=True)
        self.view.opened.connect(lambda index: self.opened.emit(int(index.data(ID_ROLE))))
        self._bulk: BulkPanel | None = None
        #: How many companies are selected, 0 for one or none.
        self.many = 0
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._count_selected())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self.ask)
        self._build()

    # Use

    def ask(self) -> None:
        """Read the list: its first page at once, the rest right after."""
        self._workplace.desk.ask(
            queries.first_page, where=self._where, order=self._order, today=self._workplace.today(), limit=_FIRST,
            then=self._show_first, asker=self, topic="list",
        )  # fmt: skip

    def show_only(self, where: CompanyFilter, words: str) -> None:
        """Show the companies of a class or a group; `words` name it on a button that releases it."""
        self._where = where
        self._standings.choose("all")
        self._quietly_empty_field()
        self._released.setText(words)
        self._released.setAccessibleName(_("Release the filter: {words}").format(words=words))
        self._released.setVisible(bool(words))
        self.ask()

    def pick(self, company_id: int) -> None:
        """Put a company under the cursor; one that is not in the list yet is taken when the list has come."""
        self._wanted = company_id
        place = self.model.row_of(company_id)
        if place is not None:
            index = self.model.index(place)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def picked_id(self) -> int:
        """Return the company under the cursor, 0 for none."""
        return int(self.view.currentIndex().data(ID_ROLE) or 0)

    def selected_ids(self) -> list[int]:
        """Return every company that is selected."""
        return [int(index.data(ID_ROLE)) for index in self.view.selectionModel().selectedIndexes()]

    def bulk(self) -> BulkPanel:
        """Return what can be done with several companies, made on its first use."""
        if self._bulk is None:
            from crm_desktop.ui.commands.bulk_panel import BulkPanel  # on its first use

            self._bulk = BulkPanel(self._workplace, selected=self.selected_ids, in_bin=self.shows_bin)
            self._bulk.setFixedWidth(look().px(340))
            self._bulk.all_asked.connect(self.view.selectAll)
            self._bulk.one_asked.connect(self.select_one)
            self._bulk.done.connect(self.select_one)
            self._held.addWidget(self._bulk)
        return self._bulk

    def select_one(self) -> None:
        """Let go of all but the company under the cursor."""
        here = self.view.currentIndex()
        self.view.clearSelection()
        if here.isValid():
            self.view.setCurrentIndex(here)
        self.view.setFocus()

    def leave(self) -> None:
        """Drop all open questions."""
        for asker in (self, self.model):
            self._workplace.desk.forget(asker)
        self._segments.leave()
        if self._bulk is not None:
            self._bulk.leave()

    def _count_selected(self) -> None:
        count = len(self.view.selectionModel().selectedIndexes())
        self.many = count if count > 1 else 0
        if self.many:
            self.bulk().show_count(self.many)
        if self._bulk is not None:
            self._bulk.setVisible(self.many > 0)

    def neighbour(self, company_id: int, by: int) -> int:
        """Return the company that stands before or after another in the list, 0 for none."""
        place = self.model.row_of(company_id)
        return (self.model.id_at(place + by) or 0) if place is not None else 0

    def step(self, by: int) -> None:
        """Move the cursor."""
        self.view.step(by)

    def filter_now(self) -> None:
        """Put the cursor into the field that filters."""
        self.field.setFocus()

    def print_list(self) -> None:
        """Print the companies that are listed, or those selected."""
        from crm_desktop.ui.commands.printing import print_shown  # rarely needed

        print_shown(self._workplace, self, replace(self.in_view(), columns=()))

    def in_view(self) -> ShownList:
        """Return the list as it can be taken along; what is not known of it yet is read when it is."""
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        read = partial(queries.ids, where=self._where, order=self._order, today=self._workplace.today())
        return ShownList(
            kind=ListKind.COMPANIES, title=_("Companies"), words=self._words(), columns=_COLUMNS,
            read_ids=None if self._whole else read,
            ids=[self.model.id_at(place) or 0 for place in range(self.model.rowCount())],
            selected=self.selected_ids() if self.many else (), lettered=self._order is CompanyOrder.NAME,
        )  # fmt: skip

    def _words(self) -> tuple[str, ...]:
        """Return in words what is listed, and in which order."""
        kind = self._standings.button(self._standings.value()).text() if self._released.isHidden() else ""
        typed = self._where.text.strip()
        return (
            kind, "" if self._released.isHidden() else self._released.text(),
            _("with “{text}”").format(text=typed) if typed else "", _orders()[self._order],
        )  # fmt: skip

    def _let_drag(self) -> None:
        from crm_desktop.ui.commands.dragging_out import let_drag  # after the first picture

        let_drag(self.view, self._workplace, self.selected_ids, asker=self)

    def shows_bin(self) -> bool:
        """Whether the list shows what lies in the bin."""
        return self._where.in_bin

    def refresh(self, told: Told) -> None:
        """Read changed rows again; after a company was added, removed or in touch, the order too."""
        changes = told.outcome.changes
        if changes.touch(*_KINDS):
            self.model.refresh(None)
            self.ask()

    # Building

    def _build(self) -> None:
        self._count = Text("", 13, 400, "text3", tabular=True)
        self.field = SearchField(_("Name, town, phone …"), small=True)
        self.field.setMinimumWidth(look().px(196))
        self.field.setMaximumWidth(look().px(260))
        self.field.changed.connect(self._type)
        self.field.moved_down.connect(self.view.setFocus)
        self.field.entered.connect(self.view.setFocus)
        self.add = Button(_("New company"), "primary", icon="plus", key="N", on=self._new)
        head = row(
            None, title(_("Companies")), self._count, None, self.field, self.add, gap=10, margins=(24, 13, 20, 12)
        )
        self._standings = Chips(
            [
                Choice("all", _("All")), Choice("customers", _("Customers")), Choice("prospects", _("Prospects")),
                Choice("others", _("Others")),
            ],
            name=_("Show"),
        )  # fmt: skip
        self._standings.chosen.connect(lambda key: self._narrow(standings=_STANDINGS[key]))
        self._released = Button("", "chip", icon="x", on=self.release)
        self._released.hide()
        self._sorting = Button("", "text")
        self._sorting.set_menu(self._order_menu(self._sorting))
        self._show_order()
        bar = row(None, self._standings, self._released, None, self._sorting, gap=10, margins=(24, 0, 20, 8))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._empty: QWidget | None = None
        self._heads = Heads(self.view)
        self._heads.sorted_by.connect(lambda key: self._sort(CompanyOrder(key)))
        self._heads.show_order(self._order)
        hints = KeyHints(
            [("↵", meant("key hint", "open")), ("N", _("new")), ("/", _("filter")), ("[ ]", _("previous and next"))]
        )
        foot = row(None, hints, margins=(20, 9, 16, 9))
        inner = row(None, self._heads, margins=(8, 0, 8, 0))
        self._held = row(None, self._stack, margins=(8, 4, 8, 0))
        self._held.setStretch(0, 1)
        column(self, head, bar, inner, Line(), self._held, Line(), foot, gap=0).setStretch(4, 1)

    def _order_menu(self, parent: QWidget) -> Menu:
        menu = Menu(parent)
        for order, words in _orders().items():
            menu.entry(words, on=partial(self._sort, order))
        menu.addSeparator()
        self._segments = SegmentMenu(self._workplace, menu, self._show_segment)
        menu.entry(_("Without a next step"), on=self._toggle_unplanned)
        menu.entry(_("In the bin"), "trash-2", on=self._toggle_bin)
        return menu

    # What the user does

    def release(self) -> None:
        """Show all companies again."""
        self.show_only(CompanyFilter(), "")
        self.view.setFocus()

    def release_filter(self) -> bool:
        """Let go of a selection of several, or release the filter; say whether there was anything."""
        if self.many:
            self.select_one()
            return True
        filtered = self._where != CompanyFilter()
        if filtered:
            self.release()
        return filtered

    def _show_segment(self, segment: SegmentRow) -> None:
        self.show_only(CompanyFilter(segment_id=segment.id), _("Segment: {words}").format(words=segment.name))

    def _toggle_unplanned(self) -> None:
        wanted = not self._where.without_next_step
        self.show_only(CompanyFilter(without_next_step=wanted), _("Without a next step") if wanted else "")

    def _toggle_bin(self) -> None:
        wanted = not self._where.in_bin
        self.show_only(CompanyFilter(in_bin=wanted), _("In the bin") if wanted else "")

    def _type(self, text: str) -> None:
        self._where = replace(self._where, text=text)
        self._pause.start()

    def _sort(self, order: CompanyOrder) -> None:
        self._order = order
        self._show_order()
        self._heads.show_order(order)
        self.ask()

    def _show_order(self) -> None:
        words = _orders()[self._order]
        self._sorting.setText(words)
        self._sorting.setAccessibleName(_("Order of the companies: {order}").format(order=words))

    def _narrow(self, *, standings: frozenset[Standing]) -> None:
        self._where = replace(self._where, standings=standings)
        self.ask()

    def _quietly_empty_field(self) -> None:
        self.field.blockSignals(True)
        self.field.set_value("")
        self.field.blockSignals(False)

    # What the desk answers

    def _show_first(self, first: Sequence[CompanyListRow]) -> None:
        if not self.answered:
            self._let_drag()
        self.answered = True
        self._whole = len(first) < _FIRST
        self._show_ids(array("q", [found.id for found in first]), first)
        self._show_empty(len(first))
        if len(first) < _FIRST:
            self._count.setText(number(len(first)))
            return
        self._workplace.desk.ask(
            queries.ids, where=self._where, order=self._order, today=self._workplace.today(), then=self._show_all,
            asker=self, topic="ids",
        )  # fmt: skip

    def _show_all(self, ids: array[int]) -> None:
        self._whole = True
        self._count.setText(number(len(ids)))
        self._show_ids(ids)

    def _show_ids(self, ids: array[int], first: Sequence[CompanyListRow] = ()) -> None:
        several = self.selected_ids() if self.many else []
        held, scroll = self._wanted or self.picked_id(), self.view.verticalScrollBar().value()
        if first or not ids:
            known = [self.model.id_at(place) for place in range(len(ids))]
            if list(ids) != known or (len(ids) < _FIRST and self.model.rowCount() != len(ids)):
                self.model.show_ids(ids, first)
        else:
            self.model.extend_ids(ids)
        place = self.model.row_of(held) if held else None
        if place is not None:
            self._hold(place, several)
            self.view.verticalScrollBar().setValue(scroll)
            self._wanted = 0
        elif self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    def _hold(self, place: int, several: Sequence[int]) -> None:
        """Put the cursor on a row, and keep selected what was and is still here."""
        index, flags = self.model.index(place), QItemSelectionModel.SelectionFlag
        if not several:
            self.view.setCurrentIndex(index)
            return
        rows = (self.model.row_of(one) for one in several)
        chosen = QItemSelection()
        for at in (at for at in rows if at is not None):
            chosen.select(self.model.index(at), self.model.index(at))
        selection = self.view.selectionModel()
        selection.setCurrentIndex(index, flags.NoUpdate)
        selection.select(chosen, flags.ClearAndSelect)

    def _show_empty(self, total: int) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        self._heads.setVisible(bool(total))
        if total:
            self._stack.setCurrentIndex(0)
            return
        self._empty = self._nobody()
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _nobody(self) -> QWidget:
        if self._where != CompanyFilter():
            typed = self._where.text.strip()
            words = _("No company fits “{text}”.").format(text=typed) if typed else _("No company here.")
            return no_hits(words, _("Release the filter"), self.release)
        return EmptyState(
            "building-2",
            _("The companies you work with"),
            _("With their people, places, offers and orders, and what they are worth to you."),
            action=Button(_("New company"), "primary", icon="plus", key="N", on=self._new),
        )


def _orders() -> dict[CompanyOrder, str]:
    return {
        CompanyOrder.RECENT: _("Last in touch first"),
        CompanyOrder.NAME: _("By name"),
        CompanyOrder.REVENUE: _("By revenue of 12 months"),
        CompanyOrder.OPEN: _("By open deals"),
        CompanyOrder.ADDED: _("Added last first"),
    }
