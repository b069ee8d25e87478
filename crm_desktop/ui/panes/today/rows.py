"""Draws the lines of a day; each list is one card whose corners its first and last line round off."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.ui.models.today import ComingFace, HintFace, TodoFace
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import RIGHT, box, focus_ring, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: Heights at 100 % text, and the room at both sides of a line.
TO_DO, HINT, COMING = 56, 44, 34
_SIDE = 18
_RING = 18
_ICON_AT = 30
#: Below this width, counted at 100 % text, a line leaves out what it can do without.
_NARROW = 560


class Places(NamedTuple):
    """Where the parts of a line stand that can be pressed, empty where it has none."""

    #: The circle of something to do.
    mark: QRectF
    #: The one thing to do about a hint.
    action: QRectF
    #: The money.
    value: QRectF


class TodoDelegate(DelegateBase):
    """Draws `TodoFace` rows: circle, kind, what and whom, when, and the money with its formula."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(200), look().px(TO_DO))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row."""
        face = index.data(ROW_ROLE)
        if not isinstance(face, TodoFace):
            return
        now, places = row.look, todo_places(row.area, row.look)
        _draw_ground(painter, row, index)
        _draw_mark(painter, row, places.mark)
        area = _inside(row.area)
        middle, high, low = area.center().y(), now.px(19), now.px(18)
        value = places.value
        _draw_money(painter, row, value, face)
        when_width = _when_width(now, area) if face.when else 0
        x = area.x() + now.px(_ICON_AT)
        icon = now.px(16)
        draw_icon(painter, face.icon, QRectF(x, middle - high + 1, icon, icon), now.colour("text2"))
        x += icon + now.px(9)
        words = QRectF(x, middle - high, value.x() - when_width - x - 12, high)
        taken = text(painter, words, face.title, font(13, 600), now.colour("text"))
        _draw_marks(painter, now, words, words.x() + taken + 8, face)
        text(painter, words.translated(0, high).adjusted(0, 0, 0, low - high), face.detail, font(12), _quiet(row))
        if face.when:
            _draw_when(painter, row, QRectF(value.x() - when_width, row.area.y(), when_width, row.area.height()), face)


class HintDelegate(DelegateBase):
    """Draws `HintFace` rows: a sentence, a note, the one thing to do, and the money."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(200), look().px(HINT))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row."""
        face = index.data(ROW_ROLE)
        if not isinstance(face, HintFace):
            return
        now, places = row.look, hint_places(row.area, row.look, face)
        _draw_ground(painter, row, index)
        area = _inside(row.area)
        side = now.px(16)
        draw_icon(painter, face.icon, square(area.x(), area.center().y(), side), now.colour("text2"))
        text(painter, places.value, face.value, font(13, 500, tabular=True), now.colour("text"), align=RIGHT)
        text(painter, places.action, face.action, font(13, 500), now.colour("text"))
        line(painter, places.action.x(), places.action.center().y() + now.px(10), places.action.right(), "line_strong")
        x = area.x() + now.px(28)
        words = QRectF(x, row.area.y(), places.action.x() - x - 16, row.area.height())
        taken = text(painter, words, face.title, font(13, 500), now.colour("text"))
        if taken + 10 < words.width():
            text(painter, words.adjusted(taken + 10, 0, 0, 0), face.note, font(12), _quiet(row))


class ComingDelegate(DelegateBase):
    """Draws `ComingFace` rows: day, what, money; quiet, on the ground of the pane."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(200), look().px(COMING))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row."""
        face = index.data(ROW_ROLE)
        if not isinstance(face, ComingFace):
            return
        now, area = row.look, _inside(row.area)
        _draw_state(painter, row)
        value = text_width(face.value, font(13, tabular=True))
        text(painter, area, face.value, font(13, tabular=True), now.colour("text2"), align=RIGHT)
        days = now.px(72)
        text(painter, area.adjusted(0, 0, days - area.width() - 8, 0), face.day, font(12, 600), now.colour("text2"))
        words = area.adjusted(days, 0, -value - 16, 0)
        taken = text(painter, words, face.title, font(13), now.colour("text2"))
        if taken + 10 < words.width():
            text(painter, words.adjusted(taken + 10, 0, 0, 0), face.detail, font(12), _quiet(row))


