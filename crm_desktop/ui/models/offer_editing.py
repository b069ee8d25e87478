"""What can be done to the lines of an offer while it is written: pure functions from lines to lines.

A line keeps its key as long as the editor is open, also before the database has given it an id. Whoever changes the
order of lines goes through `arranged`, which carries along what lines say of one another.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import IntEnum
from typing import Any

from crm_desktop.domain.offers import LineKind
from crm_desktop.engine.pricing import PRICED
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models import figure_entry
from crm_desktop.ui.models.offer_entries import (
    DEEPEST,
    Entries,
    Entry,
    block_of,
    blocks_of,
    deepest_at,
    drop_target,
    step_target,
)
from crm_desktop.ui.models.offer_references import arranged

__all__ = [
    "Column", "Entries", "Entry", "arranged", "blank", "block_of", "blocks_of", "copies", "drop_target", "inserted",
    "is_editable", "matched", "moved", "put", "releveled", "removed", "retyped", "step_target", "stored", "writes_text",
    "written",
]  # fmt: skip


class Column(IntEnum):
    """The columns of the grid."""

    HANDLE = 0
    TITLE = 1
    QUANTITY = 2
    UNIT = 3
    PRICE = 4
    DISCOUNT = 5
    VAT = 6
    COST = 7
    TOTAL = 8


#: Columns in which a line with a price can be written.
_FIGURES = frozenset(
    {Column.TITLE, Column.QUANTITY, Column.UNIT, Column.PRICE, Column.DISCOUNT, Column.VAT, Column.COST}
)
#: What cannot be written of a line that is given away, and of a share of other lines.
_NOT_FREE = frozenset({Column.DISCOUNT})
_NOT_SHARED = frozenset({Column.QUANTITY, Column.UNIT, Column.DISCOUNT, Column.VAT, Column.COST})


def is_editable(line: Line, column: int) -> bool:
    """Whether a cell of a line can be written in."""
    if line.kind is LineKind.PAGE_BREAK:
        return False
    if line.kind not in PRICED:
        return column == Column.TITLE
    shared = line.kind is LineKind.SURCHARGE and line.surcharge_percent is not None
    closed = _NOT_SHARED if shared else _NOT_FREE if line.kind is LineKind.FREE else frozenset()
    return column in _FIGURES - closed


def writes_text(line: Line) -> bool:
    """Whether the title column of a line holds its running text: so it is for a line of text without a title."""
    return line.kind is LineKind.TEXT and not line.title


def stored(entries: Sequence[Entry]) -> tuple[Line, ...]:
    """Return the lines to be stored, in order: all but the fresh ones."""
    return tuple(entry.line for entry in arranged(entries, [entry for entry in entries if not entry.fresh]))


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


def put(entries: Sequence[Entry], new: Entry) -> Entries:
    """Return the lines with another one under the key of one of them."""
    return arranged(entries, [new if entry.key == new.key else entry for entry in entries], written=new.key)


def releveled(entries: Sequence[Entry], row: int, by: int) -> Entries | None:
    """Return the lines with a section, and all within it, deeper or less deep; None where it cannot be."""
    block, line = block_of(entries, row), entries[row].line
    if line.kind is not LineKind.HEADING or not 1 <= line.level + by <= deepest_at(entries, row):
        return None
    deepest = max(entry.line.level for entry in entries[block.start : block.stop] if _heads(entry))
    if deepest + by > DEEPEST:
        return None
    after = [
        replace(entry, line=entry.line._replace(level=entry.line.level + by))
        if place in block and _heads(entry)
        else entry
        for place, entry in enumerate(entries)
    ]
    return arranged(entries, after)


def copies(entries: Sequence[Entry], rows: range, new_keys: Iterator[int]) -> list[Entry]:
    """Return copies of lines, with the sections of headings, to be put below; what they stand for is not copied."""
    return [
        Entry(next(new_keys), entries[place].line._replace(id=None, chosen=False, replaces=None))
        for place in blocks_of(entries, rows)
    ]


def blank(entries: Sequence[Entry], at: int, kind: LineKind, usual_vat: Decimal) -> Line:
    """Return an empty line of a kind with the VAT of the lines above it, else below it, else the firm's usual one."""
    near = [*reversed(entries[:at]), *entries[at:]]
    vat = next((entry.line.vat_percent for entry in near if entry.line.kind in PRICED), usual_vat)
    level = next((entry.line.level for entry in reversed(entries[:at]) if _heads(entry)), 1)
    # A surcharge begins as a share, so that one goes from its words straight to its figure.
    share = Decimal(0) if kind is LineKind.SURCHARGE else None
    return Line(kind=kind, vat_percent=vat, level=level if kind is LineKind.HEADING else 1, surcharge_percent=share)


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
    words, values = text.strip(), dict[str, Any]()
    match column:
        case Column.TITLE:
            values = {"text": words} if writes_text(line) else {"title": " ".join(words.split())}
        case Column.UNIT:
            values = {"unit": words}
        case Column.QUANTITY:
            values = {"quantity": figure_entry.exact(words, "quantity")}
        case Column.PRICE if line.kind is LineKind.SURCHARGE:
            share, price = figure_entry.share_or_price(words)
            values = {"surcharge_percent": share, "unit_price": price}
        case Column.PRICE:
            values = {"unit_price": figure_entry.exact(words, "unit_price")}
        case Column.DISCOUNT:
            less = figure_entry.reduction(words)
            values = {"discount_percent": less.percent, "discount_cents": less.cents}
        case Column.VAT:
            values = {"vat_percent": figure_entry.exact(words, "vat_percent")}
        case Column.COST:
            values = {"cost": figure_entry.exact(words, "cost") if words else None}
        case _:
            raise ValueError(column)
    return line._replace(**values)


def _heads(entry: Entry) -> bool:
    return entry.line.kind is LineKind.HEADING
