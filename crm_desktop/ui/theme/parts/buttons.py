"""Buttons of all kinds.

Dynamic properties: `role` names the kind (button_skins.SKINS), `keyhint` is a shortcut shown at the right, `count` a
number at the right end; `iconOnly` leaves the icon, `badge` then shows the count on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionButton

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import CENTRE, RIGHT, box, focus_ring, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look as look_now
from crm_desktop.ui.theme.parts.button_skins import PLAIN, SKINS, Skin
from crm_desktop.ui.theme.parts.states import (
    ENABLED,
    HOVER,
    ON,
    PRESSED,
    Draw,
    Measure,
    flag_property,
    plain_words,
    rings,
    state_of,
    text_property,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPainter
    from PySide6.QtWidgets import QStyleOptionToolButton, QWidget

    from crm_desktop.ui.theme.look import Look, Role

_HAS_MENU = QStyleOptionButton.ButtonFeature.HasMenu.value
_HINT_GAP = 10
#: Grounds as strong as the ring of the focus.
_STRONG = ("fill", "accent", "accent_hover")
_CHEVRON = 14


class _Content(NamedTuple):
    """What stands on a button."""

    words: str
    icon: str
    hint: str
    number: str
    menu: bool


def _skin(widget: QWidget | None) -> Skin:
    return SKINS.get(text_property(widget, "role"), PLAIN)


def _content(option: QStyleOptionButton, widget: QWidget | None) -> _Content:
    return _Content(
        plain_words(option.text),
        "" if option.icon.isNull() else option.icon.name(),
        text_property(widget, "keyhint"),
        text_property(widget, "count"),
        bool(option.features.value & _HAS_MENU),
    )


def _bevel(look: Look, option: QStyleOptionButton, painter: QPainter, widget: QWidget | None) -> None:
    skin, state = _skin(widget), state_of(option)
    rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5) if skin.edge or skin.ground else QRectF(option.rect)
    radius = skin.radius or rect.height() / 2
    if skin.underlined or skin.hover is None:
        if rings(state):
            focus_ring(painter, option.rect, metrics.RADIUS_KEY, slim=skin.ring)
        return
    fill = _ground(look, skin, state)
    edge = (skin.checked_edge or skin.edge) if state & ON else skin.edge
    box(painter, rect, radius, look.colour(fill) if fill else None, look.colour(edge) if edge else None)
    if rings(state):
        focus_ring(painter, option.rect, radius)
        if fill in _STRONG:
            # On its own colour a ring would not be seen: a gap of the surface parts the two.
            box(painter, rect.adjusted(2.5, 2.5, -2.5, -2.5), radius - 2, None, look.colour("surface"), width=1.5)


def _ground(look: Look, skin: Skin, state: int) -> Role | None:
    if not state & ENABLED:
        return "nav" if skin.ground == "fill" else skin.ground
    if state & ON and skin.checked:
        return skin.checked
    if state & PRESSED:
        return skin.pressed
    if state & HOVER:
        # On dark grounds the calm fill brightens; the accent's own hover would glare.
        return "accent" if skin.ground == "fill" and look.dark else skin.hover
    return skin.ground


def _ink(look: Look, skin: Skin, state: int, *, icon: bool = False) -> QColor:
    if not state & ENABLED:
        return look.colour("disabled")
    if state & ON:
        return look.colour(skin.checked_ink)
    if state & HOVER and skin.hover is None:
        return look.colour("text")
    return look.colour(skin.icon_ink if icon else skin.ink)


def _label(look: Look, option: QStyleOptionButton, painter: QPainter, widget: QWidget | None) -> None:
    skin, state, content = _skin(widget), state_of(option), _content(option, widget)
    words = "" if flag_property(widget, "iconOnly") else content.words
    rect = QRectF(option.rect)
    type_ = font(skin.size, skin.checked_weight if state & ON else skin.weight)
    needed = _width(look, skin, content._replace(words=words), type_)
    x = rect.x() + look.px(skin.left)
    if not words:
        x = rect.center().x() - _icon_side(look, widget) / 2
    elif skin.centred and rect.width() > needed:
        x += (rect.width() - needed) / 2
    if content.icon:
        side = _icon_side(look, widget)
        draw_icon(painter, content.icon, square(x, rect.center().y(), side), _ink(look, skin, state, icon=True))
        if flag_property(widget, "badge") and content.number:
            _badge(look, painter, QRectF(x, rect.center().y() - side / 2, side, side), content.number, rect.right())
        x += side + look.px(skin.gap)
    if not words:
        return
    end = _tail(painter, rect, content, skin, state)
    width = text(painter, QRectF(x, rect.y(), end - x, rect.height()), words, type_, _ink(look, skin, state))
    if skin.underlined:
        below = rect.center().y() + look.px(skin.size) / 2 + 2
        painter.fillRect(QRectF(x, round(below), width, 1), look.colour("control" if state & ENABLED else "disabled"))


def _tail(painter: QPainter, rect: QRectF, content: _Content, skin: Skin, state: int) -> float:
    """Draw what stands at the right end (chevron, shortcut, count); return where the words must stop."""
    look = look_now()
    end = rect.right() - look.px(skin.right)
    if content.menu:
        side = look.px(_CHEVRON)
        ink = _ink(look, skin, state, icon=True)
        draw_icon(painter, "chevron-down", square(end - side + 2, rect.center().y(), side), ink)
        end -= side + 4
    if content.hint and skin is SKINS["search"]:
        end = key_cap(look, painter, rect, end, content.hint) - 4
    elif content.hint:
        ink = look.colour(skin.hint_ink if state & ENABLED else "disabled")
        end -= _at_end(painter, rect, end, content.hint, (font(11, 500), ink)) + look.px(_HINT_GAP) - 2
    if content.number:
        type_ = font(12, 600 if state & ON else 500, tabular=True)
        ink = look.colour("text" if state & ON else "text2")
        end -= _at_end(painter, rect, end, content.number, (type_, ink)) + look.px(6)
    return end


def _at_end(painter: QPainter, rect: QRectF, end: float, words: str, pen: tuple[QFont, QColor]) -> float:
    """Draw words that end at a place; return their width."""
    type_, ink = pen
    return text(painter, QRectF(rect.x(), rect.y(), end - rect.x(), rect.height()), words, type_, ink, align=RIGHT)


def key_cap(look: Look, painter: QPainter, rect: QRectF, end: float, words: str) -> float:
    """Draw a key in its cap, its right edge at `end`, centred in the height; return its left edge."""
    type_ = font(11, 500)
    width, height = key_cap_size(look, words)
    cap = QRectF(end - width, round(rect.center().y() - height / 2), width, height)
    box(painter, cap, metrics.RADIUS_KEY, look.colour("field"), look.colour("line"))
    text(painter, cap, words, type_, look.colour("text2"), align=CENTRE)
    return cap.x()


def key_cap_size(look: Look, words: str) -> tuple[float, float]:
    """Return width and height of a key cap in pixels."""
    height = look.px(19)
    return max(float(height), text_width(words, font(11, 500)) + look.px(12)), float(height)


def _badge(look: Look, painter: QPainter, icon: QRectF, count: str, most: float) -> None:
    """Draw a small count on the upper right corner of an icon, its right edge at `most` or before."""
    type_ = font(11, 600, tabular=True)
    height = look.px(15)
    width = max(height, text_width(count, type_) + 7)
    area = QRectF(min(icon.right() - 4, most - width), icon.y() - height / 2 - 1, width, height)
    box(painter, area, height / 2, look.colour("text2"))
    text(painter, area, count, type_, look.colour("canvas"), align=CENTRE)


def _icon_side(look: Look, widget: QWidget | None) -> int:
    wanted = widget.property("iconSide") if widget is not None else None
    return look.px(wanted if isinstance(wanted, int) else metrics.ICON)


def _width(look: Look, skin: Skin, content: _Content, type_: Any) -> float:
    width = float(look.px(skin.left) + look.px(skin.right))
    if content.icon:
        width += look.px(metrics.ICON)
    if content.words:
        width += text_width(content.words, type_) + (look.px(skin.gap) if content.icon else 0)
        width += look.px(_CHEVRON) + 4 if content.menu else 0
        width += _hint_width(look, skin, content.hint)
        width += text_width(content.number, font(12, 600, tabular=True)) + look.px(8) if content.number else 0
    return width


def _hint_width(look: Look, skin: Skin, hint: str) -> float:
    if not hint:
        return 0.0
    if skin is SKINS["search"]:
        return key_cap_size(look, hint)[0] + look.px(_HINT_GAP)
    return text_width(hint, font(11, 500)) + look.px(_HINT_GAP)


def _size(look: Look, option: QStyleOptionButton, _plain: QSize, widget: QWidget | None) -> QSize:
    skin, content = _skin(widget), _content(option, widget)
    if flag_property(widget, "iconOnly"):
        content = content._replace(words="")
    height = look.px(skin.height)
    if not content.words and skin.left == skin.right:
        return QSize(height, height)
    if not content.words:
        return QSize(look.px(metrics.ICON) + 2 * look.px(9), height)
    weight = max(skin.weight, skin.checked_weight)
    return QSize(round(_width(look, skin, content, font(skin.size, weight)) + 0.5), height)


def _tool_button(look: Look, option: QStyleOptionToolButton, painter: QPainter, _widget: QWidget | None) -> None:
    """Draw the few tool buttons that Qt itself makes (calendar, scrolling tabs, clear button)."""
    state = state_of(option)
    if state & HOVER and state & ENABLED:
        box(painter, option.rect, metrics.RADIUS_BUTTON, look.colour("nav" if state & PRESSED else "hover"))
    ink = look.colour("text" if state & ENABLED else "disabled")
    rect = QRectF(option.rect)
    name = _ARROWS.get(option.arrowType.value, "") or ("" if option.icon.isNull() else option.icon.name())
    if name:
        side = look.px(metrics.ICON)
        draw_icon(painter, name, square(rect.center().x() - side / 2, rect.center().y(), side), ink)
    elif option.text:
        text(painter, rect.adjusted(4, 0, -4, 0), plain_words(option.text), font(13, 600), ink, align=CENTRE)
    elif not option.icon.isNull():
        option.icon.paint(painter, option.rect)
    if rings(state):
        focus_ring(painter, option.rect, metrics.RADIUS_BUTTON)


def _focus_rect(_look: Look, option: Any, painter: QPainter, widget: QWidget | None) -> None:
    """Draw Qt's own focus mark as our ring; buttons and rows bring theirs."""
    if not rings(state_of(option)) or text_property(widget, "role"):
        return
    if isinstance(widget, QAbstractItemView):
        # Lists that pop up show their row by its ground alone.
        if widget.window().windowType() != Qt.WindowType.Popup:
            focus_ring(painter, QRectF(option.rect), metrics.RADIUS_KEY, slim="focus")
    else:
        focus_ring(painter, QRect(option.rect).adjusted(-2, -2, 2, 2), metrics.RADIUS_KEY)


