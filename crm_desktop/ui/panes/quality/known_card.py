"""What is known of a contact, as quiet rows below what is asked about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import clear
from crm_desktop.ui.widgets.text import Text

_LABEL = 132


class KnownCard(Card):
    """`card.show_rows([(_("Phone"), "04131 228714"), …])`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What we know"), parent=parent)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, look().px(_LABEL))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show other rows; a card without any hides itself."""
        clear(self._grid)
        for place, (label, value) in enumerate(rows):
            self._grid.addWidget(Text(label, 12, 400, "text3"), place, 0)
            shown = Text(value, 13, 400)
            shown.setAccessibleName(f"{label}: {value}")
            self._grid.addWidget(shown, place, 1)
        self.setVisible(bool(rows))
