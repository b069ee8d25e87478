"""How long a look through 100,000 contacts for flaws takes, against reading all their rows once.

One in five of the customers was not heard of for years, one in thirty records has something else wrong with it.
Run: pytest -m benchmark -s tests/benchmarks/test_quality.py (CRM_BENCH_CONTACTS=20000 tries it smaller)
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.base.paths import resources
from crm_desktop.base.towns import read_towns
from crm_desktop.domain.quality import Care
from crm_desktop.engine.quality.given_names import MEN, WOMEN
from crm_desktop.operations.quality import quality
from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.benchmarks.many import surnames
from tests.builders import fresh_database, standing_clock

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1800)]

#: A slip in one record of so many.
_SLIPS = 30
_KINDS = ("salutation", "case", "town", "mail", "phone", "category", "number")
_TODAY = date(2026, 11, 24)
_CONTACT = ("id", "uuid", "kind", "name", "sort_key", "salutation", "given_name", "family_name", "category", "standing",
            "last_activity_at", "vat_id")  # fmt: skip
_ADDRESS = ("contact_id", "street", "postal_code", "city", "country")
_POINT = ("contact_id", "kind", "value", "normal")


def _made(count: int) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], list[tuple[Any, ...]]]]:
    """Yield contacts with their address and the ways to reach them."""
    chance = random.Random(5)
    towns = [(code, names[0]) for code, names in read_towns(resources() / "postcodes")["DE"].by_code.items()]
    families, given = surnames(), [("Frau", sorted(WOMEN)), ("Herr", sorted(MEN))]
    for ref in range(1, count + 1):
        slip = chance.choice(_KINDS) if ref % _SLIPS == 0 else ""
        firm = ref % 3 == 0
        salutation, names = chance.choice(given)
        first, last = chance.choice(names).title(), families[int(len(families) ** chance.random()) - 1]
        (code, town), (other, _town) = chance.choice(towns), chance.choice(towns)
        standing = "customer" if chance.random() < 0.3 else "prospect"
        seen = "2021" if chance.random() < 0.2 else "2026"
        yield (
            (
                ref, f"u{ref}", "company" if firm else "person", f"{first} {last}", f"{last} {first}",
                {"Frau": "Herr", "Herr": "Frau"}[salutation] if slip == "salutation" else salutation,
                first, last.upper() if slip == "case" else last, "" if slip == "category" else "Handel", standing,
                f"{seen}-02-01T08:00:00.000Z", "DE123456789" if slip == "number" else "",
            ),
            (ref, f"Weg {ref % 90}", other if slip == "town" else code, town, "DE"),
            [
                (ref, "email", f"{first}.{last}@gmial.com" if slip == "mail" else f"info@{last}{ref}.de".lower(), "x"),
                (ref, "phone", "keine" if slip == "phone" else f"0171 {ref:07}", "" if slip == "phone" else f"+{ref}"),
            ],
        )  # fmt: skip


def _fill(writer: Writer, count: int) -> None:
    contacts, addresses, points = zip(*_made(count), strict=True)
    with writer.step("many") as work:
        insert_rows(work, "contact", _CONTACT, contacts)
        insert_rows(work, "address", _ADDRESS, addresses)
        insert_rows(work, "contact_point", _POINT, [way for ways in points for way in ways])


def _read(reader: Reader) -> int:
    """Read all there is of all contacts, as whoever looks at each one has to."""
    return sum(
        len(reader.rows(lambda *row: row, f"select * from {table}"))
        for table in ("contact", "address", "contact_point")
    )


def test_a_look_through_all_takes_less_than_twice_the_time_of_reading_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = min(int(os.environ.get("CRM_BENCH_CONTACTS", "100000")), 100_000)
    database = fresh_database(tmp_path / "many.crm")
    with database.writer(standing_clock) as writer:
        _fill(writer, count)
    with database.reader() as reader:
        times: dict[str, list[float]] = {"read": [], "look": []}
        for _turn in range(3):
            start = time.process_time()
            _read(reader)
            times["read"].append(time.process_time() - start)
            start = time.process_time()
            found = quality.flaws_found(reader, today=_TODAY)
            times["look"].append(time.process_time() - start)
    read, look = min(times["read"]), min(times["look"])
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{count} contacts, {sum(found.counts.values())} decisions: looked through in {look:.2f} s CPU,"
            f" read in {read:.2f} s, {look / read:.2f} x"
        )
    assert found.counts[Care.WRONG] >= count // _SLIPS // 2
    assert look <= 2 * read
