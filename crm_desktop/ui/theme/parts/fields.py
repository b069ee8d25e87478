"""Fields one types or chooses in: line edits, text areas, combo boxes, spin boxes, all with the same frame.

Dynamic properties: `bare` shows no frame until the field is used (inline editing), `invalid` marks a value that cannot
be taken, `small` is for tool bars. At rest the frame is drawn one pixel inside the widget, so that the focus ring has
room and the text never moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QTextEdit

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, square, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.parts.states import (
    ENABLED,
    FOCUS,
    HOVER,
    READ_ONLY,
    Draw,
    Measure,
    Place,
    PlacePart,
    flag_property,
    state_of,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import (
        QStyleOptionComboBox,
        QStyleOptionFrame,
        QStyleOptionSpinBox,
        QWidget,
    )

    from crm_desktop.ui.theme.look import Look, Role

_SC = QStyle.SubControl
#: From the edge of the widget to its text, framed and bare. Line edits add two pixels of their own.
_PAD, _BARE_PAD, _OWN = 12, 5, 2
_ARROW = 30


def frame(look: Look, painter: QPainter, rect: QRect | QRectF, state: int, widget: QWidget | None) -> None:
    """Draw the frame and the ground of a field."""
    area = QRectF(rect)
    bare, invalid = flag_property(widget, "bare"), flag_property(widget, "invalid")
    radius = metrics.RADIUS_KEY + 2 if bare else metrics.RADIUS_FIELD
    if state & FOCUS and state & ENABLED and not state & READ_ONLY:
        ring: Role = "danger" if invalid else "focus"
        box(painter, area, radius + 1, look.colour("surface"), look.faded(ring, 0.35), width=3.0)
        box(
            painter,
            area.adjusted(1.25, 1.25, -1.25, -1.25),
            radius,
            look.colour("surface"),
            look.colour(ring),
            width=1.5,
        )
        return
    area = area.adjusted(1, 1, -1, -1)
    if bare:
        if invalid:
            box(painter, area, radius, None, look.colour("danger"))
        elif state & HOVER and state & ENABLED and not state & READ_ONLY:
            box(painter, area, radius, look.colour("hover"))
        return
    _rest(look, painter, area, radius, state, invalid=invalid)


def _rest(look: Look, painter: QPainter, area: QRectF, radius: float, state: int, *, invalid: bool) -> None:
    """Draw the frame at rest: light on three sides, the lower edge strong enough to be found (3:1)."""
    if not state & ENABLED or state & READ_ONLY:
        box(painter, area, radius, look.colour("field"), look.colour("line"))
        return
    upper: Role = "control" if state & HOVER else "line_strong"
    box(painter, area, radius, look.colour("field"), look.colour("danger" if invalid else upper))
    painter.setClipRect(QRectF(area.x(), area.bottom() - 2.5, area.width(), 3))
    edge = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(look.colour("danger" if invalid else "control"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(edge, radius, radius)
    painter.setClipping(False)


def _line_edit(look: Look, option: QStyleOptionFrame, painter: QPainter, widget: QWidget | None) -> None:
    if option.lineWidth > 0:
        frame(look, painter, option.rect, state_of(option), widget)


def _area(look: Look, option: QStyleOptionFrame, painter: QPainter, widget: QWidget | None) -> None:
    """Draw the frame of text areas as that of fields, of windows as an edge, of the rest as a card's."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        frame(look, painter, option.rect, state_of(option), widget)
    elif widget is not None and widget.isWindow():
        box(painter, option.rect, 0, look.colour("raised"), look.colour("line_strong"))
    else:
        box(painter, option.rect, metrics.RADIUS_CARD, None, look.colour("line_strong"))


def _nothing(_look: Look, _option: Any, _painter: QPainter, _widget: QWidget | None) -> None:
    """Draw nothing; the panel has drawn the frame already."""


def _combo(look: Look, option: QStyleOptionComboBox, painter: QPainter, widget: QWidget | None) -> None:
    frame(look, painter, option.rect, state_of(option), widget)
    side = look.px(metrics.ICON_META)
    rect = QRectF(option.rect)
    ink = look.colour("text2" if state_of(option) & ENABLED else "disabled")
    x = rect.right() - side - 11
    draw_icon(painter, "chevron-down", square(x, rect.center().y(), side), ink)


def _combo_label(look: Look, option: QStyleOptionComboBox, painter: QPainter, widget: QWidget | None) -> None:
    if option.editable:
        return
    rect = QRectF(_combo_part(look, option, _SC.SC_ComboBoxEditField, widget) or option.rect)
    enabled = state_of(option) & ENABLED
    if not option.currentIcon.isNull():
        side = look.px(metrics.ICON)
        name = option.currentIcon.name()
        draw_icon(painter, name, square(rect.x(), rect.center().y(), side), look.colour("text2"))
        rect.setLeft(rect.x() + side + 8)
    empty = widget is not None and widget.property("currentIndex") == -1
    words = option.currentText
    if empty and not words:
        words = str(widget.property("placeholderText") or "") if widget is not None else ""
    role: Role = "disabled" if not enabled else ("text3" if empty else "text")
    text(painter, rect, words, font(), look.colour(role))


