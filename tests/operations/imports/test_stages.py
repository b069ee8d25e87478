"""Importing the way of deals through their stages."""

from __future__ import annotations

from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.imports.taking import fates, take, values

DEALS = """
    external_id,title,stage,status,amount,opened,closed
    D-1,Lobby,Negotiation,open,5000,2026-01-01,
    D-2,Bar,Won,won,7000,2026-01-01,2026-04-01
"""
STAGES = """
    deal,stage,entered
    D-1,Qualified,2026-01-01
    D-1,Negotiation,2026-02-01T09:30:00Z
    D-2,Qualified,2026-01-01
    D-2,Offer sent,2026-02-15
    D-9,Qualified,2026-01-01
"""


def way(reader: Reader, external_id: str) -> list[tuple[object, ...]]:
    return values(
        reader,
        "select s.name, t.status, t.left is null from deal_state t join stage s on s.id = t.stage_id"
        " join deal d on d.id = t.deal_id where d.external_id = ? order by t.entered",
        external_id,
    )


def test_each_deal_learns_its_way_and_keeps_its_end(writer: Writer, reader: Reader) -> None:
    take(writer, DEALS)
    report = take(writer, STAGES)
    assert fates(report) == (4, 0, 0, 1)
    assert way(reader, "D-1") == [("Qualified", "open", 0), ("Negotiation", "open", 1)]
    assert way(reader, "D-2") == [("Qualified", "open", 0), ("Offer sent", "open", 0), ("Won", "won", 1)]
    assert values(reader, "select stage_since from deal where external_id = 'D-1'") == [("2026-02-01T09:30:00Z",)]
    writer.undo()
    assert way(reader, "D-1") == [("Negotiation", "open", 1)]


def test_entries_of_an_unknown_deal_come_back_with_the_reason(writer: Writer) -> None:
    take(writer, DEALS)
    report = take(writer, STAGES)
    assert [(problem.row, problem.field, problem.value) for problem in report.problems] == [(6, "deal", "D-9")]
    assert b"D-9,Qualified,2025-12-31T" in report.rejected_csv or b"D-9,Qualified,2026-01-01" in report.rejected_csv
    assert b"import the deals first" in report.rejected_csv


def test_the_same_way_twice_changes_nothing(writer: Writer) -> None:
    take(writer, DEALS)
    take(writer, STAGES)
    assert fates(take(writer, STAGES)) == (0, 0, 4, 1)
    assert fates(take(writer, DEALS)) == (0, 0, 2, 0)


def test_a_deal_that_enters_a_stage_of_won_deals_is_won(writer: Writer, reader: Reader) -> None:
    take(writer, DEALS)
    take(writer, "deal,stage,entered\nD-1,Qualified,2026-01-01\nD-1,Gewonnen,2026-03-01")
    assert values(reader, "select status, closed_at is not null from deal where external_id = 'D-1'") == [("won", 1)]
    assert way(reader, "D-1") == [("Qualified", "open", 0), ("Gewonnen", "won", 1)]
