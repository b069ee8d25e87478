"""Where a text names somebody: looked for in every text people wrote into the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

from crm_desktop.store.free_texts import FreeTexts, codes, free_texts
from crm_desktop.store.reading import Reader

#: Rows read at once.
_PAGE = 2_000
#: Letters of an entry that are surely in the search index.
_INDEXED = 50_000


class Mention(NamedTuple):
    """A text that names somebody."""

    table: str
    id: int
    column: str
    text: str


def mentions(
    reader: Reader,
    *,
    names: Callable[[str], bool],
    only: dict[str, Collection[int]] | None = None,
    most: int = 0,
    hints: Sequence[str] = (),
) -> list[Mention]:
    """Return the texts that name somebody, in all records or in these (ids by table); `most` of them, 0 for all.

    `hints` are pieces of folded words one of which such a text holds: by them the search index narrows the history,
    which is longer than everything else together.
    """
    found: list[Mention] = []
    spared = codes()
    for source in free_texts():
        if only is not None and source.table not in only:
            continue
        for row in _rows(reader, source, None if only is None else only[source.table], hints):
            for column, text in zip(source.columns, row[1:], strict=True):
                if text and text not in spared and names(_plain(text, spared) if column in source.data else text):
                    found.append(Mention(source.table, row[0], column, text))
            if most and len(found) >= most:
                return found
    return found


def _rows(
    reader: Reader, source: FreeTexts, ids: Collection[int] | None, hints: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    columns = ", ".join(f'"{column}"' for column in source.columns)
    last = 0
    given = "" if ids is None else "and id in (select value from json_each(:ids))"
    where = f"id > :last and {source.where} {given} {_narrowed(source, hints)}"
    sql = f"select id, {columns} from {source.table} where {where} order by id limit {_PAGE}"
    wanted = json.dumps(sorted(ids or ()))
    while page := reader.rows(_row, sql, {"last": last, "ids": wanted} if given else {"last": last}):
        yield from page
        last = page[-1][0]


def _narrowed(source: FreeTexts, hints: Sequence[str]) -> str:
    """Return SQL that leaves out entries of the history whose indexed words hold none of the hints."""
    if source.table != "activity" or not hints or not all(hint.isalnum() for hint in hints):
        return ""
    held = " or ".join(f"words like '%{hint}%'" for hint in hints)
    # What lies in the bin or was written by the program is not in the index, nor are these columns; of long texts only
    # the beginning is.
    return f"""and (deleted_at is not null or kind = 'system' or result <> '' or custom <> '{{}}'
      or length(body) > {_INDEXED} or id in (select ref from search_doc where kind = 'activity' and ({held})))"""


def _plain(text: str, spared: Collection[str]) -> str:
    """Return the words of plain data: what JSON writes for a line break is none of them, nor is a word of a list."""
    return "\n".join(one for one in _strings(json.loads(text)) if one not in spared)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from (part for pair in data.items() for one in pair for part in _strings(one))
    elif isinstance(data, list):
        yield from (part for one in data for part in _strings(one))


def _row(*values: Any) -> tuple[Any, ...]:
    return values
