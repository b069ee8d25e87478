"""The list of contacts with its filters, at the left of the pane."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.store.queries import contacts as queries
from crm_desktop.store.queries.contacts import ContactFilter, ContactListRow, ContactOrder
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.contacts import contact_line, contact_sentence
from crm_desktop.ui.models.rows import ID_ROLE, RowsModel
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.empty import EmptyState, no_hits
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.first_picture import FirstPicture
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.text import Text, title
from crm_desktop.ui.widgets.two_line import TwoLineDelegate

_FIRST = 40
_TYPING_PAUSE = 60
#: Kinds whose change can change a row of the list.
_KINDS = ("contact", "activity", "activity_contact", "tag", "address")

_CHIPS: dict[str, frozenset[Standing]] = {
    "all": frozenset(),
    "customers": frozenset({Standing.CUSTOMER, Standing.REGULAR}),
    "prospects": frozenset({Standing.PROSPECT}),
}


class ContactList(Pane):
    """Title, filters, rows. Signals: `picked(id)` when another contact is in view, 0 for none; `opened()` on Enter."""

    picked = Signal(int)
    opened = Signal()

    def __init__(self, workplace: Workplace, *, new: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._workplace = workplace
        self._new = new
        self._where, self._order = ContactFilter(), ContactOrder.RECENT
        self._wanted = 0
        #: Whether the first answer has come.
        self.answered = False
        today = workplace.today()
        self.model: RowsModel[ContactListRow] = RowsModel(
            workplace.desk, queries.rows, lambda r: contact_line(r, today), lambda r: contact_sentence(r, today), self
        )
        self.view = LongListView(self.model, TwoLineDelegate(), name=_("Contacts"), many=True)
        self.view.moved.connect(self._moved)
        self.view.opened.connect(lambda _index: self.opened.emit())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self.ask)
        self._build()

    # Use

    def ask(self) -> None:
        """Read the list: its first page at once, the rest right after."""
        self._workplace.desk.ask(
            queries.first_page, where=self._where, order=self._order, limit=_FIRST, then=self._show_first, asker=self,
            topic="list",
        )  # fmt: skip

    def pick(self, contact_id: int) -> None:
        """Put a contact in view; one that is not in the list yet is taken when the list has come."""
        self._wanted = contact_id
        place = self.model.row_of(contact_id)
        if place is not None:
            index = self.model.index(place)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def picked_id(self) -> int:
        """Return the contact in view, 0 for none."""
        return int(self.view.currentIndex().data(ID_ROLE) or 0)

    def selected_ids(self) -> list[int]:
        """Return every contact that is selected; the one in view alone where the list does not hold it."""
        if self._wanted and self.model.row_of(self._wanted) is None:
            return [self._wanted]
        return [int(index.data(ID_ROLE)) for index in self.view.selectionModel().selectedIndexes()]

    def step(self, by: int) -> None:
        """Put the next or previous contact in view."""
        self.view.step(by)

    def filter_now(self) -> None:
        """Open the field that filters the list."""
        self._field.setVisible(True)
        self._field.setFocus()

    def clear_filter(self) -> bool:
        """Release the text filter; return whether there was one."""
        if not self._field.isVisible():
            return False
        self._field.set_value("")
        self._field.setVisible(False)
        self.view.setFocus()
        return True

    def refresh(self, told: Told) -> None:
        """Read changed rows again; after somebody was added, removed or in touch, the order too."""
        changes = told.outcome.changes
        if not changes.touch(*_KINDS):
            return
        self.model.refresh(None if changes.touch("activity_contact", "address", "tag") else changes.ids("contact"))
        if changes.touch("contact", "activity_contact"):
            self.ask()

    # Building

    def _build(self) -> None:
        self._count = Text("", 13, 400, "text3", tabular=True)
        add = IconButton("plus", _("New contact"), edged=True)
        menu = Menu(add)
        menu.entry(_("New person"), "user-plus", on=lambda: self._new("person"), key="N")
        menu.entry(_("New company"), "building-2", on=lambda: self._new("company"))
        add.set_menu(menu)
        head = row(None, title(_("Contacts")), self._count, None, add, margins=(20, 14, 18, 0))
        self._chips = Chips(
            [Choice("all", _("All")), Choice("customers", _("Customers")), Choice("prospects", _("Prospects"))],
            name=_("Show"),
        )
        self._chips.chosen.connect(self._choose)
        self._sorting = IconButton("list-filter", _("Filter and order"))
        self._sorting.set_menu(self._order_menu(self._sorting))
        chips = row(None, self._chips, None, self._sorting, margins=(20, 0, 14, 10))
        self._field = SearchField(_("Name, company, town, phone …"))
        self._field.changed.connect(self._type)
        self._field.setVisible(False)
        self._field.moved_down.connect(self.view.setFocus)
        field = row(None, self._field, margins=(16, 0, 16, 8))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._empty: QWidget | None = None
        hints = KeyHints([("↑↓", _("choose")), ("↵", _("open")), ("N", _("new")), ("E", _("note"))])
        foot = row(None, hints, margins=(20, 9, 16, 9))
        column(self, head, chips, field, Line(), self._stack, Line(), foot, gap=0).setStretch(4, 1)
        self._stack.setContentsMargins(0, 6, 0, 0)

    def _order_menu(self, parent: QWidget) -> Menu:
        menu = Menu(parent)
        menu.entry(_("Filter …"), "search", on=self.filter_now, key="/")
        menu.addSeparator()
        for order, words in (
            (ContactOrder.RECENT, _("Last in touch first")),
            (ContactOrder.NAME, _("By name")),
            (ContactOrder.ADDED, _("Added last first")),
        ):
            menu.entry(words, on=partial(self._sort, order))
        menu.addSeparator()
        for kind, words in (
            (None, _("People and companies")),
            (ContactKind.PERSON, _("People only")),
            (ContactKind.COMPANY, _("Companies only")),
        ):
            menu.entry(words, on=partial(self._narrow, kind=kind))
        menu.addSeparator()
        menu.entry(
            _("Without a next step"), on=lambda: self._narrow(without_next_step=not self._where.without_next_step)
        )
        menu.entry(_("In the bin"), "trash-2", on=lambda: self._narrow(in_bin=not self._where.in_bin))
        return menu

    # What the user does

    def _choose(self, key: str) -> None:
        self._narrow(standings=_CHIPS[key])

    def _type(self, _text: str) -> None:
        self._pause.start()
        self._where = _with(self._where, text=self._field.value())

    def _sort(self, order: ContactOrder) -> None:
        self._order = order
        self.ask()

    def _narrow(self, **changes: object) -> None:
        self._where = _with(self._where, **changes)
        self.ask()

    def _release(self) -> None:
        self._where = ContactFilter()
        self._chips.choose("all")
        self._field.set_value("")
        self._field.setVisible(False)
        self.ask()

    def _moved(self, index: QModelIndex) -> None:
        contact_id = int(index.data(ID_ROLE) or 0) if index.isValid() else 0
        if contact_id:
            self._wanted = contact_id
        self.picked.emit(contact_id)

    # What the desk answers

    def _show_first(self, first: Sequence[ContactListRow]) -> None:
        self._show_rest(array("q", [found.id for found in first]), first)
        self._show_empty(len(first))
        if len(first) < _FIRST:
            self._count.setText(number(len(first)))
        elif self.answered:
            self._ask_rest()
        else:
            # Counting all of a large firm takes longer than painting the first of them.
            FirstPicture(self.view.viewport(), lambda: True, self._ask_rest)
        self.answered = True

    def _ask_rest(self) -> None:
        self._workplace.desk.ask(
            queries.ids, where=self._where, order=self._order, then=self._show_all, asker=self, topic="ids"
        )

    def _show_all(self, ids: array[int]) -> None:
        self._count.setText(number(len(ids)))
        self._show_rest(ids)

    def _show_rest(self, ids: array[int], first: Sequence[ContactListRow] = ()) -> None:
        held = self._wanted or self.picked_id()
        scroll = self.view.verticalScrollBar().value()
        if first or not self.model.rowCount():
            known = self.model.rowCount() and list(ids) == [self.model.id_at(n) for n in range(len(ids))]
            if not known:
                self.model.show_ids(ids, first)
        else:
            self.model.extend_ids(ids)
        place = self.model.row_of(held) if held else None
        if place is not None:
            self.view.setCurrentIndex(self.model.index(place))
            self.view.verticalScrollBar().setValue(scroll)
        elif self.model.rowCount() and not held:
            self.view.setCurrentIndex(self.model.index(0))

    def _show_empty(self, total: int) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if total:
            self._stack.setCurrentIndex(0)
            return
        self._empty = self._nobody()
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)
        self.picked.emit(0)

    def _nobody(self) -> QWidget:
        if self._where != ContactFilter():
            words = _("Nobody fits “{text}”.").format(text=self._where.text) if self._where.text else _("Nobody here.")
            return no_hits(words, _("Release the filter"), self._release)
        return EmptyState(
            "users",
            _("Everybody you deal with, in one place"),
            _("With everything that was said, offered and promised."),
            action=Button(_("New person"), "primary", icon="user-plus", on=lambda: self._new("person")),
        )


def _with(where: ContactFilter, **changes: object) -> ContactFilter:
    return replace(where, **changes)  # type: ignore[arg-type]  # the names are the filter's own
