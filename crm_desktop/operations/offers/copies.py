"""Offers made from offers: a copy for another customer, and templates that new ones begin from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Unpack, cast

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.campaigns import Template
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.offers import LineKind, PriceMode, SurchargeOf, TaxMode
from crm_desktop.operations import stamps
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.store.queries import offer_templates as queries
from crm_desktop.store.queries import offers as offer_queries
from crm_desktop.store.queries import pipelines, products
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: What of an offer is kept in a template: nothing of its customer, its deal or its day.
_KEPT: dict[str, type] = {
    "subject": str, "language": str, "currency": str, "price_mode": PriceMode, "tax_mode": TaxMode,
    "discount_percent": Decimal, "discount_cents": int, "skonto_percent": Decimal, "skonto_days": int,
    "cash_rounding_cents": int, "hides_discounts": bool, "hides_option_prices": bool, "intro": str, "closing": str,
    "delivery_terms": str, "payment_terms": str, "layout": str,
}  # fmt: skip
#: What the fields of a line are, where they are neither text nor whole numbers.
_LINE: dict[str, type] = {
    "kind": LineKind, "quantity": Decimal, "unit_price": Decimal, "discount_percent": Decimal, "vat_percent": Decimal,
    "cost": Decimal, "surcharge_percent": Decimal, "surcharge_of": SurchargeOf,
}  # fmt: skip
_NOT_KEPT = frozenset({"id", "chosen"})
#: What an offer from a deal takes from its process's template beside the lines: what prices mean, not what is said.
_TERMS = frozenset({"price_mode", "discount_percent", "skonto_percent", "skonto_days", "hides_discounts",
                    "hides_option_prices"})  # fmt: skip
#: Beside a line of a product: what the product cost when the template was made.
_LIST_PRICE = "list_price"


def copy_offer(writer: Writer, *, offer_id: int, account_id: int, person_id: int | None = None) -> Outcome[int]:
    """Begin the same offer for another customer, dated today; the value is its id.

    It belongs to no deal, and answers no inquiry; terms of payment are the new customer's where there are such.
    """
    with writer.step(_("Copy offer")) as work:
        source = offer_queries.the_offer(work.read, offer_id=offer_id)
        account = work.get(Contact, account_id)
        fields = _fields(_kept(source))
        fields["country"] = source.country
        fields["account_id"], fields["person_id"], fields["deal_id"] = account_id, person_id, None
        if account.payment_terms:
            fields["payment_terms"] = account.payment_terms
        name = account.name
        copy = offers.begin(work, fields, [line._replace(id=None, chosen=False) for line in source.lines])
        copy_id = copy.id
        work.label = _("Copy offer for {customer}").format(customer=name)
    return work.outcome(copy_id)


def save_template(writer: Writer, *, offer_id: int, name: str) -> Outcome[int]:
    """Keep what an offer says as a template, or put it in the place of the one that has this name; the value is its id.

    Raises BadInput without a name.
    """
    with writer.step(_("Save template")) as work:
        said = clean(name)
        if not said:
            raise BadInput(_("Give the template a name."), field="name")
        offer = offer_queries.the_offer(work.read, offer_id=offer_id)
        body = json.dumps({**_kept(offer), "lines": _kept_lines(work.read, offer)}, ensure_ascii=False)
        there = queries.template_named(work.read, name=said)
        if there is None:
            made = stamps.added(work, Template(name=said, kind="offer_lines", language=offer.language))
        else:
            made = work.get(Template, there.id)
        made.language, made.subject, made.body = offer.language, offer.subject, body
        stamps.changed(work, made)
        template_id = made.id
        work.label = _("Save template “{name}”").format(name=said)
    return work.outcome(template_id)


def begin_from_template(writer: Writer, *, template_id: int, **fields: Any) -> Outcome[int]:
    """Begin an offer with what a template holds; the value is its id. `fields` (its customer, its deal) go before.

    Lines that had the price of their product have the price it has now. Raises NotFound for a template that is gone.
    """
    with writer.step(_("Begin offer")) as work:
        found = queries.template(work.read, template_id=template_id)
        if found is None:
            raise NotFound(_("This template is not there any more."))
        given: OfferFields = {**_fields(found.content), **fields}  # type: ignore[typeddict-item]  # checked when stored
        offer = offers.begin(work, given, _lines(work.read, found.content.get("lines", [])))
        offer_id = offer.id
        work.label = _("Begin offer from “{name}”").format(name=found.name)
    return work.outcome(offer_id)


def begin_offer(writer: Writer, **fields: Unpack[OfferFields]) -> Outcome[int]:
    """Begin an offer; one from a deal begins with the lines and terms of its process's template, where it has one.

    Language, subject and texts stay those of deal, customer and process. Raises as `offers.new_offer`.
    """
    deal_id = fields.get("deal_id")
    with writer.step(_("Begin offer")) as work:
        manner = None if deal_id is None else pipelines.manner_of_deal(work.read, deal_id=deal_id)
        found = None
        if manner is not None and manner.template_id is not None:
            found = queries.template(work.read, template_id=manner.template_id)
        content = found.content if found else {}
        terms = {name: value for name, value in content.items() if name in _TERMS}
        given: OfferFields = {**_fields(terms), **fields}
        offer = offers.begin(work, given, _lines(work.read, content.get("lines", [])))
        offer_id, subject = offer.id, offer.subject
        work.label = _("Begin offer “{subject}”").format(subject=subject) if subject else _("Begin offer")
    return work.outcome(offer_id)


def rename_template(writer: Writer, *, template_id: int, name: str) -> Outcome[None]:
    """Call a template something else. Raises BadInput without a name or with one that is taken."""
    with writer.step(_("Rename template")) as work:
        said = clean(name)
        there = queries.template_named(work.read, name=said)
        if not said or (there is not None and there.id != template_id):
            raise BadInput(_("Give the template a name that is not taken."), field="name")
        made = work.get(Template, template_id)
        made.name = said
        stamps.changed(work, made)
        work.label = _("Rename template “{name}”").format(name=said)
    return work.outcome(None)


def delete_template(writer: Writer, *, template_id: int) -> Outcome[None]:
    """Let a template go; offers made from it stay."""
    with writer.step(_("Delete template")) as work:
        made = work.get(Template, template_id)
        work.label = _("Delete template “{name}”").format(name=made.name)
        work.delete(made)
    return work.outcome(None)


def _kept(offer: OfferDetail) -> dict[str, Any]:
    """Return what of an offer is kept in a template, as JSON can hold it."""
    return {name: _plain(getattr(offer, name)) for name in _KEPT}


def _kept_lines(reader: Reader, offer: OfferDetail) -> list[dict[str, Any]]:
    known = products.named(reader, ids=[line.product_id for line in offer.lines if line.product_id is not None])
    found = []
    for line in offer.lines:
        plain = {name: _plain(value) for name, value in line._asdict().items() if name not in _NOT_KEPT}
        product = known.get(line.product_id or 0)
        if product is not None:
            plain[_LIST_PRICE] = _plain(product.price)
        found.append(plain)
    return found


def _fields(content: Mapping[str, Any]) -> OfferFields:
    """Return the fields of an offer as a template holds them; what it does not know is left out."""
    values = {name: _read(content[name], kind) for name, kind in _KEPT.items() if name in content}
    return cast("OfferFields", values)


def _lines(reader: Reader, kept: Sequence[Mapping[str, Any]]) -> list[Line]:
    ids = [line["product_id"] for line in kept if line.get("product_id") is not None]
    known = products.named(reader, ids=ids)
    found = []
    for plain in kept:
        values = {name: plain[name] for name in Line._fields if name in plain and name not in _NOT_KEPT}
        line = Line(**{name: _read(value, _LINE.get(name, object)) for name, value in values.items()})
        product = known.get(line.product_id or 0)
        if product is None:
            line = line._replace(product_id=None)
        elif plain.get(_LIST_PRICE) == plain.get("unit_price"):
            line = line._replace(unit_price=product.price)
        found.append(line)
    return found


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.value if isinstance(value, StrEnum) else value


def _read(value: Any, kind: type) -> Any:
    return kind(value) if value is not None and kind in {Decimal, *_WORDS} else value


_WORDS: frozenset[type] = frozenset({LineKind, SurchargeOf, PriceMode, TaxMode})
