"""What an offer leaves after its costs: for the screen alone, never on paper."""

from __future__ import annotations

from crm_desktop.engine.offer_margin import Margin, OfferMargin, offer_margin
from crm_desktop.operations import offer_drafts
from crm_desktop.store.queries.offers import OfferDetail

__all__ = ["Margin", "OfferMargin", "margin", "margins"]


def margin(offer: OfferDetail) -> Margin | None:
    """Return the margin of an offer, options left out; None where no line's cost is known. Raises BadInput."""
    return margins(offer).total


def margins(offer: OfferDetail) -> OfferMargin:
    """Return what an offer leaves by line, by section and in all, options left out. Raises BadInput."""
    return offer_margin(offer_drafts.fact(offer), [line.cost for line in offer.lines])
