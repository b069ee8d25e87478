"""A firm with many records, for tests of backups, damage and salvage; the same rows for the same seed."""

from __future__ import annotations

import atexit
import hashlib
import random
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from crm_desktop.store.bulk import blobs
from crm_desktop.store.unit_of_work import Work
from tests.builders import fresh_database, standing_clock
from tests.store.making import add_pipeline

_GIVEN = ("Anna", "Jörg", "Käthe", "Łukasz", "Mary", "José", "Ayşe", "Uwe")
_FAMILY = ("Müller", "Weiß", "O'Brien", "Schäfer", "von der Heide", "Nowak", "Groß", "Smith-Jones")
_CITIES = ("Rosenheim", "München", "Zürich", "Wien")
_AT = "2026-10-05T09:00:00Z"


def filled_file(path: Path, contacts: int = 500) -> Path:
    """Make a copy of a filled database, which is made once in a process, and return its path."""
    shutil.copyfile(_filled(contacts), path)
    return path


@cache
def _folder() -> Path:
    """Return a folder that goes with the process."""
    folder = mkdtemp(prefix="crm-desktop-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def _filled(contacts: int) -> Path:
    path = _folder() / f"{contacts}.crm"
    with fresh_database(path).writer(standing_clock) as writer, writer.step("Fill") as work:
        fill(work, contacts)
    return path


def fill(work: Work, contacts: int) -> None:
    """Add persons in companies of ten, with parts, deals, offers, a history with long texts, and files."""
    chance = random.Random(contacts)
    stages = add_pipeline(work, "Offer", "Follow-up", "Closing")
    _contacts(work, chance, contacts)
    _deals(work, chance, contacts // 5, contacts, stages)
    _history(work, chance, contacts * 3, contacts)
    for number in range(contacts // 50):
        digest = blobs.put(work, chance.randbytes(20_000 + number))
        work.execute(
            "insert into attachment (name, size, sha256, added_at, contact_id) values (?, ?, ?, ?, ?)",
            (f"Plan {number}.pdf", 20_000 + number, digest, _AT, number + 1),
        )


def _contacts(work: Work, chance: random.Random, count: int) -> None:
    rows = []
    for ref in range(1, count + 1):
        is_company = ref % 10 == 1
        given, family = ("", "") if is_company else (chance.choice(_GIVEN), chance.choice(_FAMILY))
        name = f"Holzbau {chance.choice(_FAMILY)} {ref} GmbH" if is_company else f"{given} {family}"
        company_id = None if is_company else ref - (ref - 1) % 10
        kind = "company" if is_company else "person"
        rows.append(
            (ref, _uuid("contact", ref), _AT, _AT, kind, name, name.lower(), given, family, company_id, f"K-{ref}")
        )
    work.executemany(
        "insert into contact (id, uuid, created_at, updated_at, kind, name, sort_key, given_name, family_name,"
        " company_id, customer_number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    refs = range(1, count + 1)
    work.executemany(
        "insert into address (contact_id, street, postal_code, city) values (?, ?, ?, ?)",
        [(ref, f"Gartenweg {ref}", f"{10_000 + ref}", chance.choice(_CITIES)) for ref in refs],
    )
    work.executemany(
        "insert into contact_point (contact_id, kind, value, normal) values (?, ?, ?, ?)",
        [
            point
            for ref in refs
            for point in (
                (ref, "phone", f"08031 {200_000 + ref}", f"+498031{200_000 + ref}"),
                (ref, "email", f"Person.{ref}@example.de", f"person.{ref}@example.de"),
            )
        ],
    )
    work.executemany(
        "insert into tag (contact_id, name) values (?, ?)", [(ref, "Messe") for ref in refs if ref % 3 == 0]
    )


def _deals(work: Work, chance: random.Random, count: int, contacts: int, stages: list[int]) -> None:
    refs = range(1, count + 1)
    work.executemany(
        "insert into deal (id, uuid, created_at, title, pipeline_id, stage_id, account_id, amount_cents, currency,"
        " opened_at, stage_since) values (?, ?, ?, ?, 1, ?, ?, ?, 'EUR', ?, ?)",
        [
            (
                ref,
                _uuid("deal", ref),
                _AT,
                f"Dachstuhl {ref}",
                chance.choice(stages),
                chance.randint(1, contacts),
                chance.randrange(10_000_000),
                _AT,
                _AT,
            )
            for ref in refs
        ],
    )
    work.executemany(
        "insert into deal_state (deal_id, stage_id, amount_cents, currency, entered, recorded_at)"
        " values (?, ?, 100, 'EUR', ?, ?)",
        [(ref, stage, _AT, _AT) for ref in refs for stage in stages],
    )
    work.executemany(
        "insert into offer (id, uuid, number, deal_id, account_id, subject, issued_on) values (?, ?, ?, ?, ?, ?, ?)",
        [(ref, _uuid("offer", ref), f"A-2026-{ref}", ref, ref, f"Angebot {ref}", "2026-10-05") for ref in refs],
    )
    work.executemany(
        "insert into offer_line (offer_id, position, title, unit_price) values (?, ?, ?, ?)",
        [(ref, line, f"Sparren {line}", f"{chance.randrange(10_000)}.50") for ref in refs for line in range(1, 5)],
    )


def _history(work: Work, chance: random.Random, count: int, contacts: int) -> None:
    refs = range(1, count + 1)
    work.executemany(
        "insert into activity (id, uuid, created_at, kind, at, subject, body) values (?, ?, ?, 'note', ?, ?, ?)",
        [(ref, _uuid("activity", ref), _AT, _AT, f"Rückruf {ref}", _body(chance, ref)) for ref in refs],
    )
    work.executemany(
        "insert into activity_contact (activity_id, contact_id, at) values (?, ?, ?)",
        [(ref, chance.randint(1, contacts), _AT) for ref in refs],
    )


def _body(chance: random.Random, ref: int) -> str:
    """Return a text; one in fifty is longer than a page of the file."""
    words = chance.choices(("Angebot", "besprochen", "Liefertermin", "geprüft", "Rückruf", "Muster"), k=12)
    return " ".join(words * (60 if ref % 50 == 0 else 1))


def _uuid(kind: str, ref: int) -> str:
    digits = hashlib.sha256(f"{kind} {ref}".encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"
