"""The real offer pipeline of BPI Challenge 2012 as the program's own deals and stages files.

What is prepared, and why:
- Only qualified applications are deals (`preaccepted` is filled); the rest never reached a salesman.
- The four times a case passes through become the stages of the pipeline "Offers": `preaccepted` is *Qualified*,
  `accepted` is *In discussion*, `offer_sent` is *Offer sent*, `offer_back` is *Papers back*. Times keep the time of
  day; several steps of a case can lie on one day.
- `opened` is the time of qualification. Outcomes: `won` is won; `declined` and `cancelled` are lost, with that word as
  the reason; `open` is open when the log stops (2012-03-14).
- The amount is the one applied for, in EUR. There are no customers in the data, so none are made up.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.records import DealRecord, RecordKind, StageRecord
from crm_desktop.exchange.csv_out import write_records

if TYPE_CHECKING:
    from pathlib import Path

PIPELINE = "Offers"
#: The stages in order, with the column of the data that says when a case entered each.
STAGES = (
    ("Qualified", "preaccepted"),
    ("In discussion", "accepted"),
    ("Offer sent", "offer_sent"),
    ("Papers back", "offer_back"),
)
_STATUS = {"won": "won", "declined": "lost", "cancelled": "lost", "open": "open"}


class OfferPipeline(NamedTuple):
    """The deals and their histories."""

    deals: list[DealRecord]
    stages: list[StageRecord]


def load(folder: Path, *, most: int | None = None) -> OfferPipeline:
    """Read the prepared deals from the folder of the data, the first `most` of them."""
    with (folder / "deals.csv").open(encoding="utf-8", newline="") as file:
        cases = [case for case in csv.DictReader(file) if case["preaccepted"]][:most]
    histories = {case["case"]: _history(case) for case in cases}
    deals = [_deal(case, histories[case["case"]][-1].stage) for case in cases]
    return OfferPipeline(deals, [entry for history in histories.values() for entry in history])


def write(folder: Path, target: Path, *, most: int | None = None) -> tuple[Path, Path]:
    """Write `deals.csv` and `stages.csv` in the program's own form into a folder; return both paths."""
    pipeline = load(folder, most=most)
    deals, stages = target / "deals.csv", target / "stages.csv"
    deals.write_bytes(b"".join(write_records(RecordKind.DEALS, pipeline.deals)))
    stages.write_bytes(b"".join(write_records(RecordKind.STAGES, pipeline.stages)))
    return deals, stages


def _history(case: dict[str, str]) -> list[StageRecord]:
    return [StageRecord(case["case"], name, _at(case[column])) for name, column in STAGES if case[column]]


def _deal(case: dict[str, str], stage: str) -> DealRecord:
    status = _STATUS[case["outcome"]]
    return DealRecord(
        external_id=case["case"],
        title=f"Application {case['case']}",
        pipeline=PIPELINE,
        stage=stage,
        status=status,
        amount=Decimal(case["amount"]),
        currency="EUR",
        opened=_at(case["preaccepted"]),
        closed=_at(case["closed"]) if case["closed"] else None,
        lost_reason=case["outcome"] if status == "lost" else "",
    )


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
