"""The history: written in one step, dated, and counted as having been in touch only when somebody was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_desktop.base.errors import BadInput, Conflict
from crm_desktop.base.times import to_text
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.history import history
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

EARLIER = NOW - timedelta(days=30)


def miriam_at_the_hotel(writer: Writer) -> tuple[int, int]:
    """Add a person and her company, both last in touch long ago, and return their ids."""
    person = contacts.add_person(
        writer, new=NewContact(given_name="Miriam", family_name="Kessler", company_name="Hotel Seeblick GmbH")
    ).value
    with writer.step("age") as work:
        work.execute("update contact set last_activity_at = null")
        company: int = work.read.scalar("select company_id from contact where id = ?", (person,))
    return person, company


def last_in_touch(reader: Reader, contact_id: int) -> str | None:
    found: str | None = reader.scalar("select last_activity_at from contact where id = ?", (contact_id,))
    return found


def test_a_call_is_logged_with_whom_it_concerns_and_undone_whole(writer: Writer, reader: Reader) -> None:
    person, _company = miriam_at_the_hotel(writer)
    outcome = history.log_activity(
        writer, kind=ActivityKind.CALL, contacts=[person], body="Theke in Eiche", direction=Direction.OUT, minutes=12
    )
    assert outcome.label == "Log call"
    assert reader.row(
        tuple_of, "select kind, body, direction, minutes from activity where id = ?", (outcome.value,)
    ) == (
        "call",
        "Theke in Eiche",
        "out",
        12,
    )
    assert list(reader.ids("select contact_id from activity_contact")) == [person]
    assert last_in_touch(reader, person) == to_text(NOW)
    writer.undo()
    assert reader.scalar("select count(*) from activity") == 0
    assert last_in_touch(reader, person) is None


def test_a_company_was_in_touch_when_one_of_its_people_was(writer: Writer, reader: Reader) -> None:
    person, company = miriam_at_the_hotel(writer)
    history.write_note(writer, contact_id=person, text="Mag keine Anrufe vor neun.")
    assert last_in_touch(reader, company) == to_text(NOW)


def test_what_is_written_down_late_does_not_move_the_last_contact_back(writer: Writer, reader: Reader) -> None:
    person, _company = miriam_at_the_hotel(writer)
    history.write_note(writer, contact_id=person, text="heute")
    history.log_activity(writer, kind=ActivityKind.MEETING, contacts=[person], at=EARLIER, subject="Ortstermin")
    assert last_in_touch(reader, person) == to_text(NOW)


def test_what_the_program_writes_by_itself_is_no_contact(writer: Writer, reader: Reader) -> None:
    person, _company = miriam_at_the_hotel(writer)
    with writer.step("x") as work:
        history.record(work, kind=ActivityKind.SYSTEM, subject="Phase geändert", contacts=[person])
    assert last_in_touch(reader, person) is None


def test_correcting_an_entry_leaves_a_trace_and_keeps_its_kind(writer: Writer, reader: Reader) -> None:
    person, company = miriam_at_the_hotel(writer)
    entry = history.write_note(writer, contact_id=person, text="Mustertag Donerstag").value
    history.edit_activity(writer, activity_id=entry, body="Mustertag Donnerstag", at=EARLIER)
    sql = "select kind, body, edited_at is not null, at from activity where id = ?"
    assert reader.row(tuple_of, sql, (entry,)) == ("note", "Mustertag Donnerstag", 1, to_text(EARLIER))
    assert reader.scalar("select at from activity_contact") == to_text(EARLIER)
    assert [last_in_touch(reader, one) for one in (person, company)] == [to_text(EARLIER)] * 2


def test_an_entry_left_as_it_is_has_no_trace_and_is_no_step(writer: Writer, reader: Reader) -> None:
    person, _company = miriam_at_the_hotel(writer)
    entry = history.write_note(writer, contact_id=person, text="eins").value
    assert history.edit_activity(writer, activity_id=entry, body=" eins ", at=NOW).step is None
    assert reader.scalar("select edited_at from activity") is None


def test_a_length_written_down_by_mistake_is_taken_away_and_undo_brings_it_back(writer: Writer, reader: Reader) -> None:
    whom = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    entry = history.log_activity(writer, kind=ActivityKind.CALL, contacts=[whom], body="eins", minutes=25).value
    history.edit_activity(writer, activity_id=entry, minutes=0)
    assert reader.scalar("select minutes from activity") is None
    writer.undo()
    assert reader.scalar("select minutes from activity") == 25


def test_an_entry_changed_elsewhere_is_not_overwritten(writer: Writer, reader: Reader) -> None:
    person, _company = miriam_at_the_hotel(writer)
    entry = history.write_note(writer, contact_id=person, text="eins").value
    shown = reader.scalar("select version from activity where id = ?", (entry,))
    history.edit_activity(writer, activity_id=entry, body="zwei", version=shown)
    with pytest.raises(Conflict):
        history.edit_activity(writer, activity_id=entry, body="drei", version=shown)
    assert reader.scalar("select body from activity where id = ?", (entry,)) == "zwei"


def test_an_empty_note_and_one_from_the_future_and_one_about_nobody_are_refused(writer: Writer) -> None:
    person, _company = miriam_at_the_hotel(writer)
    with pytest.raises(BadInput) as empty:
        history.write_note(writer, contact_id=person, text=" \n ")
    with pytest.raises(BadInput) as future:
        history.log_activity(writer, kind=ActivityKind.CALL, contacts=[person], at=NOW + timedelta(minutes=1))
    with pytest.raises(BadInput) as nobody:
        history.log_activity(writer, kind=ActivityKind.CALL)
    with pytest.raises(BadInput) as endless:
        history.log_activity(writer, kind=ActivityKind.CALL, contacts=[person], minutes=10**6)
    assert [error.value.field for error in (empty, future, nobody, endless)] == ["body", "at", "contacts", "minutes"]


def test_entries_are_pinned_and_unpinned(writer: Writer, reader: Reader) -> None:
    person, _company = miriam_at_the_hotel(writer)
    entry = history.write_note(writer, contact_id=person, text="wichtig").value
    history.pin_activity(writer, activity_id=entry, pinned=True)
    assert reader.scalar("select pinned from activity") == 1
    history.pin_activity(writer, activity_id=entry, pinned=False)
    assert reader.scalar("select pinned from activity") == 0


def tuple_of(*values: object) -> tuple[object, ...]:
    return values
