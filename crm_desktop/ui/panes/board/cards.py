"""Draws a card of the board, the gap a dragged one would take, and tells where on a card its next step is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.ui.models.board import DEAL_ROLE, Gap
from crm_desktop.ui.models.board_cards import CardFace
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import CENTRE, RIGHT, box, focus_ring, line, shadow, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: Heights of a card, of a brief one and of the line of further facts, and the gap below, at 100 % text.
CARD, BRIEF, EXTRA, GAP = 114, 58, 17, 8
_PAD, _SIDE, _STEP = 13, 6, 32
_HELD = 0.35


def card_height(*, compact: bool, extra: bool) -> int:
    """Return the height of a card with the gap below it, in pixels."""
    return look().px((BRIEF if compact else CARD) + (EXTRA if extra else 0)) + GAP


def step_area(area: QRectF, *, compact: bool) -> QRectF:
    """Return where on a row the next step stands and can be clicked."""
    tall = look().px(_STEP)
    whole = QRectF(area.x(), area.bottom() - GAP - tall, area.width(), tall)
    return whole.adjusted(whole.width() / 2, 0, 0, 0) if compact else whole


class CardDelegate(DelegateBase):
    """Draws `CardFace` rows and the gap; `held` are the deals that are being dragged."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compact = self.extra = False
        self.held: frozenset[int] = frozenset()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each card."""
        return QSize(look().px(150), card_height(compact=self.compact, extra=self.extra))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one card, or the gap."""
        face = index.data(ROW_ROLE)
        area = row.area.adjusted(_SIDE, 1, 0 if row.beside_bar else -_SIDE, -GAP + 1)
        if isinstance(face, Gap):
            _draw_gap(painter, row.look, area, face.words)
        elif isinstance(face, CardFace):
            if self.held and index.data(DEAL_ROLE) in self.held:
                painter.setOpacity(_HELD)
            chosen = row.selected
            draw_card(painter, row.look, area, face, selected=chosen, ringed=row.ringed, compact=self.compact)


def draw_card(
    painter: QPainter,
    now: Look,
    area: QRectF,
    face: CardFace,
    *,
    selected: bool = False,
    ringed: bool = False,
    compact: bool = False,
) -> None:
    """Draw a card in an area, also as the picture that is dragged."""
    shadow(painter, area, metrics.RADIUS_CARD, 1)
    edge = now.colour("accent" if selected else "line_strong")
    box(painter, area, metrics.RADIUS_CARD, now.colour("raised"), edge, width=1.75 if selected else 1.0)
    if ringed:
        focus_ring(painter, area, metrics.RADIUS_CARD)
    inner = area.adjusted(_PAD, 9 if compact else 11, -_PAD, 0)
    if compact:
        _draw_brief(painter, now, inner, face)
        return
    top = QRectF(inner.x(), inner.y(), inner.width(), now.px(18))
    text(painter, top, face.title, *_title(now, face))
    below = top.translated(0, now.px(18))
    text(painter, below, face.account, font(12), now.colour("text3" if face.restricted else "text2"))
    if face.extra:
        below = below.translated(0, now.px(EXTRA))
        text(painter, below, face.extra, font(12), now.colour("text3"))
    third = QRectF(inner.x(), below.bottom() + now.px(5), inner.width(), now.px(22))
    room = _draw_age(painter, now, third, face)
    text(painter, third.adjusted(0, 0, -room, 0), face.value, font(15, 600, tabular=True), now.colour("text"))
    y = third.bottom() + now.px(8)
    line(painter, inner.x(), y, inner.right())
    _draw_step(painter, now, QRectF(inner.x(), y + now.px(6), inner.width(), now.px(20)), face)


def _draw_brief(painter: QPainter, now: Look, inner: QRectF, face: CardFace) -> None:
    """Draw title and value, below them the customer, what is next and the days."""
    top = QRectF(inner.x(), inner.y(), inner.width(), now.px(19))
    value = font(13, 600, tabular=True)
    wide = text(painter, top, face.value, value, now.colour("text"), align=RIGHT)
    text(painter, top.adjusted(0, 0, -wide - 8, 0), face.title, *_title(now, face))
    below = top.translated(0, now.px(20))
    room = _draw_age(painter, now, below, face)
    side = now.px(14)
    words = face.when
    type_ = font(12, 600 if face.step_tone == "danger" else 400)
    wide = text_width(words, type_) if words else 0.0
    ink = now.colour(face.step_tone)
    right = below.adjusted(0, 0, -room, 0)
    if wide > right.width() * 0.45:
        words, wide = "", 0.0
    text(painter, right, words, type_, ink, align=RIGHT)
    icon = square(right.right() - wide - (5 if words else 0) - side, below.center().y(), side)
    draw_icon(painter, face.step_icon, icon, ink)
    account = QRectF(below.x(), below.y(), max(0.0, icon.x() - below.x() - 8), below.height())
    text(painter, account, face.account, font(12), now.colour("text3" if face.restricted else "text2"))
    if face.extra:
        third = below.translated(0, now.px(EXTRA))
        text(painter, third, face.extra, font(12), now.colour("text3"))


def _draw_age(painter: QPainter, now: Look, area: QRectF, face: CardFace) -> float:
    """Draw the days in the stage with their icon; return the room they took, with a gap."""
    ink = now.colour("warning" if face.stale else "text3")
    type_ = font(12, 600 if face.stale else 400, tabular=True)
    width = text_width(face.age, type_)
    text(painter, area, face.age, type_, ink, align=RIGHT)
    side = now.px(14)
    icon = square(area.right() - width - side - 6, area.center().y(), side)
    draw_icon(painter, "hourglass" if face.stale else "clock", icon, ink)
    return width + side + 6 + 10


def _draw_step(painter: QPainter, now: Look, area: QRectF, face: CardFace) -> None:
    side = now.px(14)
    ink = now.colour(face.step_tone)
    draw_icon(painter, face.step_icon, square(area.x(), area.center().y(), side), ink)
    strong = face.when_strong and face.step_icon == "circle-dot"
    type_ = font(12, 600 if strong or face.step_tone == "danger" else 400)
    width = text_width(face.when, type_)
    when_ink = ink if face.step_tone == "danger" else now.colour("text" if strong else "text2")
    text(painter, area, face.when, type_, when_ink, align=RIGHT)
    words = area.adjusted(side + 6, 0, -width - 8, 0)
    step_ink = ink if face.step_tone == "warning" else now.colour("text2")
    if face.restricted and face.step_icon != "circle-alert":
        step_ink = now.colour("text3")
    text(painter, words, face.step, font(12, 500 if face.step_tone == "warning" else 400), step_ink)


def _title(now: Look, face: CardFace) -> tuple[QFont, QColor]:
    """Return how a title is written: what stands for one that may not be told is quieter than a title."""
    return font(13, 400 if face.restricted else 600), now.colour("text3" if face.restricted else "text")


def _draw_gap(painter: QPainter, now: Look, area: QRectF, words: str) -> None:
    """Draw the dashed place a card would take, with what that changes."""
    painter.setPen(QPen(now.colour("accent"), 1.4, Qt.PenStyle.DashLine))
    painter.setBrush(now.colour("selected"))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), metrics.RADIUS_CARD, metrics.RADIUS_CARD)
    text(painter, area.adjusted(8, 0, -8, 0), words, font(12, 500), now.colour("text"), align=CENTRE)
