"""What the parts of the reports pane may use of it."""

from __future__ import annotations

from typing import Protocol

from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter
from crm_desktop.operations.reports.dashboard import CardPlace
from crm_desktop.operations.reports.findings import Behind, Finding
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.reports.asking import Setting


class Within(Protocol):
    """The pane as its parts see it."""

    workplace: Workplace
    #: The report in view in full, and what it found.
    chosen: str
    finding: Finding | None

    @property
    def period(self) -> Period:
        """The days looked at."""

    @property
    def setting(self) -> Setting | None:
        """What the dashboard is made of, once it was read."""

    def in_view(self) -> str:
        """Return the name of the report in full view, "" on the dashboard."""

    def narrowed(self) -> tuple[tuple[Filter, ...], int]:
        """Return the conditions and the segment chosen."""

    def finding_of(self, name: str) -> Finding | None:
        """Return what a card or the report in view shows."""

    def show_behind(self, finding: Finding, behind: Behind, name: str) -> None:
        """Show the records behind a figure."""

    def open_report(self, name: str) -> None:
        """Show one report in full."""

    def choose_view(self, key: str) -> None:
        """Show the dashboard, or the reports one by one."""

    def arrange(self, places: list[CardPlace]) -> None:
        """Let other cards stand on the dashboard, as one step."""

    def turn(self) -> None:
        """Show the table of the card with the focus in place of its chart."""

    def open_targets(self) -> None:
        """Set what is to be reached."""

    def open_composer(self, own_id: int) -> None:
        """Compose a report, or change one of one's own."""
