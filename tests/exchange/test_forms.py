"""A column says itself how its numbers and days are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.forms import DayTally, Form, NumberTally
from crm_desktop.exchange.values import day, number


def number_form(*cells: str, default: str = ",") -> Form:
    tally = NumberTally()
    tally.add(cells)
    return tally.form(default)


def day_form(*cells: str) -> Form:
    tally = DayTally()
    tally.add(cells)
    return tally.form(default_month_first=False)


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (("1.234", "99,5"), ","),
        (("1,234", "99.5"), "."),
        (("1.234.567", "1.000"), ","),
        (("1,234,567",), "."),
        (("1.234,50 €", "1.000 €"), ","),
        (("$1,234.50",), "."),
        (("1'234.55", "1.234"), "."),
        (("0.125", "1.234"), "."),
        (("1234.567",), "."),
        (("-1.234", "-0,5"), ","),
    ],
)
def test_one_clear_number_decides_for_the_column(cells: tuple[str, ...], decimal: str) -> None:
    form = number_form(*cells, default="," if decimal == "." else ".")
    assert form.decimal == decimal
    assert form.sure
    assert "“" in form.evidence


def test_thousands_alone_leave_it_open_and_say_so() -> None:
    form = number_form("1.234", "5.000", default=".")
    assert form == Form(".", evidence="No value tells thousands and decimals apart.", sure=False)


def test_whole_numbers_need_no_form() -> None:
    assert number_form("1", "20", "", default=".") == Form(".")


def test_a_late_day_decides_for_the_column() -> None:
    assert day_form("01/02/2026", "12/13/2010 14:37") == Form(
        month_first=True, evidence="“12/13/2010 14:37” has the month before the day."
    )
    assert day_form("01/02/2026", "13/12/2010").evidence == "“13/12/2010” has the day before the month."
    assert not day_form("01/02/2026", "03/04/2026").sure
    assert day_form("2026-01-02", "") == Form()
    assert day_form("02/02/2026").sure


def test_a_single_wrong_day_does_not_turn_the_column_over() -> None:
    assert not day_form("13/12/2010", "14/12/2010", "12/15/2010").month_first


@given(st.lists(st.decimals(0, 9_999_999, places=2), min_size=1, max_size=20), st.sampled_from(",."))
def test_numbers_with_cents_are_always_read_as_written(amounts: list[Decimal], decimal: str) -> None:
    point = "," if decimal == "." else "."
    cells = [f"{amount:,.2f}".replace(",", "#").replace(".", decimal).replace("#", point) for amount in amounts]
    form = number_form(*cells, default=point)
    assert [number(cell, form.decimal) for cell in cells] == amounts


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=20), st.booleans())
def test_days_are_read_as_written_where_one_of_them_decides(days: list[date], us: bool) -> None:  # noqa: FBT001
    cells = [f"{d:%m/%d/%Y}" if us else f"{d:%d/%m/%Y}" for d in days]
    form = day_form(*cells)
    if any(d.day > 12 for d in days):
        assert [day(cell, month_first=form.month_first) for cell in cells] == days
