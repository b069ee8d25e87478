"""What to offer a customer next: the product that others with the same purchases bought, if that is more than chance.

Two kinds of evidence: what others bought later (patterns) and what others have as well (rules). The lower bound of the
share ranks them, so that 9 of 12 stands below 60 of 90. Where nothing stands, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.engine.basket import Rule
from crm_desktop.engine.chance import Interval, wilson
from crm_desktop.engine.purchase_sets import Pattern

#: What fewer than one in seven took, or hardly more than others, is no good next offer.
_LEAST_SHARE, _LEAST_LIFT = 0.15, 1.2


class Knowledge(NamedTuple):
    """What the orders of all customers tell of what is bought together and later."""

    together: tuple[Rule[str], ...] = ()
    later: tuple[Pattern, ...] = ()
    #: The window of the patterns, in days.
    within: int = 92


class Suggestion(NamedTuple):
    """A product to offer, because of what was bought: `cases` of `at_risk` customers took it, otherwise `base`."""

    product: str
    because: tuple[str, ...]
    cases: int
    at_risk: int
    base: float
    #: Days until it was bought, in the middle; None where it is only known that both were bought.
    days: int | None
    #: The days within which the cases fall; None for ever.
    within: int | None

    @property
    def share(self) -> float:
        """The share of those with the same purchases who took it."""
        return self.cases / self.at_risk

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the share."""
        return wilson(self.cases, self.at_risk)

    @property
    def lift(self) -> float:
        """How many times more often than others."""
        return self.share / self.base if self.base else 0.0


class SegmentSuggestion(NamedTuple):
    """A product for a whole segment: for how many customers it is a good next offer, and how many may take it."""

    product: str
    customers: int
    expected: float
    account_ids: tuple[int, ...]


def next_best(
    known: Knowledge, bought: Mapping[str, date], *, today: date | None = None, limit: int = 3, drop: Iterable[str] = ()
) -> list[Suggestion]:
    """Return what to offer somebody who bought these products first on these days, the best first.

    What is bought already, or to be left out by `drop`, is not offered. A pattern counts while its window is open, a
    little longer for those who are slow.
    """
    out = set(bought) | set(drop)
    best: dict[str, Suggestion] = {}
    for found in _suggestions(known, bought, today):
        held = best.get(found.product)
        worth_it = found.share >= _LEAST_SHARE and found.lift >= _LEAST_LIFT
        if worth_it and found.product not in out and (held is None or _rank(found) < _rank(held)):
            best[found.product] = found
    return sorted(best.values(), key=_rank)[:limit]


def beside(
    known: Knowledge, products: Sequence[str], *, limit: int = 3, bought: Iterable[str] = ()
) -> list[Suggestion]:
    """Return what fits products that stand in an offer, from what is bought together; `bought` is left out."""
    return next_best(
        Knowledge(known.together, (), known.within), dict.fromkeys(products, date.min), limit=limit, drop=bought
    )


def for_segment(
    known: Knowledge, customers: Mapping[int, Mapping[str, date]], *, today: date, limit: int = 10
) -> list[SegmentSuggestion]:
    """Return the products that are the next best for most customers of a segment, by what may come of it."""
    who: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for account_id, bought in customers.items():
        for found in next_best(known, bought, today=today, limit=1):
            who[found.product].append((account_id, found.share))
    made = [
        SegmentSuggestion(product, len(them), sum(share for _id, share in them), tuple(one for one, _share in them))
        for product, them in who.items()
    ]
    return sorted(made, key=lambda each: (-each.expected, each.product))[:limit]


def _suggestions(known: Knowledge, bought: Mapping[str, date], today: date | None) -> Iterable[Suggestion]:
    held = bought.keys()
    for pattern in known.later:
        if held >= set(pattern.before):
            complete = max(bought[product] for product in pattern.before)
            if today is None or (today - complete).days <= known.within * 1.5:
                yield Suggestion(
                    pattern.then, pattern.before, pattern.cases, pattern.at_risk, pattern.base, pattern.days,
                    known.within,
                )  # fmt: skip
    for rule in known.together:
        if held >= set(rule.bought):
            base = rule.with_then / rule.baskets
            yield Suggestion(rule.then, rule.bought, rule.cases, rule.at_risk, base, None, None)


def _rank(found: Suggestion) -> tuple[float, float, str]:
    return -found.interval.low, -found.lift, found.product
