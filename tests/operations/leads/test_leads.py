"""An inquiry comes in, is answered, put off, declined, assigned and binned, each in one step that undo takes back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from crm_desktop.base.errors import BadInput, Conflict, NotFound, Refused
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.operations import trash
from crm_desktop.operations.capture import NewEntry, NewFile, write_down
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.firm import firm, setup
from crm_desktop.operations.history import history
from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads import life as lead_life
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries import timeline
from crm_desktop.store.queries.leads import LeadDetail, LeadTab
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.store.acting import digest

TODAY = date(2026, 11, 24)


def inquiry(writer: Writer, **fields: object) -> int:
    given = {"family_name": "Friese", "company": "Praxis am Park", "source": "Website", "title": "Empfangstheke"}
    return leads.add_lead(writer, raw_text="Was kostet eine Theke?", fields=given | fields, reads=False).value


def known(reader: Reader, lead_id: int) -> LeadDetail:
    found = queries.lead(reader, lead_id=lead_id)
    assert found is not None
    return found


def test_an_inquiry_keeps_its_text_and_its_first_touch(writer: Writer, reader: Reader) -> None:
    lead_id = inquiry(writer, channel="E-Mail")
    found = known(reader, lead_id)
    assert (found.status, found.raw_text, found.currency) == (LeadStatus.NEW, "Was kostet eine Theke?", "EUR")
    assert (found.first_source, found.first_channel) == ("Website", "E-Mail")
    (arrived,) = queries.lead_history(reader, lead_id=lead_id)
    assert (arrived.kind, arrived.direction, arrived.body) == ("email", "in", "Was kostet eine Theke?")
    leads.change_lead(writer, lead_id=lead_id, fields={"source": "Messe"})
    assert known(reader, lead_id).first_source == "Messe", "a correction"
    leads.touch_lead(writer, lead_id=lead_id, source="Empfehlung")
    found = known(reader, lead_id)
    assert (found.source, found.first_source) == ("Empfehlung", "Messe")
    leads.change_lead(writer, lead_id=lead_id, fields={"source": "Website"})
    assert known(reader, lead_id).first_source == "Messe", "there are two touches by now"


def test_an_inquiry_that_says_nothing_is_refused(writer: Writer, reader: Reader) -> None:
    with pytest.raises(BadInput):
        leads.add_lead(writer, raw_text="  ", fields={"company": ""})
    with pytest.raises(BadInput):
        leads.add_lead(writer, raw_text="x", arrived_at=NOW + timedelta(days=1))
    with pytest.raises(BadInput) as refused:
        leads.add_lead(writer, raw_text="x", fields={"quantity": -1})
    assert refused.value.field == "quantity"
    with pytest.raises(BadInput):
        leads.add_lead(writer, raw_text="x", fields={"status": "converted"})
    with pytest.raises(NotFound):
        leads.add_lead(writer, raw_text="x", fields={"campaign_id": 99})
    with pytest.raises(BadInput):
        leads.add_lead(writer, raw_text="x", attached=[NewFile("leer.txt", b"")])
    assert not queries.leads(reader, tab=LeadTab.ALL, today=TODAY)


def test_a_stale_form_cannot_overwrite(writer: Writer, reader: Reader) -> None:
    lead_id = inquiry(writer)
    version = known(reader, lead_id).version
    leads.change_lead(writer, lead_id=lead_id, fields={"city": "Lüneburg"}, version=version)
    with pytest.raises(Conflict):
        leads.change_lead(writer, lead_id=lead_id, fields={"city": "Celle"}, version=version)


@pytest.mark.parametrize(
    ("days", "arrived", "due"),
    [
        (1, datetime(2026, 11, 20, 9, tzinfo=UTC), date(2026, 11, 23)),
        (1, datetime(2026, 11, 21, 9, tzinfo=UTC), date(2026, 11, 24)),
        (0, datetime(2026, 11, 22, 9, tzinfo=UTC), date(2026, 11, 23)),
        (3, datetime(2026, 11, 19, 9, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_it_is_to_be_answered_some_working_days_later(
    writer: Writer, reader: Reader, days: int, arrived: datetime, due: date
) -> None:
    setup.start_firm(writer, language="de")
    firm.change_firm(writer, answer_days=days)
    lead_id = leads.add_lead(writer, raw_text="Anfrage", arrived_at=arrived).value
    assert known(reader, lead_id).answer_by == due


def test_what_is_unanswered_and_due_is_named_for_today(writer: Writer, reader: Reader) -> None:
    old = leads.add_lead(writer, raw_text="alt", arrived_at=NOW - timedelta(days=6)).value
    older = leads.add_lead(writer, raw_text="älter", arrived_at=NOW - timedelta(days=9)).value
    new = leads.add_lead(writer, raw_text="neu").value
    assert [row.id for row in queries.due_answers(reader, today=TODAY)] == [older, old]
    assert queries.lead_counts(reader, today=TODAY) == (3, 3, 0, 0, 2)
    assert queries.waiting(reader, today=TODAY) == 3
    lead_life.mark_answered(writer, lead_id=older)
    lead_life.put_off_lead(writer, lead_id=old, until=TODAY + timedelta(days=3))
    assert not queries.due_answers(reader, today=TODAY)
    assert [row.id for row in queries.due_answers(reader, today=TODAY + timedelta(days=3))] == [old, new]
    assert [row.id for row in queries.leads(reader, today=TODAY)] == [new, older, old], "what was put off comes last"
    with pytest.raises(BadInput):
        lead_life.put_off_lead(writer, lead_id=new, until=TODAY)


@pytest.mark.parametrize(
    ("kind", "direction", "answered"),
    [
        (ActivityKind.CALL, Direction.OUT, True),
        (ActivityKind.EMAIL, Direction.OUT, True),
        (ActivityKind.VISIT, Direction.NONE, True),
        (ActivityKind.CALL, Direction.IN, False),
        (ActivityKind.EMAIL, Direction.IN, False),
        (ActivityKind.NOTE, Direction.NONE, False),
    ],
)
def test_an_outgoing_call_or_mail_answers_it_by_itself(
    writer: Writer, reader: Reader, kind: ActivityKind, direction: Direction, *, answered: bool
) -> None:
    lead_id = inquiry(writer)
    write_down(writer, entry=NewEntry(kind=kind, body="Rückruf vereinbart", direction=direction, lead_id=lead_id))
    found = known(reader, lead_id)
    assert (found.answered_at is not None) is answered
    assert found.status is (LeadStatus.CONTACTED if answered else LeadStatus.NEW)
    writer.undo()
    assert known(reader, lead_id).answered_at is None


def test_a_planned_call_answers_it_when_it_is_done(writer: Writer, reader: Reader) -> None:
    lead_id = inquiry(writer)
    with writer.step("plan") as work:
        call = tasks.plan(work, tasks.Plan("Anrufen", TODAY, ActivityKind.CALL), lead_id=lead_id).id
    assert known(reader, lead_id).answered_at is None
    tasks.complete_task(writer, activity_id=call)
    assert known(reader, lead_id).answered_at == NOW


def test_the_earliest_answer_counts(writer: Writer, reader: Reader) -> None:
    lead_id = leads.add_lead(writer, raw_text="x", arrived_at=NOW - timedelta(days=3)).value
    lead_life.answer_lead(writer, lead_id=lead_id, body="Rückruf")
    earlier = NOW - timedelta(days=1)
    history.log_activity(writer, kind=ActivityKind.CALL, direction=Direction.OUT, at=earlier, lead_id=lead_id)
    assert known(reader, lead_id).answered_at == earlier


def test_declining_asks_for_a_reason_and_can_be_taken_back(writer: Writer, reader: Reader) -> None:
    lead_id, other = inquiry(writer), inquiry(writer)
    with pytest.raises(BadInput):
        lead_life.disqualify_leads(writer, lead_ids=[lead_id], reason=" ")
    lead_life.disqualify_leads(writer, lead_ids=[lead_id, other], reason="Zu weit weg", note="Kiel")
    found = known(reader, lead_id)
    assert (found.status, found.disqualify_reason, found.closed_at) == (LeadStatus.DISQUALIFIED, "Zu weit weg", NOW)
    assert [row.id for row in queries.leads(reader, tab=LeadTab.DISQUALIFIED, today=TODAY)] == [other, lead_id]
    with pytest.raises(Refused):
        lead_life.qualify_lead(writer, lead_id=lead_id)
    lead_life.reopen_lead(writer, lead_id=lead_id)
    assert known(reader, lead_id).status is LeadStatus.NEW
    with pytest.raises(Refused):
        lead_life.reopen_lead(writer, lead_id=lead_id)
    lead_life.qualify_lead(writer, lead_id=lead_id)
    assert known(reader, lead_id).status is LeadStatus.QUALIFIED


def test_assigned_its_entries_stand_in_that_contacts_history(writer: Writer, reader: Reader) -> None:
    company = contacts.add_company(writer, new=NewContact(name="Praxis am Park")).value
    person = contacts.add_person(writer, new=NewContact(family_name="Friese", company_id=company)).value
    lead_id = inquiry(writer)
    leads.assign_lead(writer, lead_id=lead_id, contact_id=person)
    found = known(reader, lead_id)
    assert (found.contact_id, found.company_id, found.contact_name) == (person, company, "Friese")
    assert len(timeline.entries(reader, scope=timeline.Scope(contact_id=person))) == 1
    leads.assign_lead(writer, lead_id=lead_id, contact_id=None)
    assert known(reader, lead_id).contact_id is None


def test_the_bin_takes_inquiries_and_gives_them_back(writer: Writer, reader: Reader) -> None:
    lead_id, other = inquiry(writer), inquiry(writer)
    leads.delete_leads(writer, lead_ids=[lead_id, other])
    assert not queries.leads(reader, tab=LeadTab.ALL, today=TODAY)
    trash.restore(writer, kind="lead", ids=[lead_id])
    assert [row.id for row in queries.leads(reader, tab=LeadTab.ALL, today=TODAY)] == [lead_id]


def test_the_same_text_refers_to_the_first(writer: Writer, reader: Reader) -> None:
    first, second = inquiry(writer), inquiry(writer)
    assert queries.same_text(reader, raw_text="Was kostet eine Theke?", but=second) == first
    assert queries.same_text(reader, raw_text="", but=second) is None


def test_a_search_finds_by_any_word(writer: Writer, reader: Reader) -> None:
    lead_id = inquiry(writer)
    leads.add_lead(writer, raw_text="Eine Treppe bitte", reads=False)
    for words in ("theke", "Friese park", "website"):
        assert [row.id for row in queries.leads(reader, today=TODAY, words=words)] == [lead_id], words


def test_undo_of_everything_leaves_nothing_behind(writer: Writer, reader: Reader) -> None:
    before = digest(reader)
    lead_id = leads.add_lead(
        writer, raw_text="Mit Plan", fields={"budget_cents": 15_000_00}, attached=[NewFile("Plan.pdf", b"%PDF")]
    ).value
    assert [file.name for file in queries.lead_files(reader, lead_id=lead_id)] == ["Plan.pdf"]
    lead_life.answer_lead(writer, lead_id=lead_id, body="Angerufen")
    lead_life.qualify_lead(writer, lead_id=lead_id)
    leads.change_lead(writer, lead_id=lead_id, fields={"wanted_on": date(2027, 3, 1)})
    lead_life.disqualify_leads(writer, lead_ids=[lead_id], reason="Kein Platz")
    leads.delete_leads(writer, lead_ids=[lead_id])
    for _each in range(6):
        writer.undo()
    assert digest(reader) == before
