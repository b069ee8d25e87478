"""The card that asks for the password of a file: on opening it, and over a window that was locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.mark import Mark
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.password_field import PasswordField
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text, note

_WIDTH = 420
#: Mistakes after which it is said what else there may be to it.
_MANY = 3


class PasswordCard(Card):
    """Signals: `tried(str)` with what was typed. It waits after it for `fail` or for its end.

    With `may_remember`, whether the system is to remember the key is asked too. Without a password (`asks` off) one
    button leads on.
    """

    tried = Signal(str)

    def __init__(
        self,
        heading: str,
        about: str,
        words: str,
        *,
        may_remember: bool = False,
        asks: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(padding=28, radius=12, edge="line_strong", parent=parent)
        self.setFixedWidth(look().px(_WIDTH))
        self._mistakes = 0
        self._asks = asks
        self.field = PasswordField(_("Password"), parent=self)
        self.remember = Switch(_("Remember on this computer"), parent=self)
        self.button = Button(words, "primary", icon="lock-open" if asks else "arrow-right", key="↵", on=self._try)
        self.button.setDefault(True)
        self._spinner = Spinner(parent=self)
        self.forgotten = Link(_("Password forgotten?"), on=self._tell_way)
        self._way = note(
            _(
                "The recovery key opens the file too: type the four lines of its sheet instead of the password."
                " Without either, nobody can open it; a backup made before it was encrypted can still be restored."
            )
        )
        self._way.setParent(self)
        self._way.hide()
        self.forgotten.setParent(self)
        for part in (self.field, self.forgotten):
            part.setVisible(asks)
        self.remember.setVisible(asks and may_remember)
        self._lay_out(heading, about, may_remember=may_remember)
        self.field.entered.connect(self._try)

    def fail(self, reason: str) -> None:
        """Say why it did not open; what was typed is selected, to be typed again."""
        self.set_busy(busy=False)
        self._mistakes += 1
        self.field.set_error(reason)
        self.field.line.selectAll()
        self.field.line.setFocus()
        if self._mistakes >= _MANY:
            self._tell_way()

    def set_busy(self, *, busy: bool) -> None:
        """Show that it is being tried; nothing else can be tried meanwhile."""
        self.button.setEnabled(not busy)
        self.field.line.setReadOnly(busy)
        if busy:
            self._spinner.start(_("Trying the password"))
        else:
            self._spinner.stop()

    def begin(self) -> None:
        """Put the cursor where the password is typed."""
        (self.field.line if self._asks else self.button).setFocus()

    def _try(self) -> None:
        if not self.button.isEnabled():
            return
        if self._asks and not self.field.value():
            self.field.set_error(_("Type the password of this file."))
            return
        self.set_busy(busy=True)
        self.tried.emit(self.field.value())

    def _tell_way(self) -> None:
        self.forgotten.hide()
        self._way.show()

    def _lay_out(self, heading: str, about: str, *, may_remember: bool) -> None:
        mark = Mark(40)
        body = self.body
        body.setSpacing(12)
        body.addLayout(row(None, None, mark, None))
        title = Text(heading, 20, 600, wrap=True)
        said = Text(about, 13, 400, "text2", wrap=True)
        for part in (title, said):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            body.addWidget(part)
        if self._asks:
            body.addSpacing(4)
            body.addWidget(self.field)
            if may_remember:
                body.addLayout(row(None, Text(_("Remember on this computer"), 13, 500), None, self.remember))
        body.addSpacing(4)
        if self._asks:
            body.addLayout(row(None, self.forgotten, None, self._spinner, self.button, gap=10))
            body.addWidget(self._way)
        else:
            body.addLayout(row(None, None, self.button, None))
