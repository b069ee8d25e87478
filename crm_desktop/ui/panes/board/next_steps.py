"""What is planned for a deal, in a small sheet at its card: tick off, put off, add."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import near_day
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.planning import tasks as operations
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import tasks
from crm_desktop.store.queries.tasks import TaskRow
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.popover import Popover
from crm_desktop.ui.widgets.text import Text

_WIDTH = 380


class NextSteps(QObject):
    """`open(deal id, title, area of the host)`; it reads again after each step of its own."""

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace, self._host = workplace, host
        self._deal_id = 0
        self._anchor = QWidget(host)
        self._anchor.hide()
        body = QWidget()
        self._title = Text("", 14, 600)
        self._list = QWidget()
        self._rows = column(self._list, gap=2)
        self.subject = LineField(_("Next step"), hint=_("What is to be done"))
        self.due = DateField(_("Due"), value=workplace.today() + timedelta(days=1))
        self._add = Button(_("Plan it"), "primary", icon="plus", on=self._plan)
        self.subject.line.returnPressed.connect(self._plan)
        beside = row(None, self.subject, self.due, gap=10)
        beside.setStretch(0, 3)
        beside.setStretch(1, 2)
        column(body, self._title, self._list, Line(), beside, gap=10, margins=(14, 14, 14, 6))
        foot = QWidget()
        row(foot, None, self._add, margins=(14, 4, 14, 12))
        self.popover = Popover(host, body, foot=foot, width=_WIDTH)

    def open(self, deal_id: int, title: str, area: QRect) -> None:
        """Show what is planned for a deal below an area."""
        self._deal_id = deal_id
        self._title.setText(title)
        self._anchor.setGeometry(area)
        self.due.set_value(self._workplace.today() + timedelta(days=1))
        self._ask(opening=True)

    def refresh(self) -> None:
        """Read again what is planned while the sheet is open."""
        if self.popover.isVisible():
            self._ask(opening=False)

    def _ask(self, *, opening: bool) -> None:
        self._workplace.desk.ask(
            tasks.planned_for_deal, deal_id=self._deal_id, then=lambda found: self._show(found, opening=opening),
            asker=self, topic="planned", lane="board",
        )  # fmt: skip

    def _show(self, found: Sequence[TaskRow], *, opening: bool) -> None:
        held = self._list.isAncestorOf(self._host.focusWidget() or self._host)
        clear(self._rows)
        for task in found:
            self._rows.addWidget(self._row(task))
        if not found:
            self._rows.addWidget(Text(_("Nothing is planned. A deal without a next step is soon forgotten."), 12, 400,
                                      "warning", wrap=True))  # fmt: skip
        if opening:
            self.popover.open_below(self._anchor)
        if held or (opening and not found):
            self.subject.setFocus()
        # Once the new rows have been laid out, so that their height is known.
        QTimer.singleShot(0, self.popover, self.popover.fit)

    def _row(self, task: TaskRow) -> QWidget:
        holder = QWidget()
        today = self._workplace.today()
        done = IconButton("circle-check", _("Done: {subject}").format(subject=task.subject), small=True,
                          on=lambda: self._do(operations.complete_task, activity_id=task.id))  # fmt: skip
        later = IconButton("calendar-clock", _("Put off: {subject}").format(subject=task.subject), small=True)
        menu = Menu(later)
        for words, day in deferrals(today):
            menu.entry(words, on=partial(self._defer, task.id, day))
        later.setMenu(menu)
        late = task.due_on < today
        when = near_day(task.due_on, today) + (f", {task.due_time}" if task.due_time else "")
        due = Text(when, 12, 600 if late else 400, "danger" if late else "text2", elide=False)
        line = row(holder, done, Text(task.subject, 13, 500), due, later, gap=6)
        line.setStretch(1, 1)
        return holder

    def _defer(self, activity_id: int, day: date) -> None:
        self._do(operations.defer_tasks, activity_ids=[activity_id], until=day)

    def _plan(self) -> None:
        if not self.due.check():
            self.due.setFocus()
            return
        day = self.due.value() or self._workplace.today()
        self._workplace.desk.do(
            operations.add_task, new=Plan(self.subject.value(), day), deal_id=self._deal_id, then=self._planned,
            failed=lambda error: self.subject.set_error(str(error)),
        )  # fmt: skip

    def _planned(self, outcome: Outcome[Any]) -> None:
        self.subject.set_value("")
        self._tell(outcome)

    def _do(self, operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
        self._workplace.desk.do(operation, then=self._tell, **arguments)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))


def deferrals(today: date) -> list[tuple[str, date]]:
    """Return the days something is usually put off to."""
    monday = today + timedelta(days=7 - today.weekday())
    return [
        (_("Tomorrow"), today + timedelta(days=1)),
        (_("Next Monday"), monday),
        (_("In a week"), today + timedelta(days=7)),
        (_("In a month"), today + timedelta(days=30)),
    ]
