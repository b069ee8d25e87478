"""A list as it is taken along: what it is called, how it was narrowed, its columns, and its rows as values.

The same table becomes CSV, a workbook, paper and what lies on the clipboard; each says the values in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, TypeAlias


class Money(NamedTuple):
    """Cents of a currency, "" where it need not be said; shown with two decimals."""

    cents: int
    currency: str = ""


class Price(NamedTuple):
    """What one costs: exact, shown with two to four decimals."""

    value: Decimal
    currency: str = ""


class Percent(NamedTuple):
    """A share of 1, shown as a percentage."""

    share: float


Value: TypeAlias = str | int | Decimal | date | datetime | Money | Price | Percent | None
Row: TypeAlias = Sequence[Value]


class Head(NamedTuple):
    """One column: what it is called, and how it is printed: at the right, stronger, its money added up at the end.

    What stands `below` is printed in grey below the strong column, where there is one.
    """

    key: str
    title: str
    right: bool = False
    strong: bool = False
    summed: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTable:
    """A list. `rows` is read while it is written and can be gone through once; `count` says how many there are."""

    title: str
    heads: Sequence[Head]
    rows: Iterable[Row]
    count: int
    #: How it was narrowed, in words, one part each.
    words: Sequence[str] = ()
    #: The last row, one value a column; empty for none.
    total: Row = ()
    #: Whether people are named in it, who have a right to its being looked after.
    personal: bool = False
    #: Whether it stands in the order of the alphabet of its first column.
    lettered: bool = False
    #: What stands there instead of rows, where there are none.
    nothing: str = ""


#: Told how many rows of how many are written.
Progress: TypeAlias = Callable[[int, int], None]
