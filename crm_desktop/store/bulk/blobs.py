"""Files kept in the database: bytes under their SHA-256, each content once."""

from __future__ import annotations

import hashlib

from crm_desktop.store.unit_of_work import Work


def put(work: Work, content: bytes) -> str:
    """Keep some bytes and return the SHA-256 they lie under, as hexadecimal text."""
    digest = hashlib.sha256(content).hexdigest()
    work.execute(
        "insert into blob (sha256, size, content) values (?, ?, ?) on conflict (sha256) do nothing",
        (digest, len(content), content),
    )
    return digest
