"""What a backup held when it was made, written down beside it as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crm_desktop.base import times
from crm_desktop.base.files import write_whole
from crm_desktop.store.digest import TableDigest

ENDING = ".json"


@dataclass(frozen=True)
class Manifest:
    """What a backup held when it was made; kept as JSON beside it."""

    reason: str
    #: Path of the database it was made of.
    database: str
    sha256: str
    #: Version of the schema.
    schema: int
    #: How far the journal had come; see `backup_keeper`.
    mark: int
    tables: dict[str, TableDigest]
    #: References to records that are not there: the copy is faithful, and `check` says more.
    dangling: int
    verified_at: datetime | None


def path_of(backup: Path) -> Path:
    """Return where the manifest of a backup lies."""
    return backup.with_name(backup.name + ENDING)


def write(backup: Path, manifest: Manifest) -> None:
    """Write the manifest of a backup, whole or not at all."""
    document = {
        "reason": manifest.reason,
        "database": manifest.database,
        "sha256": manifest.sha256,
        "schema": manifest.schema,
        "mark": manifest.mark,
        "dangling": manifest.dangling,
        "verified_at": None if manifest.verified_at is None else times.to_text(manifest.verified_at),
        "tables": {name: one._asdict() for name, one in manifest.tables.items()},
    }
    write_whole(path_of(backup), json.dumps(document, indent=1).encode())


def read(backup: Path) -> Manifest | None:
    """Return the manifest beside a backup; None where there is none that can be read."""
    try:
        given = json.loads(path_of(backup).read_text(encoding="utf-8"))
        return Manifest(
            reason=str(given["reason"]),
            database=str(given["database"]),
            sha256=str(given["sha256"]),
            schema=int(given["schema"]),
            mark=int(given["mark"]),
            dangling=int(given["dangling"]),
            tables={name: TableDigest(int(one["rows"]), str(one["sha256"])) for name, one in given["tables"].items()},
            verified_at=None if given["verified_at"] is None else times.from_text(given["verified_at"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
