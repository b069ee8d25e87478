"""Offers between two copies of the program: the data in a PDF read back, and made a draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, cast

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.documents.foreign import embedded
from crm_desktop.domain.changes import Outcome
from crm_desktop.engine import pricing
from crm_desktop.operations.offers import data as offer_data
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.store.queries import recipients
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.unit_of_work import Writer

#: The name under which an offer lies in its own PDF.
FILE = "offer.json"
_TEXTS = (
    "subject", "language", "country", "currency", "their_inquiry", "intro", "closing", "delivery_terms",
    "payment_terms",
)  # fmt: skip


class ReadOffer(NamedTuple):
    """An offer as it lies in a PDF: whose it is, for whom, what it says, and what its totals were when it was sent."""

    number: str
    seller: str
    customer: str
    issued_on: date | None
    fields: OfferFields
    lines: tuple[Line, ...]
    totals: dict[str, Any]


def json_of(pdf: bytes) -> dict[str, Any]:
    """Return the JSON an offer's PDF carries. Raises Refused for a PDF of another origin, BadInput for a broken one."""
    content = embedded(pdf, FILE)
    if content is None:
        raise Refused(_("This PDF does not carry the data of an offer."), _("Choose an offer made with this program."))
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadInput(_("The file is no JSON: {reason}.").format(reason=error)) from error
    if not isinstance(data, dict) or data.get("schema") != offer_data.SCHEMA:
        raise Refused(
            _("The data in this PDF has a form this program does not know."), _("Use the newest version of it.")
        )
    return data


def read_offer(pdf: bytes) -> ReadOffer:
    """Return the offer a PDF carries. Raises Refused and BadInput as `json_of` does, BadInput for what cannot be."""
    data = json_of(pdf)
    fact = offer_data.fact_of(data)
    if offer_data.as_totals(pricing.price(fact))["gross_cents"] != _totals(data).get("gross_cents"):
        raise BadInput(_("The figures in this PDF do not add up; it was changed after it was made."), field="totals")
    written = cast("list[Mapping[str, Any]]", data.get("lines", []))
    return ReadOffer(
        number=_text(data, "number"),
        seller=_text(data, "seller"),
        customer=_text(data, "customer"),
        issued_on=_day(data, "issued_on"),
        fields=_fields(data, fact),
        lines=tuple(_line(one, line) for one, line in zip(written, fact.lines, strict=True)),
        totals=_totals(data),
    )


def import_offer(writer: Writer, *, pdf: bytes) -> Outcome[int]:
    """Make a draft of the offer a PDF carries, for the customer of that name where there is one; the value is its id.

    Raises Refused and BadInput as `read_offer` does.
    """
    found = read_offer(pdf)
    with writer.step(_("Read offer from PDF")) as work:
        fields = found.fields.copy()
        account = recipients.account_named(work.read, name=found.customer)
        if account is not None:
            fields["account_id"] = account
        made = offers.begin(work, fields, found.lines)
        offer_id = made.id  # rules may have the draft read anew, which ends with the step
        work.label = _("Read offer “{subject}” from a PDF").format(subject=made.subject)
    return work.outcome(offer_id)


def _fields(data: Mapping[str, Any], fact: pricing.OfferFact) -> OfferFields:
    known: dict[str, object] = {name: _text(data, name) for name in _TEXTS if name in data}
    known |= {name: found for name in ("issued_on", "valid_until") if (found := _day(data, name))}
    known |= {
        "price_mode": fact.price_mode,
        "tax_mode": fact.tax_mode,
        "discount_percent": fact.discount_percent,
        "discount_cents": fact.discount_cents,
        "skonto_percent": fact.skonto_percent,
        "skonto_days": offer_data.whole(data, "skonto_days"),
        "cash_rounding_cents": fact.cash_rounding_cents,
    }
    return cast("OfferFields", known)


def _line(data: Mapping[str, Any], fact: pricing.LineFact) -> Line:
    return Line(
        kind=fact.kind,
        title=_text(data, "title"),
        text=_text(data, "text"),
        unit=_text(data, "unit"),
        quantity=fact.quantity,
        unit_price=fact.unit_price,
        discount_percent=fact.discount_percent,
        discount_cents=fact.discount_cents,
        vat_percent=fact.vat_percent,
        replaces=None if fact.replaces is None else fact.replaces + 1,
        level=fact.level,
        surcharge_percent=fact.surcharge_percent,
        surcharge_of=fact.surcharge_of,
    )


def _totals(data: Mapping[str, Any]) -> dict[str, Any]:
    found = data.get("totals")
    return found if isinstance(found, dict) else {}


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise BadInput(_("“{field}” must be a text.").format(field=name), field=name)
    return value or ""


def _day(data: Mapping[str, Any], name: str) -> date | None:
    text = _text(data, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(_("“{field}” must be a day like 2026-11-24.").format(field=name), field=name) from None
