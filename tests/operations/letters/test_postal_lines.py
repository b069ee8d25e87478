"""Addresses in one line: read as they are typed, shown so that reading gives the same, doubted but never refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.operations.letters.postal_lines import Lines, doubts, read, shown


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Uferweg 12, 21335 Lüneburg", Lines("", "Uferweg 12", "21335", "Lüneburg", "DE")),
        ("21335 Lüneburg", Lines("", "", "21335", "Lüneburg", "DE")),
        ("Am Markt 1, Celle", Lines("", "Am Markt 1", "", "Celle", "DE")),
        ("Haus B, Uferweg 12, 21335 Lüneburg", Lines("Haus B", "Uferweg 12", "21335", "Lüneburg", "DE")),
        ("Ring 3, A-1010 Wien", Lines("", "Ring 3", "1010", "Wien", "AT")),
        ("Ring 3, 1010 Wien, Österreich", Lines("", "Ring 3", "1010", "Wien", "AT")),
        ("Dorfweg 2, CH-8001 Zürich", Lines("", "Dorfweg 2", "8001", "Zürich", "CH")),
        ("Damrak 1, 1012 JS Amsterdam, NL", Lines("", "Damrak 1", "1012 JS", "Amsterdam", "NL")),
        ("10 Downing Street, London SW1A 2AA, GB", Lines("", "10 Downing Street", "SW1A 2AA", "London", "GB")),
        ("Weg 1, 2133x Lüneburg", Lines("", "Weg 1", "2133x", "Lüneburg", "DE")),
    ],
)
def test_an_address_is_read_as_it_is_typed(typed: str, lines: Lines) -> None:
    assert read(typed, "DE") == lines


@pytest.mark.parametrize("typed", ["Uferweg", "nonsense", ",", " , "])
def test_what_names_no_town_is_refused_and_says_how_to_write_it(typed: str) -> None:
    with pytest.raises(BadInput, match="Street 1, 12345 Town"):
        read(typed, "DE")


@given(
    street=st.from_regex(r"[A-ZÄÖÜ][a-zäöüß]{2,12} [1-9][0-9]?", fullmatch=True),
    code=st.from_regex(r"[1-9][0-9]{4}", fullmatch=True),
    city=st.from_regex(r"[A-ZÄÖÜ][a-zäöüß]{2,12}( [A-Z][a-z]{2,8})?", fullmatch=True),
    country=st.sampled_from(["DE", "FR", "AT"]),
)
def test_what_is_shown_is_read_as_the_same(street: str, code: str, city: str, country: str) -> None:
    lines = Lines("", street, code, city, country)
    assert read(shown(lines, "DE"), "DE") == lines


def test_an_implausible_code_is_doubted_with_an_example() -> None:
    assert "21335" in doubts(Lines("", "Weg 1", "2133", "Lüneburg", "DE"), "")
    assert doubts(Lines("", "Ring 3", "1010", "Wien", "AT"), "") == ""
    assert "missing" in doubts(Lines("", "Weg 1", "", "Celle", "DE"), "")


def test_a_town_that_others_call_differently_is_doubted() -> None:
    lines = Lines("", "Weg 1", "21335", "Hamburg", "DE")
    assert "Lüneburg" in doubts(lines, "Lüneburg")
    assert doubts(lines._replace(city="Lueneburg"), "Lüneburg") == ""
