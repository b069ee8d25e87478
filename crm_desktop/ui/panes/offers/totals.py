"""What the offer comes to, below the positions, and beside it what is only for the firm."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.offer_sums import SumRow
from crm_desktop.ui.theme.palette import Tone
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.text import Text


class Internal(QWidget):
    """Figures that are never printed: a title with a lock, one line each below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Pill(_("Only for you, never printed"), "lock")
        self._words = Text("", 12, 400, "text2", wrap=True)
        self._thin = Pill("", "triangle-alert", "warning")
        self._thin.hide()
        column(self, row(None, self._title, None), self._words, row(None, self._thin, None), None, gap=6)
        self.hide()

    def show_rows(self, rows: Sequence[str], *, thin: str = "") -> None:
        """Show these lines, none hide the whole; `thin` says that too little is left."""
        self._words.setText("\n".join(rows))
        self._thin.show_state(thin, "triangle-alert", "warning")
        self._thin.setVisible(bool(thin))
        self.setVisible(bool(rows))

    def words(self) -> str:
        """Return what is shown."""
        return self._words.text()

    def warns(self) -> bool:
        """Whether too little is left."""
        return not self._thin.isHidden()


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
        shape = [(each.label, each.strong, each.quiet) for each in rows]
        if shape != [(each.label, each.strong, each.quiet) for each in self._rows]:
            self._build(rows)
        self._rows = list(rows)
        for label, each in zip(self._amounts, rows, strict=True):
            label.setText(each.amount)
            label.setAccessibleName(f"{each.label}: {each.amount}")

    def rows(self) -> list[SumRow]:
        """Return the rows in sight."""
        return list(self._rows)

    def _build(self, rows: Sequence[SumRow]) -> None:
        clear(self._layout)
        self._amounts = []
        at = 0
        for each in rows:
            if each.strong:
                self._layout.addWidget(Line(), at, 0, 1, 2)
                at += 1
            size = 16 if each.strong else 12 if each.quiet else 13
            weight = 600 if each.strong else 400
            label = Text(each.label, min(size, 14), weight, "text" if each.strong else "text2")
            tone: Tone = "text2" if each.quiet else "text"
            amount = Text(each.amount, size, weight, tone, tabular=True, elide=False, right=True)
            self._layout.addWidget(label, at, 0)
            self._layout.addWidget(amount, at, 1)
            self._amounts.append(amount)
            at += 1
