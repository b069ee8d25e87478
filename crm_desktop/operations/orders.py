"""Orders: what an accepted offer becomes, with the customer as on that day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from crm_desktop.base.money import ZERO, allocate
from crm_desktop.domain.contacts import Contact, Standing
from crm_desktop.domain.deals import Deal
from crm_desktop.domain.offers import LineKind, TaxMode
from crm_desktop.domain.sales import Sale, SaleLine
from crm_desktop.engine import pricing
from crm_desktop.operations import numbers, offer_drafts, stamps
from crm_desktop.store.queries import products
from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.store.unit_of_work import Work


def ordered(offer: OfferDetail, *, chosen: Collection[int], without: Collection[int]) -> pricing.OfferFact:
    """Return an offer as it is ordered: with the chosen options, without the lines (by id) that are left out.

    Raises BadInput for a choice that is none.
    """
    places = {line.id: place for place, line in enumerate(offer.lines)}
    fact = pricing.choose(offer_drafts.fact(offer), [places.get(line_id, -1) for line_id in chosen])
    out = {places[line_id] for line_id in without if line_id in places}
    lines = [
        line if place not in out else pricing.LineFact(kind=LineKind.TEXT) for place, line in enumerate(fact.lines)
    ]
    return replace(fact, lines=tuple(lines))


def line_nets(fact: pricing.OfferFact) -> list[int]:
    """Return what each line brings in net cents, its share of the document's discount and VAT taken off.

    The shares of each rate add up to its net exactly; lines that are not ordered bring 0.
    """
    totals = pricing.price(fact)
    taxed = fact.tax_mode is TaxMode.STANDARD
    bases = {row.percent: row.base_cents for row in totals.vat} if taxed else {ZERO: totals.net_cents}
    nets = [0] * len(fact.lines)
    for percent, base in bases.items():
        places = [
            place
            for place, line in enumerate(fact.lines)
            if line.kind is LineKind.ARTICLE and (line.vat_percent if taxed else ZERO) == percent
        ]
        shares = allocate(base, [totals.lines_cents[place] for place in places])
        for place, share in zip(places, shares, strict=True):
            nets[place] = share
    return nets


def add_order(work: Work, offer: OfferDetail, fact: pricing.OfferFact, day: date) -> Sale:
    """Write the order of an accepted offer, inside the step that accepts it, and return it with its id."""
    deal = None if offer.deal_id is None else work.get(Deal, offer.deal_id)
    account = None if offer.account_id is None else work.get(Contact, offer.account_id)
    nets = line_nets(fact)
    sale = Sale(
        number=numbers.take(work, "order"),
        day=day,
        account_id=offer.account_id,
        deal_id=offer.deal_id,
        offer_id=offer.id,
        currency=offer.currency,
        net_cents=sum(nets),
        channel=deal.channel if deal else "",
        campaign_id=deal.campaign_id if deal else None,
        customer_category=account.category if account else "",
        customer_employees=account.employees if account else None,
        customer_age=age_on(account, day) if account else None,
    )
    stamps.added(work, sale)
    _add_lines(work, sale.id, offer, fact, nets)
    if account is not None:
        _make_customer(work, account)
    return sale


def age_on(contact: Contact, day: date) -> int | None:
    """Return the years since a company was founded or a person was born; None where that is not known."""
    if contact.founded is not None:
        return max(day.year - contact.founded, 0)
    if contact.birthday is None:
        return None
    before_birthday = (day.month, day.day) < (contact.birthday.month, contact.birthday.day)
    return max(day.year - contact.birthday.year - before_birthday, 0)


def _add_lines(work: Work, sale_id: int, offer: OfferDetail, fact: pricing.OfferFact, nets: Sequence[int]) -> None:
    known = products.named(work.read, ids=[line.product_id for line in offer.lines if line.product_id is not None])
    for place, line in enumerate(offer.lines):
        if fact.lines[place].kind is not LineKind.ARTICLE:
            continue
        product = known.get(line.product_id or 0)
        work.add(
            SaleLine(
                sale_id=sale_id,
                position=place + 1,
                product_id=line.product_id,
                product_number=product.number if product else "",
                product_name=product.name if product else line.title,
                category=product.category if product else "",
                quantity=line.quantity,
                unit_price=line.unit_price,
                net_cents=nets[place],
            )
        )


def _make_customer(work: Work, account: Contact) -> None:
    """Who orders is a customer and has a number."""
    if account.standing is Standing.PROSPECT:
        account.standing = Standing.CUSTOMER
    if account.customer_number is None:
        account.customer_number = numbers.take(work, "customer")
    stamps.changed(work, account)
