"""When customers order: their own rhythm, moved towards the firm's, and what became of others who were silent as long.

One order says nothing of a rhythm, two say little: the gaps of a customer are averaged with one gap of the usual length
in the firm. A silence is measured in gaps of that length; the firm's past tells how many who were silent for as many
gaps came back later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from crm_desktop.domain.facts import SaleFact
from crm_desktop.engine.chance import Interval, wilson

#: The gap assumed while nobody has come back, in days.
_USUAL_GAP = 180.0


class Orders(NamedTuple):
    """The days on which a customer ordered, and what each brought; returns lower the revenue of their year."""

    account_id: int
    name: str
    days: tuple[date, ...]
    cents: tuple[int, ...]
    by_year: dict[int, int]

    @property
    def revenue_cents(self) -> int:
        """What all orders brought; returns on other days left out."""
        return sum(self.cents)


class Silence(NamedTuple):
    """Others who were once silent for as many of their gaps: how many, and how many of them have not come back."""

    cases: int
    away: int

    @property
    def share(self) -> float:
        """The share that stays away, with one imagined case of each kind."""
        return (self.away + 1) / (self.cases + 2)

    @property
    def interval(self) -> Interval:
        """The 95 % interval of that share."""
        return wilson(self.away, self.cases)


def orders_by_customer(sales: Iterable[SaleFact]) -> list[Orders]:
    """Return the customers who bought something, with the days of their orders and what each brought."""
    names: dict[int, str] = {}
    days: dict[int, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for fact in sales:
        if fact.account_id is not None:
            names[fact.account_id] = fact.customer
            days[fact.account_id][fact.day] += fact.cents
    found = []
    for account_id, of_day in days.items():
        bought = sorted(day for day, cents in of_day.items() if cents > 0)
        if bought:
            years: dict[int, int] = defaultdict(int)
            for day, cents in of_day.items():
                years[day.year] += cents
            cents_of = tuple(of_day[day] for day in bought)
            found.append(Orders(account_id, names[account_id], tuple(bought), cents_of, dict(years)))
    return found


def usual_gap(known: Sequence[Orders]) -> float:
    """Return the usual days from one order to the next over all customers."""
    gaps = [(each.days[-1] - each.days[0]).days / (len(each.days) - 1) for each in known if len(each.days) > 1]
    return max(float(median(gaps)), 1.0) if gaps else _USUAL_GAP


def own_gap(days: Sequence[date], usual: float) -> float:
    """Return the days between the orders of a customer, moved towards the usual where there are few."""
    return ((days[-1] - days[0]).days + usual) / len(days)


def silences(known: Sequence[Orders], as_of: date, usual: float) -> list[Silence]:
    """Return for each customer how it went with all others whose silence was as long by their own rhythm.

    A silence that ended in an order has ended; one that goes on counts as staying away, so the share is on the safe
    side.
    """
    ended = sorted(
        (after - before).days / own_gap(each.days[: place + 1], usual)
        for each in known
        for place, (before, after) in enumerate(zip(each.days, each.days[1:], strict=False))
    )
    lasting = [(as_of - each.days[-1]).days / own_gap(each.days, usual) for each in known]
    going_on = sorted(lasting)
    found = []
    for ratio in lasting:
        away = len(going_on) - bisect_left(going_on, ratio) - 1
        found.append(Silence(len(ended) - bisect_left(ended, ratio) + away, away))
    return found
