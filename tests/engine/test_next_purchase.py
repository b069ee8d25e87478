"""What follows a purchase some months later is found where it is so, and only there."""

from __future__ import annotations

import random
from datetime import date, timedelta

from crm_desktop.engine.next_purchase import Lag, Purchase, next_purchases

START, UNTIL = date(2025, 1, 1), date(2026, 6, 30)


def firm(chance: random.Random, *, follows: float) -> list[Purchase]:
    """Return two hundred customers, half of whom buy a stove, after which wood follows for a share of them."""
    found = []
    for customer in range(200):
        day = START + timedelta(days=chance.randrange(300))
        product = "stove" if customer % 2 else f"p{chance.randrange(5)}"
        found.append(Purchase(customer, day, product))
        found += [
            Purchase(customer, day + timedelta(days=chance.randrange(1, 200)), f"p{chance.randrange(5)}")
            for _more in range(2)
        ]
        if chance.random() < (follows if product == "stove" else 0.1):
            found.append(Purchase(customer, day + timedelta(days=chance.randrange(70, 110)), "wood"))
    return found


def test_what_follows_is_found_with_its_days() -> None:
    best = next_purchases(firm(random.Random(1), follows=0.6), until=UNTIL)[0]
    assert (best.bought, best.then) == ("stove", "wood")
    assert best.share > 3 * best.base
    assert 70 <= best.days <= 110
    assert best.interval.low > best.base


def test_where_nothing_follows_nothing_is_said() -> None:
    said = [next_purchases(firm(random.Random(seed), follows=0.1), until=UNTIL) for seed in range(20)]
    assert sum(map(bool, said)) <= 3


def test_customers_whose_time_is_not_over_do_not_count() -> None:
    purchases = firm(random.Random(1), follows=0.6)
    assert next_purchases(purchases, until=START + timedelta(days=100)) == []
    (first, *_rest) = next_purchases(purchases, until=UNTIL, lag=Lag(30, 120))
    assert first.at_risk <= 100
