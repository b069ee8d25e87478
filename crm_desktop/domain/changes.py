"""What a finished step did: which records changed, what the user calls it, and what the operation returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

#: Beyond this many changed records of one kind, Changes says "many" instead of naming each.
NAMED_AT_MOST = 5_000


@dataclass(frozen=True)
class Changes:
    """The records a step inserted, updated or deleted, cascades included, by kind (the table's name).

    The ids of a kind are None where there are too many to name: then everything of that kind may have changed.
    """

    by_kind: Mapping[str, frozenset[int] | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_kind)

    def touch(self, *kinds: str) -> bool:
        """Whether any record of these kinds changed."""
        return any(kind in self.by_kind for kind in kinds)

    def ids(self, kind: str) -> frozenset[int] | None:
        """Return the changed ids of a kind, empty when none changed, None when they are too many to name."""
        return self.by_kind.get(kind, frozenset())


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What an operation hands back: its changes, its name for the undo menu, its step (None if nothing changed)."""

    changes: Changes
    label: str
    step: int | None
    value: T
