"""Lists on paper: every row once, the head on each page, letters hung once, nothing over the margins, figures whole."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pdfplumber
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.documents.list_print import render_list
from crm_desktop.documents.list_sheet import ListCell, ListColumn, ListGroup, ListSheet, PrintedList
from crm_desktop.documents.sheets import Letterhead

_COLUMNS = (ListColumn("Name", strong=True), ListColumn("E-Mail"), ListColumn("Umsatz", right=True))
_POINTS = 72 / 25.4


def sheet(rows: Sequence[Sequence[ListCell]], **more: object) -> ListSheet:
    printed = PrintedList(title="Kontakte", subtitle="nach Name", columns=_COLUMNS, groups=[ListGroup("", rows)])
    return ListSheet(
        lang="de-DE", letterhead=Letterhead(name="Holzwerk Brandt"), printed=replace(printed, **more),  # type: ignore[arg-type]
        day="24.11.2026", foot="Ausdruck vom 24.11.2026", page="Seite {page} von {pages}",
        made_at=datetime(2026, 11, 24, 8, tzinfo=UTC),
    )  # fmt: skip


def row(name: str, mail: str = "a@b.example", value: str = "1.200 €", below: str = "") -> list[ListCell]:
    return [ListCell(name, below), ListCell(mail), ListCell(value)]


def words_of(pdf: bytes) -> list[list[tuple[str, float, float, float]]]:
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return [[(w["text"], w["x0"], w["x1"], w["bottom"]) for w in page.extract_words()] for page in file.pages]


def test_a_long_list_stands_there_row_by_row_with_its_head_on_each_page() -> None:
    made = render_list(sheet([row(f"Firma{n:03d}") for n in range(120)]))
    pages = words_of(made.pdf)
    names = [word[0] for page in pages for word in page if word[0].startswith("Firma")]
    assert made.pages == len(pages) > 2
    assert names == [f"Firma{n:03d}" for n in range(120)]
    assert all("Umsatz" in [word[0] for word in page] for page in pages)
    assert not made.missing_characters


def test_letters_hang_once_beside_the_first_row_they_begin() -> None:
    rows = [row("Ärzte am Markt"), row("Atelier"), row("Bäckerei"), row("3M"), row("Ćosić")]
    words = words_of(render_list(sheet(rows, lettered=True)).pdf)[0]
    hung = [text for text, x0, _x1, _bottom in words if x0 < 19 * _POINTS]
    assert hung == ["A", "B", "C"]


def test_the_sum_is_one_line_however_narrow_its_column() -> None:
    words = words_of(render_list(sheet([row("Atelier", value="1 €")], total=("Summe", "", "12.289.888,00 €"))).pdf)[0]
    low = {bottom for text, _x0, _x1, bottom in words if text in {"12.289.888,00", "Summe"}}
    assert max(low) - min(low) < 2
    last = [text for text, _x0, _x1, bottom in words if abs(bottom - max(low)) < 2]
    assert last == ["Summe", "12.289.888,00", "€"]


def test_groups_have_headings_and_an_empty_list_says_so() -> None:
    groups = [ListGroup("Anfrage", [row("Lobby")], "1 Vorgang"), ListGroup("Angebot", [row("Treppe")])]
    text = " ".join(word[0] for word in words_of(render_list(sheet([], groups=groups)).pdf)[0])
    assert "Anfrage 1 Vorgang" in text
    assert "Angebot" in text
    empty = words_of(render_list(sheet([], nothing="In dieser Liste ist niemand.")).pdf)[0]
    assert "niemand." in [word[0] for word in empty]


def test_the_same_list_gives_the_same_bytes() -> None:
    assert render_list(sheet([row("Atelier")])).pdf == render_list(sheet([row("Atelier")])).pdf


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(alphabet="abcdeß ÄW-@.", min_size=1, max_size=260), min_size=1, max_size=6))
def test_nothing_runs_over_the_margins_however_long_it_is(texts: list[str]) -> None:
    made = render_list(sheet([row(text, mail=text.replace(" ", ""), below=text) for text in texts], lettered=True))
    for page in words_of(made.pdf):
        assert all(x0 > 14.9 * _POINTS and x1 < 195.3 * _POINTS for _text, x0, x1, _bottom in page)
