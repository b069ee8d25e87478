"""The form before everything is written out: what will be in it, and whether it is a folder or one file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.errors import Cancelled, CrmError
from crm_desktop.base.files import safe_name
from crm_desktop.base.i18n import _
from crm_desktop.operations.exports import export_all
from crm_desktop.ui.commands.saving import where_to_save
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.commands.writing_out import ask_with_job, proposed_place, tell_folder, tell_saved
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.text import note


class EverythingForm(Form):
    """Signal: `filled(Path)`; everything is written then, and the form comes back where it could not be."""

    filled = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Export everything"), parent)
        self._workplace = workplace
        self.body.addWidget(
            note(
                _(
                    "All records as CSV and JSON, contacts as cards, the calendar, all attachments by customer, and a"
                    " description of every file and column. Imported into an empty file it gives the same again."
                )
            )
        )
        self.form = Chips(
            [Choice("zip", _("One ZIP file"), "file-archive"), Choice("folder", _("A folder"), "folder")], "choice",
            name=_("Folder or file"),
        )  # fmt: skip
        self.body.addWidget(self.form)
        self.body.addWidget(
            note(_("It is readable by anybody who gets hold of it: keep it safe, and delete it when it is not needed."))
        )
        self.buttons(_("Save …"), icon="upload")
        self.filled.connect(self._write)

    def submit(self) -> None:
        """Ask for the place, and hand it over."""
        name = safe_name(f"{self._workplace.safe.path.stem} {self._workplace.today():%Y-%m-%d}")
        if self.form.value() == "zip":
            target = where_to_save(
                self, self.windowTitle(), proposed_place(f"{name}.zip"), _("ZIP archives (*.zip)"), ".zip"
            )
        else:
            chosen = QFileDialog.getExistingDirectory(self, self.windowTitle(), proposed_place(""))
            target = Path(chosen) / name if chosen else None
        if target is not None:
            self.filled.emit(target)

    def _write(self, target: Path) -> None:
        self.reject()  # out of sight: it comes back only where it could not be done
        ask_with_job(
            self._workplace, export_all, label=_("Export everything"), then=self._written, failed=self._fail,
            target=target, now=self._workplace.clock(),
        )  # fmt: skip

    def _written(self, written: list[Path]) -> None:
        self.accept()
        if len(written) == 1:
            tell_saved(self._workplace, written[0])
        else:
            tell_folder(self._workplace, written)

    def _fail(self, error: CrmError) -> None:
        if isinstance(error, Cancelled):
            self.accept()
        else:
            self.fail(error)
