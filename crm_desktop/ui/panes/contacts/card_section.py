"""What the card is put together from: titled sections, and holders that draw a part anew only when it differs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.widgets.section import SectionTitle


class Section(QWidget):
    """A title with what belongs under it; `tail` stands at the right end of the title."""

    def __init__(self, words: str, *parts: QWidget, tail: QWidget | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        title = SectionTitle(words)
        if tail is not None:
            title.tail.addWidget(tail)
        layout.addWidget(title)
        for part in parts:
            layout.addWidget(part)


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
