"""How many things wait behind an entry of the rail: asked when nobody waits, after the first picture and each step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from crm_desktop.base.formats import number
from crm_desktop.base.times import local_day
from crm_desktop.store.reading import Reader
from crm_desktop.ui.widgets.rail import Rail
from crm_desktop.ui.window.office import Office
from crm_desktop.ui.window.plan import PLANS

#: Milliseconds after a step until it is counted again, and most that is written out.
_QUIET, _MOST = 400, 999


class Counts(QObject):
    """Keeps the counts of the rail up to date; it outlives a rail that is built anew."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._rail: Rail | None = None
        self._found: Mapping[str, int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.ask)

    def show_on(self, rail: Rail) -> None:
        """Show the counts on this rail from now on."""
        self._rail = rail
        self._show(self._found)

    def refresh(self) -> None:
        """Count again soon."""
        self._timer.start()

    def ask(self) -> None:
        """Count now."""
        wanted = {plan.name: plan.waiting for plan in PLANS if plan.waiting}
        if wanted:
            today = local_day(self._office.clock())
            self._office.desk.ask(
                _count, wanted=wanted, today=today, then=self._show, asker=self, topic="waiting", lane="counts"
            )

    def leave(self) -> None:
        """Ask no more."""
        self._timer.stop()
        self._office.desk.forget(self)
        self._rail = None

    def _show(self, found: Mapping[str, int]) -> None:
        self._found = found
        if self._rail is not None:
            for name, waiting in found.items():
                self._rail.set_count(name, _written(waiting))


def _written(waiting: int) -> str:
    if not waiting:
        return ""
    return number(waiting) if waiting <= _MOST else f"{number(_MOST)}+"


def _count(reader: Reader, *, wanted: Mapping[str, str], today: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, where in wanted.items():
        module, _sep, function = where.partition(":")
        found[name] = int(getattr(import_module(module), function)(reader, today=today))
    return found
