"""The timeline: what happened, newest first, of one contact with everything around it, of a deal, or of all.

A company's timeline holds what happened with its people and its deals and offers too. Pages follow each other by the
time and the id of the last entry shown, so that the hundredth page is found as quickly as the first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from crm_desktop.base.times import to_text
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.store import driver
from crm_desktop.store.queries.values import instant, instant_or_none
from crm_desktop.store.reading import Reader

#: Entries of a page.
PAGE = 200


class Group(StrEnum):
    """What a timeline can be narrowed to."""

    ALL = "all"
    TALKS = "talks"
    NOTES = "notes"
    MAILS = "mails"
    OFFERS = "offers"
    TASKS = "tasks"
    SYSTEM = "system"


@dataclass(frozen=True)
class Scope:
    """Whose timeline: of a contact, a deal or an offer; of all where nothing is given."""

    contact_id: int | None = None
    deal_id: int | None = None
    offer_id: int | None = None
    #: Whether a contact's timeline takes in its people, deals and offers.
    rolled_up: bool = True


class Place(NamedTuple):
    """Where a page ended: the next one begins with what comes after this entry."""

    at: datetime
    id: int


class FileRow(NamedTuple):
    """A file that belongs to an entry; its bytes are asked for by its SHA-256."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str


class TimelineEntry(NamedTuple):
    """One entry as the timeline shows it."""

    id: int
    version: int
    at: datetime
    kind: ActivityKind
    direction: Direction
    subject: str
    body: str
    minutes: int | None
    result: str
    pinned: bool
    edited_at: datetime | None
    deal_id: int | None
    deal: str
    offer_id: int | None
    offer: str
    #: Id and name of each contact it concerns.
    contacts: tuple[tuple[int, str], ...]
    files: tuple[FileRow, ...]

    @property
    def place(self) -> Place:
        """Where the entry stands."""
        return Place(self.at, self.id)


EVERYTHING = Scope()

_HAPPENED = "a.deleted_at is null and (a.due_on is null or a.done_at is not null)"
_GROUPS: Mapping[Group, str] = MappingProxyType(
    {
        Group.ALL: "true",
        Group.TALKS: "a.kind in ('call', 'meeting', 'visit')",
        Group.NOTES: "a.kind = 'note'",
        Group.MAILS: "a.kind in ('email', 'letter')",
        Group.OFFERS: "(a.offer_id is not null or a.kind = 'document')",
        Group.TASKS: "a.kind = 'task'",
        Group.SYSTEM: "a.kind = 'system'",
    }
)

#: The entries around a contact: its own, its people's, those of its deals and offers.
_AROUND = """
who(id) as (select :contact union select id from contact where company_id = :contact),
found(id) as (
  select ac.activity_id from who cross join activity_contact ac on ac.contact_id = who.id
  union select a.id from who cross join deal d on d.account_id = who.id cross join activity a on a.deal_id = d.id
  union select a.id from who cross join deal d on d.person_id = who.id cross join activity a on a.deal_id = d.id
  union select a.id from who cross join offer o on o.account_id = who.id cross join activity a on a.offer_id = o.id
  union select a.id from who cross join offer o on o.person_id = who.id cross join activity a on a.offer_id = o.id)"""
_OWN = "found(id) as (select activity_id from activity_contact where contact_id = :contact)"
_OF_DEAL = """
found(id) as (
  select id from activity where deal_id = :deal
  union select a.id from offer o cross join activity a on a.offer_id = o.id where o.deal_id = :deal)"""
_OF_OFFER = "found(id) as (select id from activity where offer_id = :offer)"

_COLUMNS = """
a.id, a.version, a.at, a.kind, a.direction, a.subject, a.body, a.minutes, a.result, a.pinned, a.edited_at,
a.deal_id, coalesce((select title from deal where id = a.deal_id), ''),
a.offer_id, coalesce((select number from offer where id = a.offer_id), ''),
(select json_group_array(json_array(id, name)) from (
   select c.id, c.name from activity_contact ac join contact c on c.id = ac.contact_id
   where ac.activity_id = a.id order by ac.id)),
(select json_group_array(json_array(id, name, media_type, size, sha256)) from (
   select id, name, media_type, size, sha256 from attachment where activity_id = a.id order by id))"""


def entries(
    reader: Reader,
    *,
    scope: Scope = EVERYTHING,
    group: Group = Group.ALL,
    after: Place | None = None,
    limit: int = PAGE,
) -> list[TimelineEntry]:
    """Return a page of a timeline, newest first; `after` is the place of the last entry shown."""
    found, values = _scope(scope)
    source = "found f cross join activity a on a.id = f.id" if found else "activity a"
    place = "" if after is None else " and (a.at < :at or (a.at = :at and a.id < :id))"
    page = f"""{found} select a.id from {source} where {_HAPPENED} and {_GROUPS[group]}{place}
        order by a.at desc, a.id desc limit {int(limit)}"""
    if after is not None:
        values |= {"at": to_text(after.at), "id": after.id}
    return _shown(reader, list(reader.ids(page, values)))


def pinned(reader: Reader, *, scope: Scope) -> list[TimelineEntry]:
    """Return the entries that are kept on top of a timeline, newest first."""
    found, values = _scope(scope)
    source = "found f cross join activity a on a.id = f.id" if found else "activity a"
    sql = f"{found} select a.id from {source} where a.pinned and {_HAPPENED} order by a.at desc, a.id desc"
    return _shown(reader, list(reader.ids(sql, values)))


def counts(reader: Reader, *, scope: Scope) -> dict[Group, int]:
    """Return how many entries each group of a timeline has."""
    found, values = _scope(scope)
    source = "found f cross join activity a on a.id = f.id" if found else "activity a"
    numbers = ", ".join(f"count(*) filter (where {condition})" for condition in _GROUPS.values())
    row = reader.row(_columns, f"{found} select {numbers} from {source} where {_HAPPENED}", values)
    return dict(zip(_GROUPS, row or [0] * len(_GROUPS), strict=True))


def _scope(scope: Scope) -> tuple[str, dict[str, driver.Value]]:
    """Return the common table `found` of a scope's entries, "" for all, and the values it asks for."""
    if scope.contact_id is not None:
        return f"with {_AROUND if scope.rolled_up else _OWN}", {"contact": scope.contact_id}
    if scope.deal_id is not None:
        return f"with {_OF_DEAL}", {"deal": scope.deal_id}
    if scope.offer_id is not None:
        return f"with {_OF_OFFER}", {"offer": scope.offer_id}
    return "", {}


def _shown(reader: Reader, ids: list[int]) -> list[TimelineEntry]:
    """Return these entries in this order."""
    sql = f"select {_COLUMNS} from json_each(?) j cross join activity a on a.id = j.value order by j.key"
    return reader.rows(_entry, sql, (json.dumps(ids),))


def _columns(*values: Any) -> tuple[Any, ...]:
    return values


def _entry(*values: Any) -> TimelineEntry:
    row = TimelineEntry._make(values)
    return row._replace(
        at=instant(values[2]),
        kind=ActivityKind(row.kind),
        direction=Direction(row.direction),
        pinned=bool(row.pinned),
        edited_at=instant_or_none(values[10]),
        contacts=tuple((contact_id, name) for contact_id, name in json.loads(values[15])),
        files=tuple(FileRow(*file) for file in json.loads(values[16])),
    )
