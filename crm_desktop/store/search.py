"""Searching as you type: what was typed becomes hits with a title and a detail, kind by kind, the best first.

Only what is light is here: the search box works before SQLAlchemy is imported. The index hands out rows in the order of
their rank, so a question for the best fifty of a kind reads little more than fifty, however many there are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from crm_desktop.store.reading import Reader
from crm_desktop.store.search_documents import SOURCES
from crm_desktop.store.search_ranks import band, is_empty
from crm_desktop.store.search_snippets import snippets
from crm_desktop.store.search_titles import SearchHit, hits
from crm_desktop.store.search_typos import Guess, guesses
from crm_desktop.store.search_words import Question, expression, readings, words

#: Every kind of record that can be found, in the order the groups are shown.
KINDS = tuple(source.kind for source in SOURCES)

#: Ids of hits by kind, best first.
_Found: TypeAlias = "dict[str, list[int]]"

#: Of how many hits those are picked whose own name fits; the others fit by their city, their company, their mail.
_LOOK_AT = 50


def find(reader: Reader, *, text: str, limit: int = 50, kinds: Collection[str] = KINDS) -> list[SearchHit]:
    """Return what fits, at most `limit` of each kind; for a blank text the contacts used last.

    Every word must begin a word of the record. Any text may be asked; where nothing fits, one slip of the finger is
    forgiven. Within a kind, hits whose title fits come first, then what was used last.
    """
    wanted = [kind for kind in KINDS if kind in kinds]
    if not text.strip():
        return _recent(reader, limit) if "contact" in wanted else []
    wanted = [kind for kind in wanted if not is_empty(reader, kind)]
    for question in _understood(reader, readings(text), wanted):
        found = _ask(reader, question, wanted, max(limit, _LOOK_AT))
        if found:
            best = [hit for kind, ids in found.items() for hit in _best(hits(reader, kind, ids), question)[:limit]]
            return _with_snippets(reader, best, question)
    return []


def _with_snippets(reader: Reader, found: list[SearchHit], question: Question) -> list[SearchHit]:
    """Show with files what was found in their text, where their names do not say it."""
    inside = [hit.id for hit in found if hit.kind == "attachment" and not _fits(words(hit.title), question)]
    shown = snippets(reader, ids=inside, wanted=[word for term in question for word in term]) if inside else {}
    return [
        hit._replace(snippet=shown[hit.id]) if hit.kind == "attachment" and hit.id in shown else hit for hit in found
    ]


def _recent(reader: Reader, limit: int) -> list[SearchHit]:
    sql = "select ref from search_doc where rank between ? and ? order by rank limit ?"
    return hits(reader, "contact", reader.ids(sql, (*band("contact"), limit)))


def _understood(reader: Reader, questions: list[Question], kinds: list[str]) -> Iterator[Question]:
    """Yield what may have been meant: as it was typed, then with one slip put right, where that finds something."""
    yield from questions
    for question in questions[-1:]:
        for guess in guesses(question):
            yield from _sharpened(reader, guess, kinds)


def _sharpened(reader: Reader, guess: Guess, kinds: list[str]) -> Iterator[Question]:
    """Yield a guess narrowed to the spellings that occur, found once instead of kind by kind: there are hundreds."""
    for kind in kinds:
        found = _ask(reader, guess.question, [kind], _LOOK_AT)
        if found:
            rows = "select words from search_doc where kind = ? and ref in (select value from json_each(?))"
            texts = reader.rows(str, rows, (kind, json.dumps(found[kind])))
            yield guess.narrowed({word for text in texts for word in text.split()})
            return


def _ask(reader: Reader, question: Question, kinds: Iterable[str], limit: int) -> _Found:
    """Ask the index kind by kind: each has its band of ranks."""
    sql = (
        "select d.ref from search s join search_doc d on d.rank = s.rowid"
        " where s.search match ? and s.rowid between ? and ? order by s.rowid limit ?"
    )
    match = expression(question)
    found = {kind: list(reader.ids(sql, (match, *band(kind), limit))) for kind in kinds}
    return {kind: ids for kind, ids in found.items() if ids}


def _best(found: list[SearchHit], question: Question) -> list[SearchHit]:
    """Put the hits first whose title has every word; the order is kept otherwise."""
    return sorted(found, key=lambda hit: not _fits(words(hit.title), question))


def _fits(title: list[str], question: Question) -> bool:
    return all(any(word.startswith(term) for word in title) for term in question)
