"""When something comes again: day by day, week by week, on weekdays of a month, so many times or until a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.recurrence import Every, Rule, Weekday, as_calendars_say, following, parse

TUESDAY = date(2026, 11, 24)


def days(text: str, start: date = TUESDAY, most: int = 5) -> list[str]:
    return [day.isoformat() for day in islice(parse(text).days_from(start), most)]


def test_each_unit_comes_again_at_its_own_distance() -> None:
    assert days("FREQ=DAILY;INTERVAL=3", most=3) == ["2026-11-24", "2026-11-27", "2026-11-30"]
    assert days("FREQ=WEEKLY;INTERVAL=2", most=3) == ["2026-11-24", "2026-12-08", "2026-12-22"]
    assert days("FREQ=WEEKLY;BYDAY=MO,FR", most=3) == ["2026-11-24", "2026-11-27", "2026-11-30"]
    assert days("FREQ=YEARLY", most=2) == ["2026-11-24", "2027-11-24"]


def test_the_last_day_of_a_month_stays_inside_shorter_months_and_comes_back() -> None:
    assert days("FREQ=MONTHLY", date(2027, 1, 31), 3) == ["2027-01-31", "2027-02-28", "2027-03-31"]
    assert days("FREQ=YEARLY", date(2028, 2, 29), 2) == ["2028-02-29", "2029-02-28"]


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("FREQ=MONTHLY", date(2027, 1, 31), ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]),
        ("FREQ=MONTHLY;COUNT=4", date(2027, 1, 30), ["2027-02-28", "2027-03-30", "2027-04-30"]),
        ("FREQ=YEARLY", date(2028, 2, 29), ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29", "2033-02-28"]),
        ("FREQ=MONTHLY;INTERVAL=3", date(2026, 11, 30), ["2027-02-28", "2027-05-30", "2027-08-30"]),
    ],
)
def test_what_is_done_on_the_last_day_of_a_short_month_does_not_drift(
    text: str, start: date, expected: list[str]
) -> None:
    due, rule, found = start, parse(text), list[str]()
    while len(found) < len(expected) and (again := following(rule, due, due)) is not None:
        due, rule = again[0], parse(again[1].text())
        found.append(due.isoformat())
    assert found == expected


@pytest.mark.parametrize(
    ("own", "start"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2027, 2, 28)),
        ("FREQ=MONTHLY;BYMONTHDAY=30;COUNT=9", date(2027, 2, 28)),
        ("FREQ=MONTHLY;BYMONTHDAY=29", date(2027, 2, 28)),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=24", date(2027, 2, 24)),
        (Rule(Every.MONTH, 3, month_day=30).text(), date(2027, 2, 28)),
        (Rule(Every.YEAR, 2, month_day=29).text(), date(2026, 2, 28)),
        ("FREQ=YEARLY;BYMONTHDAY=29", date(2027, 2, 28)),
    ],
)
def test_other_calendars_are_told_the_same_days_and_read_back(own: str, start: date) -> None:
    theirs = as_calendars_say(own)
    assert parse(theirs) == parse(own)
    known = rrulestr(f"DTSTART:{start:%Y%m%d}T000000\nRRULE:{theirs}")
    assert [at.date().isoformat() for at in islice(known, 9)] == days(own, start, 9)


def test_weekdays_of_a_month_are_counted_from_either_end() -> None:
    assert days("FREQ=MONTHLY;BYDAY=2TU", most=3) == ["2026-11-24", "2026-12-08", "2027-01-12"]
    assert days("FREQ=MONTHLY;BYDAY=-1FR", most=3) == ["2026-11-24", "2026-11-27", "2026-12-25"]


def test_it_ends_after_so_many_times_or_on_a_day() -> None:
    assert len(days("FREQ=DAILY;COUNT=3", most=99)) == 3
    assert days("FREQ=DAILY;UNTIL=20261126T235959Z", most=99) == ["2026-11-24", "2026-11-25", "2026-11-26"]


def test_what_was_missed_is_not_made_up_for() -> None:
    rule = parse("FREQ=WEEKLY;COUNT=10")
    assert following(rule, TUESDAY, TUESDAY) == (date(2026, 12, 1), parse("FREQ=WEEKLY;COUNT=9"))
    assert following(rule, TUESDAY, date(2026, 12, 9)) == (date(2026, 12, 15), parse("FREQ=WEEKLY;COUNT=7"))
    assert following(rule, TUESDAY, date(2026, 11, 20)) == (date(2026, 12, 1), parse("FREQ=WEEKLY;COUNT=9"))
    assert following(rule, TUESDAY, date(2026, 12, 8)) == (date(2026, 12, 8), parse("FREQ=WEEKLY;COUNT=8"))


def test_the_last_time_is_followed_by_nothing() -> None:
    assert following(parse("FREQ=DAILY;COUNT=1"), TUESDAY, TUESDAY) is None
    assert following(parse("FREQ=DAILY;UNTIL=20261124"), TUESDAY, TUESDAY) is None


@pytest.mark.parametrize(
    "text",
    ["", "weekly", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;COUNT=2;UNTIL=20270101",
     "FREQ=YEARLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=2MO", "FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;UNTIL=soon"],
)  # fmt: skip
def test_what_is_no_rule_or_not_known_is_refused_with_its_field(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(text)
    assert refused.value.field == "recurrence"


rules = some.builds(
    Rule,
    every=some.sampled_from(Every),
    interval=some.integers(1, 12),
    count=some.none() | some.integers(1, 40),
) | some.builds(Rule, every=some.just(Every.MONTH), interval=some.integers(1, 12), month_day=some.integers(1, 31))


@given(rules, some.dates(date(2000, 1, 1), date(2060, 12, 28)))
def test_a_rule_is_read_as_it_was_written_and_its_days_only_rise(rule: Rule, start: date) -> None:
    assert parse(rule.text()) == rule
    found = list(islice(rule.days_from(start), 50))
    assert found[0] == start
    assert found == sorted(set(found))
    assert rule.count is None or len(found) <= rule.count


@given(
    some.sampled_from([Every.DAY, Every.WEEK, Every.MONTH]),
    some.integers(1, 5),
    some.sets(some.integers(0, 6), min_size=1),
    some.dates(date(2020, 1, 1), date(2040, 12, 31)),
)
def test_days_of_the_week_come_as_a_known_library_has_them(
    every: Every, interval: int, wanted: set[int], start: date
) -> None:
    rule = Rule(every, interval, tuple(Weekday(day) for day in sorted(wanted)))
    midnight = f"DTSTART:{start:%Y%m%d}T000000\nRRULE:{rule.text()}"
    theirs = [at.date() for at in islice(rrulestr(midnight), 12) if at.date() > start]
    ours = [day for day in islice(rule.days_from(start), len(theirs) + 1) if day > start]
    assert ours == theirs
    assert all(day - start < timedelta(days=366 * 6) for day in ours)


def test_days_left_out_count_as_times_and_are_forgotten_when_they_are_over() -> None:
    rule = parse("FREQ=DAILY;COUNT=5;EXDATE=20260103,20260104")
    start = date(2026, 1, 1)
    assert [day.day for day in rule.days_from(start)] == [1, 2, 5]
    assert rule.text() == "FREQ=DAILY;COUNT=5;EXDATE=20260103,20260104"
    found = following(rule, date(2026, 1, 2), date(2026, 1, 3))
    assert found is not None
    assert (found[0], found[1].text()) == (date(2026, 1, 5), "FREQ=DAILY;COUNT=2")
    assert as_calendars_say(rule.text()) == "FREQ=DAILY;COUNT=5"
    assert rule.leaving_out([date(2026, 1, 2)]).without == tuple(date(2026, 1, day) for day in (2, 3, 4))
