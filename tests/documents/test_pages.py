"""Pages: sums carried over, headings that never stand alone, every position once, whatever the lines are."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.documents.figures import figures
from crm_desktop.documents.offer import Layout, lay_out, render_offer
from crm_desktop.documents.paper import BOTTOM, RIGHT
from crm_desktop.documents.sheets import COUNTED, PRICED, OfferSheet, SheetLine
from crm_desktop.documents.strips import Role
from crm_desktop.domain.offers import LineKind
from tests.documents.reading import laid, read
from tests.documents.samples import article, heading, with_lines

TITLES = ("Regal", "Empfangstheke Eiche massiv", "Wandpaneele in Eiche furniert mit Schattenfuge und Akustikvlies")
LONG_TEXT = "Lieferung frei Baustelle, Montage nach Plan, einschließlich Kleinmaterial und Entsorgung. "


@st.composite
def _lines(draw: st.DrawFn) -> tuple[SheetLine, ...]:
    """Lines of all kinds; positions are numbered through so that each can be found again."""
    kinds = draw(st.lists(st.sampled_from([*LineKind, *[LineKind.ARTICLE] * 6]), max_size=60))
    lines = []
    for number, kind in enumerate(kinds, 1):
        cents = draw(st.integers(-99_999_99, 9_999_999_99))
        text = LONG_TEXT * draw(st.sampled_from([0, 0, 1, 3, 60]))
        line = article(f"P{number}", draw(st.sampled_from(TITLES)), "2", "Stk", "1.5", cents, text=text, kind=kind)
        if kind is LineKind.HEADING:
            line = replace(line, level=draw(st.integers(1, 3)))
        lines.append(replace(line, replaces="P1") if kind is LineKind.ALTERNATIVE else line)
    return tuple(lines)


@settings(max_examples=60, deadline=None)
@given(_lines())
def test_whatever_the_lines_are_the_pages_hold_together(lines: tuple[SheetLine, ...]) -> None:
    sheet = with_lines(lines)
    layout = lay_out(sheet)
    _check_positions_stand_once(sheet, layout)
    _check_sums(sheet, layout)
    _check_places(layout)


def _check_positions_stand_once(sheet: OfferSheet, layout: Layout) -> None:
    shown = [put.text for page in range(len(layout.pages)) for put in laid(layout, page) if put.x == 25.0]
    for line in sheet.lines:
        if line.kind in {*PRICED, LineKind.TEXT}:
            assert shown.count(line.position) == 1


def _check_sums(sheet: OfferSheet, layout: Layout) -> None:
    """The sum at the foot of a page is that of the articles so far, and the next page begins with the same."""
    cents = {index: line.total_cents for index, line in enumerate(sheet.lines) if line.kind in COUNTED}
    running, counted = 0, False
    carried: list[str] = []
    for page, placed in enumerate(layout.pages):
        carries = _carries(layout, page)
        head = carries[: 1 if carried else 0]
        assert head == carried[-1:], "a page begins with what the one before ended with"
        for strip, _top in placed:
            if strip.cents is not None:
                running, counted = running + cents[strip.source], True
        foot = carries[len(head) :]
        goes_on = page + 1 < len(layout.pages) and layout.pages[page + 1][0].strip.in_table
        assert foot == ([_amount(running)] if goes_on and counted else [])
        carried = foot
    assert running == sum(cents.values())


def _check_places(layout: Layout) -> None:
    for page, placed in enumerate(layout.pages):
        assert placed[-1].strip.role is not Role.HEADING, "a heading never ends a page"
        for strip, top in placed:
            assert top + strip.height <= BOTTOM + 1e-6
        puts = laid(layout, page)
        assert all(put.x + put.width <= RIGHT + 1.3 for put in puts)
        for left, right in pairwise(puts):
            assert left.y != right.y or left.x + left.width <= right.x, (left, right)
    assert sum(len(placed) for placed in layout.pages)


def _carries(layout: Layout, page: int) -> list[str]:
    puts = laid(layout, page)
    heights = [put.y for put in puts if put.text == "Übertrag"]
    return [next(put.text for put in reversed(puts) if put.y == height) for height in heights]


def _amount(cents: int) -> str:
    return figures("de", "DE").cents(cents)


def test_three_hundred_lines_are_numbered_and_carried_through_to_the_total() -> None:
    lines = tuple(
        article(str(i), "Posten", str(i % 7 + 1), "Stk", "1.11", (i * 137) % 900 * 10 + 5) for i in range(300)
    )
    pages = read(render_offer(with_lines(lines)).pdf)
    total = 0
    for number, page in enumerate(pages, 1):
        assert f"Seite {number} von {len(pages)}" in page.text
        shown = [int(match) for match in re.findall(r"^(\d+) Posten", page.text, re.MULTILINE)]
        total += sum(lines[index].total_cents for index in shown)
        carries = re.findall(r"Übertrag ([\d.,]+)", page.text)
        if shown and shown[-1] != 299:
            assert carries[-1] == _amount(total)
    assert f"Nettobetrag {_amount(total)}" in "\n".join(page.text for page in pages)


def test_the_golden_carry_over_of_forty_eight_lines_is_printed() -> None:
    """Offer G of reference/offers.md: net 8,999.75 whatever the breaks, each break the exact sum so far."""
    cents = [(i % 7 + 1) * (((i * 137) % 900) * 10 + 5) for i in range(1, 49)]
    lines = tuple(article(str(i), "Posten", "1", "Stk", "1", value) for i, value in enumerate(cents, 1))
    pages = read(render_offer(with_lines(lines)).pdf)
    assert sum(cents) == 899975
    last = [int(number) for page in pages for number in re.findall(r"^(\d+) Posten", page.text, re.MULTILINE)[-1:]]
    printed = [re.findall(r"Übertrag ([\d.,]+)", page.text)[-1] for page in pages[:-1]]
    assert printed == [_amount(sum(cents[:number])) for number in last[:-1]]
    assert "Nettobetrag 8.999,75" in pages[-1].text


def test_a_group_that_goes_on_overleaf_repeats_its_heading() -> None:
    lines = (heading("1", "Möbel"), *(article(f"1.{i}", "Stuhl", "1", "Stk", "10", 1000) for i in range(1, 41)))
    pages = read(render_offer(with_lines(lines)).pdf)
    second = pages[1].text.splitlines()
    assert second[1] == "Pos. Leistung Menge Einheit Preis € Gesamt €"
    assert second[2].startswith("Übertrag ")
    assert second[3] == "1 Möbel Fortsetzung"
    assert "Summe 1 · Möbel 400,00" in pages[-2].text


def test_sections_in_sections_repeat_their_path_and_end_with_the_sums_of_all_that_lies_in_them() -> None:
    lines = (
        heading("1", "Haus"),
        replace(heading("1.1", "Raum"), level=2),
        *(article(f"1.1.{i}", "Stuhl", "1", "Stk", "10", 1000) for i in range(1, 31)),
        replace(heading("1.2", "Flur"), level=2),
        replace(heading("1.2.1", "Wand"), level=3),
        article("1.2.1.1", "Lampe", "1", "Stk", "5", 500),
        heading("2", "Hof"),
        article("2.1", "Bank", "1", "Stk", "7", 700),
    )
    pages = read(render_offer(with_lines(lines)).pdf)
    second = pages[1].text.splitlines()
    assert second[3:5] == ["1 Haus", "1.1 Raum Fortsetzung"]
    shown = "\n".join(page.text for page in pages)
    sums = re.findall(r"^Summe ([\d.]+) · \w+ ([\d.,]+)$", shown, re.MULTILINE)
    assert sums == [("1.1", "300,00"), ("1.2.1", "5,00"), ("1.2", "5,00"), ("1", "305,00"), ("2", "7,00")]


def test_sections_in_sections_are_nested_in_the_outline() -> None:
    lines = (
        replace(heading("1", "Tief"), level=3),
        article("1.1", "Stuhl", "1", "Stk", "10", 1000),
        heading("2", "Haus"),
        replace(heading("2.1", "Raum"), level=2),
        article("2.1.1", "Stuhl", "1", "Stk", "10", 1000),
    )
    with pikepdf.open(io.BytesIO(render_offer(with_lines(lines)).pdf)) as file, file.open_outline() as outline:
        (root,) = outline.root
        assert [entry.title for entry in root.children] == ["1 Tief", "2 Haus"]
        assert [entry.title for entry in root.children[1].children] == ["2.1 Raum"]


def test_a_new_group_overleaf_needs_no_continuation() -> None:
    first = tuple(article(f"1.{i}", "Stuhl", "1", "Stk", "10", 1000) for i in range(1, 13))
    lines = (
        heading("1", "Möbel"),
        *first,
        SheetLine(kind=LineKind.PAGE_BREAK),
        heading("2", "Licht"),
        article("2.1", "Lampe", "1", "Stk", "5", 500),
    )
    pages = read(render_offer(with_lines(lines)).pdf)
    assert "Fortsetzung" not in pages[1].text
    assert "2 Licht" in pages[1].text
    assert "Summe 1 · Möbel" in pages[0].text


def test_a_page_break_before_or_after_a_heading_takes_the_heading_along() -> None:
    stay = article("1", "Stuhl", "1", "Stk", "10", 1000)
    go = article("2.1", "Lampe", "1", "Stk", "5", 500)
    turn = SheetLine(kind=LineKind.PAGE_BREAK)
    for lines in ((stay, turn, heading("2", "Licht"), go), (stay, heading("2", "Licht"), turn, turn, go)):
        pages = read(render_offer(with_lines((*lines, turn))).pdf)
        assert "Licht" not in pages[0].text
        assert "2 Licht" in pages[1].text
        assert len(pages) == 2


def test_a_text_longer_than_a_page_is_parted_and_its_amount_counts_where_it_stands() -> None:
    text = "\n".join(f"Zeile {i}" for i in range(150))
    lines = (article("1", "Kurz", "1", "Stk", "1", 100), article("2", "Lang", "1", "Stk", "2", 200, text=text))
    rendered = render_offer(with_lines(lines))
    pages = read(rendered.pdf)
    shown = re.findall(r"Zeile (\d+)", "\n".join(page.text for page in pages))
    assert [int(number) for number in shown] == list(range(150))
    assert all("Übertrag 3,00" in page.text for page in pages[:3])
    assert [box.page for box in rendered.line_boxes if box.line_index == 1] == [0, 1, 2, 3]


def test_totals_never_stand_without_a_position_above_them() -> None:
    for count in range(1, 40):
        lines = tuple(article(str(i), "Stuhl", "1", "Stk", "10", 1000) for i in range(count))
        layout = lay_out(with_lines(lines))
        for placed in layout.pages:
            roles = [strip.role for strip, _top in placed]
            sums = [put for put in laid(layout, layout.pages.index(placed)) if put.text == "Gesamtbetrag"]
            assert not sums or Role.ITEM in roles


def test_an_offer_without_lines_is_a_letter_with_totals() -> None:
    pages = read(render_offer(with_lines(())).pdf)
    assert len(pages) == 1
    assert "Leistung" not in pages[0].text
    assert "Gesamtbetrag 0,00 €" in pages[0].text
    assert "Seite" not in pages[0].text


def test_ten_thousand_lines_of_text_are_set_within_seconds() -> None:
    note = "\n".join(f"Zeile {i} mit ein wenig Text dahinter" for i in range(10_000))
    started = time.process_time()
    rendered = render_offer(with_lines((article("1", "Lang", "1", "Stk", "1", 100, text=note),)))
    assert time.process_time() - started < 5
    assert rendered.pages > 150


def test_a_word_of_twenty_thousand_letters_stays_inside_its_column() -> None:
    layout = lay_out(with_lines((article("1", "W" * 20_000, "1", "Stk", "1", 100),)))
    shown = [put for page in range(len(layout.pages)) for put in laid(layout, page) if put.text.startswith("WW")]
    assert sum(len(put.text) for put in shown) == 20_000
    assert all(put.x + put.width < 126 for put in shown)


@pytest.mark.parametrize("currency", ["EUR", "CHF"])
def test_large_figures_with_four_decimals_push_columns_and_never_run_into_each_other(currency: str) -> None:
    lines = tuple(
        replace(
            article("1", "Sehr große Zahlen", "12345.6789", "lfd. m", "9876543.2109", 12_345_678_901_23, kind=kind),
            discount_percent=Decimal("12.75"),
            vat_percent=Decimal(rate),
        )
        for kind, rate in ((LineKind.ARTICLE, "8.1"), (LineKind.OPTIONAL, "19"))
    )
    country = "CH" if currency == "CHF" else "DE"
    layout = lay_out(replace(with_lines(lines), currency=currency, country=country))
    puts = laid(layout, 0)
    row = [put for put in puts if put.y == next(one.y for one in puts if one.text == "Sehr große Zahlen")]
    assert len(row) == 8
    for left, right in pairwise(row):
        assert left.x + left.width + 0.8 <= right.x
    assert row[-1].x + row[-1].width == pytest.approx(RIGHT)
