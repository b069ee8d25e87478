"""Tables set up the way all tables of the window behave."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.header import ElidingHeader
from crm_desktop.ui.widgets.lists import set_up, step, takes_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyledItemDelegate

C = TypeVar("C", bound=int)


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
        self._give_way: Sequence[tuple[int, int]] = ()

    def sort_by_heads(self) -> None:
        """Let a click on a head sort by it; as long as there was none, rows stay in the order they were read."""
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit_columns(self, widths: Mapping[C, int], give_way: Sequence[tuple[int, int]] = ()) -> None:
        """Give columns their widths at 100 % text; those that give way are left out below the room beside them."""
        self._give_way = give_way
        for place, width in widths.items():
            self.setColumnWidth(place, look().px(width))

    def follow_width(self, room: float) -> None:
        """Leave out columns that do not fit, in pixels at 100 % text."""
        for place, least in self._give_way:
            self.setColumnHidden(place, room < least)

    def step(self, by: int) -> None:
        """Make a row `by` further down the current one; at the ends nothing moves."""
        step(self, by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, peek and move by keys."""
        if not takes_key(self, event, self.opened, self.peeked):
            super().keyPressEvent(event)
