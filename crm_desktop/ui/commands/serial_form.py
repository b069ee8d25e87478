"""A serial letter to some contacts: which template, who gets one, a test print of the odd ones, then all of them.

Printing writes each letter into the history of its reader, in one step that can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.serial import Ready, Target
from crm_desktop.store.queries.templates import TemplateRow, templates
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.printing import print_pdf
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text, note

#: Names that are spelt out.
_NAMED = 3


class SerialForm(Form):
    """Signals: `filled(template id)`, `tested(template id)`, `chosen(template id)`."""

    filled = Signal(object)
    tested = Signal(int)
    chosen = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        words = plural("Serial letter to {n} contact", "Serial letter to {n} contacts", count)
        super().__init__(words, parent)
        self.template = ComboField(_("Template"), [], hint=_("Choose a text"))
        self.fields = {"template": self.template}
        self.state = Text("", 13, 400, "text2", wrap=True)
        self.left_out = note("", "text3")
        self.test = Button(_("Test print of the odd ones …"), "secondary", icon="eye", on=self._test)
        self.line(self.template)
        self.body.addWidget(self.state)
        self.body.addWidget(self.left_out)
        self.body.addLayout(row(None, self.test, None))
        self.body.addWidget(note(_("Who objected is left out; whether a consent is needed is asked by campaigns.")))
        self.buttons(_("Print …"), icon="printer")
        self.template.edited.connect(self._choose)
        self.show_ready(None)

    def show_templates(self, found: Sequence[TemplateRow]) -> None:
        """Offer the letters there are."""
        self.template.combo.fill([Choice(str(one.id), f"{one.name} ({one.language})") for one in found])
        if not found:
            self.state.setText(_("There is no letter yet. Write one under Settings, Templates."))

    def show_ready(self, ready: Ready | None) -> None:
        """Show for how many a letter would be printed, and who gets none and why."""
        number = ready.number if ready is not None else 0
        self.test.setEnabled(number > 0)
        self.accept_button.setEnabled(number > 0)
        if ready is None:
            return
        self.state.setText(plural("{n} letter", "{n} letters", number))
        named = [f"{one.name}: {one.reason}" for one in ready.left_out[:_NAMED]]
        rest = len(ready.left_out) - len(named)
        more = [plural("{n} more", "{n} more", rest)] if rest else []
        self.left_out.setText("\n".join([_("Left out:"), *named, *more]) if named else "")
        self.left_out.setVisible(bool(named))

    def submit(self) -> None:
        """Hand over the template."""
        if self.template.value():
            self.filled.emit(int(self.template.value()))

    def _test(self) -> None:
        self.tested.emit(int(self.template.value()))

    def _choose(self) -> None:
        self.chosen.emit(int(self.template.value()))


def write_letters(workplace: Workplace, parent: QWidget, targets: Sequence[Target]) -> SerialForm:
    """Ask for a template, print a letter to each of these contacts, and note them in the history."""
    form = SerialForm(len(targets), parent)
    desk, to, day = workplace.desk, tuple(targets), workplace.today()

    def check(template_id: int) -> None:
        desk.ask(
            _ready, targets=to, template_id=template_id, day=day, then=form.show_ready, failed=form.fail, asker=form,
            topic="ready", lane="letters",
        )  # fmt: skip

    def test(template_id: int) -> None:
        desk.ask(
            _odd_pdf, targets=to, template_id=template_id, day=day, failed=form.fail, asker=form, topic="odd",
            lane="letters", then=lambda made: print_pdf(workplace, parent, _("Test print"), made.pdf),
        )  # fmt: skip

    def write(template_id: int) -> None:
        def done(outcome: Outcome[Any]) -> None:
            form.accept()
            workplace.notify(Notice(outcome.label, undo=True))
            print_pdf(workplace, parent, _("Letters"), outcome.value)

        desk.do(_print_and_note, targets=to, template_id=template_id, job=_("Letters"), then=done, failed=form.fail)

    form.chosen.connect(check)
    form.tested.connect(test)
    form.filled.connect(write)
    form.finished.connect(lambda _result: desk.forget(form))
    form.finished.connect(form.deleteLater)
    desk.ask(templates, kind="letter", then=form.show_templates, asker=form, topic="templates")
    form.open()
    return form


def _ready(reader: Reader, **arguments: Any) -> Ready:
    from crm_desktop.operations.serial.letters import letters_ready  # reportlab

    return letters_ready(reader, **arguments)


def _odd_pdf(reader: Reader, **arguments: Any) -> Any:
    from crm_desktop.operations.serial.letters import letters_pdf, odd_ones  # reportlab

    return letters_pdf(reader, only={one.contact_id for one in odd_ones(reader, **arguments)}, **arguments)


def _print_and_note(writer: Writer, **arguments: Any) -> Outcome[Any]:
    from crm_desktop.operations.serial.letters import write_letters as operation  # reportlab

    return operation(writer, **arguments)
