"""The calendar pane: the days, what stands on them, and what is to be placed; every change is one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.queries import calendar as queries
from crm_desktop.store.queries.calendar import CalendarRow, CalendarSpan
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Place, Subject, Workplace
from crm_desktop.ui.models.calendar import Face, faces, waiting_of
from crm_desktop.ui.panes.calendar import commands, layout
from crm_desktop.ui.panes.calendar.area import Area
from crm_desktop.ui.panes.calendar.deeds import Deeds
from crm_desktop.ui.panes.calendar.editing import Editing
from crm_desktop.ui.panes.calendar.head import Head, words_of
from crm_desktop.ui.panes.calendar.layout import CURSOR, clock
from crm_desktop.ui.panes.calendar.pages import Pages, days_of
from crm_desktop.ui.panes.calendar.proposing import free_place
from crm_desktop.ui.panes.calendar.side import Side
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, column, row

_KINDS = ("activity", "activity_contact", "contact", "deal", "offer", "stage")
_MINUTE = 60_000
_NARROW = 900


class CalendarPane(Pane):
    """The calendar."""

    name = "calendar"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.view, self.day = "week", workplace.today()
        self._span: CalendarSpan | None = None
        self._chosen: tuple[Area, str] | None = None
        self._wanted = ""
        self._moved = False
        self._editing = Editing(workplace, self, self._saved)
        self.deeds = Deeds(workplace, self, self._chosen_face, self._expect)
        self.head, self.pages, self.side = Head(), Pages(), Side()
        self._side_line = Line(upright=True)
        body = QWidget()
        row(body, self.pages, self._side_line, self.side, gap=0).setStretch(0, 1)
        column(self, self.head, Line(), body, gap=0).setStretch(2, 1)
        self._connect()
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._show_now)
        self._clock.start()
        self._show_now()
        self._ask()
        self.pages.grid.set_cursor(days_of("week", self.day).index(self.day), self._now() // CURSOR * CURSOR)

    def _connect(self) -> None:
        self.head.turned.connect(self.turn)
        self.head.today_asked.connect(self.show_today)
        self.head.view_chosen.connect(self.show_view)
        self.head.new_asked.connect(self.add)
        self.head.save_asked.connect(self.deeds.save_all)
        for area in self.pages.areas:
            area.chosen.connect(partial(self._choose, area))
            area.opened.connect(partial(self._open_in, area))
            area.asked.connect(self._offer_menu)
            area.placed.connect(self.deeds.place)
            area.done.connect(self.deeds.complete)
            area.paged.connect(self.turn)
            area.more.connect(partial(self._show_more, area))
        self.pages.grid.turned.connect(self._turn_with_cursor)
        self.pages.month.turned.connect(self.turn)
        self.pages.month.day_opened.connect(self._open_day)
        self.side.filtered.connect(self._draw)
        self.side.picked.connect(lambda _ref: self._propose())
        self.side.list.opened.connect(lambda _index: self._editing.open_entry(self.side.list.ref()))

    # The pane

    def enter(self, place: Place) -> None:
        """Show an entry on its day, or begin an appointment."""
        if place.kind == "activity" and place.ref:
            self.workplace.desk.ask(
                queries.entry, activity_id=place.ref, then=self._show_entry, asker=self, topic="place", lane="board"
            )
        if place.intent == "new":
            self.add()
        else:
            self.pages.main(self.view).setFocus()

    def refresh(self, told: Told) -> None:
        """Read again when something on the calendar changed."""
        if told.outcome.changes.touch(*_KINDS):
            self._ask()

    def subject(self) -> Subject | None:
        """Return the chosen entry."""
        face = self._chosen_face()
        return Subject(face.kind, face.ref, face.title) if face else None

    def is_filled(self) -> bool:
        """Whether the days have been read."""
        return self._span is not None

    def print_view(self) -> None:
        """Print what stands on the days in view."""
        from crm_desktop.ui.commands.printing import print_list  # rarely needed
        from crm_desktop.ui.models.printed import calendar_printed  # rarely needed

        if self._span is not None:
            days = days_of(self.view, self.day)
            shown = self.side.wanted(faces(self._span, self.workplace.today()))
            sheet = calendar_printed(shown, days, words=words_of(self.view, self.day, days))
            print_list(self.workplace, self, _("Calendar"), lambda _reader: sheet)

    def keep(self) -> dict[str, Any]:
        """Keep the days, where they are scrolled to, and what is shown."""
        kept = {"view": self.view, "day": self.day, "top": self.pages.top_minute(), "kinds": self.side.shown_kinds()}
        return kept | {"held": self._chosen[1] if self._chosen else ""}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same days."""
        self.view, self.day, self._wanted = kept["view"], kept["day"], kept["held"]
        self.side.show_kinds(kept["kinds"])
        self._ask()
        QTimer.singleShot(0, self, lambda: self.pages.scroll_to(kept["top"]))

    def leave(self) -> None:
        """Drop open questions."""
        super().leave()
        self._editing.leave()

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        return commands.commands(self, self.deeds)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let go of the side where the window is too narrow for both."""
        super().resizeEvent(event)
        wide = self.width() / look().scale >= _NARROW
        self.side.setVisible(wide)
        self._side_line.setVisible(wide)
        self.head.set_compact(not wide)

    # Going

    def show_view(self, view: str) -> None:
        """Show a day, a week, or a month."""
        waiting = self.side.list.ref()
        self.view = view
        self._ask()
        self.pages.main(view).setFocus()
        if not waiting:  # the focus passed over the list while the other page went away
            self.side.list.setCurrentIndex(QModelIndex())

    def show_today(self) -> None:
        """Go to today."""
        self._go(self.workplace.today())
        self.pages.grid.put_cursor(days_of(self.view, self.day).index(self.day), self._now() // CURSOR * CURSOR)

    def turn(self, by: int) -> None:
        """Go a page further or back."""
        steps = {"day": timedelta(days=by), "week": timedelta(weeks=by)}
        self._go(layout.next_month(self.day, by) if self.view == "month" else self.day + steps[self.view])

    def _turn_with_cursor(self, by: int) -> None:
        self.turn(by)
        self.pages.grid.put_cursor(self.pages.grid.cursor_day, self.pages.grid.cursor_minute)

    def _open_day(self, day: date) -> None:
        self.day = day
        self.show_view("day")

    def _go(self, day: date) -> None:
        self.day = day
        self._ask()

    def _show_entry(self, found: CalendarRow | None) -> None:
        if found is not None:
            self._wanted = f"activity:{found.id}"
            self._go(found.on)

    # Reading

    def _ask(self) -> None:
        days = days_of(self.view, self.day)
        today = self.workplace.today()
        self.head.show_days(self.view, self.day, days)
        if self._span is not None:
            self._draw()  # the days at once, what stands on them as soon as it is read
        self.workplace.desk.ask(
            queries.span, first=days[0], last=days[-1], until=max(days[-1], today + timedelta(days=7)),
            then=self._show, asker=self, topic="span", lane="board",
        )  # fmt: skip

    def _show(self, span: CalendarSpan) -> None:
        self._span = span
        today = self.workplace.today()
        self.side.show_waiting([waiting_of(found, today) for found in span.untimed])
        self._draw()
        if self._wanted and self._take(self._wanted):
            self._wanted = ""

    def _draw(self) -> None:
        if self._span is None:
            return
        today = self.workplace.today()
        shown = self.side.wanted(faces(self._span, today))
        self.pages.show_days(self.view, self.day, shown, today)
        self.side.show_sums(shown)
        self._propose()

    def _take(self, key: str) -> bool:
        """Choose an entry if it is in sight; one just moved may be read only with the next answer."""
        area = next((area for area in self.pages.areas if key in area.tiles and area.isVisible()), None)
        if area is not None:
            area.take(key)
        return area is not None

    def _now(self) -> int:
        at = self.workplace.clock().astimezone()
        return at.hour * 60 + at.minute

    def _show_now(self) -> None:
        self.pages.grid.set_now(self._now())

    # What is chosen

    def _choose(self, area: Area, key: str) -> None:
        for other in self.pages.areas:
            if other is not area:
                other.hold("")
        self._chosen = (area, key) if key else None
        self._wanted = ""
        self._moved = True
        self._propose()

    def _chosen_face(self) -> Face | None:
        return self._chosen[0].face(self._chosen[1]) if self._chosen else None

    def _propose(self) -> None:
        """Show where the chosen task that has no time would stand: at the cursor, else where it is free next."""
        grid, face = self.pages.grid, self._waiting()
        at_cursor = self._moved and not grid.held
        place = (
            free_place(grid, self.workplace.today(), self._now(), face.minutes, at_cursor=at_cursor) if face else None
        )
        grid.propose(replace(face, on=place[0], start=place[1]) if face is not None and place is not None else None)

    def _waiting(self) -> Face | None:
        """Return what is to be given a time: what is chosen in the list, else what is chosen in the strip."""
        if self.view == "month":
            return None
        waiting = self.side.model.at(self.side.list.currentIndex().row()) if self.side.list.ref() else None
        if waiting is not None:
            return waiting.face(self.workplace.today())
        face = self._chosen_face()
        return replace(face, key="ghost") if face is not None and face.movable and face.start is None else None

    # What the user does

    def open_chosen(self) -> None:
        """Open the chosen entry."""
        face = self._chosen_face()
        if face is not None:
            self._editing.open(face)

    def place_waiting(self) -> None:
        """Give the chosen task the time proposed."""
        face = self.pages.grid.proposal
        if face is not None and face.start is not None:
            self.deeds.place(face.ref, face.on, face.start, face.minutes)

    def has_waiting(self) -> bool:
        """Whether something without a time is chosen."""
        return self._waiting() is not None

    def add(self) -> None:
        """Begin an appointment at the cursor."""
        grid = self.pages.grid
        on, time = self.day, ""
        if self.view == "month":
            on = self.pages.month.here if self.pages.month.days else self.day
        elif grid.days:
            on = grid.days[min(grid.cursor_day, len(grid.days) - 1)]
            time = clock(grid.cursor_minute)
        self._editing.add(on, time)

    def _open_in(self, area: Area, key: str) -> None:
        face = area.face(key)
        if face is not None:
            self._editing.open(face)
        else:
            self.add()

    def _saved(self, ref: int, on: date, outcome: Outcome[Any]) -> None:
        self._expect(ref, on)
        self.deeds.tell(outcome)

    def _expect(self, ref: int, on: date | None) -> None:
        """Choose an entry as soon as it has been read, on its new day; None says that all is to be read again."""
        self._wanted = f"activity:{ref}" if ref else ""
        if on is None or on not in days_of(self.view, self.day):
            self._go(on or self.day)

    def _offer_menu(self, _key: str, at: QPoint) -> None:
        menu = Menu(self)
        for command in self.commands():
            if command.id.rpartition(".")[2] in ("open", "done", "earlier", "later", "no_time", "save_one", "bin"):
                entry = menu.entry(command.text(), command.icon, on=partial(command.run, self.workplace))
                entry.setEnabled(command.enabled(self.workplace))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _show_more(self, area: Area, keys: Sequence[str], at: QPoint) -> None:
        menu = Menu(self)
        for key in keys:
            face = area.face(key)
            if face is not None:
                words = f"{clock(face.start)}  {face.title}" if face.start is not None else face.title
                menu.entry(words, face.icon, on=partial(self._editing.open, face))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
