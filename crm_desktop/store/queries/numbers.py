"""Questions about running numbers: which ranges there are, and whether a number is taken."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.reading import Reader


class NumberRow(NamedTuple):
    """The running numbers of one kind of document; `year` is the one the counter belongs to, 0 for none yet."""

    id: int
    document: str
    pattern: str
    next_number: int
    year: int


#: Where the numbers of each kind of document are written.
_TAKEN = {
    "offer": "select 1 from offer where number = ? limit 1",
    "order": "select 1 from sale where number = ? limit 1",
    "delivery": "select 1 from delivery where number = ? limit 1",
    "customer": "select 1 from contact where customer_number = ? limit 1",
}


def number_ranges(reader: Reader) -> list[NumberRow]:
    """Return all ranges of numbers."""
    return reader.rows(NumberRow, "select id, document, pattern, next_number, year from number_range order by id")


def number_range(reader: Reader, *, document: str) -> NumberRow | None:
    """Return the range of one kind of document ("offer", "order", "customer"); None where there is none."""
    return reader.row(
        NumberRow, "select id, document, pattern, next_number, year from number_range where document = ?", (document,)
    )


def is_taken(reader: Reader, *, document: str, number: str) -> bool:
    """Whether a number is in use, also in the bin or in what was imported."""
    return reader.scalar(_TAKEN[document], (number,)) is not None
