"""Colours can be mixed, compared and spread along a ramp."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.colour import contrast, from_oklch, over, ramp, rgb, to_oklch

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


@given(colours)
def test_a_colour_survives_the_way_to_oklch_and_back(colour: str) -> None:
    assert from_oklch(to_oklch(colour)) == colour


@given(colours, colours)
def test_contrast_is_symmetric_and_between_1_and_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.01


def test_black_on_white_has_the_strongest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_a_known_colour_has_its_published_oklch_values() -> None:
    # Pure red as given in the CSS Color 4 specification.
    lightness, chroma, hue = to_oklch("#FF0000")
    assert (lightness, chroma, hue) == pytest.approx((0.62796, 0.25768, 29.234), abs=1e-3)


def test_a_colour_over_a_ground_lies_between_both() -> None:
    assert over("#000000", "#FFFFFF", 0.2) == "#CCCCCC"
    assert over("#123456", "#FFFFFF", 1) == "#123456"


@given(st.integers(0, 12))
def test_a_ramp_has_as_many_colours_as_asked_for_and_keeps_its_ends(number: int) -> None:
    steps = ("#569299", "#397C83", "#1E666C", "#0B4F54", "#053438")
    made = ramp(steps, number)
    assert len(made) == number
    if number > 1:
        assert (made[0], made[-1]) == (steps[0], steps[-1])
    brightness = [sum(rgb(colour)) for colour in made]
    assert brightness == sorted(brightness, reverse=True)


def test_a_ramp_of_its_own_length_is_itself() -> None:
    steps = ("#569299", "#397C83", "#1E666C", "#0B4F54", "#053438")
    assert ramp(steps, 5) == steps
