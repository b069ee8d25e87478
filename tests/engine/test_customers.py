"""Customers in classes, in groups of their first purchase, and in chains of recommendations."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.domain.facts import ReferralFact, SaleFact
from crm_desktop.engine.referral import referral_values
from crm_desktop.engine.retention import retention
from crm_desktop.engine.rfm import AbcClass, RfmClass, abc_classes, fifths, movements, rfm_scores

TODAY = date(2026, 11, 24)


def sale(number: int, customer: int, day: date, cents: int = 10_000) -> SaleFact:
    return SaleFact(number, day, cents, account_id=customer, customer=f"Kunde {customer}")


def test_groups_are_followed_over_periods_that_are_over() -> None:
    sales = [
        sale(1, 1, date(2026, 1, 5)), sale(2, 1, date(2026, 4, 5)), sale(3, 1, date(2026, 8, 1)),
        sale(4, 2, date(2026, 2, 5)), sale(5, 2, date(2026, 11, 20)), sale(6, 3, date(2026, 5, 1)),
        sale(7, 4, date(2026, 10, 2)),
    ]  # fmt: skip
    found = retention(sales, TODAY, months=3)
    first, second, running = found.cohorts
    assert (first.start, first.size) == (date(2026, 1, 1), 2)
    # The fourth quarter still runs: what was bought in it is not counted yet.
    assert [(one.came, one.of) for one in first.periods] == [(1, 2), (1, 2)]
    assert first.revenue_cents == (20_000, 10_000, 10_000)
    assert [(one.came, one.of) for one in second.periods] == [(0, 1)]
    assert running.periods == ()
    assert (found.together[0].came, found.together[0].of) == (1, 3)
    assert found.together[5].of == 0


def test_a_chain_of_recommendations_is_credited_half_at_each_step() -> None:
    facts = [
        ReferralFact(1, "A", 1_000, None), ReferralFact(2, "B", 400, 1), ReferralFact(3, "C", 200, 1),
        ReferralFact(4, "D", 800, 2), ReferralFact(5, "E", 0, 99),
    ]  # fmt: skip
    best, other = referral_values(facts)
    assert (best.name, best.direct, best.chain, best.depth) == ("A", 2, 3, 2)
    assert (best.direct_cents, best.chain_cents) == (600, 1_400)
    assert best.value_cents == 1_000 + 300 + 200
    assert (other.name, other.value_cents) == ("B", 400 + 400)


def test_a_ring_of_recommendations_ends() -> None:
    ring = [ReferralFact(1, "A", 100, 2), ReferralFact(2, "B", 100, 1), ReferralFact(3, "C", 100, 3)]
    assert [(one.name, one.value_cents, one.chain) for one in referral_values(ring)] == [("A", 150, 1), ("B", 150, 1)]


@given(some.lists(some.integers(0, 50), max_size=60))
def test_fifths_rise_with_the_value_and_part_equally(values: list[int]) -> None:
    scores = dict(zip(values, fifths(values), strict=True))
    assert all(1 <= score <= 5 for score in scores.values())
    ranked = sorted(scores)
    assert [scores[value] for value in ranked] == sorted(scores[value] for value in ranked)


def test_fifths_of_a_hundred_are_twenty_each() -> None:
    found = fifths(list(range(100)))
    assert [found.count(score) for score in range(1, 6)] == [20] * 5


def test_a_customers_bring_four_fifths() -> None:
    found = abc_classes({1: 70, 2: 15, 3: 8, 4: 5, 5: 2, 6: 0, 7: -3})
    assert found == {1: "A", 2: "A", 3: "B", 4: "B", 5: "C", 6: "C", 7: "C"}
    assert abc_classes({}) == {}


def test_classes_tell_champions_from_those_at_risk_and_new_ones() -> None:
    sales: list[SaleFact] = []
    for customer in range(40):
        # The first ten buy much and still do, the next ten bought much and stopped, the rest came once.
        if customer < 20:
            ago = 5 if customer < 10 else 400
            sales += [sale(len(sales) + n, customer, TODAY - timedelta(days=ago + 25 * n), 50_000) for n in range(8)]
        else:
            sales.append(sale(len(sales), customer, TODAY - timedelta(days=1 if customer == 39 else 60 + customer)))
    found = {one.account_id: one for one in rfm_scores(sales, TODAY)}
    assert found[0].rfm is RfmClass.CHAMPION
    assert found[0].abc is AbcClass.A
    assert found[10].rfm is RfmClass.AT_RISK
    assert found[39].rfm is RfmClass.NEW


def test_movements_count_everybody_once() -> None:
    found = movements({1: "A", 2: "A", 3: "B"}, {1: "A", 2: "B", 4: "C"})
    assert {(one.before, one.after): one.customers for one in found} == {
        ("A", "A"): 1, ("A", "B"): 1, ("B", ""): 1, ("", "C"): 1,
    }  # fmt: skip
