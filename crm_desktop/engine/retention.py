"""How many customers come back: those who first bought in the same period, period after period.

Only periods that are over are counted, so that the newest customers do not look as if they had left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.domain.facts import SaleFact
from crm_desktop.engine.chance import Interval, wilson


class Retained(NamedTuple):
    """Of a group of customers, those who bought again in one period after their first."""

    came: int
    of: int

    @property
    def share(self) -> float:
        """The share that bought again; 0 of nobody."""
        return self.came / self.of if self.of else 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the share."""
        return wilson(self.came, self.of)


class Cohort(NamedTuple):
    """Customers who first bought in a period that began on `start`; one entry a period that followed it."""

    start: date
    size: int
    periods: tuple[Retained, ...]
    revenue_cents: tuple[int, ...]


class Retention(NamedTuple):
    """All groups, oldest first, and for each number of periods what they have in common."""

    months: int
    cohorts: tuple[Cohort, ...]
    together: tuple[Retained, ...]


def retention(sales: Iterable[SaleFact], as_of: date, *, months: int = 3, longest: int = 12) -> Retention:
    """Return who came back, for groups of so many months, over at most `longest` periods after the first."""
    bought: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for fact in sales:
        if fact.account_id is not None and fact.day <= as_of and fact.cents > 0:
            bought[fact.account_id][_number(fact.day, months)] += fact.cents
    over = _number(as_of, months)
    groups: dict[int, list[dict[int, int]]] = defaultdict(list)
    for periods in bought.values():
        groups[min(periods)].append(periods)
    cohorts = tuple(_cohort(first, groups[first], over, months, longest) for first in sorted(groups))
    return Retention(months, cohorts, tuple(_together(cohorts, later) for later in range(longest)))


def _cohort(first: int, members: list[dict[int, int]], over: int, months: int, longest: int) -> Cohort:
    later = range(first + 1, min(over, first + 1 + longest))
    return Cohort(
        start=_start(first, months),
        size=len(members),
        periods=tuple(Retained(sum(period in one for one in members), len(members)) for period in later),
        revenue_cents=tuple(sum(one.get(period, 0) for one in members) for period in (first, *later)),
    )


def _together(cohorts: tuple[Cohort, ...], later: int) -> Retained:
    known = [cohort.periods[later] for cohort in cohorts if later < len(cohort.periods)]
    return Retained(sum(one.came for one in known), sum(one.of for one in known))


def _number(day: date, months: int) -> int:
    return (day.year * 12 + day.month - 1) // months


def _start(number: int, months: int) -> date:
    return add_months(date(1, 1, 1), number * months - 12)
