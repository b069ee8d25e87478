"""Words that are in use already, for type-ahead: tags, categories and whatever else users name in their own words."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.store.reading import Reader

#: Fields of a contact whose values come again and again.
FIELDS = frozenset(
    {"category", "industry", "source", "job_title", "legal_form", "payment_terms", "title", "buying_role", "salutation"}
)
#: Words read for one question; the rarest of more are left out.
_MOST = 500


class KnownWord(NamedTuple):
    """A word, and how many contacts have it."""

    word: str
    contacts: int


def tags(reader: Reader) -> list[KnownWord]:
    """Return the tags in use, the most frequent first."""
    sql = "select name, count(*) from tag group by name order by 2 desc, 1 limit ?"
    return reader.rows(KnownWord, sql, (_MOST,))


def tags_everywhere(reader: Reader) -> list[KnownWord]:
    """Return the tags of contacts and deals in alphabetical order, with the number of those that have each."""
    sql = """select name, count(*) from (select name from tag union all select name from deal_tag)
        group by name order by name collate nocase, name limit ?"""
    return reader.rows(KnownWord, sql, (_MOST,))


def values(reader: Reader, *, field: str) -> list[KnownWord]:
    """Return the values a field of contacts has, the most frequent first. Raises ValueError for any other field."""
    if field not in FIELDS:
        raise ValueError(field)
    sql = f"""select {field}, count(*) from contact where {field} <> '' and deleted_at is null
        group by {field} order by 2 desc, 1 limit ?"""
    return reader.rows(KnownWord, sql, (_MOST,))


def labels(reader: Reader) -> list[KnownWord]:
    """Return the labels users gave to phone numbers, e-mail addresses and links, the most frequent first."""
    sql = "select label, count(*) from contact_point where label <> '' group by label order by 2 desc, 1 limit ?"
    return reader.rows(KnownWord, sql, (_MOST,))


def beginning_with(found: list[KnownWord], text: str, limit: int = 8) -> list[str]:
    """Return the words that begin with a text, then those with a word inside that does, however they are spelt."""
    wanted = fold(text.strip())
    if not wanted:
        return [one.word for one in found[:limit]]
    first = [one.word for one in found if fold(one.word).startswith(wanted)]
    inside = [one.word for one in found if one.word not in first and f" {wanted}" in f" {fold(one.word)}"]
    return [*first, *inside][:limit]
