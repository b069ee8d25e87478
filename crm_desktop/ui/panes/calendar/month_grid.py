"""A month in whole weeks: each day its entries as lines, a cursor moved by the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import day as day_words
from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.models.calendar import Face, last_day
from crm_desktop.ui.panes.calendar.area import Area
from crm_desktop.ui.panes.calendar.tile import Tile
from crm_desktop.ui.theme.drawing import CENTRE, box, focus_ring, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import Button

_WEEK = 7
_SATURDAY = 5
_HEAD, _LINE, _PAD = 28, 22, 4


class MonthGrid(Area):
    """Weeks below each other. Signals beside those of `Area`: `turned(by)` months, `day_opened(day)`."""

    turned = Signal(int)
    day_opened = Signal(object)
    lines = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Month"), parent)
        self.month = 0
        self.here = date.min
        self._pills: list[Button] = []

    def show_month(self, month: int, days: Sequence[date], faces: Sequence[Face], today: date) -> None:
        """Show the days of a month; those of its neighbours are drawn in weaker ink."""
        self.month = month
        if self.here not in days:
            self.here = today if today in days else next(day for day in days if day.month == month)
        self.show_days(days, faces, today)

    def put_cursor(self, day: date, *, focus: bool = True) -> None:
        """Put the cursor on a day."""
        if day not in self.days:
            self.turned.emit(1 if day > self.days[-1] else -1)
            return
        self.here = day
        self.take("", focus=focus)
        many = plural("{n} entry", "{n} entries", len(self._of_day(day)))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{day_words(day)}, {many}"))
        self.update()

    def place_at(self, at: QPointF) -> tuple[date, int] | None:
        """Return the day of a point; times stay as they are."""
        if not self.days:
            return None
        column = min(max(int(at.x() * _WEEK / max(self.width(), 1)), 0), _WEEK - 1)
        week = min(max(int(at.y() / self._cell_height()), 0), len(self.days) // _WEEK - 1)
        return self.days[week * _WEEK + column], -1

    def arrange(self) -> None:
        """Put the entries of each day below each other; what is too much hides behind a number."""
        if not self.days or self.width() <= 0:
            return
        for pill in self._pills:
            pill.setParent(None)
            pill.deleteLater()
        self._pills.clear()
        for tile in self.tiles.values():
            tile.hide()
        high = look().px(_LINE)
        room = max(1, int((self._cell_height() - look().px(_HEAD) - 2) // high))
        for at, day in enumerate(self.days):
            keys = self._of_day(day)
            shown = keys if len(keys) <= room else keys[: room - 1]
            cell = self._cell(at)
            top = cell.y() + look().px(_HEAD)
            for row, key in enumerate(shown):
                area = QRectF(cell.x() + _PAD, top + row * high, cell.width() - 2 * _PAD, high - 2)
                tile = self.tiles[key]
                if not tile.is_dragged:
                    tile.setGeometry(area.toRect())
                tile.show()
            if len(shown) < len(keys):
                area = QRectF(cell.x() + _PAD, top + (room - 1) * high, cell.width() - 2 * _PAD, high - 2)
                self._add_pill(keys[len(shown) :], area)

    def drag(self, tile: Tile, _grip: str, way: QPointF) -> None:
        """Let a tile follow the pointer."""
        at, face = self._home(tile), tile.face
        if at is None or face is None:
            return
        tile.move(round(at.x() + way.x()), round(at.y() + way.y()))
        tile.raise_()

    def drop(self, tile: Tile, _grip: str, way: QPointF) -> None:
        """Tell on which day a tile was let go; its time stays."""
        at, face = self._home(tile), tile.face
        place = None if at is None else self.place_at(at + way + QPointF(tile.width() / 2, tile.height() / 2))
        if place is None or face is None or place[0] == face.on:
            self.arrange()
            return
        self.here = place[0]
        self.placed.emit(face.ref, place[0], -1 if face.start is None else face.start, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from entry to entry and from day to day by the arrows; open by Enter."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_down(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go_days(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.held:
                self.opened.emit(self.held)
            else:
                self.day_opened.emit(self.here)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the pointer is."""
        place = self.place_at(event.position())
        if place is not None:
            self.put_cursor(place[0])

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the day."""
        self.day_opened.emit(self.here)

    def _go_down(self, by: int) -> None:
        """Go through the entries of a day first, then to the week above or below."""
        keys = [key for key in self._of_day(self.here) if not self.tiles[key].isHidden()]
        at = keys.index(self.held) + by if self.held in keys else (0 if by > 0 else -1)
        if 0 <= at < len(keys):
            self.take(keys[at])
        elif at == -1 and self.held:
            self.put_cursor(self.here)
        else:
            self._go_days(by * _WEEK)

    def _go_days(self, by: int) -> None:
        self.put_cursor(date.fromordinal(self.here.toordinal() + by))

    def take(self, key: str, *, focus: bool = True) -> None:
        """Choose an entry; the cursor goes to its day."""
        face = self.face(key)
        if face is not None and face.on in self.days:
            self.here = face.on
            self.update()
        super().take(key, focus=focus)

    def _of_day(self, day: date) -> list[str]:
        """Return the entries of a day: what lasts whole days, then by time."""

        def order(key: str) -> tuple[int, str]:
            face = self.face(key)
            return (-1 if face is None or face.start is None else face.start, key)

        on = [key for key in self.tiles if (face := self.face(key)) is not None and face.on == day]
        # A longer one has one tile, which stands on its first day in sight.
        if day == self.days[0]:
            on += [
                key
                for key in self.tiles
                if (face := self.face(key)) is not None and face.on < day and last_day(face) >= day
            ]
        return sorted(on, key=order)

    def _home(self, tile: Tile) -> QPointF | None:
        if tile.face is None or tile.face.on not in self.days:
            return None
        keys = self._of_day(tile.face.on)
        row = next((row for row, key in enumerate(keys) if self.tiles[key] is tile), 0)
        cell = self._cell(self.days.index(tile.face.on))
        return QPointF(cell.x() + _PAD, cell.y() + look().px(_HEAD) + row * look().px(_LINE))

    def _add_pill(self, keys: Sequence[str], area: QRectF) -> None:
        pill = Button(f"+{len(keys)}", "text", parent=self)
        pill.setAccessibleName(plural("{n} more on this day", "{n} more on this day", len(keys)))
        pill.clicked.connect(partial(self._tell_more, pill, list(keys)))
        pill.setGeometry(area.toRect())
        pill.show()
        self._pills.append(pill)

    def _tell_more(self, pill: Button, keys: Sequence[str]) -> None:
        self.more.emit(list(keys), pill.mapToGlobal(pill.rect().bottomLeft()))

    def _cell_height(self) -> float:
        return self.height() / max(1, len(self.days) // _WEEK)

    def _cell(self, at: int) -> QRectF:
        wide, high = self.width() / _WEEK, self._cell_height()
        return QRectF(at % _WEEK * wide, at // _WEEK * high, wide, high)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw cells, numbers, and the cursor."""
        painter.fillRect(area, now.colour("surface"))
        for at, day in enumerate(self.days):
            cell = self._cell(at)
            if day == self.today or day.weekday() >= _SATURDAY:
                painter.fillRect(cell, now.colour("sunken"))
            painter.fillRect(QRectF(round(cell.x()), cell.y(), 1, cell.height()), now.colour("line"))
            painter.fillRect(QRectF(cell.x(), round(cell.y()), cell.width(), 1), now.colour("line"))
            self._draw_number(painter, now, cell, day)
            if day == self.here and not self.held and self.hasFocus():
                focus_ring(painter, cell.adjusted(2, 2, -1, -1), 5)

    def _draw_number(self, painter: QPainter, now: Look, cell: QRectF, day: date) -> None:
        side = now.px(20)
        at = QRectF(cell.x() + _PAD + 2, cell.y() + now.px(4), side + 4, side)
        if day == self.today:
            box(painter, at, side / 2, now.colour("text"))
            text(painter, at, str(day.day), font(12, 600, tabular=True), now.colour("canvas"), align=CENTRE)
            return
        ink = now.colour("text2" if day.month == self.month else "text3")
        text(painter, at, str(day.day), font(12, 500 if day.month == self.month else 400), ink, align=CENTRE)
