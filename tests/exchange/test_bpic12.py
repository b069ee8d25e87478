"""The prepared offer pipeline is whole, and comes back as it was from the program's own files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.intake import look, read
from tests.data import folder
from tests.exchange import bpic12

if TYPE_CHECKING:
    from pathlib import Path


def test_only_qualified_applications_are_deals_and_each_begins_qualified() -> None:
    pipeline = bpic12.load(folder("deals_bpic12"))
    assert Counter(deal.status for deal in pipeline.deals) == {"won": 1123, "lost": 1369 + 973, "open": 205}
    first: dict[str, str] = {}
    for entry in pipeline.stages:
        first.setdefault(entry.deal, entry.stage)
    assert set(first.values()) == {"Qualified"}
    assert len(first) == len(pipeline.deals) == 3670


def test_the_written_files_are_read_back_the_same_with_the_time_of_day(tmp_path: Path) -> None:
    source = folder("deals_bpic12")
    expected = bpic12.load(source)
    deals, stages = bpic12.write(source, tmp_path)
    looked = look(deals)
    assert looked.kind is RecordKind.DEALS
    assert looked.kind_is_sure
    assert [found.record for found in read(looked)] == expected.deals
    assert [found.record for found in read(look(stages))] == expected.stages
    assert any(entry.entered and entry.entered.second for entry in expected.stages)
