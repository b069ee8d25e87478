"""What becomes of a value in a change of many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.mass_change import Change, How, Value
from crm_desktop.engine.quality import Salutations
from crm_desktop.engine.rewriting import rewritten


def after(text: str, change: Change, given_name: str = "") -> str:
    return rewritten(Value(1, 1, "Eva Graf", text, given_name), change, Salutations())


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        ("Hotel", Change("category", How.SET, "Gasthof"), "Gasthof"),
        ("Hotel", Change("category", How.SET, ""), ""),
        ("Hotels und HOTELIERS", Change("category", How.REPLACE, "Gasthof", "hotel"), "Gasthofs und GasthofIERS"),
        ("Hotel HOTEL", Change("category", How.REPLACE, "X", "Hotel", same_case=True), "X HOTEL"),
        ("Hotels", Change("category", How.REPLACE, "Gasthof", "hotel", whole=True), "Hotels"),
        ("HOTEL", Change("category", How.REPLACE, "Gasthof", "hotel", whole=True), "Gasthof"),
        ("HOTEL", Change("category", How.REPLACE, "Gasthof", "hotel", whole=True, same_case=True), "HOTEL"),
        ("a.b", Change("city", How.REPLACE, r"\1", "."), r"a\1b"),
        ("", Change("category", How.REPLACE, "Hotel", ""), "Hotel"),
        ("Bar", Change("category", How.REPLACE, "Hotel", ""), "Bar"),
        ("  zu  viel ", Change("city", How.REPLACE, "Raum", "viel"), "zu Raum"),
        ("MÜLLER", Change("family_name", How.PROPER), "Müller"),
        ("Müller", Change("family_name", How.UPPER), "MÜLLER"),
        ("Müller", Change("family_name", How.LOWER), "müller"),
    ],
)
def test_values_become_what_is_asked_for(text: str, change: Change, expected: str) -> None:
    assert after(text, change) == expected


def test_a_salutation_follows_the_given_name() -> None:
    fitting = Change("salutation", How.FITTING)
    assert after("Herr", fitting, "Anna") == "Frau"
    assert after("", fitting, "Anna") == "Frau"
    assert after("Frau", fitting, "Kim") == "Frau"


@given(st.text(max_size=20), st.text(min_size=1, max_size=5))
def test_replacing_what_is_not_there_changes_nothing_but_blanks(text: str, find: str) -> None:
    if find.casefold() not in text.casefold() and find.lower() not in text.lower():
        done = after(text, Change("note", How.REPLACE, "#", find))
        assert "#" not in done or "#" in text
