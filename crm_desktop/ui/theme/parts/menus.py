"""Menus, the menu bar and tool tips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionMenuItem

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import CENTRE, RIGHT, box, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.parts.states import (
    ENABLED,
    ON,
    PRESSED,
    SELECTED,
    Draw,
    Measure,
    flag_property,
    plain_words,
    state_of,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.look import Look

_TYPE = QStyleOptionMenuItem.MenuItemType
_CHECKABLE = QStyleOptionMenuItem.CheckType.NotCheckable
_PAD, _GAP, _COLUMN = 9, 9, 16


def _panel(look: Look, option: Any, painter: QPainter, widget: QWidget | None) -> None:
    radius = metrics.RADIUS_CARD if _see_through(widget) else 0
    box(painter, option.rect, radius, look.colour("raised"), look.colour("line_strong"))


def _see_through(widget: QWidget | None) -> bool:
    return widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def _nothing(_look: Look, _option: Any, _painter: QPainter, _widget: QWidget | None) -> None:
    """Draw nothing: the panel has its edge already."""


def _item(look: Look, option: QStyleOptionMenuItem, painter: QPainter, widget: QWidget | None) -> None:
    rect, state = QRectF(option.rect), state_of(option)
    if option.menuItemType == _TYPE.Separator:
        _separator(look, option, painter, rect)
        return
    if state & SELECTED and state & ENABLED:
        box(painter, rect, metrics.RADIUS_BUTTON, look.colour("line_strong" if look.dark else "nav"))
    danger = flag_property(widget, "danger")
    ink = look.colour("disabled" if not state & ENABLED else ("danger" if danger else "text"))
    quiet = look.colour("text2" if state & ENABLED else "disabled")
    side, x = look.px(_COLUMN), rect.x() + _PAD
    _mark(painter, option, square(x, rect.center().y(), side), ink, quiet)
    words, _tab, hint = option.text.partition("\t")
    end = rect.right() - _PAD
    if option.menuItemType == _TYPE.SubMenu:
        draw_icon(painter, "chevron-right", square(end - side + 3, rect.center().y(), side), quiet)
        end -= side
    if hint:
        text(painter, QRectF(rect.x(), rect.y(), end - rect.x(), rect.height()), hint, font(12), quiet, align=RIGHT)
        end -= text_width(hint, font(12)) + 12
    start = x + side + _GAP
    weight = 600 if option.menuItemType == _TYPE.DefaultItem else 400
    text(painter, QRectF(start, rect.y(), end - start, rect.height()), plain_words(words), font(13, weight), ink)


def _separator(look: Look, option: QStyleOptionMenuItem, painter: QPainter, rect: QRectF) -> None:
    """Draw a line between entries, or the words over a group of them."""
    if option.text:
        text(painter, rect.adjusted(_PAD, 4, -_PAD, 0), option.text, font(11, 500), look.colour("text3"))
    else:
        line(painter, rect.x() + 4, rect.center().y(), rect.right() - 4)


def _mark(painter: QPainter, option: QStyleOptionMenuItem, place: QRectF, ink: QColor, quiet: QColor) -> None:
    """Draw the check mark of what is switched on, or the entry's icon."""
    if option.checkType != _CHECKABLE and option.checked:
        draw_icon(painter, "check", place, ink)
    elif not option.icon.isNull():
        draw_icon(painter, option.icon.name(), place, quiet)


def _item_size(look: Look, option: QStyleOptionMenuItem, size: QSize, _widget: QWidget | None) -> QSize:
    if option.menuItemType == _TYPE.Separator:
        return QSize(size.width() + 2 * _PAD, look.px(26) if option.text else 9)
    words, _tab, hint = option.text.partition("\t")
    width = 2 * _PAD + look.px(_COLUMN) + _GAP + text_width(plain_words(words), font(13, 500)) + 20
    # Qt adds the widest shortcut by itself; it measures it in the menu's own type, which is never narrower.
    width += 24 if hint else 0
    return QSize(max(round(width), look.px(140)), look.px(metrics.MENU_ROW))


def _bar_item(look: Look, option: QStyleOptionMenuItem, painter: QPainter, _widget: QWidget | None) -> None:
    state = state_of(option)
    painter.fillRect(option.rect, look.colour("canvas"))
    if state & (SELECTED | PRESSED | ON) and state & ENABLED:
        box(painter, QRectF(option.rect).adjusted(0, 2, 0, -2), metrics.RADIUS_BUTTON, look.colour("nav"))
    ink = look.colour("text" if state & ENABLED else "disabled")
    text(painter, QRectF(option.rect), plain_words(option.text), font(13), ink, align=CENTRE)


def _bar_empty(look: Look, option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    painter.fillRect(option.rect, look.colour("canvas"))


def _bar_item_size(look: Look, option: QStyleOptionMenuItem, _size: QSize, _widget: QWidget | None) -> QSize:
    return QSize(round(text_width(plain_words(option.text), font(13))) + 18, look.px(30))


def _tip(look: Look, option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    box(painter, option.rect, 0, look.colour("text"))


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    QStyle.PrimitiveElement.PE_PanelMenu: _panel,
    QStyle.PrimitiveElement.PE_FrameMenu: _nothing,
    QStyle.PrimitiveElement.PE_PanelTipLabel: _tip,
}
CONTROLS: dict[QStyle.ControlElement, Draw] = {
    QStyle.ControlElement.CE_MenuItem: _item,
    QStyle.ControlElement.CE_MenuEmptyArea: _nothing,
    QStyle.ControlElement.CE_MenuBarItem: _bar_item,
    QStyle.ControlElement.CE_MenuBarEmptyArea: _bar_empty,
}
SIZES: dict[QStyle.ContentsType, Measure] = {
    QStyle.ContentsType.CT_MenuItem: _item_size,
    QStyle.ContentsType.CT_MenuBarItem: _bar_item_size,
}
