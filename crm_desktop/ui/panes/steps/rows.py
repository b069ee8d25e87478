"""Draws days and steps."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.ui.models.steps import DayRow, StepRow
from crm_desktop.ui.theme.drawing import RIGHT, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, Role, look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row, draw_ground
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_DAY, _STEP = 40, 54
_LEFT, _RIGHT = 24, 22


class StepDelegate(DelegateBase):
    """A day is a line of small type, a step has two lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row by its kind."""
        return QSize(look().px(200), look().px(_DAY if isinstance(index.data(ROW_ROLE), DayRow) else _STEP))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row."""
        content = index.data(ROW_ROLE)
        if isinstance(content, DayRow):
            _draw_day(painter, row.look, row.area, content)
        elif isinstance(content, StepRow):
            draw_ground(painter, row)
            _draw_step(painter, row, content)


def _draw_day(painter: QPainter, now: Look, area: QRectF, day: DayRow) -> None:
    inner = area.adjusted(_LEFT, now.px(10), -_RIGHT, 0)
    type_ = font(12, 600)
    text(painter, inner, day.words, type_, now.colour("text2"))
    line(painter, inner.x() + text_width(day.words, type_) + 12, inner.center().y(), inner.right())


def _draw_step(painter: QPainter, row: Row, step: StepRow) -> None:
    now, area = row.look, row.area.adjusted(_LEFT, 0, -_RIGHT, 0)
    quiet: Role = "text2" if row.selected else "text3"
    side, high, low = now.px(16), now.px(20), now.px(17)
    draw_icon(painter, step.icon, square(area.x(), area.center().y(), side), now.colour("text2"))
    left = area.x() + side + 12
    top = area.center().y() - (high + low) / 2 if step.detail else area.center().y() - high / 2
    first = QRectF(left, top, area.right() - left, high)
    wide = text_width(step.time, font(12, tabular=True))
    text(painter, first, step.time, font(12, tabular=True), now.colour(quiet), align=RIGHT)
    ink: Role = "text2" if step.undone else "text"
    text(
        painter, first.adjusted(0, 0, -wide - 12, 0), step.title, font(13, 400 if step.undone else 600), now.colour(ink)
    )
    if step.detail:
        text(painter, QRectF(left, top + high, area.right() - left, low), step.detail, font(12), now.colour(quiet))
