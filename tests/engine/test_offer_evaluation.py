"""What became of offers: each once, by bands and groups, with what is still open counted."""

from __future__ import annotations

import pytest

from crm_desktop.domain.offer_facts import Fate, OfferCase
from crm_desktop.engine.offer_evaluation import Group, evaluate, value_bounds
from crm_desktop.engine.win_rates import Verdict


def case(
    number: int, fate: Fate, *, euros: int = 1000, discount: float | None = 0.0, answer: int | None = 2,
    days: int = 20, category: str = "",
) -> OfferCase:  # fmt: skip
    return OfferCase(number, None, fate, answer, days, euros * 100, discount, category)


def told(groups: tuple[Group, ...]) -> dict[object, tuple[int, int, int]]:
    return {group.key: (group.rate.hits, group.rate.of, group.open) for group in groups}


def test_an_offer_that_ran_out_counts_as_not_ordered_and_one_taken_back_not_at_all() -> None:
    fates = [Fate.ORDERED] * 6 + [Fate.DECLINED] * 3 + [Fate.EXPIRED] * 3 + [Fate.WITHDRAWN, Fate.OPEN, Fate.OPEN]
    found = evaluate([case(number, fate) for number, fate in enumerate(fates)])
    assert (found.offers, found.open, found.withdrawn, found.expired) == (15, 2, 1, 3)
    assert (found.total.rate.hits, found.total.rate.of) == (6, 12)
    assert (found.total.rate.low, found.total.rate.high) == pytest.approx((0.2538, 0.7462), abs=5e-5)
    assert (found.total.offered_cents, found.total.ordered_cents) == (1_500_000, 600_000)


def test_offers_fall_into_bands_of_discount_and_of_days_to_the_offer() -> None:
    cases = [
        case(1, Fate.ORDERED, discount=0.0, answer=0),
        case(2, Fate.DECLINED, discount=0.4, answer=2),
        case(3, Fate.ORDERED, discount=3.0, answer=3),
        case(4, Fate.ORDERED, discount=9.99, answer=7),
        case(5, Fate.DECLINED, discount=-2.0, answer=14),
        case(6, Fate.OPEN, discount=25.0, answer=200),
        case(7, Fate.DECLINED, discount=None, answer=None),
    ]
    found = evaluate(cases)
    assert told(found.by_discount) == {0.0: (1, 3, 0), 3.0: (1, 1, 0), 5.0: (1, 1, 0), 10.0: (0, 0, 1)}
    assert told(found.by_answer) == {0: (1, 2, 0), 3: (2, 2, 0), 8: (0, 1, 0), 15: (0, 0, 1)}
    assert found.answer_days == (0, 2, 3, 7, 14, 200)


def test_an_offer_with_products_of_two_groups_counts_in_both() -> None:
    cases = [
        case(1, Fate.ORDERED, category="Trade"),
        case(2, Fate.DECLINED, category="Private"),
        case(3, Fate.OPEN, category="Private"),
    ]
    found = evaluate(cases, {1: ["Doors", "Windows"], 2: ["Doors"]})
    assert told(found.by_group) == {"Doors": (1, 2, 0), "Windows": (1, 1, 0)}
    assert found.by_group[0].offers == (1, 2)
    assert told(found.by_category) == {"Trade": (1, 1, 0), "Private": (0, 1, 1)}


def test_a_difference_is_told_only_where_chance_would_hardly_bring_it() -> None:
    quick = [case(n, Fate.ORDERED if n % 10 else Fate.DECLINED, answer=1) for n in range(40)]
    slow = [
        case(100 + n, Fate.DECLINED if n % 4 else Fate.ORDERED, answer=30, category=str(n // 20)) for n in range(40)
    ]
    found = evaluate([*quick, *slow])
    assert [group.rate.verdict for group in found.by_answer] == [Verdict.BETTER, Verdict.WORSE]
    assert {group.rate.verdict for group in evaluate(slow).by_category} == {Verdict.ALIKE}


def test_what_is_still_open_counts_with_its_days() -> None:
    ordered = [case(n, Fate.ORDERED, days=10) for n in range(5)]
    still_out = [case(10 + n, fate, days=267) for n, fate in enumerate([Fate.OPEN] * 4 + [Fate.EXPIRED])]
    found = evaluate([*ordered, *still_out])
    assert found.to_order.at(10) == pytest.approx(0.5)
    assert found.to_order.last_day == 267
    assert found.to_order.ended == 5


def test_with_few_cases_it_says_how_many_are_missing() -> None:
    found = evaluate([case(1, Fate.ORDERED), case(2, Fate.OPEN)])
    assert (found.missing_decided, found.missing_ordered) == (9, 7)
    empty = evaluate([])
    assert (empty.offers, empty.total.rate.of, empty.by_value, empty.to_order.steps) == (0, 0, (), ())


def test_bands_of_value_begin_at_round_figures_and_hold_enough_offers() -> None:
    assert value_bounds([]) == (0,)
    assert value_bounds([100_00] * 15) == (0,)
    assert value_bounds([euros * 100 for euros in range(100, 10_100, 100)]) == (0, 200_000, 500_000, 1_000_000)
    assert value_bounds([50_00] * 40 + [9_000_00] * 40) == (0, 50_00, 10_000_00)


def test_another_period_can_be_put_into_the_same_bands() -> None:
    cases = [case(1, Fate.ORDERED, euros=100), case(2, Fate.DECLINED, euros=700)]
    assert told(evaluate(cases, bounds=(0, 50_000)).by_value) == {0: (1, 1, 0), 50_000: (0, 1, 0)}
