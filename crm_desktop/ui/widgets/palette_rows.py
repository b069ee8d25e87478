"""Rows of the command palette: what they are, the model that holds them and the delegate that draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import RIGHT, box, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.avatar import AvatarKind, paint_avatar
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row, draw_ground
from crm_desktop.ui.widgets.two_line import ROW_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

_ROW, _HEADING = 42, 34
_SIDE, _PAD, _MARK, _GAP = 8, 12, 26, 10


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One line to choose. Rows of one `group` stand together in the order given; `marks`: (start, length) in title."""

    #: What the receiver gets back; anything.
    key: object
    title: str
    detail: str = ""
    group: str = ""
    icon: str = ""
    avatar: str = ""
    kind: AvatarKind = "person"
    #: Shortcut shown at the right.
    hint: str = ""
    marks: tuple[tuple[int, int], ...] = ()

    def spoken(self) -> str:
        """Return what a screen reader says."""
        return ", ".join(part for part in (self.title, self.detail, self.hint) if part)


class PaletteModel(QAbstractListModel):
    """Rows with the names of their groups between them; names cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[PaletteRow | str] = []

    def show(self, rows: Sequence[PaletteRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines = []
        group = ""
        for row in rows:
            if row.group != group:
                group = row.group
                self._lines.append(group)
            self._lines.append(row)
        self.endResetModel()

    def row_at(self, index: QModelIndex | QPersistentModelIndex) -> PaletteRow | None:
        """Return the row of an index, None for a heading or nothing."""
        line = self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else ""
        return line if isinstance(line, PaletteRow) else None

    def height(self) -> int:
        """Return the height of all lines in pixels."""
        return sum(line_height(line) for line in self._lines)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of lines, headings counted."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the line itself for the delegate, its words for everybody else."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == ROW_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line if isinstance(line, str) else line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line if isinstance(line, str) else line.spoken()
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let rows be chosen and headings not."""
        if self.row_at(index) is None:
            return Qt.ItemFlag.NoItemFlags if not index.isValid() else Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def line_height(line: PaletteRow | str) -> int:
    """Return the height of a row or of the name of a group in pixels."""
    return look().px(_HEADING if isinstance(line, str) else _ROW)


class PaletteDelegate(DelegateBase):
    """Draws rows with their matches marked, and headings."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row or heading."""
        return QSize(look().px(300), line_height(index.data(ROW_ROLE)))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw a row or heading."""
        line = index.data(ROW_ROLE)
        if isinstance(line, PaletteRow):
            draw_ground(painter, row, inset=_SIDE, radius=metrics.RADIUS_FIELD)
            _draw_row(painter, row, line)
        elif isinstance(line, str):
            area = row.area.adjusted(_SIDE + _PAD, 8, -_PAD, 0)
            text(painter, area, line, font(11, 500), row.look.colour("text3"))


def room_for_title(width: float, detail: str) -> float:
    """Return how wide a title may be: a day or a place beside it stays whole, a long detail takes a half at most."""
    return width - min(text_width(detail, font(12)) + _GAP, width / 2) if detail else width


def _draw_row(painter: QPainter, row: Row, line: PaletteRow) -> None:
    now, area = row.look, row.area.adjusted(_SIDE + _PAD, 0, -_PAD - (0 if row.beside_bar else _SIDE), 0)
    mark = now.px(_MARK)
    centre = area.center().y()
    if line.avatar:
        place = QRectF(area.x(), centre - mark / 2, mark, mark)
        paint_avatar(painter, place, line.avatar, line.kind, selected=row.selected)
    elif line.icon:
        side = now.px(metrics.ICON_LARGE)
        draw_icon(painter, line.icon, square(area.x() + (mark - side) / 2, centre, side), now.colour("text2"))
    if line.hint or row.selected:
        hint = line.hint or "↵"
        text(painter, area, hint, font(11, 500), now.colour("text2"), align=RIGHT)
        area.setRight(area.right() - text_width(hint, font(11, 500)) - 12)
    area.setLeft(area.x() + mark + 14)
    title = QRectF(area)
    title.setWidth(room_for_title(area.width(), line.detail))
    _draw_marks(painter, row, line, title)
    width = text(painter, title, line.title, font(13, 600 if line.avatar else 500), now.colour("text"))
    if line.detail:
        area.setLeft(area.x() + width + _GAP)
        text(painter, area, line.detail, font(12), now.colour("text2" if row.selected else "text3"))


def _draw_marks(painter: QPainter, row: Row, line: PaletteRow, area: QRectF) -> None:
    """Draw the grounds of the letters that match what was typed."""
    type_ = font(13, 600 if line.avatar else 500)
    height = row.look.px(22)
    for start, length in line.marks:
        x = area.x() + text_width(line.title[:start], type_)
        width = text_width(line.title[start : start + length], type_)
        if x + width <= area.right():
            place = QRectF(x - 1, area.center().y() - height / 2, width + 2, height)
            box(painter, place, metrics.RADIUS_KEY, row.look.faded("accent", 0.16))
