"""The list of contacts: which ids it holds, in which order, and the rows of those that are painted.

The first list is painted before SQLAlchemy is imported, so only what is light is here. Every order is walked along an
index, so that the first page takes the same time in ten contacts and in a million.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from crm_desktop.domain.kinds import ContactKind, Standing
from crm_desktop.store import driver
from crm_desktop.store.queries.contact_filters import EVERYBODY, PLANNED, ContactFilter, among, conditions, matching
from crm_desktop.store.queries.values import day_or_none, instant_or_none
from crm_desktop.store.reading import Reader

__all__ = [
    "EVERYBODY",
    "PLANNED",
    "ContactFilter",
    "ContactListRow",
    "ContactOrder",
    "categories_in_use",
    "count",
    "first_page",
    "ids",
    "question",
    "rows",
    "sources_in_use",
    "tags_in_use",
]


class ContactOrder(StrEnum):
    """Orders of the list: who was in touch last, by name, who was added last, opened last, bought most, binned last."""

    RECENT = "recent"
    NAME = "name"
    ADDED = "added"
    OPENED = "opened"
    VALUE = "value"
    BINNED = "binned"


class ContactListRow(NamedTuple):
    """One contact as a list shows it."""

    id: int
    version: int
    kind: ContactKind
    name: str
    title: str
    job_title: str
    company_id: int | None
    company: str
    city: str
    standing: Standing
    last_activity_at: datetime | None
    #: The day of what is planned first with the contact; for a company, also with its people.
    next_due: date | None
    #: How many tags it has.
    tags: int
    deleted_at: datetime | None
    #: Whether the user put a star on it.
    favourite: bool = False

    def is_overdue(self, today: date) -> bool:
        """Whether something planned should have been done before today."""
        return self.next_due is not None and self.next_due < today


#: What is sorted by, and which way; equal ones by id.
_ORDERS = {
    ContactOrder.RECENT: ("c.last_activity_at", "desc"),
    ContactOrder.NAME: ("c.sort_key", "asc"),
    ContactOrder.BINNED: ("c.deleted_at", "desc"),
}

#: Orders that are walked along something else than an index of the contacts.
_WALKS = {
    ContactOrder.ADDED: "select c.id from contact c not indexed where {where} order by c.id desc",
    # What was used or added last has the best rank in the search index.
    ContactOrder.OPENED: "select c.id from search_doc d cross join contact c on c.id = d.ref"
    " where d.rank between :low and :high and {where} order by d.rank",
    # No index can hold this order: what a company bought counts for its people too. Only the firm's own currency does:
    # a sum over several would compare what cannot be compared.
    ContactOrder.VALUE: "select c.id from contact c left join (select account_id, sum(net_cents) as cents from sale"
    " where deleted_at is null and currency = coalesce((select currency from firm order by id limit 1), 'EUR')"
    " group by account_id) v on v.account_id = coalesce(c.company_id, c.id)"
    " where {where} order by v.cents desc nulls last, c.sort_key, c.id",
}

#: What a text finds, what was used or added last before the rest: the index hands it out in this order, so the first
#: page is there at each keystroke, however many there are in all.
_BY_WORDS = """
select d.ref from search s join search_doc d on d.rank = s.rowid cross join contact c on c.id = d.ref
where s.search match :match and s.rowid between :low and :high and {where} order by s.rowid"""

_ROWS = f"""
select c.id, c.version, c.kind, c.name, c.title, c.job_title, c.company_id, coalesce(f.name, ''),
  coalesce((select city from address where contact_id = c.id order by is_primary desc, id limit 1), ''),
  c.standing, c.last_activity_at,
  (select min(a.due_on) from (select c.id union all select p.id from contact p where p.company_id = c.id) w
     cross join activity_contact ac on ac.contact_id = w.id cross join activity a on a.id = ac.activity_id
     where {PLANNED}),
  (select count(*) from tag where contact_id = c.id), c.deleted_at,
  exists (select 1 from favourite where contact_id = c.id)
