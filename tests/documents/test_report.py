"""Printed reports: where things stand, what stays together, figures under each other, charts as lines and letters."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pdfplumber
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.charts.bars import RevenueData, revenue_bars
from crm_desktop.charts.style import print_style
from crm_desktop.documents.report import ReportLayout, lay_out_report, render_report, report_marks
from crm_desktop.documents.report_sheet import (
    Alert,
    Bar,
    Beside,
    Cents,
    Change,
    Chapter,
    Chart,
    Column,
    Heading,
    Kpi,
    Note,
    ReportSheet,
    Sentence,
    Share,
    Table,
    Titled,
    Tone,
)
from crm_desktop.documents.sheets import Letterhead
from crm_desktop.documents.strips import Glyphs
from tests.documents.reading import Word, read

FOOT = ("Stand 24.11.2026 · Beträge netto in Euro · nur für den internen Gebrauch",)
COLUMNS = (Column("Deal", figures=False), Column("Value", 30), Column("Days", 30), Column("Chance", 30))


def chart(width: float = 467.7) -> Chart:
    """Return three months of revenue in two groups as a chart."""
    months = [date(2026, month, 1) for month in (8, 9, 10)]
    groups = {"Möbel": [1_000_00, 2_400_00, 800_00], "Reparatur": [300_00, 0, 500_00]}
    return Chart(revenue_bars(RevenueData(months, groups), print_style(), width, 180))


def sheet(**changes: object) -> ReportSheet:
    """Return a small report with a part of each kind."""
    table = Table(
        COLUMNS,
        [
            (Titled("Counter", "Bar Traube"), Cents(123_456_00), Decimal("12.5"), Share(0.4)),
            ("Stairs", Cents(9_900_00), Decimal(8), Change(0.07)),
            (Alert("no next step"), None, Decimal("3.25"), Share(1.0)),
        ],
        ("Total", Cents(133_356_00), "", ""),
    )
    made = ReportSheet(
        language="de",
        country="DE",
        currency="EUR",
        letterhead=Letterhead(name="Holzwerk Brandt", trade="Tischlerei", legal_name="Holzwerk Brandt GmbH"),
        title="Prognose",
        subtitle="1. Quartal 2027",
        as_of=date(2026, 11, 24),
        made_at=datetime(2026, 11, 24, tzinfo=UTC),
        sentences=(Sentence("Wir erwarten 96.400 € im Quartal.", ("96.400 €",)), Sentence("Das Ziel ist nah.")),
        kpis=(Kpi("Erwartet", "96.400 €", "11 % mehr", Tone.GOOD), Kpi("Offen", "17", "zu viele", Tone.BAD)),
        warnings=("Dies ist grob: 12 Vorgänge.",),
        opening=(Heading("Umsatz", "je Monat"), chart(), table),
        chapters=(
            Chapter(
                "Rückschau",
                (Beside(chart(312), "10 von 12", "lagen darin.", "Fehler", [Bar("Wir", 0.5, "9,8 %", strong=True)]),
                 Note("So entsteht die Prognose.")),
                "zwölf Quartale",
            ),
        ),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def word(words: tuple[Word, ...], text: str) -> Word:
    """Return the first word on a page that reads so."""
    return next(each for each in words if each.text == text)


def test_nothing_stands_outside_the_text_area_or_below_the_foot() -> None:
    for page in read(render_report(sheet()).pdf):
        assert min(each.x0 for each in page.words) >= 24.9
        assert max(each.x1 for each in page.words) <= 190.1
        below = [each.text for each in page.words if each.bottom > 279]
        assert below[:2] == ["Stand", "24.11.2026"]
        assert all(each.bottom < 289 for each in page.words)


def test_the_foot_says_the_day_the_currency_and_the_page() -> None:
    first, second = read(render_report(sheet()).pdf)
    assert "Stand 24.11.2026 · Beträge netto in Euro · nur für den internen Gebrauch" in first.text
    assert "Seite 1 von 2" in first.text
    assert "Seite 2 von 2" in second.text
    assert word(second.words, "Prognose").top < 16
    assert word(second.words, "Rückschau").top > 20


def test_english_reports_speak_english_in_figures_too() -> None:
    page = read(render_report(sheet(language="en")).pdf)[0]
    assert "As of 24 November 2026 · amounts net in euros · for internal use" in page.text.replace("\u00a0", " ")
    assert "123,456" in page.text
    assert "12.5" in page.text


def test_figures_stand_under_each_other_at_their_decimal_sign() -> None:
    with pdfplumber.open(io.BytesIO(render_report(sheet()).pdf)) as file:
        page = file.pages[0]
        rows = [row for row in page.extract_text_lines() if row["text"].endswith("%") and "Tage" not in row["text"]]
        signs = {text: page.search(text)[0] for text in ("12,5", "3,25")}
    assert rows
    comma = {text: next(char["x0"] for char in found["chars"] if char["text"] == ",") for text, found in signs.items()}
    whole = next(w for w in read(render_report(sheet()).pdf)[0].words if w.text == "8")
    assert comma["12,5"] == pytest.approx(comma["3,25"], abs=0.02)
    assert whole.x1 * 72 / 25.4 == pytest.approx(comma["12,5"], abs=0.3)


def test_amounts_end_where_their_head_ends() -> None:
    words = read(render_report(sheet()).pdf)[0].words
    ends = {text: word(words, text).x1 for text in ("Value", "123.456", "9.900", "133.356")}
    assert max(ends.values()) - min(ends.values()) < 0.2


def test_a_change_has_its_sign_and_nothing_to_say_is_a_dash() -> None:
    text = read(render_report(sheet()).pdf)[0].text.replace("\u00a0", " ")
    assert "+7 %" in text
    assert "no next step –" in text


def test_the_figure_that_matters_is_bold_and_the_rest_is_not() -> None:
    with pdfplumber.open(io.BytesIO(render_report(sheet()).pdf)) as file:
        chars = [char for char in file.pages[0].chars if 60 < char["top"] * 25.4 / 72 < 80]
    bold = "".join(char["text"] for char in chars if "SemiBold" in char["fontname"])
    assert bold.replace("\u00a0", " ").startswith("96.400 €")
    assert "Wir" not in bold


def test_charts_are_lines_and_letters_in_the_faces_of_the_text() -> None:
    pdf = render_report(sheet()).pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        fonts = {str(font.BaseFont).split("+")[-1] for page in file.pages for font in page.Resources.Font.values()}
        assert all("/XObject" not in page.Resources for page in file.pages)
        assert all("/FontFile2" in font.FontDescriptor for page in file.pages for font in page.Resources.Font.values())
    assert {name.split("-")[0] for name in fonts} <= {"InterText", "InterTab"}
    assert {"Aug", "Sep", "Okt", "Möbel"} & {each.text for each in read(pdf)[0].words}


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert render_report(sheet()).pdf == render_report(sheet()).pdf


def test_the_file_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(render_report(sheet()).pdf)) as file:
        assert str(file.docinfo.Title) == "Prognose: 1. Quartal 2027"
        assert str(file.docinfo.Author) == "Holzwerk Brandt GmbH"
        assert str(file.Root.Lang) == "de-DE"
        with file.open_outline() as outline:
            assert [entry.title for entry in outline.root[0].children] == ["Rückschau"]


def test_what_the_faces_lack_is_named() -> None:
    found = render_report(sheet(sentences=(Sentence("Tresen 漢 fertig."),)))
    assert found.missing_characters == ("CJK UNIFIED IDEOGRAPH-6F22 (U+6F22)",)


def test_markup_in_a_name_is_printed_as_it_is() -> None:
    table = Table(COLUMNS, [("Söhne <GmbH> & Co", Cents(100), 1, Share(0.5))])
    assert "Söhne <GmbH> & Co" in read(render_report(sheet(opening=(table,))).pdf)[0].text


@settings(max_examples=25, deadline=None)
@given(lengths=st.lists(st.integers(1, 160), max_size=90))
def test_long_tables_lose_no_row_and_repeat_their_head(lengths: list[int]) -> None:
    rows = [
        (Titled(f"D{number}", "Kundin " * (length // 7)), Cents(number * 100), number, Share(0.5))
        for number, length in enumerate(lengths)
    ]
    table = Table(COLUMNS, rows, ("Summe", Cents(1), 1, "") if rows else ())
    layout = lay_out_report(sheet(opening=(Heading("Liste"), table), chapters=()))
    pages = [laid_lines(layout, page) for page in range(len(layout.pages))]
    titles = [f"D{number}" for number in range(len(lengths))]
    assert [text for page in pages for _y, text in page if re.fullmatch(r"D\d+", text)] == titles
    for page in pages:
        first = next((place for place, (_y, text) in enumerate(page) if re.fullmatch(r"D\d+", text)), None)
        assert first is None or "Chance" in [text for _y, text in page[:first]]
        assert max(y for y, text in page if text not in FOOT and not text.startswith("Seite")) <= 278.1
    if rows:
        last = [text for _y, text in pages[-1]]
        assert last.index(titles[-1]) < last.index("Summe")


def laid_lines(layout: ReportLayout, page: int) -> list[tuple[float, str]]:
    """Return base line and text of all lines of a page in the order they are drawn."""
    return [
        (top + mark.y, mark.line.text)
        for marks, top in report_marks(layout, page)
        for mark in marks
        if isinstance(mark, Glyphs)
    ]
