"""A spinner for what takes longer than a third of a second; it says what is being waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from crm_desktop.ui.theme.look import Look

_STEP, _STEPS = 80, 12
#: Milliseconds of waiting that need no mark.
_PATIENCE = 300


class Spinner(Painted):
    """`spinner.start(_("Computing the forecast"))` shows it after 300 ms of waiting, `stop()` hides it at once.

    Where nothing shall move it stands still and is still seen.
    """

    def __init__(self, size: int = 16, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._at = size, 0
        self._patience, self._turn = QTimer(self), QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._appear)
        self._turn.timeout.connect(self._advance)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def start(self, words: str) -> None:
        """Begin to wait; `words` are for screen readers and the tip."""
        self.setAccessibleName(words)
        self.setToolTip(words)
        if not self.isVisible():
            self._patience.start(_PATIENCE)

    def stop(self) -> None:
        """Stop waiting."""
        self._patience.stop()
        self._turn.stop()
        self.hide()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = look().px(self._size)
        return QSize(side, side)

    def _appear(self) -> None:
        self.show()
        if not look().still:
            self._turn.start(_STEP)

    def _advance(self) -> None:
        self._at = (self._at + 1) % _STEPS
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Turn for nobody no longer."""
        self._turn.stop()
        super().hideEvent(event)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the broken ring at its present angle."""
        centre = area.center()
        painter.translate(centre)
        painter.rotate(360 * self._at / _STEPS)
        painter.translate(-centre)
        draw_icon(painter, "loader-circle", area, now.colour("text2"))