def todo_places(area: QRectF, now: Look) -> Places:
    """Return where circle and money of something to do stand in its row."""
    inner = _inside(area)
    width = now.px(150) if inner.width() >= now.px(_NARROW) else now.px(112)
    mark = square(inner.x(), inner.center().y(), now.px(_RING))
    return Places(mark, QRectF(), QRectF(inner.right() - width, area.y(), width, area.height()))


def hint_places(area: QRectF, now: Look, face: HintFace) -> Places:
    """Return where action and money of a hint stand in its row."""
    inner = _inside(area)
    value = QRectF(inner.right() - now.px(88), area.y(), now.px(88), area.height())
    width = text_width(face.action, font(13, 500))
    return Places(QRectF(), QRectF(value.x() - width - 8, area.y(), width, area.height()), value)


def _inside(area: QRectF) -> QRectF:
    return area.adjusted(_SIDE, 0, -_SIDE, 0)


def _when_width(now: Look, area: QRectF) -> int:
    return now.px(164) if area.width() >= now.px(_NARROW) else now.px(136)


def _draw_ground(painter: QPainter, row: Row, index: Index) -> None:
    """Draw the part of the card behind a row: each row draws the whole card, moved, and sees its own piece of it."""
    now, area = row.look, row.area
    last = index.row() == index.model().rowCount() - 1
    card = area.adjusted(0.5, 0.5 if index.row() == 0 else -40, -0.5, -0.5 if last else 40)
    painter.setClipRect(area)
    box(painter, card, metrics.RADIUS_BOARD, now.colour("surface"), now.colour("line"))
    if not last and not row.selected:
        line(painter, area.x() + now.px(_ICON_AT) + _SIDE, area.bottom() - 1, area.right() - _SIDE)
    _draw_state(painter, row)


def _draw_state(painter: QPainter, row: Row) -> None:
    """Draw what marks the row under the cursor or the pointer."""
    area = row.area.adjusted(6, 3, -6, -3)
    if row.selected:
        box(painter, area, metrics.RADIUS_ROW, row.look.colour("selected"))
    elif row.hovered:
        box(painter, area, metrics.RADIUS_ROW, row.look.colour("hover"))
    if row.ringed:
        focus_ring(painter, area, metrics.RADIUS_ROW)


def _draw_mark(painter: QPainter, row: Row, place: QRectF) -> None:
    """Draw the circle that is pressed when something is done; under the pointer it shows the tick to come."""
    now = row.look
    box(painter, place.adjusted(0.75, 0.75, -0.75, -0.75), place.width() / 2, None, now.colour("control"), width=1.5)
    if row.hovered:
        draw_icon(painter, "check", place.adjusted(4, 4, -4, -4), now.colour("control"))


def _draw_marks(painter: QPainter, now: Look, words: QRectF, x: float, face: TodoFace) -> None:
    """Draw after the words what else there is to know: urgent, comes again."""
    side = now.px(14)
    for shown, name, ink in ((face.urgent, "flag", "danger"), (face.again, "repeat", "text3")):
        if shown and x + side <= words.right():
            draw_icon(painter, name, square(x, words.center().y(), side), now.colour(ink))  # type: ignore[arg-type]
            x += side + 6


def _draw_when(painter: QPainter, row: Row, area: QRectF, face: TodoFace) -> None:
    now, side = row.look, row.look.px(14)
    ink = now.colour(face.when_tone)
    draw_icon(painter, face.when_icon, square(area.x(), area.center().y(), side), ink)
    weight = 500 if face.when_tone == "danger" else 400
    text(painter, area.adjusted(side + 5, 0, -8, 0), face.when, font(12, weight), ink)


def _draw_money(painter: QPainter, row: Row, place: QRectF, face: TodoFace) -> None:
    now, middle = row.look, place.center().y()
    if not face.value:
        return
    high = now.px(19)
    above = QRectF(place.x(), middle - high, place.width(), high)
    if not face.formula:
        above = place
    text(painter, above, face.value, font(14, 600, tabular=True), now.colour("text"), align=RIGHT)
    below = QRectF(place.x(), middle, place.width(), now.px(18))
    text(painter, below, face.formula, font(12, tabular=True), _quiet(row), align=RIGHT)


def _quiet(row: Row) -> QColor:
    return row.look.colour("text2" if row.selected else "text3")
