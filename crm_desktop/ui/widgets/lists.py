"""Lists as all lists of the window behave: `LongListView` for rows of one height, `RowListView` for any others.

Qt's list view lays out every row (1.3 seconds for a million), its table view only those in sight (20 milliseconds).
So a long list is a table of one column without heads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QListView, QTableView, QWidget

from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.palette import GROUNDS, Ground

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, SignalInstance
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyledItemDelegate

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETTERS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


def set_up(
    view: QAbstractItemView,
    model: QAbstractItemModel,
    delegate: QStyledItemDelegate | None,
    *,
    name: str,
    many: bool,
    ground: Ground = "surface",
) -> None:
    """Give a view what all views have in common: no frame, whole rows, smooth scrolling, no editing, a name."""
    view.setAccessibleName(name)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.viewport().setBackgroundRole(GROUNDS[ground])
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setTabKeyNavigation(False)
    mode = QAbstractItemView.SelectionMode
    view.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
    if delegate is not None:
        delegate.setParent(view)
        view.setItemDelegate(delegate)
    view.setModel(model)


def step(view: QAbstractItemView, by: int) -> None:
    """Make a row `by` further down the current one; at the ends nothing moves."""
    model, here = view.model(), view.currentIndex()
    wanted = min(max(here.row() + by, 0), model.rowCount() - 1)
    if wanted != here.row() and wanted >= 0:
        view.setCurrentIndex(model.index(wanted, max(0, here.column())))


def takes_key(view: QAbstractItemView, event: QKeyEvent, opened: SignalInstance, peeked: SignalInstance) -> bool:
    """Open by Enter, peek by Space, move by J and K; leave other letters to the commands of the window."""
    here, key = view.currentIndex(), event.key()
    if event.modifiers():
        return False
    if key in _ENTER and here.isValid():
        opened.emit(here)
    elif key == Qt.Key.Key_Space and here.isValid():
        peeked.emit(here)
    elif key in _LETTERS:
        step(view, _LETTERS[Qt.Key(key)])
    elif event.text().isprintable() and event.text():
        event.ignore()
    else:
        return False
    return True


class RowListView(QListView):
    """`RowListView(model, EntryDelegate(), name=_("History"), uniform=False)`: up to some thousand rows of any height.

    J and K move like the arrows. Signals: `moved(index)` when another row becomes the current one (invalid for none),
    `opened(index)` on Enter or a double click, `peeked(index)` on Space. With `many`, several rows can be selected.
    """

    moved = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    peeked = Signal(QModelIndex)

    def __init__(
        self,
        model: QAbstractItemModel,
        delegate: QStyledItemDelegate,
        *,
        name: str,
        ground: Ground = "surface",
        many: bool = False,
        uniform: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(uniform)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        set_up(self, model, delegate, name=name, many=many, ground=ground)
        self.doubleClicked.connect(self.opened)

    def step(self, by: int) -> None:
        """Make a row `by` further down the current one; at the ends nothing moves."""
        step(self, by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, peek and move by keys."""
        if not takes_key(self, event, self.opened, self.peeked):
            super().keyPressEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which row is the current one now."""
        super().currentChanged(current, previous)
        self.moved.emit(current)


class LongListView(QTableView):
    """`LongListView(model, TwoLineDelegate(), name=_("Contacts"), many=True)`: any number of rows of one height.

    Used like `RowListView`, with the same signals. `row` is the height in pixels; without one, that of the density.
    """

    moved = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    peeked = Signal(QModelIndex)

    def __init__(
        self,
        model: QAbstractItemModel,
        delegate: QStyledItemDelegate,
        *,
        name: str,
        ground: Ground = "surface",
        many: bool = False,
        row: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heads, sides = self.horizontalHeader(), self.verticalHeader()
        heads.hide()
        heads.setMinimumSectionSize(1)
        heads.setStretchLastSection(True)
        sides.hide()
        sides.setMinimumSectionSize(1)
        sides.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sides.setDefaultSectionSize(row or look().row)
        set_up(self, model, delegate, name=name, many=many, ground=ground)
        self.verticalScrollBar().setSingleStep(sides.defaultSectionSize() // 2)
        self.doubleClicked.connect(self.opened)

    def step(self, by: int) -> None:
        """Make a row `by` further down the current one; at the ends nothing moves."""
        step(self, by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, peek and move by keys."""
        if not takes_key(self, event, self.opened, self.peeked):
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Let Home and End go to the first and last row, as in a list."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0,
                QAbstractItemView.CursorAction.MoveEnd: self.model().rowCount() - 1}  # fmt: skip
        if action in ends:
            return self.model().index(ends[action], 0)
        return super().moveCursor(action, modifiers)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which row is the current one now."""
        super().currentChanged(current, previous)
        self.moved.emit(current)
