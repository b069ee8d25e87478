"""Proofs of erasure, and erasing again whom an older backup brought back.

A proof names nobody: it holds salted hashes of the random ids of contacts. When an older backup takes the place of the
file, the file put away before knows the proofs that are missing now, and whom they are about.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from crm_desktop.base.errors import CrmError
from crm_desktop.engine.campaigns import suppression
from crm_desktop.store.keys import NO_KEYS, Keys
from crm_desktop.store.queries import consents, erasures
from crm_desktop.store.queries.erasures import Proof
from crm_desktop.store.reading import Reader


class Missing(NamedTuple):
    """An erasure this file knows nothing of, and the salt its hashes are made with."""

    proof: Proof
    salt: str


def proofs(reader: Reader) -> list[Proof]:
    """Return the proofs of all erasures, the newest first."""
    return erasures.proofs(reader)


def came_back(reader: Reader, *, backups: Iterable[Path], keys: Keys = NO_KEYS) -> list[int]:
    """Return the contacts that were erased once, as backups (files) or this file know, and are here again."""
    known = [*_missing(reader, backups, keys), *(Missing(one, consents.salt(reader)) for one in proofs(reader))]
    wanted: dict[str, set[str]] = {}
    for one in known:
        # Whom something was kept of is here lawfully.
        if one.salt and not one.proof.kept:
            wanted.setdefault(one.salt, set()).update(one.proof.digests)
    return [
        contact_id
        for contact_id, uuid in (erasures.uuids(reader) if wanted else ())
        if any(suppression.keyed(salt, uuid) in digests for salt, digests in wanted.items())
    ]


def _missing(reader: Reader, backups: Iterable[Path], keys: Keys) -> list[Missing]:
    here = {one.reference for one in proofs(reader)}
    found: list[Missing] = []
    for path in backups:
        try:
            with Reader.open(path, keys) as copy:
                salt = consents.salt(copy)
                found += [Missing(one, salt) for one in erasures.proofs(copy) if one.reference not in here]
        except CrmError:  # a backup that cannot be read cannot tell; the next one may
            continue
    return found
