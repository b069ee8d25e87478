"""Service cases of all customers: what is open with what is due first, what was solved, each opened by one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.store.queries import cases as queries
from crm_desktop.store.queries.cases import CaseRow, CaseTab
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.case_keeper import CaseKeeper
from crm_desktop.ui.commands.pane import Pane as PaneBase
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Place, Subject, Workplace
from crm_desktop.ui.models.cases import ID_ROLE, CasesModel, Column
from crm_desktop.ui.panes.cases.table import CaseTable
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.empty import EmptyState, no_hits
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, title

#: Steps after which the list is read again.
_KINDS = ("service_case", "contact", "product")
#: Milliseconds after the last letter until the list is narrowed.
_PAUSE = 60
#: Width at 100 % text below which the count goes.
_NARROW = 760
#: Widest the field that filters grows at 100 % text.
_FIELD = 420
_LIST, _NOTHING, _SOLVED, _NO_HITS = range(4)


class Read(NamedTuple):
    """The cases of a tab in which the words stand, and how many there are in all."""

    tab: CaseTab
    words: str
    rows: tuple[CaseRow, ...]
    counts: dict[CaseTab, int]
    due: int


def read_cases(reader: Reader, *, tab: CaseTab, words: str, today: date) -> Read:
    """Read the list."""
    rows = tuple(queries.listed_cases(reader, tab=tab, words=words))
    return Read(tab, words, rows, queries.counts(reader), queries.waiting(reader, today=today))


class CasesPane(PaneBase):
    """The list of service cases."""

    name = "cases"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.tab = CaseTab.OPEN
        self.field = SearchField(_("What it is about, customer, product …"), small=True)
        self.keeper = CaseKeeper(workplace, self)
        self.model = CasesModel(self)
        self._read, self._stale = False, False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._build()
        self.list_in_view = self._list_in_view
        self._ask()

    # The pane

    def enter(self, place: Place) -> None:
        """Show the list, open a case, or begin one."""
        if self._stale:
            self._ask()
        if place.intent == "new":
            self.add()
        elif place.kind == "service_case" and place.ref:
            self.keeper.open(place.ref)
        self.view.setFocus()

    def refresh(self, told: Told) -> None:
        """Read what changed again; hidden, only on the next visit."""
        if told.outcome.changes.touch(*_KINDS):
            self._stale = True
            if self.isVisible():
                self._ask()

    def first_sight(self) -> QWidget:
        """Return the list."""
        return self.view

    def is_filled(self) -> bool:
        """Whether the list has been read."""
        return self._read

    def subject(self) -> Subject | None:
        """Return whom the case under the cursor is about: what is done with a subject is done with them."""
        found = self.picked()
        return Subject("contact", found.contact_id, found.contact) if found and found.contact_id else None

    def escape(self) -> bool:
        """Release the filter."""
        if not self.field.value():
            return False
        self.field.set_value("")
        self._ask()
        self.view.setFocus()
        return True

    def print_view(self) -> None:
        """Print the list as it is shown."""
        from crm_desktop.ui.commands.printing import print_list  # rarely needed
        from crm_desktop.ui.models import printed  # rarely needed

        words = _("Service cases")
        found = printed.table_printed(
            self.model, title=words, words=printed.entries(self.model.rowCount()), strong=(Column.TITLE,)
        )
        print_list(self.workplace, self, words, lambda _reader: found)

    def _list_in_view(self) -> ShownList:
        """Return the cases that are listed, as they can be taken along."""
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        typed = self.field.value().strip()
        words = (self.tabs.button(self.tab).text(), _("with “{text}”").format(text=typed) if typed else "")
        return ShownList(kind=ListKind.CASES, title=_("Service cases"), ids=self.model.ids(), words=words)

    def keep(self) -> dict[str, Any]:
        """Return tab, filter and the case under the cursor."""
        found = self.picked()
        return {"tab": self.tab.value, "words": self.field.value(), "case": found.id if found else 0}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same list again."""
        self.field.set_value(str(kept.get("words", "")))
        self._wanted = int(kept.get("case", 0))
        self.show_tab(CaseTab(kept.get("tab", CaseTab.OPEN)))

    def leave(self) -> None:
        """Drop open questions."""
        self._pause.stop()
        self.keeper.leave()
        super().leave()

    def commands(self) -> list[Command]:
        """Return what can be done here."""

        def command(  # noqa: PLR0917 - a table below, one command a line
            name: str, words: Callable[[], str], on: Callable[[], object], keys: str = "", icon: str = "",
            menu: str = "contact", *, needs_case: bool = False,
        ) -> Command:  # fmt: skip
            def able(_at: Workplace) -> bool:
                return not needs_case or self.picked() is not None

            def run(_at: Workplace) -> None:
                on()

            return Command(f"cases.{name}", words, run, keys, icon, menu, "cases", able)

        return [
            command("new", lambda: _("New service case"), self.add, "N", "plus"),
            command("contact", lambda: _("Show the customer of the case"), self.go_to_contact, "C", "user",
                    needs_case=True),
            command("filter", lambda: _("Filter the cases"), self.field.setFocus, "/", "list-filter", "view"),
            command("open", lambda: _("Show open cases"), lambda: self.show_tab(CaseTab.OPEN), "1", "circle-dot",
                    "view"),
            command("solved", lambda: _("Show solved cases"), lambda: self.show_tab(CaseTab.SOLVED), "2",
                    "circle-check", "view"),
            command("all", lambda: _("Show all cases"), lambda: self.show_tab(CaseTab.ALL), "3", "list", "view"),
        ]  # fmt: skip

    # Use

    def add(self) -> None:
        """Ask whom and what it is about, and open a case."""
        self.keeper.add()

    def picked(self) -> CaseRow | None:
        """Return the case under the cursor."""
        return self.model.at(self.view.currentIndex().row())

    def go_to_contact(self) -> None:
        """Show whom the case under the cursor is about."""
        found = self.picked()
        if found is not None and found.contact_id:
            self.workplace.go(Place("contacts", "contact", found.contact_id))

    def show_tab(self, tab: CaseTab) -> None:
        """Show the open cases, the solved ones, or all."""
        self.tab = tab
        self.tabs.choose(tab)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit."""
        super().resizeEvent(event)
        room = self.width() / look().scale
        self.view.follow_width(room)
        self.count.setVisible(room >= _NARROW)
        self.new.set_compact(room < _NARROW)

    # Inside

    def _build(self) -> None:
        self._wanted = 0
        self.view = CaseTable(self.model)
        self.view.opened.connect(lambda index: self.keeper.open(int(index.data(ID_ROLE))))
        self.view.peeked.connect(lambda index: self.keeper.open(int(index.data(ID_ROLE))))
        self.count = Text("", 13, 400, "text2", tabular=True, elide=False)
        self.tabs = Segmented(
            [
                Choice(CaseTab.OPEN, meant("service cases", "Open")),
                Choice(CaseTab.SOLVED, meant("service cases", "Solved")),
                Choice(CaseTab.ALL, meant("service cases", "All")),
            ],
            name=_("Show"),
        )  # fmt: skip
        self.tabs.chosen.connect(lambda key: self.show_tab(CaseTab(key)))
        self.new = Button(_("New service case"), "primary", icon="plus", key="N", on=self.add)
        self.field.changed.connect(lambda _text: self._pause.start())
        self.field.moved_down.connect(self.view.setFocus)
        self.field.entered.connect(self.view.setFocus)
        self._stack = QStackedWidget()
        self._no_hits = no_hits(_("No case fits."), _("Release the filter"), self.escape)
        for part in (self.view, self._empty(), self._all_solved(), self._no_hits):
            self._stack.addWidget(part)
        head = row(None, title(_("Service")), self.count, None, self.tabs, self.new, gap=10, margins=(24, 14, 20, 14))
        self.field.setMaximumWidth(look().px(_FIELD))
        bar = row(None, self.field, None, margins=(14, 10, 14, 4))
        bar.setStretch(0, 3)
        self._hints = KeyHints(
            [("↑↓", _("choose")), ("↵", meant("key hint", "open")), ("N", _("new")), ("C", _("customer"))]
        )
        ground = Pane("surface")
        below = column(None, self._stack, self._hints, gap=8, margins=(15, 4, 11, 10))
        below.setStretch(0, 1)
        column(ground, head, Line(), bar, below, gap=0).setStretch(3, 1)
        column(self, ground, gap=0)

    def _empty(self) -> QWidget:
        return EmptyState(
            "life-buoy",
            _("Nothing a customer asked is forgotten"),
            _("A question, a complaint or a repair, with a day by which it is to be solved. Open complaints weigh on "
              "what the program expects of a customer."),
            action=Button(_("New service case"), "primary", icon="plus", key="N", on=self.add),
        )  # fmt: skip

    def _all_solved(self) -> QWidget:
        return EmptyState(
            "circle-check", _("Everything is solved"), _("No customer waits for something."),
            action=Button(_("Show solved cases"), "secondary", on=lambda: self.show_tab(CaseTab.SOLVED)),
        )  # fmt: skip

    def _ask(self) -> None:
        self._stale = False
        self.workplace.desk.ask(
            read_cases, tab=self.tab, words=self.field.value(), today=self.workplace.today(), then=self._show,
            asker=self, topic="cases",
        )  # fmt: skip

    def _show(self, found: Read) -> None:
        held, place = self.picked(), self.view.currentIndex().row()
        wanted = self._wanted or (held.id if held else 0)
        self._read, self._wanted = True, 0
        self.model.show(found.rows, self.workplace.today())
        self.count.setText(_counted(found))
        for tab, count in found.counts.items():
            self.tabs.button(tab).setAccessibleName(f"{self.tabs.button(tab).text()}, {number(count)}")
        self._stack.setCurrentIndex(_page(found))
        for part in (self.field, self._hints):
            part.setVisible(found.counts[CaseTab.ALL] > 0)
        if found.rows:
            there = self.model.row_of(wanted)
            # What was solved leaves the list: the one that stands in its place is next.
            row_wanted = there if there >= 0 else min(max(place, 0), len(found.rows) - 1)
            if self.view.currentIndex().row() != row_wanted:
                self.view.setCurrentIndex(self.model.index(row_wanted, 0))


def _counted(found: Read) -> str:
    words = plural("{n} open", "{n} open", found.counts[CaseTab.OPEN])
    due = plural("{n} due", "{n} due", found.due) if found.due else ""
    return " · ".join(filter(None, (words, due)))


def _page(found: Read) -> int:
    if found.rows:
        return _LIST
    if found.words.strip():
        return _NO_HITS
    return _SOLVED if found.tab is CaseTab.OPEN and found.counts[CaseTab.ALL] else _NOTHING
