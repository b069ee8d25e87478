"""The table of positions in order: its strips, what must stay together, and what repeats where a page ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from crm_desktop.documents.columns import Cells, measure
from crm_desktop.documents.rows import CARRY, RowMaker
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import LineKind, OfferSheet, SheetLine
from crm_desktop.documents.strips import Role, Strip


@dataclass(frozen=True, slots=True)
class Table:
    """The strips of a table, its head, and how a running sum looks at the foot of a page and overleaf."""

    strips: tuple[Strip, ...]
    head: Strip
    carry_foot: Callable[[int], Strip]
    carry_head: Callable[[int], Strip]
    #: Room to leave at the foot of each page on which the table does not end, in mm.
    carry_height: float


def table(setting: Setting) -> Table:
    """Return the measured table of an offer."""
    columns, heads, cells = measure(setting)
    maker = RowMaker(setting, columns)
    strips = list(_strips(setting.sheet, maker, cells))
    return Table(tuple(_tied(strips)), maker.head(heads), maker.carry_foot, maker.carry_head, CARRY)


@dataclass(slots=True)
class _Group:
    """The group the lines run through: its heading, and the sum of its articles so far."""

    heading: SheetLine | None = None
    continued: Strip | None = None
    cents: int = 0
    priced: bool = False


def _strips(sheet: OfferSheet, maker: RowMaker, cells: dict[int, Cells]) -> Iterator[Strip]:
    """Yield the strips of all lines; a group that nobody closed is closed with its sum."""
    group, breaks = _Group(), False
    for index, line in enumerate(sheet.lines):
        if line.kind is LineKind.PAGE_BREAK:
            breaks = True
            continue
        if line.kind is LineKind.HEADING:
            yield from _closing(sheet, maker, group)
            group = _Group(line, maker.continued(line))
        yield replace(_strip(maker, index, line, cells, group), group=group.continued, breaks=breaks)
        breaks = False
        if line.kind is LineKind.HEADING and line.text.strip():
            yield replace(maker.preface(index, line), group=group.continued)
        elif line.kind is LineKind.SUBTOTAL:
            group = _Group()
        elif line.kind is LineKind.ARTICLE:
            group.cents += line.total_cents
            group.priced = True
    yield from _closing(sheet, maker, group)


def _strip(maker: RowMaker, index: int, line: SheetLine, cells: dict[int, Cells], group: _Group) -> Strip:
    if line.kind is LineKind.HEADING:
        return maker.heading(index, line)
    if line.kind is LineKind.SUBTOTAL:
        return maker.subtotal(index, line, group.heading)
    if line.kind is LineKind.TEXT:
        return maker.words(index, line)
    return maker.item(index, line, cells[index])


def _closing(sheet: OfferSheet, maker: RowMaker, group: _Group) -> Iterator[Strip]:
    if group.heading and group.priced and sheet.group_sums:
        yield maker.group_sum(group.heading, group.cents)


def _tied(strips: Sequence[Strip]) -> Iterator[Strip]:
    """Yield the strips tied to what they must not be parted from: sums to what precedes, the last to the totals.

    A wanted page break moves before the headings it follows and is dropped before a sum: neither may stand alone.
    """
    before: Strip | None = None
    for place, strip in enumerate(strips):
        following = strips[place + 1] if place + 1 < len(strips) else None
        breaks = strip.breaks
        if strip.role is Role.SUM or (before and before.role is Role.HEADING):
            breaks = False
        elif strip.role is Role.HEADING:
            first = next((later for later in strips[place:] if later.role is not Role.HEADING), strip)
            breaks = breaks or first.breaks
        if following is None:
            # The rule of the totals follows at once; a hairline just above it would only blur it.
            yield replace(strip, keep=True, breaks=breaks, edge=() if strip.role is Role.ITEM else strip.edge)
        else:
            yield replace(strip, keep=strip.keep or following.role is Role.SUM, breaks=breaks)
        before = strip
