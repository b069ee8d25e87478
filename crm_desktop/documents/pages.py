"""Puts measured strips onto pages: one loop that knows the running sum at every break and the number of pages.

Strips tied together move together; the table repeats its head overleaf and carries its sum; a strip is parted only
where it may be or where nothing else helps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from crm_desktop.documents.paper import BOTTOM, TEXT_TOP
from crm_desktop.documents.strips import Mark, Role, Strip
from crm_desktop.documents.table import Table

#: Items higher than this are parted rather than moved.
_HALF_PAGE = (BOTTOM - TEXT_TOP) / 2
#: Free space between the text of a letter and the head of its table, in mm.
_BEFORE_TABLE = 3.8
#: Sums of millimetres in binary are a hair off.
_HAIR = 1e-6


class Placed(NamedTuple):
    """A strip and the height it begins at on its page (mm)."""

    strip: Strip
    top: float


def paginate(strips: Iterable[Strip], table: Table, top: float) -> list[list[Placed]]:
    """Return what stands on each page; `top` is where the first page is free from (mm)."""
    flow = _Flow(table, top)
    blocks = [*_blocks(strips)]
    for place, block in enumerate(blocks):
        goes_on = place + 1 < len(blocks) and blocks[place + 1][0].in_table
        flow.place(block, reserve=table.carry_height if goes_on else 0.0)
    return [_sunk(page) for page in flow.pages]


def strip_marks(page: Iterable[Placed]) -> Iterator[tuple[tuple[Mark, ...], float]]:
    """Yield the marks of all strips of a page with the height their y counts from."""
    for strip, top in page:
        y = top + strip.above
        for row in strip.rows:
            yield row.marks, y
            y += row.height
        yield strip.edge, y + strip.below


def _sunk(page: list[Placed]) -> list[Placed]:
    """Return a page whose last strip stands at its foot, if it wants to."""
    if not page or not page[-1].strip.sinks:
        return page
    last = page[-1].strip
    return [*page[:-1], Placed(last, max(page[-1].top, BOTTOM - last.lift - last.height))]


def _blocks(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Yield the runs of strips that stay together; a wanted page break parts them all the same."""
    block: list[Strip] = []
    for strip in strips:
        if strip.breaks and block:
            yield block
            block = []
        block.append(strip)
        if not strip.keep:
            yield block
            block = []
    if block:
        yield block


@dataclass(slots=True)
class _Flow:
    """The page being filled: where it is free from, and the sum of the amounts shown so far."""

    table: Table
    y: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    #: None until an amount that counts has been shown.
    running: int | None = None
    #: Nothing but repeated heads stand on this page yet.
    fresh: bool = False
    #: The head of the table stands on this page.
    headed: bool = False

    def place(self, block: Sequence[Strip], *, reserve: float) -> None:
        """Put strips that stay together on this page or the next; at need part them.

        `reserve` is room that must stay free below, for the carry-over.
        """
        queue = list(block)
        if queue[0].breaks and not self.fresh:
            self._turn(queue[0])
        while queue:
            if self._fits(queue, reserve):
                self._put_all(queue)
                return
            if not self._fits_overleaf(queue, reserve) or _may_be_parted(queue[0]) or _is_tall(queue):
                rest = self._parted(queue)
                if rest is not None:
                    self._turn(rest[0])
                    queue = rest
                    continue
            if self.fresh:
                queue = self._forced(queue)
            if queue:
                self._turn(queue[0])

    def _fits(self, strips: Sequence[Strip], reserve: float) -> bool:
        return self.y + self._needed(strips) + reserve <= BOTTOM + _HAIR

    def _fits_overleaf(self, strips: Sequence[Strip], reserve: float) -> bool:
        heads = sum(strip.height for strip in self._heads(strips[0]))
        start = self.table.top if strips[0].in_table else TEXT_TOP
        return start + heads + _height(strips) + reserve <= BOTTOM + _HAIR

    def _needed(self, strips: Sequence[Strip]) -> float:
        """Return the height some strips take here, gaps and the head of the table included."""
        first = -strips[0].gap if self.fresh else 0.0
        head = _BEFORE_TABLE + self.table.head.height if strips[0].in_table and not self.headed else 0.0
        return first + head + _height(strips)

    def _put_all(self, strips: Iterable[Strip]) -> None:
        for strip in strips:
            self._put(strip)

    def _put(self, strip: Strip) -> None:
        if strip.in_table and not self.headed:
            self.y += 0.0 if self.fresh else _BEFORE_TABLE
            self._add(self.table.head)
            self.headed = True
        self.y += 0.0 if self.fresh else strip.gap
        self._add(strip)
        self.fresh = False
        if strip.cents is not None:
            self.running = (self.running or 0) + strip.cents

    def _add(self, strip: Strip) -> None:
        self.pages[-1].append(Placed(strip, self.y))
        self.y += strip.height

    def _turn(self, following: Strip) -> None:
        """Begin a new page, with what repeats when the table goes on there."""
        if following.in_table and self.running is not None:
            self._add(self.table.carry_foot(self.running))
        self.pages.append([])
        self.y = self.table.top if following.in_table else TEXT_TOP
        self.fresh, self.headed = True, following.in_table
        for head in self._heads(following):
            self._add(head)

    def _heads(self, following: Strip) -> Iterator[Strip]:
        """Yield what a new page begins with before a strip: head of the table, carry-over, heading of its group."""
        if not following.in_table:
            return
        yield self.table.head
        if self.running is not None:
            yield self.table.carry_head(self.running)
        if following.group and following.role is not Role.HEADING:
            yield following.group

    def _parted(self, queue: list[Strip]) -> list[Strip] | None:
        """Put as much of some strips here as may be and return the rest; None when they cannot be parted here."""
        last: tuple[int, Strip, Strip] | None = None
        used = 0.0
        for place, strip in enumerate(queue):
            before = self._needed(queue[: place + 1]) - strip.height
            carry = self.table.carry_height if strip.in_table else 0.0
            room = BOTTOM - self.y - before - carry
            used = before + strip.height
            parts = strip.part(min(room, strip.height)) if _may_be_parted(strip) else None
            if parts:
                last = (place, *parts)
            if strip.height > room:
                break
        if last is None or not used:
            return None
        place, first, rest = last
        self._put_all([*queue[:place], first])
        return [rest, *queue[place + 1 :]]

    def _forced(self, queue: list[Strip]) -> list[Strip]:
        """Put at least something on an empty page, whatever was meant to stay together, and return the rest."""
        for count in range(len(queue) - 1, 0, -1):
            reserve = self.table.carry_height if queue[count].in_table else 0.0
            if self._fits(queue[:count], reserve):
                self._put_all(queue[:count])
                return queue[count:]
        parts = queue[0].part(BOTTOM - self.y - self.table.carry_height, fewest=1)
        if parts is None:
            self._put(queue[0])
            return queue[1:]
        self._put(parts[0])
        return [parts[1], *queue[1:]]


def _height(strips: Sequence[Strip]) -> float:
    return sum(strip.gap + strip.height for strip in strips)


def _may_be_parted(strip: Strip) -> bool:
    return strip.loose or strip.height > _HALF_PAGE


def _is_tall(queue: Sequence[Strip]) -> bool:
    return any(strip.height > _HALF_PAGE for strip in queue)
