"""What the offer comes to, below the positions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.offer_sums import SumRow
from crm_desktop.ui.widgets.panes import Line, clear
from crm_desktop.ui.widgets.text import Text


class Totals(QWidget):
    """Labels and amounts; the total stands under a line. Rows are made anew only when there are others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Totals"))
        self._rows: list[SumRow] = []
        self._amounts: list[Text] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 11, 0)
        self._layout.setHorizontalSpacing(16)
        self._layout.setVerticalSpacing(6)
        self._layout.setColumnStretch(0, 1)

    def show_rows(self, rows: Sequence[SumRow]) -> None:
        """Show these rows."""
        shape = [(row.label, row.strong, row.quiet) for row in rows]
        if shape != [(row.label, row.strong, row.quiet) for row in self._rows]:
            self._build(rows)
        self._rows = list(rows)
        for label, row in zip(self._amounts, rows, strict=True):
            label.setText(row.amount)
            label.setAccessibleName(f"{row.label}: {row.amount}")

    def rows(self) -> list[SumRow]:
        """Return the rows in sight."""
        return list(self._rows)

    def _build(self, rows: Sequence[SumRow]) -> None:
        clear(self._layout)
        self._amounts = []
        at = 0
        for row in rows:
            if row.strong:
                self._layout.addWidget(Line(), at, 0, 1, 2)
                at += 1
            size = 16 if row.strong else 12 if row.quiet else 13
            weight = 600 if row.strong else 400
            label = Text(row.label, 14 if row.strong else size, weight, "text" if row.strong else "text2")
            amount = Text(
                row.amount, size, weight, "text2" if row.quiet else "text", tabular=True, elide=False, right=True
            )
            self._layout.addWidget(label, at, 0)
            self._layout.addWidget(amount, at, 1)
            self._amounts.append(amount)
            at += 1
