"""Says what is to be said at its time: one timer, armed for the next reminder, and a calm notice in the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import near_day
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.base.times import local_day, start_of_day
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.planning.today import working_day
from crm_desktop.store.queries import tasks as queries
from crm_desktop.store.queries.tasks import Reminder, Reminders
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.notice_card import NoticeCard

#: The clock is looked at again after so many milliseconds at most: a computer that slept, or whose clock was set, may
#: have passed the time of a reminder without the timer noticing.
_LONGEST = 60_000
#: The hour at which “tomorrow” reminds.
_MORNING = timedelta(hours=9)


class ReminderBell(QObject):
    """Belongs to one window. `tell_outside(title, detail, answer)` is used while the window is hidden."""

    def __init__(
        self, workplace: Workplace, window: QWidget, tell_outside: Callable[[str, str, Callable[[], None]], bool]
    ) -> None:
        super().__init__(window)
        self._workplace, self._window, self._tell_outside = workplace, window, tell_outside
        self._due: tuple[Reminder, ...] = ()
        self._next: datetime | None = None
        self._card: NoticeCard | None = None
        #: What stands on the card: the words, and how many more wait.
        self._on_card: tuple[Reminder, str, int] | None = None
        #: Closed by its cross: not shown again until something about it changes.
        self._closed: set[tuple[int, str]] = set()
        self._told: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)

    @property
    def armed_for(self) -> datetime | None:
        """When the next reminder comes, None where there is none."""
        return self._next

    def ask(self) -> None:
        """Read what is to be said now and when the next time is."""
        self._workplace.desk.ask(
            queries.reminders, now=self._workplace.clock(), then=self._show, asker=self, topic="reminders",
            lane="counts",
        )  # fmt: skip

    def refresh(self, told: Told) -> None:
        """Read again when something planned changed."""
        if told.outcome.changes.touch("activity"):
            self.ask()

    def leave(self) -> None:
        """Be silent from now on."""
        self._timer.stop()
        self._workplace.desk.forget(self)
        self._take_card()

    def hide(self) -> None:
        """Take the notice away while the window is; what waits is told outside."""
        self._show_card()

    def come_back(self) -> None:
        """Show in the window what was told outside while it was hidden."""
        self._show_card()

    def _show(self, found: Reminders) -> None:
        self._due, self._next = found.due, found.next_at
        self._arm()
        self._show_card()

    def _arm(self) -> None:
        """Wait for the next reminder, a minute at most."""
        if self._next is None:
            self._timer.stop()
            return
        milliseconds = (self._next - self._workplace.clock()) / timedelta(milliseconds=1)
        self._timer.start(int(min(max(milliseconds, 0), _LONGEST)))

    def _tick(self) -> None:
        if self._next is not None and self._workplace.clock() >= self._next:
            self._timer.start(_LONGEST)  # should this question fail, it is put again
            self.ask()
        else:
            self._arm()

    def _show_card(self) -> None:
        waiting = [one for one in self._due if (one.id, self._when(one)) not in self._closed]
        shown = (waiting[0], self._when(waiting[0]), len(waiting)) if waiting else None
        if self._card is not None and shown == self._on_card and not self._window.isHidden():
            return  # a card that says the same keeps the focus and an open menu, and is not read out again
        self._take_card()
        self._on_card = shown
        if not waiting:
            return
        first = waiting[0]
        if self._window.isHidden():
            self._tell(first)
            return
        detail = " · ".join(part for part in (self._when(first), first.whom) if part)
        more = plural("{n} more", "{n} more", len(waiting) - 1) if len(waiting) > 1 else ""
        buttons = [
            Button(_("Done"), "secondary", icon="check", on=partial(self._done, first)),
            self._later(first),
            Button(meant("see a record", "Open"), "ghost", on=partial(self._open, first)),
        ]
        card = self._card = NoticeCard("bell-ring", first.subject, detail, buttons, more=more, parent=self._window)
        card.closed.connect(partial(self._close, first))
        card.show()
        card.raise_()

    def _tell(self, reminder: Reminder) -> None:
        if reminder.id not in self._told:
            detail = " · ".join(part for part in (self._when(reminder), reminder.whom) if part)
            if self._tell_outside(reminder.subject, detail, partial(self._open, reminder)):
                self._told.add(reminder.id)

    def _take_card(self) -> None:
        card, self._card = self._card, None
        if card is not None:
            card.leave()

    def _later(self, reminder: Reminder) -> Button:
        button = Button(_("Later"), "secondary", icon="clock")
        menu = Menu(button)
        menu.entry(_("In 5 minutes"), "clock", on=partial(self._snooze, reminder, timedelta(minutes=5)))
        menu.entry(_("In 1 hour"), "clock", on=partial(self._snooze, reminder, timedelta(hours=1)))
        menu.entry(_("Tomorrow at 9:00"), "sun", on=partial(self._tomorrow, reminder))
        menu.addSeparator()
        menu.entry(_("Do not remind again"), "bell-off", on=partial(self._end, reminder))
        button.set_menu(menu)
        return button

    def _snooze(self, reminder: Reminder, by: timedelta) -> None:
        self._set(reminder, self._workplace.clock() + by)

    def _tomorrow(self, reminder: Reminder) -> None:
        day = working_day(self._workplace.today() + timedelta(days=1))
        self._set(reminder, start_of_day(day) + _MORNING)

    def _set(self, reminder: Reminder, at: datetime) -> None:
        from crm_desktop.operations.planning import reminders  # after the first picture, here and below

        self._told.discard(reminder.id)
        self._workplace.desk.do(reminders.remind_at, activity_id=reminder.id, at=at, then=self._say)

    def _end(self, reminder: Reminder) -> None:
        from crm_desktop.operations.planning import reminders

        self._workplace.desk.do(reminders.end_reminder, activity_id=reminder.id, then=self._say)

    def _done(self, reminder: Reminder) -> None:
        from crm_desktop.operations.planning import tasks

        self._workplace.desk.do(tasks.complete_task, activity_id=reminder.id, then=self._say)

    def _close(self, reminder: Reminder) -> None:
        self._closed.add((reminder.id, self._when(reminder)))
        self._show_card()

    def _open(self, reminder: Reminder) -> None:
        self._close(reminder)
        if reminder.contact_id is not None:
            self._workplace.go(Place("contacts", "contact", reminder.contact_id))
        elif reminder.deal_id is not None:
            self._workplace.go(Place("board", "deal", reminder.deal_id))
        else:
            self._workplace.go(Place("today"))

    def _say(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))

    def _when(self, reminder: Reminder) -> str:
        day = near_day(reminder.due_on, local_day(self._workplace.clock()))
        return f"{day}, {reminder.due_time}" if reminder.due_time else day
