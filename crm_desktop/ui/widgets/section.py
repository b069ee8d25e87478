"""Titles of sections: small strong words over a group, or a day with a line to its right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.ui.widgets.panes import Line
from crm_desktop.ui.widgets.text import Text


class SectionTitle(QWidget):
    """`SectionTitle(_("Contact details"))`; put a link at its right end with `tail.addWidget`."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.label = Text(words, 12, 600, "text2")
        self.tail = QHBoxLayout(self)
        self.tail.setContentsMargins(0, 0, 0, 0)
        self.tail.setSpacing(8)
        self.tail.addWidget(self.label, 1)


class DayTitle(QWidget):
    """A day over its entries, with a line to the right: `DayTitle(_("Today"))`."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text(words, 12, 600, "text2", elide=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.label)
        layout.addWidget(Line(), 1)
