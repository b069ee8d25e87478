"""Plain areas with a ground, hairlines, and layouts written in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from crm_desktop.ui.theme.palette import GROUNDS, Ground

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLayoutItem

Margins = int | tuple[int, int, int, int]
#: What a layout takes: a widget, a layout, pixels of space, or None for room that gives way.
Part = QWidget | QLayout | int | None


class Pane(QWidget):
    """An area with a ground of its own: `Pane("surface")`; lay it out with `column` or `row`."""

    def __init__(self, ground: Ground = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_ground(ground)

    def set_ground(self, ground: Ground) -> None:
        """Stand on another ground."""
        self.setBackgroundRole(GROUNDS[ground])
        self.setAutoFillBackground(True)


class Line(QFrame):
    """A hairline between things, lying by default."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundRole(GROUNDS["line"])
        self.setAutoFillBackground(True)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


def column(parent: QWidget | None, *parts: Part, gap: int = 8, margins: Margins = 0) -> QVBoxLayout:
    """Lay parts out below each other in a widget (or in nothing yet); return the layout."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def row(parent: QWidget | None, *parts: Part, gap: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """Lay parts out beside each other in a widget (or in nothing yet); return the layout."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def add(layout: QBoxLayout, part: Part) -> None:
    """Append a part to a layout."""
    if part is None:
        layout.addStretch(1)
    elif isinstance(part, int):
        layout.addSpacing(part)
    elif isinstance(part, QWidget):
        layout.addWidget(part)
    else:
        layout.addLayout(part)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let its widgets be deleted."""
    while layout.count():
        item: QLayoutItem | None = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def _fill(layout: QBoxLayout, parts: Iterable[Part], gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    for part in parts:
        add(layout, part)
