"""Taking a file in from anywhere in the window: dropped, chosen, or on the first run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.import_told import teller
from crm_desktop.ui.commands.importing_all import import_everything, is_everything
from crm_desktop.ui.commands.workplace import Workplace

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome

#: Endings of files that can be taken in.
ENDINGS = (
    ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".vcf", ".vcard", ".ldif", ".ldi", ".ics",
    ".ical", ".eml", ".mbox", ".mbx", ".zip",
)  # fmt: skip


def file_kinds() -> str:
    """Return the kinds of files that can be taken in, as dialogues that ask for a file want them."""
    endings = " ".join(f"*{ending}" for ending in ENDINGS)
    known = _("Tables, cards, calendars and e-mails ({endings})").format(endings=endings)
    return f"{known};;{_('All files')} (*)"


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of something dragged, if all of them can be taken in; else none."""
    files = [Path(url.toLocalFile()) for url in data.urls()]
    return files if files and all(map(_is_known, files)) else []


def _is_known(file: Path) -> bool:
    """Whether a file can be one to take in; mailboxes often have no ending."""
    return file.suffix.lower() in ENDINGS or (not file.suffix and file.is_file()) or is_everything(file)


def choose_and_import(workplace: Workplace, parent: QWidget) -> None:
    """Ask for a file and take it in."""
    name, _kind = QFileDialog.getOpenFileName(parent, _("Import"), "", file_kinds())
    if name:
        open_file(workplace, Path(name), parent)


def open_file(workplace: Workplace, file: Path, parent: QWidget, *, then: Callable[[], object] | None = None) -> None:
    """Show a file before it is taken in; `then` is called when the user is done with it."""
    if is_everything(file):
        import_everything(workplace, file)
        if then is not None:
            then()
        return
    from crm_desktop.ui.commands.import_dialog import ImportDialog  # rarely needed

    dialog = ImportDialog(workplace, file, parent)
    if then is not None:
        dialog.alone = False
        dialog.left.connect(then)
    dialog.begin()


def open_files(workplace: Workplace, files: Sequence[Path], parent: QWidget) -> None:
    """Show files one after the other."""
    if files:
        rest = files[1:]
        open_file(workplace, files[0], parent, then=partial(open_files, workplace, rest, parent) if rest else None)


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
    from crm_desktop.operations.imports.files import Watch, import_file  # rarely needed

    return import_file(writer, file, file.name, watch=Watch(progress, cancelled, save))
