"""What a hit shows: a title and a detail a record, read by id in the order of the hits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from crm_desktop.base import formats, times
from crm_desktop.store.reading import Reader

#: Letters of a title that has to be made from a long text.
_LETTERS = 120


class SearchHit(NamedTuple):
    """A record that was found. `kind` is contact, deal, offer, product, service_case, lead, attachment or activity."""

    kind: str
    id: int
    title: str
    detail: str
    #: Of a file: the words of its text around what was asked, where its name does not have them.
    snippet: str = ""


_FROM = " from json_each(?) asked cross join {kind} r on r.id = asked.value"

#: By kind: id, title, and the parts of the detail; parts that are empty are left out.
_TITLES: Mapping[str, str] = {
    "contact": "select r.id, r.name, coalesce(c.name, ''), coalesce((select a.city from address a"
    " where a.contact_id = r.id order by a.is_primary desc, a.id limit 1), '')"
    + _FROM.format(kind="contact")
    + " left join contact c on c.id = r.company_id",
    "deal": "select r.id, r.title, coalesce(c.name, p.name, ''), s.name"
    + _FROM.format(kind="deal")
    + " left join contact c on c.id = r.account_id left join contact p on p.id = r.person_id"
    " left join stage s on s.id = r.stage_id",
    "offer": "select r.id, coalesce(nullif(r.number, ''), r.subject), iif(r.number <> '', r.subject, ''),"
    " coalesce(c.name, p.name, '')"
    + _FROM.format(kind="offer")
    + " left join contact c on c.id = r.account_id left join contact p on p.id = r.person_id",
    "service_case": "select r.id, r.title, coalesce(c.name, ''), coalesce(e.name, '')"
    + _FROM.format(kind="service_case")
    + " left join contact c on c.id = r.contact_id left join contact e on e.id = c.company_id",
    "lead": "select r.id, coalesce(nullif(trim(r.given_name || ' ' || r.family_name), ''), nullif(r.company, ''),"
    " nullif(r.title, ''), nullif(r.email, ''), substr(r.raw_text, 1, 60)),"
    " iif(trim(r.given_name || r.family_name) <> '', r.company, ''), r.title" + _FROM.format(kind="lead"),
    "product": "select r.id, r.name, coalesce(r.number, '')" + _FROM.format(kind="product"),
    "attachment": "select r.id, r.name, coalesce(c.name, d.title, nullif(o.number, ''), a.subject, '')"
    + _FROM.format(kind="attachment")
    + " left join contact c on c.id = r.contact_id left join deal d on d.id = r.deal_id"
    " left join offer o on o.id = r.offer_id left join activity a on a.id = r.activity_id",
    "activity": f"select r.id, coalesce(nullif(r.subject, ''), substr(r.body, 1, {_LETTERS})), r.at,"
    " coalesce((select group_concat(c.name, ', ') from activity_contact ac join contact c on c.id = ac.contact_id"
    " where ac.activity_id = r.id), d.title, '')"
    + _FROM.format(kind="activity")
    + " left join deal d on d.id = r.deal_id",
}


def hits(reader: Reader, kind: str, ids: Sequence[int]) -> list[SearchHit]:
    """Return these records of one kind as hits, in the same order; those that are gone meanwhile are left out."""
    if not ids:
        return []
    make = _entry if kind == "activity" else partial(_hit, kind)
    return reader.rows(make, _TITLES[kind] + " order by asked.key", (json.dumps(list(ids)),))


def _hit(kind: str, ref: int, title: str, *parts: str | None) -> SearchHit:
    return SearchHit(kind, ref, title.partition("\n")[0], " · ".join(part for part in parts if part))


def _entry(ref: int, title: str, at: str, whom: str) -> SearchHit:
    """An entry of the history says on which day it was."""
    return _hit("activity", ref, title, formats.day(times.local_day(times.from_text(at))), whom)
