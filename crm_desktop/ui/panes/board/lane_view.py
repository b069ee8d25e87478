"""The cards of one lane: dragged by hand, moved by keys."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from crm_desktop.ui.models.board import DEAL_ROLE, MIME, CardFace, LaneModel
from crm_desktop.ui.panes.board.cards import GAP, CardDelegate, draw_card
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.painted import picture
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: How far a dragged card is tilted, in degrees.
_TILT = 2.0
_ROOM = 14


class LaneView(RowListView):
    """Cards of a stage.

    Signals: `sideways(by)` asks for the neighbouring lane, `shifted(by)` moves the card there; `hovered(bool)` tells of
    a card held over the lane, `dragging(bool)` of one of its own on its way.
    """

    sideways = Signal(int)
    shifted = Signal(int)
    hovered = Signal(bool)
    dragging = Signal(bool)

    def __init__(self, model: LaneModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, CardDelegate(), name=name, ground="canvas", parent=parent)
        self.lane = model
        self.viewport().setAutoFillBackground(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoScroll(True)

    def deal_id(self) -> int:
        """Return the deal of the current card, 0 for none."""
        return int(self.currentIndex().data(DEAL_ROLE) or 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the next lane, with Shift they take the card along."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.shifted.emit(step)
        elif not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.sideways.emit(step)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the current card as a tilted picture; where it is let go decides, this view removes nothing."""
        index = self.currentIndex()
        if not index.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(self._mime())
        card = self._picture()
        drag.setPixmap(card)
        drag.setHotSpot(QPoint(round(card.width() / card.devicePixelRatio() / 2), 24))
        self.dragging.emit(True)
        drag.exec(Qt.DropAction.MoveAction)
        self.dragging.emit(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up for a deal."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self.hovered.emit(True)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Scroll near the edges, and take the deal anywhere."""
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Stop lighting up."""
        super().dragLeaveEvent(event)
        self.hovered.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the card was let go: above or below the card under the pointer."""
        self.hovered.emit(False)
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        event.acceptProposedAction()
        self.lane.dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, self._row_at(event), 0, self.rootIndex())

    def _row_at(self, event: QDropEvent) -> int:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if not index.isValid():
            return self.lane.rowCount()
        return index.row() + (at.y() > self.visualRect(index).center().y())

    def _mime(self) -> QMimeData:
        return self.lane.mimeData([self.currentIndex()])

    def _picture(self) -> QPixmap:
        """Return the current card, tilted, with its shadow."""
        face = self.currentIndex().data(ROW_ROLE)
        rect = self.visualRect(self.currentIndex())
        width, height = rect.width(), rect.height() - GAP

        def draw(painter: QPainter) -> None:
            painter.translate(width / 2 + _ROOM, height / 2 + _ROOM)
            painter.rotate(_TILT)
            painter.translate(-width / 2, -height / 2)
            if isinstance(face, CardFace):
                draw_card(painter, look(), QRectF(6, 0, width - 12, height), face)

        return picture(width + 2 * _ROOM, height + 2 * _ROOM, self.devicePixelRatioF(), draw)
