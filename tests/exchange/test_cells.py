"""Columns are cleaned as cells are, and guarded cells come back as they were."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.text import clean
from crm_desktop.exchange.cells import clean_cells, guard, occurs, unguard

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("| \t\n\r\x00\x1f\x85\xa0\xad\u200b\u202e\u2028\ufeff\u0301\u00e9e'=|"),
    ),
    max_size=6,
)


@given(st.lists(ODD, max_size=6), st.booleans())
def test_a_column_is_cleaned_exactly_as_its_cells(cells: list[str], lines: bool) -> None:  # noqa: FBT001
    assert clean_cells(cells, lines=lines) == [clean(cell, lines=lines) for cell in cells]


@given(st.text(max_size=12))
def test_guarding_is_taken_back_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x","y")', "@SUM(1)", "+1+cmd|' /C calc'!A0", "-2+3+A1", "\t=1", "\r=1", "＝1+1", "＠x", "-x"],
)
def test_what_a_spreadsheet_would_compute_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-5", "-5,25", "+49 30 123", "+49 (30) 123-45", "5=5", "a@b.de", "'quoted'", "", "1-2"]
)
def test_numbers_phones_and_plain_text_stay_as_they_are(text: str) -> None:
    assert guard(text) == text


def test_the_guard_is_taken_away_while_cleaning_only_where_asked() -> None:
    assert clean_cells(["'=1", "'s Werk", " a "], guarded=True) == ["=1", "'s Werk", "a"]
    assert clean_cells(["'=1"]) == ["'=1"]


def test_a_pattern_is_looked_for_in_the_whole_column() -> None:
    assert occurs(re.compile(";"), ["a", "b;c"])
    assert not occurs(re.compile(";"), ["a", "b"])
