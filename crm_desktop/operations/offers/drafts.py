"""An offer while it is being written: what may be said of it, checked, and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypedDict

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.text import clean
from crm_desktop.domain.offers import PriceMode, TaxMode
from crm_desktop.engine import pricing
from crm_desktop.store.queries.offers import NOTHING, Line, OfferDetail


class OfferFields(TypedDict, total=False):
    """What can be said of an offer beside its lines; what is absent stays as it is."""

    deal_id: int | None
    account_id: int | None
    person_id: int | None
    subject: str
    issued_on: date
    valid_until: date | None
    delivery_on: date | None
    language: str
    country: str
    currency: str
    rate: Decimal
    price_mode: PriceMode
    tax_mode: TaxMode
    discount_percent: Decimal
    discount_cents: int
    skonto_percent: Decimal
    skonto_days: int
    cash_rounding_cents: int
    hides_discounts: bool
    hides_option_prices: bool
    their_inquiry: str
    intro: str
    closing: str
    delivery_terms: str
    payment_terms: str
    layout: str
    external_id: str | None
    custom: dict[str, object]


#: Texts that keep their line breaks.
_LONG = frozenset({"intro", "closing", "delivery_terms", "payment_terms"})


def cleaned(fields: OfferFields) -> dict[str, object]:
    """Return the fields fit to be stored. Raises BadInput for a language or country that cannot be."""
    values = {
        name: clean(value, lines=name in _LONG) if type(value) is str else value for name, value in fields.items()
    }
    if values.get("language", "en") not in LANGUAGES:
        raise BadInput(_("Offers can be written in German and English."), field="language")
    for name, length in (("country", 2), ("currency", 3)):
        code = str(values.get(name, "X" * length))
        if len(code) != length or not code.isascii() or not code.isalpha():
            raise BadInput(_("“{code}” is no code of a country or currency.").format(code=code), field=name)
        if name in values:
            values[name] = code.upper()
    return values


def cleaned_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines fit to be stored; what an alternative stands for must be a line of the offer."""
    for line in lines:
        if line.replaces is not None and not NOTHING <= line.replaces <= len(lines):
            raise BadInput(_("An alternative stands for a line that is not there."), field="replaces")
    return tuple(
        line._replace(title=clean(line.title), text=clean(line.text, lines=True), unit=clean(line.unit))
        for line in lines
    )


def check_days(offer: OfferDetail) -> None:
    """Raise BadInput when an offer ends before it begins."""
    if offer.valid_until is not None and offer.valid_until < offer.issued_on:
        raise BadInput(_("The offer would end before it is made."), field="valid_until")


def with_changes(offer: OfferDetail, lines: Sequence[Line] | None, fields: OfferFields) -> OfferDetail:
    """Return an offer as it would be with what an editor holds and has not saved yet. Raises BadInput."""
    known = {name: value for name, value in cleaned(fields).items() if name not in {"external_id", "custom"}}
    return replace(offer, lines=offer.lines if lines is None else cleaned_lines(lines), **known)  # type: ignore[arg-type]


def fact(offer: OfferDetail) -> pricing.OfferFact:
    """Return what the totals of an offer depend on."""
    return pricing.OfferFact(
        lines=tuple(
            pricing.LineFact(
                kind=line.kind,
                quantity=line.quantity,
                unit_price=line.unit_price,
                discount_percent=line.discount_percent,
                vat_percent=line.vat_percent,
                replaces=None if line.replaces is None else line.replaces - 1,
                discount_cents=line.discount_cents,
                surcharge_percent=line.surcharge_percent,
                surcharge_of=line.surcharge_of,
                level=line.level,
            )
            for line in offer.lines
        ),
        price_mode=offer.price_mode,
        tax_mode=offer.tax_mode,
        discount_percent=offer.discount_percent,
        discount_cents=offer.discount_cents,
        skonto_percent=offer.skonto_percent,
        cash_rounding_cents=offer.cash_rounding_cents,
    )


def priced(offer: OfferDetail) -> pricing.PricedOffer:
    """Work out every figure of an offer. Raises BadInput for a figure no offer can have, naming the line."""
    return pricing.price(fact(offer))
