"""What the rail says of the firm at its head and of the safety of its data at its foot."""

from __future__ import annotations

from datetime import timedelta

from crm_desktop.base.formats import clock_time, near_instant
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.store.queries.brand import FirmHead, firm_head
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.widgets.rail import Rail
from crm_desktop.ui.window.office import Office

#: Days after which a missing backup is a warning.
_OLD = 7


class Brand:
    """Keeps head and foot of a rail up to date."""

    def __init__(self, rail: Rail, office: Office) -> None:
        self._rail, self._office = rail, office
        rail.set_brand(office.path.stem)
        self._ask()
        self.show_backup()

    def refresh(self, told: Told) -> None:
        """Read the firm again when it changed."""
        if told.outcome.changes.touch("firm"):
            self._ask()

    def leave(self) -> None:
        """Drop open questions; called before the rail goes."""
        self._office.desk.forget(self)

    def show_backup(self) -> None:
        """Say when the newest backup was made; a missing or old one is a warning."""
        newest = max((path.stat().st_mtime for path in self._office.safe.folder.glob("*.crm")), default=0.0)
        now = self._office.clock()
        if not newest:
            self._rail.set_foot(_("Saved on this computer"))
            return
        at = now.fromtimestamp(newest, now.tzinfo)
        today = local_day(now)
        when = clock_time(at) if local_day(at) == today else near_instant(at, today)
        self._rail.set_foot(_("Saved locally – {when}").format(when=when), warning=now - at > timedelta(days=_OLD))

    def _ask(self) -> None:
        self._office.desk.ask(firm_head, then=self._show, asker=self, topic="firm")

    def _show(self, row: FirmHead | None) -> None:
        if row is not None and row.name:
            self._rail.set_brand(row.name, row.trade)
