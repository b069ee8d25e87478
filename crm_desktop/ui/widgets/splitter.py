"""Panes beside each other whose widths the user sets and finds again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class Splitter(QSplitter):
    """`splitter = Splitter("contacts"); splitter.put(list_pane, least=280, most=480, stretch=0)`.

    Signal `sized(name, widths)` after the user moved a handle; hand the widths back with `restore`.
    """

    sized = Signal(str, list)

    def __init__(self, name: str, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._tell)

    def put(self, pane: QWidget, *, least: int = 0, most: int = 0, stretch: int = 1) -> None:
        """Append a pane with its narrowest and widest size; panes with more stretch take the room of the window.

        What holds text is given as `look().px(…)`, so that it grows with the type.
        """
        if least:
            pane.setMinimumWidth(least)
        if most:
            pane.setMaximumWidth(most)
        self.addWidget(pane)
        self.setStretchFactor(self.count() - 1, stretch)

    def restore(self, widths: Sequence[int]) -> None:
        """Give the panes the widths of last time; a list that does not fit the panes is ignored."""
        if len(widths) == self.count() and all(width > 0 for width in widths):
            self.setSizes(list(widths))

    def _tell(self) -> None:
        self.sized.emit(self.objectName(), self.sizes())
