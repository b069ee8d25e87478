"""Text becomes words of the index, and what is typed becomes a question."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.store.search_typos import guesses, neighbours
from crm_desktop.store.search_words import (
    document,
    expression,
    of_code,
    of_email,
    of_phone,
    readings,
    words,
    words_of_many,
)


def first(typed: str) -> list[tuple[str, ...]]:
    """Return the terms of the likeliest reading."""
    return list(readings(typed)[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Weiß", "Weiss"),
        ("Œuvre", "oeuvre"),
        ("NAÏVE", "naive"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_composed_and_decomposed_letters_are_one() -> None:
    assert words("Mu\u0308ller e\u0301") == words("Müller é")


def test_what_folds_to_signs_or_several_words_is_split_so_that_the_index_understands_it() -> None:
    assert words("½ ⑴ \ufdfa") == ["1", "2", "1", "صلى", "الله", "عليه", "وسلم"]


@given(st.text())
def test_every_word_is_letters_and_digits_only(text: str) -> None:
    for word in words(text):
        assert word.isalnum()
        assert len(word) <= 40


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)), st.integers(0, 12))
def test_what_has_been_typed_so_far_begins_the_words_of_the_whole(text: str, length: int) -> None:
    typed, whole = words(text[:length]), words(text)
    assert all(any(word.startswith(beginning) for word in whole) for beginning in typed)


@given(st.text(max_size=30))
def test_any_text_makes_questions_that_ask_for_words(text: str) -> None:
    for question in readings(text):
        assert question
        assert all(word.isalnum() for term in question for word in term)
        assert expression(question).count('"') % 2 == 0


def test_signs_alone_ask_for_nothing() -> None:
    for typed in ('"', "(", "*", "%", "_", "\\", "'", "^", "{", "  ", "\x00", "\u202e"):
        assert readings(typed) == [], typed


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("O'Brien", [("o",), ("brien",)]),
        ("C++", [("c",)]),
        ("a AND b", [("and",), ("b",)]),
        ("col:x", [("col",), ("x",)]),
        ("anna Anna ann", [("anna",)]),
        ("030 123-45", [("03012345",)]),
        ("+49 (0)30 123", [("4930123",)]),
        ("0049 30 123", [("004930123", "4930123")]),
        ("10115 Berlin", [("10115",), ("berlin",)]),
        ("A-2026-118", [("a2026118",)]),
        ("anna.mueller@holz-bau.de", [("annamullerholzbaude",)]),
    ],
)
def test_what_is_typed_is_read_as_it_is_meant(typed: str, asked: list[tuple[str, ...]]) -> None:
    assert sorted(first(typed)) == sorted(asked)


def test_what_may_belong_together_is_also_read_apart() -> None:
    assert readings("12 45127")[1] == (("12",), ("45127",))
    assert readings("anna@holz")[1] == (("anna",), ("holz",))
    assert readings("schneider12")[-1] == (("schneider",), ("12",))


def test_a_long_question_is_cut_and_answered() -> None:
    assert len(readings("word " * 5000)[0]) == 1
    assert len(readings(" ".join(f"{letter}x" for letter in "abcdefghijklmnop"))[0]) == 8


def test_numbers_of_documents_are_found_in_parts_and_whole() -> None:
    assert of_code("A-2026-118") == ["a", "2026", "118", "a2026118", "2026118"]
    assert of_code("K10023") == ["k10023"]


def test_mail_addresses_are_found_in_parts_and_whole() -> None:
    assert of_email("Jörg.Weiss85@Holz-Bau.de") == ["jorg", "weiss", "85", "holz", "bau", "de", "jorgweiss85holzbaude"]


@pytest.mark.parametrize(
    ("value", "normal", "found"),
    [
        ("030 / 1234-56", "+4930123456", {"4930123456", "030123456"}),
        ("+1 (212) 555-0100", "+12125550100", {"12125550100", "2125550100"}),
        ("0041 44 123 45 67", "+41441234567", {"41441234567", "0441234567"}),
        ("+423 232 11 11", "+4232321111", {"4232321111", "2321111"}),
        ("110 ext 4", "", {"1104"}),
        ("none", "", set()),
    ],
)
def test_phone_numbers_are_found_as_they_are_dialled(value: str, normal: str, found: set[str]) -> None:
    assert set(of_phone(value, normal)) == found


def test_a_document_names_each_word_once_and_stays_within_bounds() -> None:
    assert document(["b", "a", "b"]) == "b a"
    assert document(str(number) for number in range(20_000)).count(" ") == 9_999


@given(st.text(alphabet="abcdefgh", min_size=4, max_size=10), st.data())
def test_one_slip_is_among_the_neighbours_of_what_was_meant(meant: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(meant) - 2))
    letter = data.draw(st.sampled_from("abcxyz"))
    slips = (
        meant[:at] + letter + meant[at:],
        meant[:at] + letter + meant[at + 1 :],
        meant[:at] + meant[at + 1 :],
        meant[:at] + meant[at + 1] + meant[at] + meant[at + 2 :],
    )
    for slip in slips:
        assert meant in set(neighbours(slip))


def test_short_words_and_numbers_are_not_guessed_at() -> None:
    assert list(guesses((("abc",), ("12345",)))) == []
    assert len(list(guesses((("abcd",), ("efghi",), ("jklm",))))) == 2


@given(st.lists(st.text() | st.sampled_from(["Müller", "weiß", "a\x1eb", "½ l", "Łódź", "x" * 50, "", "Straße 4b"])))
def test_many_texts_have_the_words_each_has_alone(many: list[str]) -> None:
    assert words_of_many(many) == [" ".join(words(text)) for text in many]


@given(st.from_regex(r"[A-Za-z0-9äÄ._+-]{1,50}@[a-z0-9-]{1,9}\.[a-z]{2}", fullmatch=True) | st.text())
def test_the_words_of_an_address_are_its_parts_with_digits_apart_and_the_whole(address: str) -> None:
    parts = words(address)
    apart = [piece for part in parts for piece in re.findall(r"[0-9]+|[^0-9]+", part)]
    assert of_email(address) == ([*apart, "".join(parts)[:40]] if len(parts) > 1 else parts)
