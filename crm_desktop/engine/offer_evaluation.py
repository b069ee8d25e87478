"""What became of the firm's offers: how often they were ordered, by what they had about them, and how long it took.

An offer counts once, however many versions it had, with the figures of the one that was live on the day. One that ran
out without an answer counts as not ordered; for how long it takes, it is still open, since it can be ordered after all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from crm_desktop.domain.offer_facts import Fate, OfferCase
from crm_desktop.engine.survival import OPEN, Course, Stay, gone
from crm_desktop.engine.win_rates import Counted, Rate, alone, rates

#: Fewer offers that were answered or ran out say nothing about what makes them succeed.
LEAST_DECIDED = 10
#: Fewer orders say nothing about how long they take.
LEAST_ORDERED = 8
#: From so much per cent of discount, and from so many days to the offer, a band begins.
DISCOUNTS = (0.0, 0.5, 3.0, 5.0, 10.0)
ANSWERS = (0, 3, 8, 15)
#: Bands of value are as many as can each hold so many offers, four at most.
_BAND, _BANDS = 8, 4
_ORDERED, _NOT_ORDERED = 1, 2
_ENDS = {Fate.ORDERED: _ORDERED, Fate.DECLINED: _NOT_ORDERED, Fate.WITHDRAWN: _NOT_ORDERED}

Key = int | float | str


#: Fates that decide on the rate: a firm that takes its offer back has not been turned down.
DECIDED = frozenset({Fate.ORDERED, Fate.DECLINED, Fate.EXPIRED})


class Group(NamedTuple):
    """One band or group: its rate, the offers still open, what was offered and ordered in cents, and which offers."""

    key: Key
    rate: Rate
    open: int
    offered_cents: int
    ordered_cents: int
    offers: tuple[int, ...]


class OfferEvaluation(NamedTuple):
    """The evaluation of the offers of a period; a breakdown is empty where there are too few cases for any."""

    offers: int
    open: int
    withdrawn: int
    expired: int
    total: Group
    #: Keys are the least value of the band in cents, the least per cent, the least days, and names.
    by_value: tuple[Group, ...]
    by_discount: tuple[Group, ...]
    by_answer: tuple[Group, ...]
    by_group: tuple[Group, ...]
    by_category: tuple[Group, ...]
    #: Days from the inquiry to the offer, sorted; and the share ordered by so many days after it was sent.
    answer_days: tuple[int, ...]
    to_order: Course

    @property
    def missing_decided(self) -> int:
        """How many answered offers are missing until rates say something."""
        return max(LEAST_DECIDED - self.total.rate.of, 0)

    @property
    def missing_ordered(self) -> int:
        """How many orders are missing until times say something."""
        return max(LEAST_ORDERED - self.to_order.ended, 0)


def evaluate(
    cases: Sequence[OfferCase], groups: Mapping[int, Sequence[str]] | None = None, bounds: Sequence[int] = ()
) -> OfferEvaluation:
    """Return what became of offers; `groups` are the groups of the products in each, by the offer's id.

    `bounds` are where bands of value begin; without them, they follow the offers (`value_bounds`).
    """
    bounds = bounds or value_bounds([case.net_cents for case in cases if case.fate in DECIDED])
    contents = groups or {}
    whole = _group("", cases)

    def by(keys: Callable[[OfferCase], Iterable[Key]]) -> tuple[Group, ...]:
        return _groups(cases, keys, whole.rate)

    fates = [case.fate for case in cases]
    lasted = Counter((case.lasted, _ENDS.get(case.fate, OPEN)) for case in cases)
    return OfferEvaluation(
        offers=len(cases),
        open=fates.count(Fate.OPEN),
        withdrawn=fates.count(Fate.WITHDRAWN),
        expired=fates.count(Fate.EXPIRED),
        total=whole,
        by_value=by(lambda case: (_band(case.net_cents, bounds),)),
        by_discount=by(lambda case: () if case.discount is None else (_band(case.discount, DISCOUNTS),)),
        by_answer=by(lambda case: () if case.answer_days is None else (_band(case.answer_days, ANSWERS),)),
        by_group=by(lambda case: contents.get(case.offer_id, ())),
        by_category=by(lambda case: (case.category,)),
        answer_days=tuple(sorted(case.answer_days for case in cases if case.answer_days is not None)),
        to_order=gone([Stay(days, end, n) for (days, end), n in lasted.items()], _ORDERED),
    )


def value_bounds(values: Sequence[int]) -> tuple[int, ...]:
    """Return where bands of value begin, in cents: round figures near equal shares of the offers; 0 is the first."""
    number = min(_BANDS, len(values) // _BAND)
    ordered = sorted(values)
    bounds = [0]
    for band in range(1, number):
        bound = _round_figure(ordered[len(ordered) * band // number])
        if bound > bounds[-1]:
            bounds.append(bound)
    return tuple(bounds)


def _round_figure(cents: int) -> int:
    """Return the nearest of 1, 2, 5, 10, 20 ... whole units."""
    figures: list[int] = [base * 100 * 10**power for power in range(10) for base in (1, 2, 5)]
    return min(figures, key=lambda figure: (abs(figure - cents), figure))


def _band(value: float, bounds: Sequence[float]) -> float:
    """Return the beginning of the band a value lies in; what lies below all of them counts to the first."""
    return bounds[max(bisect_right(bounds, value) - 1, 0)]


def _groups(cases: Sequence[OfferCase], keys: Callable[[OfferCase], Iterable[Key]], whole: Rate) -> tuple[Group, ...]:
    """Return the groups, bands in their order and names by size, each compared with all offers."""
    members: dict[Key, list[OfferCase]] = {}
    for case in cases:
        for key in keys(case):
            members.setdefault(key, []).append(case)
    groups = [_group(key, own) for key, own in members.items()]
    compared = rates(
        [Counted(group.key, group.rate.hits, group.rate.of) for group in groups],
        Counted(None, whole.hits, whole.of),
    )
    found = [group._replace(rate=rate) for group, rate in zip(groups, compared, strict=True)]
    return tuple(sorted(found, key=_order))


def _order(group: Group) -> tuple[float, float, str]:
    return (0, -group.rate.of, group.key) if isinstance(group.key, str) else (group.key, 0, "")


def _group(key: Key, cases: Sequence[OfferCase]) -> Group:
    ordered = [case for case in cases if case.fate is Fate.ORDERED]
    rate = alone(Counted(key, len(ordered), sum(case.fate in DECIDED for case in cases)))
    return Group(
        key=key,
        rate=rate,
        open=sum(case.fate is Fate.OPEN for case in cases),
        offered_cents=sum(case.net_cents for case in cases),
        ordered_cents=sum(case.net_cents for case in ordered),
        offers=tuple(case.offer_id for case in cases),
    )
