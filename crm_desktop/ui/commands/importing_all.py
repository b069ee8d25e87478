"""Taking a complete export back, a folder or an archive, into a file that is still empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.commands.workplace import Notice, Workplace

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome

#: What tells that a folder is a complete export.
_MANIFEST = "manifest.json"


def is_everything(path: Path) -> bool:
    """Whether a path can be a complete export: an archive, or a folder with its list of files."""
    return path.suffix.lower() == ".zip" or (path / _MANIFEST).is_file()


def import_everything(workplace: Workplace, path: Path) -> None:
    """Take a complete export in, in one step; why it cannot be is said."""

    def done(outcome: Outcome[int]) -> None:
        words = plural("{n} row was taken in.", "{n} rows were taken in.", outcome.value)
        workplace.notify(Notice(words.replace(str(outcome.value), number(outcome.value)), undo=True))

    def fail(error: CrmError) -> None:
        workplace.notify(Notice(str(error), tone="danger"))

    workplace.desk.do(_take_in, source=path, save=workplace.safe.before_import, job=_("Import"), then=done, failed=fail)


def _take_in(
    writer: Any, *, source: Path, save: Callable[[], None], progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Outcome[int]:  # fmt: skip
    from crm_desktop.operations.exports import import_all  # rarely needed

    save()
    return import_all(writer, source, progress=progress, cancelled=cancelled)
