"""The list of contacts at the left of the pane: what narrows it above, rows or a table below, keys at the foot."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.store.queries import contacts as queries
from crm_desktop.store.queries.contacts import ContactFilter, ContactListRow, ContactOrder
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.contact_setup import ListSetup, chip_of, with_chip
from crm_desktop.ui.panes.contacts.list_head import ListHead
from crm_desktop.ui.panes.contacts.list_views import ListViews
from crm_desktop.ui.widgets.first_picture import FirstPicture
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.panes import Line, Pane, column, row

_FIRST = 40
#: Kinds whose change can change who is in the list, and in which order.
_MEMBERS = ("contact", "activity_contact", "favourite", "segment", "tag", "contact_point", "address")


class ContactList(Pane):
    """Title, filters, rows. Signals: `picked(id)` when another contact is in view, 0 for none; `opened()` on Enter.

    `many(count)` when several are selected, 0 when no longer; `set_up()` when filter, order or form have changed.
    """

    picked = Signal(int)
    opened = Signal()
    many = Signal(int)
    set_up = Signal()

    def __init__(
        self,
        workplace: Workplace,
        *,
        new: Callable[[str], None],
        host: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("surface", parent)
        self._workplace, self._new = workplace, new
        self.setup = ListSetup()
        self._wanted = 0
        self._selected = 0
        #: Whether everything that is listed is known, not its first page alone.
        self._whole = False
        #: Whether the first answer has come.
        self.answered = False
        self.views = ListViews(workplace)
        self.model, self.view = self.views.model, self.views.rows
        self.head = ListHead(workplace, host or self, new=new)
        #: Rows asked for first: as many as are seen at once.
        self._first = _FIRST
        self._build()

    # Use

    def ask(self) -> None:
        """Read the list: its first page at once, the rest right after."""
        self._first = self._in_sight()
        self._ask(queries.first_page, self._show_first, limit=self._first)

    def follow(self, setup: ListSetup) -> None:
        """Show the list as it is set up from now on."""
        self.setup = setup
        self.head.show_setup(setup)
        self.views.show_form(setup)
        if setup.table:
            self._let_drag()
        held = self._wanted or self.picked_id()
        if held:
            self.views.pick(held)
        self.ask()
        self.set_up.emit()

    def narrow(self, where: ContactFilter) -> None:
        """Narrow the list to something else; the bin has an order of its own."""
        order = self.setup.order
        if where.in_bin and not self.setup.where.in_bin:
            order = ContactOrder.BINNED
        elif order is ContactOrder.BINNED and not where.in_bin:
            order = ListSetup().order
        self.follow(replace(self.setup, where=where, order=order))

    def pick(self, contact_id: int) -> None:
        """Put a contact in view; one that is not in the list yet is taken when the list has come."""
        self._wanted = contact_id
        self.views.pick(contact_id)

    def picked_id(self) -> int:
        """Return the contact in view, 0 for none."""
        return self.views.picked_id()

    def selected_ids(self) -> list[int]:
        """Return every contact that is selected; the one in view alone where the list does not hold it."""
        if self._wanted and self._selected < 2 and self.model.row_of(self._wanted) is None:
            return [self._wanted]
        return self.views.selected_ids()

    def step(self, by: int) -> None:
        """Put the next or previous contact in view."""
        self.views.current().step(by)

    def filter_now(self) -> None:
        """Open the field that filters the list."""
        self.head.open_field()

    def release(self) -> None:
        """Let go of every condition; the order stays."""
        self.head.close_field()
        self.narrow(ListSetup().where)
        self.to_rows()

    def to_rows(self) -> None:
        """Give the keyboard to the rows."""
        self.views.current().setFocus()

    def step_back(self) -> bool:
        """Go one step back: out of the filter, then out of the selection; return whether there was one."""
        if self.setup.where != ListSetup().where:
            self.release()
        elif self.head.is_field_open():
            self.head.close_field()
            self.to_rows()
        elif self._selected > 1:
            self.views.select_one()
        else:
            return False
        return True

    def print_list(self) -> None:
        """Print the contacts that are listed, or those selected, with the columns of the table where there is one."""
        from crm_desktop.ui.commands.printing import print_shown  # rarely needed

        print_shown(self._workplace, self, self.in_view())

    def in_view(self) -> ShownList:
        """Return the list as it can be taken along; what is not known of it yet is read when it is."""
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        where = replace(self.setup.where, as_of=self._workplace.today())
        table = self.views.table if self.setup.table else None
        return ShownList(
            kind=ListKind.CONTACTS, title=_("Contacts"), ids=self.views.ids, words=self.head.words(),
            read_ids=None if self._whole else partial(queries.ids, where=where, order=self.setup.order),
            selected=self.views.selected_ids() if self._selected > 1 else (),
            columns=[key for key, _width in table.columns()] if table else (),
            lettered=self.setup.order is ContactOrder.NAME,
        )  # fmt: skip

    def refresh(self, told: Told) -> None:
        """Read changed rows again; after something that decides who is listed, the list too."""
        self.head.refresh(told)
        self.views.refresh(told)
        if told.outcome.changes.touch(*_MEMBERS, *(("activity",) if self.setup.where.next_step else ())):
            self.ask()

    def leave(self) -> None:
        """Drop all open questions."""
        self.head.leave()
        self.views.leave()
        self._workplace.desk.forget(self)

    # Building

    def _build(self) -> None:
        hints = KeyHints([("↑↓", _("choose")), ("↵", meant("key hint", "open")), ("N", _("new")), ("E", _("note"))])
        foot = row(None, hints, margins=(20, 9, 16, 9))
        column(self, self.head, Line(), self.views, Line(), foot, gap=0).setStretch(2, 1)
        head, views = self.head, self.views
        head.changed.connect(self.follow)
        head.narrowed.connect(self.narrow)
        head.typed.connect(self._type)
        head.release_asked.connect(self.release)
        head.left.connect(self.to_rows)
        head.own_found.connect(views.offer)
        head.columns_asked.connect(lambda menu: views.table.fill_menu(menu) if views.table else None)
        views.moved.connect(self._moved)
        views.opened.connect(self.opened)
        views.counted.connect(self._count_selected)
        views.columns_changed.connect(self._keep_columns)
        views.sort_asked.connect(lambda order: self.follow(replace(self.setup, order=order)))

    # What the user does

    def _keep_columns(self) -> None:
        if self.views.table is not None:
            self.setup = replace(self.setup, columns=self.views.table.columns())
            self.head.hold_setup(self.setup)

    def _type(self, words: str) -> None:
        self.setup = replace(self.setup, where=replace(self.setup.where, text=words))
        self.head.hold_setup(self.setup)
        # Without a pause: the answer comes before the next letter, and a newer question stops the older one.
        self.ask()

    def _moved(self, contact_id: int) -> None:
        if contact_id:
            self._wanted = contact_id
        self.picked.emit(contact_id)

    def _count_selected(self, count: int) -> None:
        before, self._selected = self._selected, count
        if count > 1 or before > 1:
            self.many.emit(count if count > 1 else 0)

    def _in_sight(self) -> int:
        """Return how many rows are seen at once, and one more."""
        height, one = self.view.viewport().height(), max(self.view.verticalHeader().defaultSectionSize(), 1)
        return height // one + 2 if self.view.isVisible() else _FIRST

    # What the desk answers

    def _ask(self, query: Callable[..., object], then: Callable[..., None], **arguments: Any) -> None:
        self.head.spinner.start(_("Looking through the contacts …"))

        def show(found: object) -> None:
            self.head.spinner.stop()
            then(found)

        def fail(error: CrmError) -> None:
            self.head.spinner.stop()
            self._workplace.desk.failed.emit(error)

        # Days are counted from today, whenever a view was saved. One topic for beginning and rest: a new filter stops
        # the reading of what the old one let through.
        where = replace(self.setup.where, as_of=self._workplace.today())
        self._workplace.desk.ask(
            query, where=where, order=self.setup.order, then=show, failed=fail, asker=self, topic="list", **arguments
        )

    def _show_first(self, first: Sequence[ContactListRow]) -> None:
        ids = array("q", [found.id for found in first])
        whole = len(first) < self._first
        self._whole = whole or (self._whole and self.views.ids[: len(ids)] == ids)
        if whole or self.views.ids[: len(ids)] != ids:
            self._take(ids, first)
        self._show_empty(len(first))
        if whole:
            self.head.show_count(number(len(first)))
        elif self.answered:
            self._ask_rest()
        else:
            # Counting all of a large firm takes longer than painting the first of them.
            FirstPicture(self.view.viewport(), lambda: True, self._ask_rest)
        if not self.answered:
            FirstPicture(self.view.viewport(), lambda: True, self._after_first)
        self.answered = True

    def _after_first(self) -> None:
        """Ask for what the first picture does without, and let contacts be dragged out."""
        self.head.ask()
        self._let_drag()

    def _let_drag(self) -> None:
        from crm_desktop.ui.commands.dragging_out import let_drag  # after the first picture

        for view in (self.views.rows, self.views.table):
            if view is not None:
                let_drag(view, self._workplace, self.selected_ids, asker=self)

    def _ask_rest(self) -> None:
        self._ask(queries.ids, self._show_all)

    def _show_all(self, ids: array[int]) -> None:
        self._whole = True
        self.head.show_count(number(len(ids)))
        self._take(ids)

    def _take(self, ids: array[int], first: Sequence[ContactListRow] = ()) -> None:
        """Hold these contacts; who was in view stays in view, at the same height."""
        held = self._wanted or self.picked_id()
        scroll = self.views.current().verticalScrollBar().value()
        self.views.take(ids, first)
        if self._selected < 2:
            self.views.hold(held)
            self.views.current().verticalScrollBar().setValue(scroll)

    def _show_empty(self, total: int) -> None:
        if total:
            self.views.show_instead(None)
            return
        from crm_desktop.ui.commands.importing import choose_and_import  # rarely needed
        from crm_desktop.ui.panes.contacts.list_empty import nobody  # rarely needed

        widen = None if chip_of(self.setup.where) == "all" else lambda: self.narrow(with_chip(self.setup.where, "all"))
        take_in = partial(choose_and_import, self._workplace, self)
        self.views.show_instead(nobody(self.setup.where, self.release, self._new, take_in, widen))
        self.picked.emit(0)
