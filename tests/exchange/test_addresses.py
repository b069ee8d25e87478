"""Addresses written in one cell come apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.addresses import Address, join_street, split_address, split_city


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Musterstr. 5, 12345 Ort", ("Musterstr. 5", "12345", "Ort", "", "")),
        ("Musterstr. 5\n12345 Bad Ort\nDeutschland", ("Musterstr. 5", "12345", "Bad Ort", "", "DE")),
        ("Hof Müller, Am Weg 3a, D-20095 Hamburg, Germany", ("Hof Müller, Am Weg 3a", "20095", "Hamburg", "", "DE")),
        ("Hauptplatz 1, A-1010 Wien", ("Hauptplatz 1", "1010", "Wien", "", "AT")),
        ("Weg 3; CH-8000 Zürich", ("Weg 3", "8000", "Zürich", "", "CH")),
        ("Keizersgracht 1, 1015 CJ Amsterdam, Niederlande", ("Keizersgracht 1", "1015 CJ", "Amsterdam", "", "NL")),
        ("10 Downing St, London SW1A 2AA, UK", ("10 Downing St", "SW1A 2AA", "London", "", "GB")),
        ("123 Main St, Austin, TX 12345", ("123 Main St", "12345", "Austin", "TX", "")),
        ("Area 5\nAlbany, New York 12345\nUSA", ("Area 5", "12345", "Albany", "New York", "US")),
        ("12345 Ort", ("", "12345", "Ort", "", "")),
    ],
)
def test_addresses_come_apart(text: str, address: tuple[str, ...]) -> None:
    assert split_address(text) == Address(*address)


@pytest.mark.parametrize("text", ["", "nur Text", "Musterstr. 5", ",,,", "\n"])
def test_what_holds_no_postal_code_is_left_whole(text: str) -> None:
    assert split_address(text) is None


def test_postal_code_and_city_of_one_cell() -> None:
    assert split_city("12345 Bad Ort") == ("12345", "Bad Ort")
    assert split_city("Bad Ort") == ("", "Bad Ort")


def test_house_numbers_stand_where_the_country_puts_them() -> None:
    assert join_street("Weg", "5a", number_first=False) == "Weg 5a"
    assert join_street("Main St", "5", number_first=True) == "5 Main St"
    assert join_street("Weg", "", number_first=True) == "Weg"


@given(st.text(max_size=80))
def test_any_text_comes_apart_or_not(text: str) -> None:
    found = split_address(text)
    assert found is None or found.city
