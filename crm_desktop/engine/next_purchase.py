"""Customers who bought this bought that, some months later: sequences that are more than chance.

A customer counts once, from the first purchase of a product, and only if the whole window afterwards was observed;
otherwise newcomers would look as if they never came back. Those who never bought the product are the comparison: their
window begins with the first purchase of anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from crm_desktop.engine.basket import LEAST_AT_RISK, LEAST_CASES
from crm_desktop.engine.chance import Interval, beyond_chance, by_chance, wilson


class Purchase(NamedTuple):
    """Who bought what and when; customers and products by any key."""

    customer: int
    day: date
    product: str


class Lag(NamedTuple):
    """How long after the first purchase the next one counts, in days."""

    first: int = 60
    last: int = 120


class Sequence(NamedTuple):
    """Of `at_risk` customers who bought `bought`, `cases` bought `then` within the lag."""

    bought: str
    then: str
    cases: int
    at_risk: int
    #: The same for customers who never bought `bought`.
    other_cases: int
    others: int
    #: Days from one to the other, in the middle.
    days: int

    @property
    def share(self) -> float:
        """The share of the buyers of the one who bought the other."""
        return self.cases / self.at_risk

    @property
    def base(self) -> float:
        """The share of everybody else who bought it in as long a time."""
        return self.other_cases / self.others if self.others else 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the share."""
        return wilson(self.cases, self.at_risk)

    @property
    def chance(self) -> float:
        """How likely so many cases are if the one had nothing to do with the other."""
        return by_chance(self.cases, self.at_risk, self.cases + self.other_cases, self.at_risk + self.others)


def next_purchases(
    purchases: Iterable[Purchase], *, until: date, lag: Lag | None = None, level: float = 0.05
) -> list[Sequence]:
    """Return the sequences that rest on enough cases and are more than chance, the surest first.

    `until` is the last day observed. Of all shown together, at most a share `level` is expected to be chance.
    """
    tried = list(_sequences(_by_customer(purchases), until, lag or Lag()))
    # What has too few cases is not shown in any case, but was tried: it counts among the tests.
    standing = beyond_chance([each.chance if each.cases >= LEAST_CASES else 1.0 for each in tried], level)
    kept = [each for each, stands in zip(tried, standing, strict=True) if stands and each.cases >= LEAST_CASES]
    return sorted(kept, key=lambda each: (each.chance, -each.share, each.bought, each.then))


def _by_customer(purchases: Iterable[Purchase]) -> dict[int, list[tuple[date, str]]]:
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for customer, day, product in purchases:
        found[customer].append((day, product))
    return {customer: sorted(bought) for customer, bought in found.items()}


def _sequences(customers: dict[int, list[tuple[date, str]]], until: date, lag: Lag) -> Iterator[Sequence]:
    """Yield one sequence for each two products of which enough customers bought the first."""
    newest = until - timedelta(days=lag.last)
    first: dict[str, dict[int, date]] = defaultdict(dict)
    for customer, bought in customers.items():
        for day, product in bought:
            first[product].setdefault(customer, day)
    begun = {customer: bought[0][0] for customer, bought in customers.items()}
    buyers = {product: len(days) for product, days in first.items()}
    after_begin = {customer: _after(customers[customer], day, lag) for customer, day in begun.items() if day <= newest}
    for product, days in sorted(first.items()):
        observed = {customer: day for customer, day in days.items() if day <= newest}
        if len(observed) < LEAST_AT_RISK:
            continue
        later = [_after(customers[customer], day, lag) for customer, day in observed.items()]
        others = [found for customer, found in after_begin.items() if customer not in days]
        for then in sorted(product for product, number in buyers.items() if number >= LEAST_CASES):
            if then != product:
                waits = [found[then] for found in later if then in found]
                yield Sequence(
                    product, then, len(waits), len(observed), sum(then in found for found in others), len(others),
                    round(median(waits)) if waits else 0,
                )  # fmt: skip


def _after(bought: list[tuple[date, str]], start: date, lag: Lag) -> dict[str, int]:
    """Return what was bought within the lag after a day, with the days until then."""
    found: dict[str, int] = {}
    for day, product in bought:
        passed = (day - start).days
        if lag.first <= passed <= lag.last:
            found.setdefault(product, passed)
    return found
