"""What goes out of the inbox: the list as a table, and files that came with an inquiry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.leads import LeadFile
from crm_desktop.store.queries.timeline import FileRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.saving import where_to_save
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.timeline.opening import Opener


def save_table(workplace: Workplace, parent: QWidget, ids: Sequence[int]) -> None:
    """Ask for a file and write inquiries to it as a table."""
    kinds = _("Table for Excel (*.csv)")
    target = where_to_save(parent, _("Save the inquiries as a table"), _("Inquiries.csv"), kinds, ".csv")
    if target is None:
        return

    def tell(_none: None) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))

        words = _("Saved as “{name}”.").format(name=target.name)
        workplace.notify(Notice(words, action=_("Open folder"), run=show))

    workplace.desk.ask(_write, target=target, ids=list(ids), then=tell, lane="export")


def open_file(workplace: Workplace, parent: QWidget, file: LeadFile) -> None:
    """Open a file that came with an inquiry in the system's program for it."""
    opener = parent.findChild(Opener) or Opener(workplace, parent)
    opener.open_file(FileRow(file.id, file.name, file.media_type, file.size, file.sha256))


def _write(reader: Reader, *, target: Path, ids: Sequence[int]) -> None:
    from crm_desktop.base.files import write_whole  # rarely needed
    from crm_desktop.ui.models.lead_print import as_table  # rarely needed

    write_whole(target, as_table(reader, ids=ids))
