"""Rows of a table that are dragged by their grip; the model decides where they go, and no view removes any."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTableView, QWidget

from crm_desktop.ui.models.offer_lines import OfferLinesModel
from crm_desktop.ui.models.offer_rows import MIME

_MARK = 2
_NEAR = 48


class DraggedRows(QTableView):
    """The part of the grid that drags.

    Signals: `shown(rect)` tells which part of the grid the user looks at; `grip_clicked(row)`.
    """

    shown = Signal(QRect)
    grip_clicked = Signal(int)

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
        #: Where a grip was pressed; None while no line is held.
        self._held: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the lines whose grip is pressed; several stay selected."""
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        grips = left and index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsDragEnabled)
        self._held = event.position().toPoint() if grips else None
        if not (grips and self.selectionModel().isRowSelected(index.row()) and not event.modifiers()):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held."""
        far = QApplication.startDragDistance()
        if self._held is not None and (event.position().toPoint() - self._held).manhattanLength() >= far:
            self._held = None
            self.startDrag(Qt.DropAction.MoveAction)
        elif self._held is None:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a grip that was pressed and not moved was clicked."""
        held, self._held = self._held, None
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if held is not None and index.isValid() and index == self.indexAt(held):
            self.grip_clicked.emit(index.row())

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the lines in use as a picture of their rows."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if not rows:
            return
        drag = QDrag(self)
        model = self.model()
        drag.setMimeData(model.mimeData([model.index(row, 0) for row in rows]))
        # A heading takes its section along, and shows it.
        if isinstance(model, OfferLinesModel):
            rows = list(model.block_of(range(rows[0], rows[-1] + 1)))
        height = sum(self.rowHeight(row) for row in rows)
        area = QRect(0, self.rowViewportPosition(rows[0]), self.viewport().width(), height)
        drag.setPixmap(self.viewport().grab(area))
        drag.setHotSpot(QPoint(24, self.rowHeight(rows[0]) // 2))
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
