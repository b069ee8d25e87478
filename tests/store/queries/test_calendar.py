"""The calendar's questions: what stands on some days, what falls on them, and what still has no time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations import trash
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.operations.planning import tasks
from crm_desktop.operations.planning.calendar import Appointment, add_appointment
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import calendar as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

MONDAY, TUESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)


def week(reader: Reader) -> queries.CalendarSpan:
    return queries.span(reader, first=MONDAY, last=SUNDAY, until=SUNDAY)


def test_a_week_holds_what_is_planned_done_and_has_happened_and_nothing_from_the_bin(
    writer: Writer, reader: Reader
) -> None:
    graf = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    add_appointment(writer, new=Appointment("Aufmaß", TUESDAY, "09:00", 90), contacts=[graf])
    done = tasks.add_task(writer, new=Plan("Anruf", MONDAY, due_time="10:00")).value
    tasks.complete_task(writer, activity_id=done)
    binned = tasks.add_task(writer, new=Plan("Weg", TUESDAY)).value
    trash.delete_activities(writer, activity_ids=[binned])
    add_appointment(writer, new=Appointment("Nächste Woche", SUNDAY + timedelta(days=1), "09:00"))
    at = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    history.log_activity(writer, kind=ActivityKind.VISIT, contacts=[graf], subject="Besuch", at=at, minutes=60)
    history.log_activity(writer, kind=ActivityKind.CALL, contacts=[graf], subject="Telefonat", at=at)
    found = {row.subject: row for row in week(reader).entries}
    assert set(found) == {"Aufmaß", "Anruf", "Besuch"}
    assert [found[name].planned for name in ("Aufmaß", "Anruf", "Besuch")] == [True, False, False]
    assert (found["Besuch"].on, found["Besuch"].time) == (MONDAY, f"{at.astimezone():%H:%M}")


def test_what_began_last_week_and_lasts_into_this_one_is_there(writer: Writer, reader: Reader) -> None:
    add_appointment(writer, new=Appointment("Messe", MONDAY - timedelta(days=3), "", 5 * 1440))
    assert [row.subject for row in week(reader).entries] == ["Messe"]


def test_a_repeated_task_of_long_ago_is_there_to_be_repeated(writer: Writer, reader: Reader) -> None:
    tasks.add_task(writer, new=Plan("Wartung", date(2026, 1, 5), recurrence="FREQ=WEEKLY"))
    tasks.add_task(writer, new=Plan("Alt", date(2026, 1, 5)))
    assert [row.subject for row in week(reader).entries] == ["Wartung"]


def test_what_has_no_time_is_ordered_by_the_money_at_stake(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="en")
    stage = int(reader.scalar("select id from stage where kind = 'open' order by position limit 1") or 0)
    for subject, cents in (("klein", 100_00), ("groß", 9_000_00)):
        deal = deals.add_deal(writer, title=subject, stage_id=stage, amount_cents=cents).value
        tasks.add_task(writer, new=Plan(subject, TUESDAY), deal_id=deal)
    tasks.add_task(writer, new=Plan("ohne", MONDAY))
    tasks.add_task(writer, new=Plan("mit Zeit", MONDAY, due_time="09:00"))
    tasks.add_task(writer, new=Plan("später", SUNDAY + timedelta(days=1)))
    assert [row.subject for row in week(reader).untimed] == ["groß", "klein", "ohne"]


def test_birthdays_come_every_year_and_that_of_a_leap_day_on_the_day_before(writer: Writer, reader: Reader) -> None:
    with writer.step("born") as work:
        for name, born in (("Niemann", "1971-11-27"), ("Leap", "1984-02-29"), ("Other", "1971-12-27")):
            work.execute(
                "insert into contact (uuid, name, kind, birthday, created_at, updated_at) values (?, ?, 'person', ?,"
                " '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
                (name, name, born),
            )
    assert [(one.kind, one.title, one.on) for one in week(reader).occasions] == [
        ("birthday", "Niemann", date(2026, 11, 27))
    ]
    february = queries.span(reader, first=date(2027, 2, 22), last=date(2027, 2, 28), until=SUNDAY)
    assert [(one.title, one.on) for one in february.occasions] == [("Leap", date(2027, 2, 28))]
    leap = queries.span(reader, first=date(2028, 2, 28), last=date(2028, 3, 5), until=SUNDAY)
    assert [(one.title, one.on) for one in leap.occasions] == [("Leap", date(2028, 2, 29))]


def test_everything_ever_planned_is_there_to_be_written_out(writer: Writer, reader: Reader) -> None:
    add_appointment(writer, new=Appointment("Alt", date(2020, 1, 1), "09:00"))
    add_appointment(writer, new=Appointment("Neu", date(2030, 1, 1)))
    assert [row.subject for row in queries.all_planned(reader)] == ["Alt", "Neu"]
    assert all(row.updated_at == NOW for row in queries.all_planned(reader))
