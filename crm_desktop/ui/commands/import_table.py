"""The first rows of a file to be taken in, with a list over each column that says which field it fills."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.exchange.column import Column, Confidence
from crm_desktop.exchange.titles import confidence_title
from crm_desktop.ui.models.import_preview import OPEN_ROLE, WRONG_ROLE, Preview, PreviewModel, titles_of, waits
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, line, square, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.chooser_header import ChooserHeader, Head
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row, draw_ground
from crm_desktop.ui.widgets.lists import set_up

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from crm_desktop.base.errors import Problem

#: Widths in pixels at 100 % text: of the row's number, and least and most of a column.
_NUMBER, _NARROW, _WIDE = 44, 116, 230
_ICON = 14
#: Keys of what can be done with a column besides filling a field.
SPLIT, JOIN, BACK = "…split", "…join", "…back"


class ImportTable(QTableView):
    """`table.show_preview(preview)`, `table.mark(problems)`; signal `chosen(heading, field)` by the user's hand."""

    chosen = Signal(str, str)
    #: A column is to be taken apart, put together with others, or its parts to be taken back: heading and SPLIT, …
    shaping = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PreviewModel(self)
        self.head = ChooserHeader(parent=self)
        self.setHorizontalHeader(self.head)
        self._columns: tuple[Column, ...] = ()
        sides = self.verticalHeader()
        sides.hide()
        sides.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sides.setDefaultSectionSize(look().px(30))
        self.setShowGrid(False)
        self.setWordWrap(False)
        set_up(self, self.rows, _Cells(self), name=_("First rows of the file"), many=False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.head.chosen.connect(self._take)
        self.horizontalScrollBar().valueChanged.connect(lambda _at: self.head.follow())

    def show_preview(self, shown: Preview) -> None:
        """Show other rows, or other fields over the same ones."""
        titles = titles_of(shown)
        fresh = tuple(one.heading for one in self._columns) != tuple(one.heading for one in shown.columns)
        self._columns = tuple(shown.columns)
        self.rows.show(shown)
        if shown.is_table:
            fields = (Choice(name, words) for name, words in titles.items())
            self.head.offer([Choice("", _("Leave out")), *fields, *_more(shown)])
            self.head.show_heads([_head_of(column) for column in shown.columns])
        else:
            self.head.show_titles([column.heading for column in shown.columns])
        if fresh:
            self._fit(shown)

    def mark(self, problems: Iterable[Problem]) -> None:
        """Mark the cells these are about."""
        self.rows.mark(problems)

    def go_to_wrong(self, field: str = "") -> bool:
        """Go to the next marked cell, of one field or of any; False where none of these rows has one."""
        here = self.currentIndex()
        for _step in range(self.rows.rowCount() * self.rows.columnCount()):
            here = self.rows.next_wrong(here)
            if not here.isValid():
                return False
            if not field or self._columns[here.column() - 1].field == field:
                self.setCurrentIndex(here)
                self.scrollTo(here)
                self.setFocus()
                return True
        return False

    def open_chooser(self) -> None:
        """Open the list over the column of the cursor."""
        place = self.currentIndex().column() - 1
        if 0 <= place < len(self.head.choosers):
            self.head.choosers[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.head.choosers[place].showPopup()

    def _take(self, place: int, field: str) -> None:
        """Let a column fill a field, or ask for something to be done with it."""
        heading = self._columns[place].heading
        if field in {SPLIT, JOIN, BACK}:
            self.head.show_heads([_head_of(column) for column in self._columns])
            self.shaping.emit(heading, field)
        else:
            self.chosen.emit(heading, field)

    def _fit(self, shown: Preview) -> None:
        """Give each column the room its cells need, within reason."""
        self.setColumnWidth(0, look().px(_NUMBER))
        for place, column in enumerate(shown.columns, 1):
            longest = max((len(one) for one in (*column.samples, column.heading)), default=0)
            self.setColumnWidth(place, look().px(min(_WIDE, max(_NARROW, 24 + 7 * longest))))
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(0, 1))


def _more(shown: Preview) -> list[Choice]:
    """Return what can be done with a column besides filling a field."""
    found = [Choice(SPLIT, _("Split this column …"), "split")]
    if len(shown.columns) > 1:
        found.append(Choice(JOIN, _("Join with other columns …"), "merge"))
    if shown.shapes:
        found.append(Choice(BACK, _("Take split and join back"), "undo-2"))
    return found


class _Cells(DelegateBase):
    """Draws cells: bad ones with an icon on red, those of columns nobody knows on yellow, the rest plain."""

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        now, area = row.look, row.area
        if index.column() == 0:
            text(painter, area.adjusted(10, 0, -4, 0), str(index.data()), font(11, 400), now.colour("text3"))
        else:
            _draw_cell(painter, row, index)
        line(painter, area.left(), area.bottom() - 0.5, area.right())


def _draw_cell(painter: QPainter, row: Row, index: Index) -> None:
    now, area = row.look, row.area
    if index.data(OPEN_ROLE):
        painter.fillRect(area, now.colour("warning_tint"))
    if row.selected:
        draw_ground(painter, row, inset=2)
    words, inner = str(index.data() or "–"), area.adjusted(10, 0, -6, 0)
    if index.data(WRONG_ROLE):
        box(painter, area.adjusted(3, 3, -3, -3), metrics.RADIUS_KEY, now.colour("danger_tint"))
        side = now.px(_ICON)
        draw_icon(painter, "triangle-alert", square(inner.x(), inner.center().y(), side), now.colour("danger"))
        inner = QRectF(inner.adjusted(side + 6, 0, 0, 0))
    colour = now.colour("danger" if index.data(WRONG_ROLE) else "text" if index.data() else "text3")
    text(painter, inner, words, font(12, 400), colour)


def _head_of(column: Column) -> Head:
    remark = confidence_title(column.confidence)
    match column.confidence:
        case Confidence.OPEN if waits(column):
            return Head(column.heading, "", remark, "circle-question-mark", "warning")
        case Confidence.OPEN:
            return Head(column.heading, "", _("empty"), "minus", "text3")
        case Confidence.GUESSED:
            return Head(column.heading, column.field, remark, "circle-question-mark", "warning")
    return Head(column.heading, column.field, remark)
