"""What the palette shows beyond what a search says: who is a company, and the words around a hit in the history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.store.reading import Reader

#: Letters before a hit that are shown with it, and letters in all.
_BEFORE, _LETTERS = 16, 72


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


def around(text: str, wanted: Sequence[str]) -> str:
    """Return the words around the first that begins like one of those wanted, with dots where text is left out.

    Returns "" where none of them occurs.
    """
    pieces = text.split()
    at = next((place for place, piece in enumerate(pieces) if _begins(piece, wanted)), -1)
    if at < 0:
        return ""
    start, before = at, 0
    while start and before + len(pieces[start - 1]) < _BEFORE:
        start -= 1
        before += len(pieces[start]) + 1
    end, length = start, 0
    while end < len(pieces) and (end <= at or length + len(pieces[end]) < _LETTERS):
        length += len(pieces[end]) + 1
        end += 1
    shown = " ".join(pieces[start:end])
    return ("… " if start else "") + shown + (" …" if end < len(pieces) else "")


def _begins(piece: str, wanted: Sequence[str]) -> bool:
    bare = fold(piece.strip("„“”\"'()[]«»‚‘’.,;:!?–-"))
    return any(bare.startswith(word) for word in wanted)
