"""What lies in the bin, whatever it is, last thrown away first."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.base.times import to_text
from crm_desktop.store.queries.values import instant
from crm_desktop.store.reading import Reader

#: Kinds of records a user throws away, and what each is called in the bin.
TITLES = {
    "contact": "name",
    "deal": "title",
    "offer": "trim(coalesce(number, '') || ' ' || subject)",
    "activity": "coalesce(nullif(subject, ''), substr(body, 1, 80))",
    "product": "name",
    "lead": "title",
    "service_case": "title",
    "campaign": "name",
    "survey": "name",
    "template": "name",
    "product_category": "name",
    "follow_up_set": "name",
}


#: What tells two of one name apart.
DETAILS = {
    "contact": "(select e.name from contact e where e.id = r.company_id)",
    "deal": "(select c.name from contact c where c.id = r.account_id)",
    "offer": "(select c.name from contact c where c.id = r.account_id)",
    "activity": """(select group_concat(c.name, ', ') from activity_contact ac join contact c on c.id = ac.contact_id
        where ac.activity_id = r.id)""",
    "product": "r.number",
    "lead": "(select c.name from contact c where c.id = r.contact_id)",
    "service_case": "(select c.name from contact c where c.id = r.contact_id)",
    "campaign": "(select s.name from segment s where s.id = r.segment_id)",
    "survey": "(select c.name from campaign c where c.id = r.campaign_id)",
    "template": "upper(r.language)",
    "product_category": "(select g.name from product_category g where g.id = r.parent_id)",
    "follow_up_set": "''",
}
#: Rows looked through by a search.
_SEARCHED = 20_000


class BinRow(NamedTuple):
    """One record in the bin."""

    kind: str
    id: int
    title: str
    deleted_at: datetime
    detail: str = ""


def contents(reader: Reader, *, words: str = "", kinds: Collection[str] = (), limit: int = 500) -> list[BinRow]:
    """Return what lies in the bin, last thrown away first: all of it, some kinds, or what has these words in it."""
    wanted = [kind for kind in TITLES if not kinds or kind in kinds]
    arms = " union all ".join(
        f"select '{kind}', r.id, {TITLES[kind]}, r.deleted_at, coalesce({DETAILS[kind]}, '') from {kind} r"
        " where r.deleted_at is not null"
        for kind in wanted
    )
    sql = f"{arms} order by 4 desc, 1, 2 limit ?"
    looked_for = fold(words).split()
    if not looked_for:
        return reader.rows(_row, sql, (limit,))
    found = reader.rows(_row, sql, (_SEARCHED,))
    hits = (row for row in found if all(word in fold(f"{row.title} {row.detail}") for word in looked_for))
    return list(islice(hits, limit))


def counts(reader: Reader) -> dict[str, int]:
    """Return how many records of each kind lie in the bin; kinds without any are left out."""
    arms = " union all ".join(f"select '{kind}', count(*) from {kind} where deleted_at is not null" for kind in TITLES)
    return {kind: number for kind, number in reader.rows(lambda *row: row, arms) if number}


def thrown_away_before(reader: Reader, kind: str, at: datetime) -> list[int]:
    """Return the records of a kind that have been in the bin since before an instant."""
    return list(reader.ids(f"select id from {kind} where deleted_at < ? order by id", (to_text(at),)))


def kept_letters(reader: Reader, offer_ids: Collection[int], sent_after: datetime) -> list[int]:
    """Return those offers that were sent after an instant, or that an order came of."""
    sql = """
        select o.id from json_each(?) wanted join offer o on o.id = wanted.value
        where o.sent_at > ? or exists (select 1 from sale s where s.offer_id = o.id) order by o.id"""
    return list(reader.ids(sql, (json.dumps(list(offer_ids)), to_text(sent_after))))


def concern_nobody_else(reader: Reader, contact_ids: Collection[int]) -> list[int]:
    """Return the entries of the history that concern these contacts and nothing and nobody besides."""
    sql = """
        with gone(id) as (select value from json_each(?))
        select distinct a.id from gone cross join activity_contact ac on ac.contact_id = gone.id
          join activity a on a.id = ac.activity_id
        where a.deal_id is null and a.offer_id is null and a.lead_id is null and not exists (
          select 1 from activity_contact other where other.activity_id = a.id and other.contact_id not in gone)
        order by a.id"""
    return list(reader.ids(sql, (json.dumps(list(contact_ids)),)))


def _row(kind: str, record_id: int, title: str, deleted_at: str, detail: str) -> BinRow:
    return BinRow(kind, record_id, title, instant(deleted_at), detail)
