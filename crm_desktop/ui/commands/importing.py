"""Taking a file in from anywhere in the window: dropped, chosen, or on the first run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.workplace import Notice, Workplace

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome

#: After so many new rows the search index is worth tidying.
_MANY = 5_000
#: Endings of files whose contents say for themselves what they are.
CARDS = (".vcf", ".ldif", ".ics")
#: Endings of files that can be taken in.
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".vcf", ".ldif", ".ics")


def file_kinds() -> str:
    """Return the kinds of files that can be taken in, as dialogues that ask for a file want them."""
    return _("Tables and cards ({endings})").format(endings=" ".join(f"*{ending}" for ending in ENDINGS))


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of something dragged, if all of them can be taken in; else none."""
    files = [Path(url.toLocalFile()) for url in data.urls()]
    return files if files and all(file.suffix.lower() in ENDINGS for file in files) else []


def choose_and_import(workplace: Workplace, parent: QWidget) -> None:
    """Ask for a file and take it in."""
    name, _kind = QFileDialog.getOpenFileName(parent, _("Import"), "", file_kinds())
    if name:
        open_file(workplace, Path(name), parent)


def open_file(workplace: Workplace, file: Path, parent: QWidget) -> None:
    """Show a table before it is taken in; address books and calendars, which leave nothing to choose, are taken in."""
    if file.suffix.lower() in CARDS:
        import_file(workplace, file, parent)
        return
    from crm_desktop.ui.commands.import_dialog import ImportDialog  # noqa: PLC0415 - rarely needed

    ImportDialog(workplace, file, parent).begin()


def import_file(workplace: Workplace, file: Path, parent: QWidget) -> None:
    """Take a file in as one step that can be undone; progress and cancel stand at the rail's foot.

    Where rows were rejected or something was left out, the reasons are shown.
    """
    workplace.desk.do(
        _take_in, file=file, save=workplace.safe.before_import, job=_("Import"), then=teller(workplace, file, parent)
    )


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


def _take_in(
    writer: Any,
    *,
    file: Path,
    save: Callable[[], None],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Outcome[Any]:
    from crm_desktop.operations.imports.files import Watch, import_file  # noqa: PLC0415 - rarely needed

    return import_file(writer, file, file.name, watch=Watch(progress, cancelled, save))


def _tidy(writer: Any) -> Outcome[None]:
    from crm_desktop.operations import search  # noqa: PLC0415 - rarely needed

    return search.tidy(writer)
