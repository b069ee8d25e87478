"""Orders: what an accepted offer becomes, with the customer as on that day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.money import allocate
from crm_desktop.domain.contacts import Contact, Standing
from crm_desktop.domain.deals import Deal
from crm_desktop.domain.sales import Sale, SaleLine
from crm_desktop.engine import pricing
from crm_desktop.operations import stamps
from crm_desktop.operations.firm import numbers
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.store.queries import products
from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.store.unit_of_work import Work


def ordered(
    offer: OfferDetail,
    *,
    chosen: Collection[int],
    without: Collection[int],
    quantities: Mapping[int, Decimal] | None = None,
) -> pricing.OfferFact:
    """Return an offer as it is ordered, its lines named by their ids.

    The chosen options come along, those in `without` are left out, and of those in `quantities` less is ordered than
    was offered. Raises BadInput for a choice that is none.
    """
    places = {line.id: place for place, line in enumerate(offer.lines)}
    fewer = {places.get(line_id, -1): quantity for line_id, quantity in (quantities or {}).items()}
    for place, quantity in fewer.items():
        if place < 0 or not _less_than(quantity, offer.lines[place].quantity):
            raise BadInput(
                _("More was ordered than offered, or nothing at all."),
                _("Leave the position out, or make a new version with the new quantity."),
                field="quantities",
            )
    return pricing.choose(
        offer_drafts.fact(offer),
        [places.get(line_id, -1) for line_id in chosen],
        without={places[line_id] for line_id in without if line_id in places},
        quantities=fewer,
    )


def line_nets(fact: pricing.OfferFact) -> list[int]:
    """Return what each line brings in net cents, its share of the document's discount and VAT taken off.

    The shares of each rate add up to its net exactly; lines that are not ordered bring 0.
    """
    totals = pricing.price(fact)
    bases = {row.percent: row.base_cents for row in totals.vat}
    nets = [0] * len(fact.lines)
    rates = {percent for share in totals.shares for percent in share}
    for percent in rates:
        places = [place for place, share in enumerate(totals.shares) if percent in share]
        # Where no VAT is shown there is one rate, and its base is the net total.
        base = bases.get(percent, totals.net_cents)
        weights = [totals.shares[place][percent] for place in places]
        if not sum(weights):
            weights = [abs(weight) for weight in weights]
        for place, share in zip(places, allocate(base, weights), strict=True):
            nets[place] += share
    return nets


def _less_than(quantity: Decimal, offered: Decimal) -> bool:
    """Whether a quantity lies between nothing and what was offered; credits are below nought."""
    return quantity.is_finite() and (0 < quantity <= offered or offered <= quantity < 0)


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
        if fact.lines[place].kind not in pricing.ORDERED:
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
                quantity=fact.lines[place].quantity,
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
