"""Who is worth what: said from an average with few customers, from a model with many, always adding up."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.domain.facts import MarginFact, SaleFact
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


@pytest.mark.slow
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


def test_a_range_holds_what_came_in_eight_of_ten_years() -> None:
    chance = random.Random(7)
    sales: list[SaleFact] = []
    for customer in range(200):
        rate, day = chance.gammavariate(2, 1 / 90), 0.0
        while (day := day + chance.expovariate(rate)) < 1_100:
            cents = round(chance.gammavariate(4, 2_500))
            sales.append(SaleFact(len(sales), date(2024, 1, 1) + timedelta(days=int(day)), cents, account_id=customer))
    as_of = date(2026, 1, 1)
    came = dict.fromkeys(range(200), 0)
    for fact in sales:
        if as_of < fact.day <= as_of + timedelta(days=365):
            came[fact.account_id or 0] += fact.cents
    for method, known in (
        ("model", customer_values(sales, as_of)),
        ("average", customer_values([fact for fact in sales if (fact.account_id or 0) < 90], as_of)),
    ):
        assert known.method == method
        inside = [each.low_cents <= came[each.account_id] <= each.high_cents for each in known.customers]
        assert 0.7 <= sum(inside) / len(inside) <= 0.92, method
        assert all(each.low_cents <= each.expected_cents <= each.high_cents * 1.5 for each in known.customers)


def test_the_model_that_fits_best_is_taken_and_named() -> None:
    sales = [sale(n, n % 150, (n * 37) % 900 + 1, 1_000 + n) for n in range(900)]
    found = customer_values(sales, TODAY)
    assert found.method == "model"
    assert found.model == found.likelihoods[0][0]
    assert {name for name, _value in found.likelihoods} == {"BG/NBD", "MBG/NBD", "Pareto/NBD"}
    assert found.likelihoods[0][1] == max(value for _name, value in found.likelihoods)


def test_revenue_and_margin_are_told_by_year() -> None:
    margins = [MarginFact(1, 2025, 8_000, 3_000)]
    (one,) = customer_values([sale(1, 1, 400, 9_000), sale(2, 1, 30, 5_000)], TODAY, margins).customers
    assert [(year.year, year.revenue_cents, year.margin_cents, year.known_cents) for year in one.years] == [
        (2025, 9_000, 3_000, 8_000),
        (2026, 5_000, 0, 0),
    ]
    assert one.margin_cents == 3_000


def test_others_who_were_silent_as_long_tell_the_risk() -> None:
    # Ten customers bought every 30 days and were once silent for 200; eight came back, two did not.
    sales: list[SaleFact] = []
    for customer in range(10):
        back = customer < 8
        last = 250 if back else 50
        sales += [sale(len(sales) + n, customer, last + 200 * back + 30 * n) for n in range(6)]
        if back:
            sales += [sale(len(sales) + n, customer, 40 * n + 10) for n in range(6)]
    sales += [sale(900 + n, 99, 200 + 30 * n) for n in range(6)]
    found = customer_values(sales, TODAY)
    silent = found.of(99)
    assert silent is not None
    assert silent.silence.cases >= 8
    assert silent.risk is not None
    assert silent.risk < 0.4
    assert found.leaving()[0].account_id == 99


def test_the_one_with_more_money_at_risk_is_called_first() -> None:
    small = [sale(n, 1, 200 + 30 * n, 1_000) for n in range(6)]
    large = [sale(50 + n, 2, 200 + 30 * n, 90_000) for n in range(6)]
    steady = [sale(100 + n, 3 + n % 4, 5 + 20 * n, 500) for n in range(40)]
    found = customer_values([*small, *large, *steady], TODAY)
    assert [each.account_id for each in found.leaving()[:2]] == [2, 1]
