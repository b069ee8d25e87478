"""Files of the history go out into the world: opened from a private copy by the system's program, or saved."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.files import safe_name, write_whole
from crm_desktop.base.i18n import _
from crm_desktop.operations.history.files import is_risky
from crm_desktop.store.queries import files as queries
from crm_desktop.store.queries.timeline import FileRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text


class Opener(QObject):
    """Opens and saves files; `show` hands a copy to the system and can be replaced in tests."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._window = workplace, parent
        self.show: Callable[[Path], object] = lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        # Only this user may look into it; it goes with the program.
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def forget(self) -> None:
        """Remove the private copies; what another program still holds open goes later."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def open_file(self, file: FileRow) -> None:
        """Open a file with the system's program; one that can run programs only after asking."""
        if is_risky(file.name):
            ask = RiskForm(file, self._window, go_on=lambda: self._open(file), save=lambda: self.save_as(file))
            ask.finished.connect(ask.deleteLater)
            ask.open()
        else:
            self._open(file)

    def save_as(self, file: FileRow) -> None:
        """Ask for a place and write the file there."""
        name, _kind = QFileDialog.getSaveFileName(self._window, _("Save file"), safe_name(file.name))
        if name:
            self.write_to(file, Path(name))

    def write_to(self, file: FileRow, target: Path) -> None:
        """Write the file to a place."""

        def tell(_written: None) -> None:
            self._workplace.notify(Notice(_("Saved as “{name}”.").format(name=target.name)))

        self._workplace.desk.ask(_write, sha256=file.sha256, target=target, then=tell, lane="export")

    def _open(self, file: FileRow) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="crm-desktop-", ignore_cleanup_errors=True)
        # A folder for each content: two files of one name do not overwrite each other.
        target = Path(self._folder.name) / file.sha256[:16] / safe_name(file.name)

        def show(_written: None) -> None:
            self.show(target)

        if target.exists():
            show(None)
        else:
            self._workplace.desk.ask(
                _write, sha256=file.sha256, target=target, read_only=True, then=show, lane="export"
            )  # fmt: skip


class RiskForm(Form):
    """Asks before a file is opened that can run programs; saving it is offered first."""

    def __init__(
        self, file: FileRow, parent: QWidget, *, go_on: Callable[[], object], save: Callable[[], object]
    ) -> None:  # fmt: skip
        super().__init__(_("Open “{name}”?").format(name=file.name), parent)
        self._save = save
        self._go_on = go_on
        words = _("Files of this kind can run programs on this computer. Open it only if you know who it is from.")
        self.body.addWidget(Text(words, 13, 400, "text2", wrap=True))
        self.open_anyway = Button(_("Open anyway"), "danger", on=self._open)
        keep = Button(_("Save as …"), "secondary", icon="download", on=self.submit)
        cancel = Button(_("Cancel"), "secondary", on=self.reject)
        cancel.setDefault(True)
        self.body.addLayout(row(None, self.open_anyway, None, keep, cancel))
        cancel.setFocus()

    def submit(self) -> None:
        """Save it instead."""
        self.accept()
        self._save()

    def _open(self) -> None:
        self.accept()
        self._go_on()


def _write(reader: Reader, *, sha256: str, target: Path, read_only: bool = False) -> None:
    data = queries.content(reader, sha256=sha256) or b""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(target, data)
    if read_only and os.name == "posix":
        # What is changed in the copy would be lost without a word.
        target.chmod(0o400)
