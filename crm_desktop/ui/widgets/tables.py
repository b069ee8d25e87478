"""Tables set up the way all tables of the window behave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.header import ElidingHeader

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyledItemDelegate


class RowTableView(QTableView):
    """`RowTableView(model, name=_("Offers"), stretch=1)`: whole rows are chosen, lines lie only between rows.

    Signals: `opened(index)` on Enter or a double click, `peeked(index)` on Space. Tab leaves the table. Row heights
    follow the density; `delegate` draws all cells, else Qt's own in our style.
    """

    opened = Signal(QModelIndex)
    peeked = Signal(QModelIndex)

    def __init__(
        self,
        model: QAbstractItemModel,
        delegate: QStyledItemDelegate | None = None,
        *,
        name: str,
        stretch: int = 0,
        many: bool = False,
        sortable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalHeader(ElidingHeader(self, stretch=stretch))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().table_row)
        self.verticalHeader().setMinimumSectionSize(look().px(24))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        if delegate is not None:
            delegate.setParent(self)
            self.setItemDelegate(delegate)
        self.setSortingEnabled(sortable)
        self.setModel(model)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, peek by Space."""
        here, plain = self.currentIndex(), not event.modifiers()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and here.isValid():
            self.opened.emit(here)
        elif event.key() == Qt.Key.Key_Space and plain and here.isValid():
            self.peeked.emit(here)
        else:
            super().keyPressEvent(event)
