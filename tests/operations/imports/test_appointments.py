"""A calendar taken in: planned, over, known, called off; and taken in again nothing is there twice."""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.imports.files import import_file
from crm_desktop.operations.imports.report import ImportReport
from crm_desktop.operations.planning import calendar
from crm_desktop.operations.planning.calendar import Appointment
from crm_desktop.operations.planning.calendar_files import calendar_file
from crm_desktop.store.queries import calendar as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


def take(writer: Writer, *events: str, dry_run: bool = False) -> Outcome[ImportReport]:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split("|"), "END:VEVENT"]
    data = "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
    return import_file(writer, data, "kalender.ics", dry_run=dry_run)


COMING = "UID:a|SUMMARY:Aufmaß|DTSTART:20261201T090000|DTEND:20261201T100000|ATTENDEE;CN=X:mailto:graf@hochbau.de"


def test_what_is_to_come_is_planned_with_whom_it_concerns_in_one_step(writer: Writer, reader: Reader) -> None:
    graf = contacts.add_person(writer, new=NewContact(family_name="Graf", email="Graf@Hochbau.de")).value
    report = take(writer, COMING).value
    assert (report.rows, report.added) == (1, 1)
    [found] = queries.all_planned(reader)
    assert (found.on, found.time, found.minutes, found.planned) == (date(2026, 12, 1), "09:00", 60, True)
    assert [ref for ref, _name, _firm in found.contacts] == [graf]
    writer.undo()
    assert queries.all_planned(reader) == []


def test_what_is_over_is_history_and_what_comes_again_stands_at_its_next_time(writer: Writer, reader: Reader) -> None:
    take(
        writer,
        "UID:b|SUMMARY:Besuch|DTSTART:20250301T090000|DTEND:20250301T100000",
        "UID:c|SUMMARY:Runde|DTSTART:20250303T080000|RRULE:FREQ=WEEKLY",
        "UID:d|SUMMARY:Vorbei|DTSTART:20250303T080000|RRULE:FREQ=WEEKLY;COUNT=3",
    )
    [again] = queries.all_planned(reader)
    assert (again.subject, again.on) == ("Runde", date(2026, 11, 30))
    spring = queries.span(reader, first=date(2025, 3, 1), last=date(2025, 3, 9), until=NOW.date())
    assert {row.subject for row in spring.entries} == {"Besuch", "Vorbei"}
    assert not any(row.planned for row in spring.entries)


def test_taken_in_again_it_moves_along_and_nothing_is_there_twice(writer: Writer, reader: Reader) -> None:
    take(writer, COMING)
    assert take(writer, COMING).value.skipped == 1
    report = take(writer, COMING.replace("20261201", "20261203")).value
    assert (report.added, report.updated) == (0, 1)
    [found] = queries.all_planned(reader)
    assert found.on == date(2026, 12, 3)
    report = take(writer, f"{COMING}|STATUS:CANCELLED").value
    assert "called off" in report.remarks[0].message
    assert queries.all_planned(reader) == []


def test_what_the_program_wrote_it_knows_again(writer: Writer, reader: Reader) -> None:
    calendar.add_appointment(writer, new=Appointment("Aufmaß", date(2026, 12, 1), "09:00", 60))
    calendar.add_appointment(writer, new=Appointment("Messe", date(2026, 12, 2), "", 3 * 1440))
    data = calendar_file(reader, at=NOW)
    report = import_file(writer, data, "out.ics").value
    assert (report.added, report.skipped) == (0, 2)
    writer.undo()
    writer.undo()
    assert import_file(writer, data, "out.ics").value.added == 2
    assert {(row.subject, row.time, row.minutes) for row in queries.all_planned(reader)} == {
        ("Aufmaß", "09:00", 60),
        ("Messe", "", 3 * 1440),
    }


def test_rejected_entries_come_back_as_a_calendar_with_the_reason(writer: Writer, reader: Reader) -> None:
    report = take(writer, "UID:x|ORGANIZER:mailto:a@example.com", COMING).value
    assert (report.added, report.rejected) == (1, 1)
    text = report.rejected_csv.decode()
    assert text.startswith("BEGIN:VCALENDAR")
    assert "X-CRM-REASON:The entry says neither when nor what." in text
    assert queries.all_planned(reader)


def test_a_dry_run_keeps_nothing(writer: Writer, reader: Reader) -> None:
    assert take(writer, COMING, dry_run=True).value.added == 1
    assert queries.all_planned(reader) == []


SERIES = (
    "UID:s|SUMMARY:Runde|DTSTART:20261201T090000|DTEND:20261201T100000|RRULE:FREQ=WEEKLY;COUNT=6|EXDATE:20261208T090000",
    "UID:s|SUMMARY:Runde verlegt|RECURRENCE-ID:20261215T090000|DTSTART:20261216T140000",
    "UID:s|SUMMARY:Fällt aus|RECURRENCE-ID:20261222T090000|DTSTART:20261222T090000|STATUS:CANCELLED",
)


def test_a_series_comes_without_what_was_left_out_moved_or_called_off_and_goes_out_so(
    writer: Writer, reader: Reader
) -> None:
    expected = {"FREQ=WEEKLY;COUNT=6;EXDATE=20261208,20261215,20261222"}
    report = take(writer, *SERIES).value
    assert (report.added, report.skipped) == (2, 1)
    assert {row.recurrence for row in queries.all_planned(reader) if row.recurrence} == expected
    assert {row.subject: row.on.day for row in queries.all_planned(reader)} == {"Runde": 1, "Runde verlegt": 16}
    again = take(writer, *SERIES).value
    assert (again.added, again.updated, again.skipped) == (0, 0, 3), "nothing is there twice, and nothing changes"
    text = calendar_file(reader, at=NOW).decode()
    assert sum(line.startswith("EXDATE;TZID=") for line in text.splitlines()) == 3
    writer.undo()
    take(writer, SERIES[0])
    take(writer, *SERIES[1:])
    assert {row.recurrence for row in queries.all_planned(reader) if row.recurrence} == expected, (
        "in files of their own"
    )


def test_a_day_besides_the_rule_is_an_appointment_of_its_own(writer: Writer, reader: Reader) -> None:
    report = take(writer, "UID:r|SUMMARY:Messe|DTSTART:20261201T090000|RDATE:20261203T090000,20261205T100000").value
    assert (report.rows, report.added) == (3, 3)
    assert [(row.on.day, row.time) for row in queries.all_planned(reader)] == [
        (1, "09:00"), (3, "09:00"), (5, "10:00"),
    ]  # fmt: skip
