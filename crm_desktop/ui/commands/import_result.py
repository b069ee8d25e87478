"""What came of a file that was taken in: why rows were rejected, what was left out, and the rejected rows as a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from crm_desktop.base.errors import Problem
from crm_desktop.base.files import write_whole
from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text, title


class ImportResult(QDialog):
    """Shows an `ImportReport`; `folder` is where the rejected rows are proposed to be saved."""

    def __init__(self, report: Any, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report, self._folder = report, folder
        self.setWindowTitle(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title(_("What came of “{name}”").format(name=report.name)))
        layout.addWidget(Text(summary(report), 13, 500, wrap=True))
        self.reasons = QPlainTextEdit(lines_of(report))
        self.reasons.setReadOnly(True)
        self.reasons.setAccessibleName(_("Reasons"))
        layout.addWidget(self.reasons, 1)
        buttons: list[QWidget | None] = [None]
        if report.rejected_csv:
            buttons.append(Button(_("Save the rejected rows …"), "secondary", icon="download", on=self._save))
        buttons.append(Button(_("Close"), "primary", on=self.accept))
        layout.addLayout(row(None, *buttons))
        self.resize(look().px(640), look().px(460))

    def _save(self) -> None:
        ending = self._report.ending
        proposed = self._folder / f"{Path(self._report.name).stem}-rejected{ending}"
        kinds = f"{ending[1:].upper()} (*{ending})"
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the rejected rows …"), str(proposed), kinds)
        if name:
            write_whole(Path(name), self._report.rejected_csv)


def summary(report: Any) -> str:
    """Return in one line what became of the rows."""
    parts = [plural("{n} row taken in", "{n} rows taken in", report.added + report.updated)]
    if report.skipped:
        parts.append(plural("{n} known already", "{n} known already", report.skipped))
    if report.rejected:
        parts.append(plural("{n} could not be read", "{n} could not be read", report.rejected))
    if report.remarks:
        parts.append(plural("{n} remark", "{n} remarks", len(report.remarks)))
    return ", ".join(parts)


def lines_of(report: Any) -> str:
    """Return the reasons and remarks, one a line, by row."""
    return "\n".join([*_said(_("Rejected"), report.problems), *_said(_("Taken in, with a remark"), report.remarks)])


def _said(words: str, problems: Iterable[Problem]) -> list[str]:
    found = [_("Row {row}: {reason}").format(row=problem.row, reason=problem.message) for problem in problems]
    return [f"{words}:", *found, ""] if found else []
