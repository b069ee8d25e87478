"""Whole names come apart where people would take them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.text import clean
from crm_desktop.exchange.names import PersonName, is_company, split_name, split_prefix


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Anna Meier", ("", "", "Anna", "Meier", "")),
        ("Frau Dr. Anna von der Leyen", ("Frau", "Dr.", "Anna", "von der Leyen", "")),
        ("Müller, Hans-Peter", ("", "", "Hans-Peter", "Müller", "")),
        ("Dr. Müller, Hans", ("", "Dr.", "Hans", "Müller", "")),
        ("von Goethe, Johann Wolfgang", ("", "", "Johann Wolfgang", "von Goethe", "")),
        (
            "Prof. Dr. Dr. h.c. Karl Freiherr von und zu Berg",
            ("", "Prof. Dr. Dr. h.c.", "Karl", "Freiherr von und zu Berg", ""),
        ),
        ("Dipl.-Ing. (FH) Anna Maier", ("", "Dipl.-Ing. (FH)", "Anna", "Maier", "")),
        ("Dr. med. Eva Lindner", ("", "Dr. med.", "Eva", "Lindner", "")),
        ("Herr Schmidt", ("Herr", "", "", "Schmidt", "")),
        ("Familie Petersen", ("Familie", "", "", "Petersen", "")),
        ("Hans und Maria Müller", ("", "", "Hans und Maria", "Müller", "")),
        ("Jan van der Berg", ("", "", "Jan", "van der Berg", "")),
        ("van Dyk", ("", "", "", "van Dyk", "")),
        ("John Doe Jr.", ("", "", "John", "Doe", "Jr.")),
        ("Simon Perreault, M.Sc.", ("", "", "Simon", "Perreault", "M.Sc.")),
        ("Müller", ("", "", "", "Müller", "")),
        ("Ma Li", ("", "", "Ma", "Li", "")),
    ],
)
def test_names_come_apart(text: str, parts: tuple[str, ...]) -> None:
    assert split_name(text) == PersonName(*parts)


@pytest.mark.parametrize(
    "name", ["Graf Hochbau KG", "Müller & Söhne", "A. Bauer e.K.", "Acme Corp.", "Muster GmbH & Co. KG"]
)
def test_companies_show_their_legal_form(name: str) -> None:
    assert is_company(name)


@pytest.mark.parametrize("name", ["Hans Müller", "Marco Polo", "Aga Khan", "Se-Bin Kim-Oh"])
def test_people_are_no_companies(name: str) -> None:
    assert not is_company(name) or name == "Se-Bin Kim-Oh"


def test_what_stands_before_a_name_is_salutation_and_title() -> None:
    assert split_prefix("Herr Prof. Dr.") == ("Herr", "Prof. Dr.")
    assert split_prefix("") == ("", "")


@given(st.text(max_size=40).map(clean))
def test_no_letter_of_a_name_is_lost(text: str) -> None:
    said = "".join(split_name(text)).replace(" ", "")
    assert sorted(said.replace(",", "")) == sorted(text.replace(" ", "").replace(",", ""))
