"""Finds out when the first pane has been painted with its content, which is when everything else may begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

#: No pane is waited for longer than this, in milliseconds.
_PATIENCE = 3_000


class FirstPicture(QObject):
    """Watches a window until it has painted content; then calls `then` once, in a turn of its own, and is gone."""

    def __init__(self, window: QWidget, is_filled: Callable[[], bool], then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._is_filled, self._then = window, is_filled, then
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._end)
        self._limit.start(_PATIENCE)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a repaint that shows the content: Qt paints right after this event."""
        if event.type() == QEvent.Type.UpdateRequest and self._is_filled():
            watched.removeEventFilter(self)
            self._limit.start(0)
        return False

    def _end(self) -> None:
        self._window.removeEventFilter(self)
        self._limit.stop()
        self._then()
        self.deleteLater()
