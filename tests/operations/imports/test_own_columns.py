"""Own fields in files: written as columns of their own, and found again by their name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.firm import FieldKind
from crm_desktop.domain.records import RecordKind
from crm_desktop.operations.contacts import contacts, custom_fields
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.exports import export
from crm_desktop.operations.imports import import_file
from crm_desktop.store.queries.custom_fields import own_fields
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import fresh_database, standing_clock

FIELDS = (
    ("Lieblingsholz", FieldKind.CHOICE, "Esche"),
    ("Stockwerk", FieldKind.NUMBER, "3,5"),
    ("Budget", FieldKind.MONEY, "1.200,00 €"),
    ("Letzte Wartung", FieldKind.DATE, "31.12.2025"),
    ("Aufzug", FieldKind.CHECK, "ja"),
    ("category", FieldKind.TEXT, "eigene"),
)


@pytest.fixture
def filled(writer: Writer) -> int:
    """Return a contact that says something in a field of each kind."""
    person = contacts.add_person(writer, new=NewContact(family_name="Graf", fields={"category": "Bau"})).value
    for label, kind, text in FIELDS:
        custom_fields.add_field(writer, label=label, kind=kind, choices=("Eiche", "Esche"))
        custom_fields.set_value(writer, contact_id=person, key=label, text=text)
    return person


def custom(reader: Reader) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reader.scalar("select custom from contact where family_name = 'Graf'"))
    return found


@pytest.mark.parametrize("ending", [".csv", ".vcf"])
def test_what_is_written_out_comes_back_as_it_was(
    filled: int, writer: Writer, reader: Reader, tmp_path: Path, ending: str
) -> None:
    data = export(reader, RecordKind.CONTACTS, ending)
    before = custom(reader)
    database = fresh_database(tmp_path / "other.crm")
    with database.writer(standing_clock) as other:
        for label, kind, _text in FIELDS:
            custom_fields.add_field(other, label=label, kind=kind, choices=("Eiche", "Esche"))
        import_file(other, data, f"contacts{ending}")
    there = database.reader()
    try:
        assert custom(there) == before
        assert there.scalar("select category from contact") == "Bau"
        assert there.scalar("select count(*) from custom_field") == len(FIELDS)
    finally:
        there.close()


def test_a_file_has_a_column_for_each_field_with_its_name_of_today(filled: int, writer: Writer, reader: Reader) -> None:
    field_id = reader.scalar("select id from custom_field where key = 'Aufzug'")
    custom_fields.rename_field(writer, field_id=field_id, label="Lift")
    head, row = export(reader, RecordKind.CONTACTS).decode().splitlines()[:2]
    assert head.endswith(",Lieblingsholz,Stockwerk,Budget,Letzte Wartung,Lift,category (own)")
    assert row.endswith(",Esche,3.5,1200.00,2025-12-31,true,eigene")


def test_headings_find_their_field_and_bad_values_are_told(writer: Writer, reader: Reader) -> None:
    field_id = custom_fields.add_field(writer, label="Größe", kind=FieldKind.NUMBER).value
    custom_fields.rename_field(writer, field_id=field_id, label="Raumgröße")
    table = "Vorname;Nachname;Raumgroesse\nA;Graf;12,5\nB;Weiß;riesig\n".encode()
    report = import_file(writer, table, "kontakte.csv").value
    assert custom(reader) == {"Größe": 12.5}
    assert [(remark.row, remark.value) for remark in report.remarks] == [(3, "riesig")]
    writer.undo()
    assert reader.scalar("select count(*) from contact") == 0


def test_a_deleted_field_is_no_column_any_more(filled: int, writer: Writer, reader: Reader) -> None:
    field_id = reader.scalar("select id from custom_field where key = 'Budget'")
    custom_fields.delete_field(writer, field_id=field_id)
    assert "Budget" not in export(reader, RecordKind.CONTACTS).decode().splitlines()[0]
    assert custom(reader)["Budget"] == 120000


def test_columns_that_are_kept_become_fields_of_the_right_kind(writer: Writer, reader: Reader) -> None:
    headings = "Nachname;Kunde seit;Umsatz;Newsletter;Klasse B;Nr. alt;Bemerkung 2"
    rows = [
        f"Person {at};{at + 1:02}.03.20{at + 10};{at}.234,5;{('nein', 'ja')[at % 2]};{'ABC'[at % 3]};00{at};Text {at}"
        for at in range(1, 10)
    ]
    table = "\n".join([headings, *rows])
    mapping = dict.fromkeys(headings.split(";")[1:], "keep")
    report = import_file(writer, table.encode(), "a.csv", kind=RecordKind.CONTACTS, mapping=mapping).value
    assert (report.added, report.remarks) == (9, ())
    fields = {one.label: (one.kind, one.choices) for one in own_fields(reader)}
    assert fields == {
        "Kunde seit": (FieldKind.DATE, ()),
        "Umsatz": (FieldKind.NUMBER, ()),
        "Newsletter": (FieldKind.CHECK, ()),
        "Klasse B": (FieldKind.CHOICE, ("A", "B", "C")),
        "Nr. alt": (FieldKind.TEXT, ()),
        "Bemerkung 2": (FieldKind.TEXT, ()),
    }
    (first,) = reader.rows(lambda *row: row[0], "select custom from contact where family_name = 'Person 3'")
    assert json.loads(first) == {
        "Kunde seit": "2013-03-04", "Umsatz": 3234.5, "Newsletter": True, "Klasse B": "A", "Nr. alt": "003",
        "Bemerkung 2": "Text 3",
    }  # fmt: skip
    again = import_file(writer, table.encode(), "a.csv", kind=RecordKind.CONTACTS, mapping=mapping).value
    assert (again.added, again.updated, again.skipped) == (0, 0, 9)
    writer.undo()
    assert own_fields(reader) == []
