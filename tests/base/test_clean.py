"""Tests of bringing texts of strangers into a form fit to be stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.text import clean


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("", ""),
        ("  Anna   Meier ", "Anna Meier"),
        ("Anna\tMeier\r\nLüneburg", "Anna Meier Lüneburg"),
        ("Mu\u0308ller", "Müller"),
        ("a\u202eb\x00c\x7f", "abc"),
    ],
)
def test_nothing_nobody_sees_is_kept(raw: str, kept: str) -> None:
    assert clean(raw) == kept


def test_lines_stay_where_they_are_wanted() -> None:
    assert clean(" eins\r\nzwei  drei\r", lines=True) == "eins\nzwei  drei"


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_texts_are_cleaned_as_all_others(text: str) -> None:
    assert clean(f"é{text}é") == f"é{clean(f'.{text}.')[1:-1]}é"
    assert clean(f"é{text}é", lines=True) == f"é{clean(f'.{text}.', lines=True)[1:-1]}é"


@given(st.text())
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(clean(text, lines=True), lines=True) == clean(text, lines=True)
