"""Days and times as people say them, in both languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.base.errors import BadInput
from crm_desktop.base.natural_days import Moment, parse_moment

#: A Tuesday.
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("heute", 0, ""), ("Today", 0, ""), ("morgen", 1, ""), ("tomorrow 9am", 1, "09:00"), ("übermorgen", 2, ""),
        ("uebermorgen", 2, ""), ("day after tomorrow", 2, ""), ("in 2 Wochen", 14, ""), ("in two weeks", 14, ""),
        ("2w", 14, ""), ("3 Tage", 3, ""), ("in einem Tag", 1, ""), ("in a week at 14:30", 7, "14:30"),
        ("Fr 14:00", 3, "14:00"), ("Freitag, 14 Uhr", 3, "14:00"), ("am Freitag um 14.30 Uhr", 3, "14:30"),
        ("Fri 2pm", 3, "14:00"), ("friday noon", 3, "12:00"), ("nächsten Montag", 6, ""), ("next mon", 6, ""),
        ("Di", 7, ""), ("Tue", 7, ""), ("Mi.", 1, ""), ("Do", 2, ""), ("So", 5, ""), ("nächste Woche", 6, ""),
        ("next week", 6, ""), ("morgen früh", 1, "08:00"), ("morgen Nachmittag", 1, "14:00"),
        ("tomorrow evening", 1, "18:00"), ("14:30", 0, "14:30"), ("um 9 Uhr", 0, "09:00"), ("12am", 0, "00:00"),
        ("12 pm", 0, "12:00"), ("Monatsende", 6, ""), ("24 Uhr", 0, "00:00"),
    ],
)  # fmt: skip
def test_what_people_say_is_understood(text: str, day: int, time: str) -> None:
    assert parse_moment(text, TODAY) == Moment(TODAY + timedelta(days=day), time)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3.12.", date(2026, 12, 3)), ("3.12", date(2026, 12, 3)), ("Do 3.12.", date(2026, 12, 3)),
        ("1.2.", date(2027, 2, 1)), ("24.11.", date(2026, 11, 24)), ("3. Dezember", date(2026, 12, 3)),
        ("3 dec 2027", date(2027, 12, 3)), ("December 3rd", date(2026, 12, 3)), ("March 5", date(2027, 3, 5)),
        ("5. März", date(2027, 3, 5)), ("2026-12-31", date(2026, 12, 31)), ("31.12.26", date(2026, 12, 31)),
        ("31.12.2026 10:15", date(2026, 12, 31)), ("in 3 Monaten", date(2027, 2, 24)),
        ("in einem Jahr", date(2027, 11, 24)), ("nächsten Monat", date(2026, 12, 1)),
    ],
)  # fmt: skip
def test_days_of_the_calendar_without_a_year_are_the_next_to_come(text: str, day: date) -> None:
    assert parse_moment(text, TODAY).day == day


@pytest.mark.parametrize(
    "text", ["", "  ", "bald", "31.2.", "Fr 25:00", "in vielen Tagen", "13pm", "x" * 500, "0.0.", "in 999 years", "m"]
)
def test_what_is_no_day_is_refused_with_its_field(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_moment(text, TODAY)
    assert refused.value.field == "due_on"


@given(some.text(max_size=60))
def test_odd_input_is_a_day_or_refused_and_nothing_else(text: str) -> None:
    try:
        found = parse_moment(text, TODAY)
    except BadInput:
        return
    assert abs((found.day - TODAY).days) <= 36_500
    assert found.time == "" or len(found.time) == 5


@given(some.dates(date(2000, 1, 1), date(2090, 1, 1)), some.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_written_day_is_that_day_whatever_day_it_is_today(day: date, today: date) -> None:
    assert parse_moment(day.isoformat(), today).day == day
    assert parse_moment(f"{day:%d.%m.%Y} 7:05", today) == Moment(day, "07:05")
