"""Whom the user looked at: collected while the list is walked through, and remembered when nobody waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from crm_desktop.ui.background.desk import Desk

#: Milliseconds after which a contact in view counts as looked at.
_LOOKED_AT = 4_000


class Seen(QObject):
    """`seen.look_at(id)` for each contact that comes into view; those passed by are not remembered."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._last = self._now = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOKED_AT)
        self._timer.timeout.connect(self._remember)

    def look_at(self, contact_id: int) -> None:
        """Begin to look at somebody."""
        self._now = contact_id
        self._timer.start()

    def settle(self) -> None:
        """Look at nobody any more."""
        self._timer.stop()

    def _remember(self) -> None:
        if self._now == self._last:
            return
        from crm_desktop.operations import search  # not needed for the first picture

        self._last = self._now
        self._desk.do(search.touch, kind="contact", ids=[self._now])
