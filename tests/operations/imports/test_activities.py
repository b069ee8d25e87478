"""Importing the history: with whom, when, and what is still to come."""

from __future__ import annotations

from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.imports.taking import fates, take, values

HISTORY = """
    external_id,at,kind,contact,company,deal,subject,text,direction,minutes
    H-1,2026-03-01T09:18:00Z,call,Miriam Kessler,Hotel Seeblick GmbH,D-1,Theke,In Eiche,out,12
    H-2,2026-04-01,note,,Hotel Seeblick GmbH,,,Mag keine Anrufe vor neun,,
    H-3,2027-01-10,meeting,m.kessler@seeblick.example,,,Aufmaß,,,
    H-4,2026-05-01,note,,,D-9,verwaist,,,
"""


def test_entries_find_their_contacts_and_deals(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    person = contacts.add_person(
        writer,
        new=NewContact(
            given_name="Miriam",
            family_name="Kessler",
            company_name="Hotel Seeblick GmbH",
            email="m.kessler@seeblick.example",
        ),
    ).value
    deals.add_deal(writer, title="Lobby", external_id="D-1")
    with writer.step("age") as work:
        work.execute("update contact set last_activity_at = null")
    report = take(writer, HISTORY)
    assert fates(report) == (3, 0, 0, 1)
    assert [(problem.row, problem.field) for problem in report.problems] == [(5, "contact")]
    assert values(
        reader,
        "select a.external_id, a.kind, a.subject, a.minutes, d.title, a.due_on, sum(ac.contact_id = ?), count(*)"
        " from activity a left join deal d on d.id = a.deal_id join activity_contact ac on ac.activity_id = a.id"
        " where a.external_id is not null group by a.id order by a.id",
        person,
    ) == [
        ("H-1", "call", "Theke", 12, "Lobby", None, 1, 2),
        ("H-2", "note", "", None, None, None, 0, 1),
        ("H-3", "meeting", "Aufmaß", None, None, "2027-01-10", 1, 1),
    ]
    assert [str(row[0])[:10] for row in values(reader, "select last_activity_at from contact order by kind")] in (
        ["2026-03-31", "2026-03-01"],
        ["2026-04-01", "2026-03-01"],
    )


def test_the_same_history_twice_is_written_once_with_and_without_ids(writer: Writer) -> None:
    nameless = "\n".join(line.split(",", 1)[1] for line in HISTORY.strip().splitlines())
    for table in (HISTORY, nameless):
        take(writer, table)
        assert fates(take(writer, table)) == (0, 0, 3, 1)


def test_corrected_words_are_taken_with_a_trace(writer: Writer, reader: Reader) -> None:
    take(writer, HISTORY)
    assert fates(take(writer, HISTORY.replace("In Eiche", "In Esche"))) == (0, 1, 2, 1)
    assert values(reader, "select body, edited_at is not null from activity where external_id = 'H-1'") == [
        ("In Esche", 1)
    ]
