"""A list of people behind a figure of a campaign; each opens where it lives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.campaign_lines import ID_ROLE, Line, LinesModel
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.two_line import TwoLineDelegate


class PeoplePage(Pane):
    """`page.show_people(title, remark, lines)`. Signal: `opened(contact)` on Enter or a double click."""

    opened = Signal(int)

    def __init__(self, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._title = Text("", 14, 600)
        self._remark = Text("", 12, 400, "text2", wrap=True)
        self.model = LinesModel(self)
        self.view = LongListView(self.model, TwoLineDelegate(), name=_("People"))
        self.view.opened.connect(self._open)
        card = Card(radius=12, edge="line", padding=10)
        card.body.addWidget(self._remark)
        card.body.addWidget(self.view, 1)
        head = row(None, Button(_("Back"), "secondary", icon="chevron-left", on=back), self._title, None, gap=12)
        column(self, head, card, gap=10, margins=(0, 16, 0, 16)).setStretch(1, 1)

    def show_people(self, title: str, remark: str, lines: Sequence[Line]) -> None:
        """Show other people."""
        self._title.setText(title)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.model.show(lines)
        self.view.setAccessibleName(title)
        if lines and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.view.setFocus()

    def title(self) -> str:
        """Return what the list is about."""
        return self._title.text()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(int(index.data(ID_ROLE)))
