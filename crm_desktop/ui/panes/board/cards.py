"""Draws a card of the board."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.ui.models.board import CardFace
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import RIGHT, box, focus_ring, line, shadow, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: Height of a card and of the gap below it, at 100 % text.
CARD, GAP = 114, 8
_PAD = 13


class CardDelegate(DelegateBase):
    """Draws `CardFace` rows."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each card."""
        return QSize(look().px(160), look().px(CARD) + GAP)

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one card."""
        face = index.data(ROW_ROLE)
        if isinstance(face, CardFace):
            area = row.area.adjusted(6, 1, -6, -GAP + 1)
            draw_card(painter, row.look, area, face, selected=row.selected, ringed=row.ringed)


def draw_card(
    painter: QPainter, now: Look, area: QRectF, face: CardFace, *, selected: bool = False, ringed: bool = False
) -> None:
    """Draw a card in an area, also as the picture that is dragged."""
    shadow(painter, area, metrics.RADIUS_CARD, 1)
    edge = now.colour("accent" if selected else "line_strong")
    box(painter, area, metrics.RADIUS_CARD, now.colour("raised"), edge, width=1.75 if selected else 1.0)
    if ringed:
        focus_ring(painter, area, metrics.RADIUS_CARD)
    inner = area.adjusted(_PAD, 11, -_PAD, 0)
    top = QRectF(inner.x(), inner.y(), inner.width(), now.px(18))
    text(painter, top, face.title, font(13, 600), now.colour("text"))
    second = top.translated(0, now.px(18))
    text(painter, second, face.account, font(12), now.colour("text2"))
    third = QRectF(inner.x(), second.bottom() + now.px(5), inner.width(), now.px(22))
    text(painter, third, face.value, font(15, 600, tabular=True), now.colour("text"))
    _draw_age(painter, now, third, face)
    y = third.bottom() + now.px(8)
    line(painter, inner.x(), y, inner.right())
    _draw_step(painter, now, QRectF(inner.x(), y + now.px(6), inner.width(), now.px(20)), face)


def _draw_age(painter: QPainter, now: Look, area: QRectF, face: CardFace) -> None:
    ink = now.colour("warning" if face.stale else "text3")
    type_ = font(12, 600 if face.stale else 400, tabular=True)
    width = text_width(face.age, type_)
    text(painter, area, face.age, type_, ink, align=RIGHT)
    side = now.px(14)
    icon = QRectF(area.right() - width - side - 6, area.center().y() - side / 2, side, side)
    draw_icon(painter, "hourglass" if face.stale else "clock", icon, ink)


def _draw_step(painter: QPainter, now: Look, area: QRectF, face: CardFace) -> None:
    side = now.px(14)
    ink = now.colour(face.step_tone)
    draw_icon(painter, face.step_icon, QRectF(area.x(), area.center().y() - side / 2, side, side), ink)
    strong = face.when_strong and face.step_icon == "circle-dot"
    type_ = font(12, 600 if strong or face.step_tone == "danger" else 400)
    width = text_width(face.when, type_)
    when_ink = ink if face.step_tone == "danger" else now.colour("text" if strong else "text2")
    text(painter, area, face.when, type_, when_ink, align=RIGHT)
    words = area.adjusted(side + 6, 0, -width - 8, 0)
    step_ink = ink if face.step_tone == "warning" else now.colour("text2")
    text(painter, words, face.step, font(12, 500 if face.step_tone == "warning" else 400), step_ink)
