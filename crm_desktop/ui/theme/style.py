"""The one style: sends each question and each drawing of Qt to the part that knows it.

Every drawing runs under a guard; where one fails, Fusion draws that element instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QProxyStyle

from crm_desktop.ui.theme.guard import Guard
from crm_desktop.ui.theme.icons import icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.parts import behaviour, tables

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, QSize
    from PySide6.QtGui import QIcon, QPainter
    from PySide6.QtWidgets import QStyle, QStyleHintReturn, QStyleOption, QStyleOptionComplex, QWidget


class Style(QProxyStyle):
    """Fusion with our drawing in front of it."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._guard = Guard()

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a panel, an indicator or a frame."""
        draw = tables.PRIMITIVES.get(element)
        if draw is None or not self._guard.run(painter, draw, look(), option, painter, widget):
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a control or the label on it."""
        draw = tables.CONTROLS.get(element)
        if draw is None or not self._guard.run(painter, draw, look(), option, painter, widget):
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a control of several parts."""
        draw = tables.COMPLEX.get(control)
        if draw is None or not self._guard.run(painter, draw, look(), option, painter, widget):
            super().drawComplexControl(control, option, painter, widget)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Return the size of a control round its content."""
        measure = tables.SIZES.get(kind)
        if measure is not None:
            return measure(look(), option, size, widget)
        plain = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        grow = tables.GROWN.get(kind)
        return plain if grow is None else grow(look(), option, plain, widget)

    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        """Return where a part of a simple control lies."""
        place = tables.RECTS.get(element)
        found = place(look(), option, widget) if place is not None else None
        return found if found is not None else super().subElementRect(element, option, widget)  # type: ignore[arg-type]

    def subControlRect(
        self,
        cc: QStyle.ComplexControl,
        opt: QStyleOptionComplex,
        sc: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Return where a part of a control of several parts lies."""
        place = tables.SUB_RECTS.get(cc)
        found = place(look(), opt, sc, widget) if place is not None else None
        return found if found is not None else super().subControlRect(cc, opt, sc, widget)  # type: ignore[arg-type]

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return a distance or size in pixels."""
        found = tables.METRICS.get(metric)
        if found is not None:
            return found
        if metric in behaviour.MARGINS:
            return behaviour.DIALOGUE_MARGIN if isinstance(widget, QDialog) else 0
        grown = tables.GROWING.get(metric)
        return look().px(grown) if grown is not None else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        answer: QStyleHintReturn | None = None,
    ) -> int:
        """Return how a control behaves."""
        found = tables.HINTS.get(hint)
        if found is not None:
            return found
        if hint is behaviour.TIP_BEGINS and widget is not None:
            behaviour.show_plainly(widget)
        role = tables.HINT_COLOURS.get(hint)
        if role is not None:
            # Qt reads the four bytes as a signed number.
            return look().colour(role).rgba() - 2**32
        return super().styleHint(hint, option, widget, answer)

    def standardIcon(
        self,
        purpose: QStyle.StandardPixmap,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> QIcon:
        """Return our icon for one of Qt's own purposes (message boxes, clear buttons)."""
        found = tables.ICONS.get(purpose)
        return icon(*found) if found is not None else super().standardIcon(purpose, option, widget)
