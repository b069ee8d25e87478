"""What can be done to the lines of an offer while it is written: pure functions from lines to lines.

A line keeps its key as long as the editor is open, also before the database has given it an id. An alternative names
what it stands for by place; whoever changes the order of lines goes through `arranged`, which carries that along.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.money import Separators, parse_decimal
from crm_desktop.domain.offers import LineKind
from crm_desktop.engine.pricing import PRICED
from crm_desktop.store.queries.offers import Line

_MOST_DECIMALS = 4


class Column(IntEnum):
    """The columns of the grid."""

    HANDLE = 0
    TITLE = 1
    QUANTITY = 2
    UNIT = 3
    PRICE = 4
    DISCOUNT = 5
    TOTAL = 6


#: Columns in which a line with a price can be written.
_FIGURES = frozenset({Column.TITLE, Column.QUANTITY, Column.UNIT, Column.PRICE, Column.DISCOUNT})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as the editor holds it. A fresh one was begun and holds nothing yet: it is shown and not stored."""

    key: int
    line: Line
    fresh: bool = False


Entries = tuple[Entry, ...]


def is_editable(line: Line, column: int) -> bool:
    """Whether a cell of a line can be written in."""
    if line.kind is LineKind.PAGE_BREAK:
        return False
    return column in _FIGURES if line.kind in PRICED else column == Column.TITLE


def writes_text(line: Line) -> bool:
    """Whether the title column of a line holds its running text: so it is for a line of text without a title."""
    return line.kind is LineKind.TEXT and not line.title


def stored(entries: Sequence[Entry]) -> tuple[Line, ...]:
    """Return the lines to be stored, in order: all but the fresh ones."""
    return tuple(entry.line for entry in arranged(entries, [entry for entry in entries if not entry.fresh]))


def arranged(before: Sequence[Entry], after: Sequence[Entry]) -> Entries:
    """Return lines in a new order, in which each alternative still names the line it stood for; a gone one none."""
    keys = [entry.key for entry in before]
    places = {entry.key: place for place, entry in enumerate(after, 1)}
    named = {
        entry.key: places.get(keys[entry.line.replaces - 1])
        for entry in before
        if entry.line.replaces is not None and 0 < entry.line.replaces <= len(keys)
    }
    return tuple(
        replace(entry, line=entry.line._replace(replaces=named[entry.key]))
        if entry.key in named and entry.line.replaces != named[entry.key]
        else entry
        for entry in after
    )


def matched(entries: Sequence[Entry], lines: Sequence[Line], new_keys: Iterator[int]) -> Entries:
    """Return stored lines as entries, under the keys of the rows they are shown in, with the fresh ones between.

    Rows whose line was given its id meanwhile stand in the order in which their lines are stored.
    """
    by_id = {entry.line.id: entry.key for entry in entries if entry.line.id is not None}
    unnamed = [entry.key for entry in entries if not entry.fresh and entry.line.id is None]
    keys = itertools.chain(unnamed, new_keys)
    plain = [Entry(by_id.get(line.id or 0) or next(keys), line) for line in lines]
    whole = list(plain)
    for row, entry in enumerate(entries):
        if entry.fresh:
            before = {other.key for other in entries[:row]}
            at = max((place for place, known in enumerate(whole, 1) if known.key in before), default=0)
            whole.insert(at, entry)
    return arranged(plain, whole)


def block_of(entries: Sequence[Entry], row: int) -> range:
    """Return the rows that move together: a heading with all lines of its section, any other line alone."""
    if entries[row].line.kind is not LineKind.HEADING:
        return range(row, row + 1)
    return range(row, _section_end(entries, row + 1))


def step_target(entries: Sequence[Entry], row: int, by: int) -> int | None:
    """Return before which row (counted before the move) a line or section goes when it moves one step up or down.

    A section hops over the whole neighbouring section, since it would take over its lines otherwise, and so it never
    goes above lines that stand before the first heading. None means that it cannot move further.
    """
    block = block_of(entries, row)
    if entries[row].line.kind is not LineKind.HEADING:
        beyond = row - 1 if by < 0 else row + 2
        return beyond if 0 <= beyond <= len(entries) and 0 <= row + by < len(entries) else None
    if by > 0:
        return _section_end(entries, block.stop + 1) if block.stop < len(entries) else None
    above = [place for place in range(row) if entries[place].line.kind is LineKind.HEADING]
    return above[-1] if above else None


