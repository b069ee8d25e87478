"""The list of contacts: which ids it holds, in which order, and the rows of those that are painted.

The first list is painted before SQLAlchemy is imported, so only what is light is here. Every order is walked along an
index, so that the first page takes the same time in ten contacts and in a million.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.store import driver
from crm_desktop.store.queries.values import day_or_none, instant_or_none
from crm_desktop.store.reading import Reader

#: What the rest of the program means by a planned entry of the history (alias a).
PLANNED = "a.due_on is not null and a.done_at is null and a.deleted_at is null"


class ContactOrder(StrEnum):
    """Orders of the list: who was in touch last, by name, who was added last, who went into the bin last."""

    RECENT = "recent"
    NAME = "name"
    ADDED = "added"
    BINNED = "binned"


@dataclass(frozen=True)
class ContactFilter:
    """Which contacts a list holds; what is left as it is excludes nobody but those in the bin."""

    kind: ContactKind | None = None
    standings: frozenset[Standing] = frozenset()
    #: Beginnings of words of name, company, city, e-mail, phone, as in the search box.
    text: str = ""
    tag: str = ""
    category: str = ""
    #: The people of this company, and the companies that belong to it.
    company_id: int | None = None
    #: Only those nothing is planned with.
    without_next_step: bool = False
    #: Only those something planned with was due before this day.
    overdue_on: date | None = None
    in_bin: bool = False


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

    def is_overdue(self, today: date) -> bool:
        """Whether something planned should have been done before today."""
        return self.next_due is not None and self.next_due < today


EVERYBODY = ContactFilter()

#: What is sorted by, and which way; equal ones by id.
_ORDERS = {
    ContactOrder.RECENT: ("c.last_activity_at", "desc"),
    ContactOrder.NAME: ("c.sort_key", "asc"),
    ContactOrder.BINNED: ("c.deleted_at", "desc"),
}

_ROWS = f"""
select c.id, c.version, c.kind, c.name, c.title, c.job_title, c.company_id, coalesce(f.name, ''),
  coalesce((select city from address where contact_id = c.id order by is_primary desc, id limit 1), ''),
  c.standing, c.last_activity_at,
  (select min(a.due_on) from (select c.id union all select p.id from contact p where p.company_id = c.id) w
     cross join activity_contact ac on ac.contact_id = w.id cross join activity a on a.id = ac.activity_id
     where {PLANNED}),
  (select count(*) from tag where contact_id = c.id), c.deleted_at
from json_each(?) j cross join contact c on c.id = j.value left join contact f on f.id = c.company_id
order by j.key"""

_MATCHING = """
select d.ref from search s join search_doc d on d.rank = s.rowid
where s.search match :match and s.rowid between :low and :high"""
#: A question to the index that nothing answers.
_NOTHING = '"\\"'

_WITH_PLANS = f"""
select ac.contact_id from activity a join activity_contact ac on ac.activity_id = a.id where {PLANNED}"""


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
    conditions, values = _conditions(reader, where)
    sql = f"select count(*) from contact c where {conditions}{_among(where.standings)}"
    return int(reader.scalar(sql, values))


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
    conditions, values = _conditions(reader, where)
    if order is ContactOrder.ADDED:
        among = _among(where.standings)
        return f"select c.id from contact c not indexed where {conditions}{among} order by c.id desc", values
    column, way = _ORDERS[order]
    arms = [f" and c.standing = '{standing}'" for standing in sorted(where.standings)] or [""]
    sql = " union all ".join(f"select c.id as id, {column} as k from contact c where {conditions}{arm}" for arm in arms)
    return f"{sql} order by k {way}, id", values


def _conditions(reader: Reader, where: ContactFilter) -> tuple[str, dict[str, driver.Value]]:
    """Return what a contact (alias c) must fulfil, but for its standing."""
    found = ["c.deleted_at is not null" if where.in_bin else "c.deleted_at is null"]
    values: dict[str, driver.Value] = {}
    if where.kind is not None:
        found.append(f"c.kind = '{where.kind}'")
    for name in ("category", "company_id"):
        if (value := getattr(where, name)) not in ("", None):
            found.append(f"c.{name} = :{name}")
            values[name] = value
    if where.tag:
        found.append("c.id in (select contact_id from tag where name = :tag)")
        values["tag"] = where.tag
    if where.without_next_step:
        found.append(f"c.id not in ({_WITH_PLANS})")
    if where.overdue_on is not None:
        found.append(f"c.id in ({_WITH_PLANS} and a.due_on < :overdue_on)")
        values["overdue_on"] = where.overdue_on.isoformat()
    if where.text.strip():
        found.append(f"c.id in ({_MATCHING})")
        values |= _match(reader, where.text)
    return " and ".join(found), values


def _among(standings: frozenset[Standing]) -> str:
    words = ", ".join(f"'{standing}'" for standing in sorted(standings))
    return f" and c.standing in ({words})" if words else ""


def _match(reader: Reader, text: str) -> dict[str, driver.Value]:
    """Return the question to the index that a text is read as: the first reading that finds anything."""
    from crm_desktop.store import search_ranks, search_words  # noqa: PLC0415 - the first list is painted without

    low, high = search_ranks.band("contact")
    asked = [search_words.expression(question) for question in search_words.readings(text)] or [_NOTHING]
    sql = f"select exists ({_MATCHING})"
    questions: list[dict[str, driver.Value]] = [{"match": match, "low": low, "high": high} for match in asked]
    return next((question for question in questions if reader.scalar(sql, question)), questions[0])


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
    )
