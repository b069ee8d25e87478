"""An offer as plain data: the JSON carried inside its PDF, and the totals of an offer that is given as JSON.

Decimals travel as strings, money as whole cents beside its currency. Both shapes name their fields alike: what
a PDF carries can be worked out again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import LineKind, PriceMode, SurchargeOf, TaxMode
from crm_desktop.engine import pricing
from crm_desktop.store.queries.offers import Line, OfferDetail

E = TypeVar("E", bound=StrEnum)

#: The form of the JSON in a PDF, described in resources/schemas/offer-1.json; what comes later only adds fields.
SCHEMA = "crm-desktop/offer/1"
#: More lines than any offer has; a limit keeps a wrong file from taking the memory.
MOST_LINES = 10_000


def as_bytes(offer: OfferDetail, totals: pricing.PricedOffer, customer: str, *, seller: str = "") -> bytes:
    """Return an offer and its totals as JSON in UTF-8, fields sorted, without anything the customer must not see.

    `offer` and `totals` are those the customer may see (`offer_exchange.as_seen`).
    """
    data = {
        "schema": SCHEMA,
        "seller": seller,
        "their_inquiry": offer.their_inquiry,
        "intro": offer.intro,
        "closing": offer.closing,
        "delivery_terms": offer.delivery_terms,
        "payment_terms": offer.payment_terms,
        "uuid": offer.uuid,
        "number": offer.number,
        "version": offer.version_no,
        "issued_on": offer.issued_on.isoformat(),
        "valid_until": offer.valid_until.isoformat() if offer.valid_until else None,
        "subject": offer.subject,
        "customer": customer,
        "language": offer.language,
        **_priced_by(offer),
        "lines": [
            {
                "kind": line.kind.value,
                "title": line.title,
                "text": line.text,
                "quantity": plain(line.quantity),
                "unit": line.unit,
                "unit_price": plain(line.unit_price),
                "discount_percent": plain(line.discount_percent),
                "discount_cents": line.discount_cents,
                "vat_percent": plain(line.vat_percent),
                "replaces": line.replaces,
                "level": line.level,
                **_surcharge(line),
            }
            for line in offer.lines
        ],
        "totals": as_totals(totals),
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def as_totals(totals: pricing.PricedOffer) -> dict[str, Any]:
    """Return the figures of an offer in the shape of the command line."""
    return {
        "lines_cents": list(totals.lines_cents),
        "net_cents": totals.net_cents,
        "vat": [
            {"percent": plain(row.percent), "base_cents": row.base_cents, "vat_cents": row.vat_cents}
            for row in totals.vat
        ],
        "gross_cents": totals.gross_cents,
        "skonto_cents": totals.skonto_cents,
        "payable_cents": totals.payable_cents,
        "optional_cents": totals.optional_cents,
        "rounding_cents": totals.rounding_cents,
        "discount_cents": totals.discount_cents,
        "free_cents": totals.free_cents,
    }


def totals_from_json(text: str | bytes) -> dict[str, Any]:
    """Work out the totals of an offer given as JSON. Raises BadInput that names what is wrong with it."""
    try:
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise BadInput(_("The file is no JSON: {reason}.").format(reason=error)) from error
    return totals_of(data)


def totals_of(data: object) -> dict[str, Any]:
    """Work out the totals of an offer given as parsed JSON. Raises BadInput that names what is wrong with it."""
    if not isinstance(data, Mapping):
        raise BadInput(_("The file does not hold an offer: a JSON object is expected."))
    return {"currency": data.get("currency", "EUR"), **as_totals(pricing.price(fact_of(data)))}


def fact_of(data: Mapping[Any, Any]) -> pricing.OfferFact:
    """Return what the totals of an offer given as parsed JSON depend on. Raises BadInput that names what is wrong."""
    lines = data.get("lines", [])
    if not isinstance(lines, list) or len(lines) > MOST_LINES:
        raise BadInput(_("“{field}” must be a list.").format(field="lines"), field="lines")
    return pricing.OfferFact(
        lines=tuple(_line(line, number) for number, line in enumerate(lines, 1)),
        price_mode=_word(data, "price_mode", PriceMode.NET),
        tax_mode=_word(data, "tax_mode", TaxMode.STANDARD),
        discount_percent=_exact(data, "discount_percent"),
        skonto_percent=_exact(data, "skonto_percent"),
        cash_rounding_cents=whole(data, "cash_rounding_cents"),
        discount_cents=whole(data, "discount_cents"),
    )


def plain(value: Decimal) -> str:
    """Return an exact number as text, without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _priced_by(offer: OfferDetail) -> dict[str, Any]:
    return {
        "currency": offer.currency,
        "country": offer.country,
        "price_mode": offer.price_mode.value,
        "tax_mode": offer.tax_mode.value,
        "discount_percent": plain(offer.discount_percent),
        "discount_cents": offer.discount_cents,
        "skonto_percent": plain(offer.skonto_percent),
        "skonto_days": offer.skonto_days,
        "cash_rounding_cents": offer.cash_rounding_cents,
    }


def _surcharge(line: Line) -> dict[str, str]:
    """Return what a surcharge is taken of, for one in per cent."""
    if line.kind is not LineKind.SURCHARGE or line.surcharge_percent is None:
        return {}
    return {"surcharge_percent": plain(line.surcharge_percent), "surcharge_of": line.surcharge_of.value}


def _line(line: object, number: int) -> pricing.LineFact:
    if not isinstance(line, Mapping):
        raise BadInput(_("Line {number} is not an object.").format(number=number), field="lines")
    kind = _word(line, "kind", LineKind.ARTICLE)
    if kind not in pricing.PRICED:
        # Whatever else such a line carries says nothing; programs like to write "" there.
        return pricing.LineFact(kind=kind, level=whole(line, "level") or 1)
    replaces, surcharge = line.get("replaces"), line.get("surcharge_percent")
    return pricing.LineFact(
        kind=kind,
        quantity=_exact(line, "quantity", "1"),
        unit_price=_exact(line, "unit_price"),
        discount_percent=_exact(line, "discount_percent"),
        vat_percent=_exact(line, "vat_percent"),
        replaces=replaces - 1 if type(replaces) is int else None,
        discount_cents=whole(line, "discount_cents"),
        surcharge_percent=None if surcharge is None else _exact(line, "surcharge_percent"),
        surcharge_of=_word(line, "surcharge_of", SurchargeOf.SECTION),
        level=whole(line, "level") or 1,
    )


def _exact(data: Mapping[Any, Any], name: str, default: str = "0") -> Decimal:
    """Read an exact number: a string, a whole number, a decimal; a float has already been rounded."""
    value = data.get(name)
    if value is None:
        value = default
    try:
        number = Decimal(value) if type(value) in (str, int, Decimal) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        message = _("“{field}” must be an exact number, like “12.50”.").format(field=name)
        raise BadInput(message, field=name)
    return number


def whole(data: Mapping[Any, Any], name: str) -> int:
    """Read a whole number. Raises BadInput that names the field."""
    value = data.get(name) or 0
    if type(value) is not int:
        raise BadInput(_("“{field}” must be a whole number.").format(field=name), field=name)
    return value


def _word(data: Mapping[Any, Any], name: str, default: E) -> E:
    value = data.get(name)
    if value is None:
        return default
    try:
        return type(default)(value)
    except ValueError:
        known = ", ".join(type(default))
        message = _("“{value}” is not known for “{field}”; known are: {known}.")
        raise BadInput(message.format(value=str(value)[:40], field=name, known=known), field=name) from None
