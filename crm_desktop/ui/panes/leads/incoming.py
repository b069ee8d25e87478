"""Where inquiries come in: the clipboard, saved mails and texts that are chosen or dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.history.files import LARGEST
from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads import mails as lead_mails
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.workplace import Notice, Workplace

_MAIL, _TEXT = (".eml",), (".txt", ".md")
#: Letters of a text that are worth an inquiry; fewer are a slip.
_LEAST = 3


def readable(data: QMimeData) -> list[Path]:
    """Return the mails and texts of something dragged or copied."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in (*_MAIL, *_TEXT)]


def carries(data: QMimeData) -> bool:
    """Whether something dragged can become an inquiry."""
    return bool(readable(data)) or (data.hasText() and not data.hasUrls())


class Incoming(QObject):
    """Takes inquiries in; `took` is called with what became of each, `text` with a text to be taken in.

    `begun` and `failed` say that a file is being read, and why it was not taken.
    """

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, text: Callable[[str], None],
        took: Callable[[Outcome[int]], None], begun: Callable[[], None], failed: Callable[[CrmError], None],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workplace, self._window, self._text, self._took = workplace, parent, text, took
        self._begun, self._failed = begun, failed

    def paste(self) -> None:
        """Make an inquiry of what the clipboard holds."""
        data = QGuiApplication.clipboard().mimeData()
        if not self.take(data):
            words = _("The clipboard holds no text. Copy an e-mail or the text of a form first.")
            self._workplace.notify(Notice(words, tone="warning"))

    def take(self, data: QMimeData) -> bool:
        """Make inquiries of something dropped or copied; False where nothing of it can become one."""
        files = readable(data)
        if files:
            self.take_files(files)
            return True
        text = data.text().strip() if data.hasText() and not data.hasUrls() else ""
        if len(text) < _LEAST:
            return False
        self._text(text)
        return True

    def choose(self) -> None:
        """Ask for saved mails or texts."""
        kinds = _("E-mails and texts ({endings})").format(endings=" ".join(f"*{end}" for end in (*_MAIL, *_TEXT)))
        names, _kind = QFileDialog.getOpenFileNames(self._window, _("Take in inquiries"), "", kinds)
        self.take_files([Path(name) for name in names])

    def take_files(self, files: Sequence[Path]) -> None:
        """Make an inquiry of each mail or text, one step each."""
        for file in files:
            operation: Callable[..., Outcome[Any]] = _take_mail if file.suffix.lower() in _MAIL else _take_text
            self._begun()
            self._workplace.desk.do(operation, file=file, then=self._took, failed=self._failed)


def _take_mail(writer: Writer, *, file: Path) -> Outcome[int]:
    return lead_mails.take_mail_as_lead(writer, data=_bytes(file))


def _take_text(writer: Writer, *, file: Path) -> Outcome[int]:
    data = _bytes(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return leads.add_lead(writer, raw_text=text)


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(_("“{name}” is too large.").format(name=file.name))
        return file.read_bytes()
    except OSError as error:
        raise BadInput(_("“{name}” cannot be read: {reason}.").format(name=file.name, reason=why_not(error))) from error
