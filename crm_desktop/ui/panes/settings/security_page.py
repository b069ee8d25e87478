"""Who can read the data: the password of the file, its recovery sheet, and the lock for when nobody sits there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.files import with_ending, write_whole
from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.guard import Guard, NewPassword
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.printing import Pages, PrintJob, ask_for_printer
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.look_page import ChoicePage
from crm_desktop.ui.panes.settings.security_forms import PasswordForm, RemoveForm, Wanted
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import note

#: Minutes without a key or a move of the mouse after which the window is locked; 0 is never.
IDLE_MINUTES = (0, 2, 5, 10, 30)


class SecurityPage(ChoicePage):
    """Encryption, recovery sheet, lock."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Security"), workplace, parent)
        self._guard: Guard = workplace.safe.guard
        self._missing: Banner | None = None
        self.section(_("Encryption"))
        if self._guard.encrypted:
            self._add_encrypted()
        else:
            self._add_plain()
        self.section(_("Lock"))
        minutes = [Choice("0", _("never")), *(Choice(str(n), _("{n} min").format(n=n)) for n in IDLE_MINUTES[1:])]
        now = workplace.settings().lock_after_minutes
        self.choice(
            "lock_after_minutes", _("Lock after"), _("Without a key pressed or the mouse moved"), minutes, str(now)
        )
        about = (
            _("Hides everything until the password is typed; what you are doing stays")
            if self._guard.encrypted
            else _("Hides everything from glances; without a password anybody can go on")
        )
        self.line(
            _("Lock now"), about,
            Button(_("Lock"), "secondary", icon="lock", key=native_text("Ctrl+L"), on=self._guard.lock),
        )  # fmt: skip
        self.end()

    def _add_plain(self) -> None:
        if not self._guard.can_encrypt:
            self.put(
                Banner(
                    "info", _("This computer cannot encrypt files"),
                    _("Its SQLite knows no encryption. Everything else works as usual."),
                    _("Install “sqlcipher3” (pip install sqlcipher3) and start CRM Desktop again."),
                )
            )  # fmt: skip
            return
        self.encrypt = Button(_("Set a password …"), "secondary", icon="lock", on=self._ask_new)
        self.line(
            _("Encrypt the database"),
            _("Whoever finds or copies the file or a backup can read nothing without the password"), self.encrypt,
        )  # fmt: skip
        self.put(
            note(
                _(
                    "Files that leave the program – exports, offers as PDF, e-mails – stay readable, and traces of the"
                    " old file can remain on the disk. Where the whole computer may be lost, encrypt its disk as well."
                ),
                "text3",
            )
        )

    def _add_encrypted(self) -> None:
        self._warn()
        self.change_it = Button(_("Change …"), "secondary", icon="key-round", on=self._ask_new)
        self.line(_("Password"), _("The file and its backups are encrypted"), self.change_it)
        self.remember = Switch(_("Remember on this computer"))
        self.remember.setEnabled(False)
        self.line(
            _("Remember on this computer"), _("In the system’s key store; otherwise it is asked for at each start"),
            self.remember,
        )  # fmt: skip
        self._ask_store()
        buttons = QWidget()
        self.print_it = Button(_("Print …"), "secondary", icon="printer", on=self._print)
        self.save_it = Button(_("Save as PDF …"), "ghost", icon="file-down", on=self._save)
        row(buttons, self.save_it, self.print_it)
        self.line(
            _("Recovery sheet"),
            _("Sheet {number} opens the file when the password is forgotten").format(number=self._guard.sheet_number),
            buttons,
        )  # fmt: skip
        self.remove = Button(_("Remove …"), "ghost", icon="lock-open", on=self._ask_remove)
        self.line(_("Remove the encryption"), _("Everybody who gets hold of the file can read it then"), self.remove)

    def _warn(self) -> None:
        """Say so as long as nobody has the sheet that opens the file."""
        if self._guard.sheet_made() == self._guard.sheet_number:
            return
        self._missing = Banner(
            "warning", _("There is no recovery sheet for this password yet"),
            _("If the password is forgotten, nobody can read the data again, backups included."),
        )  # fmt: skip
        self._missing.add_action(Link(_("Print it now"), on=self._print))
        self.put(self._missing)

    def _ask_store(self) -> None:
        def show(found: tuple[bool, bool]) -> None:
            """Show what the system keeps."""
            there, kept = found
            self.remember.setEnabled(there)
            self.remember.setChecked(kept)
            if there:
                self.remember.toggled.connect(self._remember)
            else:
                self.remember.setToolTip(_("This system has no key store that could remember the key."))

        guard = self._guard
        self.workplace.desk.compute(
            lambda: (guard.has_store(), guard.remembered()), then=show, asker=self, topic="store", lane="backup"
        )

    def _remember(self, wanted: bool) -> None:
        self.workplace.desk.compute(
            lambda: self._guard.remember(wanted), then=lambda _none: None, asker=self, topic="remember", lane="backup"
        )

    def _ask_new(self) -> None:
        guard = self._guard

        def ask(found: tuple[bool, bool]) -> None:
            """Ask for the password that counts now."""
            form = PasswordForm(
                encrypted=guard.encrypted, may_remember=found[0], remembered=found[1], parent=self.window()
            )
            form.filled.connect(lambda wanted: self._take(form, wanted))
            form.open()

        self.workplace.desk.compute(
            lambda: (guard.has_store(), guard.remembered()), then=ask, asker=self, topic="ask", lane="backup"
        )

    def _take(self, form: PasswordForm, wanted: Wanted) -> None:
        if not self._guard.encrypted:
            form.accept()
            self._guard.protect(NewPassword(wanted.password, wanted.remember))
            return
        self._prove(form, wanted.current, lambda: self._guard.protect(NewPassword(wanted.password, wanted.remember)))

    def _ask_remove(self) -> None:
        form = RemoveForm(self.window())
        form.filled.connect(lambda wanted: self._prove(form, wanted.current, self._guard.unprotect))
        form.open()

    def _prove(self, form: PasswordForm | RemoveForm, typed: str, then: Callable[[], None]) -> None:
        """Go on where the present password is the right one."""

        def decide(fits: bool) -> None:
            """Go on where the password is right."""
            if not fits:
                form.fail(BadInput(_("This is not the present password."), field="current"))
                return
            form.accept()
            then()

        guard = self._guard
        self.workplace.desk.compute(
            lambda: guard.fits(typed), then=decide, failed=form.fail, asker=self, topic="prove", lane="backup"
        )

    def _print(self) -> None:
        def show(pdf: bytes) -> None:
            """Print it."""
            printer = ask_for_printer(self.window(), _("Recovery sheet"), 1)
            if printer is not None:
                PrintJob(self.workplace, Pages(_("Recovery sheet"), pdf, 1), printer, self.window()).start()
                self._made()

        self._make(show)

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the recovery sheet"), self._guard.sheet_name(), _("PDF files (*.pdf)")
        )
        if name:
            self.save_to(with_ending(Path(name), ".pdf"))

    def save_to(self, target: Path) -> None:
        """Write the sheet into a file."""

        def told(_none: object) -> None:
            """Show what holds now."""
            self._made()
            self.workplace.notify(Notice(_("Saved. Print it, then delete the file: it opens everything.")))

        sheet = self._guard.sheet
        self.workplace.desk.compute(
            lambda: write_whole(target, sheet()), then=told, asker=self, topic="save", lane="export"
        )

    def _make(self, then: Callable[[bytes], None]) -> None:
        self.workplace.desk.compute(self._guard.sheet, then=then, asker=self, topic="sheet", lane="export")

    def _made(self) -> None:
        self._guard.note_sheet()
        if self._missing is not None:
            self._missing.hide()
