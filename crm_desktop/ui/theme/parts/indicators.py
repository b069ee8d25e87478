"""Check boxes, radio buttons and progress bars: ink for state, never the accent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QStyle

from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.parts.states import ENABLED, HOVER, ON, PARTLY, Draw, state_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionProgressBar, QWidget

    from crm_desktop.ui.theme.look import Look, Role

_SIDE = 16
_BAR = 6


def _check(look: Look, option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    state, centre = state_of(option), QRectF(option.rect).center()
    side = look.px(_SIDE)
    area = QRectF(round(centre.x() - side / 2), round(centre.y() - side / 2), side, side)
    if state & (ON | PARTLY):
        box(painter, area, 4, look.colour("text2" if state & ENABLED else "disabled"))
        name = "minus" if state & PARTLY else "check"
        draw_icon(painter, name, area.adjusted(2, 2, -2, -2), look.colour("surface"))
    else:
        box(painter, area, 4, look.colour("surface"), look.colour(_edge(state)), width=1.2)


def _radio(look: Look, option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    state, centre = state_of(option), QRectF(option.rect).center()
    side = look.px(_SIDE)
    area = QRectF(round(centre.x() - side / 2), round(centre.y() - side / 2), side, side)
    draw_radio(look, painter, area, state)


def draw_radio(look: Look, painter: QPainter, area: QRectF, state: int) -> None:
    """Draw a radio mark in a square; `state` as in parts.states."""
    radius = area.width() / 2
    if state & ON:
        box(painter, area, radius, look.colour("text2" if state & ENABLED else "disabled"))
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(QPointF(area.center()), radius * 0.36, radius * 0.36)
    else:
        box(painter, area, radius, look.colour("surface"), look.colour(_edge(state)), width=1.2)


def _edge(state: int) -> Role:
    if not state & ENABLED:
        return "line_strong"
    return "text2" if state & HOVER else "control"


def _groove(look: Look, option: QStyleOptionProgressBar, painter: QPainter, _widget: QWidget | None) -> None:
    box(painter, _bar(option), _BAR / 2, look.colour("line"))


def _progress(look: Look, option: QStyleOptionProgressBar, painter: QPainter, _widget: QWidget | None) -> None:
    area, span = _bar(option), option.maximum - option.minimum
    if span <= 0:
        # An unknown length: a third of the bar in the middle says that something runs.
        box(painter, area.adjusted(area.width() / 3, 0, -area.width() / 3, 0), _BAR / 2, look.colour("text2"))
        return
    share = min(1.0, max(0.0, (option.progress - option.minimum) / span))
    if share > 0:
        area.setWidth(max(_BAR, area.width() * share))
        box(painter, area, _BAR / 2, look.colour("text2"))


def _bar(option: QStyleOptionProgressBar) -> QRectF:
    rect = QRectF(option.rect)
    return QRectF(rect.x(), rect.center().y() - _BAR / 2, rect.width(), _BAR)


def _no_label(_look: Look, _option: Any, _painter: QPainter, _widget: QWidget | None) -> None:
    """Draw no figures on the bar; the job line beside it says them."""


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    QStyle.PrimitiveElement.PE_IndicatorCheckBox: _check,
    QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck: _check,
    QStyle.PrimitiveElement.PE_IndicatorRadioButton: _radio,
}
CONTROLS: dict[QStyle.ControlElement, Draw] = {
    QStyle.ControlElement.CE_ProgressBarGroove: _groove,
    QStyle.ControlElement.CE_ProgressBarContents: _progress,
    QStyle.ControlElement.CE_ProgressBarLabel: _no_label,
}
