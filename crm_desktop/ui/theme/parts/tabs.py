"""Tabs: words on a line, the chosen one in strong type over a bar of ink. A tab's data is a count shown behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtWidgets import QStyle, QStyleOptionTab, QTabBar

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, focus_ring, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.parts.states import (
    ENABLED,
    HOVER,
    SELECTED,
    Draw,
    Measure,
    Place,
    plain_words,
    rings,
    state_of,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.look import Look

_PAD, _EDGE = 13, 3
_BAR = 3
_HEIGHT = 42
_FIRST = (QStyleOptionTab.TabPosition.Beginning, QStyleOptionTab.TabPosition.OnlyOneTab)


def _count(option: QStyleOptionTab, widget: QWidget | None) -> str:
    data = widget.tabData(option.tabIndex) if isinstance(widget, QTabBar) and option.tabIndex >= 0 else None
    return data if isinstance(data, str) else ""


def _left(option: QStyleOptionTab) -> int:
    """The first tab begins where the text below it begins."""
    return _EDGE if option.position in _FIRST else _PAD


def _shape(look: Look, option: QStyleOptionTab, painter: QPainter, _widget: QWidget | None) -> None:
    if not state_of(option) & SELECTED:
        return
    rect = QRectF(option.rect)
    left = rect.x() + _left(option) - 1
    bar = QRectF(left, rect.bottom() - _BAR, rect.right() - _PAD + 1 - left, _BAR)
    box(painter, bar, 1.5, look.colour("text"))


def _label(look: Look, option: QStyleOptionTab, painter: QPainter, widget: QWidget | None) -> None:
    state = state_of(option)
    chosen = bool(state & SELECTED)
    ink = look.colour("text" if chosen or state & HOVER else "text2") if state & ENABLED else look.colour("disabled")
    rect = QRectF(option.rect).adjusted(_left(option), 0, -_PAD, -_BAR)
    if rings(state):
        focus_ring(painter, rect.adjusted(-_EDGE, 7, _EDGE, -6), metrics.RADIUS_KEY, slim="focus")
    count = _count(option, widget)
    room = QRectF(rect)
    if count:
        room.setRight(rect.right() - text_width(count, font(13, 500)) - 6)
    width = text(painter, room, plain_words(option.text), font(13, 600 if chosen else 500), ink)
    if count:
        rect.setLeft(rect.x() + width + 6)
        text(painter, rect, count, font(13), look.colour("text2" if chosen else "text3"))


def _size(look: Look, option: QStyleOptionTab, _size: QSize, widget: QWidget | None) -> QSize:
    """Measure with the strong weight always, or the row would move with the choice."""
    count = _count(option, widget)
    width = text_width(plain_words(option.text), font(13, 600)) + _left(option) + _PAD
    width += text_width(count, font(13, 500)) + 6 if count else 0
    return QSize(round(width + 0.5), look.px(_HEIGHT))


def _whole(_look: Look, option: Any, _widget: QWidget | None) -> QRect:
    return QRect(option.rect)


CONTROLS: dict[QStyle.ControlElement, Draw] = {
    QStyle.ControlElement.CE_TabBarTabShape: _shape,
    QStyle.ControlElement.CE_TabBarTabLabel: _label,
}
SIZES: dict[QStyle.ContentsType, Measure] = {QStyle.ContentsType.CT_TabBarTab: _size}
RECTS: dict[QStyle.SubElement, Place] = {QStyle.SubElement.SE_TabBarTabText: _whole}
