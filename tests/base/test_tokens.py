"""Every writing is readable on every ground it may stand on, in both schemes."""

from __future__ import annotations

import dataclasses
import re

import pytest

from crm_desktop.base.colour import contrast
from crm_desktop.base.tokens import DARK, LIGHT, PRINT, Tokens, high_contrast, stage_colours

SCHEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
EVERY = [
    *SCHEMES,
    pytest.param(high_contrast(LIGHT), id="light-high"),
    pytest.param(high_contrast(DARK), id="dark-high"),
]


@pytest.mark.parametrize("tokens", EVERY)
def test_every_value_is_a_colour(tokens: Tokens) -> None:
    values = dataclasses.astuple(tokens)[1:]
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    assert all(re.fullmatch("#[0-9A-F]{6}", value) for value in flat)


@pytest.mark.parametrize("tokens", EVERY)
def test_writing_is_readable_on_every_ground(tokens: Tokens) -> None:
    grounds = (tokens.canvas, tokens.surface, tokens.sunken, tokens.raised, tokens.hover, tokens.selected, tokens.field)
    for writing in (tokens.text, tokens.text2, tokens.text3):
        assert min(contrast(writing, ground) for ground in grounds) >= 4.5
    assert contrast(tokens.text2, tokens.nav) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_fill, tokens.fill) >= 4.5


@pytest.mark.parametrize("tokens", EVERY)
def test_states_are_readable_on_their_tints(tokens: Tokens) -> None:
    for state in ("success", "warning", "danger", "info"):
        assert contrast(getattr(tokens, state), getattr(tokens, f"{state}_tint")) >= 4.5
        assert contrast(getattr(tokens, state), tokens.surface) >= 4.5


@pytest.mark.parametrize("tokens", SCHEMES)
def test_controls_focus_and_figures_stand_out_from_their_ground(tokens: Tokens) -> None:
    for colour in (tokens.control, tokens.focus, tokens.accent, *tokens.categories):
        assert contrast(colour, tokens.surface) >= 2.95
    lane = tokens.surface if tokens.dark else tokens.hover
    for number in range(1, 9):
        assert all(contrast(colour, lane) >= 3 for colour in stage_colours(tokens, number))


def test_printed_writing_is_readable_on_paper() -> None:
    for colour in (PRINT.text, PRINT.text2, PRINT.text3, PRINT.accent, PRINT.danger, PRINT.success):
        assert contrast(colour, PRINT.paper) >= 4.5
