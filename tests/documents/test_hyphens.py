"""Where words are parted: the same places as the library finds that reads the patterns its own way, only quicker."""

from __future__ import annotations

import re

import pyphen
import pytest

from crm_desktop.documents.hyphens import hyphens
from crm_desktop.documents.paper import LONG
from crm_desktop.documents.typesetting import Typesetter

WORDS = (
    *("Kabelführung", "Unterkonstruktion", "Wandpaneele", "Schattenfugenprofil", "Geschäftsbedingungen"),
    *("Hartwachsöl", "Korrekturrunde", "Donaudampfschifffahrtsgesellschaft", "einschließlich", "Straßenbeleuchtung"),
    *("Wärmedämmverbundsystem", "Baustelleneinrichtung", "hyphenation", "deliverable", "installation", "particularly"),
)


@pytest.mark.parametrize(
    ("language", "country", "file"), [("de", "DE", "de_DE"), ("de", "CH", "de_CH"), ("en", "GB", "en_GB")]
)
def test_words_are_parted_where_the_library_parts_them(language: str, country: str, file: str) -> None:
    known, library = hyphens(language, country), pyphen.Pyphen(lang=file, left=3, right=3)
    for word in WORDS:
        if language == "de" or word.isascii():
            assert list(known.places(word)) == list(library.positions(word)), word


def test_short_words_are_never_parted_and_a_foreign_language_parts_none() -> None:
    assert hyphens("de").places("Montage") == ()
    assert hyphens("xx").places("Unterkonstruktion") == ()
    assert hyphens("de").places("Ж" * 12) == ()


def test_a_narrow_column_parts_long_words_and_loses_no_letter() -> None:
    setter = Typesetter(lambda: hyphens("de").places)
    text = "Montage der Unterkonstruktion einschließlich Schattenfugenprofil und Wärmedämmverbundsystem nach Plan."
    lines = [line.text for line in setter.lines(text, LONG, 40.0, parted=True)]
    assert any(line.endswith("-") for line in lines)
    assert re.sub(r"-$", "", " ".join(lines).replace("- ", "")) == text
    assert all(line.width <= 40.0 for line in setter.lines(text, LONG, 40.0, parted=True))
    assert len(lines) < len(setter.lines(text, LONG, 40.0))


def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen() -> None:
    setter = Typesetter(lambda: hyphens("de").places)
    lines = setter.lines("Unterkonstruktionsbefestigungsschraubensortiment " * 8, LONG, 31.0, parted=True)
    ends = "".join("-" if line.text.endswith("-") else "." for line in lines)
    assert "-" in ends
    assert "---" not in ends


def test_names_and_wide_columns_are_set_whole() -> None:
    setter = Typesetter(lambda: hyphens("de").places)
    text = "Montage der Unterkonstruktion einschließlich Schattenfugenprofil und Wärmedämmverbundsystem nach Plan. " * 3
    assert not any(line.text.endswith("-") for line in setter.lines(text, LONG, 40.0))
    assert not any(line.text.endswith("-") for line in setter.lines(text, LONG, 92.0, parted=True))


def test_the_last_word_of_a_paragraph_stays_whole() -> None:
    setter = Typesetter(lambda: hyphens("de").places)
    lines = setter.lines("Lieferung und Montage der Unterkonstruktion", LONG, 47.0, parted=True)
    assert [line.text for line in lines] == ["Lieferung und Montage der", "Unterkonstruktion"]
