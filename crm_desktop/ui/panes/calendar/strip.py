"""The strip above the hours: what is due without a time, what lasts whole days, what expires, who has a birthday."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QDrag, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.models.calendar import Face, as_mime, last_day
from crm_desktop.ui.panes.calendar import layout
from crm_desktop.ui.panes.calendar.area import Area
from crm_desktop.ui.panes.calendar.tile import Tile
from crm_desktop.ui.panes.calendar.time_grid import MARGIN
from crm_desktop.ui.theme.drawing import RIGHT, focus_ring, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.theme.metrics import RADIUS_KEY
from crm_desktop.ui.widgets.buttons import Button

#: Rows before the rest hides behind a number.
MOST_ROWS = 4
_ROW, _PAD = 27, 4
_SATURDAY = 5


class Strip(Area):
    """Entries without a time by day; the arrows go from one to the next, dragging one out gives it a time."""

    lines = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Without a time"), parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._edges: list[float] = []
        self._rows = 1
        self._pills: list[Button] = []
        self._lit = -1
        #: How a drag is run; tests put another in its place, since a real one waits for the pointer.
        self.run_drag: Callable[[QDrag], object] = lambda drag: drag.exec(Qt.DropAction.MoveAction)

    def sizeHint(self) -> QSize:
        """Return the height of the rows in use."""
        return QSize(look().px(400), self._rows * look().px(_ROW) + 2 * _PAD + 2)

    def arrange(self) -> None:
        """Put each entry in a row of its own on its days; what is too much hides behind a number."""
        if not self.days or self.width() <= 0:
            return
        self._edges = layout.day_edges(self.days, self.width(), look().px(MARGIN))
        keys = self._ordered()
        spans = [self._range(face) for key in keys if (face := self.face(key)) is not None]
        rows = layout.stacked(spans)
        most = MOST_ROWS if max(rows, default=0) < MOST_ROWS else MOST_ROWS - 1
        high = look().px(_ROW)
        for key, (first, last), row in zip(keys, spans, rows, strict=True):
            tile = self.tiles[key]
            tile.setVisible(row < most)
            left, right = self._edges[first] + _PAD, self._edges[last + 1] - _PAD
            tile.setGeometry(QRect(round(left), _PAD + row * high + 1, round(right - left), high - 4))
        self._add_pills(keys, spans, rows, most)
        wanted = max(1, min(max(rows, default=0) + 1, MOST_ROWS))
        if wanted != self._rows or self.height() != self.sizeHint().height():
            self._rows = wanted
            self.setFixedHeight(self.sizeHint().height())
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the entries anew for another width; the height is their own doing."""
        if event.size().width() != event.oldSize().width():
            super().resizeEvent(event)

    def place_at(self, at: QPointF) -> tuple[date, int] | None:
        """Return the day of a point; there is no time here."""
        return (self.days[layout.day_at(self._edges, at.x())], -1) if self.days else None

    def hover(self, at: QPointF | None) -> None:
        """Light up the day something would be due on."""
        self._lit = layout.day_at(self._edges, at.x()) if at is not None and self._edges else -1
        self.update()

    def drag(self, tile: Tile, _grip: str, _way: QPointF) -> None:
        """Take a tile out, to another day or down to a time."""
        face = tile.face
        tile.stop_drag()
        if face is None:
            return
        drag = QDrag(self)
        drag.setMimeData(as_mime(face.ref))
        drag.setPixmap(tile.grab())
        self.run_drag(drag)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from one entry to the next by the arrows, open by Enter."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif step is not None:
            self._go(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.held:
            self.opened.emit(self.held)
        else:
            super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        keys = [key for key in self._ordered() if not self.tiles[key].isHidden()]
        if keys:
            at = keys.index(self.held) + by if self.held in keys else 0
            self.take(keys[min(max(at, 0), len(keys) - 1)])

    def _ordered(self) -> list[str]:
        """Return the keys by day, longest first, then what is late."""

        def order(key: str) -> tuple[date, int, bool, str]:
            face = self.face(key)
            return (face.on, -face.days, not face.late, key) if face else (date.max, 0, False, key)

        return sorted(self.tiles, key=order)

    def _range(self, face: Face) -> tuple[int, int]:
        first = max((face.on - self.days[0]).days, 0)
        return min(first, len(self.days) - 1), min(max((last_day(face) - self.days[0]).days, first), len(self.days) - 1)

    def _add_pills(self, keys: Sequence[str], spans: Sequence[tuple[int, int]], rows: Sequence[int], most: int) -> None:
        for pill in self._pills:
            pill.setParent(None)
            pill.deleteLater()
        self._pills.clear()
        for day in range(len(self.days)):
            hidden = [
                key
                for key, (first, last), row in zip(keys, spans, rows, strict=True)
                if first <= day <= last and row >= most
            ]
            if hidden:
                pill = Button(f"+{len(hidden)}", "text", parent=self)
                pill.setAccessibleName(plural("{n} more on this day", "{n} more on this day", len(hidden)))
                pill.clicked.connect(partial(self._tell_more, pill, hidden))
                high = look().px(_ROW)
                left, right = round(self._edges[day]) + _PAD, round(self._edges[day + 1]) - _PAD
                pill.setGeometry(left, _PAD + most * high + 1, right - left, high - 4)
                pill.show()
                self._pills.append(pill)

    def _tell_more(self, pill: Button, keys: Sequence[str]) -> None:
        self.more.emit(list(keys), pill.mapToGlobal(pill.rect().bottomLeft()))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the days, and the word at the left."""
        painter.fillRect(area, now.colour("surface"))
        for day, on in enumerate(self.days):
            column = QRectF(self._edges[day], 0, self._edges[day + 1] - self._edges[day], area.height())
            if on == self.today or (on.weekday() >= _SATURDAY and len(self.days) > 1):
                painter.fillRect(column, now.colour("sunken"))
            if day == self._lit:
                painter.fillRect(column, now.colour("selected"))
            painter.fillRect(QRectF(round(column.x()), 0, 1, area.height()), now.colour("line"))
        if self.hasFocus() and not self.held and self.shows_focus():
            focus_ring(painter, area.adjusted(2, 2, -2, -2), RADIUS_KEY)
        wide = look().px(MARGIN) - 12
        at = QRectF(0, _PAD, wide, now.px(_ROW) - 4)
        text(painter, at, _("due"), font(11), now.colour("text3"), align=RIGHT)
