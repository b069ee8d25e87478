"""Workbooks come in as tables: the fullest sheet, with days and numbers as the workbook knows them."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.records import ContactRecord, DealRecord, RecordKind
from crm_desktop.exchange.decoding import Source
from crm_desktop.exchange.intake import look, read
from crm_desktop.exchange.workbook import is_workbook
from tests.fuzzing.old_workbook import old_workbook
from tests.fuzzing.seeds import ODS, open_table

Row = list[str | int | float | date | datetime | None]


def workbook(*sheets: list[Row]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)  # type: ignore[arg-type]  # a new workbook has one
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Tabelle {number}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_the_fullest_sheet_is_taken_with_its_days_and_numbers() -> None:
    content = workbook(
        [["nur eine Notiz"]],
        [
            ["Vorgang", "Kunde", "Wert", "Eröffnet", "Erwarteter Abschluss"],
            ["Dach", "Müller GmbH", 1234.567, datetime(2026, 3, 1, 14, 30), date(2026, 12, 24)],  # noqa: DTZ001
            ["Treppe", "Weiß & Söhne", 12000, date(2026, 4, 2), None],
        ],
    )
    looked = look(content, "vorgaenge.xlsx")
    assert looked.kind is RecordKind.DEALS
    first, second = (entry.record for entry in read(looked))
    assert isinstance(first, DealRecord)
    assert isinstance(second, DealRecord)
    assert (first.title, first.amount, first.expected_close) == ("Dach", Decimal("1234.567"), date(2026, 12, 24))
    assert second.amount == 12000


def test_codes_keep_their_zeros_and_numbers_gain_no_decimals() -> None:
    looked = look(workbook([["Firma", "PLZ", "Kundennummer"], ["Meyer AG", "01067", 1001]]), "kunden.xlsx")
    (entry,) = read(looked)
    assert isinstance(entry.record, ContactRecord)
    assert (entry.record.postal_code, entry.record.customer_number) == ("01067", "1001")


@pytest.mark.parametrize("content", [workbook([]), workbook([], [])])
def test_an_empty_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput, match="empty"):
        look(content, "leer.xlsx")


def test_a_damaged_workbook_is_refused_with_what_to_do() -> None:
    whole = workbook([["Firma"], ["Meyer AG"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part)[:40])
    with pytest.raises(BadInput, match="Save the table as CSV"):
        look(out.getvalue(), "kunden.xlsx")


def test_other_archives_are_no_workbooks() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.txt", "Dear all")
    assert not is_workbook(Source(out.getvalue()))
    assert not is_workbook(Source(b"PK\x03\x04 damaged"))
    assert not is_workbook(Source(b"name,company\n"))


def test_a_few_bytes_that_claim_to_be_a_billion_cells_are_refused_within_seconds() -> None:
    cells = '<table:table-cell table:number-columns-repeated="999999999" office:value-type="float" office:value="3"/>'
    rows = f'<table:table-row table:number-rows-repeated="9999999">{cells}</table:table-row>'
    begun = time.monotonic()
    with pytest.raises(BadInput):
        look(open_table(ODS.replace("<table:table-row>", rows + "<table:table-row>")), "claim.ods")
    assert time.monotonic() - begun < 20


def test_old_workbooks_are_read_and_broken_ones_refused() -> None:
    old = old_workbook([["Firma", "Ort"], ["Müller GmbH", "Köln"]])
    (found,) = read(look(old, "alt.xls"))
    assert isinstance(found.record, ContactRecord)
    assert (found.record.company, found.record.city) == ("Müller GmbH", "Köln")
    for place in (512, 544, 1100, 2100):
        broken = bytearray(old)
        broken[place : place + 4] = b"\xff\xff\xff\x7f"
        with contextlib.suppress(BadInput):
            list(read(look(bytes(broken), "alt.xls")))
