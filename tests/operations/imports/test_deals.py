"""Importing deals: their process, their customers, and how they stood over time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.records import RecordKind
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.imports import import_file
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests import data
from tests.exchange import bpic12
from tests.operations.imports.taking import fates, take, values

DEALS = """
    external_id,title,company,person,stage,status,amount,currency,opened,closed,expected_close,channel,campaign,lost_reason
    D-1,Lobby,Hotel Seeblick GmbH,Miriam Kessler,Negotiation,open,54000.00,EUR,2026-09-01,,2026-12-15,web,,
    D-2,Bar,Hotel Seeblick GmbH,,Won,won,12000,EUR,2025-01-10,2025-03-01,2025-03-01,,Winter,
    D-3,Praxis,Zahnärzte am Markt,,Offer sent,lost,8000.50,EUR,2025-05-01,2025-06-01,2025-07-01,,,too dear
"""
_STAGES = (
    "select s.name, s.kind, s.probability from stage s join pipeline p on p.id = s.pipeline_id order by s.position"
)


def test_deals_come_with_customer_person_stage_and_status(writer: Writer, reader: Reader) -> None:
    report = take(writer, DEALS)
    assert fates(report) == (3, 0, 0, 0)
    assert report.also_created == {"contact": 3, "pipeline": 1, "stage": 3, "campaign": 1}
    assert values(
        reader,
        "select d.title, a.name, p.name, s.name, d.status, d.amount_cents, d.expected_close, d.lost_reason"
        " from deal d join stage s on s.id = d.stage_id left join contact a on a.id = d.account_id"
        " left join contact p on p.id = d.person_id order by d.id",
    ) == [
        ("Lobby", "Hotel Seeblick GmbH", "Miriam Kessler", "Negotiation", "open", 5_400_000, "2026-12-15", ""),
        ("Bar", "Hotel Seeblick GmbH", None, "Won", "won", 1_200_000, "2025-03-01", ""),
        ("Praxis", "Zahnärzte am Markt", None, "Offer sent", "lost", 800_050, "2025-07-01", "too dear"),
    ]
    assert values(reader, _STAGES) == [("Offer sent", "open", 50), ("Negotiation", "open", 75), ("Won", "won", 100)]
    assert values(reader, "select kind, standing from contact order by name") == [
        ("company", "customer"),
        ("person", "prospect"),
        ("company", "prospect"),
    ]
    writer.undo()
    for table in ("deal", "deal_state", "stage", "pipeline", "contact", "campaign"):
        assert values(reader, f"select count(*) from {table}") == [(0,)]


def test_each_deal_was_open_until_it_closed_and_what_was_overwritten_on_closing_was_not_known_before(
    writer: Writer, reader: Reader
) -> None:
    take(writer, DEALS)
    found = values(
        reader,
        "select d.title, s.name, t.status, t.expected_close, substr(t.entered, 1, 10), substr(t.left, 1, 10),"
        " t.recorded_at = t.entered"
        " from deal_state t join deal d on d.id = t.deal_id join stage s on s.id = t.stage_id order by t.id",
    )
    assert found == [
        ("Lobby", "Negotiation", "open", "2026-12-15", day("2026-09-01"), None, 1),
        ("Bar", "Offer sent", "open", None, day("2025-01-10"), day("2025-03-01"), 1),
        ("Bar", "Won", "won", "2025-03-01", day("2025-03-01"), None, 1),
        ("Praxis", "Offer sent", "open", "2025-07-01", day("2025-05-01"), day("2025-06-01"), 1),
        ("Praxis", "Offer sent", "lost", "2025-07-01", day("2025-06-01"), None, 1),
    ]


def day(text: str) -> str:
    """Return the UTC day of the beginning of a day here."""
    return to_text(start_of_day(date.fromisoformat(text)))[:10]


def test_the_same_deals_twice_change_nothing(writer: Writer) -> None:
    take(writer, DEALS)
    assert fates(take(writer, DEALS)) == (0, 0, 3, 0)


def test_deals_without_an_id_are_recognised_too(writer: Writer) -> None:
    rows = [f"{title},Seeblick,Offer,open,5,2026-01-01" for title in ("Lobby", "Bar")]
    table = "\n".join(["title,company,stage,status,amount,opened", *rows])
    assert fates(take(writer, table, RecordKind.DEALS)) == (2, 0, 0, 0)
    assert fates(take(writer, table, RecordKind.DEALS)) == (0, 0, 2, 0)


def test_a_deal_that_went_on_elsewhere_begins_a_new_state(writer: Writer, reader: Reader) -> None:
    take(writer, DEALS)
    later = DEALS.replace("Negotiation,open,54000.00,EUR,2026-09-01,,", "Won,won,50000.00,EUR,2026-09-01,2026-11-20,")
    assert fates(take(writer, later)) == (0, 1, 2, 0)
    assert values(reader, "select status, amount_cents from deal where external_id = 'D-1'") == [("won", 5_000_000)]
    assert values(
        reader,
        "select t.status, t.amount_cents, t.left is null from deal_state t join deal d on d.id = t.deal_id"
        " where d.external_id = 'D-1' order by t.id",
    ) == [("open", 5_400_000, 0), ("won", 5_000_000, 1)]


def test_a_process_that_knows_a_stage_of_the_file_takes_the_others_too(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="en")
    take(writer, DEALS.replace("Offer sent", "Qualified"))
    # “Negotiation” is known, so the file's other stages join the process that is there.
    assert [row[0] for row in values(reader, _STAGES)] == [
        "Offer sent",
        "Follow-up",
        "Product presentation",
        "Negotiation",
        "Closing",
        "Qualified",
        "Won",
    ]
    assert values(reader, "select count(*) from pipeline") == [(1,)]


def test_stages_nobody_knows_replace_those_of_a_process_that_never_held_a_deal(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="en")
    take(writer, "external_id,title,stage,status,amount\n1,A,Prospecting,open,5\n2,B,Engaging,open,5", RecordKind.DEALS)
    assert [row[0] for row in values(reader, _STAGES)] == ["Prospecting", "Engaging"]
    assert values(reader, "select name, is_default from pipeline") == [("Sales", 1)]
    writer.undo()
    assert len(values(reader, _STAGES)) == 5


def test_a_process_in_use_is_not_mixed_with_a_strange_one(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="en")
    deals.add_deal(writer, title="Eigener")
    table = "external_id,title,stage,status,amount\n1,A,Prospecting,open,5"
    take(writer, table, RecordKind.DEALS, name="Altsystem.csv")
    assert values(reader, "select name, is_default from pipeline order by id") == [("Sales", 1), ("Altsystem", 0)]
    take(writer, table.replace("1,A", "2,B"), RecordKind.DEALS, name="Altsystem.csv")
    assert values(reader, "select count(*) from pipeline") == [(2,)]


def test_customers_are_found_by_id_number_and_name(writer: Writer, reader: Reader) -> None:
    contacts.add_company(writer, new=NewContact(name="Müller GmbH", fields={"external_id": "K-7"}))
    contacts.add_company(writer, new=NewContact(name="Optik Albrecht", fields={"customer_number": "10009"}))
    take(
        writer,
        "external_id,title,company,stage,amount\n1,A,K-7,Offer,1\n2,B,10009,Offer,1\n3,C,MUELLER GMBH,Offer,1",
        RecordKind.DEALS,
    )
    assert values(reader, "select a.name from deal d join contact a on a.id = d.account_id order by d.id") == [
        ("Müller GmbH",),
        ("Optik Albrecht",),
        ("Müller GmbH",),
    ]


def test_what_a_closed_deal_lacks_is_assumed_and_told(writer: Writer, reader: Reader) -> None:
    report = take(
        writer,
        """
        external_id,title,stage,status,amount,opened,closed
        1,ohne Ende,Offer,won,5,2026-01-05,
        2,verkehrt,Offer,lost,5,2026-03-01,2026-02-01
    """,
        RecordKind.DEALS,
    )
    assert [(remark.row, remark.field) for remark in report.remarks] == [(2, "closed"), (3, "closed")]
    assert values(reader, "select opened_at = closed_at from deal") == [(1,), (1,)]


def test_the_maven_pipeline_comes_in_whole_with_one_product_for_two_spellings(writer: Writer, reader: Reader) -> None:
    folder = data.folder("deals_maven")
    for name, rows in (("accounts", 85), ("products", 7), ("sales_pipeline", 8_800)):
        report = import_file(writer, folder / f"{name}.csv").value
        assert fates(report) == (rows, 0, 0, 0)
    assert values(reader, "select status, count(*) from deal group by status") == [
        ("lost", 2_473),
        ("open", 2_089),
        ("won", 4_238),
    ]
    assert values(reader, "select count(*) from product") == [(7,)]
    assert values(reader, "select count(*) from contact") == [(85,)]
    assert values(reader, "select sum(amount_cents) from deal where status = 'won'") == [(1_000_553_400,)]
    assert [row[0] for row in values(reader, _STAGES)] == ["Prospecting", "Engaging", "Lost", "Won"]


def test_the_bank_pipeline_comes_in_with_its_histories(writer: Writer, reader: Reader, tmp_path: Path) -> None:
    prepared = bpic12.load(data.folder("deals_bpic12"))
    paths = bpic12.write(data.folder("deals_bpic12"), tmp_path)
    reports = [import_file(writer, path).value for path in paths]
    assert [report.rejected for report in reports] == [0, 0]
    assert [report.rows for report in reports] == [len(prepared.deals), len(prepared.stages)]
    assert [row[0] for row in values(reader, _STAGES)] == [name for name, _column in bpic12.STAGES]
    entered = values(
        reader, "select count(*) from (select 1 from deal_state where status = 'open' group by deal_id, stage_id)"
    )
    assert entered == [(len(prepared.stages),)]
    assert values(reader, 'select count(*) from deal_state where "left" < entered') == [(0,)]
    for path in paths:
        report = import_file(writer, path).value
        assert (report.added, report.updated) == (0, 0)
