"""The one door for text: what may break where, what is joined, what is lost and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.documents.faces import coverage, face
from crm_desktop.documents.paper import BODY, MM, NUMBER
from crm_desktop.documents.typesetting import Typesetter

NBSP = "\u00a0"


def test_markup_is_text() -> None:
    for text in ("Müller & Söhne <GmbH>", "<b>unclosed", "<img src=/etc/passwd>", "&amp; &#65;", "{name} %s \\(x)"):
        assert Typesetter().line(text, BODY).text == text


def test_characters_without_a_glyph_are_replaced_and_named_once() -> None:
    setter = Typesetter()
    line = setter.line("Grüße 😀 und 😀 an 漢", BODY)
    assert line.text == "Grüße □ und □ an □"
    assert setter.missing_characters == (
        "GRINNING FACE (U+1F600)",
        "CJK UNIFIED IDEOGRAPH-6F22 (U+6F22)",
    )


def test_joiners_and_variation_marks_vanish_without_a_complaint() -> None:
    setter = Typesetter()
    assert setter.line("a\u200bb\ufe0fc\u202ed", BODY).text == "abcd"
    assert setter.line("12\u202f000\u2009€", BODY).text == f"12{NBSP}000 €"
    assert setter.missing_characters == ()


def test_letters_with_marks_are_composed() -> None:
    assert Typesetter().line("Mu\u0308ller", BODY).text == "Müller"


def test_greek_and_polish_names_are_known() -> None:
    setter = Typesetter()
    for name in ("Αθήνα Ξενοδοχεία", "Zażółć gęślą jaźń", "Dvořák Škoda", "Năstase", "Иванов", "Nguyễn"):
        assert setter.line(name, BODY).text == name
    assert setter.missing_characters == ()


@pytest.mark.parametrize("joined", ["5 %", "12,5 m²", "§ 19", "12. November", "z. B.", "J. S. Bach", "04131 77 10 21"])
def test_what_belongs_together_is_not_parted(joined: str) -> None:
    text = f"Wort {joined}"
    width = Typesetter().line(text, BODY).width - 0.5
    lines = Typesetter().lines(text, BODY, width)
    assert [line.text for line in lines] == ["Wort", joined.replace(" ", NBSP)]


def test_words_part_after_hyphens_and_slashes_and_at_soft_hyphens() -> None:
    setter = Typesetter()
    assert _texts(setter, "Nord-Süd-Gefälle", "Nord-Süd-") == ["Nord-Süd-", "Gefälle"]
    assert _texts(setter, "Planung/Ausführung", "Planung/Aus") == ["Planung/", "Ausführung"]
    assert _texts(setter, "Ka\u00adbel\u00adführung", "Kabelfüh") == ["Kabel-", "führung"]
    assert _texts(setter, "Ka\u00adbel", "Kabel und") == ["Kabel"]


def test_a_number_with_a_minus_or_a_range_is_not_parted() -> None:
    assert _texts(Typesetter(), "Werte 12-14", "Werte 12-") == ["Werte", "12-14"]


def test_an_email_address_breaks_before_the_at_sign_and_nowhere_else_if_that_is_enough() -> None:
    setter = Typesetter()
    assert _texts(setter, "jan.brandt@holz-werk.example", "jan.brandt@holz-werk.") == [
        "jan.brandt",
        "@holz-werk.example",
    ]
    assert _texts(setter, "Post an jan@holz-werk.example", "Post an jan@holz-werk.exa") == [
        "Post an",
        "jan@holz-werk.example",
    ]


def test_empty_lines_inside_a_text_stay_and_outer_ones_go() -> None:
    assert [line.text for line in Typesetter().lines("\n\na\n\nb\n", BODY, 50)] == ["a", "", "b"]
    assert Typesetter().lines("", BODY, 50) == ()


def test_figures_of_columns_have_one_width_and_are_never_kerned() -> None:
    digits = face(NUMBER.face)
    assert len({digits.widths[sign] for sign in "0123456789+−"}) == 1
    assert digits.kerning("1.117.411,11") == []


def test_text_is_kerned() -> None:
    setter = Typesetter()
    plain = face(BODY.face).width("AVAV Te", BODY.size) / MM
    assert setter.line("AVAV Te", BODY).width < plain


@given(st.text(max_size=300), st.floats(8, 160))
def test_any_text_becomes_lines_that_fit_and_can_be_drawn(text: str, width: float) -> None:
    setter = Typesetter()
    for line in setter.lines(text, BODY, width):
        assert set(line.text) <= coverage()
        assert line.width <= width + 0.01 or len(line.text) == 1


@given(st.text(st.sampled_from("abcdefgäöü ,.-/\n"), max_size=400))
def test_no_letter_is_lost_or_doubled_in_wrapping(text: str) -> None:
    lines = Typesetter().lines(text, BODY, 30)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())


def _texts(setter: Typesetter, text: str, room: str) -> list[str]:
    width = setter.line(room, BODY).width + 0.3
    return [line.text for line in setter.lines(text, BODY, width)]
