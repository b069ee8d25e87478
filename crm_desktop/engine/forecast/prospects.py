"""What is ahead of one sales process: the chances of its open deals over the next days, and deals not known yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from crm_desktop.engine.distribution import Distribution, arrivals_revenue, deals_revenue, mixture, sure
from crm_desktop.engine.forecast.ages import lateness
from crm_desktop.engine.forecast.chances import SHIFTS, Outlook, outlook, shift_of
from crm_desktop.engine.forecast.model import StageModel, expit, fit, logit
from crm_desktop.engine.journeys import Floats, Known, OpenDeal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

#: New deals are counted over this many days back; where these are few, as far back as it takes to see enough of them,
#: a year at most; never over fewer days than the last.
_ARRIVAL_DAYS, _MOST_ARRIVAL_DAYS = 84.0, 364.0
_ENOUGH_ARRIVALS = 30
_FEWEST_DAYS = 14.0
#: Sizes of new orders are those of the won deals, from this many on.
_ENOUGH_WON = 5
#: Of more open deals than this the sum is smooth enough to be told by its cumulants, under each common error.
_EXACT = 600
#: Nodes over which the common error of all chances is averaged.
_NODES = 9
#: A deal may stay in a stage this many times the longest cycle and still be counted on, and at least this many days.
_PATIENCE_CYCLES = 3.0
_LEAST_PATIENCE = 180.0


@dataclass(frozen=True, eq=False)
class NewBusiness:
    """Deals not known yet: how many come a day, how sure that is, where they begin, and what orders are worth."""

    #: Mean and shape of the Gamma the daily rate is known to come from.
    rate: float
    shape: float
    #: Share of new deals that begin in each stage; shape (stages,).
    entries: Floats
    #: Amounts in cents from which those of new orders are drawn.
    sizes: Floats


@dataclass(frozen=True, eq=False)
class Prospect:
    """One process on one day: its open deals and its new business, run forward to certain days ahead."""

    deals: tuple[OpenDeal, ...]
    amounts: Floats
    #: Days ahead, rising, the first one 0.
    days: npt.NDArray[np.int64]
    #: Chance of each deal to be won within the days; shape (deals, days). And to be won in the end; shape (deals,).
    within: Floats
    at_all: Floats
    #: What the latter would be had they just come into their stage, and how late they were in earlier ones; (deals,).
    fresh: Floats
    late_before: Floats
    #: Expected number of orders from new deals within the days; shape (days,).
    new_orders: Floats
    new: NewBusiness
    ahead: Outlook
    #: Stage and days in it of each deal, and the shift of its log rate of going up; shape (deals,).
    stages: npt.NDArray[np.int64]
    ages: Floats
    shifts: Floats

    @property
    def model(self) -> StageModel:
        """What was learned of the process."""
        return self.ahead.model

    def delayed(self, days: Mapping[int, int]) -> Prospect:
        """Return the same with some deals (by id) that many days later, or earlier where negative."""
        within = self.within.copy()
        for row, deal in enumerate(self.deals):
            if days.get(deal.fact.id):
                marks = np.clip(self.days - days[deal.fact.id], 0, self.ahead.days)
                one = slice(row, row + 1)
                within[one] = self.ahead.won_within(self.stages[one], self.ages[one], self.shifts[one], marks)
        return replace(self, within=within)

    def without(self, left_out: Collection[int]) -> Prospect:
        """Return the same without some deals (by id): what the firm could count on if they came to nothing."""
        kept = np.array([deal.fact.id not in left_out for deal in self.deals], dtype=bool)
        return replace(
            self,
            deals=tuple(deal for deal, stays in zip(self.deals, kept, strict=True) if stays),
            amounts=self.amounts[kept],
            within=self.within[kept],
            at_all=self.at_all[kept],
            fresh=self.fresh[kept],
            late_before=self.late_before[kept],
            stages=self.stages[kept],
            ages=self.ages[kept],
            shifts=self.shifts[kept],
        )

    def chances(self, begin: int, end: int) -> Floats:
        """Return the chance of each deal to be won between two of the days (by index); shape (deals,)."""
        return np.asarray(np.maximum(self.within[:, end] - self.within[:, begin], 0.0), dtype=np.float64)

    def expected(self, begin: int, end: int) -> Floats:
        """Return the chances between two days, the common error averaged out; shape (deals,)."""
        nodes = self.shifted(begin, end, _NODES)
        return np.asarray(sum(node.weight * node.chances for node in nodes), dtype=np.float64)

    def new_revenue(self, begin: int, end: int) -> float:
        """Return the revenue expected from new deals between two days (by index), in cents."""
        orders = sum(node.weight * node.new_orders for node in self.shifted(begin, end, _NODES))
        return orders * float(self.new.sizes.mean()) if len(self.new.sizes) else 0.0

    def shifted(self, begin: int, end: int, nodes: int) -> tuple[Shifted, ...]:
        """Return chances and new orders between two days under each common error of all log-odds, with weights."""
        points, weights = _normal_nodes(nodes)
        spread = self.model.uncertainty
        odds = _centred(self.chances(begin, end), spread)
        share = self._share_of_new(begin, end)
        share_odds = _centred(share, spread)
        orders = self.new_orders[end] - self.new_orders[begin]
        found = []
        for point, weight in zip(points * spread, weights, strict=True):
            factor = float(expit(share_odds + point) / share) if orders > 0 else 0.0
            found.append(Shifted(float(weight), expit(odds + point), orders * factor))
        return tuple(found)

    def _share_of_new(self, begin: int, end: int) -> Floats:
        """Return the share of the deals that come until the end of a period that are won in it."""
        arriving = max(self.new.rate * float(self.days[end]), 1e-9)
        return np.asarray(np.clip((self.new_orders[end] - self.new_orders[begin]) / arriving, 1e-6, 1 - 1e-6))


@dataclass(frozen=True, eq=False)
class Shifted:
    """One node of the common error: its weight, the chances of the deals, the expected number of new orders."""

    weight: float
    chances: Floats
    new_orders: float


@dataclass(frozen=True, eq=False)
class Learned:
    """What is learned of a process from all its deals on one day: it serves every period and outlasts a drop."""

    outlook: Outlook
    new: NewBusiness
    #: Amounts of all deals as they began, in cents: those of new ones are taken to be like them.
    first_amounts: Floats


def learned(known: Known, days: int, usual_cycle: float, before: Learned | None = None) -> Learned:
    """Learn one process from what was known at a moment, for some days ahead.

    What was learned `before`, for fewer days, is kept and only run forward anew.
    """
    if before is not None:
        ahead = outlook(before.outlook.model, days, before.outlook.patience)
        return replace(before, outlook=ahead)
    cycles = np.append(known.cycles(), usual_cycle)
    patience = max(_PATIENCE_CYCLES * float(cycles.max()), _LEAST_PATIENCE)
    return Learned(outlook(fit(known, usual_cycle), days, patience), new_business(known), _first_amounts(known))


def prospect(known: Known, days: Sequence[int], found: Learned) -> Prospect:
    """Run the open deals of a process forward to some days ahead (0 is added) with what was learned."""
    marks = np.unique(np.array([0, *days], dtype=np.int64))
    ahead = found.outlook
    deals = known.open_deals()
    stages = np.array([deal.stage for deal in deals], dtype=np.int64)
    ages = np.array([deal.age for deal in deals])
    amounts = np.array([max(deal.amount_cents, 0) for deal in deals], dtype=float)
    late_before = _late_before(known, deals, ahead.model)
    shifts = shift_of(ahead.model, late_before, amounts)
    return Prospect(
        deals=deals,
        amounts=amounts,
        days=marks,
        within=ahead.won_within(stages, ages, shifts, marks),
        at_all=ahead.won_at_all(stages, ages, shifts),
        fresh=ahead.won_at_all(stages, np.zeros_like(ages), np.zeros_like(shifts)),
        late_before=late_before,
        new_orders=_new_orders(ahead, found, marks),
        new=found.new,
        ahead=ahead,
        stages=stages,
        ages=ages,
        shifts=shifts,
    )


def new_business(known: Known) -> NewBusiness:
    """Learn the rate, the entry stages and the sizes of new deals from what was known at a moment.

    Deals of the first day of the records were there already; they say nothing about how many come.
    """
    opened = known.journeys.opened[known.begun]
    began = known.began()
    start = max(known.at - _days_back(known.at - opened), began + 1)
    came = opened > start
    days = max(known.at - start, _FEWEST_DAYS) if known.at > start else _ARRIVAL_DAYS
    shape = float(came.sum()) + 0.5
    return NewBusiness(shape / days, shape, _entries(known), _sizes(known))


def _days_back(ages: Floats) -> float:
    """Return over how many days new deals are counted, by the ages of all deals: a count of a few is mostly chance."""
    if len(ages) <= _ENOUGH_ARRIVALS:
        return _MOST_ARRIVAL_DAYS
    enough = float(np.partition(ages, _ENOUGH_ARRIVALS)[_ENOUGH_ARRIVALS])
    return min(max(_ARRIVAL_DAYS, enough), _MOST_ARRIVAL_DAYS)


def revenue(prospects: Sequence[Prospect], begin: int, end: int, *, step: float, nodes: int) -> Distribution:
    """Return the spread of what all processes bring between two days (by index), in cents on a grid of one step."""
    total = sure(0.0, step)
    for each in prospects:
        parts = [
            (
                node.weight,
                deals_revenue(each.amounts, node.chances, step, exact_at_most=_EXACT).plus(
                    arrivals_revenue(each.new.sizes, node.new_orders, each.new.shape, step)
                ),
            )
            for node in each.shifted(begin, end, nodes)
        ]
        total = total.plus(mixture(parts))
    return total


def ladder_revenue(prospects: Sequence[Prospect], begin: int, end: int, *, step: float) -> Distribution:
    """Return the same with the configured percentages: when deals close, and what is new, is learned all the same."""
    total = sure(0.0, step)
    for each in prospects:
        configured = each.model.ladder.chances[np.array([deal.stage for deal in each.deals], dtype=np.int64)]
        in_period = np.minimum(each.chances(begin, end) / np.maximum(each.at_all, 1e-9), 1.0)
        orders = float(each.new_orders[end] - each.new_orders[begin])
        total = total.plus(deals_revenue(each.amounts, configured * in_period, step, exact_at_most=_EXACT))
        total = total.plus(arrivals_revenue(each.new.sizes, orders, each.new.shape, step))
    return total


def _centred(chances: Floats, spread: float) -> Floats:
    """Return log-odds around which a normal error of a spread leaves the mean chances as they are.

    Without this an error that is even in log-odds lifts small chances: the less a firm knows, the more it would expect.
    """
    odds = logit(chances)
    points, weights = _normal_nodes(_NODES)
    for _step in range(3):
        shifted = expit(odds[..., None] + points * spread)
        bend = (shifted * (1 - shifted)) @ weights
        odds = odds - (shifted @ weights - chances) / np.maximum(bend, 1e-12)
    return odds


@cache
def _normal_nodes(number: int) -> tuple[Floats, Floats]:
    """Return points and weights that average a function over the standard normal (Gauss and Hermite)."""
    points, weights = np.polynomial.hermite_e.hermegauss(number)
    return points, weights / weights.sum()


def _late_before(known: Known, deals: Sequence[OpenDeal], model: StageModel) -> Floats:
    """Return how late each open deal was in the stages it has left; shape (deals,)."""
    visits = known.visits
    left = np.isfinite(visits.left)
    late = np.maximum(lateness(np.where(left, visits.left, known.at) - visits.entered, model.usual[visits.stage]), 0.0)
    by_deal = np.zeros(len(known.journeys.deals))
    np.add.at(by_deal, visits.deal[left], late[left])
    return by_deal[np.array([deal.row for deal in deals], dtype=np.int64)]


def _entries(known: Known) -> Floats:
    """Return the share of deals that begin in each stage."""
    visits = known.visits
    first = np.unique(visits.deal, return_index=True)[1]
    counts = np.bincount(visits.stage[first], minlength=len(known.journeys.ladder.stages)).astype(float)
    if not len(first):
        counts[0] = 1.0
    return np.asarray(counts / counts.sum(), dtype=np.float64)


def _sizes(known: Known) -> Floats:
    amounts = known.amount
    won = amounts[known.won & (amounts > 0)]
    if len(won) >= _ENOUGH_WON:
        return won
    every = _first_amounts(known)
    return np.concatenate([won, every[every > 0]])


def _first_amounts(known: Known) -> Floats:
    """Return the amount of each known deal when it began, in cents."""
    return known.visits.amount[np.unique(known.visits.deal, return_index=True)[1]]


def _new_orders(ahead: Outlook, found: Learned, days: npt.NDArray[np.int64]) -> Floats:
    """Return how many orders are expected within the days from deals that come in the meantime; shape (days,)."""
    amounts, new = found.first_amounts, found.new
    shifts = np.clip(ahead.model.size_effect * ahead.model.size(amounts), SHIFTS[0], SHIFTS[-1])
    weights = np.maximum(1 - np.abs(shifts[:, None] - SHIFTS) / (SHIFTS[1] - SHIFTS[0]), 0.0).sum(axis=0)
    if not len(shifts):
        weights = np.where(SHIFTS == 0, 1.0, 0.0)
    by_stage = np.tensordot(weights / weights.sum(), ahead.within[:-1], axes=([0], [1]))
    entering = new.entries @ by_stage
    won = np.concatenate([[0.0], np.cumsum((entering[:-1] + entering[1:]) / 2)])
    return np.asarray(new.rate * won[days], dtype=np.float64)
