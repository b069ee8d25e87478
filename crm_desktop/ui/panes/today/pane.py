"""The pane of the day: what to do now, ordered by the money at stake; each thing is done by one key, and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QLocale, QModelIndex, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from crm_desktop.base.i18n import _, spoken
from crm_desktop.operations.planning.today import Hints, Knowledge, Today, hints, today_list
from crm_desktop.store.queries.today import WeekEntry, week
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Place, Subject, Workplace
from crm_desktop.ui.models.today import Line
from crm_desktop.ui.panes.today.deeds import Doing
from crm_desktop.ui.panes.today.lines import DayList
from crm_desktop.ui.panes.today.next_card import Deeds
from crm_desktop.ui.panes.today.sections import Sections
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.first_picture import FirstPicture
from crm_desktop.ui.widgets.panes import Line as Hairline
from crm_desktop.ui.widgets.panes import Pane as Area
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text, title

if TYPE_CHECKING:
    from crm_desktop.ui.panes.today.beside import Beside

_LISTED = ("activity", "activity_contact", "deal", "offer", "contact", "lead", "sale", "stage", "firm", "service_case")
_COUNTED = ("deal", "deal_state", "offer", "sale", "stage", "firm")
#: Width of the right column, and from which width on there are two (pixels at 100 % text).
_RIGHT, _TWO_FROM = 320, 900
_MINUTE = 60_000


def tasks_in_view() -> ShownList:
    """Return everything that is planned as a list that can be taken along."""
    from crm_desktop.operations.exports.listing import ListKind  # rarely needed

    return ShownList(kind=ListKind.TASKS, title=_("Tasks"), ids=None)


class TodayPane(Pane):
    """What to do now."""

    name = "today"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._by_time = False
        self._all_older = self._all_hints = False
        self._knowledge: Knowledge | None = None
        self._found: Today | None = None
        self._left: Hints | None = None
        self._beside: Beside | None = None
        self._wide: bool | None = None
        self.list_in_view = tasks_in_view
        self._build()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self._show_time)
        self._day = workplace.today()
        self.ask()

    # The pane

    def enter(self, place: Place) -> None:
        """Show the day, or begin a task."""
        if place.intent == "new":
            self.doing.add()
        elif self._found is not None:
            self.sections.focus()

    def refresh(self, told: Told) -> None:
        """Read what changed again."""
        changes = told.outcome.changes
        if changes.touch(*_LISTED):
            self.ask()
        if changes.touch(*_COUNTED):
            self._ask_knowledge()

    def first_sight(self) -> QWidget:
        """Return the part that holds list and card."""
        return self._inner

    def is_filled(self) -> bool:
        """Whether the list has come."""
        return self._found is not None

    def subject(self) -> Subject | None:
        """Return the record the line under the cursor is about."""
        return self.doing.subject()

    def print_view(self) -> None:
        """Print the sheet of the day."""
        from crm_desktop.ui.commands.printing import print_list  # rarely needed
        from crm_desktop.ui.models.printed import day_printed  # rarely needed

        if self._found is not None:
            today = self.workplace.today()
            sheet = day_printed(self._found, self._left, today=today, words=self.sections.order.text())
            print_list(self.workplace, self, _("Day sheet"), lambda _reader: sheet)

    def keep(self) -> dict[str, Any]:
        """Keep the order and the chosen day."""
        day = self._beside.day.strip.day if self._beside is not None else None
        return {"by_time": self._by_time, "older": self._all_older, "hints": self._all_hints, "day": day}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same order."""
        self._by_time, self._all_older, self._all_hints = kept["by_time"], kept["older"], kept["hints"]
        self.ask()

    def commands(self) -> list[Command]:
        """Return what can be done with the line under the cursor."""

        def has_line(_workplace: Workplace) -> bool:
            return self.doing.current() is not None

        def command(
            name: str, words: Callable[[], str], on: Callable[[], object], keys: str, icon: str, *, always: bool = False
        ) -> Command:
            def run(_workplace: Workplace) -> None:
                on()

            enabled: Callable[[Workplace], bool] = (lambda _at: True) if always else has_line
            return Command(f"today.{name}", words, run, keys, icon, "view", "today", enabled)

        doing = self.doing
        return [
            command("new", lambda: _("New task"), doing.add, "N", "plus", always=True),
            command("done", lambda: _("Done"), doing.done, "", "check"),
            command("defer", lambda: _("Put off …"), doing.defer, "D", "clock"),
            command("act", lambda: _("Call, or write down what happened"), doing.act, "A", "phone"),
            command("plan", lambda: _("Plan a time …"), doing.plan, "P", "calendar-clock"),
            command("open", lambda: _("Open the task"), doing.open, "", "corner-down-left"),
            command("change", lambda: _("Change the task …"), doing.change, "E", "pencil"),
            command(
                "order", lambda: _("Order by money or by time"), self.turn_order, "T", "arrow-up-down", always=True
            ),
        ]

    def turn_order(self) -> None:
        """Order by time instead of money, or the other way round."""
        self._order(not self._by_time)

    # Asking

    def ask(self) -> None:
        """Read the list again."""
        desk, today = self.workplace.desk, self.workplace.today()
        desk.ask(
            today_list, now=self.workplace.clock(), by_time=self._by_time, everything=self._all_older,
            knowledge=self._knowledge, then=self._show, asker=self, topic="list",
        )  # fmt: skip
        desk.ask(
            hints, today=today, everything=self._all_hints, knowledge=self._knowledge, then=self._show_hints,
            asker=self, topic="hints", lane="today",
        )  # fmt: skip
        if self._beside is not None:
            self._ask_week()

    def _ask_week(self) -> None:
        if self._beside is not None:
            monday = self._beside.day.strip.monday
            self.workplace.desk.ask(
                week, first=monday, last=monday + timedelta(days=6), then=self._show_week, asker=self, topic="week",
                lane="today",
            )  # fmt: skip

    def _ask_knowledge(self) -> None:
        """Work out what takes longer: what the firm's own deals say, and the forecast."""
        if self._beside is None:
            return
        from crm_desktop.operations.forecasts import forecasts  # after the first picture
        from crm_desktop.operations.planning import today_figures  # after the first picture

        desk, today = self.workplace.desk, self.workplace.today()
        desk.ask(today_figures.week, today=today, then=self._beside.week.show_week, asker=self, topic="figures",
                 lane="today")  # fmt: skip
        desk.ask(today_figures.knowledge, today=today, then=self._learn, asker=self, topic="knowledge", lane="figures")
        desk.ask(
            forecasts.outlook, as_of=today, then=self._beside.forecast.show_outlook, asker=self, topic="outlook",
            lane="figures",
        )  # fmt: skip

    # Showing

    def _show(self, found: Today) -> None:
        first = self._found is None
        self._found = found
        today = self.workplace.today()
        self.sections.show_today(found, self.workplace.clock(), today=today, by_time=self._by_time)
        self._show_notice(found)
        if first:
            FirstPicture(self.first_sight(), lambda: True, self._settle_in)
            if self.isVisible() and not self._has_focus():
                self.sections.focus()

    def _show_notice(self, found: Today) -> None:
        """Say what concerns the whole list, on the rare days on which there is anything."""
        if not found.older and not found.away_days:
            self.sections.show_notice(None)
            return
        from crm_desktop.ui.panes.today.notices import notice_of  # rarely needed

        self.sections.show_notice(notice_of(found, self.doing, self.workplace.today(), self.show_all_older))

    def _show_hints(self, found: Hints) -> None:
        self._left = found
        self.sections.show_hints(found, self.workplace.today())

    def _show_week(self, found: list[WeekEntry]) -> None:
        if self._beside is not None:
            self._beside.day.show_week(found, self.workplace.clock())

    def _learn(self, found: Knowledge) -> None:
        if found != self._knowledge:
            self._knowledge = found
            self.ask()

    def _settle_in(self) -> None:
        """Build what stands beside the list, once that has been painted."""
        from crm_desktop.ui.panes.today.beside import Beside  # needs the forecast

        beside = Beside(self.workplace)
        beside.day.day_chosen.connect(self._choose_day)
        beside.day.day_opened.connect(lambda _day: self.doing.open_calendar())
        beside.day.entry_opened.connect(self.doing.open_entry)
        self._beside = beside
        column(self._right, beside, gap=0)
        self._minute.start()
        self._ask_week()
        self._ask_knowledge()

    def _choose_day(self, _day: date) -> None:
        self._ask_week()

    def _show_time(self) -> None:
        """Let time go by: what is near comes nearer, and at midnight the day is another."""
        now: datetime = self.workplace.clock()
        self.sections.next_card.show_time(now)
        if self._beside is not None:
            self._beside.day.show_day(now)
        if self.workplace.today() != self._day:
            self._day = self.workplace.today()
            self._date.setText(date_words(self._day))
            self.ask()

    def show_all_older(self) -> None:
        """Show everything that is overdue, however much it is."""
        self._all_older = True
        self.ask()

    def _show_all_hints(self) -> None:
        self._all_hints = True
        self.ask()

    def _order(self, by_time: bool) -> None:
        self._by_time = by_time
        self.ask()

    def add(self) -> None:
        """Open the form for a new task."""
        self.doing.add()

    def _defer_card(self, line: Line) -> None:
        self.doing.defer(line, self.sections.next_card.defer)

    def _has_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    # Building

    def _build(self) -> None:
        self.sections = Sections(
            Deeds(
                act=lambda: self.doing.with_card(self.doing.act),
                done=lambda: self.doing.with_card(self.doing.done),
                defer=lambda: self.doing.with_card(self._defer_card),
                open=lambda: self.doing.with_card(self.doing.open),
                money=lambda: self.doing.with_card(self.doing.money),
            ),
            self.add,
        )
        doing = self.doing = Doing(self.workplace, self, self.sections, self.ask)
        self.sections.ordered.connect(self._order)
        self.sections.hints_asked.connect(self._show_all_hints)
        for view in self.sections.lists:
            view.opened.connect(partial(self._at, view, doing.open))
            view.peeked.connect(partial(self._at, view, doing.done))
            view.marked.connect(partial(self._at, view, doing.done))
            view.acted.connect(partial(self._at, view, doing.plan))
            view.money.connect(partial(self._at, view, doing.money))
            view.shown.connect(partial(self._keep_in_sight, view))
        self._date = Text(date_words(self.workplace.today()), 13, 400, "text3")
        plan = Button(_("Calendar"), "secondary", icon="calendar-days", on=doing.open_calendar)
        new = Button(_("New task"), "secondary", icon="plus", key="N", on=doing.add)
        head = Area("surface")
        row(head, title(_("Today")), self._date, None, plan, new, gap=10, margins=(24, 14, 20, 14))
        self._right = QWidget()
        self._inner = Area("sunken")
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(24, 20, 24, 24)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(16)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._inner)
        self._arrange(wide=True)
        column(self, head, Hairline(), self._scroll, gap=0).setStretch(2, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the two columns out anew when there is room for both, or no longer."""
        super().resizeEvent(event)
        self._arrange(wide=event.size().width() >= look().px(_TWO_FROM))

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for part in (self.sections, self._right):
            self._grid.removeWidget(part)
        self._grid.addWidget(self.sections, 0, 0)
        self._grid.addWidget(self._right, 0 if wide else 1, 1 if wide else 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(1, look().px(_RIGHT) if wide else 0)
        self._right.setFixedWidth(look().px(_RIGHT)) if wide else self._right.setMaximumWidth(16_000_000)

    def _at(self, view: DayList, act: Callable[[], object], index: QModelIndex) -> None:
        """Do something with the line that was pressed."""
        view.setFocus()
        view.setCurrentIndex(index)
        act()

    def _keep_in_sight(self, view: DayList, index: QModelIndex) -> None:
        place, height = view.place_of(index, self._inner)
        self._scroll.ensureVisible(place.x(), place.y() + height // 2, 0, height)


def date_words(day: date) -> str:
    """Return the day of the heading: Tuesday, 24 November · week 48."""
    german = spoken() == "de"
    locale = QLocale(QLocale.Language.German if german else QLocale.Language.English)
    words = locale.toString(QDate(day.year, day.month, day.day), "dddd, d. MMMM" if german else "dddd, d MMMM")
    return _("{day} · week {number}").format(day=words, number=day.isocalendar().week)
