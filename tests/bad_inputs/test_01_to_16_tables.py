"""Bad inputs 1 to 16 of the list of 52: tables and archives."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from crm_desktop.base.errors import BadInput, CrmError, Refused
from crm_desktop.domain.kinds import TextState
from crm_desktop.domain.records import ContactRecord, DealRecord, RecordKind
from crm_desktop.exchange.csv_out import CsvStyle, write_records
from crm_desktop.exchange.file_text.reading import read_text
from crm_desktop.exchange.intake import look, read
from crm_desktop.operations.exports import import_all
from crm_desktop.store.unit_of_work import Writer
from tests.fuzzing import seeds

FORMULA = '=HYPERLINK("http://x","y")'
#: Signs spreadsheets compute with, the wide ones of East Asian keyboards too.
SIGNS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1+1", "＋1", "－1", "＠SUM(1)")


def contacts(content: bytes | Path, name: str = "") -> list[ContactRecord]:
    return [found.record for found in read(look(content, name)) if isinstance(found.record, ContactRecord)]


def test_01_a_formula_is_kept_as_typed_and_goes_out_guarded_unless_asked_for_raw() -> None:
    (found,) = contacts(b'company,note\n"=HYPERLINK(""http://x"",""y"")",x\n')
    assert found.company == FORMULA
    guarded, raw = (b"".join(write_records(RecordKind.CONTACTS, [found], CsvStyle(raw=raw))) for raw in (False, True))
    assert b"\"'=HYPERLINK(" in guarded
    assert b"'=" not in raw
    for text in SIGNS:
        out = b"".join(write_records(RecordKind.CONTACTS, [ContactRecord(company="A", note=f"{text} a")])).decode()
        assert f"'{text.strip()}" in out or f"'{text}" in out, text


def test_02_phone_numbers_and_negative_numbers_survive_going_out_and_in() -> None:
    (found,) = contacts(b"company,phone,customer_number\nA,+49 30 123,-5\n")
    assert (found.phone, found.customer_number) == ("+49 30 123", "-5")
    assert contacts(b"".join(write_records(RecordKind.CONTACTS, [found]))) == [found]


def test_03_at_sum_is_text() -> None:
    (found,) = contacts(b"company,note\nA,@SUM(1)\n")
    out = b"".join(write_records(RecordKind.CONTACTS, [found]))
    assert found.note == "@SUM(1)"
    assert b"'@SUM(1)" in out
    assert contacts(out) == [found]


def test_04_formula_cells_of_a_workbook_are_never_computed() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (("Firma", "Notiz"), ("Graf", '=WEBSERVICE("http://x")'), ("Huber", "=1+1")):
        sheet.append(row)
    held = io.BytesIO()
    made.save(held)
    found = contacts(held.getvalue(), "a.xlsx")
    assert [one.company for one in found] == ["Graf", "Huber"]
    assert all(one.note in {"", '=WEBSERVICE("http://x")', "=1+1", "0"} for one in found)
    assert found[1].note != "2"


_GROWING = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
BOMB = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">{_GROWING}]>'


def test_05_entities_that_grow_are_not_unfolded() -> None:
    strings = BOMB + '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&i;</t></si></sst>'
    with zipfile.ZipFile(io.BytesIO(seeds.workbook())) as old:
        parts: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    bomb = seeds.packed(parts | {"xl/sharedStrings.xml": strings})
    with pytest.raises(BadInput):
        list(read(look(bomb, "a.xlsx")))
    assert read_text(bomb, "a.xlsx").state is TextState.FAILED
    assert read_text(seeds.word(BOMB + "<w:p><w:t>&i;</w:t></w:p>"), "a.docx").state is TextState.FAILED


@pytest.mark.slow
def test_06_two_hundred_megabytes_of_nothing_are_refused_before_they_are_unpacked() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _piece in range(200):
                part.write(bytes(1_000_000))
    assert len(held.getvalue()) < 400_000
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="too large"):
            look(held.getvalue(), "zeros.xlsx")
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.slow
def test_06_a_document_of_ninety_megabytes_of_nothing_is_given_up() -> None:
    zeros = seeds.packed({"word/document.xml": "<a>" + " " * 90_000_000 + "</a>"})
    assert read_text(zeros, "zeros.docx").state is TextState.FAILED


@pytest.mark.slow
def test_07_a_million_empty_rows_with_a_look_end_at_the_last_value() -> None:
    with zipfile.ZipFile(io.BytesIO(seeds.workbook())) as old:
        parts: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    (name,) = (name for name in parts if name.startswith("xl/worksheets/"))
    empty = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(4, 1_048_577))
    parts[name] = bytes(parts[name]).replace(b"</sheetData>", empty + b"</sheetData>")  # type: ignore[arg-type]  # read above
    looked = look(seeds.packed(parts), "a.xlsx")
    assert looked.row_count == 2
    assert [found.row for found in read(looked)] == [2, 3]


ESCAPES = ("../evil.xml", "/abs.xml", "C:\\evil.xml", "\\\\host\\share\\evil.xml", "word/../../evil.xml")


def test_08_entries_that_lead_out_of_the_folder_are_never_unpacked(tmp_path: Path, writer: Writer) -> None:
    inside = dict.fromkeys(ESCAPES, "<w:p><w:t>secret</w:t></w:p>")
    held = io.BytesIO(seeds.packed({"word/document.xml": "<a><w:t xmlns:w='w'>Text</w:t></a>", **inside}))
    with zipfile.ZipFile(held, "a") as archive:
        link = zipfile.ZipInfo("word/footer1.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    found = read_text(held.getvalue(), "a.docx")
    assert "secret" not in found.text
    assert "root:" not in found.text
    path = tmp_path / "deep" / "everything.zip"
    path.parent.mkdir()
    path.write_bytes(seeds.packed({"manifest.json": "{}", **inside}))
    with pytest.raises(CrmError):
        import_all(writer, path)
    assert sorted(one.name for one in tmp_path.rglob("*") if one.suffix == ".xml") == []


def test_09_an_archive_of_a_hundred_thousand_entries_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"word/{number}.xml", "")
        archive.writestr("word/document.xml", "<a/>")
    assert read_text(held.getvalue(), "a.docx").state is TextState.FAILED
    with pytest.raises(BadInput):
        look(held.getvalue(), "a.xlsx")


def test_10_an_archive_in_an_archive_stays_closed() -> None:
    nested = seeds.word()
    for _level in range(50):
        nested = seeds.packed({"inside.docx": nested})
    assert read_text(nested, "a.docx") == (TextState.NONE, "")
    with pytest.raises(BadInput):
        look(nested, "a.zip")


@pytest.mark.parametrize("codec", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig", "utf-8"])
def test_11_every_usual_encoding_is_read(codec: str) -> None:
    (found,) = contacts("Firma;Ort;Notiz\r\nMüller;Köln;groß\r\n".encode(codec))
    assert (found.company, found.city, found.note) == ("Müller", "Köln", "groß")


def test_11_two_encodings_in_one_file_keep_both_their_umlauts() -> None:
    found = contacts(("Firma;Ort\n" + "Müller;Köln\n" * 20).encode() + "Söhne;Görlitz\n".encode("cp1252"))
    assert {(one.company, one.city) for one in found} == {("Müller", "Köln"), ("Söhne", "Görlitz")}


def test_12_semicolons_decimal_commas_and_a_quotation_mark_open_to_the_end() -> None:
    content = 'Titel;Phase;Betrag\nA;Offer;1,5\nB;"Offer;2,5\n' + "C;Offer;3,5\n" * 50
    reads = list(read(look(content.encode(), "deals.csv")))
    assert [found.row for found in reads if found.record is None] == [3]
    deals = [found.record for found in reads if isinstance(found.record, DealRecord)]
    assert {deal.amount for deal in deals} == {Decimal("1.5"), Decimal("3.5")}


@pytest.mark.slow
def test_13_a_gigabyte_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    line = b"Muster GmbH;Anna;Meier;" + b"x" * 1_000 + b"\r\n"
    with path.open("wb") as file:
        file.write(b"Firma;Vorname;Nachname;Notiz\r\n")
        for _piece in range(1_025):
            file.write(line * 1_000)
    assert path.stat().st_size > 1_000_000_000
    tracemalloc.start()
    try:
        reads = read(look(path))
        first = next(reads)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        path.unlink()
    assert first.record is not None
    assert peak < 100_000_000, "some blocks of a thousand rows, and no more"


def test_14_headings_may_be_doubled_empty_or_missing() -> None:
    (found,) = contacts(b"Firma;;Firma;Telefon;Telefon\nA;b;c;1;2\n")
    assert (found.company, found.phone, found.further.ways[0].value) == ("A", "1", "2")
    (found,) = contacts(b"Anna Meier;a@example.com;04131 22 87\n")
    assert (found.family_name, found.email) == ("Meier", "a@example.com")


def test_15_zero_bytes_in_a_field_are_taken_out() -> None:
    (found,) = contacts(b"Firma;Notiz\nA\x00B\x07;x\x00\n")
    assert (found.company, found.note) == ("AB", "x")


def test_16_a_field_of_200_kb_is_kept_whole() -> None:
    (found,) = contacts(b"Firma;Notiz\nA;" + b"x" * 200_000 + b"\n")
    assert len(found.note) == 200_000
