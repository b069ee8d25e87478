"""The sums of the board are right after everything that can happen to a deal, and after its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.deals import Deal, DealStatus
from crm_desktop.store import summaries
from crm_desktop.store.summaries import StageSum
from tests.store.making import add_deal, add_pipeline

if TYPE_CHECKING:
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer


#: Another deal in the place of the first, in the second stage.
_REPLACE = """
insert or replace into deal (id, uuid, pipeline_id, stage_id, currency, amount_cents, opened_at, stage_since)
select 1, 'u', pipeline_id, :second, 'EUR', 7, opened_at, stage_since from deal where id = 1"""


@pytest.fixture
def stages(writer: Writer) -> list[int]:
    with writer.step("Deals") as work:
        stages = add_pipeline(work, "First", "Second")
        for cents in (100, 200, 300):
            add_deal(work, "Roof", stages[0], cents)
        add_deal(work, "Chalet", stages[0], 5_000).currency = "CHF"
    return stages


def test_open_deals_are_summed_by_stage_and_currency(reader: Reader, stages: list[int]) -> None:
    assert summaries.kept(reader) == [StageSum(stages[0], "CHF", 1, 5_000), StageSum(stages[0], "EUR", 3, 600)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            "update deal set stage_id = :second where id = 1",
            [(0, "CHF", 1, 5_000), (0, "EUR", 2, 500), (1, "EUR", 1, 100)],
        ),
        ("update deal set amount_cents = 1000 where id = 1", [(0, "CHF", 1, 5_000), (0, "EUR", 3, 1_500)]),
        ("update deal set currency = 'EUR'", [(0, "EUR", 4, 5_600)]),
        ("update deal set status = 'won' where id <= 2", [(0, "CHF", 1, 5_000), (0, "EUR", 1, 300)]),
        (
            "update deal set deleted_at = '2026-11-24T08:42:00Z' where id = 3",
            [(0, "CHF", 1, 5_000), (0, "EUR", 2, 300)],
        ),
        ("update deal set title = 'x', note = 'y'", [(0, "CHF", 1, 5_000), (0, "EUR", 3, 600)]),
        ("delete from deal where currency = 'EUR'", [(0, "CHF", 1, 5_000)]),
        ("delete from deal", []),
        (
            _REPLACE,
            [(0, "CHF", 1, 5_000), (0, "EUR", 2, 500), (1, "EUR", 1, 7)],
        ),
    ],
)
def test_they_follow_each_change_its_undo_and_its_redo(
    writer: Writer, reader: Reader, stages: list[int], change: str, expected: list[tuple[int, str, int, int]]
) -> None:
    before = summaries.kept(reader)
    after = [StageSum(stages[stage], *rest) for stage, *rest in expected]  # type: ignore[arg-type]
    with writer.step("Change") as work:
        work.execute(change, {"second": stages[1]} if ":second" in change else {})
    assert summaries.kept(reader) == after == summaries.recounted(reader)
    writer.undo()
    assert summaries.kept(reader) == before
    writer.redo()
    assert summaries.kept(reader) == after


def test_a_parked_or_lost_deal_is_not_open(writer: Writer, reader: Reader, stages: list[int]) -> None:
    with writer.step("Close") as work:
        for deal, status in zip(
            work.session.query(Deal), (DealStatus.LOST, DealStatus.PARKED, DealStatus.WON), strict=False
        ):
            deal.status = status
    assert summaries.kept(reader) == [StageSum(stages[0], "CHF", 1, 5_000)]
