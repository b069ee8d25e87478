"""An offer as its customer may see it, for the data that goes along in its PDF."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from crm_desktop.base.money import round_cents
from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.store.queries.offers import Line, OfferDetail

_FINEST = Decimal("0.0001")


def as_seen(offer: OfferDetail) -> OfferDetail:
    """Return an offer as its customer may see it: with prices after discounts, or without those of options."""
    totals = offer_drafts.priced(offer)
    lines = [_as_seen(offer, line, totals.lines_cents[place]) for place, line in enumerate(offer.lines)]
    return replace(offer, lines=tuple(lines))


def _as_seen(offer: OfferDetail, line: Line, cents: int) -> Line:
    if offer.hides_option_prices and line.kind is LineKind.OPTIONAL:
        return line._replace(unit_price=Decimal(0), discount_percent=Decimal(0), discount_cents=0)
    if not offer.hides_discounts or not (line.discount_percent or line.discount_cents) or not line.quantity:
        return line
    if line.kind is LineKind.FREE:
        return line._replace(discount_percent=Decimal(0), discount_cents=0)
    each = (Decimal(cents) / 100 / line.quantity).quantize(_FINEST, ROUND_HALF_UP)
    # What the last place of the price cannot say, so that the amount stays the one that is printed.
    rest = int(round_cents(each * line.quantity)) - cents
    return line._replace(unit_price=each, discount_percent=Decimal(0), discount_cents=rest)
