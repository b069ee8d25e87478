"""Known products, deals, orders, entries and inquiries are treated as known contacts are: one way for all kinds."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.intake import look
from crm_desktop.operations.exports import export
from crm_desktop.operations.imports import ImportReport, import_looked
from crm_desktop.operations.imports.report import Treatment
from crm_desktop.operations.imports.treatment import KEYS, Wishes
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.imports.taking import fates, values


def take(
    writer: Writer, kind: RecordKind, table: str, treatment: Treatment = Treatment.CORRECT, *, by: str = "",
    mapping: dict[str, str] | None = None, **decisions: Treatment,
) -> ImportReport:  # fmt: skip
    rows = {int(row.removeprefix("row")): one for row, one in decisions.items()}
    looked = look(table.encode(), "a.csv", kind=kind)
    wishes = Wishes(by, treatment, decisions=rows)
    report = import_looked(writer, looked, mapping=mapping, wishes=wishes).value
    assert report.rows == report.added + report.updated + report.skipped + report.rejected
    return report


class Case(NamedTuple):
    """Two files about one record, what of it is looked at, and what becomes of it."""

    first: str
    second: str
    sql: str
    expected: dict[Treatment, list[tuple[object, ...]]]
    asked: list[tuple[str, str, str]]


#: By kind: a first file, a second one that says something else and fills what was empty, and what is asked of it.
FILES: dict[RecordKind, Case] = {
    RecordKind.PRODUCTS: Case(
        "number,name,unit,price\nT-1,Tisch,,300\n",
        "number,name,unit,price\nT-1,Tisch,Stk,320\n",
        "select unit, cast(price as real) from product",
        {Treatment.CORRECT: [("Stk", 320.0)], Treatment.FILL: [("Stk", 300.0)], Treatment.SKIP: [("", 300.0)],
         Treatment.ADD: [("", 300.0), ("Stk", 320.0)]},
        [("unit", "", "Stk"), ("price", "300", "320")],
    ),
    RecordKind.DEALS: Case(
        "title,company,stage,amount,opened,channel\nTheke,Meier GmbH,Offer,1000,2026-01-05,\n",
        "title,company,stage,amount,opened,channel\nTheke,Meier GmbH,Offer,1200,2026-01-05,Messe\n",
        "select channel, amount_cents from deal",
        {Treatment.CORRECT: [("Messe", 120000)], Treatment.FILL: [("Messe", 100000)], Treatment.SKIP: [("", 100000)],
         Treatment.ADD: [("", 100000), ("Messe", 120000)]},
        [("amount", "1000", "1200"), ("channel", "", "Messe")],
    ),
    RecordKind.SALES: Case(
        "order,date,customer,product_name,quantity,amount\nR-1,2026-02-01,Meier GmbH,Tisch,1,300\n",
        "order,date,customer,product_name,quantity,amount\nR-1,2026-02-01,Meier GmbH,Tisch,2,600\n",
        "select channel, net_cents from sale",
        {Treatment.CORRECT: [("", 60000)], Treatment.FILL: [("", 30000)], Treatment.SKIP: [("", 30000)],
         Treatment.ADD: [("", 30000), ("", 60000)]},
        [("product_name", "1 × Tisch", "2 × Tisch"), ("amount", "300.00", "600.00")],
    ),
    RecordKind.ACTIVITIES: Case(
        "external_id,at,kind,contact,subject,text,minutes\nA-1,2026-03-01 10:00,call,Eva Graf,Rückruf,,5\n",
        "external_id,at,kind,contact,subject,text,minutes\nA-1,2026-03-01 10:00,call,Eva Graf,Rückruf,Passt,15\n",
        "select body, minutes from activity",
        {Treatment.CORRECT: [("Passt", 15)], Treatment.FILL: [("Passt", 5)], Treatment.SKIP: [("", 5)],
         Treatment.ADD: [("", 5), ("Passt", 15)]},
        [("text", "", "Passt"), ("minutes", "5", "15")],
    ),
    RecordKind.LEADS: Case(
        "external_id,arrived,name,email,wish,city\nL-1,2026-03-01,Eva Graf,eva@graf.example,Theke,\n",
        "external_id,arrived,name,email,wish,city\nL-1,2026-03-01,Eva Graf,eva@graf.example,Tisch,Ulm\n",
        "select city, title from lead",
        {Treatment.CORRECT: [("Ulm", "Tisch")], Treatment.FILL: [("Ulm", "Theke")], Treatment.SKIP: [("", "Theke")],
         Treatment.ADD: [("", "Theke"), ("Ulm", "Tisch")]},
        [("city", "", "Ulm"), ("wish", "Theke", "Tisch")],
    ),
}  # fmt: skip
KINDS = sorted(FILES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_known_record_is_corrected_filled_left_or_added_beside(
    kind: RecordKind, writer: Writer, reader: Reader
) -> None:
    first, second, sql, expected, _asked = FILES[kind]
    take(writer, kind, first)
    assert fates(take(writer, kind, first)) == (0, 0, 1, 0), "the same file twice makes no doubles"
    for treatment, rows in expected.items():
        report = take(writer, kind, second, treatment)
        assert sorted(values(reader, sql), key=str) == rows, treatment
        assert report.rejected == 0
        if report.added or report.updated:
            writer.undo()
    assert len(values(reader, sql)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_known_record_is_asked_about_with_what_differs_and_treated_as_decided(
    kind: RecordKind, writer: Writer, reader: Reader
) -> None:
    first, second, sql, expected, asked = FILES[kind]
    take(writer, kind, first)
    assert fates(take(writer, kind, first, Treatment.ASK)) == (0, 0, 1, 0), "nothing is asked where nothing differs"
    before = values(reader, sql)
    report = take(writer, kind, second, Treatment.ASK)
    assert (fates(report), values(reader, sql)) == ((0, 0, 0, 1), before)
    [case] = report.asked
    assert sorted(tuple(one) for one in case.differences) == sorted(asked)
    assert case.row == 2
    assert case.name
    take(writer, kind, second, Treatment.ASK, row2=Treatment.FILL)
    assert sorted(values(reader, sql), key=str) == expected[Treatment.FILL]


#: By kind and key: a first file, and one that means the same record by that key alone.
BY_KEY = [
    (RecordKind.PRODUCTS, "name", "number,name,price\n1,Tisch,300\n", "number,name,price\n2,TISCH,310\n"),
    (RecordKind.DEALS, "title", "title,company,amount,opened\nTheke,Meier,5,2026-01-01\n",
     "title,company,amount,opened\ntheke,Schulz,6,2026-02-01\n"),
    (RecordKind.DEALS, "title_customer", "title,company,amount,opened\nTheke,Meier,5,2026-01-01\n",
     "title,company,amount,opened\ntheke,Meier,6,2026-02-01\n"),
    (RecordKind.SALES, "order", "order,date,customer,amount\nR1,2026-01-01,Meier,5\n",
     "order,date,customer,amount\nR1,2026-01-02,Meier GmbH,6\n"),
    (RecordKind.SALES, "date_customer", "order,date,customer,amount\nR1,2026-01-01,Meier,5\n",
     "order,date,customer,amount\nR2,2026-01-01,Meier,6\n"),
    (RecordKind.ACTIVITIES, "at_subject", "at,contact,subject,text\n2026-01-01,Eva Graf,Anruf,a\n",
     "at,contact,subject,text\n2026-01-01,Eva Graf,anruf,b\n"),
    (RecordKind.LEADS, "email", "name,email,wish\nEva Graf,e@g.example,Tisch\n",
     "name,email,wish\nE. Graf,E@g.example,Stuhl\n"),
    (RecordKind.LEADS, "phone", "name,phone,wish\nEva Graf,0131 / 99,Tisch\n",
     "name,phone,wish\nE. Graf,0131-99,Stuhl\n"),
    (RecordKind.LEADS, "name_wish", "name,email,wish\nEva Graf,e@g.example,Tisch\n",
     "name,email,wish\nEva Graf,a@g.example,Tisch\n"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "by", "first", "second"), BY_KEY)
def test_the_user_says_by_what_records_are_recognised(
    kind: RecordKind, by: str, first: str, second: str, writer: Writer
) -> None:
    take(writer, kind, first)
    assert fates(take(writer, kind, second, by=by)) == (0, 1, 0, 0)
    writer.undo()
    assert fates(take(writer, kind, second)) == (1, 0, 0, 0), "without it, it is another one"


@pytest.mark.parametrize("kind", RecordKind)
def test_a_key_that_tells_nothing_of_a_kind_is_refused(kind: RecordKind, writer: Writer) -> None:
    with pytest.raises(BadInput) as refused:
        take(writer, kind, "external_id,name,title,date,at,deal\n1,a,b,2026-01-01,2026-01-01,1\n", by="shoe size")
    assert all(key in str(refused.value) for key in KEYS[kind])


OWN = [
    (RecordKind.DEALS, "deal", "title,company,amount,opened,Gewerk\nTheke,Meier,5,2026-01-01,Innenausbau\n"),
    (RecordKind.PRODUCTS, "product", "number,name,price,Gewerk\n1,Tisch,300,Innenausbau\n"),
    (RecordKind.SALES, "sale", "order,date,customer,amount,Gewerk\nR1,2026-01-01,Meier,5,Innenausbau\n"),
    (RecordKind.ACTIVITIES, "activity", "at,contact,subject,Gewerk\n2026-01-01,Eva Graf,Anruf,Innenausbau\n"),
    (RecordKind.LEADS, "lead", "name,email,wish,Gewerk\nEva Graf,e@g.example,Tisch,Innenausbau\n"),
]


@pytest.mark.parametrize(("kind", "table", "text"), OWN)
def test_a_column_that_is_kept_becomes_an_own_field_and_goes_out_again(
    kind: RecordKind, table: str, text: str, writer: Writer, reader: Reader
) -> None:
    report = take(writer, kind, text, mapping={"Gewerk": "keep"})
    assert fates(report) == (1, 0, 0, 0)
    assert values(reader, "select record, label, kind from custom_field") == [(table, "Gewerk", "text")]
    stored = json.loads(reader.scalar(f"select custom from {table} where custom <> '{{}}'"))
    assert stored == {"Gewerk": "Innenausbau"}
    head, row = export(reader, kind).decode().splitlines()[:2]
    assert head.endswith(",Gewerk")
    assert row.endswith(",Innenausbau")
    assert fates(take(writer, kind, text)) == (0, 0, 1, 0), "found by its name the next time"
    assert fates(take(writer, kind, text.replace("Innenausbau", "Möbel"))) == (0, 1, 0, 0)
    for _step in range(2):
        writer.undo()
    assert values(reader, f"select count(*) from {table}") == [(0,)]
    assert values(reader, "select count(*) from custom_field") == [(0,)]
