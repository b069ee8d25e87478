"""How the lines of an offer are drawn in the grid: titles with their text below, figures, sections, page breaks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from crm_desktop.domain.offers import LineKind
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.models.offer_faces import LineFace
from crm_desktop.ui.theme.drawing import CENTRE, LEFT, RIGHT, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.delegates import Row
from crm_desktop.ui.widgets.pill import PillTone, paint_pill, pill_size

#: From the edge of a cell to its text, as in the head of the table.
PAD = 9
_BAR = 3
_QUIET = (Column.DISCOUNT, Column.VAT, Column.COST)
_TITLE, _DETAIL = 20, 17
_HEIGHTS = {LineKind.HEADING: 40, LineKind.SUBTOTAL: 40, LineKind.TEXT: 40, LineKind.PAGE_BREAK: 30}
_PRICED_HEIGHT = 58
_TAG_ICONS = {
    LineKind.OPTIONAL: "circle-plus",
    LineKind.ALTERNATIVE: "split",
    LineKind.FREE: "gift",
    LineKind.SURCHARGE: "percent",
}
_DESCRIBED = (LineKind.ARTICLE, LineKind.HEADING)
#: How far a heading goes in for each level.
_INDENT = 18


def row_height(kind: LineKind) -> int:
    """Return the height of a row in pixels."""
    return look().px(_HEIGHTS.get(kind, _PRICED_HEIGHT))


def span_of(kind: LineKind) -> int:
    """Return how many columns the title of a line takes; sections and subtotals leave the last to their sum."""
    if kind in (LineKind.HEADING, LineKind.SUBTOTAL):
        return Column.TOTAL - Column.TITLE
    return Column.TOTAL - Column.TITLE + 1 if kind in (LineKind.TEXT, LineKind.PAGE_BREAK) else 1


def below_title(cell: QRect) -> int:
    """Return how far below the upper edge of a cell its title ends, where a text stands below it."""
    high, low = look().px(_TITLE), look().px(_DETAIL)
    return (cell.height() - high - low) // 2 + high + 2


def draw_row_ground(painter: QPainter, row: Row, face: LineFace, column: int, *, lined: bool) -> None:
    """Draw the ground of a cell, the hairline below it where it is lined, and the bar at the left of the row in use."""
    now, area = row.look, row.area
    if row.selected:
        painter.fillRect(area, now.colour("selected"))
    elif face.kind in (LineKind.HEADING, LineKind.PAGE_BREAK):
        painter.fillRect(area, now.colour("sunken"))
    if lined:
        line(painter, area.x(), area.bottom() - 1, area.right())
    if row.selected and column == Column.HANDLE:
        painter.fillRect(QRectF(area.x(), area.y(), _BAR, area.height() - 1), now.colour("accent"))


def draw_handle(painter: QPainter, row: Row, face: LineFace, *, grip: bool) -> None:
    """Draw the number of a line, or the grip by which it is moved."""
    if grip:
        side = row.look.px(16)
        place = square(row.area.center().x() - side / 2, row.area.center().y(), side)
        draw_icon(painter, "grip-vertical", place, row.look.colour("text2"))
        return
    text(painter, row.area, face.number, font(12, tabular=True), row.look.colour("text3"), align=CENTRE)


def draw_title(painter: QPainter, row: Row, face: LineFace) -> None:
    """Draw what a line is about, on one or two lines."""
    now, area = row.look, row.area.adjusted(PAD, 0, -PAD, 0)
    if face.kind is LineKind.PAGE_BREAK:
        _draw_break(painter, row, face)
        return
    detail = face.detail if face.kind in _TAG_ICONS or face.kind in _DESCRIBED else ""
    high, low = now.px(_TITLE), now.px(_DETAIL)
    two = bool(detail or face.tag)
    top = area.center().y() - (high + low) / 2 if two else area.center().y() - high / 2
    if face.kind is LineKind.HEADING:
        area.setLeft(area.x() + now.px(_INDENT) * (face.level - 1))
    first = QRectF(area.x(), top, area.width(), high)
    quiet: Role = "text2" if row.selected else "text3"
    strong = {LineKind.HEADING: 600 if face.level == 1 else 500, LineKind.TEXT: 400}.get(face.kind, 500)
    calm = face.kind in (LineKind.TEXT, LineKind.SUBTOTAL)
    ink: Role = quiet if face.empty else "text2" if calm else "text"
    text(painter, first, face.title, font(13, 400 if face.empty else strong), now.colour(ink))
    if two:
        second = QRectF(area.x(), top + high, area.width(), low)
        painter.setClipRect(row.area)
        second.setLeft(second.x() + _draw_tag(painter, second, face))
        text(painter, second, detail, font(12), now.colour(quiet))
        painter.setClipping(False)


def draw_figure(painter: QPainter, row: Row, face: LineFace, column: int, words: str, *, below: str = "") -> None:
    """Draw a quantity, a price, an amount, and what stands below it: a discount, the VAT, what it leaves."""
    now, area = row.look, row.area.adjusted(PAD, 0, -PAD, 0)
    if column == Column.UNIT:
        text(painter, area, words, font(13), now.colour("text2"), align=LEFT)
        return
    heavy = column == Column.TOTAL and face.kind in (LineKind.ARTICLE, LineKind.SURCHARGE)
    # Sums of sections and what is not summed must not be mistaken for amounts that add up.
    quiet = column in _QUIET or (column == Column.TOTAL and not heavy)
    missing = column == Column.PRICE and face.priceless
    ink: Role = "warning" if missing else "text2" if quiet else "text"
    high, low = now.px(_TITLE), now.px(_DETAIL)
    if below:
        top = area.center().y() - (high + low) / 2
        rest = QRectF(area.x(), top + high, area.width(), low)
        thin = face.thin and column == Column.TOTAL
        tint: Role = "warning" if thin else "text2" if row.selected else "text3"
        text(painter, rest, below, font(11, 600 if thin else 500), now.colour(tint), align=RIGHT)
        area = QRectF(area.x(), top, area.width(), high)
    text(painter, area, words, font(13, _weight(face, column), tabular=True), now.colour(ink), align=RIGHT)


def _weight(face: LineFace, column: int) -> int:
    """Return how heavy a figure is set: amounts that add up, and subtotals, stand out."""
    if column != Column.TOTAL:
        return 400
    if face.kind is LineKind.HEADING:
        return 500 if face.level == 1 else 400
    return 600 if face.kind in (LineKind.ARTICLE, LineKind.SURCHARGE, LineKind.SUBTOTAL) else 400


def _draw_tag(painter: QPainter, second: QRectF, face: LineFace) -> float:
    """Draw what kind of position it is before its text; return the room it takes."""
    if not face.tag:
        return 0.0
    icon = "triangle-alert" if face.doubtful else _TAG_ICONS.get(face.kind, "")
    tone: PillTone = "warning" if face.doubtful else "neutral"
    size = pill_size(face.tag, icon)
    place = QPointF(second.x(), second.center().y() - size.height() / 2)
    return paint_pill(painter, place, face.tag, icon, tone) + 6


def _draw_break(painter: QPainter, row: Row, face: LineFace) -> None:
    now, area = row.look, row.area.adjusted(PAD, 0, -PAD, 0)
    side, gap = now.px(14), 6
    width = text_width(face.title, font(11, 500))
    x = area.center().x() - (width + side + gap) / 2
    ink = now.colour("text2" if row.selected else "text3")
    draw_icon(painter, "separator-horizontal", square(x, area.center().y(), side), ink)
    words = QRectF(x + side + gap, area.y(), width + 2, area.height())
    text(painter, words, face.title, font(11, 500), ink, align=Qt.AlignmentFlag.AlignVCenter)
    for start, end in ((area.x(), x - 12), (words.right() + 12, area.right())):
        line(painter, start, area.center().y(), end, "line_strong")
