"""The small window that asks for the password before an encrypted file opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.panes.first_run.password_card import PasswordCard
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.text import Text

_SIZE = QSize(560, 580)


class Unlock(Pane):
    """Signals: `tried(str)`, `file_asked(Path)` for another file, `backups_asked()` to go back to a backup."""

    tried = Signal(str)
    file_asked = Signal(object)
    backups_asked = Signal()

    def __init__(self, path: Path, *, may_remember: bool, backups: bool = True, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setWindowTitle("CRM Desktop")
        self._path = path
        self.card = PasswordCard(
            path.stem,
            _("This file is encrypted. It opens with its password."),
            meant("open a file", "Open"),
            may_remember=may_remember,
        )
        self.card.tried.connect(self.tried)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 20)
        outer.addStretch(2)
        outer.addLayout(row(None, None, self.card, None))
        outer.addStretch(3)
        self._back = Link(_("Go back to a backup"), on=self.backups_asked.emit)
        other = Link(_("Open another file"), on=self._choose)
        hint = Text(native_text("Ctrl+O"), 11, 400, "text3", elide=False)
        outer.addLayout(row(None, None, other, hint, 16, self._back, None))
        self._back.setVisible(backups)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self._choose)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the field."""
        super().showEvent(event)
        self.card.begin()

    def sizeHint(self) -> QSize:
        """Return a small window's size, which grows with the text."""
        return QSize(look().px(_SIZE.width()), look().px(_SIZE.height()))

    def show_problem(self, words: str) -> None:
        """Say why it does not open."""
        self.card.fail(words)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Open"), str(self._path.parent), _("CRM files (*.crm)"))
        if name:
            self.file_asked.emit(Path(name))
