"""Rows of a table that are dragged by their grip; the model decides where they go, and no view removes any."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from crm_desktop.ui.models.offer_lines import MIME

_MARK = 2
_NEAR = 48


class DraggedRows(QTableView):
    """The part of the grid that drags. Signal: `shown(rect)` tells which part of the grid the user looks at."""

    shown = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._mark = QFrame(self.viewport())
        # The accent, as a role of the palette, so that it follows the scheme.
        self._mark.setBackgroundRole(QPalette.ColorRole.Link)
        self._mark.setAutoFillBackground(True)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the line in use as a picture of its row."""
        index = self.currentIndex()
        if not index.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([index]))
        row = QRect(0, self.rowViewportPosition(index.row()), self.viewport().width(), self.rowHeight(index.row()))
        drag.setPixmap(self.viewport().grab(row))
        drag.setHotSpot(QPoint(24, row.height() // 2))
        drag.exec(Qt.DropAction.MoveAction)
        self._mark.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take lines of this offer."""
        if self._takes(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mark between which rows the line would be put, and keep the place in sight."""
        if not self._takes(event):
            event.ignore()
            return
        event.acceptProposedAction()
        row, y = self._gap_at(event), event.position().toPoint().y()
        at = self.rowViewportPosition(row) if row < self.model().rowCount() else self.viewport().height()
        self._mark.setGeometry(0, max(0, at - _MARK), self.viewport().width(), _MARK)
        self._mark.show()
        self._mark.raise_()
        self.shown.emit(QRect(0, y - _NEAR, 1, 2 * _NEAR))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Take the mark away."""
        self._mark.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Have the model move the line."""
        self._mark.hide()
        if self._takes(event):
            event.acceptProposedAction()
            move = Qt.DropAction.MoveAction
            self.model().dropMimeData(event.mimeData(), move, self._gap_at(event), 0, self.rootIndex())
        else:
            event.ignore()

    def _takes(self, event: QDropEvent) -> bool:
        if not event.mimeData().hasFormat(MIME):
            return False
        return self.model().canDropMimeData(event.mimeData(), Qt.DropAction.MoveAction, -1, 0, self.rootIndex())

    def _gap_at(self, event: QDropEvent) -> int:
        """Return before which row a pointer stands: above or below the middle of the row under it."""
        y = event.position().toPoint().y()
        row = self.rowAt(y)
        if row < 0:
            return self.model().rowCount()
        return row + (y > self.rowViewportPosition(row) + self.rowHeight(row) / 2)
