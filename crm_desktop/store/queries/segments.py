"""Segments: contacts on a list of their own, put there by hand or described by conditions."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.store.queries.segment_fields import ACCOUNT, CONTACTS
from crm_desktop.store.queries.segment_sql import Where, compiled, segment_where
from crm_desktop.store.reading import Reader


class SegmentRow(NamedTuple):
    """One segment; `listed` counts the contacts put on it by hand, None where conditions describe them."""

    id: int
    name: str
    listed: int | None
    criteria: Mapping[str, Any] = MappingProxyType({})


class SegmentFigures(NamedTuple):
    """How many contacts and accounts belong to a segment, and what they bought in the last twelve months; cents."""

    contacts: int
    accounts: int
    revenue_cents: int
    #: Of everybody.
    all_contacts: int
    all_cents: int

    @property
    def share(self) -> float | None:
        """The segment's share of the revenue; None where there was none."""
        return self.revenue_cents / self.all_cents if self.all_cents > 0 else None


_LISTED = """
case when json_type(s.criteria, '$.ids') = 'array' then (
  select count(distinct c.id) from json_each(s.criteria, '$.ids') j join contact c on c.id = j.value
  where c.deleted_at is null) end"""

_FIGURES = f"""
with account(id, people) as materialized (
  select {ACCOUNT}, count(*) from {CONTACTS} where c.deleted_at is null and {{where}} group by 1),
home(currency) as (select coalesce((select currency from firm order by id limit 1), 'EUR'))
select coalesce((select sum(people) from account), 0), (select count(*) from account),
  coalesce((select sum(net_cents) from sale where deleted_at is null and day > :since and day <= :last
    and currency = (select currency from home) and account_id in (select id from account)), 0),
  (select count(*) from contact where deleted_at is null),
  coalesce((select sum(net_cents) from sale where deleted_at is null and day > :since and day <= :last
    and currency = (select currency from home)), 0)"""


def segments(reader: Reader) -> list[SegmentRow]:
    """Return all segments that are not in the bin, by name; who is in the bin is on no list."""
    sql = (
        f"select s.id, s.name, {_LISTED}, s.criteria from segment s where s.deleted_at is null"
        " order by s.name collate nocase, s.id"
    )
    return reader.rows(_row, sql)


def segment(reader: Reader, *, segment_id: int) -> SegmentRow | None:
    """Return one segment; None where there is none, or it is in the bin."""
    sql = f"select s.id, s.name, {_LISTED}, s.criteria from segment s where s.deleted_at is null and s.id = ?"
    return reader.row(_row, sql, (segment_id,))


def by_name(reader: Reader, name: str) -> int | None:
    """Return the segment of a name, in any case, the oldest of several."""
    sql = "select id, name from segment where deleted_at is null order by id"
    there = reader.rows(lambda segment_id, called: (segment_id, called), sql)
    return next((segment_id for segment_id, called in there if called.casefold() == name.casefold()), None)


def lists_in_use(reader: Reader) -> list[tuple[str, int]]:
    """Return the segments contacts are put on by hand, each with their number."""
    return [(one.name, one.listed) for one in segments(reader) if one.listed is not None]


def figures(reader: Reader, *, criteria: Mapping[str, Any], as_of: date) -> SegmentFigures:
    """Return how many contacts criteria describe, and their share of the revenue. Raises BadInput for wrong ones."""
    return _figures(reader, compiled(reader, criteria, as_of=as_of), as_of)


def segment_figures(reader: Reader, *, segment_id: int, as_of: date) -> SegmentFigures:
    """Return how many contacts belong to a segment, and their share of the revenue."""
    return _figures(reader, segment_where(reader, segment_id=segment_id, as_of=as_of), as_of)


def count(reader: Reader, *, criteria: Mapping[str, Any], as_of: date) -> int:
    """Return how many contacts criteria describe. Raises BadInput for wrong ones."""
    found = compiled(reader, criteria, as_of=as_of)
    sql = f"select count(*) from {CONTACTS} where c.deleted_at is null and {found.sql}"
    return int(reader.scalar(sql, found.values))


def members(reader: Reader, *, segment_id: int, as_of: date) -> array[int]:
    """Return the contacts that belong to a segment, by name."""
    found = segment_where(reader, segment_id=segment_id, as_of=as_of)
    sql = f"select c.id from {CONTACTS} where c.deleted_at is null and {found.sql} order by c.sort_key, c.id"
    return reader.ids(sql, found.values)


def accounts(reader: Reader, *, segment_id: int, as_of: date) -> set[int]:
    """Return the accounts the contacts of a segment belong to."""
    found = segment_where(reader, segment_id=segment_id, as_of=as_of)
    sql = f"select distinct {ACCOUNT} from {CONTACTS} where c.deleted_at is null and {found.sql}"
    return set(reader.ids(sql, found.values))


def _figures(reader: Reader, found: Where, as_of: date) -> SegmentFigures:
    bounds = {"since": add_months(as_of, -12).isoformat(), "last": as_of.isoformat()}
    sql = _FIGURES.format(where=found.sql)
    return reader.row(SegmentFigures, sql, found.values | bounds) or SegmentFigures(0, 0, 0, 0, 0)


def _row(segment_id: int, name: str, listed: int | None, criteria: str) -> SegmentRow:
    return SegmentRow(segment_id, name, listed, json.loads(criteria))
