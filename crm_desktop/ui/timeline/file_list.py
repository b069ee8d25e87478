"""The list of files: a small picture or the icon of their kind, name, size, and what they belong to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.timeline import FileRow
from crm_desktop.ui.models.file_rows import FileFace
from crm_desktop.ui.theme.drawing import RIGHT, box, draw_fitted, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.timeline.entries import is_picture
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row, draw_ground
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_ROOT = QModelIndex()
_ROW, _SIDE, _GAP = 60, 44, 12


class FileModel(QAbstractListModel):
    """Rows that are all here; what stays keeps its place and the cursor."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FileFace, ...] = ()

    def show_rows(self, rows: Sequence[FileFace]) -> None:
        """Show these files."""
        before, now = [row.file.id for row in self._rows], [row.file.id for row in rows]
        if before == now:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rows(self) -> tuple[FileFace, ...]:
        """Return what is shown."""
        return self._rows

    def at(self, index: Index) -> FileRow | None:
        """Return the file of a row."""
        return self._rows[index.row()].file if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many files there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row for the delegate, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken
        return row if role == ROW_ROLE else None


class FileView(RowListView):
    """Signals: `bin_asked()` for Del, `menu_asked(index, place)`, and those of every list."""

    bin_asked = Signal()
    menu_asked = Signal(QModelIndex, object)

    def __init__(
        self, model: FileModel, picture: Callable[[FileRow], QPixmap | None], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(model, FileDelegate(picture), name=_("Files"), parent=parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove by Del."""
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.bin_asked.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: Any) -> bool:
        """Keep Del for the file in the cursor: the pane's own would bin whom it is about."""
        if (
            event.type() == event.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu over the row below the pointer, by a key over the one in the cursor."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.currentIndex() if by_key else self.indexAt(event.pos())
        if at.isValid():
            self.setCurrentIndex(at)
            self.menu_asked.emit(at, self.visualRect(at).center() if by_key else event.pos())


class FileDelegate(DelegateBase):
    """Draws a file: picture or icon, name, size and what it belongs to, and the day it came."""

    def __init__(self, picture: Callable[[FileRow], QPixmap | None]) -> None:
        super().__init__()
        self._picture = picture

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(200), look().px(_ROW))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row."""
        draw_ground(painter, row)
        face = index.data(ROW_ROLE)
        if not isinstance(face, FileFace):
            return
        now, area = row.look, row.area.adjusted(20, 0, -22, 0)
        side = now.px(_SIDE)
        self._draw_mark(painter, row, face, QRectF(area.x(), area.center().y() - side / 2, side, side))
        left, high, low = area.x() + side + _GAP, now.px(20), now.px(17)
        top = area.center().y() - (high + low) / 2
        small = font(12, tabular=True)
        first = QRectF(left, top, area.right() - left, high)
        text(painter, first, face.when, small, now.colour("text2"), align=RIGHT)
        room = first.adjusted(0, 0, -text_width(face.when, small) - 12, 0)
        text(painter, room, face.file.name, font(13, 600), now.colour("text"))
        second = QRectF(left, top + high, area.right() - left, low)
        text(painter, second, face.detail, font(12), now.colour("text2" if row.selected else "text3"))

    def _draw_mark(self, painter: QPainter, row: Row, face: FileFace, place: QRectF) -> None:
        now = row.look
        box(painter, place, 7, now.colour("nav"))
        small = self._picture(face.file) if is_picture(face.file) else None
        if small is not None:
            draw_fitted(painter, place.adjusted(3, 3, -3, -3), small)
        else:
            side = now.px(18)
            draw_icon(painter, face.icon, square(place.center().x() - side / 2, place.center().y(), side),
                      now.colour("text2"))  # fmt: skip
