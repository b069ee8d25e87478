"""The rows of the list of companies: name and town as everywhere, then figures in columns under their heads."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.companies import CompanyFace
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.delegates import Index, Row, draw_ground
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLineDelegate, draw_two_line


class _Column(NamedTuple):
    """A column right of the name: its width at 100 % text, and the width of the list below which it gives way."""

    key: str
    width: int
    gives_way: int
    figures: bool


_COLUMNS = (
    _Column("industry", 150, 880, figures=False),
    _Column("size", 96, 980, figures=True),
    _Column("revenue", 150, 560, figures=True),
    _Column("open", 120, 640, figures=True),
    _Column("step", 130, 0, figures=True),
    _Column("recent", 110, 1060, figures=True),
)
_SIDE, _GAP = 28, 16


def places(area: QRectF, now: Look) -> tuple[QRectF, dict[str, QRectF]]:
    """Return where the name stands and where each column that fits does."""
    room = area.width() / now.scale
    x = area.right() - _SIDE
    found: dict[str, QRectF] = {}
    for column in reversed(_COLUMNS):
        if room >= column.gives_way:
            wide = now.px(column.width)
            found[column.key] = QRectF(x - wide, area.y(), wide - _GAP, area.height())
            x -= wide
    return QRectF(area.x(), area.y(), x - area.x(), area.height()), found


class CompanyDelegate(TwoLineDelegate):
    """Draws `CompanyFace` rows; a row not loaded yet stays empty."""

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row."""
        draw_ground(painter, row)
        face = index.data(ROW_ROLE)
        if not isinstance(face, CompanyFace):
            return
        name, columns = places(row.area, row.look)
        draw_two_line(painter, row._replace(area=name, beside_bar=True), face.line)
        for column in _COLUMNS:
            if column.key in columns:
                _draw_cell(painter, row, columns[column.key], face, column)


def _draw_cell(painter: QPainter, row: Row, area: QRectF, face: CompanyFace, column: _Column) -> None:
    now, words = row.look, str(getattr(face, column.key))
    strong = column.key == "revenue"
    late = column.key == "step" and face.step_late
    type_ = font(13, 600 if strong or late else 400, tabular=column.figures)
    ink = now.colour("danger" if late else "text" if strong else "text2")
    text(painter, area, words, type_, ink, align=RIGHT if column.figures else LEFT)
    if late:
        side = now.px(14)
        x = area.right() - text_width(words, type_) - side - 6
        draw_icon(painter, "clock-alert", square(x, area.center().y(), side), ink)


#: Columns by which the list can be ordered.
SORTED_BY = ("name", "revenue", "open", "recent")


class Heads(Painted):
    """The words over the columns of a list; each says what it counts. Signal: `sorted_by(key)`, one of SORTED_BY.

    With keys the order is chosen from the menu beside the filters, which says the same.
    """

    sorted_by = Signal(str)

    def __init__(self, view: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        # A scroll bar that comes or goes moves the columns.
        view.verticalScrollBar().rangeChanged.connect(self._follow)
        self._order = ""
        self.setMouseTracking(True)
        self._words = {
            "name": _("Company"), "industry": _("Industry"), "size": _("Employees"), "revenue": _("Revenue 12 months"),
            "open": _("Open deals"), "step": _("Next step"), "recent": _("In touch"),
        }  # fmt: skip
        self.setAccessibleName(", ".join(self._words.values()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(look().px(200), look().px(30))

    def show_order(self, key: str) -> None:
        """Mark the head of the column the list is ordered by, "" for none."""
        self._order = key
        self.update()

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the heads where the rows have their columns."""
        figures = {column.key: column.figures for column in _COLUMNS}
        for key, place in self._places(area.height()).items():
            chosen = key == self._order
            ink, type_ = now.colour("text" if chosen else "text3"), font(12, 600 if chosen else 500)
            text(painter, place, self._words[key], type_, ink, align=RIGHT if figures.get(key) else LEFT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer which heads can be pressed."""
        hand = Qt.CursorShape.PointingHandCursor if self._at(event.position()) else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Order the list by the column whose head was pressed."""
        key = self._at(event.position())
        if key:
            self.sorted_by.emit(key)

    def _at(self, point: QPointF) -> str:
        found = (key for key, place in self._places(self.height()).items() if place.contains(point))
        return next((key for key in found if key in SORTED_BY), "")

    def _places(self, height: float) -> dict[str, QRectF]:
        name, columns = places(QRectF(0, 0, self._view.viewport().width(), height), look())
        return {"name": name.adjusted(20, 0, 0, 0), **columns}

    def _follow(self) -> None:
        self.update()
