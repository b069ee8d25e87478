"""Writing an appointment or the whole calendar to a file other programs read."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crm_desktop.base.files import write_whole
from crm_desktop.base.i18n import _
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.saving import where_to_save
from crm_desktop.ui.commands.workplace import Notice, Workplace

_ODD = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def save_one(workplace: Workplace, parent: QWidget, activity_id: int, title: str) -> None:
    """Ask for a file and write one entry to it."""
    _save(workplace, parent, _ODD.sub(" ", title).strip()[:80] or _("Appointment"), activity_id)


def save_all(workplace: Workplace, parent: QWidget) -> None:
    """Ask for a file and write everything planned to it."""
    _save(workplace, parent, _("Calendar"), None)


def _save(workplace: Workplace, parent: QWidget, name: str, activity_id: int | None) -> None:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    proposed = str(Path(folder) / f"{name}.ics")
    target = where_to_save(parent, _("Save as a calendar file"), proposed, _("Calendars (*.ics)"), ".ics")
    if target is None:
        return

    def tell(_nothing: None) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))

        workplace.notify(Notice(_("Saved as “{name}”.").format(name=target.name), action=_("Open folder"), run=show))

    workplace.desk.ask(_write, target=target, activity_id=activity_id, at=workplace.clock(), then=tell, lane="export")


def _write(reader: Reader, *, target: Path, activity_id: int | None, at: datetime) -> None:
    from crm_desktop.operations.planning.calendar_files import calendar_file  # rarely needed

    write_whole(target, calendar_file(reader, at=at, activity_id=activity_id))
