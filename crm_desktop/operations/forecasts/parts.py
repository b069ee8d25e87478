"""A forecast taken apart: how much of it comes from each process, product group, channel or kind of customer.

What known deals bring is told deal by deal; new business is spread as the firm's won deals of the last year were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.facts import DealFact
from crm_desktop.engine.forecast import Forecast
from crm_desktop.store.queries import facts
from crm_desktop.store.queries.deal_groups import deal_groups
from crm_desktop.store.queries.pipelines import pipelines
from crm_desktop.store.reading import Reader

_YEAR = timedelta(days=365)


class By(StrEnum):
    """What a forecast is taken apart by."""

    PIPELINE = "pipeline"
    GROUP = "group"
    CHANNEL = "channel"
    CATEGORY = "category"


class Part(NamedTuple):
    """What one of them is expected to bring, in cents; `name` "" for deals that say nothing."""

    name: str
    deals: int
    known_cents: int
    new_cents: int

    @property
    def cents(self) -> int:
        """All of it."""
        return self.known_cents + self.new_cents


#: Names of a deal with their shares of it.
_Shares = Mapping[str, float]


def forecast_parts(reader: Reader, found: Forecast, *, by: By) -> list[Part]:
    """Return the parts of a forecast, the largest first; they add up to its known deals and its new business."""
    deals = facts.pipeline_facts(reader).deals
    shares = _shares(reader, by, deals)
    counts: dict[str, int] = defaultdict(int)
    known: dict[str, float] = defaultdict(float)
    for deal in found.deals:
        for name, share in shares.get(deal.deal_id, {"": 1.0}).items():
            counts[name] += 1
            known[name] += share * deal.contribution_cents
    new = _spread(found.new_business_cents, _won(deals, found.as_of), shares)
    names = {*known, *new}
    parts = (Part(name, counts[name], round(known[name]), round(new.get(name, 0.0))) for name in names)
    return sorted((part for part in parts if part.cents or part.deals), key=lambda part: (-part.cents, part.name))


def _shares(reader: Reader, by: By, deals: Sequence[DealFact]) -> dict[int, _Shares]:
    """Return what each deal counts for."""
    if by is By.GROUP:
        found: dict[int, dict[str, float]] = defaultdict(dict)
        for one in deal_groups(reader):
            found[one.deal_id][one.group] = one.share
        return dict(found)
    if by is By.PIPELINE:
        names = {one.id: one.name for one in pipelines(reader)}
        return {deal.id: {names.get(deal.pipeline_id, ""): 1.0} for deal in deals}
    return {deal.id: {deal.channel if by is By.CHANNEL else deal.customer_category: 1.0} for deal in deals}


def _won(deals: Sequence[DealFact], as_of: date) -> dict[int, int]:
    """Return the amounts of the deals won in the year before a day."""
    return {
        deal.id: deal.amount_cents
        for deal in deals
        if deal.status is DealStatus.WON and deal.closed and as_of - _YEAR < deal.closed.date() <= as_of
    }


def _spread(cents: int, won: Mapping[int, int], shares: Mapping[int, _Shares]) -> dict[str, float]:
    """Return a sum spread as the won deals were."""
    whole: dict[str, float] = defaultdict(float)
    for name, worth in _worths(won, shares):
        whole[name] += worth
    total = sum(whole.values())
    return {name: cents * worth / total for name, worth in whole.items()} if total else {"": float(cents)}


def _worths(won: Mapping[int, int], shares: Mapping[int, _Shares]) -> Iterable[tuple[str, float]]:
    for deal_id, cents in won.items():
        for name, share in shares.get(deal_id, {"": 1.0}).items():
            yield name, share * cents
