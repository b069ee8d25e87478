"""Keys that mean the same in every pane: what a pane does not bind itself is bound for it here."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Workplace


def shared(pane: Pane, own: Sequence[Command]) -> list[Command]:
    """Return commands for the keys of LOOK 3.2 that a pane leaves free: Ctrl+F, Ctrl+P, E, Ctrl+Shift+W.

    And for the list in view, where there is one: Ctrl+Shift+E writes it to a file, Ctrl+Shift+C copies it.
    """
    taken = {command.shortcut for command in own}
    wanted = [*_filter(pane, own), *_printing(pane), *_exporting(pane), _note(pane), _follow_up(pane)]
    return [command for command in wanted if command.shortcut not in taken]


def _filter(pane: Pane, own: Sequence[Command]) -> list[Command]:
    """Return Ctrl+F beside the key / of the command that filters a pane's list."""
    found = next((one for one in own if one.shortcut == "/" or one.id == f"{pane.name}.filter"), None)
    if found is None:
        return []
    return [
        Command(
            f"{pane.name}.find_here", lambda: _("Search in this list"), found.run, "Ctrl+F", "list-filter", "edit",
            pane.name, found.enabled,
        )
    ]  # fmt: skip


def _printing(pane: Pane) -> list[Command]:
    def run(_workplace: Workplace) -> None:
        """Print what is in view."""
        pane.print_view()

    if not pane.prints:
        return []
    return [Command(f"{pane.name}.print", lambda: _("Print this view …"), run, "Ctrl+P", "printer", "file", pane.name)]


def _exporting(pane: Pane) -> list[Command]:
    """Return what can be done with the list in view of a pane."""
    look = pane.list_in_view
    if look is None:
        return []

    def export(workplace: Workplace) -> None:
        """Take the list in view along."""
        from crm_desktop.ui.commands.exporting import export_list  # after the first picture

        export_list(workplace, pane, look())

    def copy(workplace: Workplace) -> None:
        """Copy the list in view."""
        from crm_desktop.ui.commands.copying import copy_list  # after the first picture

        copy_list(workplace, look())

    def copy_raw(workplace: Workplace) -> None:
        """Copy the list in view with values as they are kept."""
        from crm_desktop.ui.commands.copying import copy_list  # after the first picture

        copy_list(workplace, look(), raw=True)

    return [
        Command(f"{pane.name}.export_list", lambda: _("Export this list …"), export, "Ctrl+Shift+E", "upload", "file",
                pane.name),
        Command(f"{pane.name}.copy_list", lambda: _("Copy this list as a table"), copy, "Ctrl+Shift+C", "copy", "edit",
                pane.name),
        Command(f"{pane.name}.copy_raw", lambda: _("Copy this list, formulas as they are"), copy_raw, "", "copy", "",
                pane.name),
    ]  # fmt: skip


def _note(pane: Pane) -> Command:
    """Return the command that writes something down from anywhere, about the record in view where there is one."""

    def run(workplace: Workplace) -> None:
        """Write down what happened."""
        from crm_desktop.ui.timeline.capture import capture  # after the first picture

        capture(workplace, pane)

    return Command(f"{pane.name}.write_note", lambda: _("Write something down …"), run, "E", "sticky-note", "contact",
                   pane.name)  # fmt: skip


def _follow_up(pane: Pane) -> Command:
    """Return the command that plans something about the record in view, whatever it is."""

    def run(workplace: Workplace) -> None:
        """Plan what is to be done."""
        from crm_desktop.ui.commands.planning import plan_task  # after the first picture

        plan_task(workplace, pane)

    return Command(f"{pane.name}.follow_up", lambda: _("Plan a follow-up"), run, "Ctrl+Shift+W", "calendar-plus",
                   "contact", pane.name)  # fmt: skip
