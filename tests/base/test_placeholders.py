"""Placeholders are words that stand for words, and nothing in a text is ever executed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.placeholders import filled, unknown


def test_words_in_braces_are_replaced_however_they_are_written() -> None:
    values = {"Nummer": "A-2026-001", "Gültig bis": "24.12.2026"}
    assert filled("Angebot {Nummer}, {gueltig_bis}", values) == "Angebot A-2026-001, 24.12.2026"
    assert filled("{ nummer }", values) == "A-2026-001"


def test_what_is_not_known_stays_and_can_be_listed() -> None:
    assert filled("{Nummer} {Numer} {} {", {"Nummer": "1"}) == "1 {Numer} {} {"
    assert unknown("{Numer} {Nummer} {Numer}", ["Nummer"]) == ["{Numer}"]


def test_nothing_is_executed_and_nothing_is_replaced_twice() -> None:
    evil = "{Name.__class__} {Name[0]} {Name!r} {Name:>99} {0} {{Name}}"
    assert filled(evil, {"Name": "{Total}", "Total": "5"}) == evil.replace("{{Name}}", "{{Total}}")


@given(st.text(max_size=200), st.dictionaries(st.text(max_size=10), st.text(max_size=10), max_size=4))
def test_any_text_is_taken(text: str, values: dict[str, str]) -> None:
    assert isinstance(filled(text, values), str)
    if "{" not in text:
        assert filled(text, values) == text
