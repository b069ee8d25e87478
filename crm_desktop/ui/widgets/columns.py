"""Parts beside each other in as many columns as fit, below each other where only one does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.theme.look import look


class Columns(QWidget):
    """`Columns(wide={3: 1000, 2: 640}, shares={3: (5, 7, 5)})`, then `put(part, {3: 2, 2: 1})`.

    `wide` says from which width on (pixels at 100 % text) so many columns are used; a part names its column for each
    number of them, the first one where it names none. Parts of a column keep the order they were put in.
    """

    def __init__(
        self, *, wide: dict[int, int], shares: dict[int, tuple[int, ...]] | None = None, gap: int = 16,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._wide, self._shares, self._gap = wide, shares or {}, gap
        self._parts: list[tuple[QWidget, dict[int, int]]] = []
        self._number = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._columns: list[QVBoxLayout] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def put(self, part: QWidget, columns: dict[int, int]) -> None:
        """Append a part."""
        self._parts.append((part, columns))
        part.setParent(self)
        self._number = 0

    def number(self) -> int:
        """Return how many columns there are now."""
        return self._number

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out anew where another number of columns fits."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Use as many columns as fit."""
        room = self.width() / look().scale
        number = max((n for n, least in self._wide.items() if room >= least), default=1)
        if number != self._number:
            self._number = number
            self._lay_out(number)

    def _lay_out(self, number: int) -> None:
        for old in self._columns:
            _empty(old)
            self._row.removeItem(old)
            old.deleteLater()
        self._columns = []
        shares: Sequence[int] = self._shares.get(number, (1,) * number)
        for place in range(number):
            made = QVBoxLayout()
            made.setSpacing(self._gap)
            made.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._row.addLayout(made, shares[place])
            self._columns.append(made)
        for part, columns in self._parts:
            self._columns[columns.get(number, 0)].addWidget(part)
        for made in self._columns:
            made.addStretch(1)


def _empty(layout: QLayout) -> None:
    """Take the parts out of a column; they stay children of the whole."""
    while layout.count():
        layout.takeAt(0)
