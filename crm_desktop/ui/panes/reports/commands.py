"""What can be done in the reports pane, as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.panes.reports import arranging
from crm_desktop.ui.panes.reports.heading import ALL, OVERVIEW

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.commands.workplace import Workplace
    from crm_desktop.ui.panes.reports.within import Within


def commands_of(pane: Within, parent: QWidget) -> list[Command]:
    """Return the commands of a pane."""

    def monthly(_workplace: Workplace) -> None:
        """Save the report of the month."""
        arranging.save(pane, parent, "month")

    def this_report(_workplace: Workplace) -> None:
        """Save the report in view."""
        arranging.save(pane, parent, "pdf")

    def copy(_workplace: Workplace) -> None:
        """Copy the table in view."""
        arranging.copy(pane)

    def compose(_workplace: Workplace) -> None:
        """Begin a report of one's own."""
        pane.open_composer(0)

    def aim(_workplace: Workplace) -> None:
        """Open the targets."""
        pane.open_targets()

    def turn(_workplace: Workplace) -> None:
        """Show the other side of the card in view."""
        pane.turn()

    def overview(_workplace: Workplace) -> None:
        """Show the dashboard."""
        pane.choose_view(OVERVIEW)

    def every(_workplace: Workplace) -> None:
        """Show all reports."""
        pane.choose_view(ALL)

    place = "reports"
    return [
        Command("reports.monthly", lambda: _("Monthly report …"), monthly, "", "file-text", "view", place),
        Command("reports.pdf", lambda: _("This report as PDF …"), this_report, "", "file-text", "view", place),
        Command(
            "reports.copy", lambda: _("Copy the table of this report"), copy, "Ctrl+Shift+C", "copy", "edit", place
        ),
        Command("reports.new", lambda: _("New report …"), compose, "N", "plus", "view", place),
        Command("reports.targets", lambda: _("Targets …"), aim, "", "target", "view", place),
        Command("reports.turn", lambda: _("Chart or table"), turn, "T", "table", "view", place),
        Command("reports.overview", lambda: _("Overview of the reports"), overview, "", "layout-grid", "view", place),
        Command("reports.all", lambda: _("All reports"), every, "", "list", "view", place),
    ]
