"""Numbers, money and days in the forms of languages and countries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.documents.figures import figures

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("language", "country", "amount", "money"),
    [
        ("de", "DE", "−1.234.567,89", f"50.599,93{NBSP}€"),
        ("de", "CH", "−1’234’567.89", f"CHF{NBSP}50’599.93"),
        ("en", "GB", "−1,234,567.89", "£50,599.93"),
    ],
)
def test_amounts_look_as_in_their_country(language: str, country: str, amount: str, money: str) -> None:
    forms = figures(language, country)
    assert forms.cents(-123456789) == amount
    assert forms.money(5059993, {"DE": "EUR", "CH": "CHF", "GB": "GBP"}[country]) == money


def test_numbers_keep_the_decimals_they_have_and_prices_at_least_two() -> None:
    forms = figures("de", "DE")
    shown = [forms.number(Decimal(text)) for text in ("12.5", "1", "28.35", "1.2300", "1E+3", "-0.5")]
    assert shown == ["12,5", "1", "28,35", "1,23", "1.000", "−0,5"]
    assert [forms.number(Decimal(text), least=2) for text in ("74", "7.485", "1234.5")] == [
        "74,00",
        "7,485",
        "1.234,50",
    ]


def test_signed_amounts_show_a_plus_only_when_they_grow() -> None:
    forms = figures("de", "DE")
    assert [forms.cents(cents, signed=True) for cents in (5, 0, -5)] == ["+0,05", "0,00", "−0,05"]


def test_days_and_percentages_follow_the_language() -> None:
    day = date(2026, 3, 5)
    assert figures("de").day(day) == "05.03.2026"
    assert figures("de").day_in_words(day) == f"5.{NBSP}März 2026"
    assert figures("en").day(day) == f"5{NBSP}March 2026"
    assert figures("de").percent(Decimal("12.50")) == f"12,5{NBSP}%"
    assert figures("en").percent(Decimal(19)) == "19%"


@given(st.integers(-(10**15), 10**15), st.sampled_from([("de", "DE"), ("de", "CH"), ("en", "GB")]))
def test_an_amount_can_be_read_back(cents: int, where: tuple[str, str]) -> None:
    forms = figures(*where)
    text = forms.cents(cents).replace(forms.group, "").replace(forms.point, "").replace("−", "-")
    assert int(text) == cents