def _spin(look: Look, option: QStyleOptionSpinBox, painter: QPainter, widget: QWidget | None) -> None:
    frame(look, painter, option.rect, state_of(option), widget)
    if option.subControls.value & _SC.SC_SpinBoxUp.value:
        side = look.px(12)
        for part, name in ((_SC.SC_SpinBoxUp, "chevron-up"), (_SC.SC_SpinBoxDown, "chevron-down")):
            place = QRectF(_spin_part(look, option, part, widget) or option.rect)
            hot = option.activeSubControls == part and state_of(option) & ENABLED
            ink = look.colour("text" if hot else "text3")
            draw_icon(painter, name, square(place.center().x() - side / 2, place.center().y(), side), ink)


def _contents(_look: Look, option: Any, widget: QWidget | None) -> QRect:
    pad = (_BARE_PAD if flag_property(widget, "bare") else _PAD) - _OWN
    return QRect(option.rect).adjusted(pad, 1, -pad, -1)


def _combo_part(
    look: Look, option: QStyleOptionComboBox, part: QStyle.SubControl, _widget: QWidget | None
) -> QRect | None:
    rect = QRect(option.rect)
    arrow = look.px(_ARROW)
    if part == _SC.SC_ComboBoxEditField:
        return rect.adjusted(_PAD, 1, -arrow, -1)
    if part == _SC.SC_ComboBoxArrow:
        return QRect(rect.right() - arrow, rect.y(), arrow, rect.height())
    return rect if part == _SC.SC_ComboBoxFrame else None


def _spin_part(
    look: Look, option: QStyleOptionSpinBox, part: QStyle.SubControl, _widget: QWidget | None
) -> QRect | None:
    rect = QRect(option.rect)
    width, half = look.px(22), rect.height() // 2
    if part == _SC.SC_SpinBoxEditField:
        return rect.adjusted(_PAD - _OWN, 1, -width, -1)
    if part == _SC.SC_SpinBoxUp:
        return QRect(rect.right() - width - 3, rect.y() + 3, width, half - 3)
    if part == _SC.SC_SpinBoxDown:
        return QRect(rect.right() - width - 3, rect.y() + half, width, half - 3)
    return rect if part == _SC.SC_SpinBoxFrame else None


def field_height(look: Look, widget: QWidget | None) -> int:
    """Return the height of a field in pixels, the room of its ring included."""
    if flag_property(widget, "bare"):
        return look.px(24)
    return look.px(metrics.SMALL_HEIGHT if flag_property(widget, "small") else metrics.FIELD_HEIGHT) + 2


def _line_size(look: Look, _option: Any, size: QSize, widget: QWidget | None) -> QSize:
    return QSize(size.width() + 2 * _PAD, field_height(look, widget))


def _combo_size(look: Look, option: QStyleOptionComboBox, size: QSize, widget: QWidget | None) -> QSize:
    return QSize(size.width() + _PAD + look.px(_ARROW) + (0 if option.currentIcon.isNull() else 4),
                 field_height(look, widget))  # fmt: skip


def _spin_size(look: Look, _option: Any, size: QSize, widget: QWidget | None) -> QSize:
    return QSize(size.width() + _PAD + look.px(28), field_height(look, widget))


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    QStyle.PrimitiveElement.PE_PanelLineEdit: _line_edit,
    QStyle.PrimitiveElement.PE_FrameLineEdit: _nothing,
    QStyle.PrimitiveElement.PE_Frame: _area,
}
CONTROLS: dict[QStyle.ControlElement, Draw] = {QStyle.ControlElement.CE_ComboBoxLabel: _combo_label}
COMPLEX: dict[QStyle.ComplexControl, Draw] = {
    QStyle.ComplexControl.CC_ComboBox: _combo,
    QStyle.ComplexControl.CC_SpinBox: _spin,
}
SIZES: dict[QStyle.ContentsType, Measure] = {
    QStyle.ContentsType.CT_LineEdit: _line_size,
    QStyle.ContentsType.CT_ComboBox: _combo_size,
    QStyle.ContentsType.CT_SpinBox: _spin_size,
}
RECTS: dict[QStyle.SubElement, Place] = {QStyle.SubElement.SE_LineEditContents: _contents}
SUB_RECTS: dict[QStyle.ComplexControl, PlacePart] = {
    QStyle.ComplexControl.CC_ComboBox: _combo_part,
    QStyle.ComplexControl.CC_SpinBox: _spin_part,
}
