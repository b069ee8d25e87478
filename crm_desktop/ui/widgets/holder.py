"""Holders that draw a part anew only when what it shows differs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Holder(QWidget):
    """Holds one part that is made from data; the same data leave it as it is, with its focus."""

    def __init__(self) -> None:
        super().__init__()
        self._data: object = None
        self._part: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_part(self, data: object, make: Callable[[], QWidget]) -> None:
        """Show the part made from these data."""
        if self._part is not None and data == self._data:
            return
        if self._part is not None:
            self._layout.removeWidget(self._part)
            self._part.hide()
            self._part.deleteLater()
        self._data, self._part = data, make()
        self._layout.addWidget(self._part)
        self._part.show()  # at once: a layout shows what is added in the next turn of the loop only
