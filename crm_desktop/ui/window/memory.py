"""What was opened lately comes first in a search: it is collected here and handed on when nobody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm_desktop.ui.background.desk import Desk

if TYPE_CHECKING:
    from crm_desktop.ui.commands.workplace import Place

#: Milliseconds of quiet after which what was opened is remembered.
_QUIET = 10_000


class Memory(QObject):
    """`memory.opened(place)` for every place gone to; those with a record are remembered after a while."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seen: dict[str, dict[int, None]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.settle)

    def opened(self, place: Place) -> None:
        """Collect a record; the one opened last counts most."""
        if place.kind and place.ref:
            of_kind = self._seen.setdefault(place.kind, {})
            of_kind.pop(place.ref, None)
            of_kind[place.ref] = None
            self._timer.start()

    def settle(self) -> None:
        """Hand on what was collected."""
        if not self._seen:
            return
        from crm_desktop.operations import search  # not needed for the first picture

        for kind, ids in self._seen.items():
            self._desk.do(search.touch, kind=kind, ids=list(ids))
        self._seen.clear()
