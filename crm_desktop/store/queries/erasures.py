"""The proofs of erasures, and the random ids by which an erased contact is recognised should it come back."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.domain.privacy import Ground
from crm_desktop.store.queries.values import day_or_none, instant
from crm_desktop.store.reading import Reader


class KeptRecords(NamedTuple):
    """Records of a table that the law wants kept, until when and by which law."""

    table: str
    until: date | None
    basis: str
    n: int


class Proof(NamedTuple):
    """The proof of one erasure."""

    id: int
    reference: str
    at: datetime
    ground: Ground
    counts: dict[str, int]
    kept: tuple[KeptRecords, ...]
    digests: tuple[str, ...]


def proofs(reader: Reader) -> list[Proof]:
    """Return the proofs of all erasures, the newest first."""
    return reader.rows(
        _proof, "select id, reference, at, ground, counts, kept, digests from erasure order by at desc, id desc"
    )


def uuids(reader: Reader) -> list[tuple[int, str]]:
    """Return the random ids of all contacts."""
    return reader.rows(lambda one, uuid: (one, uuid), "select id, uuid from contact")


def _proof(*values: Any) -> Proof:
    proof = Proof._make(values)
    return proof._replace(
        at=instant(values[2]), ground=Ground(values[3]), counts=json.loads(values[4]),
        kept=tuple(KeptRecords(row[0], day_or_none(row[1] or None), row[2], row[3]) for row in json.loads(values[5])),
        digests=tuple(json.loads(values[6])),
    )  # fmt: skip
