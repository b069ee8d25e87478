"""Small forms of data protection: where data come from, what somebody asked for, how long a class is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.privacy import Kept, Origin, RequestKind
from crm_desktop.engine.privacy.retention import Term
from crm_desktop.operations.privacy.words import kept_word, origin_word, request_word
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.text import note
from crm_desktop.ui.widgets.text_area import TextArea


@dataclass(frozen=True)
class GivenOrigin:
    """Where data come from, as it was filled in."""

    origin: Origin
    detail: str
    obtained_on: date


class OriginForm(Form):
    """Signal: `filled(GivenOrigin)`."""

    filled = Signal(object)

    def __init__(
        self, words: str, today: date, known: GivenOrigin | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        choices = [Choice(one.value, origin_word(one)) for one in Origin if one is not Origin.UNKNOWN]
        self.origin = ComboField(_("Origin"), choices)
        self.origin.set_value((known.origin if known and known.origin else Origin.PERSON).value)
        self.day = DateField(_("Obtained on"), value=known.obtained_on if known else today)
        self.detail = LineField(_("Source in detail"), hint=_("Trade fair, register, who recommended"))
        if known is not None:
            self.detail.set_value(known.detail)
        self.fields = {"origin": self.origin, "obtained_on": self.day, "detail": self.detail}
        self.line(self.origin, self.day)
        self.line(self.detail)
        self.body.addWidget(note(_(
            "Whoever did not give the data has to be told within a month (Art. 14 GDPR); whoever gave them, at once "
            "(Art. 13). The page “Data protection” in the settings says who is still to be told."
        ), "text3"))  # fmt: skip
        self.buttons(_("Record"), icon="check")

    def submit(self) -> None:
        """Hand over where the data come from."""
        if not self.day.check():
            return
        day = self.day.value()
        if day is None:
            self.fail(BadInput(_("Fill this in."), field="obtained_on"))
            return
        self.filled.emit(GivenOrigin(Origin(self.origin.value()), self.detail.value().strip(), day))


@dataclass(frozen=True)
class GivenRequest:
    """What somebody asked for."""

    kind: RequestKind
    received_on: date
    note: str


class RequestForm(Form):
    """Signal: `filled(GivenRequest)`."""

    filled = Signal(object)

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Request of {name}").format(name=name), parent)
        self.kind = ComboField(_("What is asked for"), [Choice(one.value, request_word(one)) for one in RequestKind])
        self.kind.set_value(RequestKind.ACCESS.value)
        self.day = DateField(_("Received"), value=today)
        self.note = TextArea(_("What was asked, and how you know who asked"), lines=3)
        self.fields = {"kind": self.kind, "received_on": self.day, "note": self.note}
        self.line(self.kind, self.day)
        self.body.addWidget(self.note)
        self.body.addWidget(note(_("It has to be answered within a month; Switzerland: 30 days."), "text3"))
        self.buttons(_("Record"), icon="check")

    def submit(self) -> None:
        """Hand over what was asked."""
        day = self.day.value() if self.day.check() else None
        if day is None:
            self.fail(BadInput(_("Fill this in."), field="received_on"))
            return
        self.filled.emit(GivenRequest(RequestKind(self.kind.value()), day, self.note.value().strip()))


@dataclass(frozen=True)
class GivenTerm:
    """How long a class of data is to be kept."""

    kind: Kept
    months: int
    from_year_end: bool
    basis: str


class TermForm(Form):
    """Signal: `filled(GivenTerm)`."""

    filled = Signal(object)

    def __init__(self, term: Term, parent: QWidget | None = None) -> None:
        super().__init__(kept_word(term.kind), parent)
        self._kind = term.kind
        self.months = NumberField(_("Kept for"), unit=_("months"))
        self.months.set_value(Decimal(term.months))
        self.basis = LineField(_("Basis"))
        self.basis.set_value(term.basis)
        self.year_end = QCheckBox(_("counted from the end of the year"))
        self.year_end.setChecked(term.from_year_end)
        self.fields = {"months": self.months, "basis": self.basis}
        self.line(self.months, self.basis)
        self.body.addWidget(self.year_end)
        self.body.addWidget(
            note(_("0 months: not kept at all. Shorter than the law asks for is your own risk."), "text3")
        )
        self.buttons(_("Change"), icon="check")

    def submit(self) -> None:
        """Hand over how long."""
        if self.months.check():
            months = int(self.months.value() or 0)
            self.filled.emit(GivenTerm(self._kind, months, self.year_end.isChecked(), self.basis.value().strip()))
