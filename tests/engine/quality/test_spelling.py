"""Names in capitals or small letters only, as they are usually written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.engine.quality import in_one_case, proper_case


@pytest.mark.parametrize(
    ("typed", "proper"),
    [
        ("MÜLLER", "Müller"),
        ("von der heide", "von der Heide"),
        ("MÜLLER-LÜDENSCHEIDT", "Müller-Lüdenscheidt"),
        ("O'BRIEN", "O'Brien"),
        ("d'angelo", "D'Angelo"),
        ("MCDONALD", "McDonald"),
        ("VAN DE", "van De"),
        ("straße", "Straße"),
        ("hans-peter", "Hans-Peter"),
    ],
)
def test_names_get_the_letters_they_usually_have(typed: str, proper: str) -> None:
    assert in_one_case(typed)
    assert proper_case(typed) == proper


@pytest.mark.parametrize("name", ["Müller", "von der Heide", "JP", "K. H.", "de", "", "Li", "McDonald", "J.-P."])
def test_names_that_may_be_meant_so_are_left_alone(name: str) -> None:
    assert not in_one_case(name)


@given(st.text(max_size=30))
def test_only_the_case_changes_and_only_once(name: str) -> None:
    proper = proper_case(name)
    assert proper_case(proper.upper()).casefold() == proper.upper().lower().casefold() or not name.isascii()
    assert proper.casefold() == name.lower().casefold() or not name.isascii()
    assert not name.isascii() or proper_case(proper) == proper
