"""The order of a whole timeline: three sources by their time, narrowed, searched, and read back row by row."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.contacts import contacts, segments
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.store.queries import pipelines as stages
from crm_desktop.store.queries import timeline, timeline_index
from crm_desktop.store.queries.field_history import FieldStep
from crm_desktop.store.queries.timeline import Group, Reach, Scope, TimelineEntry
from crm_desktop.store.queries.timeline_index import Wanted
from crm_desktop.store.queries.timeline_rows import StateChange, TimelineItem, rows
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

DAY = timedelta(days=1)


def note(writer: Writer, text: str, whom: int, *, back: timedelta = DAY, kind: ActivityKind = ActivityKind.NOTE) -> int:
    return history.log_activity(writer, kind=kind, body=text, contacts=[whom], at=NOW - back).value


def person(writer: Writer, name: str = "Kessler", company: int | None = None) -> int:
    return contacts.add_person(writer, new=NewContact(family_name=name, company_id=company)).value


def company(writer: Writer, name: str, parent: int | None = None) -> int:
    made = contacts.add_company(writer, new=NewContact(name=name)).value
    if parent is not None:
        with writer.step("x") as work:
            work.execute("update contact set company_id = ? where id = ?", (parent, made))
    return made


def read(reader: Reader, scope: Scope, wanted: Wanted = timeline_index.ALL_WANTED) -> list[TimelineItem]:
    found = timeline_index.index(reader, scope=scope, wanted=wanted)
    shown = rows(reader, refs=found.refs, scope=scope)
    return [shown[ref] for ref in found.refs]


def bodies(reader: Reader, scope: Scope, wanted: Wanted = timeline_index.ALL_WANTED) -> list[str]:
    return [item.body for item in read(reader, scope, wanted) if isinstance(item, TimelineEntry)]


def test_a_timeline_reaches_as_far_as_it_is_asked_to(writer: Writer, reader: Reader) -> None:
    mother = company(writer, "Holding")
    daughter = company(writer, "Tochter", mother)
    kessler, boss = person(writer, "Kessler", daughter), person(writer, "Chef", mother)
    for place, (text, whom) in enumerate((("k", kessler), ("d", daughter), ("m", mother), ("b", boss)), 1):
        note(writer, text, whom, back=place * DAY)
    reached = {reach: bodies(reader, Scope(contact_id=kessler, reach=reach)) for reach in Reach}
    assert reached == {Reach.OWN: ["k"], Reach.AROUND: ["k"], Reach.COMPANY: ["k", "d"], Reach.GROUP: list("kdmb")}
    assert bodies(reader, Scope(contact_id=mother)) == ["m", "b"]
    assert bodies(reader, Scope(contact_id=mother, reach=Reach.GROUP)) == list("kdmb")


def test_what_became_of_a_deal_is_told_with_the_days_it_took(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    whom = person(writer)
    deal = deals.add_deal(writer, title="Lobby", account_id=whom, amount_cents=4_000_00).value
    usual = stages.default_pipeline(reader)
    assert usual is not None
    second = stages.stages(reader, pipeline_id=usual.id)[1]
    with writer.step("x") as work:
        work.execute("update deal_state set entered = ?, recorded_at = ?", ("2026-11-12T08:42:00Z",) * 2)
    deals.move_to_stage(writer, deal_id=deal, stage_id=second.id)
    moved, begun = [item for item in read(reader, Scope(contact_id=whom)) if isinstance(item, StateChange)]
    assert (begun.before, moved.now.stage, moved.days) == (None, second.name, 12)
    assert moved.before is not None
    assert moved.before.stage == begun.now.stage
    with writer.step("x") as work:
        work.execute('update deal_state set "left" = :at where "left" is not null', {"at": "2026-11-20T08:42:00Z"})
        work.execute('update deal_state set entered = :at where "left" is null', {"at": "2026-11-20T08:42:00Z"})
    deals.change_deal(writer, deal_id=deal, amount_cents=5_000_00)
    changed = next(item for item in read(reader, Scope(deal_id=deal)) if isinstance(item, StateChange))
    assert changed.before is not None
    assert (changed.before.amount_cents, changed.now.amount_cents, changed.days) == (4_000_00, 5_000_00, 0)


def test_a_field_that_was_changed_is_told_with_old_and_new_and_goes_when_it_is_undone(
    writer: Writer, reader: Reader
) -> None:
    whom = contacts.add_person(
        writer, new=NewContact(family_name="Kessler", job_title="Einkauf", phone="04131 1")
    ).value
    contacts.change_contact(writer, contact_id=whom, fields={"job_title": "Leitung"})
    (step,) = [item for item in read(reader, Scope(contact_id=whom)) if isinstance(item, FieldStep)]
    assert [(one.column, one.old, one.new) for one in step.changes] == [("job_title", "Einkauf", "Leitung")]
    writer.undo()
    assert not [item for item in read(reader, Scope(contact_id=whom)) if isinstance(item, FieldStep)]


def test_a_timeline_is_narrowed_by_kind_period_deal_and_what_nobody_wrote(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    whom = person(writer)
    deal = deals.add_deal(writer, title="Lobby", account_id=whom).value
    note(writer, "heute", whom, back=timedelta(hours=1))
    note(writer, "gestern", whom, kind=ActivityKind.CALL)
    history.log_activity(
        writer, kind=ActivityKind.NOTE, body="Vorgang", contacts=[whom], deal_id=deal, at=NOW - 40 * DAY
    )
    scope = Scope(contact_id=whom)
    assert bodies(reader, scope, Wanted(group=Group.TALKS)) == ["gestern"]
    assert bodies(reader, scope, Wanted(since=date(2026, 11, 23))) == ["heute", "gestern"]
    assert bodies(reader, scope, Wanted(until=date(2026, 11, 23))) == ["gestern", "Vorgang"]
    assert bodies(reader, scope, Wanted(deal_id=deal)) == ["Vorgang"]
    assert all(isinstance(item, TimelineEntry) for item in read(reader, scope, Wanted(automatic=False)))
    assert any(isinstance(item, StateChange) for item in read(reader, scope))


def test_words_are_found_in_texts_whatever_their_spelling(writer: Writer, reader: Reader) -> None:
    whom = person(writer)
    note(writer, "Möchte die Theke in Nußbaum", whom)
    note(writer, "Rückruf", whom, back=2 * DAY)
    assert bodies(reader, Scope(contact_id=whom), Wanted(text="nussb")) == ["Möchte die Theke in Nußbaum"]
    assert bodies(reader, timeline.EVERYTHING, Wanted(text="theke mochte")) == ["Möchte die Theke in Nußbaum"]
    assert bodies(reader, timeline.EVERYTHING, Wanted(text="gibt es nicht")) == []


def test_pinned_entries_can_stand_apart(writer: Writer, reader: Reader) -> None:
    whom = person(writer)
    pinned = note(writer, "oben", whom)
    note(writer, "unten", whom, back=2 * DAY)
    history.pin_activity(writer, activity_id=pinned, pinned=True)
    scope = Scope(contact_id=whom)
    assert bodies(reader, scope) == ["oben", "unten"]
    assert bodies(reader, scope, Wanted(pins_apart=True)) == ["unten"]


def test_a_small_limit_gives_the_newest_rows_of_all_sources(writer: Writer, reader: Reader) -> None:
    whom = person(writer)
    for place in range(1, 9):
        note(writer, str(place), whom, back=place * DAY)
    assert len(timeline_index.index(reader, scope=Scope(contact_id=whom), limit=3).refs) == 3
    whole = timeline_index.index(reader, scope=Scope(contact_id=whom))
    first = timeline_index.index(reader, scope=Scope(contact_id=whom), limit=3)
    assert list(whole.refs[:3]) == list(first.refs)
    assert list(whole.days) == sorted(whole.days, reverse=True)


def test_earlier_texts_of_an_entry_stay_readable(writer: Writer, reader: Reader) -> None:
    entry = note(writer, "Erste Fassung", person(writer))
    history.edit_activity(writer, activity_id=entry, body="Zweite Fassung")
    history.edit_activity(writer, activity_id=entry, body="Dritte Fassung", subject="Theke")
    found = timeline.versions(reader, activity_id=entry)
    assert [(one.subject, one.body) for one in found] == [("", "Zweite Fassung"), ("", "Erste Fassung")]
    assert all(isinstance(one.until, datetime) for one in found)
    writer.undo()
    assert [one.body for one in timeline.versions(reader, activity_id=entry)] == ["Erste Fassung"]


def test_a_timeline_of_all_is_narrowed_to_a_segment(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="en")
    inside, outside = person(writer, "Inside"), person(writer, "Outside")
    chosen = segments.add_segment(writer, name="Chosen", criteria={"ids": [inside]}).value
    note(writer, "about one", inside)
    note(writer, "about the other", outside)
    deals.add_deal(writer, title="Theirs", amount_cents=1, account_id=outside)
    wanted = Wanted(segment_id=chosen, as_of=NOW.date())
    assert wanted.narrows
    assert bodies(reader, timeline.EVERYTHING, wanted) == ["about one"]
    assert not any(isinstance(item, StateChange) for item in read(reader, timeline.EVERYTHING, wanted))
    assert any(isinstance(item, StateChange) for item in read(reader, timeline.EVERYTHING))
