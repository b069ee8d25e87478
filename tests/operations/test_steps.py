"""Going back to a point, and forward again: step by step, whole, and told with what it changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.operations import steps, trash
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.queries import contacts as lists
from crm_desktop.store.queries import steps as queries
from crm_desktop.store.queries.steps import Counted, StepLine
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

SINCE = NOW - timedelta(days=30)


def add(writer: Writer, *names: str) -> list[int]:
    """Add contacts, one step each, and return the steps."""
    return [contacts.add_person(writer, new=NewContact(family_name=name)).step or 0 for name in names]


def names(reader: Reader) -> set[str]:
    return {row.name for row in lists.first_page(reader)}


def lines(reader: Reader) -> list[StepLine]:
    return queries.recent(reader, since=SINCE)


def test_undo_to_a_point_takes_that_step_back_and_all_after_it(writer: Writer, reader: Reader) -> None:
    _first, second, third = add(writer, "Graf", "Wolters", "Kessler")
    seen: list[tuple[int, int]] = []
    outcome = steps.undo_through(writer, step_id=second, progress=lambda *far: seen.append(far))
    assert names(reader) == {"Graf"}
    assert (outcome.value.done, outcome.value.wanted, outcome.value.problem) == (2, 2, "")
    assert outcome.label == "2 steps"
    assert seen == [(1, 2), (2, 2)]
    assert outcome.changes.ids("contact") == frozenset({2, 3}), "panes are told of all of it at once"
    assert steps.redo_through(writer, step_id=second).value.done == 1
    assert names(reader) == {"Graf", "Wolters"}
    steps.redo_through(writer, step_id=third)
    assert names(reader) == {"Graf", "Wolters", "Kessler"}


def test_stopped_on_the_way_what_was_undone_stays_undone(writer: Writer, reader: Reader) -> None:
    first, *_others = add(writer, "Graf", "Wolters", "Kessler")
    answers = iter([False, True])
    turned = steps.undo_through(writer, step_id=first, cancelled=lambda: next(answers)).value
    assert (turned.done, turned.wanted) == (1, 3)
    assert turned.problem
    assert names(reader) == {"Graf", "Wolters"}


def test_a_step_that_cannot_be_undone_stops_it_and_is_told(writer: Writer, reader: Reader) -> None:
    first, *_others = add(writer, "Graf")
    with writer.step("Send letter") as work:
        work.execute("update contact set name = 'Sent'")
        work.seal()
    add(writer, "Wolters")
    turned = steps.undo_through(writer, step_id=first).value
    assert turned.done == 1
    assert "cannot be undone" in turned.problem
    assert names(reader) == {"Sent"}
    with pytest.raises(Refused):
        steps.undo_through(writer, step_id=first)
    found = {line.step.label: line for line in lines(reader)}
    assert found["Send letter"].step.closed
    assert next(line for line in lines(reader) if line.step.id == first).blocked_by == "Send letter"


def test_a_step_that_is_not_there_or_undone_already_is_refused_and_nothing_happens(
    writer: Writer, reader: Reader
) -> None:
    [first] = add(writer, "Graf")
    with pytest.raises(Refused):
        steps.undo_through(writer, step_id=99)
    with pytest.raises(Refused):
        steps.redo_through(writer, step_id=first)
    assert names(reader) == {"Graf"}
    assert len(lines(reader)) == 1, "looking leaves no step behind"


def test_each_step_says_what_it_did_and_an_undone_one_says_the_same(writer: Writer, reader: Reader) -> None:
    add(writer, "Graf")
    with writer.step("Change") as work:
        work.execute("update contact set name = 'Graf neu'")
    with writer.step("Delete") as work:
        work.execute("delete from contact")

    def counted() -> list[tuple[Counted, ...]]:
        return [tuple(one for one in line.counted if one.kind == "contact") for line in lines(reader)]

    expected = [
        (Counted("contact", 0, 0, 1),),
        (Counted("contact", 0, 1, 0),),
        (Counted("contact", 1, 0, 0),),
    ]
    assert counted() == expected
    writer.undo()
    writer.undo()
    writer.undo()
    assert counted() == expected
    assert all(line.step.undone for line in lines(reader))


def test_putting_into_the_bin_and_taking_out_of_it_are_told_as_such(writer: Writer, reader: Reader) -> None:
    add(writer, "Graf")
    trash.delete_contacts(writer, contact_ids=[1])
    trash.restore(writer, kind="contact", ids=[1])
    writer.undo()
    found = [one for line in lines(reader) for one in line.counted if one.kind == "contact"]
    assert found[:2] == [Counted("contact", 0, 0, 0, restored=1), Counted("contact", 0, 0, 0, binned=1)]


def test_the_list_goes_on_below_a_step_and_back_to_thirty_days(writer: Writer, reader: Reader) -> None:
    ids = add(writer, *"abcde")
    first = queries.recent(reader, since=SINCE, limit=2)
    assert [line.step.id for line in first] == ids[:2:-1]
    rest = queries.recent(reader, since=SINCE, before=first[-1].step.id, limit=9)
    assert [line.step.id for line in rest] == [ids[2], ids[1], ids[0]]
    assert queries.recent(reader, since=NOW + timedelta(seconds=1)) == []
