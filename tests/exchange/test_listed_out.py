"""Lists out: the same values come back from a workbook and a table, and nothing is computed that was only written."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import Refused
from crm_desktop.domain.listed import Head, ListedTable, Money, Percent, Row, Value
from crm_desktop.exchange import listed_out, xlsx_out
from crm_desktop.exchange.cells import unguard
from crm_desktop.exchange.csv_out import FOR_EXCEL, CsvStyle

#: What a cell of a record can hold: control characters are cleaned away before anything is kept.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)
WORDS = TEXTS | st.sampled_from(["=1+1", "@SUM(A1)", "'=x", "''", "-2+3", "+49 4131 7", "007", "a\tb", "zwei\nZeilen"])


def table(*rows: Row, heads: int = 1) -> ListedTable:
    return ListedTable(
        title="Liste",
        heads=[Head(f"h{place}", f"Spalte {place}") for place in range(heads)],
        rows=rows,
        count=len(rows),
    )


def in_workbook(listed: ListedTable) -> list[tuple[object, ...]]:
    stream = io.BytesIO()
    listed_out.write_xlsx(stream, listed)
    sheet = openpyxl.load_workbook(stream).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


@given(st.lists(st.tuples(WORDS.filter(bool), WORDS), max_size=6))
def test_texts_come_back_from_a_workbook_as_they_were(rows: list[tuple[str, str]]) -> None:
    heads, *found = in_workbook(table(*rows, heads=2))
    assert heads == ("Spalte 0", "Spalte 1")
    assert [tuple(cell or "" for cell in row) for row in found] == rows


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6), st.sampled_from([FOR_EXCEL, CsvStyle(), CsvStyle(raw=True)]))
def test_texts_come_back_from_a_table_as_they_were(rows: list[tuple[str, str]], style: CsvStyle) -> None:
    stream = io.BytesIO()
    listed_out.write_csv(stream, table(*rows, heads=2), style)
    text = stream.getvalue().decode("utf-8-sig")
    _heads, *found = csv.reader(io.StringIO(text, newline=""), delimiter=style.delimiter)
    back = found if style.raw else [[unguard(cell) for cell in row] for row in found]
    assert back == [list(row) for row in rows]


def test_numbers_days_and_money_are_numbers_in_a_workbook() -> None:
    moment = datetime(2026, 11, 24, 9, 20, tzinfo=UTC).astimezone()
    row: Row = (7, Decimal("1.25"), date(2026, 11, 24), moment, Money(123456, "EUR"), Percent(0.435), None)
    stream = io.BytesIO()
    listed_out.write_xlsx(stream, table(row, heads=7))
    sheet = openpyxl.load_workbook(stream).active
    assert sheet is not None
    cells = sheet[2]
    assert [cell.value for cell in cells[:3]] == [7, 1.25, datetime.fromisoformat("2026-11-24")]
    assert cells[3].value == moment.replace(tzinfo=None)
    assert (cells[4].value, cells[4].number_format) == (1234.56, '#,##0.00\\ "€"')
    assert (cells[5].value, cells[5].number_format) == (0.435, "0.0%")
    assert cells[6].value is None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G2"
    assert sheet["A1"].font.bold


def test_no_text_of_a_workbook_is_a_formula() -> None:
    stream = io.BytesIO()
    listed_out.write_xlsx(stream, table(('=HYPERLINK("http://x")',)))
    sheet = openpyxl.load_workbook(stream).active
    assert sheet is not None
    assert (sheet["A2"].data_type, sheet["A2"].number_format) == ("s", "@")


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (Money(-123456, "EUR"), "-1234.56", "-1234,56"),
        (Percent(0.4349), "43.5%", "43,5%"),
        (Decimal("0.50"), "0.50", "0,50"),
        (date(2026, 11, 24), "2026-11-24", "2026-11-24"),
        (None, "", ""),
        (12, "12", "12"),
    ],
)
def test_values_are_said_so_that_a_spreadsheet_can_compute_with_them(value: Value, english: str, german: str) -> None:
    assert (listed_out.cell_text(value), listed_out.cell_text(value, ",")) == (english, german)


def test_what_lies_on_the_clipboard_keeps_columns_and_computes_nothing() -> None:
    rows = (("=1+1", Money(150)), ("a\tb\nc <d>", None))
    assert listed_out.as_tabs(table(*rows, heads=2), decimal=",") == (
        'Spalte 0\tSpalte 1\n\'=1+1\t1,50\n"a\tb\nc <d>"\t\n'
    )
    html = listed_out.as_html(table(*rows, heads=2), decimal=",")
    assert "&#x27;=1+1" in html
    assert "c &lt;d&gt;</td>" in html
    assert html.count("<tr") == 3
    assert "=1+1\t" in listed_out.as_tabs(table(*rows, heads=2), decimal=",", raw=True)


def test_how_far_it_is_is_told_and_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    listed_out.write_csv(
        io.BytesIO(), table(*(("x",) for _ in range(1200))), CsvStyle(), lambda done, of: told.append((done, of))
    )
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]
    monkeypatch.setattr(xlsx_out, "MOST_ROWS", 1000)
    with pytest.raises(Refused, match="at most 1,000 rows"):
        listed_out.write_xlsx(io.BytesIO(), table(*(("x",) for _ in range(1200))))


def test_the_same_list_gives_the_same_workbook() -> None:
    one, two = io.BytesIO(), io.BytesIO()
    for stream in (one, two):
        listed_out.write_xlsx(stream, table(("x", date(2026, 1, 2)), heads=2))
    assert one.getvalue() == two.getvalue()
