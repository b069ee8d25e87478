"""Reminders are put off and ended; what is planned stays planned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.operations.planning import reminders, tasks
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import tasks as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

CALL = Plan("Anrufen", NOW.date(), due_time="14:30", reminder_at=NOW - timedelta(minutes=1))


def test_what_is_due_to_be_said_is_found_with_the_next_one(writer: Writer, reader: Reader) -> None:
    late = tasks.add_task(writer, new=CALL).value
    tasks.add_task(writer, new=Plan("Later", NOW.date(), reminder_at=NOW + timedelta(hours=2)))
    tasks.add_task(writer, new=Plan("Silent", NOW.date()))
    found = queries.reminders(reader, now=NOW)
    assert [(one.id, one.subject, one.due_time) for one in found.due] == [(late, "Anrufen", "14:30")]
    assert found.next_at == NOW + timedelta(hours=2)


def test_a_reminder_put_off_comes_later_and_undo_brings_it_back(writer: Writer, reader: Reader) -> None:
    task = tasks.add_task(writer, new=CALL).value
    outcome = reminders.remind_at(writer, activity_id=task, at=NOW + timedelta(minutes=5))
    assert outcome.label == "Remind later of “Anrufen”"
    assert queries.reminders(reader, now=NOW) == ((), NOW + timedelta(minutes=5))
    writer.undo()
    assert len(queries.reminders(reader, now=NOW).due) == 1
    with pytest.raises(BadInput):
        reminders.remind_at(writer, activity_id=task, at=NOW)


def test_a_reminder_ended_is_said_no_more_and_the_task_stays(writer: Writer, reader: Reader) -> None:
    task = tasks.add_task(writer, new=CALL).value
    reminders.end_reminder(writer, activity_id=task)
    assert queries.reminders(reader, now=NOW) == ((), None)
    assert [one.id for one in queries.open_tasks(reader)] == [task]


def test_what_is_done_reminds_no_more(writer: Writer, reader: Reader) -> None:
    task = tasks.add_task(writer, new=CALL).value
    tasks.complete_task(writer, activity_id=task)
    assert queries.reminders(reader, now=NOW).due == ()
    with pytest.raises(Refused):
        reminders.end_reminder(writer, activity_id=task)
