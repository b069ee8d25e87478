"""Customers who had bought all of this bought that, some months later: sets of products before, one product after.

A customer is at risk from the day the set is complete, and only if the whole window afterwards was observed. The
comparison are all other customers, from their first purchase on, as in `next_purchase`. Longer sets are told only
where they say more than each shorter one they hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from statistics import median
from typing import NamedTuple

from crm_desktop.engine.basket import LEAST_AT_RISK, LEAST_CASES
from crm_desktop.engine.chance import Interval, beyond_chance, by_chance, wilson
from crm_desktop.engine.next_purchase import Lag, Purchase

#: Sets looked at in all: with more, what stands beyond chance would have to be certain.
_MOST_SETS = 1_500
#: The part of customers that rules are looked for in when they are tried on the others.
_LEARNED = 2
#: Customers at risk from whom on a pattern can be tried.
_TRIED = 5


class Pattern(NamedTuple):
    """Of `at_risk` customers who had bought all of `before`, `cases` bought `then` within the lag."""

    before: tuple[str, ...]
    then: str
    cases: int
    at_risk: int
    #: The same for customers who never bought all of `before`.
    other_cases: int
    others: int
    #: Days from one to the other, in the middle.
    days: int

    @property
    def share(self) -> float:
        """The share that bought the product later."""
        return self.cases / self.at_risk

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the share."""
        return wilson(self.cases, self.at_risk)

    @property
    def base(self) -> float:
        """The share of all customers, these included, who bought the product in as long a time."""
        every = self.at_risk + self.others
        return (self.cases + self.other_cases) / every if every else 0.0

    @property
    def lift(self) -> float:
        """How many times more often than all customers."""
        return self.share / self.base if self.base else 0.0

    @property
    def chance(self) -> float:
        """How likely so many cases are if the one had nothing to do with the other."""
        return by_chance(self.cases, self.at_risk, self.cases + self.other_cases, self.at_risk + self.others)


class HoldOut(NamedTuple):
    """Patterns found among half of the customers, and how they did among the other half."""

    found: int
    #: Of those that could be tried: at least five customers at risk.
    tried: int
    #: Whose product was bought more often than by all customers there too.
    held: int
    #: The share promised and the share that came, over all tried, weighted by their customers.
    promised: float
    came: float


def patterns(
    purchases: Iterable[Purchase], *, until: date, lag: Lag | None = None, longest: int = 3, level: float = 0.05
) -> list[Pattern]:
    """Return the patterns that rest on enough cases and are more than chance, the surest first.

    `until` is the last day observed. Of all shown together, at most a share `level` is expected to be chance.
    """
    tried = list(_patterns(_by_customer(purchases), until, lag or Lag(1, 92), longest))
    # What has too few cases is not shown in any case, but was tried: it counts among the tests.
    standing = beyond_chance([each.chance if each.cases >= LEAST_CASES else 1.0 for each in tried], level)
    kept = [each for each, stands in zip(tried, standing, strict=True) if stands and each.cases >= LEAST_CASES]
    best = {(each.before, each.then): each.share for each in tried}
    telling = [each for each in kept if _says_more(each, best)]
    return sorted(telling, key=lambda each: (each.chance, -each.share, each.before, each.then))


def hold_out(purchases: Iterable[Purchase], *, until: date, lag: Lag | None = None, longest: int = 3) -> HoldOut:
    """Look for patterns among every second customer and try them on the others."""
    lines = list(purchases)
    order = {customer: place for place, customer in enumerate(dict.fromkeys(line.customer for line in lines))}
    learned = [line for line in lines if order[line.customer] % _LEARNED == 0]
    others = _by_customer(line for line in lines if order[line.customer] % _LEARNED)
    found = patterns(learned, until=until, lag=lag, longest=longest)
    firm = _Firm(others, until, lag or Lag(1, 92))
    again = [firm.count(each.before, {each.then}, _TRIED) for each in found]
    tried = [(each, there[0]) for each, there in zip(found, again, strict=True) if there]
    weight = sum(there.at_risk for _each, there in tried)
    return HoldOut(
        found=len(found),
        tried=len(tried),
        held=sum(there.share > there.base for _each, there in tried),
        promised=sum(each.share * there.at_risk for each, there in tried) / weight if weight else 0.0,
        came=sum(there.cases for _each, there in tried) / weight if weight else 0.0,
    )


