"""Reading 100,000 contacts, as a ratio to the standard library's csv reader on the same bytes in the same run."""

from __future__ import annotations

import csv
import io
import time
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.records import RecordKind, columns_of
from crm_desktop.exchange.csv_out import write_records
from crm_desktop.exchange.intake import look, read

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.benchmark

ROWS = 100_000
#: Looking and reading together, in times of `csv.reader` alone.
LIMIT = 12.0


def contacts() -> bytes:
    """Return contacts as a firm has them: most columns filled, umlauts, notes of which some have two lines."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns_of(RecordKind.CONTACTS))
    given, family = ("Anna", "Jörg", "Katrin", "Lena", "Öztürk"), ("Meier", "Weiß", "Schäfer", "Kessler-Groß")
    for i in range(ROWS):
        first, last = given[i % 5], family[i % 4]
        person = [f"K{i}", "person", "", ("Herr", "Frau", "")[i % 3], "", first, last, ""]
        ways = [f"kontakt.{i}@example.com", f"04131 {i}", f"0171 {i}"]
        address = [f"Hauptstraße {i % 200}", str(10000 + i % 80000), ("Lüneburg", "Bad Homburg")[i % 2], "", "DE", ""]
        facts = ["ABC"[i % 3], "Handwerk", i % 50, 1990 + i % 30, "Messe", "de", "vip; nord", str(i), ""]
        note = "Stammkunde" if i % 5 else "Stammkunde\nruft selbst an"
        writer.writerow([*person, *ways, *address, *facts, f"{1950 + i % 50}-03-1{i % 9}", "", note])
    return out.getvalue().encode()


def shortest(work: Callable[[], object]) -> float:
    """Return the shortest of three runs, in seconds."""
    times = []
    for _run in range(3):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def test_reading_contacts_costs_a_few_times_the_csv_reader_alone() -> None:
    data = contacts()
    plain = shortest(lambda: sum(1 for _row in csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline=""))))
    looking = shortest(lambda: look(data))
    looked = look(data)
    reading = shortest(lambda: sum(found.record is not None for found in read(looked)))
    assert sum(found.record is not None for found in read(looked)) == ROWS
    print(f"\ncsv {plain:.3f} s, look {looking:.3f} s, read {reading:.3f} s, ratio {(looking + reading) / plain:.1f}")  # noqa: T201
    assert (looking + reading) / plain < LIMIT


def test_writing_contacts_costs_a_few_times_the_csv_writer_alone() -> None:
    looked = look(contacts())
    records = [found.record for found in read(looked) if found.record]
    rows = [[str(value) for value in record] for record in records]
    plain = shortest(lambda: csv.writer(io.StringIO()).writerows(rows))
    writing = shortest(lambda: sum(map(len, write_records(RecordKind.CONTACTS, records))))
    print(f"\ncsv {plain:.3f} s, write {writing:.3f} s, ratio {writing / plain:.1f}")  # noqa: T201
    assert writing / plain < LIMIT
