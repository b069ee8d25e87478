"""Sums kept by month and records for the rest tell what the records alone tell, whatever days a period has."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter, Measure, Question, Subject
from crm_desktop.store.queries import report_cube, report_figures, report_flow, report_kept
from crm_desktop.store.queries.report_cube import Narrowed
from crm_desktop.store.queries.report_flow import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer

PERIODS = (
    Period(date(2025, 12, 1), date(2026, 11, 24)),
    Period(date(2026, 1, 1), date(2026, 3, 31)),
    Period(date(2026, 5, 9), date(2026, 5, 12)),
    Period(date(2026, 2, 17), date(2026, 8, 3)),
    Period(date(2026, 3, 20), date(2026, 4, 11)),
)
QUESTIONS = [
    Question(Subject.REVENUE, Measure.AMOUNT, "month", "group"),
    Question(Subject.REVENUE, Measure.AMOUNT, "product"),
    Question(Subject.REVENUE, Measure.AMOUNT, "group", "month", filters=(Filter("product", ("P1", "")),)),
    Question(Subject.CLOSED, Measure.RATE, "channel"),
    Question(Subject.CLOSED, Measure.RATE, "category", "channel"),
    Question(Subject.CLOSED, Measure.AMOUNT, "deal_size", filters=(Filter("pipeline", ("1",)),)),
    Question(Subject.CLOSED, Measure.COUNT, "reason"),
    Question(Subject.CLOSED, Measure.COUNT, "argument", filters=(Filter("channel", ("Fair",)),)),
]


@pytest.fixture(params=["Europe/Berlin", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def years(writer: Writer) -> None:
    """Two years of orders and deals at every hour, many of them at the ends of months."""
    chance = Random(5)

    def at() -> str:
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(700))
        day = day.replace(day=1) if chance.random() < 0.3 else day
        return f"{day}T{chance.choice((0, 1, 3, 5, 12, 21, 22, 23)):02}:30:00Z"

    with writer.step("Years") as work:
        work.execute("insert into pipeline (id, uuid, name) values (1, 'p', 'P'), (2, 'q', 'Q')")
        work.executemany(
            "insert into stage (id, uuid, pipeline_id, position, kind) values (?, ?, 1, ?, 'open')",
            [(number, f"s{number}", number) for number in (1, 2, 3)],
        )
        work.execute("insert into contact (id, uuid, kind, category) values (1, 'a', 'company', 'Trade')")
        for number in range(1, 301):
            opened, closed = sorted((at(), at()))
            status = chance.choice(("open", "won", "lost", "parked"))
            work.execute(
                "insert into deal (id, uuid, pipeline_id, stage_id, account_id, status, currency, amount_cents,"
                " opened_at, closed_at, stage_since, channel, lost_reason, won_argument)"
                " values (?, ?, ?, 1, ?, ?, 'EUR', ?, ?, ?, ?, ?, ?, ?)",
                (number, f"d{number}", chance.choice((1, 1, 2)), chance.choice((1, None)), status,
                 chance.randrange(5_000_000), opened, closed if status in ("won", "lost") else None, opened,
                 chance.choice(("Fair", "Web", "")), chance.choice(("Price", "")), chance.choice(("Speed", ""))),
            )  # fmt: skip
            for stage in chance.sample((1, 2, 3), chance.randrange(3)):
                work.execute(
                    "insert into deal_state (deal_id, stage_id, status, entered, recorded_at, amount_cents)"
                    " values (?, ?, 'open', ?, ?, 100)",
                    (number, stage, opened, opened),
                )
            work.execute(
                "insert into sale (id, uuid, day, currency, net_cents, account_id) values (?, ?, ?, 'EUR', 700, 1)",
                (number, f"o{number}", at()[:10]),
            )
            for line in range(chance.randrange(3)):
                work.execute(
                    "insert into sale_line (sale_id, product_name, category, net_cents) values (?, ?, ?, ?)",
                    (number, f"P{line}", chance.choice(("Lamps", "Doors")), chance.randrange(900)),
                )


@pytest.mark.usefixtures("zone", "years")
def test_what_is_kept_tells_what_the_records_tell(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    for period in PERIODS:
        fast = [_sums(reader, question, period) for question in QUESTIONS]
        with monkeypatch.context() as patch:
            patch.setattr(report_kept, "kept_for", lambda _question: None)
            slow = [_sums(reader, question, period) for question in QUESTIONS]
        for question, one, other in zip(QUESTIONS, fast, slow, strict=True):
            assert one == other, (question, period)
        assert any(fast)
        # A condition that always holds makes the queries read the records.
        plainly = Narrowed("1 = 1", {})
        flows: list[list[list[Any]]] = [
            [sorted(report_flow.movement(reader, period, currency="EUR", only=only)) for only in (EVERYTHING, plainly)],
            [report_flow.reached(reader, period, pipeline_id=1, only=only) for only in (EVERYTHING, plainly)],
            [
                sorted(report_figures.all_durations(reader, period, currency="EUR", now=date(2026, 11, 24), only=only))
                for only in (EVERYTHING, plainly)
            ],
        ]
        for kept, counted in flows:
            assert kept == counted, period
        assert any(kept for kept, _other in flows)


def _sums(reader: Reader, question: Question, period: Period) -> list[report_cube.Sums]:
    found = report_cube.sums(reader, question, period, currency="EUR")
    # Counts of orders are not asked for where lines are summed.
    return sorted((replace_of(one, question) for one in found), key=lambda one: (str(one.key), str(one.split)))


def replace_of(one: report_cube.Sums, question: Question) -> report_cube.Sums:
    return one._replace(of=one.cases) if question.subject is Subject.REVENUE else one


def test_a_question_the_sums_do_not_know_is_asked_of_the_records() -> None:
    rate = Question(Subject.CLOSED, Measure.RATE, "channel")
    assert report_kept.kept_for(rate)
    for other in (
        replace(rate, by="campaign"),
        replace(rate, filters=(Filter("competitor", ("X",)),)),
        replace(rate, by="pipeline"),
        Question(Subject.REVENUE, Measure.COUNT, "product"),
        Question(Subject.REVENUE, Measure.AMOUNT, "channel"),
    ):
        assert report_kept.kept_for(other) is None
