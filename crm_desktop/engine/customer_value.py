"""What each customer is worth and who is slipping away: said simply with few customers, by a model with many.

With fewer than a hundred customers who came back, every one of them is expected to buy at the rate of all, moved
towards the own one by what is known of it (a gamma prior worth one purchase). With more, the BG/NBD model tells who is
still there. Recency alone recognises who is leaving as well as any model does (reference figures: CDNOW .771 against
.773), so the sentence for the owner compares silence with the customer's own rhythm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

import numpy as np

from crm_desktop.domain.facts import SaleFact
from crm_desktop.engine.repeat import Past, buying_rhythm, order_value

#: Customers who came back, from which on the models are fitted.
ENOUGH = 100
#: Days of the year ahead, and the gap assumed while nobody has come back.
_YEAR, _USUAL_GAP = 365.25, 180.0
#: A customer silent this many times the usual gap is overdue.
_OVERDUE = 2.0


class CustomerValue(NamedTuple):
    """One customer: what came, in what rhythm, and what is to be expected in twelve months; money in cents."""

    account_id: int
    name: str
    orders: int
    revenue_cents: int
    first: date
    last: date
    #: Usual days between two orders, moved towards the firm's own where there are few.
    gap_days: float
    silent_days: int
    #: Chance that the customer still is one; None where too few customers came back to tell.
    alive: float | None
    expected_orders: float
    expected_cents: int

    @property
    def overdue(self) -> float:
        """Silence as a multiple of the usual gap."""
        return self.silent_days / self.gap_days

    @property
    def is_slipping(self) -> bool:
        """Whether a customer with a rhythm has been silent for twice as long as usual."""
        return self.orders > 1 and self.overdue >= _OVERDUE


class ValueReport(NamedTuple):
    """All customers, the most to expect first; `method` is "model" or "average"."""

    as_of: date
    method: str
    came_back: int
    customers: tuple[CustomerValue, ...]


class _Orders(NamedTuple):
    account_id: int
    name: str
    days: tuple[date, ...]
    cents: tuple[int, ...]


def customer_values(sales: Iterable[SaleFact], as_of: date) -> ValueReport:
    """Return what each customer brought until a day and what twelve months from then are expected to bring.

    Orders of one day count as one; returns lower the revenue and are no purchases.
    """
    known = _by_customer(fact for fact in sales if fact.day <= as_of)
    came_back = sum(len(each.days) > 1 for each in known)
    usual = _usual_gap(known)
    alive: Sequence[float | None] = [None] * len(known)
    if came_back >= ENOUGH:
        alive, orders, worth = _by_model(known, as_of)
    else:
        orders, worth = _by_average(known, as_of)
    found = [
        _value(each, as_of, usual, alive=chance, orders=often, worth=amount)
        for each, chance, often, amount in zip(known, alive, orders, worth, strict=True)
    ]
    found.sort(key=lambda each: (-each.expected_cents, -each.revenue_cents, each.account_id))
    return ValueReport(as_of, "model" if came_back >= ENOUGH else "average", came_back, tuple(found))


def _by_customer(sales: Iterable[SaleFact]) -> list[_Orders]:
    """Return the customers who bought something, with the days of their orders and what each brought."""
    names: dict[int, str] = {}
    days: dict[int, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for fact in sales:
        if fact.account_id is not None:
            names[fact.account_id] = fact.customer
            days[fact.account_id][fact.day] += fact.cents
    return [
        _Orders(account_id, names[account_id], tuple(sorted(bought)), tuple(of_day[day] for day in sorted(bought)))
        for account_id, of_day in days.items()
        if (bought := [day for day, cents in of_day.items() if cents > 0])
    ]


def _usual_gap(known: Sequence[_Orders]) -> float:
    """Return the usual days from one order to the next over all customers."""
    gaps = [(each.days[-1] - each.days[0]).days / (len(each.days) - 1) for each in known if len(each.days) > 1]
    return max(float(median(gaps)), 1.0) if gaps else _USUAL_GAP


def _by_model(known: Sequence[_Orders], as_of: date) -> tuple[list[float], list[float], list[float]]:
    past = Past(
        np.array([len(each.days) - 1.0 for each in known]),
        np.array([(each.days[-1] - each.days[0]).days / 7 for each in known]),
        np.array([max((as_of - each.days[0]).days, 1) / 7 for each in known]),
    )
    rhythm = buying_rhythm(past)
    again = past.repeats > 0
    later = np.array([sum(each.cents[1:]) / max(len(each.cents) - 1, 1) for each in known])
    value = order_value(past.repeats[again], later[again])
    worth = np.where(again, value.expected(np.maximum(past.repeats, 1), np.maximum(later, 1)), value.everybody)
    return rhythm.alive(past).tolist(), rhythm.purchases(past, _YEAR / 7).tolist(), worth.tolist()


def _by_average(known: Sequence[_Orders], as_of: date) -> tuple[list[float], list[float]]:
    """Return orders expected in a year and the worth of one, each moved from everybody's towards the customer's own."""
    repeats = [len(each.days) - 1 for each in known]
    years = [max((as_of - each.days[0]).days, 1) / _YEAR for each in known]
    rate = (sum(repeats) + 0.5) / (sum(years) + 0.5)
    orders = [(again + 1.0) / (time + 1.0 / rate) for again, time in zip(repeats, years, strict=True)]
    every = [cents for each in known for cents in each.cents]
    mean = sum(every) / max(len(every), 1)
    worth = [(sum(each.cents) + mean) / (len(each.cents) + 1) for each in known]
    return orders, worth


def _value(
    each: _Orders, as_of: date, usual: float, *, alive: float | None, orders: float, worth: float
) -> CustomerValue:
    gaps = len(each.days) - 1
    span = (each.days[-1] - each.days[0]).days
    return CustomerValue(
        account_id=each.account_id,
        name=each.name,
        orders=len(each.days),
        revenue_cents=sum(each.cents),
        first=each.days[0],
        last=each.days[-1],
        gap_days=(span + usual) / (gaps + 1),
        silent_days=(as_of - each.days[-1]).days,
        alive=alive,
        expected_orders=orders,
        expected_cents=round(orders * worth),
    )
