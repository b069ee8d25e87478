"""The timeline: rolled up, newest first, page by page, narrowed and counted by group."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.store.queries import timeline
from crm_desktop.store.queries.timeline import Group, Reach, Scope
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


def person_in(writer: Writer, company: int | None = None) -> int:
    return contacts.add_person(writer, new=NewContact(family_name="Kessler", company_id=company)).value


def company_of(writer: Writer) -> int:
    return contacts.add_company(writer, new=NewContact(name="Hotel Seeblick GmbH")).value


def subjects(reader: Reader, scope: Scope, group: Group = Group.ALL) -> list[str]:
    return [entry.subject for entry in timeline.entries(reader, scope=scope, group=group)]


def test_a_companys_timeline_takes_in_its_people_and_deals(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    company = company_of(writer)
    person, stranger = person_in(writer, company), person_in(writer)
    deal = deals.add_deal(writer, title="Lobby", account_id=company).value
    with writer.step("x") as work:
        for days, subject, whom, deal_id in (
            (4, "of the company", [company], None),
            (3, "of its person", [person], None),
            (2, "of its deal", [], deal),
            (1, "of somebody else", [stranger], None),
        ):
            at = NOW - timedelta(days=days)
            history.record(work, kind=ActivityKind.NOTE, subject=subject, contacts=whom, deal_id=deal_id, at=at)
    notes = subjects(reader, Scope(contact_id=company), Group.NOTES)
    assert notes == ["of its deal", "of its person", "of the company"]
    alone = Scope(contact_id=company, reach=Reach.OWN)
    assert subjects(reader, alone, Group.NOTES) == ["of the company"]
    assert subjects(reader, Scope(contact_id=person), Group.NOTES) == ["of its person"]
    assert subjects(reader, Scope(deal_id=deal), Group.NOTES) == ["of its deal"]
    assert subjects(reader, timeline.EVERYTHING, Group.NOTES) == ["of somebody else", *notes]


def test_an_entry_says_everything_the_timeline_shows(writer: Writer, reader: Reader) -> None:
    person = person_in(writer)
    history.log_activity(
        writer,
        kind=ActivityKind.CALL,
        contacts=[person],
        subject="Theke",
        body="in Eiche",
        direction=Direction.IN,
        minutes=12,
    )
    (entry,) = timeline.entries(reader, scope=Scope(contact_id=person))
    assert (entry.kind, entry.direction, entry.subject, entry.body, entry.minutes, entry.at, entry.contacts) == (
        ActivityKind.CALL,
        Direction.IN,
        "Theke",
        "in Eiche",
        12,
        NOW,
        ((person, "Kessler"),),
    )
    assert (entry.deal, entry.offer, entry.files, entry.pinned, entry.edited_at) == ("", "", (), False, None)


def test_what_is_planned_or_in_the_bin_is_not_history(writer: Writer, reader: Reader) -> None:
    person = person_in(writer)
    with writer.step("x") as work:
        history.record(work, kind=ActivityKind.TASK, subject="geplant", contacts=[person]).due_on = NOW.date()
        history.record(work, kind=ActivityKind.NOTE, subject="gelöscht", contacts=[person]).deleted_at = NOW
        done = history.record(work, kind=ActivityKind.TASK, subject="erledigt", contacts=[person])
        done.due_on, done.done_at = NOW.date(), NOW
    assert subjects(reader, Scope(contact_id=person)) == ["erledigt"]


def test_groups_are_counted_and_add_up(writer: Writer, reader: Reader) -> None:
    person = person_in(writer)
    with writer.step("x") as work:
        for kind in (ActivityKind.CALL, ActivityKind.VISIT, ActivityKind.EMAIL, ActivityKind.NOTE, ActivityKind.SYSTEM):
            history.record(work, kind=kind, subject=kind.value, contacts=[person])
    counts = timeline.counts(reader, scope=Scope(contact_id=person))
    assert (counts[Group.ALL], counts[Group.TALKS], counts[Group.MAILS], counts[Group.NOTES]) == (5, 2, 1, 1)
    for group in Group:
        assert len(subjects(reader, Scope(contact_id=person), group)) == counts[group]


def test_pinned_entries_can_be_kept_on_top(writer: Writer, reader: Reader) -> None:
    person = person_in(writer)
    entry = history.write_note(writer, contact_id=person, text="wichtig").value
    history.write_note(writer, contact_id=person, text="unwichtig")
    history.pin_activity(writer, activity_id=entry, pinned=True)
    assert [one.id for one in timeline.pinned(reader, scope=Scope(contact_id=person))] == [entry]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hours=st.lists(st.integers(0, 5), max_size=30), limit=st.integers(1, 7))
def test_pages_hold_every_entry_once_and_in_order(writer: Writer, reader: Reader, hours: list[int], limit: int) -> None:
    person = person_in(writer)
    with writer.step("x") as work:
        for hour in hours:
            history.record(work, kind=ActivityKind.NOTE, contacts=[person], at=NOW - timedelta(hours=hour))
    scope, seen = Scope(contact_id=person), list[tuple[str, int]]()
    page = timeline.entries(reader, scope=scope, limit=limit)
    while page:
        seen += [(entry.at.isoformat(), entry.id) for entry in page]
        page = timeline.entries(reader, scope=scope, limit=limit, after=page[-1].place)
    assert len(seen) == len(hours)
    assert seen == sorted(seen, reverse=True)
