"""List views set up the way all lists of the window behave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from crm_desktop.ui.theme.palette import GROUNDS, Ground

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent

    from crm_desktop.ui.widgets.delegates import DelegateBase


class RowListView(QListView):
    """`RowListView(model, TwoLineDelegate(), name=_("Contacts"))`.

    J and K move like the arrows. Signals: `moved(index)` when another row becomes the current one (`invalid` for none),
    `opened(index)` on Enter or a double click, `peeked(index)` on Space. With `many`, several rows can be selected.
    """

    moved = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    peeked = Signal(QModelIndex)

    def __init__(
        self,
        model: QAbstractItemModel,
        delegate: DelegateBase,
        *,
        name: str,
        ground: Ground = "surface",
        many: bool = False,
        uniform: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(GROUNDS[ground])
        self.setUniformItemSizes(uniform)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, peek, and move by letters."""
        key, plain = event.key(), not event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif key == Qt.Key.Key_Space and plain and self.currentIndex().isValid():
            self.peeked.emit(self.currentIndex())
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K) and plain:
            self.step(1 if key == Qt.Key.Key_J else -1)
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """Make a row `by` further down the current one; at the ends nothing moves."""
        model = self.model()
        at = self.currentIndex().row()
        wanted = min(max(at + by, 0), model.rowCount() - 1)
        if wanted != at and wanted >= 0:
            self.setCurrentIndex(model.index(wanted, 0))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which row is the current one now."""
        super().currentChanged(current, previous)
        self.moved.emit(current)
