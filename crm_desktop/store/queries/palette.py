"""What the palette shows beyond what a search says: who is a company, and the words around a hit in the history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.store.reading import Reader
from crm_desktop.store.search_snippets import around

__all__ = ["EntryRow", "around", "companies_among", "entries"]


class EntryRow(NamedTuple):
    """An entry of the history by its id: its text, and the contact and the deal it is about (0 for none)."""

    id: int
    kind: str
    body: str
    contact_id: int
    deal_id: int


def companies_among(reader: Reader, contacts: Sequence[int]) -> set[int]:
    """Return those of some contacts that are companies."""
    sql = "select id from contact where id in (select value from json_each(?)) and kind = 'company'"
    return set(reader.ids(sql, (json.dumps(list(contacts)),)))


def entries(reader: Reader, ids: Sequence[int]) -> dict[int, EntryRow]:
    """Return entries of the history by their ids."""
    sql = (
        "select a.id, a.kind, a.body, coalesce((select ac.contact_id from activity_contact ac where"
        " ac.activity_id = a.id order by ac.id limit 1), 0), coalesce(a.deal_id, 0) from activity a"
        " where a.id in (select value from json_each(?))"
    )
    return {row.id: row for row in reader.rows(EntryRow, sql, (json.dumps(list(ids)),))}
