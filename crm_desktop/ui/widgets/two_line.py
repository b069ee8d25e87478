"""Rows of two lines: avatar or icon, name and detail, and at the right when and why it matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt

from crm_desktop.ui.theme.drawing import RIGHT, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.avatar import AvatarKind, paint_avatar
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row, draw_ground

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

#: Models answer this role with a TwoLine (or any object their own delegate draws).
ROW_ROLE = Qt.ItemDataRole.UserRole + 1

_MARGIN, _PAD, _AVATAR, _GAP = 8, 12, 36, 12


@dataclass(frozen=True, slots=True)
class TwoLine:
    """One row, ready to be drawn. Without `avatar`, `icon` stands in its place; without both, the text begins left."""

    title: str
    detail: str = ""
    right: str = ""
    right_icon: str = ""
    right_tone: Role = "text2"
    avatar: str = ""
    kind: AvatarKind = "person"
    icon: str = ""
    #: A small icon behind the title: a favourite's star.
    mark: str = ""
    #: Drawn in the weaker ink: what is over, or out of the filter.
    faint: bool = False


class TwoLineDelegate(DelegateBase):
    """Draws `TwoLine` rows in the height of the density in force; a row not loaded yet (None) stays empty."""

    def __init__(self, parent: QObject | None = None, *, height: int = 0) -> None:
        super().__init__(parent)
        self._height = height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        now = look()
        return QSize(now.px(200), now.px(self._height) if self._height else now.row)

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row."""
        draw_ground(painter, row, inset=_MARGIN)
        line = index.data(ROW_ROLE)
        if isinstance(line, TwoLine):
            draw_two_line(painter, row, line)


def draw_two_line(painter: QPainter, row: Row, line: TwoLine) -> None:
    """Draw the content of a row without its ground."""
    now, area = row.look, row.area.adjusted(_MARGIN + _PAD, 0, -_PAD - 2 - (0 if row.beside_bar else _MARGIN), 0)
    x = area.x() + _draw_mark(painter, row, line, area)
    high, low = now.px(20), now.px(17)
    top = area.center().y() - (high + low) / 2 if line.detail else area.center().y() - high / 2
    first = QRectF(x, top, area.right() - x, high)
    taken = _draw_right(painter, row, line, first)
    ink: Role = "text3" if line.faint else "text"
    side = now.px(12) if line.mark else 0
    room = first.adjusted(0, 0, -taken - (side + 5 if side else 0), 0)
    width = text(painter, room, line.title, font(13, 600), now.colour(ink))
    if line.mark:
        draw_icon(painter, line.mark, square(x + width + 5, first.center().y(), side), now.colour("text3"))
    if line.detail:
        second = QRectF(x, top + high, area.right() - x, low)
        quiet: Role = "text2" if row.selected else "text3"
        text(painter, second, line.detail, font(12), now.colour(quiet))


def _draw_mark(painter: QPainter, row: Row, line: TwoLine, area: QRectF) -> float:
    """Draw avatar or icon; return how far the text stands from the left."""
    side = min(row.look.px(_AVATAR), area.height() - 8)
    if line.avatar:
        place = QRectF(area.x(), area.center().y() - side / 2, side, side)
        paint_avatar(painter, place, line.avatar, line.kind, selected=row.selected)
        return side + _GAP
    if line.icon:
        small = row.look.px(16)
        ink = row.look.colour("text2")
        draw_icon(painter, line.icon, square(area.x(), area.center().y(), small), ink)
        return small + _GAP
    return 0.0


def _draw_right(painter: QPainter, row: Row, line: TwoLine, first: QRectF) -> float:
    """Draw what stands at the right of the first line; return the width it takes, a gap included."""
    if not line.right and not line.right_icon:
        return 0.0
    type_ = font(12, tabular=True)
    ink = row.look.colour("text2")
    width = min(text_width(line.right, type_), first.width() / 2)
    text(painter, first, line.right, type_, ink, align=RIGHT)
    taken = width + 8
    if line.right_icon:
        side = row.look.px(14)
        x = first.right() - width - (side + 6 if line.right else side)
        draw_icon(painter, line.right_icon, square(x, first.center().y(), side), row.look.colour(line.right_tone))
        taken += side + 6
    return taken
