"""Carries calls from other threads to the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Courier(QObject):
    """Lives on the window's thread; `deliver` may be called from any thread."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._sent = self._made = 0
        self._guard = threading.Lock()
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], None]) -> None:
        """Have a call made on the window's thread, in the order of arrival."""
        with self._guard:
            self._sent += 1
        self._arrived.emit(call)

    def is_idle(self) -> bool:
        """Whether every call handed in has been made."""
        with self._guard:
            return self._sent == self._made

    def close(self) -> None:
        """Make no calls any more."""
        self._open = False

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        try:
            if self._open:
                call()
        finally:
            with self._guard:
                self._made += 1
