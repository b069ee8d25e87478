"""Prices: the tier that holds for a quantity and a customer, and many prices changed and rounded at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.prices import ROUNDINGS, PriceRule, Scale, Tier, changed, next_tier, price_for

BASE = Decimal(10)
TIERS = (
    Tier(Decimal(10), Decimal(9)),
    Tier(Decimal(100), Decimal(7)),
    Tier(Decimal(1), Decimal("8.50"), "Handel"),
    Tier(Decimal(50), Decimal(12), "Handel"),
)


@pytest.mark.parametrize(
    ("quantity", "groups", "price"),
    [
        ("1", (), "10"),
        ("9.9999", (), "10"),
        ("10", (), "9"),
        ("-10", (), "9"),
        ("1", ("handel",), "8.50"),
        ("10", ("Büro", "Händel"), "8.50"),
        # The tier of the group from 50 on is dearer than everybody's: the lower price holds.
        ("50", ("Handel",), "9"),
        ("100", ("Handel",), "7"),
    ],
)
def test_the_lowest_price_that_is_reached_holds(quantity: str, groups: tuple[str, ...], price: str) -> None:
    assert price_for(BASE, TIERS, Decimal(quantity), groups).price == Decimal(price)
    assert Scale(BASE, TIERS, groups).at(Decimal(quantity)) == Decimal(price)


def test_a_tier_for_everybody_may_be_dearer_than_the_list_for_few_pieces() -> None:
    tiers = (Tier(Decimal(1), Decimal(12)), Tier(Decimal(5), Decimal(10)))
    assert price_for(BASE, tiers, Decimal(2)).price == Decimal(12)


def test_the_next_tier_is_the_one_that_is_cheaper_and_not_reached() -> None:
    assert next_tier(TIERS, Decimal(1), (), BASE) == TIERS[0]
    assert next_tier(TIERS, Decimal(10), (), Decimal(9)) == TIERS[1]
    assert next_tier(TIERS, Decimal(100), ("Handel",), Decimal(7)) is None


@pytest.mark.parametrize(
    ("price", "percent", "rounding", "after"),
    [
        ("100", "3.5", "0.01", "103.50"),
        ("7.485", "3.5", "0.01", "7.747"),
        ("312.50", "3.5", "0.05", "323.45"),
        ("312.50", "3.5", "0.10", "323.40"),
        ("12.34", "0", ".90", "11.90"),
        ("12.44", "0", ".90", "12.90"),
        ("0.20", "0", ".90", "0.90"),
        ("0.02", "0", "0.05", "0.05"),
        ("1149", "3.5", "10", "1190.00"),
        ("0", "50", ".99", "0"),
        ("-20", "10", "1", "-22.00"),
    ],
)
def test_a_price_is_raised_and_rounded(price: str, percent: str, rounding: str, after: str) -> None:
    rule = PriceRule(Decimal(percent), Decimal(0), *ROUNDINGS[rounding])
    assert changed(Decimal(price), rule) == Decimal(after)


@given(st.decimals("0.01", "99999", places=2), st.decimals("-50", "50", places=1), st.sampled_from(sorted(ROUNDINGS)))
def test_a_rounded_price_is_near_what_it_should_be_and_never_nothing(
    price: Decimal, percent: Decimal, rounding: str
) -> None:
    step, ending = ROUNDINGS[rounding]
    after = changed(price, PriceRule(percent, Decimal(0), step, ending))
    exact = price * (100 + percent) / 100
    assert after > 0
    assert abs(after - exact) <= step / 2 or after in (step, ending)
    assert (after - ending) % step == 0
