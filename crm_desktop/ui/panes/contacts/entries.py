"""Draws the rows of a timeline: days, and entries with icon, title, time, text and files."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from crm_desktop.ui.models.timeline import DayRow, EntryRow
from crm_desktop.ui.theme.drawing import RIGHT, box, line, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_SIDE, _DISC, _GAP = 24, 28, 14
_TEXT_LEFT = _SIDE + _DISC + _GAP
_TITLE, _LEADING, _DAY, _CHIP = 22, 20, 44, 26
#: Lines of a long text that are shown; the entry opens with the rest.
_MOST_LINES = 12


class EntryDelegate(DelegateBase):
    """Measures and draws; heights are kept by entry, version, width and text size."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[int, int, int, float], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height a row needs at the width of its view."""
        found = index.data(ROW_ROLE)
        now = look()
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 400
        if not isinstance(found, EntryRow):
            return QSize(width, now.px(_DAY))
        key = (found.entry.id, found.entry.version, width, now.scale)
        if key not in self._heights:
            self._heights[key] = self._measure(found, width)
        return QSize(width, self._heights[key])

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw a day or an entry."""
        found = index.data(ROW_ROLE)
        if isinstance(found, DayRow):
            _draw_day(painter, row, found)
        elif isinstance(found, EntryRow):
            _draw_entry(painter, row, found)

    def _measure(self, found: EntryRow, width: int) -> int:
        now = look()
        height = now.px(_TITLE) + now.px(14)
        if found.body:
            height += len(_lines(found.body, _text_width(width))) * now.px(_LEADING)
        if found.chips:
            height += now.px(_CHIP) + 8
        return height


def _draw_day(painter: QPainter, row: Row, day: DayRow) -> None:
    now = row.look
    area = row.area.adjusted(_SIDE, now.px(14), -_SIDE, 0)
    type_ = font(12, 600)
    text(painter, area, day.words, type_, now.colour("text2"))
    line(painter, area.x() + text_width(day.words, type_) + 12, area.center().y(), area.right())


def _draw_entry(painter: QPainter, row: Row, found: EntryRow) -> None:
    now, area = row.look, row.area
    if row.selected or row.hovered:
        ground = now.colour("selected" if row.selected else "hover")
        box(painter, area.adjusted(12, 1, -12, -1), 9, ground)
    disc = QRectF(area.x() + _SIDE, area.y() + 6, now.px(_DISC), now.px(_DISC))
    if found.linked:
        painter.fillRect(
            QRectF(disc.center().x() - 0.5, disc.bottom() + 4, 1, area.bottom() - disc.bottom()),
            now.colour("line_strong"),
        )
    box(painter, disc, disc.height() / 2, now.colour("nav"))
    side = now.px(14)
    icon = QRectF(disc.center().x() - side / 2, disc.center().y() - side / 2, side, side)
    draw_icon(painter, found.icon, icon, now.colour("text2"))
    left = area.x() + _SIDE + now.px(_DISC) + _GAP
    right = area.right() - _SIDE
    top = QRectF(left, area.y() + 8, right - left, now.px(_TITLE))
    time = font(12, tabular=True)
    text(painter, top, found.time, time, now.colour("text2"), align=RIGHT)
    ink = now.colour("text2" if found.faint else "text")
    text(painter, top.adjusted(0, 0, -text_width(found.time, time) - 12, 0), found.title, font(13, 600), ink)
    y = top.bottom()
    body = font(13)
    for words in _lines(found.body, _text_width(round(area.width()))):
        text(painter, QRectF(left, y, right - left, now.px(_LEADING)), words, body, now.colour("text2"))
        y += now.px(_LEADING)
    _draw_chips(painter, row, found.chips, QPointF(left, y + 4))


def _draw_chips(painter: QPainter, row: Row, chips: tuple[str, ...], at: QPointF) -> None:
    now, x = row.look, at.x()
    type_ = font(12, 500)
    for words in chips:
        width = text_width(words, type_) + now.px(14) + 26
        area = QRectF(x, at.y(), width, now.px(_CHIP))
        box(painter, area, 7, now.colour("surface"), now.colour("line_strong"))
        draw_icon(
            painter,
            "paperclip",
            QRectF(x + 9, area.center().y() - now.px(7), now.px(14), now.px(14)),
            now.colour("text2"),
        )
        text(painter, area.adjusted(9 + now.px(14) + 6, 0, -8, 0), words, type_, now.colour("text"))
        x += width + 6


def _text_width(width: int) -> float:
    return max(80.0, width - look().px(_DISC) - _SIDE - _GAP - _SIDE)


def _lines(words: str, width: float) -> list[str]:
    """Break a text into lines as wide as the column; the last of too many ends in three dots."""
    made: list[str] = []
    for paragraph in words.split("\n"):
        made += _broken(paragraph, width)
        if len(made) >= _MOST_LINES:
            return [
                *made[: _MOST_LINES - 1],
                QFontMetricsF(font(13)).elidedText(made[_MOST_LINES - 1] + " …", Qt.TextElideMode.ElideRight, width),
            ]
    return made


def _broken(paragraph: str, width: float) -> list[str]:
    if not paragraph:
        return []
    layout = QTextLayout(paragraph, font(13))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    made: list[str] = []
    while (found := layout.createLine()).isValid():
        found.setLineWidth(width)
        made.append(paragraph[found.textStart() : found.textStart() + found.textLength()].rstrip())
    layout.endLayout()
    return made
