"""The head of the calendar: which days, how to get to others, and what can be made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import long_day, month, number
from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, title


class Head(Pane):
    """Signals: `turned(by)` pages, `today_asked()`, `view_chosen(view)`, `new_asked()`, `save_asked()`."""

    turned = Signal(int)
    today_asked = Signal()
    view_chosen = Signal(str)
    new_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._shown: tuple[str, date, Sequence[date]] | None = None
        self._compact = False
        self._days = Text("", 13, 400, "text3", tabular=True)
        self.views = Segmented(
            [Choice("day", _("Day")), Choice("week", _("Week")), Choice("month", _("Month"))], name=_("View")
        )
        self.views.chosen.connect(self.view_chosen)
        self._new = Button(_("Appointment"), "secondary", icon="plus", key="N", on=self.new_asked.emit)
        self._save = IconButton("upload", _("Save the calendar as a file …"), on=self.save_asked.emit)
        row(
            self,
            title(_("Calendar")),
            self._days,
            None,
            IconButton("chevron-left", _("Page back"), on=lambda: self.turned.emit(-1)),
            Button(_("Today"), "secondary", on=self.today_asked.emit),
            IconButton("chevron-right", _("Page on"), on=lambda: self.turned.emit(1)),
            self.views,
            self._save,
            self._new,
            gap=10,
            margins=(24, 14, 20, 14),
        ).setStretch(1, 1)

    def show_days(self, view: str, day: date, days: Sequence[date]) -> None:
        """Say which days are shown, and the number of their week."""
        self.views.choose(view)
        self._shown = (view, day, days)
        self._say()

    def set_compact(self, compact: bool) -> None:
        """Leave the icons alone and shorten the days where there is little room."""
        self._new.set_compact(compact)
        self._compact = compact
        self._say()

    def _say(self) -> None:
        if self._shown is not None:
            self._days.setText(words_of(*self._shown, short=self._compact))


def words_of(view: str, day: date, days: Sequence[date], *, short: bool = False) -> str:
    """Return the days in words: 23–29 November 2026 · week 48; short ones: Nov 2026."""
    if short:
        return f"{month(day)} {day.year}"
    if view == "month":
        return f"{month(day, form='LLLL')} {day.year}"
    week = _("week {n}").format(n=number(day.isocalendar().week))
    first, last = days[0], days[-1]
    if view == "day":
        return f"{long_day(day)}  ·  {week}"
    if first.month == last.month:
        point = "." if long_day(first).split(" ")[0].endswith(".") else ""
        return f"{first.day}{point}–{long_day(last)}  ·  {week}"
    return f"{long_day(first)} – {long_day(last)}  ·  {week}"
