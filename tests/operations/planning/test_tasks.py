"""Tasks: planned, done, put off and taken up again, always with whom they concern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.times import to_text
from crm_desktop.domain.history import ActivityKind, Priority
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.operations.planning import tasks
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import tasks as queries
from crm_desktop.store.queries import today as today_queries
from crm_desktop.store.queries.today import DueCounts
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = NOW.date()
MUSTER = Plan("Muster zeigen", TODAY + timedelta(days=2), kind=ActivityKind.MEETING, due_time="14:30")


def graf(writer: Writer) -> int:
    person = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    with writer.step("age") as work:
        work.execute("update contact set last_activity_at = null")
    return person


def last_in_touch(reader: Reader) -> str | None:
    found: str | None = reader.scalar("select last_activity_at from contact")
    return found


def test_what_is_planned_is_listed_by_day_and_time_and_is_no_contact_yet(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    outcome = tasks.add_task(writer, new=MUSTER, contacts=[person])
    assert outcome.label == "Add task “Muster zeigen”"
    tasks.add_task(writer, new=Plan("Anrufen", MUSTER.due_on, due_time="09:00", priority=Priority.HIGH))
    tasks.add_task(writer, new=Plan("Irgendwann", MUSTER.due_on))
    tasks.add_task(writer, new=Plan("Gestern", TODAY - timedelta(days=1)))
    found = queries.open_tasks(reader)
    assert [task.subject for task in found] == ["Gestern", "Anrufen", "Muster zeigen", "Irgendwann"]
    assert (found[2].kind, found[2].due_time, found[2].contacts) == (ActivityKind.MEETING, "14:30", ((person, "Graf"),))
    assert [task.subject for task in queries.open_tasks(reader, until=TODAY)] == ["Gestern"]
    assert today_queries.counts(reader, today=TODAY) == DueCounts(overdue=1, today=0, later=3)
    assert last_in_touch(reader) is None


def test_what_is_done_enters_the_history_and_what_follows_is_planned_in_the_same_step(
    writer: Writer, reader: Reader
) -> None:
    person = graf(writer)
    task = tasks.add_task(writer, new=MUSTER, contacts=[person]).value
    outcome = tasks.complete_task(
        writer, activity_id=task, result="Esche gefällt", follow_up=Plan("Angebot schreiben", TODAY)
    )
    assert outcome.label == "Complete “Muster zeigen”"
    assert [(one.id, one.subject) for one in queries.planned(reader, contact_id=person)] == [
        (outcome.value, "Angebot schreiben")
    ]
    assert last_in_touch(reader) == to_text(NOW)
    writer.undo()
    assert [one.subject for one in queries.planned(reader, contact_id=person)] == ["Muster zeigen"]
    assert last_in_touch(reader) is None


def test_what_was_not_done_after_all_is_planned_again(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    task = tasks.add_task(writer, new=MUSTER, contacts=[person]).value
    tasks.complete_task(writer, activity_id=task)
    tasks.reopen_task(writer, activity_id=task)
    assert [one.id for one in queries.open_tasks(reader)] == [task]
    assert last_in_touch(reader) is None
    with pytest.raises(Refused):
        tasks.reopen_task(writer, activity_id=task)


def test_several_tasks_are_put_off_in_one_step(writer: Writer, reader: Reader) -> None:
    ids = [tasks.add_task(writer, new=Plan(name, TODAY, due_time="08:00")).value for name in "AB"]
    monday = date(2026, 11, 30)
    assert tasks.defer_tasks(writer, activity_ids=ids, until=monday).label == "Put off 2 tasks"
    assert [(one.due_on, one.due_time) for one in queries.open_tasks(reader)] == [(monday, "08:00")] * 2


def test_a_task_is_changed_and_only_while_it_is_planned(writer: Writer, reader: Reader) -> None:
    task = tasks.add_task(writer, new=MUSTER).value
    tasks.change_task(writer, activity_id=task, new=Plan("Muster bringen", TODAY, body="Eiche, Esche"))
    (found,) = queries.open_tasks(reader)
    assert (found.subject, found.due_on, found.due_time, found.body) == ("Muster bringen", TODAY, "", "Eiche, Esche")
    tasks.complete_task(writer, activity_id=task)
    for act in (
        lambda: tasks.change_task(writer, activity_id=task, new=MUSTER),
        lambda: tasks.defer_tasks(writer, activity_ids=[task], until=TODAY),
        lambda: tasks.complete_task(writer, activity_id=task),
    ):
        with pytest.raises(Refused):
            act()


def test_a_note_is_no_task(writer: Writer) -> None:
    note = history.write_note(writer, contact_id=graf(writer), text="x").value
    with pytest.raises(Refused):
        tasks.complete_task(writer, activity_id=note)


def test_what_is_planned_for_a_deal_tells_the_money_at_stake(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    deal = deals.add_deal(writer, title="Lobby", amount_cents=50_000).value
    tasks.add_task(writer, new=MUSTER, deal_id=deal)
    (found,) = queries.planned_for_deal(reader, deal_id=deal)
    assert (found.deal, found.amount_cents, found.currency, found.probability) == ("Lobby", 50_000, "EUR", 20)
    deals.lose_deal(writer, deal_id=deal, reason="zu teuer")
    (found,) = queries.planned_for_deal(reader, deal_id=deal)
    assert (found.amount_cents, found.probability) == (0, 0)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (Plan(" ", TODAY), "subject"),
        (Plan("x", TODAY, kind=ActivityKind.NOTE), "kind"),
        (Plan("x", TODAY, due_time="25:00"), "due_time"),
        (Plan("x", TODAY, due_time="9 Uhr"), "due_time"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_its_field(writer: Writer, new: Plan, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        tasks.add_task(writer, new=new)
    assert refused.value.field == field


def test_what_comes_again_is_planned_for_its_next_time_when_it_is_done_and_undo_takes_both_back(
    writer: Writer, reader: Reader
) -> None:
    person = graf(writer)
    weekly = Plan(
        "Wochenplanung", TODAY, due_time="08:00", priority=Priority.HIGH, recurrence="FREQ=WEEKLY;COUNT=2",
        reminder_at=NOW, body="Werkstatt",
    )  # fmt: skip
    task = tasks.add_task(writer, new=weekly, contacts=[person]).value
    following = tasks.complete_task(writer, activity_id=task).value
    (found,) = queries.open_tasks(reader)
    assert found.id == following
    assert (found.due_on, found.due_time, found.recurrence) == (
        TODAY + timedelta(days=7),
        "08:00",
        "FREQ=WEEKLY;COUNT=1",
    )
    assert (found.priority, found.body, found.contacts) == (Priority.HIGH, "Werkstatt", ((person, "Graf"),))
    assert found.reminder_at == NOW + timedelta(days=7)
    writer.undo()
    assert [one.id for one in queries.open_tasks(reader)] == [task]
    writer.redo()
    assert tasks.complete_task(writer, activity_id=following or 0).value is None, "the second time was the last"
    assert queries.open_tasks(reader) == []


def test_putting_off_one_time_leaves_the_others_where_they_were(writer: Writer, reader: Reader) -> None:
    weekly = Plan("Wochenplanung", TODAY, recurrence="FREQ=WEEKLY")
    task = tasks.add_task(writer, new=weekly).value
    tasks.defer_tasks(writer, activity_ids=[task], until=TODAY + timedelta(days=1))
    tasks.defer_tasks(writer, activity_ids=[task], until=TODAY + timedelta(days=2))
    tasks.complete_task(writer, activity_id=task)
    (following,) = queries.open_tasks(reader)
    assert following.due_on == TODAY + timedelta(days=7)
    other_day = replace(weekly, due_on=TODAY + timedelta(days=9))
    tasks.change_task(writer, activity_id=following.id, new=other_day)
    tasks.complete_task(writer, activity_id=following.id)
    assert queries.open_tasks(reader)[0].due_on == TODAY + timedelta(days=16), "the plan itself was changed"


def test_taking_up_again_what_comes_again_takes_the_next_time_away(writer: Writer, reader: Reader) -> None:
    task = tasks.add_task(writer, new=Plan("Wochenplanung", TODAY, recurrence="FREQ=WEEKLY")).value
    tasks.complete_task(writer, activity_id=task, follow_up=Plan("Protokoll", TODAY))
    tasks.reopen_task(writer, activity_id=task)
    assert {one.subject for one in queries.open_tasks(reader)} == {"Wochenplanung", "Protokoll"}
    assert [one.id for one in queries.open_tasks(reader) if one.subject == "Wochenplanung"] == [task]
    writer.undo()
    assert len(queries.open_tasks(reader)) == 2


def test_what_is_put_off_takes_its_reminder_along_at_the_same_hour(writer: Writer, reader: Reader) -> None:
    task = tasks.add_task(writer, new=Plan("Anrufen", TODAY, due_time="14:30", reminder_at=NOW)).value
    tasks.defer_tasks(writer, activity_ids=[task], until=TODAY + timedelta(days=3))
    assert queries.open_tasks(reader)[0].reminder_at == NOW + timedelta(days=3)


def test_what_lay_waiting_is_spread_over_days_in_one_step(writer: Writer, reader: Reader) -> None:
    ids = [tasks.add_task(writer, new=Plan(name, TODAY - timedelta(days=9))).value for name in "ABC"]
    days = {task: TODAY + timedelta(days=place) for place, task in enumerate(ids)}
    assert tasks.spread_tasks(writer, days=days).label == "Put off 3 tasks"
    assert {one.id: one.due_on for one in queries.open_tasks(reader)} == days
    writer.undo()
    assert {one.due_on for one in queries.open_tasks(reader)} == {TODAY - timedelta(days=9)}


def test_a_time_is_given_and_taken_again(writer: Writer, reader: Reader) -> None:
    task = tasks.add_task(writer, new=Plan("Anrufen", TODAY)).value
    tasks.set_time(writer, activity_id=task, on=TODAY + timedelta(days=1), time="09:15")
    (found,) = queries.open_tasks(reader)
    assert (found.due_on, found.due_time) == (TODAY + timedelta(days=1), "09:15")
    with pytest.raises(BadInput):
        tasks.set_time(writer, activity_id=task, on=TODAY, time="half past")


def test_a_repetition_nobody_knows_is_refused(writer: Writer) -> None:
    with pytest.raises(BadInput) as refused:
        tasks.add_task(writer, new=Plan("x", TODAY, recurrence="now and then"))
    assert refused.value.field == "recurrence"