def _button(look: Look, option: QStyleOptionButton, painter: QPainter, widget: QWidget | None) -> None:
    """Draw a whole button; Fusion would hand its words a smaller rectangle."""
    _bevel(look, option, painter, widget)
    _label(look, option, painter, widget)


def _nothing(_look: Look, _option: Any, _painter: QPainter, _widget: QWidget | None) -> None:
    """Draw nothing where Fusion would draw a bevel."""


_ARROWS = {1: "chevron-up", 2: "chevron-down", 3: "chevron-left", 4: "chevron-right"}

PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    QStyle.PrimitiveElement.PE_FrameFocusRect: _focus_rect,
    QStyle.PrimitiveElement.PE_FrameDefaultButton: _nothing,
    QStyle.PrimitiveElement.PE_FrameButtonBevel: _nothing,
}
CONTROLS: dict[QStyle.ControlElement, Draw] = {
    QStyle.ControlElement.CE_PushButton: _button,
    QStyle.ControlElement.CE_PushButtonBevel: _bevel,
    QStyle.ControlElement.CE_PushButtonLabel: _label,
}
COMPLEX: dict[QStyle.ComplexControl, Draw] = {QStyle.ComplexControl.CC_ToolButton: _tool_button}
SIZES: dict[QStyle.ContentsType, Measure] = {QStyle.ContentsType.CT_PushButton: _size}
