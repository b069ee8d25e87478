"""Writing something down from anywhere: a small window over the place one is at, gone as soon as it is kept."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.capture import NewEntry
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.timeline.composer import Composer
from crm_desktop.ui.timeline.part import write_with_files
from crm_desktop.ui.timeline.pending import PendingFile
from crm_desktop.ui.timeline.people import Named
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.text import Text, h2

#: Kinds of records an entry can be about.
_KINDS = ("contact", "deal", "offer")
#: Where a text lies that was closed half written.
_KEPT = "capture/text"


class Capture(QDialog):
    """Asks whom it concerns (the record in view is proposed) and what happened; Ctrl+Enter keeps it, Esc puts it by."""

    def __init__(self, workplace: Workplace, parent: QWidget, words: str = "") -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.setWindowTitle(_("Write something down"))
        self.setModal(True)
        self.setMinimumWidth(look().px(620))
        self.composer = Composer(workplace.desk, workplace.clock, asks_whom=True)
        self.composer.written.connect(self._write)
        hint = Text(_("Ctrl+Enter saves, Esc closes; what is half written stays."), 12, 400, "text3", wrap=True)
        column(self, h2(_("What happened?")), self.composer, hint, gap=12, margins=(20, 18, 20, 16))
        subject = workplace.subject()
        if subject is not None and subject.kind in _KINDS:
            self.composer.ask_whom(subject.kind, Named(subject.ref, subject.title))
        self.composer.begin(ActivityKind.NOTE, words or str(QSettings().value(_KEPT, "") or ""))

    def done(self, result: int) -> None:
        """Remember what is half written, and drop open questions."""
        kept = result == QDialog.DialogCode.Accepted.value
        QSettings().setValue(_KEPT, "" if kept else self.composer.text())
        self.composer.forget()
        super().done(result)

    def _write(self, entry: NewEntry, files: tuple[PendingFile, ...]) -> None:
        self.setEnabled(False)

        def kept(outcome: Outcome[int]) -> None:
            self.accept()
            self._workplace.notify(Notice(outcome.label, undo=True))

        def failed(error: CrmError) -> None:
            self.setEnabled(True)
            self.composer.fail(str(error))

        self._workplace.desk.do(write_with_files, entry=entry, pending=files, then=kept, failed=failed)


def capture(workplace: Workplace, parent: QWidget, words: str = "") -> Capture:
    """Open the small window over a place and return it."""
    shown = Capture(workplace, parent.window(), words)
    shown.finished.connect(shown.deleteLater)
    shown.open()
    return shown
