"""What the card is put together from: titled sections."""

from __future__ import annotations

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
