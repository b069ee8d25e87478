"""The layouts and kinds of documents: the same facts in other clothes, nothing lost, nothing that does not belong."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.documents.figures import figures
from crm_desktop.documents.offer import Layout, lay_out, placed_marks, render_offer
from crm_desktop.documents.paper import BOTTOM, RIGHT, contrast_on_white
from crm_desktop.documents.sheets import COUNTED, Design, Form, OfferSheet, SheetLine, Title
from crm_desktop.documents.strips import Glyphs, Image, Mark, Role, Shape
from crm_desktop.domain.offers import LineKind
from tests.documents.reading import laid, read
from tests.documents.samples import CONFIRMATION, DELIVERY, HEAD, HOTEL, LOBBY, article, heading, with_lines
from tests.documents.test_offer import png

SHEETS = (LOBBY, CONFIRMATION, DELIVERY)


def text_of(sheet: OfferSheet) -> str:
    return "\n".join(page.text for page in read(render_offer(sheet).pdf))


@pytest.mark.parametrize("design", Design)
def test_every_layout_prints_every_amount_and_the_choice(design: Design) -> None:
    text = text_of(replace(LOBBY, design=design))
    for line in LOBBY.lines:
        assert line.title in text
        if line.unit:
            assert figures("de").cents(line.total_cents) in text
    for said in ("50.599,93 €", "42.543,92", "+5.818,75 57.524,24", "Beides zusammen +6.351,87 58.158,65", "Auftrag"):
        assert said in text
    assert text.count("Übertrag") == 2 * (text.count("Seite ") - 1) or design is Design.MODERN


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title.value)
def test_no_two_words_overlap_and_none_leaves_the_text_area(design: Design, sheet: OfferSheet) -> None:
    for page in read(render_offer(replace(sheet, design=design)).pdf):
        for word in page.words:
            assert word.x0 >= 24.6, word
            assert word.x1 <= (191.4 if word.text.endswith(")") else 190.05), word
            assert word.bottom <= 268.2 or word.top >= 268, word
        for one, other in combinations(page.words, 2):
            shared = min(one.x1, other.x1) - max(one.x0, other.x0)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert shared <= 0.05 or high <= 0.75, (one, other)


def test_modern_says_how_each_amount_comes_about() -> None:
    text = text_of(replace(LOBBY, design=Design.MODERN))
    for said in (
        "12,5 Std zu 74,00 €",
        "46,2 m zu 7,485 €",
        "10 % Rabatt · 7 % USt.",
        "Alternative zu 2.1 · nicht in der Summe",
        "Angebot für Hotel Seeblick GmbH",
        "Nachlass 2 %",
        "19 % USt. auf 42.316,10 €",
        "Empfang und Wände 36.422,69 €",
        "Kunden-Nr. 10284",
    ):
        assert said in text
    assert "Pos. Leistung" not in text


def test_modern_uses_the_firms_own_colour_dark_enough_to_be_read() -> None:
    inks = {}
    for accent in ("#7A1FA2", "#FFD54F"):
        layout = lay_out(replace(LOBBY, design=Design.MODERN, letterhead=replace(HEAD, accent=accent)))
        fills = {mark.fill for mark in _marks(layout) if isinstance(mark, Shape)}
        inks[accent] = layout.around.accent
        assert layout.around.accent in fills
    assert inks["#7A1FA2"] == "#7A1FA2"
    assert contrast_on_white(inks["#FFD54F"]) >= 4.5


def test_modern_shows_pictures_of_things_and_keeps_text_clear_of_them() -> None:
    lines = tuple(replace(line, picture=png((400, 285))) if line.unit else line for line in LOBBY.lines)
    layout = lay_out(replace(LOBBY, design=Design.MODERN, lines=lines))
    shown = [mark for mark in _marks(layout) if isinstance(mark, Image)]
    assert len(shown) == sum(1 for line in LOBBY.lines if line.unit)
    assert all(mark.width <= 25.0 and mark.height <= 17.82 and mark.radius for mark in shown)
    titled = [put for page in range(len(layout.pages)) for put in laid(layout, page) if put.text == "Montage vor Ort"]
    assert titled[0].x > 55


def test_plain_costs_no_ink_and_fits_the_shorter_head() -> None:
    layout = lay_out(replace(LOBBY, design=Design.PLAIN, form=Form.A, letterhead=replace(HEAD, logo=png((50, 50)))))
    assert not [mark for mark in _marks(layout) if isinstance(mark, Image | Shape)]
    texts = {put.text.replace("\u00a0", " ") for put in laid(layout, 0)}
    assert {"Holzwerk Brandt e. K.", HEAD.contact} <= texts
    assert HEAD.trade not in texts
    assert layout.around.accent not in {mark.line.style.ink for mark in _marks(layout) if isinstance(mark, Glyphs)}


def test_a_confirmation_has_neither_choice_nor_box_nor_validity() -> None:
    text = text_of(CONFIRMATION)
    assert "Auftrag AB-2026-064" in text
    assert "Ihre Bestellung 24.11.2026" in text
    assert "Zu Angebot A-2026-118" in text
    assert "2.2 Empfangstheke Nussbaum massiv 1 Stk 34.900,00 5 % 19 % 33.155,00" in text
    assert "Gesamtbetrag 57.524,24 €" in text
    assert "Bitte prüfen Sie die Bestätigung." in text
    for never in ("Ihre Wahl", "Gültig bis", "Bindung", "Ort, Datum", "(", "freibleibend"):
        assert never not in text.replace("(Position 2.2 des Angebots)", "").replace("(Stand 01.2026)", "")


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_delivery_note_has_quantities_and_a_receipt_and_never_a_price(design: Design, language: str) -> None:
    sheet = replace(DELIVERY, design=design, language=language)
    text = text_of(sheet)
    for never in ("€", "74,00", "%", "312", "8.859", "USt.", "VAT", "Gesamt", "Total", "Skonto"):
        assert never not in text, never
    assert ("46,2 30 16,2" if language == "de" else "46.2 30 16.2") in text
    assert ("mit folgendem Vorbehalt erhalten:" if language == "de" else "received with this reservation:") in text


def test_the_receipt_stands_at_the_foot_of_its_page() -> None:
    layout = lay_out(DELIVERY)
    strip, top = layout.pages[-1][-1]
    assert top + strip.height == pytest.approx(BOTTOM - 6.5)
    many = tuple(article(str(n), f"Teil {n}", "2", "Stk", "1", 200) for n in range(1, 60))
    pages = lay_out(replace(DELIVERY, lines=many)).pages
    assert pages[-1][-1].strip.sinks
    assert pages[-1][-1].top >= pages[-1][-2].top + pages[-1][-2].strip.height


def test_an_estimate_calls_itself_one() -> None:
    text = text_of(replace(LOBBY, title=Title.ESTIMATE))
    assert "Kostenvoranschlag: Umbau der Lobby" in text
    assert "Dieser Kostenvoranschlag gilt bis zum 15.12.2026." in text
    assert "Angebot A-2026" not in text


@pytest.mark.parametrize("design", Design)
def test_the_swiss_window_lies_at_the_right_and_holds_nothing_else(design: Design) -> None:
    pages = read(render_offer(replace(LOBBY, design=design, form=Form.SWISS)).pdf)
    shown = [word for word in pages[0].words if word.x1 > 112 and word.bottom > 46 and word.top < 88]
    assert " ".join(word.text for word in shown) == (
        "Holzwerk Brandt · Lüner Straße 48 · 21339 Lüneburg "
        "Hotel Seeblick GmbH Frau Miriam Kessler Uferweg 12 21335 Lüneburg"
    )
    address = [word for word in shown if word.top > 56]
    assert min(word.x0 for word in address) == pytest.approx(118.0, abs=0.3)
    assert all(word.top >= 50 and word.bottom <= 85 and word.x1 <= 190 for word in address)
    marks = sorted(stroke.y for stroke in pages[0].strokes if stroke.x1 < 12)
    assert marks == pytest.approx([99, 148.5, 198], abs=0.3)


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize(("form", "top"), [(Form.A, 27.0), (Form.B, 45.0)])
def test_in_every_layout_only_the_address_shows_in_the_window(design: Design, form: Form, top: float) -> None:
    recipient = replace(HOTEL, names=("Vereinigte Werkstätten für Tischlerei", "und Innenausbau Nord GmbH & Co. KG"))
    page = read(render_offer(replace(LOBBY, design=design, form=form, recipient=recipient)).pdf)[0]
    inside = [word for word in page.words if word.x0 < 105 and word.bottom > top + 1.2 and word.top < top + 45]
    assert " ".join(word.text for word in inside).endswith("Frau Miriam Kessler Uferweg 12 21335 Lüneburg")
    assert inside[0].text == "Holzwerk"
    assert all(word.x1 <= 105 for word in inside)
    address = [word for word in inside if word.top > top + 17]
    assert all(top + 17.7 <= word.top and word.bottom <= top + 45 for word in address)


@st.composite
def _lines(draw: st.DrawFn) -> tuple[SheetLine, ...]:
    kinds = draw(st.lists(st.sampled_from([*LineKind, *[LineKind.ARTICLE] * 6]), max_size=40))
    return tuple(
        article(
            f"P{number}", "Regal in Eiche", "2", "Stk", "1.5", draw(st.integers(-99_999_99, 9_999_999_99)),
            text="Montage nach Plan. " * draw(st.sampled_from([0, 1, 8, 200])), kind=kind,
        )
        for number, kind in enumerate(kinds, 1)
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(_lines(), st.sampled_from([Design.MODERN, Design.PLAIN]))
def test_whatever_the_lines_are_sums_are_carried_over_and_headings_never_stand_last(
    lines: tuple[SheetLine, ...], design: Design
) -> None:
    layout = lay_out(with_lines(lines, replace(LOBBY, design=design)))
    cents = {index: line.total_cents for index, line in enumerate(lines) if line.kind in COUNTED}
    running, seen, foot = 0, set[int](), None
    for number, page in enumerate(layout.pages):
        carried = [put.y for put in laid(layout, number) if put.text == "Übertrag"]
        sums = [put for put in laid(layout, number) if put.y in carried and put.text != "Übertrag"]
        if foot is not None:
            assert sums[0].text == foot
        for strip, top in page:
            if strip.source in cents and strip.source not in seen:
                running += cents[strip.source]
            seen.add(strip.source)
            if len(strip.rows) < 30:
                assert top + strip.height <= BOTTOM + 0.1
        shown = figures("de").money(running, "EUR") if design is Design.MODERN else figures("de").cents(running)
        foot = shown if carried and carried[-1] > max(top for strip, top in page if strip.role is Role.ITEM) else None
        if foot:
            assert sums[-1].text == foot
        assert page[-1].strip.role is not Role.HEADING
        assert all(put.x + put.width <= RIGHT + 1.4 for put in laid(layout, number))
    assert {index for index, line in enumerate(lines) if line.kind is not LineKind.PAGE_BREAK} <= seen


def test_a_heading_goes_overleaf_with_its_first_position_in_modern() -> None:
    lines = tuple(
        line
        for n in range(1, 40)
        for line in (heading(str(n), f"Gruppe {n}"), article(f"{n}.1", "Teil", "1", "Stk", "1", 100))
    )
    for page in lay_out(with_lines(lines, replace(LOBBY, design=Design.MODERN))).pages[:-1]:
        strips = [placed.strip for placed in page if placed.strip.role in {Role.HEADING, Role.ITEM}]
        assert strips[-1].role is Role.ITEM


def _marks(layout: Layout) -> list[Mark]:
    return [mark for page in range(len(layout.pages)) for marks, _top in placed_marks(layout, page) for mark in marks]
