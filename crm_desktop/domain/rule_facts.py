"""Facts rules are worked out from: what a step changed, how the changed records stand, and what was due when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

#: A step that changes more records of a kind is an import or a clean-up, and no event for each of them.
MOST_AT_ONCE = 500


class Change(NamedTuple):
    """A record that a step added, changed or deleted; `before` are the old values of what changed."""

    kind: str
    ref: int
    added: bool
    gone: bool
    before: Mapping[str, Any]


class DealNow(NamedTuple):
    """How a deal stands."""

    stage_id: int
    status: str


class OfferNow(NamedTuple):
    """How an offer stands."""

    status: str


class TaskNow(NamedTuple):
    """Whether an entry was planned, and whether it is done."""

    planned: bool
    done: bool


class TagNow(NamedTuple):
    """A tag on a contact."""

    contact_id: int
    name: str


class Now(NamedTuple):
    """How the changed records stand at the end of the step; those in the bin are absent."""

    deals: Mapping[int, DealNow] = MappingProxyType({})
    offers: Mapping[int, OfferNow] = MappingProxyType({})
    tasks: Mapping[int, TaskNow] = MappingProxyType({})
    tags: Mapping[int, TagNow] = MappingProxyType({})
    leads: frozenset[int] = frozenset()
    sales: frozenset[int] = frozenset()


class Due(NamedTuple):
    """Something that comes with the days: on which day it was due for a record, and what it counts from."""

    ref: int
    on: date
    since: date
