"""Rows of plain lists and tables (combo boxes, completers, standard delegates), and the heads of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionHeader, QTableView

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, box, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.parts.states import HOVER, SELECTED, Draw, Measure, plain_words, state_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from crm_desktop.ui.theme.look import Look

_SORTED_UP = QStyleOptionHeader.SortIndicator.SortUp
_SORTED_DOWN = QStyleOptionHeader.SortIndicator.SortDown
_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight.value


def _row(look: Look, option: QStyleOptionViewItem, painter: QPainter, widget: QWidget | None) -> None:
    state = state_of(option)
    if not state & (SELECTED | HOVER):
        return
    colour = look.colour("selected" if state & SELECTED else "hover")
    if isinstance(widget, QTableView):
        painter.fillRect(option.rect, colour)
    else:
        box(painter, QRectF(option.rect).adjusted(4, 1, -4, -1), metrics.RADIUS_BUTTON, colour)


def _nothing(_look: Look, _option: Any, _painter: QPainter, _widget: QWidget | None) -> None:
    """Draw nothing: the row itself draws its ground."""


def _row_size(look: Look, _option: Any, size: QSize, widget: QWidget | None) -> QSize:
    least = look.table_row if isinstance(widget, QTableView) else look.px(metrics.MENU_ROW)
    return QSize(size.width() + 8, max(size.height(), least))


def _head(look: Look, option: QStyleOptionHeader, painter: QPainter, _widget: QWidget | None) -> None:
    rect = QRectF(option.rect)
    painter.fillRect(rect, look.colour("hover" if state_of(option) & HOVER else "surface"))
    line(painter, rect.x(), rect.bottom() - 1, rect.right())


def _head_empty(look: Look, option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    rect = QRectF(option.rect)
    painter.fillRect(rect, look.colour("surface"))
    line(painter, rect.x(), rect.bottom() - 1, rect.right())


def _head_label(look: Look, option: QStyleOptionHeader, painter: QPainter, _widget: QWidget | None) -> None:
    rect = QRectF(option.rect).adjusted(9, 0, -9, 0)
    right = bool(option.textAlignment.value & _TO_THE_RIGHT)
    type_, words = font(12, 500), plain_words(option.text)
    ink = look.colour("text" if option.sortIndicator in (_SORTED_UP, _SORTED_DOWN) else "text2")
    side = look.px(12)
    if option.sortIndicator in (_SORTED_UP, _SORTED_DOWN):
        name = "arrow-up" if option.sortIndicator == _SORTED_DOWN else "arrow-down"
        width = min(text_width(words, type_), rect.width() - side - 4)
        x = rect.right() - width - side - 4 if right else rect.x() + width + 4
        draw_icon(painter, name, square(x, rect.center().y(), side), ink)
        rect = rect.adjusted(side + 4, 0, 0, 0) if right else rect.adjusted(0, 0, -side - 4, 0)
    text(painter, rect, words, type_, ink, align=RIGHT if right else LEFT)


def _whole_head(look: Look, option: QStyleOptionHeader, painter: QPainter, widget: QWidget | None) -> None:
    """Draw a section with its words; Fusion would hand the words a smaller rectangle and cut them."""
    _head(look, option, painter, widget)
    _head_label(look, option, painter, widget)


def _head_size(look: Look, option: QStyleOptionHeader, _size: QSize, _widget: QWidget | None) -> QSize:
    return QSize(round(text_width(plain_words(option.text), font(12, 500))) + 32, look.px(metrics.HEADER_HEIGHT))


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    QStyle.PrimitiveElement.PE_PanelItemViewItem: _row,
    QStyle.PrimitiveElement.PE_PanelItemViewRow: _nothing,
    QStyle.PrimitiveElement.PE_IndicatorHeaderArrow: _nothing,
}
CONTROLS: dict[QStyle.ControlElement, Draw] = {
    QStyle.ControlElement.CE_Header: _whole_head,
    QStyle.ControlElement.CE_HeaderSection: _head,
    QStyle.ControlElement.CE_HeaderEmptyArea: _head_empty,
    QStyle.ControlElement.CE_HeaderLabel: _head_label,
}
SIZES: dict[QStyle.ContentsType, Measure] = {QStyle.ContentsType.CT_HeaderSection: _head_size}
#: Measured after Fusion has measured the text.
GROWN: dict[QStyle.ContentsType, Measure] = {QStyle.ContentsType.CT_ItemViewItem: _row_size}
