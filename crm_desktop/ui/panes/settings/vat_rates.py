"""Rates of VAT in the settings: those that hold in the firm's country, its own ones, and what is said without VAT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.formats import day, number
from crm_desktop.base.i18n import _, meant, spoken
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.offers import TaxMode
from crm_desktop.domain.products import TaxClass
from crm_desktop.domain.vat import Rate, rate_on
from crm_desktop.operations.offers import vat as operations
from crm_desktop.operations.sales_words import tax_word
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import vat as queries
from crm_desktop.store.queries.vat import OwnRate
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.offer_sums import why_no_vat
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text, note

_CLASSES = tuple(each for each in TaxClass if each is not TaxClass.ZERO)


class Known(NamedTuple):
    """The firm's country, the rates that hold there today, its own ones, and what offers without VAT say."""

    country: str
    today: tuple[tuple[TaxClass, Decimal], ...]
    own: tuple[OwnRate, ...]
    notes: tuple[tuple[TaxMode, str], ...]


def known(reader: Reader, *, today: date) -> Known:
    """Return what is to be shown."""
    firm = firm_queries.firm(reader)
    country = (firm.country if firm else "") or "DE"
    rates = queries.rates(reader)
    return Known(
        country, tuple(_today(rates, country, today)), tuple(queries.own_rates(reader)), tuple(_notes(country, today))
    )


class VatRates:
    """Adds its lines to a page of the settings and keeps them as they are in the database."""

    def __init__(self, page: Page, workplace: Workplace) -> None:
        self._page, self._workplace = page, workplace
        self._known: Known | None = None
        page.section(_("VAT rates"))
        self.today = Text("", 13, 400, "text2", wrap=True)
        page.put(self.today)
        self._holder = QWidget()
        self._rows = column(self._holder, gap=4)
        page.put(self._holder)
        self.tax_class = ComboField(
            meant("class of VAT", "Rate"), [Choice(each.value, tax_word(each)) for each in _CLASSES]
        )
        self.tax_class.set_value(TaxClass.STANDARD.value)
        self.since = DateField(_("Holds from"), value=workplace.today())
        self.percent = NumberField(_("Per cent"), unit="%")
        self.set = Button(_("Set the rate"), "secondary", icon="plus", on=self._set)
        page.beside(self.tax_class, self.since, self.percent)
        line = QWidget()
        row(line, note(_("For a change of the law that is not known here yet; offers follow their delivery."), "text3"),
            self.set, gap=12).setStretch(0, 1)  # fmt: skip
        page.put(line)
        self.notes = Text("", 12, 400, "text2", wrap=True)
        page.section(_("What is printed without VAT"))
        page.put(self.notes)

    def ask(self) -> None:
        """Read what holds."""
        self._workplace.desk.ask(
            known, today=self._workplace.today(), then=self._show, asker=self._page, topic="vat rates"
        )

    def _show(self, found: Known) -> None:
        if found == self._known:
            return
        self._known = found
        words = ", ".join(f"{tax_word(each)} {number(percent)} %" for each, percent in found.today)
        self.today.setText(_("Today in {country}: {rates}").format(country=found.country, rates=words))
        self.notes.setText("\n".join(f"{why_no_vat(mode)} – {words}" for mode, words in found.notes))
        clear(self._rows)
        for own in found.own:
            self._rows.addWidget(self._row(own))
        self._holder.setVisible(bool(found.own))

    def _row(self, own: OwnRate) -> QWidget:
        words = _("{name} {percent} % from {day} in {country}, your own").format(
            name=tax_word(own.rate.tax_class), percent=number(own.rate.percent), day=day(own.rate.since),
            country=own.rate.country,
        )  # fmt: skip
        holder = QWidget()
        remove = IconButton("trash-2", _("Remove “{name}”").format(name=words), small=True)
        remove.clicked.connect(partial(self._drop, own.id))
        row(holder, Text(words, 13, 500, tabular=True), None, remove, gap=8)
        return holder

    def _set(self) -> None:
        for field in (self.since, self.percent):
            field.set_error("")
        since, percent = self.since.value(), self.percent.value()
        if since is None or percent is None:
            (self.since if since is None else self.percent).set_error(_("Fill this in."))
            return
        self._workplace.desk.do(
            operations.set_rate, country=self._known.country if self._known else "DE",
            tax_class=TaxClass(self.tax_class.value()), since=since, percent=percent, then=self._tell,
            failed=self._fail,
        )  # fmt: skip

    def _drop(self, rate_id: int) -> None:
        self._workplace.desk.do(operations.drop_rate, rate_id=rate_id, then=self._tell, failed=self._fail)

    def _tell(self, outcome: Outcome[object]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=True))

    def _fail(self, error: CrmError) -> None:
        if isinstance(error, BadInput) and error.field == "percent":
            self.percent.set_error(str(error))
        else:
            self._workplace.notify(Notice(str(error), tone="danger"))


def _today(rates: Sequence[Rate], country: str, today: date) -> Iterator[tuple[TaxClass, Decimal]]:
    shown: set[Decimal] = set()
    for each in _CLASSES:
        percent = rate_on(rates, each, country, today)
        if percent is not None and percent not in shown:
            shown.add(percent)
            yield each, percent


def _notes(country: str, today: date) -> Iterator[tuple[TaxMode, str]]:
    from crm_desktop.documents.tax_notes import tax_note

    for mode in TaxMode:
        if mode is not TaxMode.STANDARD:
            yield mode, tax_note(mode, "de" if spoken() == "de" else "en", country, today)
