"""Separator and headings are found in files of all makes."""

from __future__ import annotations

import pytest

from crm_desktop.exchange.headings import recognised
from crm_desktop.exchange.layout import NO_DELIMITER, Layout, find_layout


def layout(text: str, delimiter: str = "") -> Layout:
    return find_layout(text, delimiter, recognised)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Name;Betrag\nA;1,50\nB;2,50\n", ";"),
        ('Name,Note\nA,"one; two\nthree; four"\nB,\n', ","),
        ("Firma\tOrt\nA\tKöln\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("Name\nMüller, Hans\nMeier, Paul\n", NO_DELIMITER),
        ("E-Mail\na@b.de\n", NO_DELIMITER),
        ("sep=|\nName|Ort\nA|B\n", "|"),
        ("Name;Ort;PLZ\nA;B\nC;D;12345\n", ";"),
    ],
)
def test_the_separator_is_the_one_under_which_rows_are_alike(text: str, delimiter: str) -> None:
    assert layout(text).delimiter == delimiter


@pytest.mark.parametrize("fill", ["", ";;"])
def test_titles_above_the_headings_are_passed_over(fill: str) -> None:
    text = f"Kundenliste{fill}\nStand 1.1.2026{fill}\n\nFirma;Ort;Telefon\nA;Köln;0221 1\nB;Bonn;0228 2\n"
    found = layout(text)
    assert found.headings == ("Firma", "Ort", "Telefon")
    assert found.above == 4
    assert found.sample == (("A", "Köln", "0221 1"), ("B", "Bonn", "0228 2"))


def test_doubled_and_empty_headings_are_told_apart() -> None:
    found = layout("Telefon;;Telefon;TELEFON\n1;2;3;4\n")
    assert found.headings == ("Telefon", "Column 2", "Telefon (2)", "TELEFON (3)")


def test_a_file_without_headings_has_numbered_columns_and_loses_no_row() -> None:
    found = layout("Anna;Meier;a@b.de\nJan;Kurz;j@b.de\n")
    assert found.headings == ("Column 1", "Column 2", "Column 3")
    assert found.above == 0
    assert len(found.sample) == 2


def test_the_separator_a_user_names_is_taken() -> None:
    assert layout("a;b,c\n1;2,3\n", ",").headings == ("a;b", "c")


@pytest.mark.parametrize("text", ["", "\n\n", ";", '"', '"open', "\x00", "a" * 300_000])
def test_odd_texts_have_a_layout_too(text: str) -> None:
    assert isinstance(layout(text).headings, tuple)
