"""Calendar files as another program reads them: the same times all year, the same words, nothing longer than 75."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm_desktop.exchange.ics_event import Attendee, CalendarEvent
from crm_desktop.exchange.ics_out import write_calendar

BERLIN, AUCKLAND = "Europe/Berlin", "Pacific/Auckland"
STAMP = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def written(*events: CalendarEvent, zone: str = BERLIN) -> bytes:
    return write_calendar(events, zone=ZoneInfo(zone), zone_name=zone, stamp=STAMP)


def read(data: bytes) -> list[Any]:
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return [event for event in found if isinstance(event, icalendar.Event)]


def event(start: datetime | date, length: int | None = 60, **more: object) -> CalendarEvent:
    return CalendarEvent("uid-1", start, length, "Aufmaß", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("month", "hours"), [(1, 1), (7, 2)])
def test_a_time_is_the_same_instant_for_another_program_in_summer_and_winter(month: int, hours: int) -> None:
    [found] = read(written(event(wall(f"2026-{month:02d}-15T09:00"), 90)))
    assert found.start.astimezone(UTC) == datetime(2026, month, 15, 9 - hours, 0, tzinfo=UTC)
    assert found.end - found.start == timedelta(minutes=90)


@given(
    some.datetimes(wall("1995-01-01"), wall("2045-12-31")),
    some.sampled_from([BERLIN, AUCKLAND, "America/St_Johns", "Asia/Kathmandu", "Africa/Casablanca"]),
)
@settings(max_examples=60, deadline=None)
def test_the_zone_written_out_says_of_every_moment_what_the_zone_itself_says(at: datetime, zone: str) -> None:
    at = at.replace(second=0, microsecond=0)
    local = at.replace(tzinfo=ZoneInfo(zone))
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return  # an hour that comes twice, or never
    calendar = icalendar.Calendar.from_ical(written(event(at), zone=zone))
    [own] = [part for part in calendar.walk("VTIMEZONE") if isinstance(part, icalendar.Timezone)]
    rebuilt = own.to_tz(lookup_tzid=False)
    assert at.replace(tzinfo=rebuilt).utcoffset() == local.utcoffset()


def test_days_end_on_the_day_after_the_last() -> None:
    [one, three] = read(written(event(date(2026, 11, 24), None), event(date(2026, 11, 24), 3 * 1440)))
    assert (one.start, one.end) == (date(2026, 11, 24), date(2026, 11, 25))
    assert three.end == date(2026, 11, 27)


def test_what_comes_again_ends_in_the_form_it_begins_in() -> None:
    rule = "FREQ=WEEKLY;UNTIL=20261231"
    text = written(event(wall("2026-11-24T09:00"), rule=rule), event(date(2026, 11, 24), rule=rule)).decode()
    assert "RRULE:FREQ=WEEKLY;UNTIL=20261231T225959Z\r\n" in text
    assert "RRULE:FREQ=WEEKLY;UNTIL=20261231\r\n" in text
    assert "DTSTART:20350" in text, "the clocks of the years it comes again in are told too"


texts = some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)


@given(texts, texts, texts)
@settings(deadline=None)
def test_any_words_come_back_as_they_were_and_no_line_is_longer_than_75_octets(
    title: str, text: str, name: str
) -> None:
    data = written(
        CalendarEvent("u", date(2026, 1, 1), None, title, f"{text}\n{text}", attendees=(Attendee(name, "a@b.de"),))
    )
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    data.decode()  # no character was cut in two: each line is text by itself
    for line in data.split(b"\r\n"):
        line.decode()
    [found] = read(data)
    assert str(found["SUMMARY"]) == title
    assert str(found["DESCRIPTION"]) == f"{text}\n{text}"
    assert str(found["ATTENDEE"]) == "mailto:a@b.de"


def test_the_same_entry_is_written_the_same_way_and_keeps_its_id() -> None:
    one = event(wall("2026-11-24T09:00"), changed=STAMP, sequence=3)
    assert written(one) == written(one)
    [found] = read(written(one))
    assert (str(found["UID"]), int(found["SEQUENCE"])) == ("uid-1", 3)


def test_what_is_only_due_takes_none_of_the_time_and_what_was_called_off_says_so() -> None:
    [due, off] = read(written(event(date(2026, 1, 1), free=True), event(date(2026, 1, 1), cancelled=True)))
    assert str(due["TRANSP"]) == "TRANSPARENT"
    assert str(off["STATUS"]) == "CANCELLED"


def test_an_empty_calendar_is_a_calendar() -> None:
    assert read(written()) == []


@pytest.mark.parametrize("start", [wall("2026-01-05T09:00"), date(2026, 1, 5)])
def test_left_out_days_are_lines_of_their_own_in_the_form_of_the_beginning(start: datetime | date) -> None:
    [found] = read(written(event(start, rule="FREQ=WEEKLY;COUNT=9;EXDATE=20260112,20260119")))
    assert dict(found["RRULE"]) == {"FREQ": ["WEEKLY"], "COUNT": [9]}
    days = [one.dt for each in found["EXDATE"] for one in each.dts]
    assert [day.date() if isinstance(day, datetime) else day for day in days] == [date(2026, 1, 12), date(2026, 1, 19)]
    assert all(isinstance(day, datetime) is isinstance(start, datetime) for day in days)
