"""Importing 100,000 contacts with journal and search index, and taking them back, beside SQLite's own command line.

`sqlite3 .import` of the file into one table without an index is the least there can be: it neither reads a phone
number nor keeps an index. The limit is set beside what does the same work in C: `.import` of the finished rows into the
program's own tables, with their indexes and without journal and search. Times are those at work, of both processes.
"""

from __future__ import annotations

import csv
import random
import resource
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from crm_desktop.domain.records import RecordKind, columns_of
from crm_desktop.operations.imports import import_file
from crm_desktop.store.database import Database
from tests.builders import fresh_database, standing_clock

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

ROWS = 100_000
LIMIT = 6.0
#: Undo against the import itself; on a machine of its own it takes a few seconds.
UNDO_LIMIT = 0.7
TABLES = ("contact", "address", "contact_point")

_GIVEN = ("Anna", "Miriam", "Jonas", "Eva", "Tobias", "Sabine", "Frank", "Katrin", "Henning", "Lena", "Aylin")
_FAMILY = ("Kessler", "Albrecht", "Lindner", "Reuter", "Öztürk", "Wolters", "Behrens", "Graf", "Niemann", "Thiel")


def write_contacts(path: Path) -> None:
    """Write people, every other one with a company, all with e-mail, phone and address."""
    chance = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns_of(RecordKind.CONTACTS), restval="")
        writer.writeheader()
        for number in range(ROWS):
            given, family = chance.choice(_GIVEN), chance.choice(_FAMILY) + chance.choice(("", "mann", "er", "hof"))
            writer.writerow(
                {
                    "external_id": f"K-{number}",
                    "kind": "person",
                    "company": f"Firma {chance.randrange(ROWS // 5)} GmbH" if number % 2 else "",
                    "given_name": given,
                    "family_name": family,
                    "email": f"{given}.k{number}@firma.example".lower(),
                    "phone": f"04131 {chance.randrange(100_000, 999_999)}",
                    "street": f"Weg {number % 300}",
                    "postal_code": "21335",
                    "city": "Lüneburg",
                    "category": "A",
                }
            )


def at_work(*command: str) -> float:
    """Run a program and return the seconds it was at work."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_an_import_costs_a_few_times_what_the_tables_alone_cost(tmp_path: Path) -> None:
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("SQLite's command line is not here to compare with")
    file, ours = tmp_path / "contacts.csv", fresh_database(tmp_path / "ours.crm")
    write_contacts(file)
    with ours.writer(standing_clock) as writer:
        started, clock = time.process_time(), time.perf_counter()
        report = import_file(writer, file).value
        took, clock = time.process_time() - started, time.perf_counter() - clock
        tables = _same_tables(program, ours, tmp_path)
        started = time.process_time()
        writer.undo()
        undone = time.process_time() - started
    with ours.reader() as reader:
        assert reader.scalar("select count(*) from contact") == 0
    assert (report.added, report.rejected) == (ROWS, 0)
    bare = at_work(program, str(tmp_path / "bare.db"), ".mode csv", f".import {file} contacts")
    print(  # noqa: T201
        f"\nimport {took:.2f} s at work, {clock:.2f} s by the clock ({ROWS / took:,.0f} contacts/s); .import bare"
        f" {bare:.2f} s (x{took / bare:.1f}), .import into the same tables {tables:.2f} s (x{took / tables:.2f});"
        f" undone in {undone:.2f} s (x{undone / took:.2f} of the import)"
    )
    assert undone <= UNDO_LIMIT * took
    assert took <= LIMIT * tables


def _same_tables(program: str, ours: Database, folder: Path) -> float:
    """Return what `.import` of the finished rows into the program's own tables takes."""
    for table in TABLES:
        rows = folder / f"{table}.csv"
        at_work(program, str(ours.path), ".mode csv", f".output {rows}", f"select * from {table}")
    empty = fresh_database(folder / "empty.crm").path
    return at_work(program, str(empty), ".mode csv", *(f".import {folder}/{table}.csv {table}" for table in TABLES))
