"""What each line of an offer brings in the end: its share of all discounts and VAT taken off."""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.base.money import ZERO, allocate
from crm_desktop.engine.pricing import OfferFact, PricedOffer, price


def line_nets(offer: OfferFact, totals: PricedOffer | None = None) -> list[int]:
    """Return what each line brings in net cents; those of each rate add up to its net exactly.

    Lines that are not summed bring 0. `totals` saves working them out again. Raises BadInput as `price` does.
    """
    priced = price(offer) if totals is None else totals
    nets = [0] * len(offer.lines)
    for rate, base in _bases(priced).items():
        places = [place for place, share in enumerate(priced.shares) if rate in share]
        weights = [priced.shares[place][rate] for place in places]
        if sum(weights) == 0:
            weights = [abs(weight) for weight in weights]
        if not any(weights):
            weights = [1] * len(places)
        for place, part in zip(places, allocate(base, weights), strict=True):
            nets[place] += part
    return nets


def _bases(priced: PricedOffer) -> dict[Decimal, int]:
    """Return the net of each rate, also where the offer shows no VAT."""
    if priced.vat:
        return {row.percent: row.base_cents for row in priced.vat}
    return {ZERO: priced.net_cents}
