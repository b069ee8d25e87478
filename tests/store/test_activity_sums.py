"""The sums of the history are right after everything that can happen to an entry, and after its undo."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.history import Activity, ActivityKind
from crm_desktop.store import activity_sums
from crm_desktop.store.activity_sums import HourSum

if TYPE_CHECKING:
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer

_NINE = "2026-11-24T09"


@pytest.fixture
def entries(writer: Writer) -> None:
    with writer.step("Entries") as work:
        for kind, minute in ((ActivityKind.CALL, 5), (ActivityKind.CALL, 50), (ActivityKind.NOTE, 10)):
            work.add(Activity(kind=kind, at=datetime(2026, 11, 24, 9, minute, tzinfo=UTC), minutes=minute))


@pytest.mark.usefixtures("entries")
def test_entries_are_summed_by_hour_and_kind(reader: Reader) -> None:
    assert activity_sums.kept(reader) == [HourSum(_NINE, "call", "", 2, 55), HourSum(_NINE, "note", "", 1, 10)]


@pytest.mark.parametrize(
    "change",
    [
        "update activity set kind = 'meeting' where id = 1",
        "update activity set at = '2026-11-24T10:00:00Z' where id <= 2",
        "update activity set minutes = null",
        "update activity set deleted_at = '2026-11-25T08:00:00Z' where id = 2",
        "delete from activity where kind = 'call'",
        "delete from activity",
        "update activity set subject = 'x'",
    ],
)
@pytest.mark.usefixtures("entries")
def test_the_sums_stay_those_of_the_entries_and_come_back_with_undo(
    writer: Writer, reader: Reader, change: str
) -> None:
    before = activity_sums.kept(reader)
    with writer.step("Change") as work:
        work.execute(change)
    assert activity_sums.kept(reader) == activity_sums.recounted(reader)
    writer.undo()
    assert activity_sums.kept(reader) == before == activity_sums.recounted(reader)
