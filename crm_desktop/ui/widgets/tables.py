"""Tables set up the way all tables of the window behave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.header import ElidingHeader
from crm_desktop.ui.widgets.lists import set_up, takes_key

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
        self.setHorizontalHeader(ElidingHeader(self, stretch=stretch))
        sides = self.verticalHeader()
        sides.hide()
        sides.setMinimumSectionSize(look().px(24))
        sides.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sides.setDefaultSectionSize(look().table_row)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSortingEnabled(sortable)
        set_up(self, model, delegate, name=name, many=many)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, peek and move by keys."""
        if not takes_key(self, event, self.opened, self.peeked):
            super().keyPressEvent(event)
