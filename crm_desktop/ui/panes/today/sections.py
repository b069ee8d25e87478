"""The left column: what comes next, what to do, what would be left lying, and what comes in the next days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.planning.today import Hints, Today
from crm_desktop.ui.models.today import Line, coming_line, hint_line, todo_line, weekday_in_a_sentence
from crm_desktop.ui.panes.today.lines import DayList
from crm_desktop.ui.panes.today.next_card import Deeds, NextCard
from crm_desktop.ui.panes.today.rows import COMING, HINT, TO_DO, ComingDelegate, HintDelegate, TodoDelegate
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text


class Sections(QWidget):
    """`sections.show_today(found, now)`, `sections.show_hints(found, today)`; the lists are `lists`.

    Signals: `ordered(by_time)` when another order was chosen, `hints_asked()` for all that would be left lying.
    """

    ordered = Signal(bool)
    hints_asked = Signal()

    def __init__(self, deeds: Deeds, begin: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.next_card = NextCard(deeds)
        self.todo = DayList(TodoDelegate(), height=TO_DO, name=_("To do"))
        self.hints = DayList(HintDelegate(), height=HINT, name=_("What would be left lying"))
        self.coming = DayList(ComingDelegate(), height=COMING, name=_("Coming up"))
        self.lists = (self.todo, self.hints, self.coming)
        self.notices = column(None, gap=8)
        self.order = Button("", "text")
        self._todo_count, self._hint_count, self._coming_note = (
            Text("", 13, 400, "text3", tabular=True, elide=False) for _place in range(3)
        )
        self._more_hints = Link(_("Show all"), on=self.hints_asked.emit)
        self._begin = begin
        self._empty: QWidget | None = None
        self._build()
        self.next_card.passed.connect(self._go_down)
        for place, view in enumerate(self.lists):
            view.passed.connect(lambda by, at=place: self._pass(at, by))

    def show_today(self, found: Today, now: datetime, *, today: date, by_time: bool) -> None:
        """Show what to do and what comes."""
        nothing = found.next_up is None and not found.older
        self.next_card.setVisible(found.next_up is not None)
        if found.next_up is not None:
            self.next_card.show_next(found.next_up, now)
        self._show(self.todo, self._todo_head, [todo_line(one, today) for one in found.todo])
        self._todo_count.setText(str(len(found.todo)))
        words = _("ordered by time") if by_time else _("ordered by what is at stake")
        self.order.setText(words if found.has_deals else _("ordered by time"))
        self.order.setEnabled(found.has_deals)
        self._show(self.coming, self._coming_head, [coming_line(one, today) for one in found.coming])
        until = weekday_in_a_sentence(found.coming_until).rpartition(" ")[2]
        self._coming_note.setText(_("{n} until {day}").format(n=len(found.coming), day=until))
        self._show_empty(shown=nothing)

    def show_hints(self, found: Hints, today: date) -> None:
        """Show what nobody has planned."""
        self._show(self.hints, self._hint_head, [hint_line(one, today) for one in found.shown])
        self._hint_count.setText(str(found.total))
        self._more_hints.setVisible(found.total > len(found.shown))
        if found.shown:
            self._show_empty(shown=False)

    def _show_empty(self, *, shown: bool) -> None:
        """Say on the first days what will stand here; it is made when it is needed."""
        if shown and self._empty is None:
            from crm_desktop.ui.widgets.empty import EmptyState  # rarely needed

            self._empty = EmptyState(
                "sun",
                _("Your day begins here"),
                _("What you plan with customers stands here, and what would be forgotten otherwise."),
                action=Button(_("Plan something"), "primary", icon="plus", on=self._begin),
            )
            self._layout.insertWidget(self._layout.count() - 1, self._empty)
        if self._empty is not None:
            self._empty.setVisible(shown)

    def show_notice(self, notice: QWidget | None) -> None:
        """Show one thing that concerns the whole list, or none."""
        clear(self.notices)
        if notice is not None:
            self.notices.addWidget(notice)

    def view(self) -> DayList | None:
        """Return the list that has the keyboard."""
        return next((view for view in self.lists if view.hasFocus()), None)

    def line(self) -> Line | None:
        """Return the line under the cursor of the list that has the keyboard."""
        view = self.view()
        return None if view is None else view.current_line()

    def first_view(self) -> DayList | None:
        """Return the first list that holds anything."""
        return next((view for view in self.lists if view.lines.rowCount()), None)

    def focus(self) -> None:
        """Give the keyboard to what comes next, where Space says it is done; else to the first list."""
        view = self.first_view()
        if not self.next_card.isHidden():
            self.next_card.done.setFocus(Qt.FocusReason.OtherFocusReason)
        elif view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_down(self) -> None:
        view = self.first_view()
        if view is not None:
            view.setCurrentIndex(view.lines.index(0))
            view.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self, view: DayList, row: int) -> None:
        """Take a line out at once; an emptied list hands the keyboard on."""
        had = view.hasFocus()
        view.take(row)
        if view is self.todo:
            self._todo_count.setText(str(view.lines.rowCount()))
        if had and not view.lines.rowCount():
            self.focus()

    def _pass(self, place: int, by: int) -> None:
        """Go on in the next list that holds anything, above the first one in the card."""
        others = self.lists[place + 1 :] if by > 0 else tuple(reversed(self.lists[:place]))
        target = next((view for view in others if view.lines.rowCount()), None)
        if target is not None:
            row = 0 if by > 0 else target.lines.rowCount() - 1
            target.setCurrentIndex(target.lines.index(row))
            target.setFocus(Qt.FocusReason.TabFocusReason)
        elif by < 0 and not self.next_card.isHidden():
            self.next_card.done.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _show(self, view: DayList, head: QWidget, lines: Sequence[Line]) -> None:
        had = view.hasFocus()
        view.show_lines(lines)
        view.setVisible(bool(lines))
        head.setVisible(bool(lines))
        if had and not lines:
            self.focus()

    def _build(self) -> None:
        menu = Menu(self.order)
        menu.entry(_("By what is at stake"), "coins", on=lambda: self.ordered.emit(False))
        menu.entry(_("By time"), "clock", on=lambda: self.ordered.emit(True))
        self.order.set_menu(menu)
        self._todo_head = _head(_("To do"), self._todo_count, self.order)
        self._hint_head = _head(
            _("What would be left lying"), self._hint_count,
            Text(_("from your data, not from dates"), 12, 400, "text3"), self._more_hints,
        )  # fmt: skip
        self._coming_head = _head(_("Coming up"), self._coming_note)
        self._layout = column(
            self, self.next_card, self.notices, self._todo_head, self.todo, self._hint_head, self.hints,
            self._coming_head, self.coming, None, gap=8,
        )  # fmt: skip
        for part in (self.next_card, *self.lists, self._todo_head, self._hint_head, self._coming_head):
            part.hide()


def _head(words: str, count: Text, *tail: QWidget) -> QWidget:
    """Return the heading of a list: its name, how many it holds, and what stands at its right."""
    head = QWidget()
    label = Text(words, 14, 600, elide=False)
    row(head, label, count, None, *tail, gap=8, margins=(4, 10, 14, 0))
    return head