from json_each(?) j cross join contact c on c.id = j.value left join contact f on f.id = c.company_id
order by j.key"""


def first_page(
    reader: Reader, *, where: ContactFilter = EVERYBODY, order: ContactOrder = ContactOrder.RECENT, limit: int = 50
) -> list[ContactListRow]:
    """Return the first rows of a list, to be painted at once."""
    sql, values = question(reader, where, order)
    return rows(reader, ids=reader.ids(f"{sql} limit {int(limit)}", values))


def ids(reader: Reader, *, where: ContactFilter = EVERYBODY, order: ContactOrder = ContactOrder.RECENT) -> array[int]:
    """Return the ids of a whole list in order, 8 bytes each."""
    return reader.ids(*question(reader, where, order))


def rows(reader: Reader, *, ids: Sequence[int]) -> list[ContactListRow]:
    """Return the rows of these contacts in this order; those that are not there any more are left out."""
    return reader.rows(_list_row, _ROWS, (json.dumps(list(ids)),))


def count(reader: Reader, *, where: ContactFilter = EVERYBODY) -> int:
    """Return how many contacts a list holds."""
    found = conditions(reader, where)
    sql = f"select count(*) from contact c where {found.sql}{among(where.standings)}"
    return int(reader.scalar(sql, found.values))


def sources_in_use(reader: Reader) -> list[tuple[str, int]]:
    """Return every source with the number of contacts that came from it, the commonest first."""
    sql = (
        "select source, count(*) from contact where source <> '' and deleted_at is null"
        " group by source order by 2 desc, 1"
    )
    return reader.rows(_word_and_number, sql)


def tags_in_use(reader: Reader) -> list[tuple[str, int]]:
    """Return every tag with the number of contacts that have it, the commonest first."""
    return reader.rows(_word_and_number, "select name, count(*) from tag group by name order by 2 desc, 1")


def categories_in_use(reader: Reader) -> list[tuple[str, int]]:
    """Return every category with the number of contacts in it, the commonest first."""
    sql = (
        "select category, count(*) from contact where category <> '' and deleted_at is null"
        " group by category order by 2 desc, 1"
    )
    return reader.rows(_word_and_number, sql)


def question(reader: Reader, where: ContactFilter, order: ContactOrder) -> tuple[str, dict[str, driver.Value]]:
    """Return the question for the ids of a list.

    Several standings are walked side by side, each along its index, and merged, instead of sorting all of them.
    """
    if where.text.strip() and order is ContactOrder.RECENT:
        found, values = conditions(reader, replace(where, text=""), by_words=True)
        sql = _BY_WORDS.format(where=found + among(where.standings))
        return sql, values | matching(reader, where.text)
    found, values = conditions(reader, where)
    if order in _WALKS:
        if order is ContactOrder.OPENED:
            values |= _band()
        return _WALKS[order].format(where=found + among(where.standings)), values
    column, way = _ORDERS[order]
    arms = [f" and c.standing = '{standing}'" for standing in sorted(where.standings)] or [""]
    sql = " union all ".join(f"select c.id as id, {column} as k from contact c where {found}{arm}" for arm in arms)
    return f"{sql} order by k {way}, id", values


def _band() -> dict[str, driver.Value]:
    from crm_desktop.store import search_ranks  # noqa: PLC0415 - the first list is painted without

    low, high = search_ranks.band("contact")
    return {"low": low, "high": high}


def _word_and_number(word: str, number: int) -> tuple[str, int]:
    return word, number


def _list_row(*values: Any) -> ContactListRow:
    row = ContactListRow._make(values)
    return row._replace(
        kind=ContactKind(row.kind),
        standing=Standing(row.standing),
        last_activity_at=instant_or_none(values[10]),
        next_due=day_or_none(values[11]),
        deleted_at=instant_or_none(values[13]),
        favourite=bool(values[14]),
    )
