"""The printed offer as a whole: what it says in each mode and language, and what the file is."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from crm_desktop.base.errors import Refused
from crm_desktop.documents.offer import render_offer
from crm_desktop.documents.sheets import OfferSheet, PartyBlock, SheetLine, Surcharge, Terms, Title, VatRow
from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode
from tests.documents.reading import read
from tests.documents.samples import HEAD, HOTEL, LOBBY, LOBBY_LINES, article, with_lines


def test_the_lobby_is_printed_with_every_figure() -> None:
    first, second = (page.text for page in read(render_offer(LOBBY).pdf))
    assert "1.1 Aufmaß und Werkplanung 12,5 Std 74,00 19 % 925,00" in first
    assert "2.2 Empfangstheke Nussbaum massiv 1 Stk 34.900,00 5 % 19 % (33.155,00)" in first
    assert "2.4 Schattenfugenprofil Aluminium 46,2 m 7,485 19 % 345,81" in first
    assert "Summe 2 · Empfang und Wände 36.422,69" in first
    assert "Übertrag 38.827,69" in first
    assert "Übertrag 38.827,69" in second
    assert "zuzüglich 19 % USt. auf 42.316,10 8.040,06" in second
    assert "Gesamtbetrag 50.599,93 €" in second
    assert "Theke in Nussbaum (2.2 ersetzt 2.1) +5.818,75 57.524,24" in second
    assert "Beides zusammen +6.351,87 58.158,65" in second
    assert "Bei Zahlung binnen 7 Tagen 2 %: auf den Gesamtbetrag 1.012,00 €, zu zahlen 49.587,93 €." in second
    assert "Wir halten uns bis zum 15.12.2026 an dieses Angebot gebunden." in second


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert render_offer(LOBBY).pdf == render_offer(LOBBY).pdf


def test_names_with_signs_of_markup_are_printed_as_they_are() -> None:
    for name in ("Müller & Söhne <GmbH>", "<b>unclosed", "<img src=/etc/passwd>", "A \\ (B) {C} %s"):
        sheet = replace(LOBBY, recipient=replace(HOTEL, names=(name,)), subject=name)
        page = read(render_offer(sheet).pdf)[0].text
        assert page.count(name) == 2


def test_lost_characters_are_named() -> None:
    lines = (replace(LOBBY_LINES[1], title="Party 🎉 für 東京"),)
    rendered = render_offer(with_lines(lines))
    assert rendered.missing_characters == (
        "PARTY POPPER (U+1F389)",
        "CJK UNIFIED IDEOGRAPH-6771 (U+6771)",
        "CJK UNIFIED IDEOGRAPH-4EAC (U+4EAC)",
    )
    assert "Party □ für □□" in read(rendered.pdf)[0].text
    assert render_offer(LOBBY).missing_characters == ()


def test_each_line_can_be_found_on_its_page() -> None:
    rendered = render_offer(LOBBY)
    pages = read(rendered.pdf)
    assert [box.line_index for box in rendered.line_boxes] == list(range(len(LOBBY.lines)))
    for box in rendered.line_boxes:
        title = LOBBY.lines[box.line_index].title.split()[0]
        tops = [word.top * 72 / 25.4 for word in pages[box.page].words if word.text == title]
        assert any(box.y0 - 1 <= top <= box.y1 for top in tops), title
    assert {box.page for box in rendered.line_boxes} == {0, 1}


def test_an_english_offer_speaks_english_with_greek_and_polish_names() -> None:
    sheet = replace(
        LOBBY,
        language="en",
        country="GB",
        currency="GBP",
        greeting=None,
        intro=None,
        terms=Terms(skonto=LOBBY.terms.skonto),
        recipient=PartyBlock(
            names=("Αθήνα Ξενοδοχεία",), person="Łucja Gęś", place="00-238 Warszawa", country="Poland"
        ),
        title=Title.ESTIMATE,
    )
    text = "\n".join(page.text for page in read(render_offer(sheet).pdf))
    for said in (
        "Αθήνα Ξενοδοχεία",
        "Łucja Gęś",
        "POLAND",
        "Dear Sir or Madam,",
        "Estimate: Umbau der Lobby",
        "Carried forward 38,827.69",
        "plus 19% VAT on 42,316.10 8,040.06",
        "Total £50,599.93",
        "2% discount for payment within 7 days: £1,012.00, payable £49,587.93.",
        "This estimate is valid until 15 December 2026.",
        "Page 2 of 2",
    ):
        assert said in text
    assert not any(word in text for word in ("Angebot", "Summe", "Seite", "Übertrag"))


def test_a_swiss_offer_rounds_for_cash_and_names_its_currency() -> None:
    totals = replace(LOBBY.totals, rounding_cents=2, vat=(VatRow(Decimal("8.1"), 4254392, 344606),))
    text = read(render_offer(replace(LOBBY, country="CH", currency="CHF", totals=totals)).pdf)[-1].text
    assert "Preis CHF" in text
    assert "zuzüglich 8.1 % MWST auf 42’543.92 3’446.06" in text
    assert "Rundung 0.02" in text
    assert "Zu zahlen CHF 50’599.95" in text


def test_gross_prices_show_the_tax_they_contain() -> None:
    text = read(render_offer(replace(LOBBY, price_mode=PriceMode.GROSS)).pdf)[-1].text
    assert "Nettobetrag" not in text
    assert "darin 19 % USt. auf 42.316,10 8.040,06" in text
    assert "Änderung €" in text


@pytest.mark.parametrize(
    ("mode", "note"),
    [
        (TaxMode.SMALL_BUSINESS, "Gemäß § 19 UStG steuerfrei (Kleinunternehmer)."),
        (TaxMode.REVERSE_CHARGE, "Steuerschuldnerschaft des Leistungsempfängers."),
    ],
)
def test_offers_without_tax_say_why(mode: TaxMode, note: str) -> None:
    sheet = with_lines((article("1", "Beratung", "16", "Std", "95", 152000),))
    sheet = replace(sheet, tax_mode=mode, totals=replace(sheet.totals, vat=(), gross_cents=152000))
    text = " ".join(read(render_offer(sheet).pdf)[0].text.split())
    assert "USt. auf" not in text
    assert all(word in text for word in note.split())
    assert "Gesamtbetrag 1.520,00 €" in text


def test_columns_that_are_not_needed_are_left_out() -> None:
    text = read(render_offer(with_lines((article("1", "Beratung", "16", "Std", "95", 152000),))).pdf)[0].text
    assert "Pos. Leistung Menge Einheit Preis € Gesamt €" in text
    assert "Rabatt" not in text


def test_surcharges_texts_and_subtotals_are_printed() -> None:
    lines = (
        article("1", "Stuhl", "1", "Stk", "100", 10000),
        SheetLine(kind=LineKind.TEXT, text="Lieferung frei Haus."),
        SheetLine(kind=LineKind.SUBTOTAL, title="Zwischenstand", total_cents=10000),
        SheetLine(kind=LineKind.SUBTOTAL, total_cents=10000),
    )
    sheet = with_lines(lines)
    totals = replace(sheet.totals, sum_cents=10000, surcharges=(Surcharge("Verpackung", 1500),), discount_cents=-500)
    text = read(render_offer(replace(sheet, totals=totals)).pdf)[0].text
    assert "Lieferung frei Haus." in text
    assert "Zwischenstand 100,00" in text
    assert "Zwischensumme 100,00" in text
    assert "Verpackung 15,00" in text
    assert "zuzüglich Zuschlag 5,00" in text


def test_an_offer_that_binds_nobody_says_so() -> None:
    assert "Dieses Angebot ist freibleibend." in read(render_offer(replace(LOBBY, valid_until=None)).pdf)[-1].text


def test_without_a_box_to_sign_none_is_printed() -> None:
    text = read(render_offer(replace(LOBBY, acceptance=False)).pdf)[-1].text
    assert "Unterschrift" not in text
    assert "Jan Brandt" in text


def test_logo_and_signature_are_printed_flat() -> None:
    sheet = replace(LOBBY, letterhead=replace(HEAD, logo=png((40, 20))))
    assert LOBBY.adviser
    sheet = replace(sheet, adviser=replace(LOBBY.adviser, signature=png((60, 20))))
    with pikepdf.open(io.BytesIO(render_offer(sheet).pdf)) as file:
        images = [image for page in file.pages for image in page.Resources.XObject.values()]
        assert len(images) == 3
        assert all("/SMask" not in image for image in images)


@pytest.mark.parametrize("data", [b"no picture", b"\x89PNG\r\n\x1a\n broken", b"GIF89a"])
def test_a_logo_that_is_no_picture_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(Refused, match="no picture that can be printed"):
        render_offer(replace(LOBBY, letterhead=replace(HEAD, logo=data)))


def test_the_file_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(render_offer(LOBBY).pdf)) as file:
        assert file.docinfo["/Title"] == "Angebot A-2026-118: Umbau der Lobby"
        assert file.docinfo["/Author"] == "Holzwerk Brandt e. K."
        assert file.docinfo["/Subject"] == "Hotel Seeblick GmbH"
        assert file.docinfo["/Creator"] == "CRM Desktop"
        assert file.docinfo["/CreationDate"] == "D:20261120093000Z"
        assert str(file.Root.Lang) == "de-DE"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_outline() as outline:
            (root,) = outline.root
            assert root.title == "Angebot A-2026-118 vom 20.11.2026"
            assert [entry.title for entry in root.children] == [
                "1 Planung und Rückbau",
                "2 Empfang und Wände",
                "3 Montage und Begrünung",
            ]


def test_the_file_is_prepared_for_the_archive() -> None:
    with pikepdf.open(io.BytesIO(render_offer(LOBBY).pdf)) as file:
        assert file.pdf_version == "1.7"
        assert file.check_pdf_syntax() == []
        assert file.Root.OutputIntents[0].DestOutputProfile.N == 3
        assert "/Trapped" not in file.docinfo
        with file.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "B")
            assert about["dc:title"] == str(file.docinfo["/Title"])
            assert about["xmp:CreateDate"].startswith("2026-11-20T09:30:00")
        (attached,) = file.attachments.values()
        assert attached.get_file().read_bytes() == LOBBY.data
        assert file.Root.AF[0].AFRelationship == "/Data"


def test_every_font_is_embedded_and_none_of_the_viewers_own_is_named() -> None:
    with pikepdf.open(io.BytesIO(render_offer(LOBBY).pdf)) as file:
        fonts = {str(font.BaseFont): font for page in file.pages for font in page.Resources.Font.values()}
        assert fonts
        for name, font in fonts.items():
            assert "+InterT" in name
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def test_a_file_without_data_carries_no_attachment() -> None:
    with pikepdf.open(io.BytesIO(render_offer(replace(LOBBY, data=b"")).pdf)) as file:
        assert not file.attachments


def test_the_time_of_the_document_changes_the_file_and_nothing_else_does() -> None:
    later = replace(LOBBY, made_at=datetime(2026, 11, 21, 8, 0, tzinfo=UTC))
    assert render_offer(later).pdf != render_offer(LOBBY).pdf


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=60), st.text(st.characters(codec=None), max_size=200))
def test_no_text_whatever_breaks_the_printing(short: str, long: str) -> None:
    line = replace(LOBBY_LINES[1], title=short, text=long, position=short[:4], unit=short[:6])
    sheet = replace(
        with_lines((replace(LOBBY_LINES[0], title=short, text=long), line)),
        letterhead=replace(HEAD, name=short, legal_name=short, trade=long[:40], return_line=short),
        recipient=replace(HOTEL, names=(short,), person=short[:20]),
        subject=short,
        greeting=short,
        intro=long,
        closing=long,
        inquiry=short,
        terms=Terms(delivery=long, payment=short),
    )
    with pikepdf.open(io.BytesIO(render_offer(sheet).pdf)) as file:
        assert file.check_pdf_syntax() == []


def test_a_long_name_of_the_firm_gets_smaller_and_is_never_cut() -> None:
    name = "Vereinigte Werkstätten für Tischlerei, Innenausbau und Denkmalpflege im Landkreis Lüneburg GmbH & Co. KG"
    sheet = replace(LOBBY, letterhead=replace(HEAD, name=name, return_line=f"{name} · Ort"))
    page = read(render_offer(sheet).pdf)[0]
    head = " ".join(word.text for word in page.words if word.top < 26)
    window = " ".join(word.text for word in page.words if 50 < word.top < 62.5 and word.x0 < 105)
    assert name in head
    assert f"{name} · Ort" in window


def test_an_offer_almost_empty_is_printed() -> None:
    sheet = OfferSheet(
        day=LOBBY.day,
        made_at=LOBBY.made_at,
        letterhead=replace(HEAD, name="", trade="", return_line="", footer=(), accent=""),
        recipient=PartyBlock(names=()),
        greeting="",
        intro="",
        closing="",
        totals=with_lines(()).totals,
    )
    text = read(render_offer(sheet).pdf)[0].text
    assert "Angebot Entwurf" in text
    assert "Gesamtbetrag 0,00 €" in text


def png(size: tuple[int, int]) -> bytes:
    """Return a picture of one colour."""
    target = io.BytesIO()
    Image.new("RGBA", size, (11, 102, 108, 128)).save(target, "PNG")
    return target.getvalue()
