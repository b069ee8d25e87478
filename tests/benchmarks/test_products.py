"""Products proposed at each keystroke, with the last price of a busy customer: 10,000 products, 20,000 offers.

Run: pytest -m benchmark -s tests/benchmarks/test_products.py
"""

from __future__ import annotations

import random
import statistics
import time
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.operations.firm import setup
from crm_desktop.store import search
from crm_desktop.store.bulk.drafts import new_uuids
from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.queries import offers
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models.offer_proposals import proposals
from tests.builders import fresh_database, standing_clock

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

_PRODUCTS, _OFFERS, _CUSTOMERS, _BUSY = 10_000, 20_000, 1_000, 2_000
_WORDS = ("Eiche", "Tisch", "Schrank", "Tür", "Regal", "Platte", "Leiste", "Profil", "Griff", "Kante", "Lack", "Glas")
_TYPED = ("e", "ei", "eiche", "eiche ti", "P-5", "schr", "tür gla", "leiste 7")
_STAMP = "2026-11-01T00:00:00Z"


def fill(writer: Writer) -> None:
    """Fill a firm that sells much; one customer has a tenth of all offers."""
    chance = random.Random(1)
    setup.start_firm(writer, language="de")
    with writer.step("Fill") as work:
        ids = iter(new_uuids(_PRODUCTS + _OFFERS + _CUSTOMERS))
        person = ("id", "uuid", "kind", "name", "sort_key", "created_at", "updated_at")
        names = [
            (n, next(ids), "company", f"Firma {n}", f"firma {n}", _STAMP, _STAMP) for n in range(1, _CUSTOMERS + 1)
        ]
        insert_rows(work, "contact", person, names)
        article = ("id", "uuid", "number", "name", "text", "price", "currency", "created_at", "updated_at")
        articles = [
            (n, next(ids), f"P-{n}", f"{' '.join(chance.sample(_WORDS, 3))} {n}", " ".join(chance.sample(_WORDS, 5)),
             str(chance.randint(1, 900)), "EUR", _STAMP, _STAMP)
            for n in range(1, _PRODUCTS + 1)
        ]  # fmt: skip
        insert_rows(work, "product", article, articles)
        tiers = [(n, chance.randint(1, _PRODUCTS), "10", "5", "") for n in range(1, _PRODUCTS + 1)]
        insert_rows(work, "price_tier", ("id", "product_id", "from_quantity", "price", "customer_group"), tiers)
        offer = ("id", "uuid", "number", "status", "account_id", "issued_on", "currency", "created_at", "updated_at")
        made = [
            (n, next(ids), f"A-{n}", chance.choice(("accepted", "rejected", "sent")),
             1 if n <= _BUSY else chance.randint(2, _CUSTOMERS),
             f"2026-{chance.randint(1, 11):02d}-{chance.randint(1, 28):02d}", "EUR", _STAMP, _STAMP)
            for n in range(1, _OFFERS + 1)
        ]  # fmt: skip
        insert_rows(work, "offer", offer, made)
        lines = [
            (n, (n - 1) // 8 + 1, (n - 1) % 8 + 1, chance.randint(1, _PRODUCTS if n % 3 else 200), "x", "1", "5")
            for n in range(1, 8 * _OFFERS + 1)
        ]
        insert_rows(
            work, "offer_line", ("id", "offer_id", "position", "product_id", "title", "quantity", "unit_price"), lines
        )
    writer.tidy()


def test_a_keystroke_in_an_offer_takes_ten_milliseconds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Compare with the bare search for the same words in the same run, in time of work: a machine in use slows both."""
    database = fresh_database(tmp_path / "much.crm")
    with database.writer(standing_clock) as writer:
        fill(writer)
    asked, searched = list[float](), list[float]()
    with database.reader() as reader:
        offer = offers.the_offer(reader, offer_id=1)
        for _round in range(8):
            for typed in _TYPED:
                start = time.process_time()
                found = proposals(reader, text=typed, offer=offer, today=date(2026, 11, 24))
                asked.append(1000 * (time.process_time() - start))
                start = time.process_time()
                search.find(reader, text=typed, limit=300, kinds=("product",))
                searched.append(1000 * (time.process_time() - start))
                assert len(found) == 6
    median, plain = statistics.median(asked), statistics.median(searched)
    with capsys.disabled():
        said = f"proposals {median:.1f} ms, slowest {max(asked):.1f} ms, the search in it {plain:.1f} ms of work"
        print(f"\n{said}")  # noqa: T201 - the figures are the result
    assert median < 4 * plain
