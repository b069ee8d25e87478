"""What lies in the bin, whatever it is, last thrown away first."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

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
}


class BinRow(NamedTuple):
    """One record in the bin."""

    kind: str
    id: int
    title: str
    deleted_at: datetime


def contents(reader: Reader, *, limit: int = 500) -> list[BinRow]:
    """Return what lies in the bin, last thrown away first."""
    arms = " union all ".join(
        f"select '{kind}', id, {title}, deleted_at from {kind} where deleted_at is not null"
        for kind, title in TITLES.items()
    )
    return reader.rows(_row, f"{arms} order by 4 desc, 1, 2 limit ?", (limit,))


def thrown_away_before(reader: Reader, kind: str, at: datetime) -> list[int]:
    """Return the records of a kind that have been in the bin since before an instant."""
    return list(reader.ids(f"select id from {kind} where deleted_at < ? order by id", (to_text(at),)))


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


def _row(kind: str, record_id: int, title: str, deleted_at: str) -> BinRow:
    return BinRow(kind, record_id, title, instant(deleted_at))
