"""Grid lines stand at round figures, and the unit stands once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.i18n import speak
from crm_desktop.charts.scale import count_scale, money_scale, short_amount


@given(st.integers(1, 10**13), st.sampled_from([3.0, 4.0]))
def test_a_scale_holds_its_largest_amount_on_a_few_round_lines(cents: int, lines: float) -> None:
    scale = money_scale(cents, lines=lines)
    assert scale.top >= cents
    assert scale.ticks[0] == scale.foot == 0
    assert 2 <= len(scale.ticks) <= 8
    assert len(scale.labels) == len(scale.ticks)
    steps = {round(b - a, 4) for a, b in zip(scale.ticks, scale.ticks[1:], strict=False)}
    assert len(steps) == 1


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_a_scale_may_begin_near_its_smallest_amount(one: int, other: int) -> None:
    small, large = sorted((one, other))
    scale = money_scale(large, smallest_cents=small)
    assert scale.foot <= small
    assert scale.top >= large


def test_the_unit_stands_at_the_top_line_alone() -> None:
    speak("en")
    assert money_scale(4_300_000, lines=4).labels == ("0", "10", "20", "30", "40 k €")
    assert money_scale(90_000).labels[-1] == "750 €"
    assert money_scale(900_000_000).labels[-1] == "7.5 m €"
    assert money_scale(11_300_000, smallest_cents=5_500_000).labels == ("40", "60", "80", "100 k €")
    assert money_scale(0).labels[-1].endswith("€")


def test_counts_stand_at_whole_numbers() -> None:
    assert count_scale(12).ticks == (0, 5, 10)
    assert count_scale(0).labels == ("0", "1")
    assert count_scale(2).ticks == (0, 1, 2)


@pytest.mark.parametrize(
    ("cents", "said"),
    [(3_312_345, "33 k €"), (331_234, "3.3 k €"), (33_100, "331 €"), (-3_312_345, "−33 k €"), (0, "0 €")],
)
def test_amounts_are_short_beside_bars(cents: int, said: str) -> None:
    speak("en")
    assert short_amount(cents) == said


def test_the_currency_is_named_by_its_sign_where_it_has_one() -> None:
    assert short_amount(3_312_345, "CHF") == "33 k CHF"
    assert short_amount(3_312_345, "GBP") == "33 k £"
    assert short_amount(33_100, of=4_000_000, unit=False) == "0.3"
