"""The hours of one or seven days: entries by their time, a cursor moved by the arrows, and the line of now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.models.calendar import Face, split
from crm_desktop.ui.panes.calendar import layout
from crm_desktop.ui.panes.calendar.area import Area
from crm_desktop.ui.panes.calendar.ground import Ground, NowLine, draw_days, draw_times
from crm_desktop.ui.panes.calendar.layout import CURSOR, DAY, SNAP, Cluster, Slot, Span, clock
from crm_desktop.ui.panes.calendar.tile import Tile
from crm_desktop.ui.theme.drawing import box, focus_ring
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import Button

#: The room of the times at the left, at 100 % text, and the least height of an hour.
MARGIN = 54
LEAST_HOUR = 44
_PAD, _BETWEEN, _MORE, _RADIUS = 4, 3, 28, 5


class TimeGrid(Area):
    """Hours by days.

    Signals beside those of `Area`: `turned(by)` when the cursor leaves the days to a side, `seen(rect)` when something
    is to be in sight.
    """

    turned = Signal(int)
    seen = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Hours"), parent)
        self.cursor_day, self.cursor_minute = 0, 9 * 60
        self.now_minute = -1
        self._hour = float(look().px(LEAST_HOUR))
        self.setFixedHeight(round(self._hour * 24) + 1)
        self._edges: list[float] = []
        self._slots: dict[str, Slot] = {}
        self._pills: list[Button] = []
        self._ghost = Tile(self)
        self._ghost.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        self._now_line = NowLine(self)

    # What is shown

    def show_days(self, days: Sequence[date], faces: Iterable[Face], today: date) -> None:
        """Show what has a time on some days; what passes midnight goes on the next day."""
        parts = [part for face in faces for part in split(face) if part.on in days]
        self.cursor_day = min(self.cursor_day, len(days) - 1)
        super().show_days(days, parts, today)

    def set_hour(self, height: float) -> None:
        """Give an hour a height in pixels."""
        if height != self._hour:
            self._hour = height
            self.setFixedHeight(round(height * 24) + 1)
            self.arrange()

    def set_now(self, minute: int) -> None:
        """Draw the line of now, none below 0."""
        if minute != self.now_minute:
            self.now_minute = minute
            if self._edges:
                self._now_line.place(self._ground())
            self.update()

    def propose(self, face: Face | None) -> None:
        """Show where something would stand, dashed; None for nothing."""
        if face is None or face.on not in self.days or face.start is None:
            self._ghost.hide()
            return
        self._ghost.show_face(face, self.today)
        self._ghost.tell(clock(face.start), dashed=True)
        self._ghost.setGeometry(self._rect(self.days.index(face.on), layout.within_day(face.start, face.minutes)))
        self._ghost.show()
        self._ghost.raise_()

    @property
    def proposal(self) -> Face | None:
        """What is proposed at the moment."""
        return None if self._ghost.isHidden() else self._ghost.face

    def sizeHint(self) -> QSize:
        """Return the height of a whole day."""
        return QSize(look().px(400), round(self._hour * 24) + 1)

    @property
    def edges(self) -> list[float]:
        """Where each day begins, and the last ends."""
        return self._edges

    def top_of(self, minute: int) -> float:
        """Return the height of a minute."""
        return minute * self._hour / 60

    def busy(self, on: date, *, without: int = 0) -> list[Span]:
        """Return when something stands on a day already, an entry apart."""
        return [
            layout.within_day(face.start or 0, face.minutes)
            for face in self.shown_faces()
            if face.on == on and face.ref != without
        ]

    # The cursor

    def set_cursor(self, day: int, minute: int) -> None:
        """Put the cursor on a time before anything is shown; nothing is told."""
        self.cursor_day, self.cursor_minute = day, min(max(minute, 0), DAY - CURSOR)

    def put_cursor(self, day: int, minute: int, *, focus: bool = True) -> None:
        """Put the cursor on a time; what stands there is chosen."""
        self.cursor_day = min(max(day, 0), len(self.days) - 1)
        self.cursor_minute = min(max(minute, 0), DAY - CURSOR)
        here = self._key_at(self.cursor_day, self.cursor_minute)
        self.take(here, focus=focus)
        if not here and focus:
            self._announce()
        rect = self.tiles[here].geometry() if here else self._cursor_rect().toRect()
        self.seen.emit(rect)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by the arrows, open by Enter."""
        ways = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
        way = ways.get(Qt.Key(event.key()))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif way is not None:
            self._move(*way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.held)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the pointer is."""
        place = self.place_at(event.position())
        if place is not None:
            self.put_cursor(self.days.index(place[0]), place[1] // CURSOR * CURSOR)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Begin something there."""
        self.opened.emit("")

    def _move(self, days: int, times: int) -> None:
        held = self.face(self.held)
        if times:
            start = held.start if held and held.start is not None else self.cursor_minute
            end = start + held.minutes if held else start + CURSOR
            wanted = -(-end // CURSOR) * CURSOR if times > 0 else (start - 1) // CURSOR * CURSOR
            self.put_cursor(self.cursor_day, wanted)
            return
        beside = self._beside(days)
        if beside:
            self.take(beside)
        elif 0 <= self.cursor_day + days < len(self.days):
            self.put_cursor(self.cursor_day + days, self.cursor_minute)
        else:
            self.cursor_day = 0 if days > 0 else len(self.days) - 1
            self.turned.emit(days)

    def _beside(self, way: int) -> str:
        """Return what stands beside the chosen entry at the same time, "" for nothing."""
        held, slot = self.face(self.held), self._slots.get(self.held)
        if held is None or slot is None:
            return ""
        mine = layout.within_day(held.start or 0, held.minutes)
        for key, other in self._slots.items():
            face = self.face(key)
            if face is None or face.on != held.on or other.column != slot.column + way or not other.shown:
                continue
            span = layout.within_day(face.start or 0, face.minutes)
            if span.start < mine.end and mine.start < span.end:
                return key
        return ""

    def _key_at(self, day: int, minute: int) -> str:
        on = self.days[day]
        for key in sorted(self.tiles, key=lambda key: self._slots.get(key, Slot(0, 1)).column):
            face = self.face(key)
            if face is None or face.on != on or not self._slots.get(key, Slot(-1, 1)).shown:
                continue
            span = layout.within_day(face.start or 0, face.minutes)
            if span.start < minute + CURSOR and minute < span.end:
                return key
        return ""

    def _announce(self) -> None:
        on = self.days[self.cursor_day]
        free = _("free")
        words = f"{near_day(on, self.today)} {on.day}, {clock(self.cursor_minute)}, {free}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # Places

    def arrange(self) -> None:
        """Give each entry its place: by time, and beside what happens at the same time."""
        if not self.days or self.width() <= 0:
            return
        self._edges = layout.day_edges(self.days, self.width(), look().px(MARGIN))
        self._slots.clear()
        for pill in self._pills:
            pill.setParent(None)
            pill.deleteLater()
        self._pills.clear()
        for day, on in enumerate(self.days):
            keys = [key for key, tile in self.tiles.items() if tile.face is not None and tile.face.on == on]
            spans = [self._span(key) for key in keys]
            slots, clusters = layout.side_by_side(spans)
            for key, span, slot in zip(keys, spans, slots, strict=True):
                self._slots[key] = slot
                tile = self.tiles[key]
                tile.setVisible(slot.shown)
                if slot.shown and not tile.is_dragged:
                    crowded = any(span.start < one.span.end and one.span.start < span.end for one in clusters)
                    tile.setGeometry(self._rect(day, span, slot, crowded=crowded))
            for cluster in clusters:
                self._add_pill(day, keys, cluster)
        self._now_line.place(self._ground())

    def _span(self, key: str) -> Span:
        face = self.face(key)
        return layout.within_day(face.start or 0, face.minutes) if face else Span(0, SNAP)

    def _rect(self, day: int, span: Span, slot: Slot | None = None, *, crowded: bool = False) -> QRect:
        left, right = self._edges[day] + _PAD, self._edges[day + 1] - _PAD
        if crowded:
            right -= min(look().px(_MORE), (right - left) / 4)
        many, column = (slot.columns, slot.column) if slot else (1, 0)
        width = (right - left - _BETWEEN * (many - 1)) / many
        top, bottom = self.top_of(span.start), self.top_of(span.end)
        x = left + column * (width + _BETWEEN)
        return QRect(round(x), round(top) + 1, max(round(width), 8), max(round(bottom - top) - 2, 12))

    def _add_pill(self, day: int, keys: Sequence[str], cluster: Cluster) -> None:
        hidden = [keys[at] for at in cluster.hidden]
        pill = Button(f"+{len(hidden)}", "text", parent=self)
        pill.setAccessibleName(plural("{n} more at this time", "{n} more at this time", len(hidden)))
        pill.clicked.connect(partial(self._tell_more, pill, hidden))
        width = min(look().px(_MORE), round((self._edges[day + 1] - self._edges[day]) / 4))
        high = look().px(24)
        pill.setGeometry(
            round(self._edges[day + 1]) - width - 1, round(self.top_of(cluster.span.start)) + 1, width, high
        )
        pill.show()
        self._pills.append(pill)

    def _tell_more(self, pill: Button, keys: Sequence[str]) -> None:
        self.more.emit(list(keys), pill.mapToGlobal(pill.rect().bottomLeft()))

    def place_at(self, at: QPointF) -> tuple[date, int] | None:
        """Return day and minute of a point."""
        if not self.days:
            return None
        return self.days[layout.day_at(self._edges, at.x())], layout.minute_at(at.y(), self._hour)

    # Dragging

    def hover(self, at: QPointF | None) -> None:
        """Show the time something dragged from elsewhere would get."""
        place = None if at is None else self.place_at(at)
        if place is None:
            self._ghost.hide()
            return
        face = self._ghost.face
        plain = Face("ghost", "ghost", 0, "", "", "", place[0], place[1], 60, 1, "circle", "own")
        self.propose(replace(face, on=place[0], start=place[1]) if face else plain)

    def drag(self, tile: Tile, grip: str, way: QPointF) -> None:
        """Let a tile follow the pointer in quarters of an hour."""
        place = self._dragged_to(tile, grip, way)
        if place is None:
            return
        on, start, minutes = place
        tile.setGeometry(self._rect(self.days.index(on), layout.within_day(max(start, 0), minutes)))
        tile.raise_()
        tile.tell(clock(start) if start >= 0 else _("without a time:"))

    def drop(self, tile: Tile, grip: str, way: QPointF) -> None:
        """Tell where a tile was let go."""
        place, face = self._dragged_to(tile, grip, way), tile.face
        if place is None or face is None:
            return
        on, start, minutes = place
        if (on, start, minutes) == (face.on, face.start, face.minutes):
            self.arrange()
            return
        self.cursor_day, self.cursor_minute = self.days.index(on), max(start, 0) // CURSOR * CURSOR
        self.placed.emit(face.ref, on, start, minutes if minutes != face.minutes else 0)

    def _dragged_to(self, tile: Tile, grip: str, way: QPointF) -> tuple[date, int, int] | None:
        """Return the day, minute (-1 above the hours) and length a dragged tile would have."""
        face = tile.face
        if face is None or face.start is None:
            return None
        moved = round(way.y() / self._hour * 60 / SNAP) * SNAP
        start, end = face.start, face.start + face.minutes
        if grip == "bottom":
            return face.on, start, min(max(end + moved, start + SNAP), DAY) - start
        if grip == "top":
            start = min(max(start + moved, 0), end - SNAP)
            return face.on, start, end - start
        middle = (self._edges[self.days.index(face.on)] + self._edges[self.days.index(face.on) + 1]) / 2
        on = self.days[layout.day_at(self._edges, middle + way.x())]
        above = self.top_of(face.start) + way.y() < self.visibleRegion().boundingRect().top() - look().px(16)
        return on, -1 if above else min(max(start + moved, 0), DAY - SNAP), face.minutes

    # Drawing

    def _ground(self) -> Ground:
        return Ground(self.days, self._edges, self._hour, self.today, self.now_minute)

    def _cursor_rect(self) -> QRectF:
        left, right = self._edges[self.cursor_day], self._edges[self.cursor_day + 1]
        top = self.top_of(self.cursor_minute)
        return QRectF(left + 2, top + 1, right - left - 4, self.top_of(self.cursor_minute + CURSOR) - top - 2)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the ground: days, hours, the cursor where nothing stands, and now."""
        painter.fillRect(area, now.colour("surface"))
        if not self._edges:
            return
        ground = self._ground()
        draw_days(painter, now, area, ground)
        if self.hasFocus() and not self.held:
            if self.shows_focus():
                focus_ring(painter, self._cursor_rect(), _RADIUS)
            else:
                box(painter, self._cursor_rect(), _RADIUS, now.colour("hover"), now.colour("line_strong"))
        draw_times(painter, now, ground)
