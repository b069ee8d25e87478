"""The table of positions in order: its strips, what must stay together, and what repeats where a page ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from crm_desktop.documents.columns import measure
from crm_desktop.documents.delivery_rows import delivery_rows
from crm_desktop.documents.modern_rows import ModernRows, group_sums
from crm_desktop.documents.paper import TABLE_TOP
from crm_desktop.documents.rows import CARRY, RowMaker
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import COUNTED, Design, SheetLine, Title
from crm_desktop.documents.strips import Role, Strip
from crm_desktop.domain.offers import LineKind


@dataclass(frozen=True, slots=True)
class Table:
    """The strips of a table, its head, and how a running sum looks at the foot of a page and overleaf."""

    strips: tuple[Strip, ...]
    head: Strip
    carry_foot: Callable[[int], Strip]
    carry_head: Callable[[int], Strip]
    #: Room to leave at the foot of each page on which the table does not end, in mm.
    carry_height: float
    #: Where it goes on overleaf.
    top: float = TABLE_TOP


class Maker(Protocol):
    """Makes the strips of a table, one for each kind of line."""

    def head(self) -> Strip:
        """Return what stands above the first line on each page."""

    def item(self, index: int, line: SheetLine) -> Strip:
        """Return a position."""

    def words(self, index: int, line: SheetLine) -> Strip:
        """Return a line of text without figures."""

    def preface(self, index: int, line: SheetLine) -> Strip:
        """Return the text a heading may have below it."""

    def heading(self, index: int, line: SheetLine) -> Strip:
        """Return the heading of a group."""

    def continued(self, headings: Sequence[SheetLine]) -> Strip:
        """Return the headings, from the outermost, as they are repeated where their group goes on overleaf."""

    def group_sum(self, line: SheetLine, cents: int) -> Strip:
        """Return the sum of a heading's group."""

    def subtotal(self, index: int, line: SheetLine, heading: SheetLine | None) -> Strip:
        """Return a subtotal."""

    def carry_foot(self, cents: int) -> Strip:
        """Return the carry-over at the foot of a page."""

    def carry_head(self, cents: int) -> Strip:
        """Return the carry-over at the top of the next page."""


def table(setting: Setting) -> Table:
    """Return the measured table of an offer."""
    maker = _maker(setting)
    return Table(
        strips=tuple(
            _tied(
                list(_strips(setting, maker)),
                open_groups=setting.manner.open_groups,
                ruled=setting.sheet.title is Title.DELIVERY,
            )
        ),
        head=maker.head(),
        carry_foot=maker.carry_foot,
        carry_head=maker.carry_head,
        carry_height=CARRY,
        top=setting.manner.table_top,
    )


def _maker(setting: Setting) -> Maker:
    if setting.sheet.title is Title.DELIVERY:
        return delivery_rows(setting)
    if setting.sheet.design is Design.MODERN:
        return ModernRows(setting, group_sums(setting.sheet))
    return RowMaker(setting, *measure(setting))


@dataclass(slots=True)
class _Group:
    """A group the lines run through: its heading, and the sum of what counts in it so far."""

    heading: SheetLine
    continued: Strip
    cents: int = 0
    priced: bool = False
    #: A subtotal has just shown what it comes to.
    closed: bool = False


def _strips(setting: Setting, maker: Maker) -> Iterator[Strip]:
    """Yield the strips of all lines; a group that nobody closed is closed with its sum."""
    groups: list[_Group] = []
    breaks = False
    for index, line in enumerate(setting.sheet.lines):
        if line.kind is LineKind.PAGE_BREAK:
            breaks = True
            continue
        if line.kind is LineKind.HEADING:
            yield from _closing(setting, maker, groups, line.level)
            outer = [group.heading for group in groups]
            groups.append(_Group(line, maker.continued([*outer, line])))
        repeated = groups[-1].continued if groups else None
        yield replace(_strip(maker, index, line, groups), group=repeated, breaks=breaks)
        breaks = False
        if line.kind is LineKind.HEADING and line.text.strip():
            yield replace(maker.preface(index, line), group=repeated)
        elif line.kind is LineKind.SUBTOTAL and groups:
            groups[-1].closed = True
        elif line.kind in COUNTED:
            for group in groups:
                group.cents, group.priced, group.closed = group.cents + line.total_cents, True, False
    yield from _closing(setting, maker, groups, 0)


def _strip(maker: Maker, index: int, line: SheetLine, groups: Sequence[_Group]) -> Strip:
    if line.kind is LineKind.HEADING:
        return maker.heading(index, line)
    if line.kind is LineKind.SUBTOTAL:
        whole = groups and not groups[-1].closed and groups[-1].cents == line.total_cents
        return maker.subtotal(index, line, groups[-1].heading if whole else None)
    if line.kind is LineKind.TEXT:
        return maker.words(index, line)
    return maker.item(index, line)


def _closing(setting: Setting, maker: Maker, groups: list[_Group], level: int) -> Iterator[Strip]:
    """End the groups that lie as deep as a heading or deeper, the innermost first, with the sums they still lack."""
    wanted = setting.sheet.group_sums and setting.manner.group_sums
    while groups and groups[-1].heading.level >= level:
        group = groups.pop()
        if wanted and group.priced and not group.closed:
            yield maker.group_sum(group.heading, group.cents)


def _tied(strips: Sequence[Strip], *, open_groups: bool, ruled: bool) -> Iterator[Strip]:
    """Yield the strips tied to what they must not be parted from: sums to what precedes, the last to the totals.

    Where nothing is summed (`ruled`) a rule ends the last position too. A wanted page break moves before the headings
    it follows and is dropped before a sum: neither may stand alone.
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
            edge = () if strip.role is Role.ITEM and not ruled else strip.edge
            yield replace(strip, keep=True, breaks=breaks, edge=edge)
        else:
            bare = open_groups and strip.role is Role.ITEM and following.role is Role.HEADING
            edge = () if bare else strip.edge
            yield replace(strip, keep=strip.keep or following.role is Role.SUM, breaks=breaks, edge=edge)
        before = strip
