"""Which pairs are worth comparing: contacts that share something rare enough, even after some slips.

Contacts with one key in common form a block (blocking, Newcombe 1959; Christen, Data Matching, 2012, chapter 4). A
block too large to compare everybody with everybody is put in order by birthday, and again by place, and only
neighbours are compared (the sorted neighbourhood of Hernández and Stolfo, 1995): so a common name is still found twice
in a large file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from crm_desktop.engine.duplicates.column import Bools, Ints, Several, distinct
from crm_desktop.engine.duplicates.columns import Columns
from crm_desktop.engine.duplicates.firm_words import initials
from crm_desktop.engine.duplicates.phonetics import cologne

#: Contacts with one key in common that are compared with each other; what more share says too little. Keys that say
#: much by themselves (mail, phone, VAT id, name of a firm, house) may be shared by more: a contact can be there often.
_WEAK, _STRONG = 12, 40
#: Of larger blocks so many neighbours are compared: whoever is there twice stands beside himself in one of the orders.
_WINDOW = {_WEAK: 1, _STRONG: 3}


class Block(NamedTuple):
    """What contacts are found by: rows, their keys, and how many may share one."""

    rows: Ints
    keys: Ints
    largest: int


def candidates(known: Columns) -> tuple[Ints, Ints]:
    """Return the rows of the pairs worth comparing, each pair once, the smaller row first."""
    count = len(known.ids)
    orders = _orders(known)
    found = [pairs for block in _blocks(known) for pairs in _pairs(block, orders, count)]
    every = distinct(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return every // max(count, 1), every % max(count, 1)


def shared(several: Several, count: int) -> tuple[Ints, Ints]:
    """Return pairs (as smaller row times count plus larger row) that share a value, and which."""
    first, second, codes = [], [], []
    order = np.lexsort((several.rows, several.codes))
    rows, values = several.rows[order], several.codes[order]
    for distance in range(1, min(_STRONG, len(rows))):
        same = values[distance:] == values[:-distance]
        if not same.any():
            break
        first.append(rows[:-distance][same])
        second.append(rows[distance:][same])
        codes.append(values[distance:][same])
    if not first:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    low, high = np.concatenate(first), np.concatenate(second)
    return np.minimum(low, high) * count + np.maximum(low, high), np.concatenate(codes)


def _pairs(block: Block, orders: Sequence[Ints], count: int) -> Iterator[Ints]:
    """Yield the pairs of a block as smaller row times count plus larger row."""
    order = np.argsort(block.keys, kind="stable")
    keys = block.keys[order]
    ends = np.flatnonzero(np.concatenate((keys[1:] != keys[:-1], [True]))) if len(keys) else keys
    sizes = np.diff(ends, prepend=-1)
    size_of = np.repeat(sizes, sizes)
    fits = (size_of > 1) & (size_of <= block.largest)
    yield from _near(block.rows[order][fits], keys[fits], block.largest - 1, count)
    large = order[size_of > block.largest]
    for rank in orders if len(large) else ():
        sorted_ = large[np.lexsort((rank[block.rows[large]], block.keys[large]))]
        yield from _near(block.rows[sorted_], block.keys[sorted_], _WINDOW[block.largest], count)


def _near(rows: Ints, keys: Ints, furthest: int, count: int) -> Iterator[Ints]:
    for distance in range(1, min(furthest, len(rows) - 1) + 1):
        same = keys[distance:] == keys[:-distance]
        if not same.any():
            return
        one, other = rows[:-distance][same], rows[distance:][same]
        different = one != other
        yield (np.minimum(one, other) * count + np.maximum(one, other))[different]


def _orders(known: Columns) -> tuple[Ints, Ints]:
    """Return for each row its place in the order of birthdays and in that of addresses."""
    born = np.lexsort((known.postal_code.codes, known.day, known.month, known.year))
    text = np.argsort(np.argsort(np.array(known.street.values)))
    lives = np.lexsort((known.number.codes, text[known.street.codes], known.city.codes, known.postal_code.codes))
    return np.argsort(born), np.argsort(lives)


def _blocks(known: Columns) -> Iterator[Block]:
    for several in (known.mails, known.shared_mails, known.phones):
        yield Block(several.rows, several.codes, _STRONG)
    yield _before_the_at(known)
    yield _block(_STRONG, known.vat_id.codes)
    street = known.street
    yield _block(_STRONG, street.codes, known.number.codes, known.postal_code.beginning(3))
    yield _block(_WEAK, street.codes, known.number.codes)
    yield _block(_STRONG, known.postal_code.codes, street.beginning(6))
    if known.firm.filled:
        yield from _of_firms(known)
    else:
        yield from _of_people(known)


def _of_people(known: Columns) -> Iterator[Block]:
    given, family = known.given, known.family
    first, last = given.sounds, family.sounds
    half = np.minimum(first, last), np.maximum(first, last)  # names swapped have the same two sounds
    yield _block(_STRONG, *half)
    for name, sound in ((family, last), (given, first)):
        yield _block(_WEAK, sound, known.postal_code.codes, optional=(known.city.beginning(4),))
        yield _block(_WEAK, sound, known.city.codes)
        start = name.beginning(3)
        yield _block(_WEAK, start, known.year, known.month)
        yield _block(_WEAK, start, known.year, known.day)
        yield _block(_WEAK, start, known.month, known.day)
        yield _block(_WEAK, name.beginning(4), known.street.beginning(4))
        yield _block(_WEAK, sound, known.number.codes, known.postal_code.beginning(3))
        yield _block(_WEAK, sound, known.company.codes)
    yield _block(_WEAK, known.year, known.month, known.day)
    yield _block(_WEAK, known.postal_code.codes, known.month, known.day)
    yield _block(_WEAK, known.extra.codes)
    yield _block(_WEAK, given.codes, known.year, known.month, known.day)


def _of_firms(known: Columns) -> Iterator[Block]:
    firm = known.firm
    place = known.postal_code.beginning(2)
    yield _words(known)
    yield _block(_STRONG, firm.part(lambda name: name.replace(" ", "")[:9]))
    yield _block(_STRONG, firm.part(lambda name: " ".join(sorted(name.split()))))
    yield _block(_WEAK, firm.part(lambda name: cologne(name.replace(" ", "")[:12])[:6]), optional=(place,))
    yield _block(_WEAK, firm.beginning(4), known.city.codes)
    yield _block(_WEAK, firm.beginning(4), known.postal_code.codes)
    yield _block(_WEAK, firm.part(initials), optional=(place,))


def _words(known: Columns) -> Block:
    """Return the three rarest words of each firm's name."""
    firm, numbers = known.firm, dict[str, int]()
    split = [[numbers.setdefault(word, len(numbers)) for word in name.split()] for name in firm.values]
    often = np.zeros(len(numbers), dtype=np.int64)
    for own, count in zip(split, firm.counts.tolist(), strict=True):
        often[own] += count
    rare = often.tolist()
    telling = [sorted(own, key=rare.__getitem__)[:3] for own in split]
    rows = [row for row, code in enumerate(firm.codes.tolist()) for _ in telling[code]]
    keys = [word for code in firm.codes.tolist() for word in telling[code]]
    return Block(np.array(rows, dtype=np.int64), np.array(keys, dtype=np.int64), _WEAK)


def _before_the_at(known: Columns) -> Block:
    return Block(known.mails.rows, known.boxes.box_codes[known.mails.codes], _WEAK)


def _block(largest: int, *parts: Ints, optional: Sequence[Ints] = ()) -> Block:
    """Return a block of those who have all parts of the key; what is optional may be missing."""
    has: Bools = np.all([part > 0 for part in parts], axis=0)
    keys = np.zeros(int(has.sum()), dtype=np.int64)
    for part in (*parts, *optional):
        keys = keys * (int(part.max(initial=0)) + 1) + part[has]
        if len(keys) and keys.max() > 1 << 40:
            keys = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    return Block(np.flatnonzero(has), keys, largest)
