"""The order of a timeline's rows: days over their entries, and what nobody wrote folded into one line."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from crm_desktop.store.queries.timeline_index import TimelineIndex
from crm_desktop.ui.models.timeline import FoldRow, HeadRow, day_heading

#: Fewer automatic rows than this are not worth a fold.
_LEAST = 2


@dataclass(frozen=True)
class Order:
    """Rows from the top: a number of an entry, or where it is negative a head: -1 is `heads[0]`, -2 is `heads[1]`."""

    rows: array[int] = field(default_factory=lambda: array("q"))
    heads: tuple[HeadRow | FoldRow, ...] = ()
    #: How many entries there are, folded ones too.
    entries: int = 0

    def head(self, row: int) -> HeadRow | FoldRow | None:
        """Return the head in a row, None for an entry."""
        value = self.rows[row]
        return self.heads[-1 - value] if value < 0 else None

    def same(self, row: int, other: Order, other_row: int) -> bool:
        """Whether two rows of two orders show the same."""
        mine, theirs = self.rows[row], other.rows[other_row]
        if mine >= 0 or theirs >= 0:
            return mine == theirs
        return self.heads[-1 - mine] == other.heads[-1 - theirs]


NOTHING = Order()


def ordered(found: TimelineIndex, today: date, language: str, opened: Collection[int], *, unfold: bool) -> Order:
    """Return the rows of a timeline; `opened` are folds that show what is in them, `unfold` opens all."""
    rows, heads = array("q"), list[HeadRow | FoldRow]()
    heading, last_day, place, end = "", 0, 0, len(found.refs)
    while place < end:
        day = found.days[place]
        if day != last_day:
            words = day_heading(day, today, language)
            last_day = day
            if words != heading:
                heading = words
                heads.append(HeadRow(words))
                rows.append(-len(heads))
        run = _run(found, place, heading, today, language)
        if run >= _LEAST:
            ref = found.refs[place]
            is_open = unfold or ref in opened
            heads.append(FoldRow(ref, run, is_open))
            rows.append(-len(heads))
            if is_open:
                rows.extend(found.refs[place : place + run])
            last_day = found.days[place + run - 1]
        else:
            run = 1
            rows.append(found.refs[place])
        place += run
    return Order(rows, tuple(heads), end)


def _run(found: TimelineIndex, place: int, heading: str, today: date, language: str) -> int:
    """Return how many automatic rows follow one another below the same heading."""
    at, end = place, len(found.refs)
    while at < end and found.automatic[at]:
        if found.days[at] != found.days[place] and day_heading(found.days[at], today, language) != heading:
            break
        at += 1
    return at - place


def changed_part(before: Order, after: Order) -> tuple[int, int, int]:
    """Return how many rows at the top stay, and how many of each order lie between those and what stays below."""
    most = min(len(before.rows), len(after.rows))
    top = 0
    while top < most and before.same(top, after, top):
        top += 1
    below = 0
    while below < most - top and before.same(len(before.rows) - 1 - below, after, len(after.rows) - 1 - below):
        below += 1
    return top, len(before.rows) - top - below, len(after.rows) - top - below
