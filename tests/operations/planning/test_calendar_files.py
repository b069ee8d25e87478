"""The calendar as a file: one entry or all, with ids that stay."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from crm_desktop.base.errors import NotFound
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.planning import calendar, tasks
from crm_desktop.operations.planning.calendar import Appointment
from crm_desktop.operations.planning.calendar_files import calendar_file, local_zone
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

ZONE = (ZoneInfo("Europe/Berlin"), "Europe/Berlin")


def events(data: bytes) -> list[Any]:
    return [one for one in icalendar.Calendar.from_ical(data).walk("VEVENT") if isinstance(one, icalendar.Event)]


def test_all_that_is_planned_is_written_with_ids_that_stay_through_changes(writer: Writer, reader: Reader) -> None:
    graf = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    made = calendar.add_appointment(
        writer, new=Appointment("Aufmaß", date(2026, 7, 1), "09:00", 90), contacts=[graf]
    ).value
    tasks.add_task(writer, new=tasks.Plan("Nachfassen", date(2026, 7, 2)))
    first = events(calendar_file(reader, at=NOW, zone=ZONE))
    calendar.place(writer, activity_id=made, on=date(2026, 12, 1), time="10:00")
    second = events(calendar_file(reader, at=NOW, zone=ZONE))
    assert {str(one["UID"]) for one in first} == {str(one["UID"]) for one in second}
    assert [str(one["SUMMARY"]) for one in first] == ["Aufmaß", "Nachfassen"]
    assert str(first[0]["CONTACT"]) == "Graf"
    assert first[0].start.astimezone(UTC) == datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
    moved = next(one for one in second if str(one["SUMMARY"]) == "Aufmaß")
    assert moved.start.astimezone(UTC) == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert int(moved["SEQUENCE"]) > int(first[0]["SEQUENCE"]), "other programs see that it was moved"


def test_one_entry_alone_can_be_written_and_one_that_is_gone_cannot(writer: Writer, reader: Reader) -> None:
    made = calendar.add_appointment(writer, new=Appointment("Aufmaß", date(2026, 7, 1), "09:00")).value
    calendar.add_appointment(writer, new=Appointment("Anderes", date(2026, 7, 1)))
    assert [str(one["SUMMARY"]) for one in events(calendar_file(reader, at=NOW, activity_id=made))] == ["Aufmaß"]
    with pytest.raises(NotFound):
        calendar_file(reader, at=NOW, activity_id=999)


def test_the_zone_of_the_computer_has_a_name() -> None:
    zone, name = local_zone()
    assert name
    assert NOW.astimezone(zone).utcoffset() == NOW.astimezone(ZoneInfo(name)).utcoffset()
