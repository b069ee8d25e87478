"""What was bought before and after, and what to offer next: found where it is there, silent where it is chance."""

from __future__ import annotations

import random
from datetime import date, timedelta

from crm_desktop.engine.basket import also_bought
from crm_desktop.engine.next_best import Knowledge, beside, for_segment, next_best
from crm_desktop.engine.next_purchase import Lag, Purchase
from crm_desktop.engine.purchase_sets import hold_out, patterns

START = date(2024, 1, 1)
UNTIL = date(2026, 1, 1)


def shop(*, seed: int = 1, customers: int = 120) -> list[Purchase]:
    """Who has stove and pipe buys wood after some 40 days, three of four times; others seldom do."""
    chance = random.Random(seed)
    lines: list[Purchase] = []
    for customer in range(customers):
        day = START + timedelta(days=chance.randrange(300))
        has = {product for product in ("stove", "pipe", "shelf", "chair") if chance.random() < 0.5} or {"shelf"}
        lines += [Purchase(customer, day + timedelta(days=chance.randrange(5)), product) for product in has]
        if chance.random() < (0.75 if {"stove", "pipe"} <= has else 0.08):
            lines.append(Purchase(customer, day + timedelta(days=30 + chance.randrange(20)), "wood"))
    return lines


def test_a_set_that_leads_to_a_product_is_found_with_its_counts() -> None:
    found = patterns(shop(), until=UNTIL, lag=Lag(1, 92))
    best = next(each for each in found if each.then == "wood" and len(each.before) == 2)
    assert best.before == ("pipe", "stove")
    assert best.at_risk >= 20
    assert 0.6 < best.share < 0.9
    assert best.interval.low < best.share < best.interval.high
    assert best.base < best.share / 2
    assert best.lift > 2
    assert 25 <= best.days <= 50
    # Three products before say no more than these two.
    assert not any(set(each.before) > {"pipe", "stove"} and each.then == "wood" for each in found)


def test_patterns_hold_with_customers_they_were_not_learned_from() -> None:
    tried = hold_out(shop(customers=300), until=UNTIL, lag=Lag(1, 92))
    assert tried.found >= 1
    assert tried.held == tried.tried >= 1
    assert abs(tried.promised - tried.came) < 0.2


def test_chance_alone_shows_next_to_nothing() -> None:
    shown = 0
    for seed in range(5):
        chance = random.Random(seed)
        lines = [
            Purchase(customer, START + timedelta(days=chance.randrange(600)), f"P{chance.randrange(12)}")
            for customer in range(100)
            for _line in range(6)
        ]
        shown += len(patterns(lines, until=UNTIL))
    assert shown <= 2


def test_a_window_that_is_not_over_yet_counts_nobody() -> None:
    late = [Purchase(n, UNTIL - timedelta(days=50), "stove") for n in range(40)]
    assert patterns(late, until=UNTIL, lag=Lag(1, 92)) == []


def test_the_best_next_product_is_one_the_customer_does_not_have() -> None:
    lines = shop()
    known = Knowledge(later=tuple(patterns(lines, until=UNTIL)), within=92)
    bought = {"stove": date(2025, 12, 1), "pipe": date(2025, 12, 3)}
    (first, *_more) = next_best(known, bought, today=UNTIL)
    assert (first.product, first.because, first.within) == ("wood", ("pipe", "stove"), 92)
    assert next_best(known, bought | {"wood": UNTIL}, today=UNTIL) == []
    assert next_best(known, bought, today=UNTIL, drop=["wood"]) == []
    assert next_best(known, dict.fromkeys(bought, date(2024, 1, 1)), today=UNTIL) == [], "its window is long over"
    assert next_best(Knowledge(), bought, today=UNTIL) == []


def test_an_offer_is_told_what_belongs_to_its_products() -> None:
    baskets = [{"counter", "light"}] * 20 + [{"counter"}] * 5 + [{"shelf"}] * 60 + [{"light"}] * 3
    known = Knowledge(together=tuple(also_bought(baskets)))
    (found,) = beside(known, ["counter"])
    assert (found.product, found.cases, found.at_risk) == ("light", 20, 25)
    assert beside(known, ["counter"], bought=["light"]) == []
    assert beside(known, ["shelf"]) == []


def test_a_segment_is_told_for_how_many_a_product_is_the_next_one() -> None:
    known = Knowledge(together=tuple(also_bought([{"counter", "light"}] * 20 + [{"shelf"}] * 60)))
    day = date(2025, 1, 1)
    (found,) = for_segment(known, {1: {"counter": day}, 2: {"counter": day}, 3: {"shelf": day}}, today=UNTIL)
    assert (found.product, found.customers, found.account_ids) == ("light", 2, (1, 2))
    assert found.expected == 2.0
