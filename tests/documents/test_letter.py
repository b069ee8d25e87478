"""The letter by the millimetre: window, marks, margins, foot; read back from the printed file."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.documents.offer import render_offer
from crm_desktop.documents.sheets import Form, InfoRow, PartyBlock
from tests.documents.reading import Word, read
from tests.documents.samples import HEAD, HOTEL, LOBBY

NINE_LINES = PartyBlock(
    names=("Vereinigte Werkstätten für Tischlerei", "und Innenausbau Nord GmbH & Co. KG"),
    department="Abteilung Einkauf",
    person="Herr Dr. Maximilian Freiherr von Beispiel",
    street=("Haus 7, 2. Hof", "Lange Straße 128"),
    place="21335 Lüneburg",
    country="Deutschland",
)


def test_the_address_stands_inside_the_window() -> None:
    lines = [word for word in read(render_offer(LOBBY).pdf)[0].words if _inside(word, 20, 62.7, 105, 90)]
    assert " ".join(word.text for word in lines) == "Hotel Seeblick GmbH Frau Miriam Kessler Uferweg 12 21335 Lüneburg"
    assert all(word.x0 >= 24.9 and word.x1 <= 105 and word.top >= 62.7 and word.bottom <= 90 for word in lines)


@pytest.mark.parametrize(("form", "top"), [(Form.B, 45.0), (Form.A, 27.0)])
def test_only_return_line_and_address_stand_in_the_window_field(form: Form, top: float) -> None:
    page = read(render_offer(replace(LOBBY, form=form)).pdf)[0]
    shown = " ".join(word.text for word in page.words if _touches(word, 20, top, 105, top + 45))
    assert shown == (
        "Holzwerk Brandt · Lüner Straße 48 · 21339 Lüneburg "
        "Hotel Seeblick GmbH Frau Miriam Kessler Uferweg 12 21335 Lüneburg"
    )


def test_nine_lines_of_address_shrink_and_never_leave_the_window() -> None:
    page = read(render_offer(replace(LOBBY, recipient=NINE_LINES)).pdf)[0]
    shown = [word for word in page.words if _touches(word, 20, 62, 105, 92)]
    assert [word.text for word in shown][-1] == "DEUTSCHLAND"
    assert all(word.top >= 62.7 and word.bottom <= 90 and word.x1 <= 105 for word in shown)
    together = " ".join(word.text for word in shown)
    assert "Abteilung Einkauf, Herr Dr. Maximilian Freiherr von Beispiel" in together
    assert "Haus 7, 2. Hof, Lange Straße 128" in together


def test_an_address_too_long_for_the_window_is_refused_with_a_reason() -> None:
    endless = replace(NINE_LINES, names=(*NINE_LINES.names, "Zweigniederlassung", "Werk 3"))
    with pytest.raises(Refused, match=r"The address has 9 lines; the window of the envelope shows 7\."):
        render_offer(replace(LOBBY, recipient=endless))


def test_a_line_break_inside_a_name_costs_no_line_of_the_window() -> None:
    broken = replace(HOTEL, names=("Hotel\r\r\nSeeblick\u2028GmbH",))
    lines = [word for word in read(render_offer(replace(LOBBY, recipient=broken)).pdf)[0].words if word.x1 < 105]
    tops = {word.text: word.top for word in lines if 62 < word.top < 90}
    assert tops["Hotel"] == pytest.approx(tops["GmbH"], abs=0.2)


def test_a_note_for_the_post_stands_above_the_address_and_lifts_the_return_line() -> None:
    page = read(render_offer(replace(LOBBY, recipient=replace(HOTEL, notes=("Persönlich", "Einschreiben")))).pdf)[0]
    tops = {word.text: word.top for word in page.words if word.top < 90}
    assert tops["Lüner"] < tops["Persönlich"] < tops["Einschreiben"] < tops["Hotel"]
    assert tops["Lüner"] >= 45


@pytest.mark.parametrize(
    ("form", "places"), [(Form.B, (105, 148.5, 210)), (Form.A, (87, 148.5, 192)), (Form.SWISS, (99, 148.5, 198))]
)
def test_fold_marks_and_the_hole_mark_are_where_the_letter_is_folded(
    form: Form, places: tuple[float, float, float]
) -> None:
    pages = read(render_offer(replace(LOBBY, form=form)).pdf)
    marks = sorted((stroke for stroke in pages[0].strokes if stroke.x1 < 12), key=lambda stroke: stroke.y)
    assert [stroke.y for stroke in marks] == pytest.approx(places, abs=0.3)
    assert [stroke.x1 - stroke.x0 for stroke in marks] == pytest.approx([2.5, 4.0, 2.5], abs=0.1)
    assert not [stroke for stroke in pages[1].strokes if stroke.x1 < 12]


def test_nothing_stands_outside_the_text_area() -> None:
    for page in read(render_offer(LOBBY).pdf):
        for word in page.words:
            assert word.x0 >= 24.9, word
            assert word.x1 <= (191.4 if word.text.endswith(")") else 190.05), word
            assert word.bottom <= 268 or word.top >= 268, word


def test_below_the_body_stand_only_page_number_and_footer() -> None:
    for number, page in enumerate(read(render_offer(LOBBY).pdf), 1):
        low = [word.text for word in page.words if word.bottom > 268]
        assert low[:4] == ["Seite", str(number), "von", "2"]
        footer = {piece for column in HEAD.footer for line in column for piece in line.split()}
        assert set(low[4:]) == footer


def test_no_two_words_overlap() -> None:
    for page in read(render_offer(LOBBY).pdf):
        for one, other in combinations(page.words, 2):
            shared = min(one.x1, other.x1) - max(one.x0, other.x0)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert shared <= 0.05 or high <= 0.75, (one, other)


def test_subject_follows_two_lines_below_the_window_or_a_longer_info_block() -> None:
    usual = _place(LOBBY.subject.split()[0], render_offer(LOBBY).pdf)
    longer = replace(LOBBY, info=tuple(InfoRow(f"Merkmal {n}", "Wert") for n in range(4)))
    pushed = _place(LOBBY.subject.split()[0], render_offer(longer).pdf)
    assert usual == pytest.approx(98.5, abs=0.6)
    assert pushed - usual == pytest.approx(89.85 + 4 * 4.55 - 90, abs=0.1)


def test_a_footer_that_does_not_fit_is_refused_with_a_reason() -> None:
    head = replace(HEAD, footer=(("Zeile",) * 9,))
    with pytest.raises(Refused, match="The footer has a column of 9 lines; 5 fit"):
        render_offer(replace(LOBBY, letterhead=head))


def test_a_draft_says_so_and_has_no_number() -> None:
    pages = read(render_offer(replace(LOBBY, draft=True)).pdf)
    assert "Entwurf" in pages[0].text
    assert "Angebot (Entwurf)" in pages[1].text
    assert not any(LOBBY.number in page.text for page in pages)


def test_an_email_address_too_long_for_its_column_breaks_before_the_at_sign() -> None:
    assert LOBBY.adviser
    adviser = replace(LOBBY.adviser, email="maximiliane.beispielhuber@tischlerei-huber.example")
    words = [word.text for word in read(render_offer(replace(LOBBY, adviser=adviser)).pdf)[0].words]
    assert "maximiliane.beispielhuber" in words
    assert "@tischlerei-huber.example" in words


def _inside(word: Word, x0: float, top: float, x1: float, bottom: float) -> bool:
    return word.x0 >= x0 and word.x1 <= x1 and word.top >= top and word.bottom <= bottom


def _touches(word: Word, x0: float, top: float, x1: float, bottom: float) -> bool:
    return word.x0 < x1 and word.x1 > x0 and word.top < bottom and word.bottom > top


def _place(text: str, pdf: bytes) -> float:
    return next(word.top for word in read(pdf)[0].words if word.text == text)
