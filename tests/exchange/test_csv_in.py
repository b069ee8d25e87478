"""Rows are laid under their headings whatever the file did to its quotation marks."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.csv_in import BLOCK, LONGEST_CELL, Block, blocks


def read(text: str, width: int, delimiter: str = ";") -> Block:
    found = Block([], [], [])
    for block in blocks(io.StringIO(text, newline=""), delimiter, width):
        found.numbers.extend(block.numbers)
        found.rows.extend(block.rows)
        found.broken.extend(block.broken)
    return found


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    found = read('1;2\n"a\nb";3\n\n;;\n4;5', 2)
    assert found.numbers == [2, 3, 6]
    assert found.rows == [["1", "2"], ["a\nb", "3"], ["4", "5"]]


def test_short_rows_are_filled_up_and_blank_ends_cut() -> None:
    assert read("1\n1;2;;\n", 2).rows == [["1", ""], ["1", "2"]]


def test_a_row_with_too_many_cells_is_set_aside_with_all_of_them() -> None:
    found = read("1;2\n1;2;3\n4;5\n", 2)
    assert found.rows == [["1", "2"], ["4", "5"]]
    assert found.numbers == [2, 4]
    (broken,) = found.broken
    assert broken.row == 3
    assert broken.cells == ["1", "2", "3"]
    assert "3 cells" in broken.message


@pytest.mark.parametrize("rest", [0, 3, BLOCK * 3 + 7])
def test_a_mark_that_is_never_closed_costs_only_its_own_row(rest: int) -> None:
    lines = ["1;a", '2;"b', *(f"{number};c" for number in range(3, 3 + rest))]
    found = read("\n".join(lines), 2)
    assert [broken.row for broken in found.broken] == [3]
    assert found.broken[0].cells == ["2", '"b']
    assert [row[0] for row in found.rows] == ["1", *map(str, range(3, 3 + rest))]
    assert found.numbers == [2, *range(4, 4 + rest)]


def test_a_stray_mark_that_finds_a_partner_far_below_does_not_swallow_the_rows_between() -> None:
    lines = [f'{number};x;y;"z' if number in {10, 900} else f"{number};x;y;z" for number in range(1200)]
    found = read("\n".join(lines), 4)
    assert [broken.row for broken in found.broken] == [12, 902]
    assert len(found.rows) == 1198


def test_a_note_of_many_lines_is_one_cell() -> None:
    note = "\n".join(f"Zeile {number}; weiter" for number in range(10_000))
    found = read(f'1;"{note}"\n2;b\n', 2)
    assert found.rows == [["1", note], ["2", "b"]]
    assert not found.broken


def test_inches_inside_a_cell_are_no_quotation_mark() -> None:
    assert read('1;5" pipe\n2;b\n', 2).rows == [["1", '5" pipe'], ["2", "b"]]


def test_a_cell_of_200_kb_is_taken_and_a_larger_one_than_allowed_costs_its_row() -> None:
    assert len(read(f'1;"{"x" * 200_000}"\n', 2).rows[0][1]) == 200_000
    found = read(f'1;"{"x" * (LONGEST_CELL + 1)}"\n2;b\n', 2)
    assert found.rows == [["2", "b"]]
    assert [broken.row for broken in found.broken] == [2]


def test_many_open_marks_do_not_take_forever() -> None:
    text = "\n".join(f'{number};"x' if number % 50 == 7 else f"{number};x" for number in range(5000))
    found = read(text, 2)
    assert len(found.rows) + len(found.broken) == 5000 or found.broken


ROWS = st.lists(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8), min_size=3, max_size=3),
    max_size=30,
)


@given(ROWS, st.sampled_from(",;\t|"))
def test_what_a_csv_writer_writes_is_read_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    expected = [row for row in rows if any(row)]
    found = read(out.getvalue(), 3, delimiter)
    if not any("\n" in cell for row in rows for cell in row):
        assert found.rows == expected


@given(st.text(st.sampled_from('";\n\r\tab1'), max_size=60), st.integers(1, 4))
def test_no_text_ever_fails_and_no_row_number_comes_twice(text: str, width: int) -> None:
    found = read(text, width)
    numbers = found.numbers + [broken.row for broken in found.broken]
    assert len(set(numbers)) == len(numbers)
    assert all(len(row) == width for row in found.rows)
