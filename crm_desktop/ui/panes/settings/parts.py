"""What pages of settings are made of: a title, rows with words at the left and the control at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.text import Text, note, title

#: Pages are never wider than this, or the eye loses the way from words to control (pixels at 100 % text).
WIDEST = 680


class Page(QScrollArea):
    """A page of settings: `page.line(_("Density"), _("Height of rows"), control)`, `page.put(widget)`."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(words)
        ground = Pane("canvas")
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 24)
        self.body.setSpacing(14)
        self.body.addWidget(title(words))
        outer = row(ground, inner, margins=(40, 28, 40, 0))
        outer.addStretch(1)
        outer.setStretch(0, 20)
        self.setWidget(ground)

    def section(self, words: str) -> None:
        """Begin a group of settings."""
        self.body.addSpacing(6)
        self.body.addWidget(Text(words, 13, 600))

    def line(self, words: str, about: str, control: QWidget) -> None:
        """Add a setting: what it is, what it does, and its control."""
        left = column(None, Text(words, 13, 600), note(about, "text3"), gap=1)
        both = row(None, left, control, gap=24)
        both.setStretch(0, 1)
        self.body.addLayout(both)
        self.body.addWidget(Line())

    def beside(self, *parts: QWidget) -> None:
        """Add fields beside each other."""
        both = row(None, *parts, gap=12)
        for place in range(len(parts)):
            both.setStretch(place, 1)
        self.body.addLayout(both)

    def put(self, part: QWidget) -> None:
        """Add something of its own kind."""
        self.body.addWidget(part)

    def end(self) -> None:
        """Leave the rest of the page empty."""
        self.body.addStretch(1)
