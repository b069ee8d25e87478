"""The words around a hit in a long text: of a file, of an entry of the history."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crm_desktop.base.text import fold
from crm_desktop.store.reading import Reader

#: Letters before a hit that are shown with it, and letters in all.
_BEFORE, _LETTERS = 16, 72


def snippets(reader: Reader, *, ids: Sequence[int], wanted: Sequence[str]) -> dict[int, str]:
    """Return for files, by id, the words of their text around the first of those wanted (folded) that is in it."""
    sql = """
    select a.id, t.body from attachment a join blob b on b.sha256 = a.sha256 join blob_text t on t.blob_id = b.id
    where t.body <> '' and a.id in (select value from json_each(?))"""
    found = {ref: around(body, wanted) for ref, body in reader.rows(lambda *row: row, sql, (json.dumps(list(ids)),))}
    return {ref: snippet for ref, snippet in found.items() if snippet}


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