def _says_more(pattern: Pattern, share: dict[tuple[tuple[str, ...], str], float]) -> bool:
    """Whether a set says more than each shorter one: its lower bound lies above what that promises."""
    return all(
        pattern.interval.low > share.get((some, pattern.then), 0.0)
        for size in range(1, len(pattern.before))
        for some in combinations(pattern.before, size)
    )


class _Customer(NamedTuple):
    """What one customer bought: from which day on, each product first on which day, and every purchase."""

    begun: date
    first: dict[str, date]
    #: What was bought, by day.
    bought: list[tuple[date, str]]


def _by_customer(purchases: Iterable[Purchase]) -> dict[int, _Customer]:
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for customer, day, product in purchases:
        found[customer].append((day, product))
    made: dict[int, _Customer] = {}
    for customer, lines in found.items():
        lines.sort()
        first: dict[str, date] = {}
        for day, product in lines:
            first.setdefault(product, day)
        made[customer] = _Customer(lines[0][0], first, lines)
    return made


class _Firm:
    """All customers, who bought which product, and what each bought after the first purchase of anything."""

    def __init__(self, customers: dict[int, _Customer], until: date, lag: Lag) -> None:
        self.customers, self.lag = customers, lag
        self.newest = until - timedelta(days=lag.last)
        self.buyers: dict[str, set[int]] = defaultdict(set)
        for customer, one in customers.items():
            for product in one.first:
                self.buyers[product].add(customer)
        self.after_begin = {
            customer: frozenset(_after(one, one.begun, lag))
            for customer, one in customers.items()
            if one.begun <= self.newest
        }
        self.cases: dict[str, int] = defaultdict(int)
        for products in self.after_begin.values():
            for product in products:
                self.cases[product] += 1

    def count(self, before: tuple[str, ...], wanted: set[str], least: int) -> list[Pattern]:
        """Return for one set how many bought each of the wanted products later, and how many others did."""
        owners = set.intersection(*(self.buyers.get(product, set()) for product in before))
        waits: dict[str, list[int]] = defaultdict(list)
        other_cases, others, at_risk = dict(self.cases), len(self.after_begin), 0
        for customer in owners:
            one = self.customers[customer]
            if customer in self.after_begin:
                others -= 1
                for product in self.after_begin[customer]:
                    other_cases[product] -= 1
            start = max(one.first[product] for product in before)
            if start <= self.newest:
                at_risk += 1
                for product, days in _after(one, start, self.lag).items():
                    waits[product].append(days)
        if at_risk < least:
            return []
        return [
            Pattern(
                before, then, len(waits[then]), at_risk, other_cases.get(then, 0), others,
                round(median(waits[then])) if waits[then] else 0,
            )
            for then in sorted(wanted)
        ]  # fmt: skip


def _patterns(customers: dict[int, _Customer], until: date, lag: Lag, longest: int) -> Iterator[Pattern]:
    firm = _Firm(customers, until, lag)
    wanted = {product for product, who in firm.buyers.items() if len(who) >= LEAST_CASES}
    for before in _sets(customers, longest):
        yield from firm.count(before, wanted - set(before), LEAST_AT_RISK)


def _sets(customers: dict[int, _Customer], longest: int) -> list[tuple[str, ...]]:
    """Return the sets of products that enough customers bought, shorter ones and commoner ones first."""
    who: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for customer, one in customers.items():
        for product in one.first:
            who[product,].add(customer)
    level = {key: held for key, held in who.items() if len(held) >= LEAST_AT_RISK}
    single = sorted(level)
    found = sorted(level, key=lambda key: (-len(level[key]), key))
    for _size in range(2, longest + 1):
        grown: dict[tuple[str, ...], set[int]] = {}
        for key, held in level.items():
            for (product,) in single:
                if product > key[-1] and len(both := held & who[product,]) >= LEAST_AT_RISK:
                    grown[*key, product] = both
        found += sorted(grown, key=lambda key: (-len(grown[key]), key))
        level = grown
        if len(found) >= _MOST_SETS:
            break
    return found[:_MOST_SETS]


def _after(one: _Customer, start: date, lag: Lag) -> dict[str, int]:
    found: dict[str, int] = {}
    for day, product in one.bought:
        passed = (day - start).days
        if lag.first <= passed <= lag.last:
            found.setdefault(product, passed)
    return found
