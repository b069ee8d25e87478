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
from crm_desktop.store.restricting import RESTRICTED

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


class Reach(StrEnum):
    """How far a contact's timeline reaches."""

    #: What the contact itself is named in.
    OWN = "own"
    #: With its deals and offers, and for a company its people.
    AROUND = "around"
    #: For a person, the whole company.
    COMPANY = "company"
    #: The company with its parent, its daughters, and everybody there.
    GROUP = "group"


@dataclass(frozen=True)
class Scope:
    """Whose timeline: of a contact, a deal or an offer; of all where nothing is given."""

    contact_id: int | None = None
    deal_id: int | None = None
    offer_id: int | None = None
    reach: Reach = Reach.AROUND


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


class CommentRow(NamedTuple):
    """What was added to an entry later."""

    id: int
    at: datetime
    body: str


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
    #: In the order they were written.
    comments: tuple[CommentRow, ...] = ()

    @property
    def place(self) -> Place:
        """Where the entry stands."""
        return Place(self.at, self.id)


class EarlierText(NamedTuple):
    """What an entry said until it was corrected."""

    until: datetime
    subject: str
    body: str


EVERYTHING = Scope()

#: What is no plan and not in the bin.
HAPPENED = "a.deleted_at is null and (a.due_on is null or a.done_at is not null)"
#: In the history of everybody nothing stands about those whose data may only be kept.
USABLE = f"a.id not in (select activity_id from activity_contact where contact_id in {RESTRICTED})"
#: What each group holds, over `activity a`.
GROUPS: Mapping[Group, str] = MappingProxyType(
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

_COMPANY = "(select coalesce(case kind when 'person' then company_id end, id) from contact where id = :contact)"
#: The contacts whose entries are shown, by how far a timeline reaches.
_WHO: Mapping[Reach, str] = MappingProxyType(
    {
        Reach.OWN: "who(id) as (select :contact)",
        Reach.AROUND: """
who(id) as (select :contact union select id from contact where company_id = :contact and kind = 'person')""",
        Reach.COMPANY: f"""
who(id) as (select :contact union select {_COMPANY}
  union select id from contact where company_id = {_COMPANY} and kind = 'person')""",
        Reach.GROUP: f"""
above(id) as (select {_COMPANY} union select c.company_id from above join contact c on c.id = above.id
  where c.company_id is not null),
who(id) as (select :contact union select id from above
  union select c.id from who join contact c on c.company_id = who.id)""",
    }
)
_DEALS = """
deals(id) as (
  select d.id from who cross join deal d on d.account_id = who.id
  union select d.id from who cross join deal d on d.person_id = who.id)"""
_AROUND = f"""{_DEALS},
found(id) as (
  select ac.activity_id from who cross join activity_contact ac on ac.contact_id = who.id
  union select a.id from deals cross join activity a on a.deal_id = deals.id
  union select a.id from who cross join offer o on o.account_id = who.id cross join activity a on a.offer_id = o.id
  union select a.id from who cross join offer o on o.person_id = who.id cross join activity a on a.offer_id = o.id)"""
_OWN = """
deals(id) as (select null where false),
found(id) as (select activity_id from activity_contact where contact_id = :contact)"""
_OF_DEAL = """
who(id) as (select null where false), deals(id) as (select :deal),
found(id) as (
  select id from activity where deal_id = :deal
  union select a.id from offer o cross join activity a on a.offer_id = o.id where o.deal_id = :deal)"""
_OF_OFFER = """
who(id) as (select null where false), deals(id) as (select null where false),
found(id) as (select id from activity where offer_id = :offer)"""

_COLUMNS = """
a.id, a.version, a.at, a.kind, a.direction, a.subject, a.body, a.minutes, a.result, a.pinned, a.edited_at,
a.deal_id, coalesce((select title from deal where id = a.deal_id), ''),
a.offer_id, coalesce((select number from offer where id = a.offer_id), ''),
(select json_group_array(json_array(id, name)) from (
   select c.id, c.name from activity_contact ac join contact c on c.id = ac.contact_id
   where ac.activity_id = a.id order by ac.id)),
(select json_group_array(json_array(id, name, media_type, size, sha256)) from (
   select id, name, media_type, size, sha256 from attachment where activity_id = a.id order by id)),
(select json_group_array(json_array(id, at, body)) from (
   select id, at, body from activity_comment where activity_id = a.id order by at, id))"""


def entries(
    reader: Reader,
    *,
    scope: Scope = EVERYTHING,
    group: Group = Group.ALL,
    after: Place | None = None,
    limit: int = PAGE,
) -> list[TimelineEntry]:
    """Return a page of a timeline, newest first; `after` is the place of the last entry shown."""
    found, values = tables_of(scope)
    source = "found f cross join activity a on a.id = f.id" if found else "activity a"
    place = "" if after is None else " and (a.at < :at or (a.at = :at and a.id < :id))"
    page = f"""{found} select a.id from {source} where {happened(scope)} and {GROUPS[group]}{place}
        order by a.at desc, a.id desc limit {int(limit)}"""
    if after is not None:
        values |= {"at": to_text(after.at), "id": after.id}
    return of_ids(reader, list(reader.ids(page, values)))


def pinned(reader: Reader, *, scope: Scope) -> list[TimelineEntry]:
    """Return the entries that are kept on top of a timeline, newest first."""
    found, values = tables_of(scope)
    source = "found f cross join activity a on a.id = f.id" if found else "activity a"
    sql = f"{found} select a.id from {source} where a.pinned and {happened(scope)} order by a.at desc, a.id desc"
    return of_ids(reader, list(reader.ids(sql, values)))


def counts(reader: Reader, *, scope: Scope) -> dict[Group, int]:
    """Return how many entries each group of a timeline has."""
    found, values = tables_of(scope)
    source = "found f cross join activity a on a.id = f.id" if found else "activity a"
    numbers = ", ".join(f"count(*) filter (where {condition})" for condition in GROUPS.values())
    row = reader.row(_columns, f"{found} select {numbers} from {source} where {happened(scope)}", values)
    return dict(zip(GROUPS, row or [0] * len(GROUPS), strict=True))


def happened(scope: Scope) -> str:
    """Return SQL of what stands in a timeline."""
    return f"{HAPPENED} and {USABLE}" if scope == EVERYTHING else HAPPENED


def tables_of(scope: Scope) -> tuple[str, dict[str, driver.Value]]:
    """Return the common tables `who`, `deals` and `found` (entries) of a scope, "" for all, and what they ask for."""
    if scope.contact_id is not None:
        around = _OWN if scope.reach is Reach.OWN else _AROUND
        return f"with recursive {_WHO[scope.reach]},{around}", {"contact": scope.contact_id}
    if scope.deal_id is not None:
        return f"with {_OF_DEAL}", {"deal": scope.deal_id}
    if scope.offer_id is not None:
        return f"with {_OF_OFFER}", {"offer": scope.offer_id}
    return "", {}


def versions(reader: Reader, *, activity_id: int) -> list[EarlierText]:
    """Return what an entry said before it was corrected, the latest first; what was undone is not among it."""
    now = reader.row(_columns, "select subject, body from activity where id = ?", (activity_id,))
    if now is None:
        return []
    subject, body = now
    sql = """select s.at, c.old_values from change c
        join step s on s.first_seq = (select max(first_seq) from step where first_seq <= c.seq)
        where c.kind = 'activity' and c.row_id = ? and c.op <> 1 and c.op = 2 and not s.undone order by c.seq desc"""
    found: list[EarlierText] = []
    for at, old_values in reader.rows(_columns, sql, (activity_id,)):
        old = json.loads(old_values)
        before = old.get("subject", subject), old.get("body", body)
        if before != (subject, body):
            subject, body = before
            found.append(EarlierText(instant(at), subject, body))
    return found


def of_ids(reader: Reader, ids: list[int]) -> list[TimelineEntry]:
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
        comments=tuple(CommentRow(ref, instant(at), body) for ref, at, body in json.loads(values[17])),
    )
