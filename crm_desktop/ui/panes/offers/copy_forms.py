"""What is asked when an offer is copied for somebody else, and from which template a new one begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.offers import copies as offer_copies
from crm_desktop.store.queries import offer_templates
from crm_desktop.store.queries.offer_templates import OfferTemplate
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import note


class CopyForm(Form):
    """For whom an offer is copied. Signal: `filled(contact id)`."""

    filled = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Copy the offer for another customer"), parent)
        self._desk = desk
        self.whom = ContactField(_("Customer"), desk)
        self.fields = {"account_id": self.whom}
        self.line(self.whom)
        self.body.addWidget(note(_("Positions, prices and texts come along; number, deal and inquiry do not.")))
        self.buttons(_("Copy"), icon="copy-plus")
        self.finished.connect(lambda _result: desk.forget(self.whom))

    def submit(self) -> None:
        """Hand over who was chosen."""
        ref = self.whom.contact_id()
        if ref:
            self.filled.emit(ref)
        else:
            self.fail(BadInput(_("Choose a customer from the list."), field="account_id"))


class TemplateForm(Form):
    """From which template an offer begins. Signal: `filled(template id)`; `remove` lets a template go."""

    filled = Signal(object)

    def __init__(
        self, templates: Sequence[OfferTemplate], *, remove: Callable[[int], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Begin an offer from a template"), parent)
        self.buttons_of: dict[int, Button] = {}
        for template in templates:
            lines = plural("{n} line", "{n} lines", template.positions)
            button = Button(f"{template.name}  ·  {lines}", "row", icon="files", on=partial(self._take, template.id))
            away = IconButton(
                "trash-2", _("Delete template “{name}”").format(name=template.name),
                on=partial(self._remove, template.id, remove),
            )  # fmt: skip
            self.buttons_of[template.id] = button
            line = row(None, button, away, gap=4)
            line.setStretch(0, 1)
            self.body.addLayout(line)
        if not templates:
            words = _("There are no templates yet. Open an offer and choose “Save as template”.")
            self.body.addWidget(note(words))
        cancel = Button(_("Cancel"), "secondary", on=self.reject)
        self.body.addLayout(row(None, None, cancel))
        first = next(iter(self.buttons_of.values()), cancel)
        first.setFocus()

    def submit(self) -> None:
        """Take the template that has the focus."""
        for ref, button in self.buttons_of.items():
            if button.hasFocus():
                self._take(ref)

    def _take(self, template_id: int) -> None:
        self.accept()
        self.filled.emit(template_id)

    def _remove(self, template_id: int, remove: Callable[[int], object]) -> None:
        self.reject()
        remove(template_id)


def ask_template(workplace: Workplace, parent: QWidget, then: Callable[[Outcome[int]], None]) -> None:
    """Ask from which template, begin an offer with it, and hand it to `then`."""

    def tell(outcome: Outcome[Any]) -> None:
        workplace.notify(Notice(outcome.label, undo=True))

    def fail(error: CrmError) -> None:
        workplace.notify(Notice(str(error), tone="danger"))

    def remove(template_id: int) -> None:
        workplace.desk.do(offer_copies.delete_template, template_id=template_id, then=tell, failed=fail)

    def begin(template_id: int) -> None:
        operation = offer_copies.begin_from_template
        workplace.desk.do(operation, template_id=template_id, then=then, failed=fail, initiator=parent)

    def ask(templates: Sequence[OfferTemplate]) -> None:
        form = TemplateForm(templates, remove=remove, parent=parent)
        form.filled.connect(begin)
        form.finished.connect(form.deleteLater)
        form.open()

    workplace.desk.ask(offer_templates.templates, then=ask, asker=parent, topic="templates")
