"""What is done to the lines of an offer: sections stay whole, and an alternative keeps what it stands for."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base import i18n
from crm_desktop.base.errors import BadInput
from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.offers.positions import positions
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models import offer_editing as editing
from crm_desktop.ui.models import offer_references
from crm_desktop.ui.models.offer_editing import Column, Entry
from crm_desktop.ui.models.offer_references import stands_for

KINDS = {
    "H": LineKind.HEADING,
    "h": LineKind.HEADING,
    "a": LineKind.ARTICLE,
    "t": LineKind.TEXT,
    "v": LineKind.ALTERNATIVE,
}


def entries(shape: str) -> list[Entry]:
    """Return lines by their letters: H a heading, h one in a section, a an article, t a text, v an alternative."""
    return [
        Entry(key, Line(kind=KINDS[sign], title=f"{sign}{key}", level=2 if sign == "h" else 1))
        for key, sign in enumerate(shape, 1)
    ]


def kept(before: Sequence[Entry], after: Sequence[Entry]) -> bool:
    """Whether each alternative stands for the line it stood for; one without any may have found one."""
    now = stands_for(after)
    return all(named is None or now[key] == named for key, named in stands_for(before).items())


def one(row: int) -> range:
    return range(row, row + 1)


def shape_of(lines: Sequence[Entry]) -> str:
    return "".join(entry.line.title[0] for entry in lines)


@st.composite
def offers(draw: st.DrawFn) -> list[Entry]:
    """Return lines of any kinds, some of which stand for others."""
    lines = entries(draw(st.text("Hhaatv", min_size=1, max_size=14)))
    articles = [place for place, entry in enumerate(lines, 1) if entry.line.kind is LineKind.ARTICLE]
    for place, entry in enumerate(lines):
        if entry.line.kind is LineKind.ALTERNATIVE and articles and draw(st.booleans()):
            named = draw(st.sampled_from(articles))
            lines[place] = Entry(entry.key, entry.line._replace(replaces=named), entry.fresh)
    return lines


def sections(lines: Sequence[Entry]) -> dict[int, list[int]]:
    """Return the keys below each heading; those before the first one belong to 0."""
    found: dict[int, list[int]] = {0: []}
    heading = 0
    for entry in lines:
        if entry.line.kind is LineKind.HEADING:
            heading = entry.key
            found[heading] = []
        else:
            found[heading].append(entry.key)
    return found


@given(offers(), st.data())
def test_a_step_keeps_every_line_and_what_each_stands_for(lines: list[Entry], data: st.DataObject) -> None:
    row, by = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.sampled_from([-1, 1]))
    target = editing.step_target(lines, one(row), by)
    if target is None:
        return
    after = editing.moved(lines, editing.block_of(lines, row), target)
    assert sorted(entry.key for entry in after) == [entry.key for entry in lines]
    assert [entry.key for entry in after] != [entry.key for entry in lines]
    assert kept(lines, after)


@given(offers(), st.data())
def test_moving_a_heading_never_changes_what_belongs_to_which_section(lines: list[Entry], data: st.DataObject) -> None:
    headings = [row for row, entry in enumerate(lines) if entry.line.kind is LineKind.HEADING]
    if not headings:
        return
    row = data.draw(st.sampled_from(headings))
    wanted = data.draw(st.integers(0, len(lines)))
    steps = [editing.step_target(lines, one(row), -1), editing.step_target(lines, one(row), 1)]
    for target in [*steps, editing.drop_target(lines, one(row), wanted)]:
        if target is not None:
            assert sections(editing.moved(lines, editing.block_of(lines, row), target)) == sections(lines)


@given(offers(), st.data())
def test_a_step_there_and_back_leads_to_where_it_began(lines: list[Entry], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(lines) - 1))
    target = editing.step_target(lines, one(row), 1)
    if target is None:
        return
    block = editing.block_of(lines, row)
    there = editing.moved(lines, block, target)
    now = target - len(block)
    back = editing.step_target(there, one(now), -1)
    assert back is not None
    again = editing.moved(there, editing.block_of(there, now), back)
    assert [entry.key for entry in again] == [entry.key for entry in lines]
    assert kept(lines, again)


@given(offers(), st.data())
def test_what_stands_for_a_line_that_is_removed_stands_for_none(lines: list[Entry], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(lines) - 1))
    after = editing.removed(lines, range(row, row + 1))
    gone = lines[row].key
    kept = {key: None if named == gone else named for key, named in stands_for(lines).items() if key != gone}
    assert {key: named for key, named in stands_for(after).items() if kept[key] is not None} == {
        key: named for key, named in kept.items() if named is not None
    }
    assert all(stands_for(after)[key] is None for key, named in stands_for(lines).items() if named == gone != key)


@given(offers(), st.data())
def test_lines_that_are_still_empty_are_not_stored_and_shift_nothing(lines: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines)))
    with_fresh = editing.inserted(lines, at, [Entry(99, Line(), fresh=True)])
    assert editing.stored(with_fresh) == tuple(entry.line for entry in lines)


@given(offers(), st.data())
def test_what_is_stored_is_found_again_under_the_keys_of_its_rows(lines: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines)))
    shown = editing.inserted(lines, at, [Entry(99, Line(), fresh=True)])
    answer = [line._replace(id=number) for number, line in enumerate(editing.stored(shown), 1)]
    again = editing.matched(shown, answer, itertools.count(1000))
    assert [entry.key for entry in again] == [entry.key for entry in shown]
    assert editing.stored(again) == tuple(answer)
    assert editing.matched(again, answer, itertools.count(1000)) == again


def test_a_section_hops_over_a_whole_section_and_never_above_lines_without_one() -> None:
    lines = entries("aHaaHtHa")
    assert editing.step_target(lines, one(1), -1) is None
    assert (
        shape_of(editing.moved(lines, editing.block_of(lines, 1), editing.step_target(lines, one(1), 1) or 0))
        == "aHtHaaHa"
    )
    assert editing.step_target(lines, one(6), 1) is None


def test_a_copy_of_a_heading_is_a_copy_of_its_section() -> None:
    lines = entries("HaaHa")
    copies = editing.copies(lines, one(0), itertools.count(50))
    assert [entry.line.title for entry in copies] == ["H1", "a2", "a3"]
    assert [entry.key for entry in copies] == [50, 51, 52]
    assert all(entry.line.id is None for entry in copies)


@pytest.mark.parametrize("kind", list(LineKind))
def test_a_line_made_one_of_another_kind_and_back_is_the_same(kind: LineKind) -> None:
    line = Line(title="Theke", text="geölt", unit_price=Decimal(5))
    assert editing.retyped(editing.retyped(line, kind), LineKind.ARTICLE) == line


def test_a_plain_title_becomes_a_text_and_a_title_again() -> None:
    text = editing.retyped(Line(title="Alles inklusive"), LineKind.TEXT)
    assert (text.title, text.text) == ("", "Alles inklusive")
    assert editing.retyped(text, LineKind.HEADING).title == "Alles inklusive"


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [("de", "1.234,5", "1234.5"), ("en", "1,234.5", "1234.5"), ("de", "12,3456", "12.3456"), ("en", "", "0"),
     ("de", "-150", "-150"), ("en", "1.50000", "1.5")],
)  # fmt: skip
def test_numbers_are_read_as_the_language_writes_them(language: str, typed: str, value: str) -> None:
    i18n.speak(language)
    assert editing.written(Line(), Column.PRICE, typed).unit_price == Decimal(value)


@pytest.mark.parametrize(
    ("column", "typed", "field"),
    [(Column.PRICE, "12,34567", "unit_price"), (Column.QUANTITY, "0.00001", "quantity"), (Column.DISCOUNT, "x", "")],
)
def test_what_is_no_number_of_four_decimals_is_refused(column: Column, typed: str, field: str) -> None:
    with pytest.raises(BadInput) as caught:
        editing.written(Line(), column, typed)
    assert caught.value.field == field


def test_a_new_line_takes_the_vat_of_the_lines_above_it() -> None:
    lines = [Entry(1, Line(vat_percent=Decimal(7))), Entry(2, Line(kind=LineKind.HEADING, vat_percent=Decimal(0)))]
    assert editing.blank(lines, 2, LineKind.ARTICLE, Decimal(19)).vat_percent == 7
    assert editing.blank([], 0, LineKind.ARTICLE, Decimal(19)).vat_percent == 19


def broken(lines: Sequence[Line]) -> set[int]:
    return offer_references.broken(lines, positions(lines), offer_references.replaced(lines))


def named(text: str) -> list[Entry]:
    """Return three positions, of which the third names the second in its text."""
    lines = entries("aaa")
    return [*lines[:2], Entry(3, lines[2].line._replace(text=text))]


def text_of(lines: Sequence[Entry], key: int) -> str:
    return next(entry.line.text for entry in lines if entry.key == key)


def test_a_text_goes_on_naming_the_position_it_named() -> None:
    lines = named("sonst wie Position 2, Pos. 1 ohne Sockel; 2 % Position 9")
    moved = editing.moved(lines, range(1, 2), 0)
    assert text_of(moved, 3) == "sonst wie Position 1, Pos. 2 ohne Sockel; 2 % Position 9"
    gone = editing.removed(lines, range(1, 2))
    assert text_of(gone, 3) == "sonst wie Position ?, Pos. 1 ohne Sockel; 2 % Position 9"
    assert broken([entry.line for entry in gone]) == {1}
    assert broken([entry.line for entry in named("wie Position 2")]) == set()


def test_an_alternative_whose_position_is_gone_says_so_and_never_takes_another_one() -> None:
    lines = entries("aav")
    assert stands_for(lines) == {3: 2}
    gone = editing.removed(lines, range(1, 2))
    assert stands_for(gone) == {3: None}
    assert broken([entry.line for entry in gone]) == {1}
    between = editing.put(
        editing.inserted(lines, 2, [Entry(9, Line(), fresh=True)]), Entry(9, Line(title="dazwischen"))
    )
    assert stands_for(between) == {3: 2}


def test_words_typed_into_a_new_line_name_what_is_in_sight() -> None:
    begun = editing.inserted(entries("aa"), 1, [Entry(9, Line(), fresh=True)])
    put = editing.put(begun, Entry(9, Line(title="wie Position 3")))
    assert put[1].line.title == "wie Position 3"


def test_a_section_goes_deeper_with_all_within_it_and_never_below_the_third_level() -> None:
    lines = entries("HaHaha")
    deeper = editing.releveled(lines, 2, 1)
    assert deeper is not None
    assert [entry.line.level for entry in deeper if entry.line.kind is LineKind.HEADING] == [1, 2, 3]
    assert editing.block_of(deeper, 0) == range(6)
    assert editing.releveled(deeper, 2, 1) is None
    assert editing.releveled(lines, 0, 1) is None, "nothing lies around the first section"
    assert editing.releveled(lines, 0, -1) is None


def test_several_lines_move_together() -> None:
    lines = entries("aaaa")
    target = editing.step_target(lines, range(1, 3), 1)
    assert target == 4
    assert [entry.key for entry in editing.moved(lines, range(1, 3), target)] == [1, 4, 2, 3]
    assert editing.step_target(lines, range(1, 4), 1) is None


def test_a_surcharge_is_written_as_a_share_or_as_a_price() -> None:
    line = editing.blank([], 0, LineKind.SURCHARGE, Decimal(19))
    assert not editing.is_editable(line, Column.QUANTITY)
    share = editing.written(line, Column.PRICE, "10 %")
    assert share.surcharge_percent == 10
    fixed = editing.written(share, Column.PRICE, "49")
    assert fixed.surcharge_percent is None
    assert fixed.unit_price == 49
    assert editing.is_editable(fixed, Column.QUANTITY)