def drop_target(entries: Sequence[Entry], row: int, wanted: int) -> int | None:
    """Return before which row a line or section can be put down, nearest to where it was let go; None for nowhere else.

    A section is put down only between sections.
    """
    block = block_of(entries, row)
    target = wanted
    if entries[row].line.kind is LineKind.HEADING:
        bounds = [place for place, entry in enumerate(entries) if entry.line.kind is LineKind.HEADING]
        target = min([*bounds, len(entries)], key=lambda place: (abs(place - wanted), place))
    return None if block.start <= target <= block.stop else target


def moved(entries: Sequence[Entry], block: range, target: int) -> Entries:
    """Return the lines with a block put before the row that is `target` before the move."""
    held = list(entries[block.start : block.stop])
    rest = [entry for place, entry in enumerate(entries) if place not in block]
    at = target if target <= block.start else target - len(block)
    return arranged(entries, [*rest[:at], *held, *rest[at:]])


def inserted(entries: Sequence[Entry], at: int, new: Sequence[Entry]) -> Entries:
    """Return the lines with new ones before a row."""
    return arranged(entries, [*entries[:at], *new, *entries[at:]])


def removed(entries: Sequence[Entry], rows: range) -> Entries:
    """Return the lines without some rows."""
    return arranged(entries, [entry for place, entry in enumerate(entries) if place not in rows])


def copies(entries: Sequence[Entry], row: int, new_keys: Iterator[int]) -> list[Entry]:
    """Return copies of a line, or of a heading with its section, to be put below; what they stand for is not copied."""
    return [
        Entry(next(new_keys), entries[place].line._replace(id=None, chosen=False, replaces=None))
        for place in block_of(entries, row)
    ]


def blank(entries: Sequence[Entry], at: int, kind: LineKind, usual_vat: Decimal) -> Line:
    """Return an empty line of a kind with the VAT of the lines above it, else below it, else the firm's usual one."""
    near = [*reversed(entries[:at]), *entries[at:]]
    vat = next((entry.line.vat_percent for entry in near if entry.line.kind in PRICED), usual_vat)
    return Line(kind=kind, vat_percent=vat)


def retyped(line: Line, kind: LineKind) -> Line:
    """Return a line as one of another kind; what the new kind does not show is kept, so that the way back is open."""
    if kind is LineKind.TEXT and not line.text:
        return line._replace(kind=kind, text=line.title, title="", replaces=None)
    if line.kind is LineKind.TEXT and not line.title:
        head, _break, rest = line.text.partition("\n")
        return line._replace(kind=kind, title=head, text=rest, replaces=None)
    return line._replace(kind=kind, replaces=None)


def written(line: Line, column: int, text: str) -> Line:
    """Return a line with what was typed into one of its cells. Raises BadInput that names the column."""
    words = text.strip()
    match column:
        case Column.TITLE:
            return line._replace(text=words) if writes_text(line) else line._replace(title=" ".join(words.split()))
        case Column.UNIT:
            return line._replace(unit=words)
        case Column.QUANTITY:
            return line._replace(quantity=_exact(words, "quantity"))
        case Column.PRICE:
            return line._replace(unit_price=_exact(words, "unit_price"))
        case Column.DISCOUNT:
            return line._replace(discount_percent=_exact(words, "discount_percent"))
    raise ValueError(column)


def _exact(words: str, field: str) -> Decimal:
    """Read a number of four decimals at most; an empty cell is nought."""
    if not words:
        return Decimal(0)
    value = parse_decimal(words, Separators("," if spoken() == "de" else "."))
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MOST_DECIMALS:
        raise BadInput(_("“{text}” has more than four decimals.").format(text=words[:40]), field=field)
    return value


def _section_end(entries: Sequence[Entry], row: int) -> int:
    """Return the first row from `row` on that is a heading, or the number of rows."""
    return next(
        (place for place in range(row, len(entries)) if entries[place].line.kind is LineKind.HEADING), len(entries)
    )
