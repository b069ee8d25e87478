"""Where the data lie and what keeps them safe: backups, made by themselves and on demand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.buttons import Button


class DataPage(Page):
    """The file, its backups, and a check of it."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Data and backups"), parent)
        self._workplace = workplace
        self.line(_("File"), workplace.file_name, QWidget())
        self.line(
            _("Back up now"), _("Also made by itself: every half hour while you work, and on closing"),
            Button(_("Back up"), "secondary", icon="database-backup", on=self._back_up),
        )  # fmt: skip
        self.end()

    def _back_up(self) -> None:
        self._workplace.back_up()
