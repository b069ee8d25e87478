"""Telling what came of a file that was taken in: in a toast, and on a page with what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.records import RecordKind
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome

#: After so many new rows the search index is worth tidying.
_MANY = 5_000
#: Contacts that are named one by one where they are to be seen.
_LISTED = 20_000
_PANES = {
    RecordKind.PRODUCTS: "products", RecordKind.DEALS: "board", RecordKind.STAGES: "board",
    RecordKind.ACTIVITIES: "history", RecordKind.LEADS: "leads", RecordKind.SALES: "companies",
}  # fmt: skip


def teller(workplace: Workplace, file: Path, parent: QWidget, *, page: bool = False) -> Callable[[Outcome[Any]], None]:
    """Return what tells what came of a file: in a toast and, with `page` or where there are reasons, on a page."""

    def tell(outcome: Outcome[Any]) -> None:
        """Say what came of it."""
        from crm_desktop.ui.commands.import_result import After, ImportResult, summary  # rarely needed

        report = outcome.value
        if report.added > _MANY:
            workplace.desk.do(_tidy)
        taken = outcome.step is not None
        if page or report.problems or report.remarks:
            after = After(
                undo=(lambda: _undo(workplace, outcome.label)) if taken else None,
                show=(lambda: workplace.go(place_of(outcome))) if taken else None,
            )
            ImportResult(report, file.parent, parent, after).open()
        workplace.notify(Notice(summary(report), undo=taken, tone="warning" if report.rejected else ""))

    return tell


def _undo(workplace: Workplace, label: str) -> None:
    workplace.desk.undo()
    workplace.notify(Notice(_("Undone: {step}").format(step=label)))


def place_of(outcome: Outcome[Any]) -> Place:
    """Return where what was taken in can be seen: these contacts alone, of other kinds their list."""
    report = outcome.value
    if report.kind is not RecordKind.CONTACTS:
        return Place(_PANES.get(report.kind, "today"))
    ids = outcome.changes.ids("contact")
    if not ids or len(ids) > _LISTED:
        return Place("contacts")
    return Place("contacts", intent="listed", words=report.name, refs=tuple(sorted(ids)))


def _tidy(writer: Any) -> Outcome[None]:
    from crm_desktop.operations import search  # rarely needed

    return search.tidy(writer)
