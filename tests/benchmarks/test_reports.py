"""What evaluations cost over years of data, beside reading the same rows once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Measure, Question, Subject
from crm_desktop.operations.reports import periods
from crm_desktop.operations.reports.asking import Asked
from crm_desktop.operations.reports.key_figures import key_figures
from crm_desktop.store.queries import report_cube
from crm_desktop.store.reading import Reader
from tests.benchmarks.evaluated import TODAY, evaluated

pytestmark = pytest.mark.benchmark

YEAR = periods.period_of(periods.YEAR, TODAY)
#: Reading a year's orders row by row, as Python tuples, is what a report would cost without SQL.
_ROWS = "select id, day, net_cents, channel, customer_category, account_id from sale where day between ? and ?"


@pytest.fixture(scope="module")
def large() -> Iterator[Reader]:
    with Reader.open(evaluated()) as reader:
        yield reader


def cpu(work: Callable[[], object]) -> float:
    """Return the least CPU time of three runs in seconds: other programs take their turn on this machine."""
    work()
    times = []
    for _each in range(3):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times)


def rows_once(reader: Reader, period: Period) -> float:
    bounds = (period.first.isoformat(), period.last.isoformat())
    return cpu(lambda: reader.rows(lambda *row: row, _ROWS, bounds))


@pytest.mark.parametrize("field", ["channel", "category", "size", "age", "campaign", "month"])
def test_revenue_costs_less_than_reading_its_orders(large: Reader, field: str) -> None:
    question = Question(Subject.REVENUE, Measure.AMOUNT, field)
    taken = cpu(lambda: report_cube.sums(large, question, YEAR, currency="EUR"))
    assert taken < rows_once(large, YEAR)


@pytest.mark.parametrize("field", ["channel", "reason", "argument", "deal_size", "month"])
def test_closed_deals_cost_less_than_thrice_reading_the_orders(large: Reader, field: str) -> None:
    question = Question(Subject.CLOSED, Measure.COUNT, field)
    taken = cpu(lambda: report_cube.sums(large, question, YEAR, currency="EUR"))
    assert taken < 3 * rows_once(large, YEAR)


def test_the_key_figures_cost_less_than_eight_times_reading_the_orders(large: Reader) -> None:
    asked = Asked(YEAR, "EUR")
    assert cpu(lambda: key_figures(large, asked)) < 8 * rows_once(large, YEAR)


def test_the_history_is_counted_from_its_sums(large: Reader) -> None:
    question = Question(Subject.ACTIVITIES, Measure.COUNT, "month", "kind")
    taken = cpu(lambda: report_cube.sums(large, question, YEAR, currency="EUR"))
    assert taken < 3 * rows_once(large, YEAR)
