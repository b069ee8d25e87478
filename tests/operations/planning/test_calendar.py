"""Appointments: made, moved, lengthened and changed, each as one step that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crm_desktop.base.errors import BadInput, Conflict, Refused
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.history import history
from crm_desktop.operations.planning import calendar, tasks
from crm_desktop.operations.planning.calendar import Appointment
from crm_desktop.store.queries import calendar as queries
from crm_desktop.store.queries.calendar import CalendarRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TUESDAY = date(2026, 11, 24)
MUSTER = Appointment("Muster zeigen", TUESDAY, "14:30", 60)


def person(writer: Writer, name: str = "Graf") -> int:
    return contacts.add_person(writer, new=NewContact(family_name=name, company_name="Graf Hochbau")).value


def entry(reader: Reader, activity_id: int) -> CalendarRow:
    found = queries.entry(reader, activity_id=activity_id)
    assert found is not None
    return found


def test_an_appointment_stands_on_its_day_with_its_length_and_whom_it_concerns(writer: Writer, reader: Reader) -> None:
    graf = person(writer)
    outcome = calendar.add_appointment(writer, new=MUSTER, contacts=[graf])
    assert outcome.label == "Add appointment “Muster zeigen”"
    found = entry(reader, outcome.value)
    assert (found.on, found.time, found.minutes, found.planned) == (TUESDAY, "14:30", 60, True)
    assert found.contacts == ((graf, "Graf", "Graf Hochbau"),)
    writer.undo()
    assert queries.entry(reader, activity_id=outcome.value) is None


def test_moving_is_one_step_and_a_reminder_keeps_its_distance_across_the_change_of_clocks(
    writer: Writer, reader: Reader
) -> None:
    before = Appointment("Anruf", date(2026, 10, 24), "09:00", 30, reminder_at=NOW.replace(month=10, hour=6, minute=45))
    made = calendar.add_appointment(writer, new=before).value
    was = entry(reader, made).reminder_at
    outcome = calendar.place(writer, activity_id=made, on=date(2026, 10, 26), time="10:15")
    assert outcome.label == "Move “Anruf” to 26/10/2026, 10:15"
    found = entry(reader, made)
    assert (found.on, found.time, found.minutes) == (date(2026, 10, 26), "10:15", 30)
    assert was is not None
    assert found.reminder_at is not None
    days = timedelta(days=2, hours=1, minutes=15)
    assert found.reminder_at - was in (days, days + timedelta(hours=1)), "with or without an hour of winter time"
    writer.undo()
    assert (entry(reader, made).time, entry(reader, made).reminder_at) == ("09:00", was)


def test_a_changed_length_has_a_name_of_its_own(writer: Writer, reader: Reader) -> None:
    made = calendar.add_appointment(writer, new=MUSTER).value
    outcome = calendar.place(writer, activity_id=made, on=TUESDAY, time="14:30", minutes=90)
    assert outcome.label == "Change the length of “Muster zeigen”"
    assert entry(reader, made).minutes == 90


def test_a_task_is_given_a_time_and_loses_it_again(writer: Writer, reader: Reader) -> None:
    made = tasks.add_task(writer, new=tasks.Plan("Nachfassen", TUESDAY)).value
    calendar.place(writer, activity_id=made, on=TUESDAY + timedelta(days=2), time="11:00")
    assert entry(reader, made).time == "11:00"
    assert calendar.place(writer, activity_id=made, on=TUESDAY).label == "Move “Nachfassen” to 24/11/2026"
    assert entry(reader, made).time == ""


def test_what_is_done_stays_where_it_is(writer: Writer) -> None:
    made = calendar.add_appointment(writer, new=MUSTER).value
    tasks.complete_task(writer, activity_id=made)
    with pytest.raises(Refused, match="Muster zeigen"):
        calendar.place(writer, activity_id=made, on=TUESDAY, time="15:00")


def test_a_change_touches_kind_text_and_people_and_refuses_an_outdated_state(writer: Writer, reader: Reader) -> None:
    graf, wolters = person(writer), person(writer, "Wolters")
    made = calendar.add_appointment(writer, new=MUSTER, contacts=[graf]).value
    shown = entry(reader, made).version
    new = Appointment("Muster holen", TUESDAY, kind=ActivityKind.VISIT)
    calendar.change_appointment(writer, activity_id=made, new=new, contacts=[wolters], version=shown)
    found = entry(reader, made)
    assert (found.subject, found.kind, found.time, found.minutes) == ("Muster holen", ActivityKind.VISIT, "", None)
    assert [name for _id, name, _firm in found.contacts] == ["Wolters"]
    with pytest.raises(Conflict):
        calendar.change_appointment(writer, activity_id=made, new=new, version=shown)
    writer.undo()
    assert [name for _id, name, _firm in entry(reader, made).contacts] == ["Graf"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Appointment(" ", TUESDAY), "subject"),
        (Appointment("x", TUESDAY, "25:00"), "time"),
        (Appointment("x", TUESDAY, "9:00"), "time"),
        (Appointment("x", TUESDAY, "09:00", 4), "minutes"),
        (Appointment("x", TUESDAY, "09:00", history.MOST_MINUTES + 1), "minutes"),
        (Appointment("x", TUESDAY, kind=ActivityKind.NOTE), "kind"),
        (Appointment("x", TUESDAY, recurrence="FREQ=HOURLY"), "recurrence"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_field(writer: Writer, wrong: Appointment, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        calendar.add_appointment(writer, new=wrong)
    assert refused.value.field == field
    made = calendar.add_appointment(writer, new=MUSTER).value
    with pytest.raises(BadInput) as refused:
        calendar.change_appointment(writer, activity_id=made, new=wrong)
    assert refused.value.field == field


def test_a_reminder_goes_along_when_the_day_is_changed_in_the_form(writer: Writer, reader: Reader) -> None:
    early = NOW + timedelta(hours=1)
    made = calendar.add_appointment(writer, new=replace(MUSTER, reminder_at=early)).value
    later = replace(MUSTER, on=MUSTER.on + timedelta(days=7), reminder_at=early)
    calendar.change_appointment(writer, activity_id=made, new=later)
    assert entry(reader, made).reminder_at == early + timedelta(days=7)
    calendar.change_appointment(writer, activity_id=made, new=replace(later, reminder_at=None))
    assert entry(reader, made).reminder_at is None
