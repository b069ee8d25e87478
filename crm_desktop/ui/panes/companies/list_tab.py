"""A tab of the card that is one list: deals, offers, orders or files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.short_list import ShortList, ShortRow


class ListTab(QScrollArea):
    """A tab that is one list. Signals: `opened(id)`, `released()` when its filter is taken away."""

    opened = Signal(int)
    released = Signal()

    def __init__(self, icon: str, words: str, nothing: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(words)
        self.list = ShortList(words)
        self.list.opened.connect(self.opened)
        self.filter = Button("", "chip", icon="x", on=self.released.emit)
        self.filter.hide()
        self._card = Card(padding=14)
        self._card.setAccessibleName(words)
        self._card.body.addWidget(self.list)
        self._empty = EmptyState(icon, nothing, detail)
        body = Pane("canvas")
        column(body, row(None, self.filter, None), self._card, self._empty, None, gap=10, margins=(24, 18, 24, 24))
        self.setWidget(body)

    def show_rows(self, rows: Sequence[ShortRow], filtered: str = "") -> None:
        """Show rows; `filtered` names what they were narrowed to."""
        self.list.show_rows(rows)
        self._card.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.filter.setText(filtered)
        self.filter.setAccessibleName(_("Release the filter: {words}").format(words=filtered))
        self.filter.setVisible(bool(filtered))
