"""The card of the day: the week as a strip of seven days, and the hours of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.base.natural_days import Moment
from crm_desktop.base.times import local_day
from crm_desktop.domain.history import ActivityKind
from crm_desktop.store.queries.today import WeekEntry
from crm_desktop.ui.theme.drawing import CENTRE, RIGHT, box, focus_ring, line, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.moment_field import full_words
from crm_desktop.ui.widgets.painted import Painted

_MOST_DOTS = 4
#: Height of an hour, and the hours shown at least.
_HOUR, _FIRST, _LAST = 23, 8, 18
_MINUTES = 60
_MEETINGS = frozenset({ActivityKind.MEETING, ActivityKind.VISIT})


class WeekStrip(Painted):
    """Seven days with a dot for each entry. Arrows choose a day, Enter opens it. Signals: `chosen`, `opened` (date)."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = self.day = today
        self._counts: dict[date, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def monday(self) -> date:
        """The first day shown."""
        return self.day - timedelta(days=self.day.weekday())

    def show_counts(self, counts: dict[date, int]) -> None:
        """Show how many entries each day has."""
        self._counts = counts
        self._say()

    def choose(self, day: date) -> None:
        """Choose a day, of this week or another."""
        if day != self.day:
            self.day = day
            self._say()
            self.chosen.emit(day)

    def sizeHint(self) -> QSize:
        """Return the room of seven days."""
        return QSize(look().px(7 * 34), look().px(58))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the days."""
        for place in range(7):
            self._draw_day(painter, now, self._cell(place, area), self.monday + timedelta(days=place))

    def _draw_day(self, painter: QPainter, now: Look, cell: QRectF, day: date) -> None:
        if day == self.day:
            box(painter, cell.adjusted(1, 0, -1, 0), 8, now.colour("nav"))
            if self.shows_focus():
                focus_ring(painter, cell.adjusted(1, 0, -1, 0), 8)
        weekend = day.weekday() > 4
        row = cell.adjusted(0, 4, 0, 0)
        row.setHeight(now.px(16))
        text(painter, row, short_day(day), font(11, 500), now.colour("text2"), align=CENTRE)
        row.translate(0, now.px(17))
        weight = 600 if day == self._today else 500
        ink = now.colour("text2" if weekend and day != self._today else "text")
        text(painter, row, str(day.day), font(13, weight, tabular=True), ink, align=CENTRE)
        dots = min(self._counts.get(day, 0), _MOST_DOTS)
        y, x = row.bottom() + now.px(7), cell.center().x() - (dots - 1) * 2.75
        for dot in range(dots):
            box(painter, QRectF(x + dot * 5.5 - 1.75, y - 1.75, 3.5, 3.5), 1.75, now.colour("text2"))

    def _cell(self, place: int, area: QRectF) -> QRectF:
        width = area.width() / 7
        return QRectF(area.x() + place * width, area.y(), width, area.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        place = int(event.position().x() / (self.width() / 7))
        self.choose(self.monday + timedelta(days=min(max(place, 0), 6)))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the day in the calendar."""
        self.opened.emit(self.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the neighbouring day, or open the one chosen."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.choose(self.day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        entries = plural("{n} entry", "{n} entries", self._counts.get(self.day, 0))
        self.setAccessibleName(_("Week, {day}: {entries}").format(day=full_words(Moment(self.day)), entries=entries))
        self.update()


class Hours(Painted):
    """The hours of a day with what stands in them; now is a line."""

    #: An entry was pressed: carries its id.
    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[WeekEntry] = []
        self._now = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    def show_entries(self, entries: Sequence[WeekEntry], now: str) -> None:
        """Show the entries of a day that have a time; `now` is the local time, "" on another day."""
        self._entries = [entry for entry in entries if entry.time]
        self._now = now
        self._say()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the hours shown."""
        first, last = self._span()
        return QSize(look().px(200), look().px((last - first) * _HOUR + 14))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw hours, entries, and the line of now."""
        first, last = self._span()
        margin = now.px(26)
        for hour in range(first, last + 1, 2):
            y = self._y(hour * 60, now)
            line(painter, margin, y, area.right())
            label = QRectF(0, y - now.px(8), margin - now.px(8), now.px(16))
            text(painter, label, str(hour), font(11, 500, tabular=True), now.colour("text3"), align=RIGHT)
        for place, (entry, side, sides) in enumerate(arranged(self._entries)):
            self._draw_entry(painter, now, self._place(place, entry, side, sides), entry)
        if self._now:
            y = self._y(_minutes(self._now), now)
            painter.fillRect(QRectF(margin, y - 0.75, area.width() - margin, 1.5), now.colour("danger"))
            box(painter, QRectF(margin - 3, y - 3, 6, 6), 3, now.colour("danger"))

    def _draw_entry(self, painter: QPainter, now: Look, place: QRectF, entry: WeekEntry) -> None:
        own = entry.kind in _MEETINGS
        edge = None if own else now.colour("line_strong")
        box(painter, place, 4, now.colour("nav" if own else "surface"), edge)
        bar = QRectF(place.x() + 1, place.y() + 1, 2.5, place.height() - 2)
        painter.fillRect(bar, now.colour("text3" if entry.done else "accent"))
        words = place.adjusted(10, 0, -4, 0)
        ink = now.colour("text2" if entry.done else "text")
        text(painter, words, entry.subject, font(11, 500), ink)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the entry under the pointer."""
        for place, (entry, side, sides) in enumerate(arranged(self._entries)):
            if self._place(place, entry, side, sides).contains(event.position()):
                self.pressed.emit(entry.id)
                return

    def _place(self, _number: int, entry: WeekEntry, side: int, sides: int) -> QRectF:
        now = look()
        left, top = now.px(30), self._y(_minutes(entry.time), now)
        width = (self.width() - left) / sides
        height = max(self._y(_minutes(entry.time) + (entry.minutes or _MINUTES), now) - top - 2, now.px(18))
        return QRectF(left + side * width, top, width - 2, height)

    def _y(self, minutes: int, now: Look) -> float:
        first = self._span()[0]
        return now.px(7) + (minutes / 60 - first) * now.px(_HOUR)

    def _span(self) -> tuple[int, int]:
        times = [_minutes(entry.time) for entry in self._entries]
        ends = [_minutes(entry.time) + (entry.minutes or _MINUTES) for entry in self._entries]
        first = min([_FIRST, *(time // 120 * 2 for time in times)])
        last = max([_LAST, *(min(-(-end // 120) * 2, 24) for end in ends)])
        return first, last

    def _say(self) -> None:
        words = [f"{entry.time} {entry.subject}" for entry in self._entries]
        self.setAccessibleName(_("Plan of the day: {entries}").format(entries=", ".join(words) or _("nothing")))
        self.update()


class DayCard(Card):
    """Week strip and hours. Signals: `day_chosen(date)`, `day_opened(date)`, `entry_opened(id)`."""

    day_chosen = Signal(object)
    day_opened = Signal(object)
    entry_opened = Signal(int)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Plan of the day"), detail=" ", radius=12, edge="line", parent=parent)
        self._today = today
        self._entries: list[WeekEntry] = []
        self.strip = WeekStrip(today)
        self.hours = Hours()
        self.strip.chosen.connect(self._choose)
        self.strip.opened.connect(self.day_opened)
        self.hours.pressed.connect(self.entry_opened)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.hours)

    def show_week(self, entries: Sequence[WeekEntry], now: datetime) -> None:
        """Show what stands in the week of the chosen day."""
        self._entries = list(entries)
        counts: dict[date, int] = {}
        for entry in entries:
            counts[entry.on] = counts.get(entry.on, 0) + 1
        self.strip.show_counts(counts)
        self.show_day(now)

    def show_day(self, now: datetime) -> None:
        """Show the hours of the chosen day."""
        day = self.strip.day
        clock = now.astimezone().strftime("%H:%M") if day == local_day(now) else ""
        self.hours.show_entries([entry for entry in self._entries if entry.on == day], clock)
        self.detail.setText(f"{short_day(day)} {day:%d.%m.}")

    def _choose(self, day: date) -> None:
        self.day_chosen.emit(day)


def short_day(day: date) -> str:
    """Return the short name of a weekday."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def arranged(entries: Sequence[WeekEntry]) -> list[tuple[WeekEntry, int, int]]:
    """Return each entry with its place among those at the same time, and how many there are."""
    found: list[tuple[WeekEntry, int, int]] = []
    group: list[WeekEntry] = []
    until = -1

    def close() -> None:
        found.extend((entry, side, len(group)) for side, entry in enumerate(group))
        group.clear()

    for entry in sorted(entries, key=lambda one: (one.time, one.id)):
        begin = _minutes(entry.time)
        if begin >= until:
            close()
        group.append(entry)
        until = max(until, begin + (entry.minutes or _MINUTES))
    close()
    return found


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
