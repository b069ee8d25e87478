"""The lines of an offer as an editor holds them: each keeps its key as long as the editor is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from crm_desktop.domain.offers import LineKind
from crm_desktop.store.queries.offers import Line

#: The deepest a heading can lie.
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as the editor holds it. A fresh one was begun and holds nothing yet: it is shown and not stored."""

    key: int
    line: Line
    fresh: bool = False


Entries: TypeAlias = tuple[Entry, ...]


def block_of(entries: Sequence[Entry], row: int) -> range:
    """Return the rows that move together: a heading with all of its section, any other line alone."""
    line = entries[row].line
    if line.kind is not LineKind.HEADING:
        return range(row, row + 1)
    return range(row, section_end(entries, row + 1, line.level))


def blocks_of(entries: Sequence[Entry], rows: range) -> range:
    """Return the rows that move together with some that follow each other: whole sections of the headings in them."""
    return range(rows.start, max(block_of(entries, row).stop for row in rows))


def section_end(entries: Sequence[Entry], row: int, level: int) -> int:
    """Return the first row from `row` on with a heading that ends a section of a level, or the number of rows."""
    return next((place for place in range(row, len(entries)) if ends_section(entries[place].line, level)), len(entries))


def ends_section(line: Line, level: int) -> bool:
    """Whether a line is the heading of a section beside, or around, one of a level."""
    return line.kind is LineKind.HEADING and line.level <= level


def step_target(entries: Sequence[Entry], rows: range, by: int) -> int | None:
    """Return before which row (counted before the move) some rows go when they move one step up or down.

    A section hops over the whole neighbouring section, since it would take over its lines otherwise, and so it never
    goes above lines that stand before the first heading. A section that is the last in another goes on into the next
    one. None means that they cannot move further.
    """
    block, line = blocks_of(entries, rows), entries[rows.start].line
    if line.kind is not LineKind.HEADING:
        beyond = block.start - 1 if by < 0 else block.stop + 1
        return beyond if 0 <= beyond <= len(entries) else None
    if by > 0:
        return section_end(entries, block.stop + 1, line.level) if block.stop < len(entries) else None
    above = [place for place in range(block.start) if ends_section(entries[place].line, line.level)]
    return above[-1] if above else None


def drop_target(entries: Sequence[Entry], rows: range, wanted: int) -> int | None:
    """Return before which row some rows can be put down, nearest to where they were let go; None for where they are.

    A section is put down only between sections.
    """
    block, line = blocks_of(entries, rows), entries[rows.start].line
    target = wanted
    if line.kind is LineKind.HEADING:
        bounds = [place for place, entry in enumerate(entries) if ends_section(entry.line, line.level)]
        target = min([*bounds, len(entries)], key=lambda place: (abs(place - wanted), place))
    return None if block.start <= target <= block.stop else target


def deepest_at(entries: Sequence[Entry], row: int) -> int:
    """Return how deep a heading in a row can lie: one deeper than the heading above it."""
    above = [entry.line.level for entry in entries[:row] if entry.line.kind is LineKind.HEADING]
    return min(DEEPEST, above[-1] + 1) if above else 1
