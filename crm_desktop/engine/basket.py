"""Customers who bought this bought that: rules found in baskets, and those that are more than chance.

Frequent sets are found depth first over bit sets of baskets (Zaki, Scalable Algorithms for Association Mining, IEEE
TKDE 12, 2000), which a firm's few thousand orders pass through in a moment.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from math import ceil
from typing import Generic, NamedTuple, TypeVar

from crm_desktop.engine.chance import Interval, beyond_chance, by_chance, wilson

T = TypeVar("T", bound=Hashable)

#: A rule is shown from so many cases and so many who could have become one.
LEAST_CASES, LEAST_AT_RISK = 5, 10
#: Baskets from which on a rule found elsewhere can be tried.
_TRIED = 5


class Rule(NamedTuple, Generic[T]):
    """Who bought all of `bought` bought `then` as well: in `cases` of the `at_risk` baskets that hold `bought`."""

    bought: tuple[T, ...]
    then: T
    cases: int
    at_risk: int
    #: Baskets that hold `then`, and all baskets.
    with_then: int
    baskets: int

    @property
    def support(self) -> float:
        """The share of all baskets that hold everything."""
        return self.cases / self.baskets

    @property
    def confidence(self) -> float:
        """The share of baskets with `bought` that hold `then` as well."""
        return self.cases / self.at_risk

    @property
    def lift(self) -> float:
        """How many times more often than in all baskets."""
        return self.confidence * self.baskets / self.with_then

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the confidence."""
        return wilson(self.cases, self.at_risk)

    @property
    def chance(self) -> float:
        """How likely so many cases are if the products had nothing to do with each other."""
        return by_chance(self.cases, self.at_risk, self.with_then, self.baskets)


def rules(
    baskets: Iterable[Iterable[T]], *, least_support: float, least_confidence: float, longest: int = 10
) -> list[Rule[T]]:
    """Return every rule with one product on its right side, the highest lift first.

    `least_support` is the share of baskets that hold all products of a rule, of which there are at most `longest`.
    """
    held, total = _baskets_by_product(baskets)
    counts = dict(_frequent(held, max(1, ceil(least_support * total - 1e-9)), longest))
    found = [
        Rule(
            tuple(sorted(whole - {then}, key=str)),
            then,
            cases,
            counts[whole - {then}],
            counts[frozenset({then})],
            total,
        )
        for whole, cases in counts.items()
        if len(whole) > 1
        for then in whole
        if cases >= least_confidence * counts[whole - {then}] - 1e-9
    ]
    return sorted(found, key=_by_lift)


class Trial(NamedTuple):
    """Rules found in one half of the baskets, and how they did in the other."""

    found: int
    #: Of those that could be tried: at least five baskets with the first product.
    tried: int
    #: Whose product was in more of them than in all baskets, there too.
    held: int
    #: The share promised and the share that came, over all tried, weighted by their baskets.
    promised: float
    came: float


def tried_elsewhere(baskets: Iterable[Iterable[T]], *, level: float = 0.05) -> Trial:
    """Look for rules in every second basket and try them on the others."""
    every = [set(basket) for basket in baskets]
    found = also_bought(every[::2], level=level)
    held, total = _baskets_by_product(every[1::2])
    kept: list[tuple[float, int, int, int]] = []
    for rule in found:
        first, then = held.get(rule.bought[0], 0), held.get(rule.then, 0)
        if first.bit_count() >= _TRIED:
            kept.append((rule.confidence, first.bit_count(), (first & then).bit_count(), then.bit_count()))
    weight = sum(at_risk for _share, at_risk, _cases, _base in kept)
    return Trial(
        found=len(found),
        tried=len(kept),
        held=sum(cases * total > base * at_risk for _share, at_risk, cases, base in kept),
        promised=sum(share * at_risk for share, at_risk, _cases, _base in kept) / weight if weight else 0.0,
        came=sum(cases for _share, _at_risk, cases, _base in kept) / weight if weight else 0.0,
    )


def also_bought(baskets: Iterable[Iterable[T]], *, level: float = 0.05) -> list[Rule[T]]:
    """Return the rules between two products that rest on enough cases and are more than chance, the surest first.

    Of all rules shown together, at most a share `level` is expected to be chance. One basket holds all that one
    customer ever bought, so that nobody counts twice.
    """
    held, total = _baskets_by_product(baskets)
    tried = list(_pairs(held, total))
    # What has too few cases is not shown in any case, but was tried: it counts among the tests.
    standing = beyond_chance([rule.chance if rule.cases >= LEAST_CASES else 1.0 for rule in tried], level)
    kept = [rule for rule, stands in zip(tried, standing, strict=True) if stands]
    return sorted((rule for rule in kept if rule.cases >= LEAST_CASES), key=lambda rule: (rule.chance, _by_lift(rule)))


def _pairs(held: dict[T, int], total: int) -> Iterator[Rule[T]]:
    """Yield a rule for each two products of which enough customers bought the first; those without cases count too."""
    often = sorted(((product, who, who.bit_count()) for product, who in held.items()), key=lambda each: str(each[0]))
    for product, who, at_risk in often:
        if at_risk < LEAST_AT_RISK:
            continue
        for then, buyers, with_then in often:
            if then != product and with_then >= LEAST_CASES:
                yield Rule((product,), then, (who & buyers).bit_count(), at_risk, with_then, total)


def _baskets_by_product(baskets: Iterable[Iterable[T]]) -> tuple[dict[T, int], int]:
    """Return for each product the baskets that hold it, one bit a basket, and their number."""
    held: dict[T, int] = {}
    total = 0
    for total, basket in enumerate(baskets, 1):
        for product in set(basket):
            held[product] = held.get(product, 0) | 1 << (total - 1)
    return held, total


def _frequent(held: dict[T, int], least: int, longest: int) -> Iterator[tuple[frozenset[T], int]]:
    """Yield every set of products that at least `least` baskets hold, with their number."""
    single = sorted(
        ((product, who) for product, who in held.items() if who.bit_count() >= least),
        key=lambda each: each[1].bit_count(),
    )
    yield from _grown(frozenset(), single, least, longest)


def _grown(
    prefix: frozenset[T], candidates: Sequence[tuple[T, int]], least: int, longest: int
) -> Iterator[tuple[frozenset[T], int]]:
    for place, (product, who) in enumerate(candidates):
        grown = prefix | {product}
        yield grown, who.bit_count()
        if len(grown) < longest:
            narrower = [
                (other, both) for other, whose in candidates[place + 1 :] if (both := who & whose).bit_count() >= least
            ]
            yield from _grown(grown, narrower, least, longest)


def _by_lift(rule: Rule[T]) -> tuple[float, int, str, str]:
    return -rule.lift, -rule.cases, str(rule.bought), str(rule.then)
