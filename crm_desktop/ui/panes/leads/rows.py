"""How the inbox draws an inquiry: who and when, what for, how it came, by when it is due, and its chance."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.base.formats import percent
from crm_desktop.ui.models.leads import Due, LeadFace
from crm_desktop.ui.theme.drawing import RIGHT, box, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, Role, look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row, draw_ground
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: Pixels at 100 % text: a row, its lines, the bar of the chance, and what stands between.
ROW, _FIRST, _OTHER, _BAR, _THICK, _PAD, _GAP = 80, 20, 18, 56, 4, 20, 8


class LeadDelegate(DelegateBase):
    """Draws the rows of the inbox."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(200), look().px(ROW))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row."""
        face, now = index.data(ROW_ROLE), row.look
        if not isinstance(face, LeadFace):
            return
        if row.selected or row.hovered or row.ringed:
            draw_ground(painter, row)
        else:
            line(painter, row.area.x() + _PAD, row.area.bottom() - 1, row.area.right() - _PAD)
        area = row.area.adjusted(_PAD, 0, -_PAD, 0)
        top = area.center().y() - now.px(_FIRST + 2 * _OTHER + 2) / 2
        first = QRectF(area.x(), top, area.width(), now.px(_FIRST))
        second = QRectF(area.x(), first.bottom(), area.width(), now.px(_OTHER))
        third = QRectF(area.x(), second.bottom() + 2, area.width(), now.px(_OTHER))
        _draw_first(painter, now, first, face)
        about = second.adjusted(0, 0, -_draw_due(painter, now, second, face.due), 0)
        text(painter, about, face.about, font(12), now.colour("text3" if face.faint else "text2"))
        way = third.adjusted(0, 0, -_draw_chance(painter, now, third, face.chance), 0)
        side = now.px(14)
        draw_icon(painter, face.icon, square(way.x(), way.center().y(), side), now.colour("text2"))
        text(painter, way.adjusted(side + 6, 0, 0, 0), face.way, font(12), now.colour("text2"))


def _draw_first(painter: QPainter, now: Look, area: QRectF, face: LeadFace) -> None:
    type_ = font(12, tabular=True)
    width = text_width(face.when, type_)
    text(painter, area, face.when, type_, now.colour("text2"), align=RIGHT)
    ink: Role = "text3" if face.faint else "text"
    text(painter, area.adjusted(0, 0, -width - _GAP, 0), face.name, font(13, 600), now.colour(ink))


def _draw_chance(painter: QPainter, now: Look, area: QRectF, chance: float | None) -> float:
    """Draw the chance at the right as bar and figure; return the room it takes."""
    if chance is None:
        return 0.0
    words, type_ = percent(chance), font(12, 600, tabular=True)
    width = max(text_width(words, type_), text_width(percent(0.88), type_))
    text(painter, area, words, type_, now.colour("text"), align=RIGHT)
    bar = QRectF(area.right() - width - _GAP - now.px(_BAR), 0, now.px(_BAR), _THICK)
    bar.moveTop(round(area.center().y() - _THICK / 2))
    filled = QRectF(bar.x(), bar.y(), max(_THICK, bar.width() * chance), _THICK)
    box(painter, bar, _THICK / 2, now.colour("line_strong"))
    box(painter, filled, _THICK / 2, now.colour("accent"))
    return width + _GAP + bar.width() + _GAP


def _draw_due(painter: QPainter, now: Look, area: QRectF, due: Due) -> float:
    if not due.words:
        return 0.0
    type_, side = font(12, 500), now.px(14)
    width = min(text_width(due.words, type_), area.width() * 0.6)
    place = QRectF(area.right() - width, area.y(), width, area.height())
    text(painter, place, due.words, type_, now.colour(due.tone), align=RIGHT)
    draw_icon(painter, due.icon, square(place.x() - side - 4, area.center().y(), side), now.colour(due.tone))
    return width + side + 4 + _GAP
