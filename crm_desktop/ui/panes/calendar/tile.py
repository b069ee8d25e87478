"""One entry on the calendar: a small widget of its own, so that it can be pointed at, dragged, focused and read out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.ui.models.calendar import Face
from crm_desktop.ui.theme.drawing import box, focus_ring, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Look, Role

_RADIUS = 6
_BAR = 3.5
#: Narrower than this, an entry keeps no distance from its edges.
_SLIM = 80
#: How near to its upper or lower edge an entry is taken hold of to be made longer.
EDGE = 6
Grip = Literal["whole", "top", "bottom"]


class Tile(Painted):
    """An entry in the hours ("block"), or as one line in the strip and in a month ("line").

    Signals: `pressed()` when it becomes the one chosen, `opened()` on a double click, `dragged(grip, way)` while the
    pointer moves it, `dropped(grip, way)` when it is let go, `released()` when it was only pressed, `asked(point)` for
    its menu. It moves nothing by itself.
    """

    pressed = Signal()
    opened = Signal()
    dragged = Signal(str, QPointF)
    dropped = Signal(str, QPointF)
    asked = Signal(QPoint)

    def __init__(self, parent: QWidget, *, line: bool = False) -> None:
        super().__init__(parent)
        self._line = line
        self.face: Face | None = None
        self._chosen = False
        self._dashed = False
        self._told = ""
        self._grip: Grip = "whole"
        self._from: QPointF | None = None
        self._moving = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_face(self, face: Face, today: date) -> None:
        """Show an entry."""
        self.face = face
        self.setAccessibleName(face.spoken(today))
        self.setToolTip(
            "\n".join(part for part in (face.when(), face.title, face.whom or face.detail, face.third) if part)
        )
        self.update()

    def choose(self, chosen: bool) -> None:
        """Show whether it is the one chosen."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def tell(self, words: str, *, dashed: bool = False) -> None:
        """Say something before the title, such as the time while it is being dragged; `dashed` for a proposal."""
        self._told, self._dashed = words, dashed
        self.update()

    @property
    def is_dragged(self) -> bool:
        """Whether the pointer is moving it right now."""
        return self._moving

    def stop_drag(self) -> None:
        """Let it go where it was."""
        self._from, self._moving = None, False
        self.tell("")

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Become the one chosen; from here on it can be dragged."""
        self.pressed.emit()
        if event.button() is Qt.MouseButton.LeftButton and self.face is not None and self.face.movable:
            self._grip = self._grip_at(event.position())
            self._from = event.globalPosition()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell how far it is dragged; over an edge the pointer shows that it can be made longer."""
        if self._from is None:
            self._point_at(event.position())
            return
        way = event.globalPosition() - self._from
        if self._moving or way.manhattanLength() >= QApplication.startDragDistance() / 2:
            self._moving = True
            self.dragged.emit(self._grip, way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where it was let go."""
        moved, start = self._moving, self._from
        self.stop_drag()
        if moved and start is not None:
            self.dropped.emit(self._grip, event.globalPosition() - start)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open it."""
        self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for its menu."""
        self.pressed.emit()
        self.asked.emit(event.globalPos())

    def _grip_at(self, at: QPointF) -> Grip:
        if self._line or self.height() < 3 * EDGE:
            return "whole"
        return "top" if at.y() < EDGE else "bottom" if at.y() > self.height() - EDGE else "whole"

    def _point_at(self, at: QPointF) -> None:
        edge = self.face is not None and self.face.movable and self._grip_at(at) != "whole"
        self.setCursor(Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.ArrowCursor)

    # Drawing

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the entry."""
        if self.face is None:
            return
        area = area.adjusted(0.5, 0.5, -0.5, -0.5)
        self._draw_ground(painter, area, now)
        if self._line:
            self._draw_line(painter, area, now)
        else:
            self._draw_block(painter, area, now)
        if self.shows_focus():
            focus_ring(painter, area, _RADIUS)

    def _draw_ground(self, painter: QPainter, area: QRectF, now: Look) -> None:
        fill, edge = self._colours(now)
        box(painter, area, _RADIUS, fill, edge)
        if self._dashed:
            pen = QPen(now.colour("accent"), 1.5, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        elif self._has_bar() and not self._line:
            painter.fillRect(QRectF(area.x(), area.y() + 1, _BAR, area.height() - 2), now.colour("accent"))

    def _has_bar(self) -> bool:
        return self.face is not None and self.face.tone == "customer"

    def _colours(self, now: Look) -> tuple[QColor, QColor | None]:
        tone = self.face.tone if self.face else "own"
        if self._chosen or self._dashed:
            return now.colour("selected"), None if self._dashed else now.colour("accent")
        if tone == "customer" and not self._line:
            return now.colour("nav"), None
        if tone in ("done", "again"):
            return now.colour("sunken"), now.colour("line")
        return now.colour("surface"), now.colour("line_strong")

    def _ink(self, now: Look, *, strong: bool) -> QColor:
        face = self.face
        role: Role = "text" if strong else "text2"
        if face is not None and face.tone in ("done", "again"):
            role = "text2" if self._chosen else "text3"
        if face is not None and face.late and strong and self._line:
            role = "danger"
        return now.colour(role)

    def _draw_line(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """One line: icon, perhaps the time, title."""
        face = self.face
        if face is None:
            return
        side = now.px(13)
        ink = self._ink(now, strong=True)
        icon_ink = now.colour("danger") if face.late else self._ink(now, strong=False)
        time = face.when()[:5] if face.start is not None else ""
        words = f"{time} {face.title}" if time else face.title
        slim = area.width() < now.px(_SLIM)
        x = area.x() + (4 if slim else 6)
        if face.late or not slim:
            draw_icon(painter, face.icon, square(x, area.center().y(), side), icon_ink)
            x += side + 5
        room = area.right() - x - (3 if slim else 4)
        if slim and text_width(words, font(12)) > room:
            words = _brief(words, font(12), room)
        text(painter, QRectF(x, area.y(), room, area.height()), words, font(12), ink)

    def _draw_block(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """As many lines as there is room for: title, with whom, what it is about."""
        face = self.face
        if face is None:
            return
        high = now.px(16)
        slim = area.width() < now.px(_SLIM)
        left = area.x() + (7 if slim else 12)
        room = area.right() - left - (2 if slim else 6)
        top = area.y() + min(6.0, max(0.0, (area.height() - high) / 2))
        if face.tone in ("done", "again") and not slim:
            draw_icon(painter, face.icon, square(left, top + high / 2, now.px(13)), self._ink(now, strong=False))
            left, room = left + now.px(18), room - now.px(18)
        title = f"{self._told} {face.title}" if self._told else face.title
        weight = 600 if face.tone == "customer" or self._chosen or self._dashed else 500
        place = QRectF(left, top, room, area.bottom() - top)
        top += _draw_title(painter, place, title, font(12, weight), ink=self._ink(now, strong=True), high=high)
        for words in (face.detail, face.third):
            if words and top + high <= area.bottom() + 1:
                text(painter, QRectF(left, top, room, high), words, font(12), self._ink(now, strong=False))
                top += high


def _brief(words: str, type_: QFont, room: float) -> str:
    """Return the first word of a title; of a number the end, which tells it from the next."""
    first = words.split(maxsplit=1)[0]
    numbered = any(letter.isdigit() for letter in first)
    mode = Qt.TextElideMode.ElideLeft if numbered else Qt.TextElideMode.ElideRight
    return QFontMetricsF(type_).elidedText(first, mode, room)


def _draw_title(painter: QPainter, place: QRectF, words: str, type_: QFont, *, ink: QColor, high: int) -> float:
    """Draw a title in as many lines as it needs and there are; return the height it took."""
    rows = int((place.height() + 1) // high)
    if rows <= 1 or text_width(words, type_) <= place.width():
        text(painter, QRectF(place.x(), place.y(), place.width(), high), words, type_, ink)
        return high
    longest = max(text_width(word, type_) for word in words.split() or [""])
    wrap = Qt.TextFlag.TextWordWrap if longest <= place.width() else Qt.TextFlag.TextWrapAnywhere
    flags = wrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
    needed = QFontMetricsF(type_).boundingRect(place, flags, words).height()
    took = min(rows, max(1, round(needed / high))) * high
    painter.setFont(type_)
    painter.setPen(ink)
    painter.save()
    painter.setClipRect(QRectF(place.x(), place.y(), place.width() + 1, took))
    painter.drawText(place, flags, words)
    painter.restore()
    return took
