"""Who is known already, asked at each keystroke over very many contacts.

Run: pytest -m benchmark -s tests/benchmarks/test_similar.py (CRM_BENCH_CONTACTS=100000 tries it smaller)
"""

from __future__ import annotations

import random
import statistics
import time

import pytest

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.operations.known_already import known_already
from crm_desktop.store import search
from crm_desktop.store.database import Database
from crm_desktop.store.queries.similar_contacts import Typed
from tests.benchmarks import many

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1800)]

_TYPED = 60


def test_a_keystroke_of_a_new_name_takes_little_more_than_a_search(capsys: pytest.CaptureFixture[str]) -> None:
    """Compare with searching for the same words in the same run: a machine in use slows both down."""
    with Database.open(many.contacts()).reader() as reader:
        chance, asked, searched = random.Random(5), list[float](), list[float]()
        for _ in range(_TYPED):
            given, family = reader.rows(
                lambda *names: names,
                "select given_name, family_name from contact where id = ?",
                (chance.randint(1, many.how_many()),),
            )[0]
            for length in range(1, len(family) + 1):
                typed = Typed(ContactKind.PERSON, given_name=given, family_name=family[:length])
                start = time.perf_counter()
                known_already(reader, typed=typed)
                asked.append(time.perf_counter() - start)
                start = time.perf_counter()
                search.find(reader, text=f"{given} {family[:length]}", limit=10, kinds=("contact",))
                searched.append(time.perf_counter() - start)
    worst = statistics.quantiles(asked, n=100)[98] * 1000
    with capsys.disabled():
        print(f"similar p99 {worst:.1f} ms, {statistics.median(asked) / statistics.median(searched):.2f} x a search")  # noqa: T201
    assert worst < 100
    assert statistics.median(asked) < 4 * statistics.median(searched)
