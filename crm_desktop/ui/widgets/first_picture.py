"""Finds out when a widget has been painted with its content, which is when everything less urgent may begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

#: No picture is waited for longer than this, in milliseconds.
_PATIENCE = 1_500


class FirstPicture(QObject):
    """Watches a widget until it is painted while `is_filled`; then calls `then` once, in a turn of its own."""

    def __init__(self, watched: QWidget, is_filled: Callable[[], bool], then: Callable[[], object]) -> None:
        super().__init__(watched)
        self._watched, self._is_filled, self._then = watched, is_filled, then
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._end)
        self._limit.start(_PATIENCE)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of the paint, which follows right after this call."""
        if event.type() == QEvent.Type.Paint and self._is_filled():
            watched.removeEventFilter(self)
            self._limit.start(0)
        return False

    def _end(self) -> None:
        self._watched.removeEventFilter(self)
        self._then()
        self.deleteLater()
