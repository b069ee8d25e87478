"""What can be done in the calendar, as data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.calendar.deeds import Deeds


class Calendar(Protocol):
    """What the commands need of the pane."""

    def add(self) -> None:
        """Begin an appointment at the cursor."""

    def open_chosen(self) -> None:
        """Open the chosen entry."""

    def place_waiting(self) -> None:
        """Give the chosen task the time proposed."""

    def has_waiting(self) -> bool:
        """Whether something without a time is chosen."""
        ...

    def show_today(self) -> None:
        """Go to today."""

    def show_view(self, view: str) -> None:
        """Show a day, a week, or a month."""

    def turn(self, by: int) -> None:
        """Go a page further or back."""


def commands(pane: Calendar, deeds: Deeds) -> list[Command]:
    """Return every command of the calendar."""

    def command(  # noqa: PLR0917 - a table below, one command a line
        name: str, words: Callable[[], str], on: Callable[[], object], keys: str, icon: str,
        able: Callable[[], bool] = lambda: True,
    ) -> Command:  # fmt: skip
        def run(_workplace: Workplace) -> None:
            on()

        return Command(f"calendar.{name}", words, run, keys, icon, "calendar", "calendar", lambda _at: able())

    chosen = deeds.has_chosen
    return [
        command("new", lambda: _("New appointment"), pane.add, "N", "calendar-plus"),
        command("open", lambda: _("Open the appointment"), pane.open_chosen, "", "calendar", deeds.has_entry),
        command("place", lambda: _("Place the chosen task"), pane.place_waiting, "P", "calendar-check",
                pane.has_waiting),
        command("done", lambda: _("Appointment done"), deeds.complete, "", "circle-check", chosen),
        command("earlier", lambda: _("15 minutes earlier"), lambda: deeds.nudge(-15), "Shift+Up", "arrow-up", chosen),
        command("later", lambda: _("15 minutes later"), lambda: deeds.nudge(15), "Shift+Down", "arrow-down", chosen),
        command("day_back", lambda: _("One day earlier"), lambda: deeds.nudge(days=-1), "Shift+Left", "arrow-left",
                chosen),
        command("day_on", lambda: _("One day later"), lambda: deeds.nudge(days=1), "Shift+Right", "arrow-right",
                chosen),
        command("longer", lambda: _("15 minutes longer"), lambda: deeds.stretch(15), "Alt+Shift+Down",
                "arrow-down-to-line", chosen),
        command("shorter", lambda: _("15 minutes shorter"), lambda: deeds.stretch(-15), "Alt+Shift+Up",
                "arrow-up-to-line", chosen),
        command("no_time", lambda: _("Take the time away"), deeds.take_time_away, "Shift+P", "calendar-x", chosen),
        command("bin", lambda: _("Delete the appointment"), deeds.bin, "Del", "trash-2", chosen),
        command("today", lambda: _("Go to today"), pane.show_today, "T", "calendar-days"),
        command("before", lambda: _("Page back"), lambda: pane.turn(-1), "Ctrl+PgUp", "chevron-left"),
        command("after", lambda: _("Page on"), lambda: pane.turn(1), "Ctrl+PgDown", "chevron-right"),
        command("day", lambda: _("Show one day"), lambda: pane.show_view("day"), "1", "calendar"),
        command("week", lambda: _("Show a week"), lambda: pane.show_view("week"), "2", "calendar-range"),
        command("month", lambda: _("Show a month"), lambda: pane.show_view("month"), "3", "calendar-days"),
        command("save_one", lambda: _("Save the appointment as a file …"), deeds.save_chosen, "", "upload",
                deeds.has_entry),
        command("save_all", lambda: _("Save the calendar as a file …"), deeds.save_all, "", "upload"),
    ]  # fmt: skip
