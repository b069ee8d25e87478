"""What is written comes back the same, whatever the records hold and whoever the file is for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.records import ContactRecord, DealRecord, RecordKind, columns_of
from crm_desktop.exchange.csv_out import FOR_EXCEL, CsvStyle, write_records, write_table
from crm_desktop.exchange.intake import CsvOptions, look, read
from tests.exchange.samples import RECORDS

if TYPE_CHECKING:
    from crm_desktop.domain.records import Record

STYLES = [CsvStyle(), FOR_EXCEL, CsvStyle(delimiter="\t"), CsvStyle(raw=True)]


def written(kind: RecordKind, records: list[Record], style: CsvStyle | None = None) -> bytes:
    return b"".join(write_records(kind, records, style))


@pytest.mark.parametrize("kind", list(RecordKind))
@pytest.mark.parametrize("style", STYLES, ids=["comma", "excel", "tab", "raw"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_records_of_every_kind_come_back_as_they_were(kind: RecordKind, style: CsvStyle, data: st.DataObject) -> None:
    records = data.draw(st.lists(RECORDS[kind], min_size=1, max_size=5))
    looked = look(written(kind, records, style), options=CsvOptions(guarded=not style.raw))
    assert looked.kind is kind
    found = list(read(looked))
    assert [problem for one in found for problem in one.problems] == []
    assert [one.record for one in found] == records


@pytest.mark.parametrize("kind", list(RecordKind))
def test_no_records_are_a_file_of_headings(kind: RecordKind) -> None:
    assert written(kind, []).decode().strip() == ",".join(columns_of(kind))


def test_a_file_for_excel_has_a_mark_semicolons_and_decimal_commas() -> None:
    data = written(RecordKind.DEALS, [DealRecord(title="Dach", amount=Decimal("1234.50"))], FOR_EXCEL)
    assert data.startswith(b"\xef\xbb\xbfexternal_id;title;")
    assert b";1234,50;" in data
    assert data.count(b"\xef\xbb\xbf") == 1


def test_formulas_are_guarded_and_not_with_the_raw_switch() -> None:
    record = ContactRecord(company='=HYPERLINK("http://x","y")', kind="company", phone="+49 30 1", note="@SUM(1)")
    guarded = written(RecordKind.CONTACTS, [record]).decode()
    assert "'=HYPERLINK" in guarded
    assert "'@SUM(1)" in guarded
    assert ",+49 30 1," in guarded
    raw = written(RecordKind.CONTACTS, [record], CsvStyle(raw=True)).decode()
    assert "'" not in raw


def test_long_files_are_written_piece_by_piece_with_one_mark() -> None:
    pieces = list(write_table(["a"], ([str(number)] for number in range(2500)), FOR_EXCEL))
    assert len(pieces) == 3
    assert b"".join(pieces).decode("utf-8-sig").split() == ["a", *map(str, range(2500))]
