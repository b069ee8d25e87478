"""Printed letters: the window, the text in paragraphs, the slip to be sent back, the same bytes each time."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pytest

from crm_desktop.documents.letter_sheet import LetterSheet, ReplySlip
from crm_desktop.documents.letters import render_letter
from crm_desktop.documents.sheets import Form, PartyBlock
from tests.documents.reading import read
from tests.documents.samples import HEAD, JAN

CHECK = LetterSheet(
    day=date(2027, 2, 15),
    made_at=datetime(2027, 2, 15, 9, 0, tzinfo=UTC),
    letterhead=HEAD,
    recipient=PartyBlock(
        names=("Restaurant Alte Mühle",),
        person="Herrn Matthias Behr",
        street=("Mühlenweg 3",),
        place="21391 Reppenstedt",
    ),
    adviser=JAN,
    customer_number="10117",
    subject="Frühjahrscheck für Ihre Eichentheke",
    greeting="Sehr geehrter Herr Behr,",
    text="im September 2024 haben wir in der Alten Mühle die Theke aus geölter Eiche eingebaut. Holz arbeitet, und "
    "nach zwei Wintern an der Zapfanlage wird es Zeit für einen prüfenden Blick: Fugen, Öl, Scharniere, Licht.\n\n"
    "Wir kommen vor Saisonbeginn zu Ihnen, sehen alles in einer Stunde durch, ölen die Arbeitsfläche nach und "
    "stellen die Türen ein. Für Kunden, deren Einbau älter als zwei Jahre ist, kostet das bis zum 31. März 2027 "
    "pauschal 149 Euro einschließlich Anfahrt und Öl.\n\n"
    "So einfach geht es: Antwortabschnitt ausfüllen und zurückschicken, eine Mail genügt auch.",
    slip=ReplySlip(
        title="Ja, bitte kommen Sie zum Frühjahrscheck",
        ticks=("vormittags", "nachmittags", "rufen Sie mich an"),
        question="Wunschwoche, Telefon",
        link="https://www.holzwerk-brandt.example/check",
        back_to=("Holzwerk Brandt", "Lüner Straße 48", "21339 Lüneburg"),
    ),
)


def test_a_letter_says_what_it_is_to_say() -> None:
    pages = read(render_letter(CHECK).pdf)
    assert len(pages) == 1
    for said in (
        "Es schreibt Jan Brandt", "Frühjahrscheck für Ihre Eichentheke", "Sehr geehrter Herr Behr,",
        "Mit freundlichen Grüßen", "Ja, bitte kommen Sie zum Frühjahrscheck", "Antwort", "oder hier antworten",
    ):  # fmt: skip
        assert said in pages[0].text


@pytest.mark.parametrize(("form", "left", "top"), [(Form.B, 25, 62.7), (Form.A, 25, 44.7), (Form.SWISS, 118, 56.0)])
def test_the_address_of_a_letter_stands_in_the_window(form: Form, left: float, top: float) -> None:
    page = read(render_letter(replace(CHECK, form=form)).pdf)[0]
    word = next(word for word in page.words if word.text == "Restaurant")
    assert word.x0 == pytest.approx(left, abs=0.3)
    assert top <= word.top < top + 6


def test_a_letter_is_the_same_bytes_each_time_with_its_fonts_inside() -> None:
    pdf = render_letter(CHECK).pdf
    assert pdf == render_letter(CHECK).pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.check_pdf_syntax() == []
        assert str(file.Root.Lang) == "de-DE"
        for page in file.pages:
            assert all("/FontFile2" in font.FontDescriptor for font in page.Resources.Font.values())


def test_a_long_letter_goes_on_overleaf_and_its_slip_stands_on_the_last_page() -> None:
    pages = read(render_letter(replace(CHECK, text="\n\n".join([CHECK.text] * 4))).pdf)
    assert len(pages) >= 2
    assert "Seite 1 von" in pages[0].text
    assert "Antwort" in pages[-1].text
    assert "Ja, bitte kommen" not in pages[0].text
    for page in pages:
        assert all(word.bottom <= 268.2 or word.top >= 268 for word in page.words)


def test_a_letter_in_english_without_slip_greets_in_english() -> None:
    text = read(render_letter(replace(CHECK, language="en", greeting=None, slip=None)).pdf)[0].text
    assert "Dear Sir or Madam," in text
    assert "Kind regards," in text
    assert "Reply" not in text
