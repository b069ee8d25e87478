"""A small picture of a sheet of labels on which the first free one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.drawing import CENTRE, box, focus_ring, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from crm_desktop.ui.theme.look import Look

_HIGH = 232
_A4 = (210.0, 297.0)


class Grid(Protocol):
    """What has to be known of a sheet of labels on A4; all in mm."""

    @property
    def columns(self) -> int:
        """How many labels stand beside each other."""
        ...

    @property
    def width(self) -> float:
        """How wide a label is."""
        ...

    @property
    def height(self) -> float:
        """How high a label is."""
        ...

    @property
    def labels(self) -> int:
        """How many labels there are."""
        ...

    def corner(self, place: int) -> tuple[float, float]:
        """Return the upper left corner of a label by its place from 0, row by row."""
        ...


class SheetGrid(Painted):
    """`grid.show_sheet(sheet)`; `first()` is the label to begin with, from 1. Signal: `chosen(first)`."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._first = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    def show_sheet(self, grid: Grid) -> None:
        """Show another sheet, whole again."""
        self._grid = grid
        self.choose(1)

    def first(self) -> int:
        """Return the label to begin with."""
        return self._first

    def choose(self, first: int) -> None:
        """Begin with a label; what the sheet does not have is as near as it goes."""
        last = max(self._count(), 1)
        self._first = min(max(first, 1), last)
        self._name()
        self.update()
        self.chosen.emit(self._first)

    def sizeHint(self) -> QSize:
        """Return the size of the small sheet."""
        high = look().px(_HIGH)
        return QSize(round(high * _A4[0] / _A4[1]), high)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the sheet: labels that are gone are faint, the first one carries its number."""
        box(painter, area.adjusted(0.5, 0.5, -0.5, -0.5), 3, now.colour("surface"), now.colour("line_strong"))
        for place in range(self._count()):
            label = self._area(place)
            gone = place + 1 < self._first
            first = place + 1 == self._first
            ground = now.colour("sunken" if gone else "fill" if first else "surface")
            box(painter, label, 2, ground, now.colour("line" if gone else "line_strong"))
            if first:
                text(painter, label, str(self._first), font(11, 600), now.colour("on_fill"), align=CENTRE)
        if self.shows_focus():
            focus_ring(painter, area, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin with the label under the mouse."""
        for place in range(self._count()):
            if self._area(place).contains(event.position()):
                self.choose(place + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the sheet by the arrow keys."""
        columns = self._grid.columns if self._grid else 1
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 1 <= self._first + step <= self._count():
            self.choose(self._first + step)

    def _count(self) -> int:
        return self._grid.labels if self._grid else 0

    def _area(self, place: int) -> QRectF:
        grid = self._grid
        if grid is None:
            return QRectF()
        scale = self.height() / _A4[1]
        left, top = grid.corner(place)
        found = QRectF(left * scale, top * scale, grid.width * scale, grid.height * scale)
        return found.adjusted(1, 1, -1, -1)

    def _name(self) -> None:
        words = _("First free label: {n} of {all}").format(n=self._first, all=max(self._count(), 1))
        self.setAccessibleName(words)
        self.setToolTip(words)
