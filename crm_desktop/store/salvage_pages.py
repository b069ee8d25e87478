"""Reads rows straight from the pages of a database file, without SQLite: what is whole is found beside what is not.

After the file format of SQLite (version 3): tables and indexes are trees of pages. Interior pages point to others, a
leaf of a table holds cells, a cell holds the row's id and its values as one record; an index holds records on every
page, the row's id last. Long records go on in a chain of overflow pages. Every number is checked before it is believed;
where one is impossible, `Unreadable` says so, and only that cell or page is lost.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from crm_desktop.store import driver

MAGIC = b"SQLite format 3\x00"
HEADER = 100
_INTERIOR, _LEAF, _INDEX_INTERIOR, _INDEX_LEAF = 5, 13, 2, 10
#: Whole numbers by serial type: bytes they take.
_WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _FIRST_BYTES = 7, 8, 9, 12
#: No record of ours is longer.
_LONGEST = 1 << 31


class Unreadable(Exception):  # noqa: N818 - says what is the case; it is caught where the next cell or page is tried
    """What lies here cannot be what it should be."""


class Row(NamedTuple):
    """A row of some table: its id, and its values in the order of the columns, with None for the id itself."""

    rowid: int
    values: tuple[driver.Value, ...]


class Bytes(Protocol):
    """A file's content, as bytes or mapped into memory."""

    def __len__(self) -> int: ...
    def __getitem__(self, at: slice, /) -> bytes: ...


