"""The forms that ask for passwords: a new one, typed twice, and the present one where there is one."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _, meant
from crm_desktop.operations.firm.protection import check_new
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.password_field import PasswordField
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text, note


class Wanted(NamedTuple):
    """What was filled in: the present password, the new one, and whether the system is to remember the key."""

    current: str = ""
    password: str = ""
    remember: bool = False


class PasswordForm(Form):
    """Asks for a new password. Signal `filled(Wanted)`; it waits after it for `accept` or `fail`."""

    filled = Signal(object)

    def __init__(self, *, encrypted: bool, may_remember: bool, remembered: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Change the password") if encrypted else _("Encrypt the database"), parent)
        self.body.addWidget(
            note(
                _("With the new password the file and its backups are written anew; the old password opens none then.")
                if encrypted
                else _(
                    "The file and its backups are written anew, so that nobody reads them without the password. The"
                    " password is kept nowhere: print the recovery sheet afterwards, for the day it is forgotten."
                )
            )
        )
        self.current = PasswordField(_("Present password")) if encrypted else None
        if self.current is not None:
            self.line(self.current)
            self.fields["current"] = self.current
        self.password = PasswordField(
            _("New password"), note=_("At least 8 letters; three or four words in a row are best.")
        )
        self.again = PasswordField(_("Once more"))
        self.line(self.password)
        self.line(self.again)
        self.fields |= {"password": self.password, "again": self.again}
        self.remember = Switch(_("Remember on this computer"), on=remembered, parent=self)
        self.remember.setVisible(may_remember)
        if may_remember:
            about = note(_("Kept in the system’s key store, opened with your login"), "text3")
            words = column(None, Text(_("Remember on this computer"), 13, 500), about, gap=1)
            both = row(None, words, self.remember, gap=16)
            both.setStretch(0, 1)
            self.body.addLayout(both)
        self.buttons(meant("a password", "Change") if encrypted else _("Encrypt"), icon="lock")

    def submit(self) -> None:
        """Hand over what was filled in where it will do."""
        try:
            check_new(self.password.value(), self.again.value())
        except CrmError as error:
            self.fail(error)
            return
        current = self.current.value() if self.current is not None else ""
        self.filled.emit(Wanted(current, self.password.value(), self.remember.isChecked()))


class RemoveForm(Form):
    """Asks for the password once more before it is removed. Signal `filled(Wanted)`."""

    filled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Remove the encryption"), parent)
        self.body.addWidget(
            note(_("The file and its backups can then be read by anybody who gets hold of this computer or a copy."))
        )
        self.current = PasswordField(_("Present password"))
        self.line(self.current)
        self.fields["current"] = self.current
        self.buttons(_("Remove"), icon="lock-open")

    def submit(self) -> None:
        """Hand over what was filled in."""
        self.filled.emit(Wanted(self.current.value()))
