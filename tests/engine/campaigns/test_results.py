"""What came of a campaign, counted on invented ones: no difference is told where none is certain."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.engine.campaign_effect import Verdict
from crm_desktop.engine.campaigns.results import MemberFact, OrderFact, break_even, predicted, result

SENT = date(2026, 3, 2)
TODAY = date(2026, 11, 24)


def member(account: int, variant: str = "A", *, wanted: bool = False, held_out: bool = False) -> MemberFact:
    return MemberFact(
        account, variant, f"Argument {variant}", held_out, None if held_out else SENT, wanted, wanted
    )  # fmt: skip


def test_answers_orders_and_revenue_are_counted_by_version_and_each_order_once() -> None:
    members = [member(1, "A", wanted=True), member(1, "A"), member(2, "B"), member(3, "B", wanted=True)]
    orders = [
        OrderFact(1, SENT + timedelta(days=9), 50_000, linked=True),
        OrderFact(3, SENT + timedelta(days=9), 70_000, linked=False),
        OrderFact(9, SENT + timedelta(days=9), 10_000, linked=True),
    ]
    found = result(members, orders, window_days=90, today=TODAY)
    assert (found.sent, found.wanted, found.orders, found.revenue_cents) == (4, 2, 2, 60_000)
    assert [(one.key, one.sent, one.answers, one.orders, one.revenue_cents) for one in found.lines] == [
        ("A", 2, 1, 1, 50_000), ("B", 2, 1, 0, 0),
    ]  # fmt: skip
    assert found.comparisons[0].verdict is Verdict.CANNOT_TELL
    assert found.effect is None


def test_the_group_held_out_shows_what_the_campaign_really_did() -> None:
    chance = random.Random(4)
    reached = [member(n) for n in range(2_000)]
    out = [member(n, held_out=True) for n in range(2_000, 2_500)]

    def orders(with_it: float, without: float) -> list[OrderFact]:
        return [
            OrderFact(one.account_id, SENT + timedelta(days=30), 1_000, linked=False)
            for one in (*reached, *out)
            if chance.random() < (without if one.held_out else with_it)
        ]

    works = result([*reached, *out], orders(0.12, 0.05), window_days=90, today=TODAY).effect
    assert works is not None
    assert works.verdict is Verdict.BETTER
    assert works.extra is not None
    assert works.extra[1] < 0.07 * 2_000 < works.extra[2]
    idle = result([*reached, *out], orders(0.08, 0.08), window_days=90, today=TODAY).effect
    assert idle is not None
    assert idle.verdict is Verdict.CANNOT_TELL
    assert idle.extra is None


def test_orders_outside_the_window_do_not_count_for_the_comparison() -> None:
    members = [member(1), member(2, held_out=True)]
    late = [OrderFact(1, SENT + timedelta(days=91), 1, linked=False), OrderFact(2, SENT, 1, linked=False)]
    effect = result(members, late, window_days=90, today=TODAY).effect
    assert effect is not None
    assert (effect.comparison.one.answers, effect.comparison.other.answers) == (0, 1)


def test_no_difference_is_named_more_often_than_the_level_of_the_test_allows() -> None:
    chance = random.Random(11)
    named = 0
    for _trial in range(150):
        members = [
            member(n, "A" if n % 2 else "B", wanted=chance.random() < 0.1) for n in range(200)
        ]  # fmt: skip
        found = result(members, [], window_days=90, today=TODAY)
        named += found.comparisons[0].verdict is Verdict.BETTER
    assert named / 150 <= 0.05


@given(st.integers(0, 40), st.integers(40, 400), st.integers(1, 500))
def test_the_range_foreseen_holds_what_was_usual(orders: int, sent: int, recipients: int) -> None:
    low, high = predicted(orders, sent, recipients)
    assert 0 <= low <= high <= recipients
    assert low <= (orders + 0.5) / (sent + 1) * recipients + 1
    assert high >= (orders + 0.5) / (sent + 1) * recipients - 1


@pytest.mark.parametrize(
    ("cost", "each", "orders"), [(31_200, 90_000, 1), (31_200, 10_000, 4), (0, 5, 0), (5, 0, None)]
)
def test_it_pays_from_so_many_orders_on(cost: int, each: int, orders: int | None) -> None:
    assert break_even(cost, each) == orders
