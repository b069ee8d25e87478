"""A plain letter to a contact: subject and text are asked for, the page is printed and kept in the history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.printing import print_pdf
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.text import note
from crm_desktop.ui.widgets.text_area import TextArea

_WIDTH = 640


class LetterForm(Form):
    """What a letter says. Signal: `filled((subject, text))`."""

    filled = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Letter to {name}").format(name=name), parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self.subject = LineField(_("Subject"))
        self.text = TextArea(_("Text"), lines=10)
        self.fields = {"subject": self.subject, "text": self.text}
        self.line(self.subject)
        self.body.addWidget(self.text)
        self.body.addWidget(note(_("Head, address, salutation and signature come by themselves.")))
        self.buttons(_("Write and print …"), icon="printer")

    def submit(self) -> None:
        """Hand over what was written."""
        self.filled.emit((self.subject.value(), self.text.value()))


def write_letter(workplace: Workplace, parent: QWidget, contact_id: int, name: str) -> None:
    """Ask what the letter says, keep it in the history of the contact, and print it."""
    form = LetterForm(name, parent)

    def write(said: tuple[str, str]) -> None:
        def done(outcome: Outcome[Any]) -> None:
            form.accept()
            workplace.notify(Notice(outcome.label, undo=True))
            print_pdf(workplace, parent, said[0] or _("Letter"), outcome.value.pdf)

        workplace.desk.do(_write, contact_id=contact_id, subject=said[0], text=said[1], then=done, failed=form.fail)

    form.filled.connect(write)
    form.finished.connect(form.deleteLater)
    form.open()


def _write(writer: Writer, **arguments: Any) -> Outcome[Any]:
    from crm_desktop.operations.plain_letters import write_letter as operation  # noqa: PLC0415 - reportlab

    return operation(writer, **arguments)
