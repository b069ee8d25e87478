"""A plain letter to a contact: subject and text are asked for, the page is printed and kept in the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.queries.templates import TemplateRow, templates
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.printing import print_pdf
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.text import note
from crm_desktop.ui.widgets.text_area import TextArea

_WIDTH = 640


class LetterForm(Form):
    """What a letter says. Signals: `filled((subject, text))`, `template_chosen(id)`."""

    filled = Signal(object)
    template_chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Letter to {name}").format(name=name), parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self.template = ComboField(_("Begin with"), [], hint=_("An empty text"))
        self.template.edited.connect(self._choose)
        self.template.hide()
        self.subject = LineField(_("Subject"))
        self.text = TextArea(_("Text"), lines=10)
        self.fields = {"subject": self.subject, "text": self.text}
        self.body.addWidget(self.template)
        self.line(self.subject)
        self.body.addWidget(self.text)
        self.body.addWidget(note(_("Head, address, salutation and signature come by themselves.")))
        self.buttons(_("Write and print …"), icon="printer")

    def show_templates(self, found: Sequence[TemplateRow]) -> None:
        """Offer texts to begin with."""
        self.template.combo.fill([Choice(str(one.id), one.name) for one in found])
        self.template.setVisible(bool(found))

    def show_begun(self, begun: Any) -> None:
        """Show a template as it was filled in, and what is missing in it (`operations.serial.plain_letters.Begun`)."""
        self.subject.set_value(begun.subject)
        self.text.set_value(begun.text)
        missing = ", ".join(f"{{{name}}}" for name in begun.missing)
        self.text.set_error(_("Nothing is known for {fields}.").format(fields=missing) if missing else "")

    def _choose(self) -> None:
        if self.template.value():
            self.template_chosen.emit(int(self.template.value()))

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

    def begin(template_id: int) -> None:
        workplace.desk.ask(
            _begun, template_id=template_id, contact_id=contact_id, day=workplace.today(), then=form.show_begun,
            failed=form.fail, asker=form, topic="begun", lane="letters",
        )  # fmt: skip

    form.filled.connect(write)
    form.template_chosen.connect(begin)
    form.finished.connect(lambda _result: workplace.desk.forget(form))
    form.finished.connect(form.deleteLater)
    workplace.desk.ask(templates, kind="letter", then=form.show_templates, asker=form, topic="templates")
    form.open()


def _begun(reader: Reader, **arguments: Any) -> Any:
    from crm_desktop.operations.serial.plain_letters import begun  # reportlab

    return begun(reader, **arguments)


def _write(writer: Writer, **arguments: Any) -> Outcome[Any]:
    from crm_desktop.operations.serial.plain_letters import write_letter as operation  # reportlab

    return operation(writer, **arguments)
