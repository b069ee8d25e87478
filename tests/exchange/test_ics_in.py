"""Calendars of all kinds of programs: what they say is understood, and one bad entry spoils no other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm_desktop.base.text import clean
from crm_desktop.domain.records import AppointmentRecord
from crm_desktop.exchange import intake
from crm_desktop.exchange.ics_event import Attendee, CalendarEvent
from crm_desktop.exchange.ics_in import is_calendar, read_events
from crm_desktop.exchange.ics_out import write_calendar
from crm_desktop.exchange.intake import FileFormat, look
from crm_desktop.exchange.reading import Read


def read(*entries: str) -> list[Read]:
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *entries, "END:VCALENDAR", ""])
    return list(read_events(text.splitlines(keepends=True)))


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def one(*lines: str) -> AppointmentRecord:
    [found] = read(event(*lines))
    assert isinstance(found.record, AppointmentRecord), found.problems
    return found.record


def local(text: str, zone: str) -> tuple[date, str]:
    at = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone()
    return at.date(), at.strftime("%H:%M")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DTSTART:20260715T090000Z", local("2026-07-15T09:00", "UTC")),
        ("DTSTART;TZID=Europe/Berlin:20260715T090000", local("2026-07-15T09:00", "Europe/Berlin")),
        ("DTSTART;TZID=W. Europe Standard Time:20260115T090000", local("2026-01-15T09:00", "Europe/Berlin")),
        ('DTSTART;TZID="/freeassociation.sourceforge.net/America/New_York":20260115T090000',
         local("2026-01-15T09:00", "America/New_York")),
        ("DTSTART:20260115T090000", (date(2026, 1, 15), "09:00")),
        ("DTSTART;VALUE=DATE:20260115", (date(2026, 1, 15), "")),
    ],
)  # fmt: skip
def test_times_of_every_form_become_local_ones(line: str, expected: tuple[date, str]) -> None:
    found = one("UID:1", "SUMMARY:x", line)
    assert (found.on, found.time) == expected


def test_an_unknown_zone_is_said_and_the_time_taken_as_it_stands() -> None:
    [found] = read(event("DTSTART;TZID=Middle Earth:20260115T090000", "SUMMARY:x"))
    assert isinstance(found.record, AppointmentRecord)
    assert found.record.time == "09:00"
    assert "Middle Earth" in found.problems[0].message


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DTSTART:20260115T090000Z", "DTEND:20260115T103000Z"), 90),
        (("DTSTART:20260115T090000Z", "DURATION:PT1H15M"), 75),
        (("DTSTART:20260115T090000Z",), None),
        (("DTSTART;VALUE=DATE:20260115", "DTEND;VALUE=DATE:20260116"), None),
        (("DTSTART;VALUE=DATE:20260115", "DTEND;VALUE=DATE:20260118"), 3 * 1440),
        (("DTSTART;VALUE=DATE:20260115", "DTEND;VALUE=DATE:20260301"), 7 * 1440),
        (("DTSTART;TZID=Europe/Berlin:20260115T090000", "DTEND;TZID=America/New_York:20260115T040000"), 60),
        (("DTSTART:20260115T090000Z", "DTEND:20260115T080000Z"), None),
        (("DTSTART:20260115T090000Z", "DURATION:-PT1H"), None),
    ],
)
def test_the_length_follows_from_end_or_duration(lines: tuple[str, ...], minutes: int | None) -> None:
    assert one("SUMMARY:x", *lines).minutes == minutes


def test_words_people_and_repetition_are_read_and_alarms_passed_over() -> None:
    found = one(
        "UID:abc",
        "SUMMARY:Aufmaß\\, Teeküche",
        "DESCRIPTION:Erste Zeile\\nZwei",
        " te Zeile",
        "LOCATION:Werkstatt",
        "DTSTART:20260115T090000",
        "RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=TH",
        'ATTENDEE;CN="Kessler, Miriam";PARTSTAT=ACCEPTED:mailto:M.Kessler@seeblick.de',
        "ORGANIZER;CN=Brandt:MAILTO:info@brandt.de",
        "BEGIN:VALARM",
        "TRIGGER:-PT15M",
        "DESCRIPTION:Wecker",
        "END:VALARM",
        "STATUS:CONFIRMED",
    )
    assert found.subject == "Aufmaß, Teeküche"
    assert found.text == "Place: Werkstatt\n\nErste Zeile\nZweite Zeile"
    assert found.rule == "FREQ=WEEKLY;BYDAY=TH"
    assert found.attendees == (("Kessler, Miriam", "M.Kessler@seeblick.de"), ("Brandt", "info@brandt.de"))


def test_tasks_are_due_and_may_be_done() -> None:
    [found] = read(
        "BEGIN:VTODO\r\nUID:1\r\nSUMMARY:Nachfassen\r\nDUE;VALUE=DATE:20260115\r\nSTATUS:COMPLETED\r\nEND:VTODO"
    )
    assert isinstance(found.record, AppointmentRecord)
    assert (found.record.kind, found.record.on, found.record.done) == ("task", date(2026, 1, 15), True)


def test_an_entry_without_a_day_is_kept_as_a_note_and_one_without_a_word_is_rejected() -> None:
    good = event("SUMMARY:good", "DTSTART:20260115T090000Z")
    empty = event("ORGANIZER:mailto:a@example.com")
    found = read(
        event("SUMMARY:no day", "DTSTAMP:20260110T090000Z"), event("SUMMARY:bad", "DTSTART:2026-13-45"), empty,
        "BEGIN:VEVENT\r\nSUMMARY:open", good,
    )  # fmt: skip
    assert [one.record is None for one in found] == [False, False, True, False, False]
    assert all(one.problems for one in found[:4])
    records = [one.record for one in found if isinstance(one.record, AppointmentRecord)]
    assert [one.kind for one in records] == ["note", "note", "note", "meeting"]
    assert records[0].on == date(2026, 1, 10)
    assert "2026-13-45" in records[1].text
    assert found[2].cells[0] == "BEGIN:VEVENT"
    assert found[0].row == 3


def test_a_part_of_a_calendar_saved_alone_is_read_and_known_again_without_an_id() -> None:
    lone = "BEGIN:VEVENT\r\nSUMMARY:Treffen\r\nDTSTART:20260115T090000Z\r\nEND:VEVENT\r\n"
    looked = look(lone.encode(), "a.ics")
    assert (looked.format, looked.row_count) == (FileFormat.CALENDAR, 1)
    [first], [again] = intake.read(looked), intake.read(look(lone.replace("\r\n", "\n").encode(), "b.ics"))
    assert isinstance(first.record, AppointmentRecord)
    assert first.record.uid.startswith("ics-")
    assert first.record == again.record


def test_an_unknown_repetition_is_said(recwarn: pytest.WarningsRecorder) -> None:
    [found] = read(event("SUMMARY:x", "DTSTART:20260115T090000Z", "RRULE:FREQ=SECONDLY", "EXDATE:20260116T090000Z"))
    assert isinstance(found.record, AppointmentRecord)
    assert found.record.rule == ""
    assert {problem.field for problem in found.problems} == {"RRULE"}
    assert not recwarn.list


def test_left_out_days_are_part_of_the_rule_and_what_is_none_is_said() -> None:
    [found] = read(
        event(
            "UID:a", "SUMMARY:x", "DTSTART:20260115T090000", "RRULE:FREQ=DAILY;COUNT=9", "EXDATE:20260117T090000",
            "EXDATE;VALUE=DATE:20260116,20260119", "EXDATE:gestern",
        )
    )  # fmt: skip
    assert isinstance(found.record, AppointmentRecord)
    assert found.record.rule == "FREQ=DAILY;COUNT=9;EXDATE=20260116,20260117,20260119"
    assert [problem.field for problem in found.problems] == ["EXDATE"]


def test_days_besides_are_entries_of_their_own_and_a_moved_one_knows_its_day() -> None:
    found = read(
        event("UID:a", "SUMMARY:x", "DTSTART:20260115T090000", "RDATE:20260115T090000,20260120T100000",
              "RDATE;VALUE=PERIOD:20260122T080000/PT1H"),
        event("UID:a", "SUMMARY:y", "RECURRENCE-ID:20260116T090000", "DTSTART:20260118T110000"),
    )  # fmt: skip
    records = [one.record for one in found if isinstance(one.record, AppointmentRecord)]
    assert [(one.on.day, one.time, one.subject) for one in records] == [
        (15, "09:00", "x"), (20, "10:00", "x"), (22, "08:00", "x"), (18, "11:00", "y"),
    ]  # fmt: skip
    assert len({one.uid for one in records}) == 4
    assert (records[3].series, records[3].instead_of) == ("a", date(2026, 1, 16))


@given(
    some.text(max_size=200), some.lists(some.text(some.characters(exclude_characters="\r\n"), max_size=60), max_size=8)
)
@settings(deadline=None)
def test_whatever_a_file_holds_reading_it_never_fails(text: str, lines: list[str]) -> None:
    list(read_events(text.splitlines(keepends=True)))
    list(read_events(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT"]))
    list(read_events(["BEGIN:VEVENT", f"DTSTART:{text}", f"RRULE:{text}", f"DTEND;TZID={text}:20260101T000000"]))
    is_calendar(text)


words = some.text(some.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=80)


@given(
    at=some.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2045-01-01")),
    minutes=some.integers(5, 7 * 1440), title=words, text=words, timed=some.booleans(),
)  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_what_we_write_we_read_again(at: datetime, minutes: int, title: str, text: str, *, timed: bool) -> None:
    zone = ZoneInfo("Europe/Berlin")
    at = at.replace(second=0, microsecond=0)
    if at.replace(tzinfo=zone).utcoffset() != at.replace(tzinfo=zone, fold=1).utcoffset():
        return
    start: datetime | date = at if timed else at.date()
    sent = CalendarEvent("id", start, minutes, title, text, attendees=(Attendee("Kessler", "a@b.de"),))
    data = write_calendar([sent], zone=zone, zone_name="Europe/Berlin", stamp=at.replace(tzinfo=UTC)).decode()
    [found] = read_events(data.splitlines(keepends=True))
    assert isinstance(found.record, AppointmentRecord)
    assert (found.record.uid, found.record.subject, found.record.text) == ("id", clean(title), clean(text))
    expected = at.replace(tzinfo=zone).astimezone()
    assert found.record.on == (expected.date() if timed else at.date())
    days = -(-minutes // 1440)
    assert found.record.minutes == (minutes if timed else days * 1440 if days > 1 else None)
