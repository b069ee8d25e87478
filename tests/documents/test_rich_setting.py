"""Rich text on paper: bold and italic words, lists with hanging signs, and nothing lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.base.rich_text import plain
from crm_desktop.documents.offer import render_offer
from crm_desktop.documents.paper import ITALIC, LONG, SEMIBOLD
from crm_desktop.documents.rich_setting import rich_rows
from crm_desktop.documents.strips import Glyphs, Row
from crm_desktop.documents.typesetting import Typesetter
from tests.documents.reading import read
from tests.documents.samples import article, with_lines

TEXT = (
    "Platte in **Eiche massiv**, *geölt* und poliert\n"
    "- Kante gerundet, alle vier Seiten, Radius drei Millimeter\n"
    "1. erst ölen"
)


def marks(rows: tuple[Row, ...]) -> list[list[Glyphs]]:
    return [[mark for mark in row.marks if isinstance(mark, Glyphs)] for row in rows]


def test_bold_and_italic_words_are_set_in_their_faces_and_stars_are_gone() -> None:
    rows = marks(rich_rows(Typesetter(), TEXT, 30.0, LONG, 68.0))
    faces = {mark.line.text.strip(): mark.line.style.face for row in rows for mark in row}
    assert faces["Eiche massiv"] == SEMIBOLD
    assert faces["geölt"] == ITALIC
    assert not any("*" in mark.line.text for row in rows for mark in row)


def test_items_of_a_list_hang_behind_their_signs() -> None:
    rows = marks(rich_rows(Typesetter(), TEXT, 30.0, LONG, 50.0))
    bullet = next(number for number, row in enumerate(rows) if row[-1].line.text == "•")
    assert rows[bullet][-1].x == 30.0
    assert rows[bullet][0].x == rows[bullet + 1][0].x > 31.0
    assert any(mark.line.text == "1." for row in rows for mark in row)


def test_the_printed_text_reads_as_it_was_written() -> None:
    text = read(render_offer(with_lines((article("1", "Platte", "1", "Stk", "1", 100, text=TEXT),))).pdf)[0].text
    assert "Platte in Eiche massiv, geölt und poliert" in text
    assert "• Kante gerundet" in text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab*\\- 1.\n,ä", max_size=80))
def test_whatever_is_written_no_line_is_too_wide_and_no_letter_is_lost(text: str) -> None:
    rows = marks(rich_rows(Typesetter(), text, 0.0, LONG, 20.0))
    assert all(mark.x + mark.line.width <= 20.3 for row in rows for mark in row)
    shown = "".join(mark.line.text for row in rows for mark in sorted(row, key=lambda mark: mark.x))
    written = "".join(plain(text).split())
    assert sorted("".join(shown.split()).replace("-", "")) == sorted(written.replace("-", ""))
