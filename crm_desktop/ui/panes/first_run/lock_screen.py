"""What stands in the place of the window while it is locked: no content, and the password to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.panes.first_run.password_card import PasswordCard
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.text import Text


class LockScreen(Pane):
    """Signals: `tried(str)` with what was typed ("" where no password is needed), `left()` when it is closed."""

    tried = Signal(str)
    left = Signal()

    def __init__(self, *, encrypted: bool, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setWindowTitle("CRM Desktop")
        about = (
            _("What you were doing is still there. It goes on with the password of the file.")
            if encrypted
            else _("What you were doing is still there. This file has no password: this only hides it from glances.")
        )
        self.card = PasswordCard(_("Locked"), about, _("Unlock") if encrypted else _("Go on"), asks=encrypted)
        self.card.tried.connect(self.tried)
        self._over = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 20)
        outer.addStretch(2)
        outer.addLayout(row(None, None, self.card, None))
        outer.addStretch(3)
        if not encrypted:
            hint = Text(_("A password is set in the settings under “Security”."), 12, 400, "text3")
            outer.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_problem(self, words: str) -> None:
        """Say why it does not open."""
        self.card.fail(words)

    def finish(self) -> None:
        """Close without leaving the program."""
        self._over = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the field."""
        super().showEvent(event)
        self.card.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the program where it is closed by hand: what is open is settled as usual, unseen."""
        super().closeEvent(event)
        if not self._over:
            self._over = True
            self.left.emit()
