"""The cards of one lane: dragged by hand, moved by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from crm_desktop.ui.models.board import DEAL_ROLE, MIME, LaneModel, deals_as_mime, deals_of_mime
from crm_desktop.ui.models.board_cards import CardFace
from crm_desktop.ui.panes.board.cards import GAP, CardDelegate, card_height, draw_card, step_area
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.painted import picture
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: How far a dragged card is tilted, in degrees.
_TILT = 2.0
_ROOM = 14
#: Where a dragged card would go in a lane, and what to say there: (deal ids, row under the pointer) -> (row, words).
Promise = Callable[[list[int], int], tuple[int | None, str]]
#: Held down to select cards in addition.
_TOGETHER = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class LaneView(RowListView):
    """Cards of a lane.

    Signals: `sideways(by)` asks for the neighbouring lane, `shifted(by)` moves the card there; `hovered(bool)` tells of
    a card held over the lane, `dragging(ids)` of own ones on their way (none when it is over), `near(x)` where on the
    screen one is held; `step_asked(deal id, QRect)` of a click on a next step; `pressed_plain()` of a click that
    selects one card alone.
    """

    sideways = Signal(int)
    shifted = Signal(int)
    hovered = Signal(bool)
    dragging = Signal(object)
    near = Signal(QPoint)
    step_asked = Signal(int, object)
    pressed_plain = Signal()

    def __init__(self, model: LaneModel, name: str, parent: QWidget | None = None) -> None:
        self._cards = CardDelegate()
        super().__init__(model, self._cards, name=name, ground="canvas", many=True, parent=parent)
        self.lane = model
        self.selected: Callable[[], list[int]] = self.selected_ids
        self.promise: Promise | None = None
        #: Whether the cursor moves by a key or click that selects in addition.
        self.together = False
        self.viewport().setAutoFillBackground(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoScroll(True)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._fit)

    # Form

    def show_form(self, *, compact: bool, extra: bool) -> None:
        """Draw cards briefly or at length, with or without a line of further facts."""
        if (self._cards.compact, self._cards.extra) != (compact, extra):
            self._cards.compact, self._cards.extra = compact, extra
            self.doItemsLayout()
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for the room of all cards, so that what follows them stands right below."""
        return QSize(look().px(150), self._tall())

    def minimumSizeHint(self) -> QSize:
        """Need room for one card; the others are scrolled to."""
        return QSize(look().px(80), min(self._tall(), self._one()))

    def _one(self) -> int:
        return card_height(compact=self._cards.compact, extra=self._cards.extra)

    def _tall(self) -> int:
        return self._one() * self.lane.rowCount()

    def _fit(self) -> None:
        self.setMaximumHeight(max(1, self._tall()))
        self.updateGeometry()

    # The cursor and what is selected

    def deal_id(self) -> int:
        """Return the deal of the current card, 0 for none."""
        return int(self.currentIndex().data(DEAL_ROLE) or 0)

    def selected_ids(self) -> list[int]:
        """Return the deals that are selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [card.id for row in rows if (card := self.lane.card_at(row)) is not None]

    def choose(self, row: int) -> None:
        """Make a card the current one and the only one selected, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.lane.index(row), flags.ClearAndSelect)
        self.scrollTo(self.lane.index(row))

    def let_go(self) -> None:
        """Have no current card and none selected."""
        self.selectionModel().clear()

    def toggle(self) -> None:
        """Select the current card in addition, or no longer."""
        self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the next lane, with Shift they take the card along; Space selects in addition."""
        self.together = bool(event.modifiers() & _TOGETHER)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle()
        elif step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.shifted.emit(step)
        elif not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.sideways.emit(step)
        self.together = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of a click that selects one card alone."""
        self.together = bool(event.modifiers() & _TOGETHER)
        index = self.indexAt(event.position().toPoint())
        if not self.together and index.data(DEAL_ROLE) not in self.selected_ids():
            self.pressed_plain.emit()
        super().mousePressEvent(event)
        self.together = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what is planned where the next step was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and index.isValid() and self.state() is QAbstractItemView.State.NoState:
            area = self.step_rect(index)
            if area.contains(event.position()):
                self.step_asked.emit(int(index.data(DEAL_ROLE) or 0), area.toRect())

    def step_rect(self, index: QModelIndex) -> QRectF:
        """Return where the next step of a card stands."""
        return step_area(QRectF(self.visualRect(index)), compact=self._cards.compact)

    # Dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag what is selected as a tilted picture; where it is let go decides, this view removes nothing."""
        index = self.currentIndex()
        if not index.data(DEAL_ROLE):
            return
        ids = self.selected() or [self.deal_id()]
        drag = QDrag(self)
        drag.setMimeData(self._mime(ids))
        card = self._picture(len(ids))
        drag.setPixmap(card)
        drag.setHotSpot(QPoint(round(card.width() / card.devicePixelRatio() / 2), 24))
        self.hold(ids)
        self.dragging.emit(ids)
        drag.exec(Qt.DropAction.MoveAction)
        self.dragging.emit([])
        self.hold([])

    def hold(self, ids: list[int]) -> None:
        """Draw these cards as being on their way."""
        self._cards.held = frozenset(ids)
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up for a deal."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self.hovered.emit(True)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Scroll near the edges, show where the deal would go, and take it anywhere."""
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self.show_gap(deals_of_mime(event.mimeData()), event.position().toPoint())
            self.near.emit(self.viewport().mapToGlobal(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Stop lighting up."""
        super().dragLeaveEvent(event)
        self.lane.set_gap(None)
        self.hovered.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the cards were let go: above or below the card under the pointer."""
        row = self.row_at(event.position().toPoint())
        self.lane.set_gap(None)
        self.hovered.emit(False)
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        event.acceptProposedAction()
        self.lane.dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, row, 0, self.rootIndex())

    def show_gap(self, ids: list[int], at: QPoint) -> None:
        """Show where cards held at a point would go."""
        if self.promise is not None:
            self.lane.set_gap(*self.promise(ids, self.row_at(at)))

    def row_at(self, at: QPoint) -> int:
        """Return the row a card let go at a point would take, counted without the gap."""
        gap = self.lane.gap_row()
        index = self.indexAt(at)
        if not index.isValid():
            return self.lane.rowCount() - (gap is not None)
        if index.row() == gap:
            return gap
        row = index.row() + (at.y() > self.visualRect(index).center().y())
        return row - (gap is not None and row > gap)

    def _mime(self, ids: list[int]) -> QMimeData:
        return deals_as_mime(ids)

    def _picture(self, count: int) -> QPixmap:
        """Return the current card, tilted, with its shadow; behind it another where several are dragged."""
        face = self.currentIndex().data(ROW_ROLE)
        rect = self.visualRect(self.currentIndex())
        width, height = rect.width(), rect.height() - GAP
        compact = self._cards.compact

        def draw(painter: QPainter) -> None:
            painter.translate(width / 2 + _ROOM, height / 2 + _ROOM)
            painter.rotate(_TILT)
            painter.translate(-width / 2, -height / 2)
            if isinstance(face, CardFace):
                for behind in range(min(count, 3) - 1, -1, -1):
                    area = QRectF(6 + 5 * behind, 5 * behind, width - 12, height)
                    draw_card(painter, look(), area, face, compact=compact)

        return picture(width + 2 * _ROOM, height + 2 * _ROOM, self.devicePixelRatioF(), draw)
