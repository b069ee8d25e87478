"""Writing out, and taking in again what was written: nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from crm_desktop.base.errors import BadInput, Cancelled, DamagedFile, NewerFile, NotFound, Refused
from crm_desktop.domain.records import RecordKind, columns_of
from crm_desktop.exchange.intake import look
from crm_desktop.operations import exports
from crm_desktop.operations.firm import setup
from crm_desktop.operations.imports import import_file, in_order
from crm_desktop.store import digest
from crm_desktop.store.database import Database
from crm_desktop.store.driver import connect_to_read
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW, fresh_database, standing_clock
from tests.operations.exports.filled import fill

#: Not content: the journal, and counters of what is derived.
_NOT_CONTENT = {"step", "change"}


@pytest.fixture
def firm(writer: Writer) -> Writer:
    """Fill the database with a little of everything."""
    fill(writer)
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


@pytest.mark.parametrize("name", ["alles", "alles.zip"])
def test_a_complete_export_taken_into_an_empty_database_is_the_same(
    name: str, firm: Writer, reader: Reader, database: Database, tmp_path: Path
) -> None:
    written = exports.export_all(reader, tmp_path / name, now=NOW)
    assert all(path.is_file() for path in written)
    assert exports.is_complete_export(tmp_path / name)
    again = fresh_database(tmp_path / "again.crm")
    with again.writer(standing_clock) as writer:
        setup.start_firm(writer)  # what a new database begins with gives way
        outcome = exports.import_all(writer, tmp_path / name)
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


def test_files_lie_under_their_customer_and_are_called_as_there(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    exports.export_all(reader, tmp_path / "alles")
    found = {path.relative_to(tmp_path / "alles").as_posix() for path in (tmp_path / "alles" / "files").rglob("*.*")}
    assert found == {"files/Miriam Keßler/photo.png", "files/Miriam Keßler/Plan_ Lobby.pdf"}


def test_every_file_and_every_column_is_described(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    exports.export_all(reader, tmp_path / "alles")
    described = json.loads((tmp_path / "alles" / exports.DESCRIPTION).read_text(encoding="utf-8"))
    resources = {one["path"]: one for one in described["resources"]}
    there = {path.relative_to(tmp_path / "alles").as_posix() for path in (tmp_path / "alles").rglob("*.*")}
    assert there - resources.keys() == {exports.DESCRIPTION, exports.MANIFEST, "README.txt"}
    assert all(one["description"] for one in resources.values())
    assert len({one["name"] for one in resources.values()}) == len(resources)
    for path, one in resources.items():
        if path.endswith(".csv") and "schema" in one:
            with (tmp_path / "alles" / path).open(encoding="utf-8", newline="") as lines:
                heads = next(csv.reader(lines))
            assert [field["name"] for field in one["schema"]["fields"]] == heads
            assert all(field["description"] for field in one["schema"]["fields"]), path
    (deal,) = (key for key in resources["tables/deal.csv"]["schema"]["foreignKeys"] if key["fields"] == "stage_id")
    assert deal["reference"] == {"resource": "tables-stage-csv", "fields": "id"}


def test_calendar_and_cards_are_among_the_files(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    exports.export_all(reader, tmp_path / "alles.zip")
    with zipfile.ZipFile(tmp_path / "alles.zip") as archive:
        assert archive.testzip() is None
        assert b"SUMMARY:Muster" in archive.read("calendar.ics")
        assert archive.read("contacts.vcf").count(b"BEGIN:VCARD") == 2
        assert "CRM Desktop" in archive.read("README.txt").decode()


@pytest.mark.parametrize("name", ["alles", "alles.zip"])
def test_an_export_that_is_stopped_leaves_nothing(name: str, firm: Writer, reader: Reader, tmp_path: Path) -> None:
    answers = iter([False])
    with pytest.raises(Cancelled):
        exports.export_all(reader, tmp_path / name, cancelled=lambda: next(answers, True))
    assert not list(tmp_path.glob(f"*{name}*"))
    assert not list(tmp_path.glob(".*alles*"))


def test_how_far_it_is_is_told_up_to_the_end(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    exports.export_all(reader, tmp_path / "alles", progress=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] > 0
    with fresh_database(tmp_path / "again.crm").writer(standing_clock) as writer:
        exports.import_all(writer, tmp_path / "alles", progress=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] > 0


def test_an_import_of_everything_that_is_stopped_keeps_nothing(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    exports.export_all(reader, tmp_path / "alles")
    with fresh_database(tmp_path / "again.crm").writer(standing_clock) as writer:
        with pytest.raises(Cancelled):
            exports.import_all(writer, tmp_path / "alles", cancelled=lambda: True)
        with writer.step("read") as work:
            assert work.read.scalar("select count(*) from contact") == 0


def test_an_archive_of_something_else_or_a_broken_one_is_refused(firm: Writer, reader: Reader, tmp_path: Path) -> None:
    whole = tmp_path / "alles.zip"
    exports.export_all(reader, whole)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("note.txt", "x")
    broken = tmp_path / "broken.zip"
    data = whole.read_bytes()
    broken.write_bytes(data[: len(data) // 2])
    torn = tmp_path / "torn.zip"
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(torn, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, content.replace(b"Miriam", b"Marion") if name.endswith(".jsonl") else content)
    with fresh_database(tmp_path / "again.crm").writer(standing_clock) as writer:
        for source, error in ((other, NotFound), (broken, NotFound), (torn, DamagedFile), (tmp_path / "no", NotFound)):
            with pytest.raises(error):
                exports.import_all(writer, source)
    assert not any(map(exports.is_complete_export, (other, broken, tmp_path / "no.zip")))