@dataclass(frozen=True)
class Pages:
    """The pages of a file, numbered from 1; `newer` holds those that lie in the -wal."""

    data: Bytes
    size: int
    #: Bytes at the end of each page that are not SQLite's.
    reserved: int = 0
    newer: dict[int, bytes] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(len(self.data) // self.size, max(self.newer, default=0))

    @property
    def header_is_whole(self) -> bool:
        """Whether the first page still says that this is a database."""
        return self.count > 0 and self.page(1).startswith(MAGIC)

    @property
    def usable(self) -> int:
        """Bytes of a page that hold content."""
        return self.size - self.reserved

    def page(self, number: int) -> bytes:
        """Return one page. Raises Unreadable where the file does not reach."""
        if number in self.newer:
            return self.newer[number]
        page = self.data[(number - 1) * self.size : number * self.size] if number > 0 else b""
        if len(page) < self.size:
            raise Unreadable
        return page


def is_leaf(page: bytes, number: int) -> bool:
    """Whether a page may be a leaf of a table."""
    return page[_start(number)] == _LEAF


def leaves(pages: Pages, root: int) -> Iterator[int]:
    """Yield the leaves of the table that begins at a page, in the order of its rows, as far as they can be reached."""
    ahead, seen = [root], set[int]()
    while ahead:
        number = ahead.pop()
        if number in seen:
            continue
        seen.add(number)
        try:
            page = pages.page(number)
            if is_leaf(page, number):
                yield number
            else:
                ahead += reversed(_children(pages, page, number, _INTERIOR))
        except Unreadable:
            continue


def entries(pages: Pages, root: int) -> Iterator[tuple[driver.Value, ...]]:
    """Yield the records of the index that begins at a page, in no order: indexed values, then the row's id."""
    ahead, seen = [root], set[int]()
    while ahead:
        number = ahead.pop()
        if number in seen:
            continue
        seen.add(number)
        try:
            page = pages.page(number)
            interior = page[0] == _INDEX_INTERIOR
            kind, head, before = (_INDEX_INTERIOR, 12, 4) if interior else (_INDEX_LEAF, 8, 0)
            pointers = _pointers(page, number, kind, head)
            ahead += _children(pages, page, number, kind) if interior else []
        except Unreadable:
            continue
        for pointer in pointers:
            with contextlib.suppress(Unreadable):
                length, at = _varint(page, pointer + before)
                yield values(_payload(pages, page, at, length, most=(pages.usable - 12) * 64 // 255 - 23))


def rows(pages: Pages, number: int) -> Iterator[Row]:
    """Yield the rows of one leaf that can be read."""
    try:
        page = pages.page(number)
        pointers = _pointers(page, number, _LEAF, 8)
    except Unreadable:
        return
    for pointer in pointers:
        try:
            yield _row(pages, page, pointer)
        except Unreadable:
            continue


def _children(pages: Pages, page: bytes, number: int, kind: int) -> list[int]:
    pointers = _pointers(page, number, kind, 12)
    last = struct.unpack_from(">I", page, _start(number) + 8)[0]
    found = [struct.unpack_from(">I", page, pointer)[0] for pointer in pointers]
    return [child for child in (*found, last) if 1 < child <= pages.count]


def _start(number: int) -> int:
    """Return where a page begins: the first one carries the header of the file before it."""
    return HEADER if number == 1 else 0


def _pointers(page: bytes, number: int, kind: int, head: int) -> tuple[int, ...]:
    """Return where the cells of a page lie."""
    start = _start(number)
    if page[start] != kind:
        raise Unreadable
    count = struct.unpack_from(">H", page, start + 3)[0]
    first = start + head
    if first + 2 * count > len(page):
        raise Unreadable
    pointers: tuple[int, ...] = struct.unpack_from(f">{count}H", page, first)
    return tuple(pointer for pointer in pointers if first + 2 * count <= pointer < len(page) - 3)


def _row(pages: Pages, page: bytes, at: int) -> Row:
    length, at = _varint(page, at)
    rowid, at = _varint(page, at)
    payload = _payload(pages, page, at, length, most=pages.usable - 35)
    return Row(rowid - (1 << 64) if rowid >= 1 << 63 else rowid, values(payload))


def _payload(pages: Pages, page: bytes, at: int, length: int, *, most: int) -> bytes:
    """Return a record, gathered from its cell, which holds `most` bytes of it, and the pages it overflows to."""
    usable = pages.usable
    if not 2 <= length < _LONGEST:
        raise Unreadable
    if length <= most:
        return _cut(page, at, length)
    least = (usable - 12) * 32 // 255 - 23
    local = least + (length - least) % (usable - 4)
    local = local if local <= most else least
    pieces = [_cut(page, at, local)]
    following = struct.unpack(">I", _cut(page, at + local, 4))[0]
    missing, seen = length - local, set[int]()
    while missing > 0:
        if following in seen or following < 2:
            raise Unreadable
        seen.add(following)
        more = pages.page(following)
        pieces.append(more[4 : 4 + min(missing, usable - 4)])
        missing -= usable - 4
        following = struct.unpack_from(">I", more, 0)[0]
    return b"".join(pieces)


def values(record: bytes) -> tuple[driver.Value, ...]:
    """Return the values of a record. Raises Unreadable unless it is as long as it says."""
    end, at = _varint(record, 0)
    if not 1 <= end <= len(record):
        raise Unreadable
    found: list[driver.Value] = []
    place = end
    while at < end:
        kind, at = _varint(record, at)
        value, place = _value(record, kind, place)
        found.append(value)
    if at != end or place != len(record):
        raise Unreadable
    return tuple(found)


def _value(record: bytes, kind: int, at: int) -> tuple[driver.Value, int]:
    """Return a value of a serial type, and where the next one begins."""
    if kind >= _FIRST_BYTES:
        length = (kind - _FIRST_BYTES) // 2
        data = _cut(record, at, length)
        return (_text(data) if kind % 2 else data), at + length
    if kind in _WHOLE:
        length = _WHOLE[kind]
        return int.from_bytes(_cut(record, at, length), "big", signed=True), at + length
    if kind == _FLOAT:
        return struct.unpack(">d", _cut(record, at, 8))[0], at + 8
    if kind in {0, _ZERO, _ONE}:
        return {0: None, _ZERO: 0, _ONE: 1}[kind], at
    raise Unreadable


def _text(data: bytes) -> str:
    """Return a text up to where it stops being one."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return data[: error.start].decode()


def _cut(data: bytes, at: int, length: int) -> bytes:
    piece = data[at : at + length]
    if len(piece) < length:
        raise Unreadable
    return piece


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, seven bits in each and eight in the ninth, and where the next begins."""
    number = 0
    for place in range(at, min(at + 8, len(data))):
        byte = data[place]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place + 1
    if at + 8 >= len(data):
        raise Unreadable
    return number << 8 | data[at + 8], at + 9
