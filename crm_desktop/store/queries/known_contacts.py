"""Contacts by the beginning of their name, for fields that name one."""

from __future__ import annotations

import json

from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.search_titles import SearchHit

_SHOWN = 8


def contacts(reader: Reader, *, text: str) -> list[SearchHit]:
    """Return the contacts that fit a text, as many as a list under a field shows."""
    return find(reader, text=text, limit=_SHOWN, kinds=("contact",))


def companies(reader: Reader, *, text: str) -> list[SearchHit]:
    """Return the companies that fit a text; people are looked past, not counted."""
    hits = find(reader, text=text, limit=_SHOWN * 6, kinds=("contact",))
    sql = """select c.id from json_each(?) j cross join contact c on c.id = j.value
        where c.kind = 'company' and c.deleted_at is null"""
    wanted = set(reader.ids(sql, (json.dumps([hit.id for hit in hits]),)))
    return [hit for hit in hits if hit.id in wanted][:_SHOWN]
