"""Rich text: what stars and dashes mean, and that any text comes back as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.rich_text import Block, Shape, Span, blocks, plain, written


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("plain", (Span("plain"),)),
        ("**fett** und *schräg*", (Span("fett", bold=True), Span(" und "), Span("schräg", italic=True))),
        ("***beides***", (Span("beides", bold=True, italic=True),)),
        ("**außen *innen* außen**", (Span("außen ", bold=True), Span("innen", bold=True, italic=True),
                                     Span(" außen", bold=True))),
        ("4 * 6 * 8 cm", (Span("4 * 6 * 8 cm"),)),
        ("Preis* zzgl.", (Span("Preis* zzgl."),)),
        ("**offen", (Span("**offen"),)),
        (r"ein \*Stern\*", (Span("ein *Stern*"),)),
    ],
)  # fmt: skip
def test_stars_are_a_look_where_they_hold_words(text: str, spans: tuple[Span, ...]) -> None:
    assert blocks(text) == (Block(spans),)


def test_lines_are_items_of_lists_by_how_they_begin() -> None:
    found = blocks("Dazu:\n- Öl\n• Wachs\n1. Schleifen\n2) Ölen\n-5 Grad\n\\- kein Punkt")
    assert [(block.shape, block.number, block.text) for block in found] == [
        (Shape.TEXT, 0, "Dazu:"), (Shape.BULLET, 0, "Öl"), (Shape.BULLET, 0, "Wachs"),
        (Shape.NUMBER, 1, "Schleifen"), (Shape.NUMBER, 2, "Ölen"), (Shape.TEXT, 0, "-5 Grad"),
        (Shape.TEXT, 0, "- kein Punkt"),
    ]  # fmt: skip
    assert plain("**Öl**\n- *Wachs*\n3. Lack") == "Öl\n• Wachs\n3. Lack"
    assert blocks("") == ()


_SPANS = st.builds(Span, st.text(st.sampled_from("ab ü*\\-1."), min_size=1, max_size=6), st.booleans(), st.booleans())
_WORDS = st.text(st.sampled_from("ab*\\-1. ü("), max_size=12)


@given(st.text(max_size=80) | _WORDS)
def test_any_text_can_be_read_and_keeps_its_letters(text: str) -> None:
    read = "".join(block.text for block in blocks(text))
    assert {letter for letter in read if letter not in "*\\"} <= set(text)
    assert len(blocks(text)) == (text.count("\n") + 1 if text else 0)


@given(
    st.lists(
        st.builds(
            Block,
            st.lists(
                _SPANS,
                max_size=1,
            ).map(tuple),
            st.sampled_from(Shape),
            st.integers(1, 99),
        ),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_what_is_written_is_read_again_word_by_word(lines: list[Block]) -> None:
    again = blocks(written(lines))
    assert written(again) == written(blocks(written(again)))
    for line, found in zip(lines, again, strict=False):
        assert found.text.strip() == line.text.strip()
