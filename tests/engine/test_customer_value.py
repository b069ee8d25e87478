"""Who is worth what: said from an average with few customers, from a model with many, always adding up."""

from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.domain.facts import SaleFact
from crm_desktop.engine.customer_value import customer_values
from tests.data import folder

TODAY = date(2026, 11, 24)


def sale(number: int, customer: int, ago: int, cents: int = 10_000) -> SaleFact:
    day = TODAY - timedelta(days=ago)
    return SaleFact(number, day, cents, account_id=customer, customer=f"Kunde {customer}")


def test_a_regular_is_worth_more_than_somebody_who_came_once() -> None:
    often = [sale(n, 1, 30 * n + 5) for n in range(12)]
    once = [sale(99, 2, 300)]
    found = customer_values([*often, *once], TODAY)
    assert [each.account_id for each in found.customers] == [1, 2]
    best = found.customers[0]
    assert (best.orders, best.revenue_cents, best.silent_days) == (12, 120_000, 5)
    assert 25 < best.gap_days < 35
    assert best.expected_orders > 8
    assert found.method == "average"


def test_silence_is_measured_by_the_own_rhythm() -> None:
    monthly = [sale(n, 1, 150 + 30 * n) for n in range(8)]
    yearly = [sale(50 + n, 2, 100 + 365 * n) for n in range(3)]
    slipping = {each.account_id: each.is_slipping for each in customer_values([*monthly, *yearly], TODAY).customers}
    assert slipping == {1: True, 2: False}


def test_returns_lower_the_revenue_and_are_no_purchase() -> None:
    (one,) = customer_values([sale(1, 1, 50), sale(2, 1, 50, -4_000), sale(3, 1, 20, -1_000)], TODAY).customers
    assert (one.orders, one.revenue_cents) == (1, 6_000)


def test_later_orders_are_not_known_yet() -> None:
    found = customer_values([sale(1, 1, 50), sale(2, 1, 5)], TODAY - timedelta(days=10))
    assert found.customers[0].orders == 1


def test_with_many_customers_the_model_tells_who_is_still_there() -> None:
    chance = random.Random(2)
    sales: list[SaleFact] = []
    for customer in range(300):
        # Every second one leaves after some orders, the others go on until today.
        ago = chance.randrange(500, 900)
        for _order in range(chance.randrange(2, 6) if customer % 2 else 99):
            if ago <= 0:
                break
            sales.append(sale(len(sales), customer, ago))
            ago -= chance.randrange(10, 60)
    found = customer_values(sales, TODAY)
    assert found.method == "model"
    assert all(each.alive is not None and 0 <= each.alive <= 1 for each in found.customers)
    fresh = [each.alive or 0 for each in found.customers if each.silent_days < 60 and each.orders > 3]
    stale = [each.alive or 0 for each in found.customers if each.silent_days > 400 and each.orders > 3]
    assert min(fresh) > max(stale, default=0)


def test_real_customers_are_recognised_as_coming_back() -> None:
    text = (folder("repeat_cdnow") / "CDNOW_sample.txt").read_text(encoding="utf-8")
    every = [line.split() for line in text.splitlines()]
    sales = [
        SaleFact(n, date(int(day[:4]), int(day[4:6]), int(day[6:])), round(float(dollars) * 100), account_id=int(who))
        for n, (_master, who, day, _number, dollars) in enumerate(every)
    ]
    known = customer_values(sales, date(1997, 9, 30))
    after = {fact.account_id for fact in sales if fact.day > date(1997, 9, 30)}
    ranked = sorted(known.customers, key=lambda each: each.expected_orders)
    came = [each.account_id in after for each in ranked]
    # The area under the curve: how often somebody who came is ranked above somebody who did not.
    below = better = 0
    for each in came:
        better += below if each else 0
        below += not each
    area = better / (sum(came) * below)
    print(f"\nbuys again, AUC {area:.3f}")  # noqa: T201
    assert area >= 0.76


@given(
    some.lists(
        some.builds(
            sale, some.integers(), some.integers(1, 5), some.integers(0, 2_000), some.integers(-(10**6), 10**7)
        ),
        max_size=30,
    )
)
def test_any_orders_give_sane_figures(sales: list[SaleFact]) -> None:
    for each in customer_values(sales, TODAY).customers:
        assert each.orders >= 1
        assert each.gap_days > 0
        assert 0 <= each.expected_orders < 400
        assert each.silent_days >= 0
