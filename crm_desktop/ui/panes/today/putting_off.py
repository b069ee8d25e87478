"""When something is put off to: tomorrow, Monday, in a week, or a day one says; and a time for what has none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.natural_days import Moment
from crm_desktop.ui.panes.today.day_plan import short_day
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.moment_field import MomentField


class MomentForm(Form):
    """One question: when? Signal: `filled(Moment)`."""

    filled = Signal(object)

    def __init__(
        self, words: str, button: str, today: Callable[[], date], *, value: Moment | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, parent)
        self.when = MomentField(_("When"), today, value=value)
        self.fields = {"due_on": self.when, "due_time": self.when}
        self.line(self.when)
        self.buttons(button)

    def submit(self) -> None:
        """Hand over what was said."""
        if self.when.check():
            self.filled.emit(self.when.moment())


def later_days(today: date) -> list[tuple[str, date]]:
    """Return the days something is put off to most often, each once."""
    tomorrow, monday = today + timedelta(days=1), today + timedelta(days=7 - today.weekday())
    found = [(_("Tomorrow"), tomorrow)]
    if monday != tomorrow:
        found.append((_("Next Monday"), monday))
    week = today + timedelta(weeks=1)
    if week != monday:
        found.append((_("In a week"), week))
    return found


def put_off_menu(parent: QWidget, today: date, put_off: Callable[[date], None], ask: Callable[[], None]) -> Menu:
    """Return a menu of days; `ask` opens the form for another one."""
    menu = Menu(parent)
    for words, day in later_days(today):
        menu.entry(words, "calendar-clock", key=f"{short_day(day)} {day:%d.%m.}", on=partial(put_off, day))
    menu.addSeparator()
    menu.entry(_("Another day …"), "calendar", on=ask)
    return menu
