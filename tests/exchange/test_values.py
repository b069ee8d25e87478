"""Cells become values exactly, or are refused."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.base.times import start_of_day
from crm_desktop.exchange import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1'234.55", "1234.55"),
        ("1 234,5", "1234.5"),
        ("-5", "-5"),
        ("5-", "-5"),
        ("(5,50)", "-5.5"),
        ("1.250,- €", "1250"),
        ("€ 12", "12"),
        ("+3", "3"),
        ("1.234", "1234"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: str) -> None:
    assert values.number(text) == Decimal(value)


def test_the_form_of_the_column_decides_what_the_cell_leaves_open() -> None:
    assert values.number("1.234", ".") == Decimal("1.234")
    assert values.number("1,234", ".") == 1234


@pytest.mark.parametrize(
    "text", ["1e309", "NaN", "inf", "٣", "１２", "--5", str(2**63), "1_000", "", "abc", "1,2,3", "12 kg"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    for decimal in ",.":
        with pytest.raises(BadInput):
            values.number(text, decimal)


@pytest.mark.parametrize(("text", "good"), [("19 %", 1), ("7,5%", 1), ("0", 1), ("100", 1), ("101", 0), ("-1", 0)])
def test_percentages_lie_between_0_and_100(text: str, good: int) -> None:
    if good:
        assert 0 <= values.percent(text) <= 100
    else:
        with pytest.raises(BadInput, match="percentage"):
            values.percent(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "05.03.2026",
        "5.3.2026",
        "5.3.26",
        "05/03/2026",
        "2026/03/05",
        "20260305",
        "5. März 2026",
        "5 Mrz 2026",
        "Mar 5, 2026",
        "5-Mar-26",
        "2026-03-05T10:00:00Z",
        "05.03.2026 10:15",
        "46086",
        "5-3-2026",
    ],
)
def test_days_are_read_in_all_usual_forms(text: str) -> None:
    assert values.day(text) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2026",
        "29.02.2027",
        "0001-01-01",
        "9999-12-31",
        "2026-13-01",
        "03/2022",
        "2019",
        "1.1.999",
        "morgen",
        "2026-01-05x",
        "",
        "12345678901",
        "32.1.2026",
    ],
)
def test_impossible_days_are_refused(text: str) -> None:
    for read in (values.day, values.birthday, values.instant):
        with pytest.raises(BadInput):
            read(text)


def test_a_birth_year_of_two_figures_lies_in_the_past() -> None:
    assert values.birthday("05.03.45") == date(1945, 3, 5)
    assert values.day("05.03.45") == date(2045, 3, 5)


def test_instants_are_utc_and_a_day_is_its_beginning_for_the_user() -> None:
    assert values.instant("2026-03-05T13:04:05+02:00") == datetime(2026, 3, 5, 11, 4, 5, tzinfo=UTC)
    assert values.instant("2026-03-05 11:04:05Z") == datetime(2026, 3, 5, 11, 4, 5, tzinfo=UTC)
    assert values.instant("05.03.2026") == start_of_day(date(2026, 3, 5))
    afternoon = values.instant("3/5/2026 3:07 PM", month_first=True)
    assert (afternoon.astimezone().hour, afternoon.astimezone().minute) == (15, 7)
    with pytest.raises(BadInput):
        values.instant("2026-03-05 25:00")


@pytest.mark.parametrize(("text", "value"), [("10-49", 10), ("250+", 250), ("1.200", 1200), ("12", 12), ("5 bis 9", 5)])
def test_counts_are_whole_and_ranges_begin_at_their_lower_end(text: str, value: int) -> None:
    assert values.whole(text) == value


@pytest.mark.parametrize("text", ["2,5", "-3", "viele"])
def test_other_counts_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        values.whole(text)


def test_a_year_stands_alone_or_in_a_day() -> None:
    assert values.year("1987") == values.year("01.05.1987") == 1987
    with pytest.raises(BadInput):
        values.year("87")


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    for read in (values.number, values.percent, values.whole, values.year, values.day, values.birthday, values.instant):
        with contextlib.suppress(BadInput):
            assert read(text) is not None
