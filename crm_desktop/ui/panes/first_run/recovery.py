"""What is shown instead of the window when a file cannot be opened: why, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.errors import CrmError, DamagedFile
from crm_desktop.base.formats import clock_time, day, number
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.ui.commands.safe import BackupFile
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text, note, title

_SHOWN = 6


class Recovery(Pane):
    """Signals: `backup_chosen(backup)` asks for one to be restored, `file_asked(Path)` for another file."""

    backup_chosen = Signal(object)
    file_asked = Signal(object)

    def __init__(
        self, path: Path, error: CrmError, backups: Sequence[BackupFile], parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.setWindowTitle("CRM Desktop")
        self._path = path
        damaged = isinstance(error, DamagedFile)
        meaning = (
            _("The file has not been changed. Your backups are untouched.")
            if damaged
            else _("The file has not been changed.")
        )
        self._problem = Text("", 13, 500, "danger", wrap=True)
        self._problem.hide()
        parts: list[QWidget] = [
            title(_("“{name}” cannot be opened").format(name=path.name)),
            Banner("danger", error.message, meaning, error.advice),
            self._problem,
        ]
        if damaged and backups:
            parts.append(self._list(backups))
        other = Button(_("Open another file …"), "secondary", icon="folder-open", on=self._choose)
        made = column(self, *parts, row(None, other, None), None, gap=16, margins=(60, 48, 60, 32))
        made.setStretch(made.count() - 1, 1)

    def show_problem(self, words: str) -> None:
        """Say why a backup could not be restored."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _list(self, backups: Sequence[BackupFile]) -> Card:
        card = Card(_("Go back to a backup"))
        card.body.addWidget(note(_("The damaged file is kept beside it.")))
        for place, backup in enumerate(backups[:_SHOWN]):
            when = f"{day(local_day(backup.made_at))}, {clock_time(backup.made_at)}"
            size = _("{size} MB").format(size=number(round(backup.size / 1_000_000, 1)))
            button = Button(
                _("Restore"), "primary" if place == 0 else "secondary", on=partial(self.backup_chosen.emit, backup)
            )
            card.body.addLayout(row(None, Text(when, 13, 600), Text(size, 12, 400, "text3"), None, button))
        return card

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Open"), str(self._path.parent), _("CRM files (*.crm)"))
        if name:
            self.file_asked.emit(Path(name))
