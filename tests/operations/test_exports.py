"""Writing out, and taking in again what was written: nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm_desktop.base.errors import BadInput, DamagedFile, NewerFile, NotFound, Refused
from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.records import RecordKind, columns_of
from crm_desktop.exchange.intake import look
from crm_desktop.operations import contacts, deals, exports, files, history, points, setup, tasks
from crm_desktop.operations.contacts import NewContact
from crm_desktop.operations.imports import import_file, in_order
from crm_desktop.operations.points import PostalLines, Reach
from crm_desktop.store import digest
from crm_desktop.store.database import Database
from crm_desktop.store.driver import connect_to_read
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW, fresh_database, standing_clock

#: Not content: the journal, and counters of what is derived.
_NOT_CONTENT = {"step", "change"}


@pytest.fixture
def firm(writer: Writer) -> Writer:
    """Fill the database with a little of everything."""
    setup.start_firm(writer, name="Holzwerk Brandt")
    person = contacts.add_person(
        writer,
        new=NewContact(
            given_name="Miriam",
            family_name="Keßler",
            company_name="Hotel Seeblick GmbH",
            job_title="Einkauf",
            phone="04131 228714",
            email="m.kessler@seeblick.example",
            address=PostalLines(street="Uferweg 12", postal_code="21335", city="Lüneburg"),
            tags=("Hotellerie", "Messe"),
            fields={"birthday": date(1981, 3, 23), "note": "Mag Eiche;\nkeine Anrufe vor 9", "external_id": "K-1"},
        ),
    ).value
    points.set_point(writer, contact_id=person, reach=Reach(PointKind.PHONE, "+49 4131 99", "privat"))
    files.attach_file(writer, data=b"\x89PNG photo", name="photo.png", contact_id=person)
    deal = deals.add_deal(
        writer, title="=Lobby", person_id=person, amount_cents=5_400_000, expected_close=NOW.date()
    ).value
    lost = deals.add_deal(writer, title="Bar", opened_at=NOW - timedelta(days=40)).value
    deals.lose_deal(writer, deal_id=lost, reason="zu teuer")
    history.log_activity(writer, kind=ActivityKind.CALL, contacts=[person], body="Theke", deal_id=deal, minutes=12)
    tasks.add_task(writer, new=tasks.Plan("Muster", NOW.date() + timedelta(days=3)), contacts=[person])
    import_file(writer, b"number,name,category,price,vat\nT-1,Theke,Theken,1250.00,19", "products.csv")
    import_file(
        writer,
        b"order,date,customer,product,quantity,amount\nR-1,2025-03-01,K-1,T-1,2,2500\nR-1,2025-03-01,K-1,T-1,-1,-1250",
        "sales.csv",
        kind=RecordKind.SALES,
    )
    return writer


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def content(path: Path) -> dict[str, digest.TableDigest]:
    connection = connect_to_read(path)
    try:
        return {name: found for name, found in digest.of_file(connection).items() if name not in _NOT_CONTENT}
    finally:
        connection.close()


def test_contacts_come_out_as_a_table_with_the_programs_own_headings(firm: Writer, reader: Reader) -> None:
    company, person = rows(exports.export(reader, "contacts"))
    assert tuple(person) == columns_of(RecordKind.CONTACTS)
    assert (person["external_id"], person["company"], person["tags"], person["birthday"], person["phone"]) == (
        "K-1",
        "Hotel Seeblick GmbH",
        "Hotellerie; Messe",
        "1981-03-23",
        "04131 228714",
    )
    assert person["note"] == "Mag Eiche;\nkeine Anrufe vor 9"
    assert len(company["external_id"]) == 36


def test_a_formula_in_a_cell_is_harmless_unless_asked_for(firm: Writer, reader: Reader) -> None:
    assert "'=Lobby" in [row["title"] for row in rows(exports.export(reader, "deals"))]
    assert "=Lobby" in [row["title"] for row in rows(exports.export(reader, "deals", raw=True))]


def test_a_german_excel_opens_a_table_written_for_it(firm: Writer, reader: Reader) -> None:
    table = exports.export(reader, "products", for_excel=True)
    assert table.startswith(b"\xef\xbb\xbf")
    assert b";1250,00;" in table


def test_cards_carry_what_a_table_has_no_column_for(firm: Writer, reader: Reader) -> None:
    cards = exports.export(reader, RecordKind.CONTACTS, ".vcf").decode()
    assert cards.count("BEGIN:VCARD") == 2
    assert "+49 4131 99" in cards
    assert "PHOTO" in cards


def test_sales_and_stages_and_history_come_out(firm: Writer, reader: Reader) -> None:
    assert [(row["order"], row["quantity"], row["amount"]) for row in rows(exports.export(reader, "sales"))] == [
        ("R-1", "2", "2500"),
        ("R-1", "-1", "-1250"),
    ]
    assert [row["stage"] for row in rows(exports.export(reader, "stages"))] == ["Angebot gesendet"] * 2
    assert {row["kind"] for row in rows(exports.export(reader, "activities"))} >= {"call", "task"}
    assert [row["vat"] for row in rows(exports.export(reader, "products"))] == ["19"]


def test_a_complete_export_taken_into_an_empty_database_is_the_same(
    firm: Writer, reader: Reader, database: Database, tmp_path: Path
) -> None:
    written = exports.export_all(reader, tmp_path / "alles")
    assert all(path.is_file() for path in written)
    again = fresh_database(tmp_path / "again.crm")
    with again.writer(standing_clock) as writer:
        setup.start_firm(writer)  # what a new database begins with gives way
        outcome = exports.import_all(writer, tmp_path / "alles")
        assert outcome.value > 40
    assert content(again.path) == content(database.path)
    with again.reader() as other:
        for kind in RecordKind:
            assert exports.export(other, kind) == exports.export(reader, kind)
        assert other.ids("select rowid from search where search match 'kessler'")


def test_the_tables_alone_give_the_same_tables_again(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    tables = {kind: exports.export(reader, kind) for kind in RecordKind}
    with fresh_database(tmp_path / "again.crm").writer(standing_clock) as writer:
        setup.start_firm(writer)
        for kind in RecordKind:
            report = import_file(writer, tables[kind], f"{kind}.csv", kind=kind).value
            assert (report.rejected, report.problems) == (0, ())
        with writer.step("read") as work:
            for kind in (RecordKind.PRODUCTS, RecordKind.DEALS, RecordKind.STAGES, RecordKind.SALES):
                assert exports.export(work.read, kind) == tables[kind]
            told = rows(exports.export(work.read, RecordKind.CONTACTS))
            assert sorted(row["external_id"] for row in told) == sorted(
                row["external_id"] for row in rows(tables[RecordKind.CONTACTS])
            )


def test_tables_taken_in_the_wrong_order_still_find_each_other(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    tables = {kind: exports.export(reader, kind) for kind in RecordKind}
    people = reader.rows(str, "select name from contact order by name")
    looks = [look(tables[kind], f"{kind}.csv") for kind in sorted(tables)]
    assert [looked.kind for looked in in_order(looks)] == list(RecordKind)
    with fresh_database(tmp_path / "again.crm").writer(standing_clock) as writer:
        setup.start_firm(writer)
        for kind in (RecordKind.ACTIVITIES, RecordKind.SALES, RecordKind.CONTACTS):
            import_file(writer, tables[kind], f"{kind}.csv", kind=kind)
        with writer.step("read") as work:
            assert work.read.rows(str, "select name from contact order by name") == people


def test_files_written_into_the_database_they_came_from_change_nothing(firm: Writer, reader: Reader) -> None:
    for kind in RecordKind:
        report = import_file(firm, exports.export(reader, kind), f"{kind}.csv", kind=kind).value
        assert (report.added, report.rejected) == (0, 0), (kind, report)


def test_a_complete_export_goes_only_into_an_empty_database(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    exports.export_all(reader, tmp_path / "alles")
    before = reader.scalar("select count(*) from contact")
    with pytest.raises(Refused):
        exports.import_all(firm, tmp_path / "alles")
    assert reader.scalar("select count(*) from contact") == before


def test_an_export_that_was_changed_or_is_newer_or_none_is_refused(
    firm: Writer, reader: Reader, tmp_path: Path
) -> None:
    folder = tmp_path / "alles"
    exports.export_all(reader, folder)
    manifest = folder / exports.MANIFEST
    with fresh_database(tmp_path / "again.crm").writer(standing_clock) as writer:
        table = folder / "tables" / "contact.jsonl"
        table.write_bytes(table.read_bytes().replace(b"Miriam", b"Marion"))
        with pytest.raises(DamagedFile):
            exports.import_all(writer, folder)
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"version": 99}))
        with pytest.raises(NewerFile):
            exports.import_all(writer, folder)
        with pytest.raises(NotFound):
            exports.import_all(writer, tmp_path)
        with writer.step("read") as work:
            assert work.read.scalar("select count(*) from contact") == 0
    assert exports.is_complete_export(folder)
    assert not exports.is_complete_export(tmp_path)


def test_nothing_is_written_over_and_no_kind_is_invented(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / "wichtig.txt").write_text("x")
    with pytest.raises(Refused):
        exports.export_all(reader, tmp_path / "voll")
    with pytest.raises(BadInput):
        exports.export(reader, "rechnungen")
    with pytest.raises(BadInput):
        exports.export(reader, "deals", ".vcf")
