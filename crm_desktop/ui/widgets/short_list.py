"""A list of a few rows inside a card: as tall as its rows, one stop of the Tab key, each row opens what it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QSizePolicy, QStyleOptionViewItem, QWidget

from crm_desktop.ui.theme.drawing import RIGHT, box, focus_ring, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.avatar import AvatarKind, paint_avatar
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.lists import set_up
from crm_desktop.ui.widgets.stage_glyph import paint_stage, stage_colour
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_REF_ROLE = ROW_ROLE + 1
_ONE, _TWO, _GAP, _INSET = 36, 46, 10, 6
#: Share of the room a detail beside its title takes at most.
_MOST_DETAIL = 0.46


@dataclass(frozen=True, slots=True)
class ShortRow:
    """One row: a mark, a title with detail (below it where `two_lines`, else beside it), and words at the right.

    The mark is an avatar, a stage (`glyph`: chance, place, number of stages), or an icon.
    """

    ref: int
    title: str
    detail: str = ""
    right: str = ""
    icon: str = ""
    icon_tone: Role = "text2"
    detail_tone: Role = "text2"
    #: Words that are no amount are drawn quietly.
    right_strong: bool = True
    avatar: str = ""
    kind: AvatarKind = "person"
    glyph: tuple[float, int, int] | None = None
    faint: bool = False
    #: What a screen reader says instead of the words shown.
    sentence: str = ""


class ShortList(QListView):
    """`rows = ShortList(_("Deals")); rows.show_rows([...])`. Signal: `opened(ref)` on a click or Enter."""

    opened = Signal(int)

    def __init__(self, name: str, *, two_lines: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._two_lines = two_lines
        self._rows: tuple[ShortRow, ...] = ()
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._drawing = _Delegate(two_lines=two_lines)
        set_up(self, self._model, self._drawing, name=name, many=False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_rows(self, rows: Sequence[ShortRow]) -> None:
        """Show these rows; the same ones change nothing, so that the cursor stays where it is."""
        if tuple(rows) == self._rows:
            return
        here = self.currentIndex().data(_REF_ROLE)
        self._rows = tuple(rows)
        self._drawing.take_measure(self._rows)
        self._model.clear()
        for place, row in enumerate(rows):
            self._model.appendRow(_item(row, last=place == len(rows) - 1))
        at = next((place for place, row in enumerate(rows) if row.ref == here), -1)
        if at >= 0 and self.hasFocus():
            self.setCurrentIndex(self._model.index(at, 0))
        self.updateGeometry()

    def rows(self) -> tuple[ShortRow, ...]:
        """Return what is shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        """Ask for the room of all rows."""
        return QSize(look().px(200), self._height())

    def minimumSizeHint(self) -> QSize:
        """Need the room of all rows: a list inside a card does not scroll."""
        return QSize(look().px(80), self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter; leave letters to the commands of the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows:
            self.setCurrentIndex(self._model.index(0, 0))

    def _height(self) -> int:
        return look().px(_TWO if self._two_lines else _ONE) * len(self._rows)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(int(index.data(_REF_ROLE)))


def _item(row: ShortRow, *, last: bool) -> QStandardItem:
    item = QStandardItem()
    item.setEditable(False)
    item.setData((row, last), ROW_ROLE)
    item.setData(row.ref, _REF_ROLE)
    said = row.sentence or ", ".join(part for part in (row.title, row.detail, row.right) if part)
    item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(said)
    return item


class _Delegate(DelegateBase):
    """Draws short rows; only the pointer and the keyboard's focus give one a ground."""

    def __init__(self, *, two_lines: bool) -> None:
        super().__init__()
        self._two_lines = two_lines
        self._right = self._detail = 0.0

    def take_measure(self, rows: Sequence[ShortRow]) -> None:
        """Give details and the words at the right one width each, so that their columns stand straight."""
        if not self._two_lines:
            self._right = max((_width_of_right(row) for row in rows), default=0.0)
            self._detail = max((text_width(row.detail, font(12)) for row in rows), default=0.0)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(80), look().px(_TWO if self._two_lines else _ONE))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row."""
        found = index.data(ROW_ROLE)
        if not isinstance(found, tuple):
            return
        short, last = found
        if row.hovered:
            box(painter, row.area.adjusted(0, 1, 0, -1), 6, row.look.colour("hover"))
        if row.ringed:
            focus_ring(painter, row.area.adjusted(0, 1, 0, -1), 6)
        area = row.area.adjusted(_INSET, 0, -_INSET, 0)
        area.setLeft(area.left() + _draw_mark(painter, row, short, area))
        if not last and not self._two_lines:
            line(painter, area.left(), row.area.bottom() - 1, area.right())
        area.setRight(area.right() - max(self._right, _draw_right(painter, row, short, area)))
        if self._two_lines:
            _draw_below(painter, row, short, area)
        else:
            _draw_beside(painter, row, short, area, min(self._detail + 1, area.width() * _MOST_DETAIL))


def _draw_mark(painter: QPainter, row: Row, short: ShortRow, area: QRectF) -> float:
    """Draw avatar, stage or icon; return how far the words stand from the left."""
    now, middle = row.look, area.center().y()
    if short.avatar:
        side = now.px(32)
        paint_avatar(painter, square(area.x(), middle, side), short.avatar, short.kind)
        return side + _GAP + 2
    side = now.px(16)
    if short.glyph is not None:
        chance, place, number = short.glyph
        paint_stage(painter, square(area.x(), middle, side), chance, stage_colour(place, number))
    elif short.icon:
        draw_icon(painter, short.icon, square(area.x(), middle, side), now.colour(short.icon_tone))
    else:
        return 0.0
    return side + _GAP


def _width_of_right(short: ShortRow) -> float:
    type_ = font(13, 600, tabular=True) if short.right_strong else font(12)
    return text_width(short.right, type_) + _GAP if short.right else 0.0


def _draw_right(painter: QPainter, row: Row, short: ShortRow, area: QRectF) -> float:
    if not short.right:
        return 0.0
    type_ = font(13, 600, tabular=True) if short.right_strong else font(12)
    ink: Role = "text" if short.right_strong and not short.faint else "text3"
    room = area.adjusted(area.width() * 0.45, 0, 0, 0)
    text(painter, room, short.right, type_, row.look.colour(ink), align=RIGHT)
    return min(text_width(short.right, type_), room.width()) + _GAP


def _draw_below(painter: QPainter, row: Row, short: ShortRow, area: QRectF) -> None:
    now = row.look
    high, low = now.px(19), now.px(17)
    top = area.center().y() - (high + low) / 2 if short.detail else area.center().y() - high / 2
    title = QRectF(area.x(), top, area.width(), high)
    text(painter, title, short.title, font(13, 600), now.colour("text3" if short.faint else "text"))
    if short.detail:
        detail = QRectF(area.x(), top + high, area.width(), low)
        text(painter, detail, short.detail, font(12), now.colour("text3" if short.faint else short.detail_tone))


def _draw_beside(painter: QPainter, row: Row, short: ShortRow, area: QRectF, detail_width: float) -> None:
    now = row.look
    title = area.adjusted(0, 0, -(detail_width + _GAP) if detail_width > 1 else 0, 0)
    text(painter, title, short.title, font(13, 500), now.colour("text3" if short.faint else "text"))
    if short.detail:
        detail = area.adjusted(area.width() - detail_width, 0, 0, 0)
        text(painter, detail, short.detail, font(12), now.colour(short.detail_tone))
