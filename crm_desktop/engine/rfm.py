"""Classes of customers: by how recently, how often and for how much they bought (RFM), and by their revenue (ABC).

Scores go from 1 to 5 and part the firm's own customers into fifths; equal values get equal scores. Few customers make
few classes: below ten the scores say little, and the caller is told their number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.domain.facts import SaleFact
from crm_desktop.engine.rhythms import orders_by_customer

#: Revenue of the A customers, and of A and B together, as shares of all.
A_SHARE, B_SHARE = 0.8, 0.95
#: Customers from which on fifths say something.
ENOUGH = 10


class RfmClass(StrEnum):
    """What a customer is like, in the order in which it pays to look after them."""

    CHAMPION = "champion"
    LOYAL = "loyal"
    NEW = "new"
    PROMISING = "promising"
    SLIPPING = "slipping"
    AT_RISK = "at_risk"
    LOST = "lost"


class AbcClass(StrEnum):
    """A brings most of the revenue, B the next part, C the rest."""

    A = "A"
    B = "B"
    C = "C"


class RfmScore(NamedTuple):
    """One customer's fifths, 5 being best, and the class they make."""

    account_id: int
    name: str
    recency: int
    frequency: int
    money: int
    last: date
    orders: int
    cents: int
    rfm: RfmClass
    abc: AbcClass


class Movement(NamedTuple):
    """Customers who were of one class on one day and of another later; "" for those who were no customers then."""

    before: str
    after: str
    customers: int


def rfm_scores(sales: Iterable[SaleFact], as_of: date, *, months: int = 24) -> list[RfmScore]:
    """Return the customers who bought until a day, with what they bought in so many months before it."""
    since = add_months(as_of, -months)
    known = orders_by_customer(fact for fact in sales if fact.day <= as_of)
    recent = [tuple(at for at in range(len(each.days)) if each.days[at] > since) for each in known]
    orders = [len(places) for places in recent]
    cents = [sum(each.cents[at] for at in places) for each, places in zip(known, recent, strict=True)]
    recency = fifths([each.days[-1].toordinal() for each in known])
    often, much = fifths(orders), fifths(cents)
    abc = abc_classes({each.account_id: amount for each, amount in zip(known, cents, strict=True)})
    found = [
        RfmScore(
            each.account_id, each.name, recency[at], often[at], much[at], each.days[-1], orders[at], cents[at],
            _class(recency[at], often[at], much[at], len(each.days)), abc[each.account_id],
        )
        for at, each in enumerate(known)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-(one.recency + one.frequency + one.money), -one.cents, one.account_id))


def fifths(values: Sequence[float]) -> list[int]:
    """Return 1 to 5 for each value: 5 for the highest fifth; equal values have equal scores."""
    ranked = sorted(values)
    every = max(len(ranked), 1)
    return [1 + min(4, 5 * _middle(ranked, value) // (2 * every)) for value in values]


def abc_classes(revenue: Mapping[int, int]) -> dict[int, AbcClass]:
    """Return the class of each customer: A until four fifths of the revenue are reached, B until 95 %."""
    total = sum(max(cents, 0) for cents in revenue.values())
    found: dict[int, AbcClass] = {}
    before = 0
    for account_id, cents in sorted(revenue.items(), key=lambda one: (-one[1], one[0])):
        share = before / total if total else 1.0
        letter = AbcClass.A if share < A_SHARE else AbcClass.B if share < B_SHARE else AbcClass.C
        found[account_id] = letter if cents > 0 else AbcClass.C
        before += max(cents, 0)
    return found


def movements(before: Mapping[int, str], after: Mapping[int, str]) -> list[Movement]:
    """Return how many went from which class to which, the largest streams first."""
    streams: dict[tuple[str, str], int] = {}
    for account_id in before.keys() | after.keys():
        stream = before.get(account_id, ""), after.get(account_id, "")
        streams[stream] = streams.get(stream, 0) + 1
    found = [Movement(*stream, customers) for stream, customers in streams.items()]
    return sorted(found, key=lambda each: (-each.customers, each.before, each.after))


def _middle(ranked: Sequence[float], value: float) -> int:
    """Return twice the place of a value among all, in the middle of those that equal it."""
    return bisect_left(ranked, value) + bisect_right(ranked, value) - 1


def _class(recency: int, frequency: int, money: int, orders: int) -> RfmClass:
    strong = frequency + money >= 8
    if orders == 1 and recency >= 4:
        return RfmClass.NEW
    if recency >= 4:
        return RfmClass.CHAMPION if strong else RfmClass.LOYAL if frequency >= 3 else RfmClass.PROMISING
    if recency == 3:
        return RfmClass.LOYAL if strong else RfmClass.PROMISING if frequency >= 3 else RfmClass.SLIPPING
    return RfmClass.AT_RISK if strong else RfmClass.SLIPPING if recency == 2 else RfmClass.LOST
