"""Where dropped files go: saved mails become entries, others to the entry they fall on or to what is being written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.history import files, mails
from crm_desktop.operations.history.mails import TakenMail
from crm_desktop.store.queries.timeline import TimelineEntry
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.timeline.composer import Composer
from crm_desktop.ui.timeline.pending import PendingFile, files_of, read_all


class Dropping(QObject):
    """Takes what is dropped on a timeline."""

    def __init__(self, workplace: Workplace, composer: Composer, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._composer = workplace, composer

    def take(self, data: QMimeData, entry: TimelineEntry | None, contact_id: int | None) -> None:
        """Take files of something dropped, on an entry or beside."""
        try:
            found = files_of(data)
        except BadInput as bad:
            self._refuse(bad)
            return
        letters = [file for file in found if Path(file.name).suffix.lower() == ".eml"]
        others = [file for file in found if file not in letters]
        for letter in letters:
            self._workplace.desk.do(
                _take_mail, file=letter, about=contact_id, then=self._tell_mail, failed=self._refuse
            )  # fmt: skip
        if not others:
            return
        if entry is None:
            self._composer.add_files(lambda: others)
            self._composer.edit.setFocus()
            return
        for file in others:
            self._workplace.desk.do(_attach, file=file, activity_id=entry.id, then=self._tell, failed=self._refuse)

    def _tell_mail(self, outcome: Outcome[TakenMail]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=True))
        if outcome.value.left_out:
            names = ", ".join(outcome.value.left_out)
            told = _("Not kept, because they are empty or too large: {files}.").format(files=names)
            self._workplace.notify(Notice(told, tone="warning"))

    def _tell(self, outcome: Outcome[int]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=True))

    def _refuse(self, error: CrmError) -> None:
        self._workplace.notify(Notice(str(error), tone="warning"))


def _take_mail(writer: Writer, *, file: PendingFile, about: int | None) -> Outcome[TakenMail]:
    (read,) = read_all([file])
    return mails.take_mail(writer, data=read.data, about=about)


def _attach(writer: Writer, *, file: PendingFile, activity_id: int) -> Outcome[int]:
    (read,) = read_all([file])
    return files.attach_file(writer, data=read.data, name=read.name, activity_id=activity_id)
