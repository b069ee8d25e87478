"""What lines say of one another while they are put in another order: alternatives, and words like “as position 2”.

An alternative names what it stands for by its place, or means the position before it; either way it goes on standing
for the same line. Where that line is gone, it stands for nothing, and says so. A position that a text names is named by
its new number, and by a question mark where it is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from crm_desktop.domain.offers import LineKind
from crm_desktop.engine.pricing import LineFact, replaced_line
from crm_desktop.operations.offers.positions import positions
from crm_desktop.store.queries.offers import NOTHING, Line
from crm_desktop.ui.models.offer_entries import Entries, Entry

#: “position 2.1”, “Pos. 3”: the word, what stands between, and the number or the mark of one that is gone.
_NAMED = re.compile(r"(?i)\b(pos(?:ition(?:en)?|\.)?)(\s*)(\d{1,3}(?:\.\d{1,3})*|\?)(?![\d%€]|[.,]\d)")
_GONE = "?"


def arranged(before: Sequence[Entry], after: Sequence[Entry], *, written: int = 0) -> Entries:
    """Return lines in a new order, in which each still says the same of the others.

    `written` is the key of a line whose words were typed just now: they name what is in sight.
    """
    return _with_numbers(before, _with_alternatives(before, after, written), written)


def stands_for(entries: Sequence[Entry]) -> dict[int, int | None]:
    """Return the key of the line each alternative stands for, by its own key; None for nothing."""
    known = [entry for entry in entries if not entry.fresh]
    found = replaced([_placed(entry.line, entries, known) for entry in known])
    return {
        entry.key: None if place is None else known[place].key
        for entry, place in zip(known, found, strict=True)
        if entry.line.kind is LineKind.ALTERNATIVE
    }


def replaced(lines: Sequence[Line]) -> list[int | None]:
    """Return for each line the index of the one it stands for."""
    if all(line.kind is not LineKind.ALTERNATIVE for line in lines):
        return [None] * len(lines)
    facts = tuple(
        LineFact(line.kind, replaces=None if line.replaces is None else line.replaces - 1, level=line.level)
        for line in lines
    )
    return [replaced_line(facts, index) for index in range(len(facts))]


def broken(lines: Sequence[Line], numbers: Sequence[str], stands_for: Sequence[int | None]) -> set[int]:
    """Return the rows that name a position there is not, in their words or as what they stand for."""
    known = set(numbers) - {""}
    return {
        row
        for row, line in enumerate(lines)
        if not known.issuperset(_named_in(line.title, line.text))
        or (line.kind is LineKind.ALTERNATIVE and stands_for[row] is None)
    }


@lru_cache(maxsize=4096)
def _named_in(title: str, text: str) -> frozenset[str]:
    """Return the positions the words of a line name."""
    return frozenset(named[3] for named in _NAMED.finditer(f"{title}\n{text}"))


def _with_alternatives(before: Sequence[Entry], after: Sequence[Entry], written: int) -> Entries:
    meant = stands_for(before)
    named = {entry.key: entry.line.replaces for entry in before}
    if any(entry.key == written and named.get(written) != entry.line.replaces for entry in after):
        meant.pop(written, None)  # it was told to stand for another one
    if not meant:
        return tuple(after)
    places = {entry.key: place for place, entry in enumerate(after, 1) if entry.line.kind is LineKind.ARTICLE}
    free = [replace(entry, line=entry.line._replace(replaces=None)) if entry.key in meant else entry for entry in after]
    by_itself = stands_for(free)
    return tuple(_meaning(entry, meant, places, by_itself) for entry in after)


def _meaning(
    entry: Entry, meant: Mapping[int, int | None], places: Mapping[int, int], by_itself: Mapping[int, int | None]
) -> Entry:
    """Return an alternative that goes on standing for the same line."""
    line, wanted = entry.line, meant.get(entry.key)
    if entry.key not in meant or (wanted is None and line.replaces is None):
        return entry
    if wanted is None or wanted not in places:
        named: int | None = NOTHING
    else:
        named = None if line.replaces is None and by_itself.get(entry.key) == wanted else places[wanted]
    return entry if named == line.replaces else replace(entry, line=line._replace(replaces=named))


def _placed(line: Line, entries: Sequence[Entry], known: Sequence[Entry]) -> Line:
    """Return a line that names what it stands for by its place among the known ones."""
    if not line.replaces or line.replaces > len(entries) or len(known) == len(entries):
        return line
    keys = [entry.key for entry in known]
    key = entries[line.replaces - 1].key
    return line._replace(replaces=keys.index(key) + 1 if key in keys else NOTHING)


def _with_numbers(before: Sequence[Entry], after: Entries, written: int) -> Entries:
    """Return lines whose words name positions by the numbers these have now."""
    if not any(_named_in(entry.line.title, entry.line.text) for entry in after):
        return after
    was, now = dict(_numbers(before)), {key: number for number, key in _numbers(after)}
    if all(now.get(key) == number for number, key in was.items()):
        return after
    return tuple(entry if entry.key == written else _renamed(entry, was, now) for entry in after)


def _renamed(entry: Entry, was: Mapping[str, int], now: Mapping[int, str]) -> Entry:
    def rename(named: re.Match[str]) -> str:
        key = was.get(named[3])
        return named[0] if key is None else f"{named[1]}{named[2]}{now.get(key, _GONE)}"

    line = entry.line
    title, text = _NAMED.sub(rename, line.title), _NAMED.sub(rename, line.text)
    if (title, text) == (line.title, line.text):
        return entry
    return replace(entry, line=line._replace(title=title, text=text))


def _numbers(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    known = [entry for entry in entries if not entry.fresh]
    for number, entry in zip(positions([entry.line for entry in known]), known, strict=True):
        if number:
            yield number, entry.key
