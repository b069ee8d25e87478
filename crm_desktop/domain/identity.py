"""What every main record has: a stable UUID, the id it had elsewhere, its own fields, times and the bin."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


def new_uuid() -> str:
    """Return a new random UUID (RFC 9562, version 4) as text; it stays with the record wherever it travels."""
    import uuid  # noqa: PLC0415 - asks the system for its name when imported; a list only read needs none

    return str(uuid.uuid4())


@dataclass(eq=False, kw_only=True)
class Record:
    """A record the user works with. The database gives `id`; `version` counts changes (optimistic locking)."""

    id: int = field(init=False)
    version: int = field(init=False)
    uuid: str = field(default_factory=new_uuid)
    #: The id the record had in the system it was imported from.
    external_id: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    #: When it was put into the bin; None while it lives.
    deleted_at: datetime | None = None
    #: Values of the user's own fields by the field's key.
    custom: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class Part:
    """A part of a record (an address, a line): it has an id and lives and dies with its record."""

    id: int = field(init=False)
