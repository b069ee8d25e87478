"""Ranks: the numbers of the rows of the search index, and the order hits come in.

The index hands out rows by number, so the best come first and a question stops as soon as it has enough. Each kind has
a band of ranks of its own and counts down within it: what is new or was used comes before everything else of its kind.
"""

from __future__ import annotations

from crm_desktop.store.reading import Reader

#: Ranks of one kind: room for a touch a millisecond for thirty years.
BAND = 1 << 40
#: The order of the bands: a question for a kind passes over those before it, so the large ones come last.
BANDS = ("product", "attachment", "service_case", "lead", "offer", "deal", "contact", "activity")


def band(kind: str) -> tuple[int, int]:
    """Return the first and the last rank of a kind."""
    first = 1 + BAND * BANDS.index(kind)
    return first, first + BAND - 1


def is_empty(reader: Reader, kind: str) -> bool:
    """Whether no record of a kind can be found."""
    return reader.scalar("select 1 from search_doc where rank between ? and ? limit 1", band(kind)) is None


def lowest(reader: Reader, kind: str) -> int:
    """Return the best rank taken in a kind's band, or the one after its end: the next is one less."""
    first, last = band(kind)
    taken = reader.scalar("select min(rank) from search_doc where rank between ? and ?", (first, last))
    return last + 1 if taken is None else int(taken)
