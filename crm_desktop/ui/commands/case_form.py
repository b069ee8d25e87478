"""The form of a service case: what it is about, by when; of one that is there also its history and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import near_instant
from crm_desktop.base.i18n import _
from crm_desktop.domain.cases import CaseKind, CaseStatus
from crm_desktop.domain.kinds import Priority
from crm_desktop.operations.history.case_words import after, kind_word, priority_word
from crm_desktop.store.queries.cases import CaseEntry, CaseRow, UsualTime
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.models.product_field import ProductField
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.text import Text, note
from crm_desktop.ui.widgets.text_area import TextArea

#: Entries of the history that are shown, the newest.
_ENTRIES = 5
#: Solved cases from which on it is said how long they take.
_LEAST_CASES = 3


class CaseAnswer(NamedTuple):
    """What stands in the form."""

    kind: CaseKind
    title: str
    text: str
    priority: Priority
    product_id: int | None
    due_on: date | None


class CaseForm(Form):
    """A case, new or known. Signal: `filled(CaseAnswer)`.

    Of a case that is there also `noted(text)`, `waited(waits)`, `solved(text)`, `reopened()` and `removed()`.
    """

    filled = Signal(object)
    noted = Signal(str)
    waited = Signal(bool)
    solved = Signal(str)
    reopened = Signal()
    removed = Signal()

    def __init__(self, desk: Desk, whom: str, *, known: CaseRow | None = None, parent: QWidget | None = None) -> None:
        words = _("New case of {name}") if known is None else _("Case of {name}")
        super().__init__(words.format(name=whom) if whom else _("New service case"), parent)
        self._known = known
        self.kind = Chips([Choice(one, kind_word(one)) for one in CaseKind], "choice", name=_("What it is"))
        self.kind.choose(known.kind if known else CaseKind.QUESTION)
        #: Whom it is about, where that is still to be said.
        self.contact = None if whom else ContactField(_("Customer"), desk)
        self.title = LineField(_("What it is about"), known.title if known else "")
        self.text = TextArea(_("In more words"), known.text if known else "", lines=3)
        self.priority = ComboField(
            _("Priority"), [Choice(one, priority_word(one)) for one in Priority],
            known.priority if known else Priority.NORMAL,
        )  # fmt: skip
        hint = "" if known else _("as usual for its kind")
        self.due = DateField(_("To be solved by"), known.due_on if known else None, hint=hint)
        self.product = ProductField(_("Product"), desk)
        if known is not None and known.product_id is not None:
            self.product.show_contact(known.product_id, known.product)
        self.fields: dict[str, Any] = {
            "title": self.title,
            "text": self.text,
            "due_on": self.due,
            "product_id": self.product,
        }
        if self.contact is not None:
            self.fields["contact_id"] = self.contact
            self.line(self.contact)
        self.body.addWidget(self.kind)
        self.line(self.title)
        self.line(self.priority, self.due)
        self.line(self.product)
        self.body.addWidget(self.text)
        self.doing = TextArea(_("What was done"), lines=2)
        self._told = QWidget()
        self._lines = column(self._told, gap=4)
        if known is not None:
            self._add_life(known)
        self.buttons(_("Open case") if known is None else _("Keep"))
        self.finished.connect(lambda _result: self._forget(desk))

    def _forget(self, desk: Desk) -> None:
        desk.forget(self.product)
        if self.contact is not None:
            desk.forget(self.contact)

    def show_history(self, entries: Sequence[CaseEntry], usual: UsualTime | None, today: date) -> None:
        """Show what was written down so far, the newest last, and how long such cases take."""
        clear(self._lines)
        for entry in entries[-_ENTRIES:]:
            said = entry.body or entry.subject
            self._lines.addWidget(note(f"{near_instant(entry.at, today)}  {said}", "text2"))
        if usual is not None and usual.cases >= _LEAST_CASES:
            words = _("Such cases usually take {days} days ({cases} solved).")
            days = max(round(usual.days), 1)
            self._lines.addWidget(note(words.format(days=days, cases=usual.cases), "text3"))

    def answer(self) -> CaseAnswer:
        """Return what stands in the form."""
        return CaseAnswer(
            CaseKind(self.kind.value()), self.title.value(), self.text.value(), Priority(self.priority.value()),
            self.product.product_id() or None, self.due.value(),
        )  # fmt: skip

    def submit(self) -> None:
        """Hand over the case; what is no day, or no product, is said first."""
        for field in self.fields.values():
            field.set_error("")
        if self.contact is not None and not self.contact.contact_id():
            self.contact.set_error(_("Choose a customer from the list."))
            self.contact.setFocus()
        elif self.product.value().strip() and not self.product.product_id():
            self.product.set_error(_("Choose a product from the list, or leave it empty."))
            self.product.setFocus()
        elif not self.due.is_good():
            self.due.setFocus()
        else:
            self.filled.emit(self.answer())

    def _add_life(self, known: CaseRow) -> None:
        self.body.addWidget(Line())
        self.body.addWidget(Text(_("History"), 13, 600))
        self.body.addWidget(self._told)
        remove = Button(_("Delete"), "ghost", icon="trash-2", on=self.removed.emit)
        if known.solved_at is not None:
            took = _("Solved {after}.").format(after=after(known.opened_at, known.solved_at))
            self.body.addWidget(note(" ".join(part for part in (took, known.solution) if part)))
            self.reopen = Button(_("Take up again"), "secondary", icon="rotate-ccw", on=self.reopened.emit)
            self.body.addLayout(row(None, remove, None, self.reopen, gap=8))
            return
        self.body.addWidget(self.doing)
        waits = known.status is CaseStatus.WAITING
        self.note_button = Button(_("Note it"), "secondary", icon="notebook-pen", on=self._note)
        self.wait = Button(
            _("Go on") if waits else _("Wait"), "secondary", icon="hourglass", on=lambda: self.waited.emit(not waits)
        )
        self.solve = Button(
            _("Solved"), "secondary", icon="circle-check", on=lambda: self.solved.emit(self.doing.value())
        )
        self.body.addLayout(row(None, remove, None, self.note_button, self.wait, self.solve, gap=8))

    def _note(self) -> None:
        if not self.doing.value().strip():
            self.doing.set_error(_("Write what was done."))
            self.doing.setFocus()
        else:
            self.noted.emit(self.doing.value())
