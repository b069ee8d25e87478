"""Where the data lie and what keeps them safe: backups made by themselves and on demand, and going back to one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.formats import clock_time, day, number
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.operations.firm.places import Concerns, concerns
from crm_desktop.ui.commands import exporting, importing
from crm_desktop.ui.commands.safe import BackupFile
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text, note

_SHOWN = 8


class DataPage(Page):
    """The file, what goes in and out, and the backups there are."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Data and backups"), parent)
        self._workplace = workplace
        self._add_warnings()
        folder = Button(_("Open folder"), "secondary", icon="folder-open", on=self._open_folder)
        self.line(_("File"), str(workplace.safe.path), folder)
        if workplace.leave_demo is not None:
            self.line(
                _("Demo firm"), _("Puts this file away, where it is kept, and begins your own firm"),
                Button(_("Remove the demo firm"), "secondary", icon="archive", on=workplace.leave_demo),
            )  # fmt: skip
        self.section(_("In and out"))
        self.line(
            _("Import"),
            _("Contacts, deals, sales and more from tables, cards, calendars and mailboxes; or drop a file here"),
            Button(_("Import …"), "secondary", icon="download", on=self._import),
        )  # fmt: skip
        self.line(
            _("Export everything"), _("All records and files in open formats, in a folder of your own"),
            Button(_("Export …"), "secondary", icon="upload", on=self._export),
        )  # fmt: skip
        self.section(_("Backups"))
        self.line(
            _("Back up now"), _("Also made by itself: every half hour while you work, and on closing"),
            Button(_("Back up"), "secondary", icon="database-backup", on=workplace.safe.back_up),
        )  # fmt: skip
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addLayout(self._list)
        self.end()
        self.read()

    def _add_warnings(self) -> None:
        """Say where the file lies badly, and which copies a synchronising program made of it."""
        self._warnings = QWidget()
        self._warning_rows = column(self._warnings, gap=10)
        self._warnings.hide()
        self.put(self._warnings)
        self._workplace.desk.compute(
            concerns, path=self._workplace.safe.path, then=self._warn, asker=self, topic="concerns", lane="backup"
        )

    def _warn(self, found: Concerns) -> None:
        if found.place:
            self._warning_rows.addWidget(Banner("warning", _("The file lies in a bad place"), found.place))
        if found.copies:
            names = ", ".join(copy.name for copy in found.copies)
            banner = Banner(
                "warning", _("There are copies of this file in conflict with it"), names,
                _("Another machine changed the file at the same time. Look at the copies before you delete them."),
            )  # fmt: skip
            banner.add_action(Link(_("Open folder"), on=self._open_folder))
            self._warning_rows.addWidget(banner)
        self._warnings.setVisible(bool(found.place or found.copies))

    def read(self) -> None:
        """Look which backups there are."""
        self._workplace.desk.compute(
            self._workplace.safe.backups, then=self._show, asker=self, topic="backups", lane="backup"
        )

    def _show(self, found: Sequence[BackupFile]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not found:
            self._list.addWidget(note(_("There is no backup yet; the first is made when you close the window.")))
        for backup in found[:_SHOWN]:
            self._list.addWidget(self._line_of(backup))

    def _line_of(self, backup: BackupFile) -> QWidget:
        when = f"{day(local_day(backup.made_at))}, {clock_time(backup.made_at)}"
        size = _("{size} MB").format(size=number(round(backup.size / 1_000_000, 1)))
        line = QWidget()
        back = Button(_("Go back to it"), "ghost", icon="history", on=partial(self._workplace.safe.restore, backup))
        back.setAccessibleName(_("Go back to {when}").format(when=when))
        row(line, Text(when, 13, 500, tabular=True, elide=False), Text(size, 12, 400, "text3", elide=False), None, back)
        return line

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._workplace.safe.path.parent)))

    def _import(self) -> None:
        importing.choose_and_import(self._workplace, self)

    def _export(self) -> None:
        exporting.choose_and_export_all(self._workplace, self)
