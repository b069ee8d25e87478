"""Finds which pages belong to which table: by the tables' own trees, and, where those are broken, by what lies on them.

A leaf that no tree reaches any more is given to the table its rows fit; where they fit several, to the one whose ids
have a gap just there, else to the only one the file has lost the beginning of.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from crm_desktop.store.salvage_pages import Pages, Row, Unreadable, is_leaf, leaves, rows
from crm_desktop.store.salvage_shapes import Shape

#: SQLite's table of all tables begins on the first page.
_SCHEMA_ROOT = 1
#: Rows that are asked whether they fit before a tree is not believed.
_ENOUGH = 100


class TableEntry(NamedTuple):
    """What the file says of one of its tables, or of an index (`of` is its table; those SQLite makes have no SQL)."""

    name: str
    of: str
    root: int
    sql: str


@dataclass
class Finding:
    """The leaves of one table, and the ids on them."""

    shape: Shape
    leaves: list[int] = field(default_factory=list)
    ids: set[int] = field(default_factory=set)
    #: Whether the file still says where the table begins, so that only parts of it can be missing.
    is_rooted: bool = False

    def touches(self, found: Sequence[Row]) -> bool:
        """Whether rows fill a gap of this table: none is there already, and a neighbour is."""
        new = {row.rowid for row in found}
        return not new & self.ids and not self.ids.isdisjoint({min(new) - 1, max(new) + 1})


class _Doubt(NamedTuple):
    """A leaf with its rows, and the tables these fit."""

    number: int
    there: Sequence[Row]
    fitting: Sequence[Finding]


def entries_of(pages: Pages, kind: str) -> list[TableEntry]:
    """Return the tables or indexes (kind "table", "index") the file still knows of, with the page each begins on."""
    found = []
    for leaf in schema_leaves(pages):
        for row in rows(pages, leaf):
            match row.values:
                case [str(is_a), str(name), str(of), int(root), sql] if is_a == kind and root > _SCHEMA_ROOT:
                    found.append(TableEntry(name, of, root, str(sql or "")))
    return found


def schema_leaves(pages: Pages) -> list[int]:
    """Return the pages on which the file names its tables; where the first one is lost, those that look like one."""
    reached = list(leaves(pages, _SCHEMA_ROOT))
    return reached or [number for number in range(2, pages.count + 1) if _names_tables(pages, number)]


def _names_tables(pages: Pages, number: int) -> bool:
    """Whether the first row of a page names a table, an index or a trigger, and how it was made."""
    match next(iter(rows(pages, number)), None):
        case Row(values=["table" | "index" | "trigger" | "view", str(), str(), int(), str() | None]):
            return True
        case _:
            return False


def find(pages: Pages, shapes: Mapping[str, Shape], entries: Iterable[TableEntry]) -> dict[str, Finding]:
    """Return what there is of each table, by name."""
    found = {name: Finding(shape) for name, shape in shapes.items()}
    taken = {_SCHEMA_ROOT, *schema_leaves(pages)}
    for entry in entries:
        reached = [leaf for leaf in leaves(pages, entry.root) if leaf not in taken]
        if entry.name in found and not _is_of(pages, reached, found[entry.name].shape):
            continue
        taken.update(reached)
        if entry.name in found:
            found[entry.name].is_rooted = bool(reached)
            _take(pages, found[entry.name], reached)
    taken |= _free(pages)
    _give_away(pages, found, (number for number in range(2, pages.count + 1) if number not in taken))
    return found


def _is_of(pages: Pages, reached: Iterable[int], shape: Shape) -> bool:
    """Whether what a tree leads to can be of a table: where the file says it begins may be an old word of it."""
    there = list(itertools.islice((row for number in reached for row in rows(pages, number)), _ENOUGH))
    return not there or any(shape.fits(row) for row in there)


def _take(pages: Pages, finding: Finding, numbers: Iterable[int]) -> None:
    for number in numbers:
        finding.leaves.append(number)
        finding.ids.update(row.rowid for row in rows(pages, number))


def _give_away(pages: Pages, found: Mapping[str, Finding], numbers: Iterable[int]) -> None:
    """Give each leaf that nobody owns to the table it fits best, those without doubt first."""
    doubtful = []
    for number, there in _unowned(pages, numbers):
        fitting = _best([one for one in found.values() if all(one.shape.fits(row) for row in there)], there)
        if len(fitting) == 1:
            _take(pages, fitting[0], [number])
        elif fitting:
            doubtful.append(_Doubt(number, there, fitting))
    while doubtful:
        settled = _only(doubtful, lambda one, there: one.touches(there))
        settled = settled or _only(doubtful, lambda one, _there: not one.is_rooted)[:1]
        if not settled:
            return
        for each, finding in settled:
            _take(pages, finding, [each.number])
            doubtful.remove(each)


def _only(doubtful: Iterable[_Doubt], holds: Callable[[Finding, Sequence[Row]], bool]) -> list[tuple[_Doubt, Finding]]:
    """Return the leaves for which something holds of one table alone, each with that table."""
    found = ((each, [one for one in each.fitting if holds(one, each.there)]) for each in doubtful)
    return [(each, fitting[0]) for each, fitting in found if len(fitting) == 1]


def _best(fitting: list[Finding], there: Sequence[Row]) -> list[Finding]:
    """Return those whose columns are all there and say most of what they hold: a day is no accident, a text may be."""
    marks = [(one.shape.is_whole(there[0]), one.shape.strictness) for one in fitting]
    return [one for one, mark in zip(fitting, marks, strict=True) if mark == max(marks)]


def _unowned(pages: Pages, numbers: Iterable[int]) -> Iterator[tuple[int, list[Row]]]:
    for number in numbers:
        try:
            if not is_leaf(pages.page(number), number):
                continue
        except Unreadable:
            continue
        there = list(rows(pages, number))
        if there:
            yield number, there


def _free(pages: Pages) -> set[int]:
    """Return the pages the file says are free; what may still lie on them was deleted."""
    free = set[int]()
    try:
        following = struct.unpack_from(">I", pages.page(1), 32)[0] if pages.header_is_whole else 0
        while following and following not in free:
            trunk = pages.page(following)
            free.add(following)
            following, count = struct.unpack_from(">2I", trunk)
            listed = struct.unpack_from(f">{min(count, pages.usable // 4 - 2)}I", trunk, 8)
            if not all(1 < number <= pages.count for number in listed):
                break  # the list itself is damaged
            free.update(listed)
    except Unreadable:
        return free
    return free
