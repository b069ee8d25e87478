"""Rules of real baskets are those published for them, and what is shown is more than chance."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from crm_desktop.engine.basket import also_bought, rules, tried_elsewhere
from tests.data import folder


@pytest.fixture(scope="module")
def groceries() -> list[list[str]]:
    text = (folder("basket_groceries") / "groceries.csv").read_text(encoding="utf-8")
    return [[name.strip() for name in line.split(",")] for line in text.splitlines()]


def test_the_rules_of_a_month_of_groceries_are_the_published_ones(groceries: list[list[str]]) -> None:
    found = rules(groceries, least_support=0.001, least_confidence=0.5)
    assert len(found) == 5_668
    assert Counter(len(rule.bought) + 1 for rule in found) == {2: 11, 3: 1461, 4: 3211, 5: 939, 6: 46}
    best = found[0]
    assert (set(best.bought), best.then, best.cases) == ({"Instant food products", "soda"}, "hamburger meat", 12)
    assert best.confidence == pytest.approx(0.6316, abs=5e-5)
    assert best.lift == pytest.approx(18.996, abs=5e-4)


@pytest.mark.parametrize(
    ("support", "confidence", "number"), [(0.001, 0.8, 410), (0.006, 0.25, 463), (0.01, 0.5, 15), (0.01, 0.3, 125)]
)
def test_other_limits_give_the_published_numbers(
    groceries: list[list[str]], support: float, confidence: float, number: int
) -> None:
    assert len(rules(groceries, least_support=support, least_confidence=confidence)) == number


def test_a_true_link_is_shown_and_chance_is_not() -> None:
    chance = random.Random(4)
    baskets = [{f"p{chance.randrange(30)}" for _ in range(4)} for _customer in range(300)]
    for basket in baskets[:60]:
        basket.update({"table", "bench"} if chance.random() < 0.7 else {"table"})
    found = also_bought(baskets)
    assert {(rule.bought[0], rule.then) for rule in found[:2]} == {("table", "bench"), ("bench", "table")}
    assert len(found) <= 4
    assert found[0].interval.low > found[0].with_then / found[0].baskets


def test_few_cases_are_not_shown() -> None:
    assert also_bought([{"a", "b"}] * 4 + [{"c"}] * 200) == []
    assert also_bought([]) == []


def test_rules_are_tried_on_baskets_they_were_not_found_in() -> None:
    baskets = [{"a", "b"} if n % 3 else {"c"} for n in range(120)]
    tried = tried_elsewhere(baskets)
    assert (tried.found, tried.tried, tried.held) == (2, 2, 2)
    assert tried.promised == tried.came == 1.0
    alone = tried_elsewhere([{"a", "b"} if n % 2 == 0 else {"a"} if n % 4 == 1 else {"b", "c"} for n in range(200)])
    assert alone.held == 0 or alone.came < alone.promised
