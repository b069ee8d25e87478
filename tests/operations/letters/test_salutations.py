"""The first line of a letter: forms, titles, families and couples, in two languages and three countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.operations.letters.salutations import Addressee, first_line, form_of


@pytest.mark.parametrize(
    ("whom", "line"),
    [
        (Addressee("Frau", "", "Miriam", "Keßler"), "Sehr geehrte Frau Keßler,"),
        (Addressee("Herr", "Dr.", "Jonas", "Albrecht"), "Sehr geehrter Herr Dr. Albrecht,"),
        (Addressee("Herrn", "Prof. Dr. Dr. h. c.", "Jonas", "Albrecht"), "Sehr geehrter Herr Professor Albrecht,"),
        (Addressee("Frau", "Prof. Dr.-Ing.", "Eva", "Lindner"), "Sehr geehrte Frau Professorin Lindner,"),
        (Addressee("Herr", "Dipl.-Ing.", "Jonas", "Albrecht"), "Sehr geehrter Herr Albrecht,"),
        (Addressee("", "", "Kim", "Weber"), "Guten Tag Kim Weber,"),
        (Addressee("Divers", "Dr.", "Kim", "Weber"), "Guten Tag Dr. Kim Weber,"),
        (Addressee("Familie", "", "", "Öztürk"), "Sehr geehrte Familie Öztürk,"),
        (Addressee("Frau und Herr", "", "", "Weiß"), "Sehr geehrte Frau Weiß, sehr geehrter Herr Weiß,"),
        (Addressee("Herr & Frau", "", "", "Weiß"), "Sehr geehrter Herr Weiß, sehr geehrte Frau Weiß,"),
        (Addressee("Frau", "", "Miriam", "Keßler", "Liebe Miriam,"), "Liebe Miriam,"),
        (Addressee("Frau", "", "Miriam", ""), "Guten Tag Miriam,"),
        (Addressee(is_company=True, family_name="x"), "Sehr geehrte Damen und Herren,"),
        (None, "Sehr geehrte Damen und Herren,"),
    ],
)
def test_a_german_letter_begins_as_it_should(whom: Addressee | None, line: str) -> None:
    assert first_line(whom, language="de") == line


@pytest.mark.parametrize(
    ("whom", "line"),
    [
        (Addressee("Ms", "", "Miriam", "Kessler"), "Dear Ms Kessler,"),
        (Addressee("Herr", "Prof. Dr.", "Jonas", "Albrecht"), "Dear Professor Albrecht,"),
        (Addressee("Mr", "Dr.", "Jonas", "Albrecht"), "Dear Dr Albrecht,"),
        (Addressee("Family", "", "", "Graf"), "Dear Graf family,"),
        (Addressee("Mr and Ms", "", "", "Graf"), "Dear Ms and Mr Graf,"),
    ],
)
def test_an_english_letter_begins_as_it_should(whom: Addressee, line: str) -> None:
    assert first_line(whom, language="en") == line


def test_degrees_are_said_in_austria_alone() -> None:
    whom = Addressee("Frau", "Mag.a", "Eva", "Huber")
    assert "Mag.a" in first_line(whom, language="de", country="AT")
    assert "Mag" not in first_line(whom, language="de", country="DE")


@given(word=st.text(max_size=20))
def test_any_form_of_address_is_understood_or_left_alone(word: str) -> None:
    assert form_of(word) in {"ms", "mr", "family", "couple", ""}
    assert first_line(Addressee(word, word, "Kim", "Weber"), language="de").endswith(",")
