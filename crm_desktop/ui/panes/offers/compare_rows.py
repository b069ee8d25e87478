"""The rows of the compare view: the older version at the left, the newer at the right, what became of it between."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.operations.offers.compare import Change
from crm_desktop.ui.models.offer_comparison import PairFace, SideFace
from crm_desktop.ui.models.short_rows import ShortRows
from crm_desktop.ui.theme.drawing import RIGHT, box, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, Role, look
from crm_desktop.ui.theme.metrics import RADIUS_ROW
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: Width of the strip in the middle, of the numbers, and the space at the outer edges.
_MIDDLE, _NUMBER, _EDGE = 44, 40, 24
#: Heights of a row with two rows of words, and with one.
_TALL, _LOW, _SUM = 52, 34, 27

#: What became of a line: icon, ink, and the ground at the left and at the right.
_MARKS: dict[Change, tuple[str, Role, Role | None, Role | None]] = {
    Change.CHANGED: ("pencil", "warning", None, "warning_tint"),
    Change.ADDED: ("plus", "success", None, "success_tint"),
    Change.REMOVED: ("minus", "danger", "danger_tint", None),
    Change.MOVED: ("arrow-up-down", "info", None, "info_tint"),
}


class PairsModel(ShortRows[PairFace]):
    """The rows, ready to be drawn."""

    def spoken(self, row: PairFace) -> str:
        """Return a row as a screen reader says it."""
        return row.spoken


def height_of(face: PairFace) -> int:
    """Return how tall a row is, in pixels."""
    if face.is_sum:
        return look().px(_SUM)
    tall = any(side is not None and side.detail for side in (face.before, face.after))
    return look().px(_TALL if tall else _LOW)


class PairDelegate(DelegateBase):
    """Draws a row; `tints` colours the ground of what differs (not in the sums, which nearly all differ)."""

    def __init__(self, *, tints: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tints = tints

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of what stands in the row."""
        face = index.data(ROW_ROLE)
        return QSize(look().px(400), height_of(face) if isinstance(face, PairFace) else look().px(_LOW))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw both sides and what became of the line between them."""
        face, now = index.data(ROW_ROLE), row.look
        if not isinstance(face, PairFace):
            return
        left, middle, right = halves(row.area, now)
        icon, ink, old_ground, new_ground = _MARKS.get(face.change, ("", "text3", None, None))
        if self._tints:
            for area, ground in ((left, old_ground), (right, new_ground)):
                if ground is not None:
                    box(painter, area.adjusted(2, 1, -2, -1), RADIUS_ROW, now.colour(ground))
        if row.ringed:
            box(painter, row.area.adjusted(4, 1, -4, -1), RADIUS_ROW, None, now.colour("focus"))
        if icon and self._tints:
            side = now.px(15)
            spot = square(middle.center().x() - side / 2, middle.center().y(), side)
            draw_icon(painter, icon, spot, now.colour(ink))
        quiet = face.change in (Change.CHANGED, Change.REMOVED) and self._tints
        if face.before is not None:
            _draw_side(painter, left, face.before, now, quiet=quiet, difference="")
        if face.after is not None:
            _draw_side(painter, right, face.after, now, quiet=False, difference=face.difference)
        if not self._tints or (face.after or face.before) is None:
            return
        for area in (left, right):
            line(painter, area.x() + 8, area.bottom() - 1, area.right() - 8)


def halves(area: QRectF, now: Look) -> tuple[QRectF, QRectF, QRectF]:
    """Return left side, strip in the middle and right side of a row."""
    strip, edge = now.px(_MIDDLE), _EDGE - 12
    half = (area.width() - strip - 2 * edge) / 2
    left = QRectF(area.x() + edge, area.y(), half, area.height())
    middle = QRectF(left.right(), area.y(), strip, area.height())
    return left, middle, QRectF(middle.right(), area.y(), half, area.height())


def _draw_side(painter: QPainter, area: QRectF, side: SideFace, now: Look, *, quiet: bool, difference: str) -> None:
    inner = area.adjusted(12, 0, -12, 0)
    ink: Role = "text2" if quiet else "text"
    number_width = now.px(_NUMBER) if side.number else 0
    money_font = font(13, 600 if side.strong or "money" in side.bold else 400, tabular=True)
    two = bool(side.detail)
    quiet_font = font(12, tabular=True)
    money = max(text_width(side.money, money_font), text_width(difference, quiet_font) if two else now.px(96)) + 16
    beside = 0.0 if two or not difference else text_width(difference, quiet_font) + 16
    words = QRectF(
        inner.x() + number_width, inner.y(), max(inner.width() - number_width - money - beside, 0), inner.height()
    )
    high, low = now.px(20), now.px(17)
    top = area.center().y() - (high + low) / 2 if two else area.center().y() - high / 2
    first = QRectF(words.x(), top, words.width(), high)
    if side.number:
        text(painter, QRectF(inner.x(), top, number_width, high), side.number, font(12, tabular=True),
             now.colour("text3"))  # fmt: skip
    weight = 600 if side.strong or "title" in side.bold else 500
    text(painter, first, side.title, font(13, weight), now.colour(ink))
    at_right = QRectF(inner.right() - money, top, money, high)
    if two:
        below = QRectF(words.x(), top + high, words.width(), low)
        kind = font(12, 600 if "detail" in side.bold else 400, tabular=True)
        text(painter, below, side.detail, kind, now.colour("text" if "detail" in side.bold else "text2"))
    if difference:
        spot = QRectF(at_right.x(), top + high, money, low) if two else at_right.translated(-money, 0)
        if not two:
            spot.setLeft(spot.right() - beside)
        text(painter, spot, difference, quiet_font, now.colour("text2"), align=RIGHT)
    text(painter, at_right, side.money, money_font, now.colour(ink), align=RIGHT)
