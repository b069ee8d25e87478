"""The inbox: a field and a menu that narrow it, the inquiries, and what their chances rest on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.leads import OPEN, LeadStatus
from crm_desktop.operations.leads.words import status_word
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries.leads import LeadRow, LeadTab
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models import lead_in_hand
from crm_desktop.ui.models.leads import LeadsModel, Narrowing
from crm_desktop.ui.models.rows import ID_ROLE
from crm_desktop.ui.panes.leads.rows import ROW, LeadDelegate
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.empty import no_hits
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from crm_desktop.operations.leads.scores import LeadScores

_PAUSE = 60


class LeadList(Pane):
    """The inbox of one tab.

    Signals: `moved(id)` when another inquiry is in hand (0 for none), `opened(id)` on Enter, `came()` after reading,
    `many_changed(count)` when several are selected.
    """

    moved = Signal(int)
    opened = Signal(int)
    came = Signal()
    many_changed = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._workplace = workplace
        self.tab = LeadTab.OPEN
        self.read = False
        self._wanted = self._told = 0
        self.model = LeadsModel(workplace.clock, self)
        self.view = LongListView(self.model, LeadDelegate(), name=_("Inquiries"), many=True, row=look().px(ROW))
        self.view.moved.connect(lambda _index: self._tell())
        self.view.opened.connect(lambda index: self.opened.emit(int(index.data(ID_ROLE))))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.many_changed.emit(len(self.selected_ids())))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.ask)
        self._no_hits: QWidget | None = None
        self._build()

    # Use

    def ask(self) -> None:
        """Read the list of the tab."""
        self._workplace.desk.ask(
            queries.leads, tab=self.tab, today=self._workplace.today(), words=self.field.value(), then=self._show,
            asker=self, topic="leads",
        )  # fmt: skip

    def ask_scores(self) -> None:
        """Work out the chances."""
        self._workplace.desk.ask(
            lead_in_hand.scores, today=self._workplace.today(), then=self._show_scores, asker=self, topic="scores",
            lane="figures",
        )  # fmt: skip

    def show_tab(self, tab: LeadTab) -> None:
        """Show the inquiries of another tab."""
        if tab is not self.tab:
            self.tab = tab
            self._narrow(Narrowing())
            self.ask()

    def pick(self, lead_id: int) -> None:
        """Put an inquiry under the cursor, now or when the list has come."""
        self._wanted = lead_id
        place = self.model.row_of(lead_id)
        if place >= 0:
            index = self.model.index(place)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self._wanted = 0

    def picked_id(self) -> int:
        """Return the inquiry under the cursor, 0 for none."""
        return int(self.view.currentIndex().data(ID_ROLE) or 0)

    def selected_ids(self) -> list[int]:
        """Return every inquiry that is selected, in the order of the list."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return [self.model.rows()[place].id for place in places]

    def in_view(self, tab: str) -> ShownList:
        """Return the list as it can be taken along; `tab` is the name of the tab in view."""
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        selected = self.selected_ids()
        typed = self.field.value().strip()
        return ShownList(
            kind=ListKind.LEADS, title=_("Inquiries"), ids=[row.id for row in self.model.rows()],
            selected=selected if len(selected) > 1 else (),
            words=(tab, self.released.text(), _("with “{text}”").format(text=typed) if typed else ""),
        )  # fmt: skip

    def select_one(self) -> None:
        """Let go of all but the inquiry under the cursor."""
        here = self.view.currentIndex()
        self.view.selectionModel().select(here, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.setFocus()

    def step(self, by: int) -> None:
        """Move the cursor."""
        self.view.step(by)

    def filter_now(self) -> None:
        """Put the cursor into the field that filters."""
        self.field.setFocus()

    def release(self) -> bool:
        """Show everything of the tab again; False where nothing was narrowed."""
        narrowed = bool(self.field.value()) or self.model.narrowing != Narrowing()
        if narrowed:
            self.field.set_value("")
            self._narrow(Narrowing())
            self.view.setFocus()
        return narrowed

    # Inside

    def _build(self) -> None:
        self.field = SearchField(_("Name, company, words …"), small=True)
        self.field.changed.connect(lambda _text: self._pause.start())
        self.field.moved_down.connect(self.view.setFocus)
        self.field.entered.connect(self.view.setFocus)
        self.narrowing = IconButton("list-filter", _("Narrow by status or source"), small=True)
        self._menu = Menu(self.narrowing)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.narrowing.set_menu(self._menu)
        self.released = Button("", "chip", icon="x", on=self.release)
        self.released.hide()
        self.basis = Text("", 12, 400, "text2", wrap=True)
        self.basis.setContentsMargins(20, 12, 20, 12)
        self.basis.hide()
        self._basis_line = Line()
        self._basis_line.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.hints = KeyHints([("↵", _("take on")), ("X", _("decline")), ("D", _("later")), ("A", _("answer"))])
        bar = column(
            None, row(None, self.field, self.narrowing, gap=6), self.released, gap=8, margins=(14, 10, 14, 8)
        )  # fmt: skip
        foot = row(None, self.hints, margins=(20, 8, 12, 8))
        foot.setStretch(0, 1)
        column(self, bar, self._stack, self._basis_line, self.basis, Line(), foot, gap=0).setStretch(1, 1)

    def _fill_menu(self) -> None:
        self._menu.clear()
        now = self.model.narrowing
        states = OPEN if self.tab is LeadTab.OPEN else tuple(LeadStatus) if self.tab is LeadTab.ALL else ()
        for status in states:
            wanted = now._replace(status=None if now.status is status else status)
            self._menu.entry(status_word(status), on=partial(self._narrow, wanted), checked=now.status is status)
        if states:
            self._menu.addSeparator()
        for source in self.model.sources():
            wanted = now._replace(source="" if now.source == source else source)
            self._menu.entry(source, on=partial(self._narrow, wanted), checked=now.source == source)

    def _narrow(self, wanted: Narrowing) -> None:
        held = self.picked_id()
        self.model.narrow(wanted)
        words = ", ".join(filter(None, (status_word(wanted.status) if wanted.status else "", wanted.source)))
        self.released.setText(words)
        self.released.setAccessibleName(_("Release the filter: {words}").format(words=words))
        self.released.setVisible(bool(words))
        self._hold(held)
        self._show_empty()

    def _show(self, found: Sequence[LeadRow]) -> None:
        held, place = self._wanted or self.picked_id(), self.view.currentIndex().row()
        self.read = True
        self.model.show(found)
        self._hold(held, place)
        self._show_empty()
        self.came.emit()

    def _show_scores(self, found: LeadScores) -> None:
        self.model.show_scores(found.by_id)
        words = found.sentence
        self.basis.setText(words)
        self.basis.setVisible(bool(words))
        self._basis_line.setVisible(bool(words))

    def _hold(self, lead_id: int, place: int = 0) -> None:
        """Keep the inquiry in hand; where it is gone, take the one that stands in its place."""
        at = self.model.row_of(lead_id) if lead_id else -1
        if at < 0 and self.model.rowCount():
            at = min(max(place, 0), self.model.rowCount() - 1)
        if at >= 0 and self.view.currentIndex().row() != at:
            self.view.setCurrentIndex(self.model.index(at))
        self._wanted = 0
        self._tell()

    def _tell(self) -> None:
        if self.picked_id() != self._told:
            self._told = self.picked_id()
            self.moved.emit(self._told)

    def _show_empty(self) -> None:
        if self._no_hits is not None:
            self._stack.removeWidget(self._no_hits)
            self._no_hits.deleteLater()
            self._no_hits = None
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view)
            return
        typed = self.field.value().strip()
        words = _("No inquiry fits “{text}”.").format(text=typed) if typed else _("No inquiries here.")
        if typed or self.model.narrowing != Narrowing():
            self._no_hits = no_hits(words, _("Release the filter"), self.release)
        else:
            self._no_hits = QWidget()
            label = Text(words, 13, 400, "text2", wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column(self._no_hits, 32, label, None, margins=(20, 0, 20, 0))
        self._stack.addWidget(self._no_hits)
        self._stack.setCurrentWidget(self._no_hits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets go of several, then releases the filter."""
        if event.key() == Qt.Key.Key_Escape and len(self.selected_ids()) > 1:
            self.select_one()
        elif event.key() == Qt.Key.Key_Escape and self.release():
            return
        else:
            super().keyPressEvent(event)
