"""What a list that is taken along is asked for, and how its columns are said: shared by all lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Generic, NamedTuple, Protocol, TypeVar

from crm_desktop.domain.listed import Head, ListedTable, Row, Value
from crm_desktop.store.reading import Reader

R = TypeVar("R")
#: Rows read at once.
PAGE = 500


class ListKind(StrEnum):
    """Which list; the word used on the command line."""

    CONTACTS = "contacts"
    COMPANIES = "companies"
    DEALS = "deals"
    OFFERS = "offers"
    ORDERS = "orders"
    LEADS = "leads"
    PRODUCTS = "products"
    TASKS = "tasks"
    HISTORY = "history"
    CASES = "cases"
    CAMPAIGNS = "campaigns"
    MEMBERS = "members"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A list as it is wanted."""

    kind: ListKind
    today: date
    #: These records in this order; None for all.
    ids: Sequence[int] | None = None
    #: Reads the ids, where whoever asks does not know all of them yet.
    read_ids: Callable[[Reader], Sequence[int]] | None = None
    #: The keys of the columns as they are shown; empty for all the list has.
    columns: Sequence[str] = ()
    #: Whose history, which campaign's members; 0 for everybody's.
    about: int = 0
    #: How the list was narrowed, in words.
    words: Sequence[str] = ()
    #: Another heading than the list's own.
    title: str = ""
    lettered: bool = False
    #: Whether columns left to the list are those that fit on paper.
    on_paper: bool = False
    #: What the window has worked out itself, by column and id.
    known: Mapping[str, Mapping[int, Value]] = field(default_factory=dict)


def resolved(reader: Reader, asked: Asked) -> Asked:
    """Return what is asked for with its ids read."""
    if asked.read_ids is None:
        return asked
    return replace(asked, ids=list(asked.read_ids(reader)), read_ids=None)


class Listed(NamedTuple):
    """What is called what where nothing else is asked for."""

    title: str
    nothing: str
    personal: bool = False


class HasId(Protocol):
    """A row of a list."""

    @property
    def id(self) -> int:
        """The id of the record."""


H = TypeVar("H", bound=HasId)


@dataclass(frozen=True)
class Spec(Generic[R]):
    """A column: its key, its title, its value; how and whether it is printed where nobody chose columns."""

    key: str
    title: str
    value: Callable[[R], Value]
    right: bool = False
    strong: bool = False
    paper: bool = False
    summed: bool = False
    below: bool = False

    def head(self) -> Head:
        """Return what stands above the column."""
        return Head(self.key, self.title, self.right, self.strong, self.summed, self.below)


def made(asked: Asked, called: Listed, specs: Sequence[Spec[R]], rows: Iterable[R], count: int) -> ListedTable:
    """Return a list with the columns asked for."""
    chosen = _chosen(asked, specs)
    return ListedTable(
        title=asked.title or called.title,
        heads=[spec.head() for spec in chosen],
        rows=_rows(chosen, rows),
        count=count,
        words=asked.words,
        personal=called.personal,
        lettered=asked.lettered,
        nothing=called.nothing,
    )


def in_pages(ids: Sequence[int], read: Callable[[Sequence[int]], Sequence[R]]) -> Iterator[R]:
    """Yield the rows of many records, read in pages."""
    for start in range(0, len(ids), PAGE):
        yield from read(ids[start : start + PAGE])


def in_order(ids: Sequence[int] | None, rows: Sequence[H]) -> list[H]:
    """Return the rows of these records in this order; without any, all as they are."""
    if ids is None:
        return list(rows)
    known = {row.id: row for row in rows}
    return [known[one] for one in ids if one in known]


def _chosen(asked: Asked, specs: Sequence[Spec[R]]) -> list[Spec[R]]:
    known = {spec.key: spec for spec in specs}
    if found := [known[key] for key in asked.columns if key in known]:
        return found
    return [spec for spec in specs if spec.paper or not asked.on_paper]


def _rows(chosen: Sequence[Spec[R]], rows: Iterable[R]) -> Iterator[Row]:
    for row in rows:
        yield [spec.value(row) for spec in chosen]
