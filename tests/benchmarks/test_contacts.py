"""Opening the list of a million contacts in any order takes the few milliseconds ten would take. Times are at work."""

from __future__ import annotations

import statistics
import time

import pytest

from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.store.database import Database
from crm_desktop.store.queries import contacts
from crm_desktop.store.queries.contacts import ContactFilter, ContactOrder
from tests.benchmarks import many

pytestmark = pytest.mark.benchmark

#: Milliseconds for the first page, its question and its rows.
LIMIT_MS = 5.0
#: Milliseconds for fifty rows anywhere in the list.
LIMIT_ROWS_MS = 5.0

FILTERS = (
    ContactFilter(),
    ContactFilter(kind=ContactKind.PERSON),
    ContactFilter(standings=frozenset({Standing.PROSPECT})),
    ContactFilter(standings=frozenset({Standing.PROSPECT, Standing.CUSTOMER})),
)


@pytest.mark.parametrize("order", [ContactOrder.RECENT, ContactOrder.NAME, ContactOrder.ADDED])
def test_the_first_page_of_any_order_is_there_at_once(order: ContactOrder) -> None:
    with Database.open(many.contacts()).reader() as reader:
        for where in FILTERS:
            took = []
            for _time in range(15):
                started = time.thread_time()
                page = contacts.first_page(reader, where=where, order=order)
                took.append((time.thread_time() - started) * 1_000)
            print(f"\n{order} {where.kind} {sorted(where.standings)}: {statistics.median(took):.2f} ms")  # noqa: T201
            assert len(page) == 50
            assert statistics.median(took) <= LIMIT_MS


def test_rows_anywhere_in_the_list_are_there_at_once() -> None:
    with Database.open(many.contacts()).reader() as reader:
        ids = contacts.ids(reader, order=ContactOrder.NAME)
        took = []
        for start in range(0, len(ids), len(ids) // 40):
            started = time.thread_time()
            contacts.rows(reader, ids=ids[start : start + 50])
            took.append((time.thread_time() - started) * 1_000)
        print(f"\n50 rows: {statistics.median(took):.2f} ms")  # noqa: T201
        assert statistics.median(took) <= LIMIT_ROWS_MS
