"""Taking a file in from anywhere in the window: dropped, chosen, or on the first run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.import_told import teller
from crm_desktop.ui.commands.workplace import Workplace

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome

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
