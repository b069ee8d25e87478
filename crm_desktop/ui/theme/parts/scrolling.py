"""Scroll bars without arrows, and splitters one pixel wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtWidgets import QStyle

from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.parts.states import HORIZONTAL, HOVER, PRESSED, Draw, PlacePart, state_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionSlider, QWidget

    from crm_desktop.ui.theme.look import Look

_SC = QStyle.SubControl
_SHORTEST = 32
_GONE = QRect()


def _bar(look: Look, option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None) -> None:
    if option.maximum <= option.minimum:
        return
    state = state_of(option)
    thumb = QRectF(_part(look, option, _SC.SC_ScrollBarSlider, widget) or QRect())
    hot = state & HOVER and option.activeSubControls.value & _SC.SC_ScrollBarSlider.value
    thickness = 6 if hot or state & PRESSED else 4
    if state & HORIZONTAL:
        area = QRectF(thumb.x() + 2, thumb.center().y() - thickness / 2, thumb.width() - 4, thickness)
    else:
        area = QRectF(thumb.center().x() - thickness / 2, thumb.y() + 2, thickness, thumb.height() - 4)
    box(painter, area, thickness / 2, look.colour("control") if hot else look.faded("control", 0.55))


def _part(_look: Look, option: QStyleOptionSlider, part: QStyle.SubControl, _widget: QWidget | None) -> QRect | None:
    rect = QRect(option.rect)
    if part in (_SC.SC_ScrollBarAddLine, _SC.SC_ScrollBarSubLine, _SC.SC_ScrollBarFirst, _SC.SC_ScrollBarLast):
        return _GONE
    flat = bool(state_of(option) & HORIZONTAL)
    length = rect.width() if flat else rect.height()
    size, start = _thumb(option, length)
    spans = {
        _SC.SC_ScrollBarGroove: (0, length),
        _SC.SC_ScrollBarSlider: (start, size),
        _SC.SC_ScrollBarSubPage: (0, start),
        _SC.SC_ScrollBarAddPage: (start + size, length - start - size),
    }
    found = spans.get(part)
    if found is None:
        return None
    if flat:
        return QRect(rect.x() + found[0], rect.y(), found[1], rect.height())
    return QRect(rect.x(), rect.y() + found[0], rect.width(), found[1])


def _thumb(option: QStyleOptionSlider, length: int) -> tuple[int, int]:
    """Return length and start of the thumb along the bar."""
    span = option.maximum - option.minimum
    if span <= 0:
        return length, 0
    size = min(length, max(_SHORTEST, length * option.pageStep // (span + option.pageStep)))
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown
    )
    return size, start


def _corner(_look: Look, _option: Any, _painter: QPainter, _widget: QWidget | None) -> None:
    """Draw nothing between two scroll bars."""


def _splitter(look: Look, option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    hot = state_of(option) & HOVER
    painter.fillRect(option.rect, look.colour("control" if hot else "line"))


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {QStyle.PrimitiveElement.PE_PanelScrollAreaCorner: _corner}
CONTROLS: dict[QStyle.ControlElement, Draw] = {QStyle.ControlElement.CE_Splitter: _splitter}
COMPLEX: dict[QStyle.ComplexControl, Draw] = {QStyle.ComplexControl.CC_ScrollBar: _bar}
SUB_RECTS: dict[QStyle.ComplexControl, PlacePart] = {QStyle.ComplexControl.CC_ScrollBar: _part}
