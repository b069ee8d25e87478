"""Telling what came of a file that was taken in: in a toast, and with the reasons where rows stayed outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm_desktop.ui.commands.workplace import Notice, Workplace

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome

#: After so many new rows the search index is worth tidying.
_MANY = 5_000


def teller(workplace: Workplace, file: Path, parent: QWidget) -> Callable[[Outcome[Any]], None]:
    """Return what tells what came of a file, in a toast and, where there are any, with the reasons."""

    def tell(outcome: Outcome[Any]) -> None:
        """Say what came of it."""
        from crm_desktop.ui.commands.import_result import ImportResult, summary  # noqa: PLC0415 - rarely needed

        report = outcome.value
        if report.added > _MANY:
            workplace.desk.do(_tidy)
        if report.problems or report.remarks:
            ImportResult(report, file.parent, parent).open()
        workplace.notify(
            Notice(summary(report), undo=outcome.step is not None, tone="warning" if report.rejected else "")
        )

    return tell


def _tidy(writer: Any) -> Outcome[None]:
    from crm_desktop.operations import search  # noqa: PLC0415 - rarely needed

    return search.tidy(writer)
