"""One contact with what is wrong with it: a field for each flaw, filled with the mend where one can be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.domain.quality import Care, Flaw
from crm_desktop.operations.quality.quality import Decision
from crm_desktop.store.queries.quality_known import Known
from crm_desktop.ui.models.quality import DAYS, field_words, known_rows, reason_words, value_words
from crm_desktop.ui.panes.quality.known_card import KnownCard
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.panes import clear, column
from crm_desktop.ui.widgets.text import h2, note

#: Fields that may also be emptied: nothing is better than what cannot be.
_EMPTIED = frozenset({"birthday", "founded", "vat_id", "iban", "email", "phone"})


class MendPage(QWidget):
    """`page.show_decision(decision, currency)`, and `show_known` when it is known what else there is."""

    def __init__(
        self,
        *,
        mend: Callable[[Flaw, str, str], object],
        accept: Callable[[], object],
        visit: Callable[[], object],
        later: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mend = mend
        self.fields: dict[str, LineField | DateField] = {}
        self._flaws: dict[str, Flaw] = {}
        self._name, self._about = h2(""), note("")
        self._card, self.known = Card(), KnownCard()
        self.accept = Button("", "secondary", icon="circle-check", key="B", on=accept)
        self._visit = Button(_("Open the contact"), "ghost", icon="contact", on=visit)
        later_ = Button(_("Later"), "ghost", icon="clock", key="Z", on=later)
        answers = QWidget()
        flow = FlowLayout(answers, gap=12, row_gap=8)
        for part in (self.accept, self._visit, later_):
            flow.addWidget(part)
        layout = column(
            self, self._name, self._about, self._card, answers, self.known, None, gap=10, margins=(24, 20, 24, 18)
        )
        layout.setStretch(5, 1)

    def show_decision(self, one: Decision, currency: str) -> None:
        """Show a contact and a field for each of its flaws."""
        self._name.setText(one.title)
        money = amount(one.money_cents, currency, whole=True)
        worth = _("{money} bought or in open deals").format(money=money) if one.money_cents else ""
        self._about.setText("  ·  ".join(part for part in (one.detail, worth) if part))
        self._about.setVisible(bool(self._about.text()))
        self._flaws, self.fields = {}, {}
        clear(self._card.body)
        for flaw in one.flaws:
            self._card.body.addWidget(self._line(flaw, first=not self._flaws))
        wrong = one.care is Care.WRONG
        self.accept.setText(_("It is right as it is") if wrong else _("Nothing more is known, ask no more"))
        self.accept.setVisible(True)
        self.known.show_rows([])

    def show_known(self, known: Known | None, currency: str) -> None:
        """Show what else is known of the contact."""
        self.known.show_rows(known_rows(known, currency) if known else [])

    def mend_first(self) -> None:
        """Take the mend of the first flaw that has one."""
        found = next((flaw for flaw in self._flaws.values() if flaw.proposal), None)
        if found is not None:
            self._mend(found, found.field, found.proposal)

    def choices(self) -> list[tuple[Flaw, str, str]]:
        """Return the mends that can be chosen by a digit: the flaw, the field and the value."""
        return [(flaw, *one) for flaw in self._flaws.values() for one in flaw.choices]

    def choose(self, place: int) -> None:
        """Take one of the mends that can be chosen."""
        found = self.choices()
        if place < len(found):
            self._mend(*found[place])

    def fail(self, flaw: Flaw, error: CrmError) -> None:
        """Say at the field why a value cannot be taken."""
        where = self.fields.get(error.field) if isinstance(error, BadInput) else None
        (where or self.fields[_key(flaw)]).set_error(str(error))

    def _line(self, flaw: Flaw, *, first: bool) -> QWidget:
        """Return the field of a flaw, with why it is one and how it is mended."""
        field = self._field(flaw)
        self.fields[_key(flaw)] = field
        self._flaws[_key(flaw)] = flaw
        taken = _("Take over “{value}”").format(value=value_words(flaw, flaw.proposal)) if flaw.proposal else _("Save")
        save = Button(
            taken, "primary" if first and flaw.proposal else "secondary", icon="check",
            key="U" if first and flaw.proposal else "↵", on=lambda: self._mend(flaw, flaw.field, self._value(flaw)),
        )  # fmt: skip
        field.line.returnPressed.connect(lambda: self._mend(flaw, flaw.field, self._value(flaw)))
        if flaw.proposal:
            # What is taken over is what the button says; another value is saved under its own name.
            field.edited.connect(lambda: save.setText(_("Save")))
        part, buttons = QWidget(), QWidget()
        flow = FlowLayout(buttons, gap=8, row_gap=6)
        for choice in self._choice_buttons(flaw):
            flow.addWidget(choice)
        flow.addWidget(save)
        if flaw.care is Care.WRONG and flaw.field in _EMPTIED:
            flow.addWidget(Button(_("Remove"), "ghost", icon="x", on=lambda: self._mend(flaw, flaw.field, "")))
        column(part, field, buttons, gap=6)
        return part

    def _choice_buttons(self, flaw: Flaw) -> list[Button]:
        """Return a button for each possible mend, with its digit."""
        found: list[Button] = []
        for one in self.choices():
            if one[0] is flaw:
                _flaw, field, value = one
                words = value if field == flaw.field else f"{field_words(field)}: {value}"
                place = len(found) + len([other for other in self.choices() if other[0] is not flaw])
                found.append(Button(words, "secondary", key=str(place + 1), on=partial(self._mend, flaw, field, value)))
        return found

    def _field(self, flaw: Flaw) -> LineField | DateField:
        said = _("So far: {value}").format(value=value_words(flaw, flaw.value)) if flaw.value and flaw.proposal else ""
        why = "  ".join(filter(None, (said, reason_words(flaw))))
        now = flaw.proposal or flaw.value
        if flaw.field in DAYS:
            return DateField(field_words(flaw.field), date.fromisoformat(now) if now else None, note=why)
        return LineField(field_words(flaw.field), now, hint=_hint(flaw.field), note=why)

    def _value(self, flaw: Flaw) -> str:
        field = self.fields[_key(flaw)]
        if isinstance(field, DateField):
            day = field.value()
            return day.isoformat() if day is not None else field.line.text()
        return field.value()


def _key(flaw: Flaw) -> str:
    """Return the name of a flaw's field: several may be of one kind, told apart by their record."""
    return flaw.field if not flaw.record or flaw.field not in {"email", "phone"} else f"{flaw.field} {flaw.record}"


def _hint(field: str) -> str:
    return _("Street 1, 12345 Town") if field == "address" else ""
