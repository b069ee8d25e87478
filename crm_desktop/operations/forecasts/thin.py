"""Where a forecast rests on little: open deals larger than nearly all that were ever closed."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.engine.forecast import Forecast
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.report_figures import closed_from
from crm_desktop.store.reading import Reader

#: From so many closed deals of a size on, their own rate speaks; before, that of all deals counts along.
ENOUGH = 20
#: Sizes that are looked at, in cents, the smallest first.
_SIZES = (500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 25_000_000)


class Thin(NamedTuple):
    """A size of which few deals are closed: from how much on, how many, and what they bring to the forecast."""

    cents: int
    closed: int
    deals: tuple[int, ...]
    contribution_cents: int


def thin_part(reader: Reader, found: Forecast) -> Thin | None:
    """Return the sizes the forecast counts on though few deals of them are closed; None where there is none.

    A firm with few closed deals at all is told so elsewhere.
    """
    if found.closed_deals < ENOUGH:
        return None
    currency = firm_queries.currency(reader)
    for cents in _SIZES:
        closed = closed_from(reader, cents, currency=currency)
        if closed >= ENOUGH:
            continue
        large = [deal for deal in found.deals if deal.amount_cents >= cents]
        brings = sum(deal.contribution_cents for deal in large)
        return Thin(cents, closed, tuple(deal.deal_id for deal in large), brings) if brings else None
    return None
