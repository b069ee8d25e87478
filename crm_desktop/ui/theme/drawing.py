"""What all painting is made of: boxes, rings, lines, shadows and text that never runs over its edge."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPixmapCache

from crm_desktop.ui.theme.look import look

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Role

_NO_PEN = Qt.PenStyle.NoPen
_NO_BRUSH = Qt.BrushStyle.NoBrush
_PLAIN = Qt.TextFlag.TextSingleLine.value | Qt.TextFlag.TextDontClip.value
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

#: Levels of elevation: (distance in pixels, opacity, offset downwards) of the rings that make a soft shadow.
_SHADOWS: dict[int, tuple[int, float, int]] = {1: (3, 0.05, 1), 2: (10, 0.13, 3), 3: (28, 0.20, 10)}
#: Shadows below this level are those of cards, of which there are many.
_CACHED = 2


def box(
    painter: QPainter,
    rect: QRectF | QRect,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    *,
    width: float = 1.0,
) -> None:
    """Draw a rounded box; its edge lies inside the rectangle, so that neighbours never overlap."""
    area = QRectF(rect)
    if edge is not None:
        inset = width / 2
        area = area.adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(edge, width))
    else:
        painter.setPen(_NO_PEN)
    if fill is None:
        painter.setBrush(_NO_BRUSH)
    else:
        painter.setBrush(fill)
    painter.drawRoundedRect(area, radius, radius)


def focus_ring(painter: QPainter, rect: QRectF | QRect, radius: float, *, slim: Role | None = None) -> None:
    """Draw the ring of keyboard focus inside a rectangle: 1.5 pixels of halo, then 1.5 of colour.

    A `slim` ring, in the colour of that role, has no halo; it goes round words that have little room about them.
    """
    now = look()
    area = QRectF(rect)
    if slim is not None:
        box(painter, area, radius, None, now.colour(slim), width=1.5)
        return
    box(painter, area, radius + 1, None, now.faded("focus", 0.35), width=3.0)
    box(painter, area.adjusted(1.25, 1.25, -1.25, -1.25), radius, None, now.colour("focus"), width=1.5)


def square(x: float, middle: float, side: float) -> QRectF:
    """Return a square by its left edge and the height of its middle, for an icon beside words."""
    return QRectF(x, middle - side / 2, side, side)


def draw_fitted(painter: QPainter, area: QRectF, picture: QPixmap) -> None:
    """Draw a picture as large as an area allows, in its middle, unstretched."""
    size = picture.deviceIndependentSize().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(0, 0), size)
    place.moveCenter(area.center())
    painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, picture, QRectF(picture.rect()))


def draw_covering(painter: QPainter, area: QRectF, picture: QPixmap) -> None:
    """Draw the middle of a picture so that it fills an area, unstretched."""
    shown = area.size().scaled(QSizeF(picture.rect().size()), Qt.AspectRatioMode.KeepAspectRatio)
    part = QRectF(QPointF(0, 0), shown)
    part.moveCenter(QRectF(picture.rect()).center())
    painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(area, picture, part)


def line(painter: QPainter, x1: float, y: float, x2: float, role: Role = "line") -> None:
    """Draw a hairline from left to right, on whole pixels."""
    painter.fillRect(QRectF(x1, round(y), x2 - x1, 1), look().colour(role))


def shadow(painter: QPainter, rect: QRectF, radius: float, level: int) -> None:
    """Draw the shadow of something raised; in dark schemes its lighter ground and its line do that."""
    now = look()
    if now.dark and level < 3:
        return
    if level < _CACHED:
        _draw_kept_shadow(painter, rect, radius, level)
    else:
        _draw_shadow(painter, rect, radius, level)


def _draw_kept_shadow(painter: QPainter, rect: QRectF, radius: float, level: int) -> None:
    """Draw the shadow of something there are many of, all of a few sizes: kept as a picture in Qt's own cache."""
    device = painter.device()
    ratio = device.devicePixelRatio() if device else 1.0
    reach, _opacity, down = _SHADOWS[level]
    edge = reach + down
    key = f"crm:shadow:{level}:{radius}:{rect.width()}:{rect.height()}:{ratio}:{look().colour('shadow').rgba():x}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = QPixmap(round((rect.width() + 2 * edge) * ratio), round((rect.height() + 2 * edge) * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as own:
            own.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw_shadow(own, QRectF(edge, edge, rect.width(), rect.height()), radius, level)
        QPixmapCache.insert(key, made)
    painter.drawPixmap(QPointF(rect.x() - edge, rect.y() - edge), made)


def _draw_shadow(painter: QPainter, rect: QRectF, radius: float, level: int) -> None:
    now = look()
    reach, opacity, down = _SHADOWS[level]
    painter.setPen(_NO_PEN)
    steps = max(3, reach // 2)
    for ring in range(steps, 0, -1):
        grow = reach * ring / steps
        painter.setBrush(now.faded("shadow", opacity / steps * 1.6 * (1 - (ring - 1) / steps)))
        area = rect.adjusted(-grow, -grow + down, grow, grow + down)
        painter.drawRoundedRect(area, radius + grow, radius + grow)


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Draw one line of text, elided to the rectangle; return the width it took."""
    shown, width = fitted(words, font, rect.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, align.value | _PLAIN, shown)
    return width


def fitted(words: str, font: QFont, room: float) -> tuple[str, float]:
    """Return one line of text elided to a width, and the width it takes. Kept: lists paint the same words again."""
    return _fitted(words, _Shared(font), room)


class _Shared:
    """A font as a key: the same one only where it is the same object, which lives as long as its key."""

    __slots__ = ("font",)

    def __init__(self, font: QFont) -> None:
        self.font = font

    def __hash__(self) -> int:
        return id(self.font)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shared) and other.font is self.font


@lru_cache(maxsize=4_096)
def _fitted(words: str, shared: _Shared, room: float) -> tuple[str, float]:
    metrics = QFontMetricsF(shared.font)
    width = metrics.horizontalAdvance(words)
    if width <= room:
        return words, width
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room))
    return shown, metrics.horizontalAdvance(shown)


def text_width(words: str, font: QFont) -> float:
    """Return the width of one line of text in pixels."""
    return QFontMetricsF(font).horizontalAdvance(words)
