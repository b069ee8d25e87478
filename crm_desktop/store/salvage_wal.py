"""Reads the -wal beside a file: the pages that were written last and lie there until they are moved into the file.

A frame counts when its checksum, which goes on from frame to frame, is right, up to the last one that ends a
transaction: what comes after it was never promised to anybody.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

_HEADER, _FRAME = 32, 24
_BIG_ENDIAN = 0x377F0683
_LITTLE_ENDIAN = 0x377F0682


class Frames(NamedTuple):
    """The newest state of each page in a -wal, and the size of pages it was written with; 0 where there is none."""

    pages: dict[int, bytes]
    page_size: int


def read(database: Path) -> Frames:
    """Return what lies in the -wal beside a database; nothing where it is missing or its beginning is unreadable."""
    try:
        data = database.with_name(database.name + "-wal").read_bytes()
    except OSError:
        return Frames({}, 0)
    if len(data) < _HEADER:
        return Frames({}, 0)
    magic, _version, size, _sequence = struct.unpack_from(">4I", data)
    order = {_BIG_ENDIAN: ">", _LITTLE_ENDIAN: "<"}.get(magic)
    if order is None or _checksum(order, data[:24], (0, 0)) != struct.unpack_from(">2I", data, 24):
        return Frames({}, 0)
    return Frames(_committed(data, size, order), size)


def _committed(data: bytes, size: int, order: str) -> dict[int, bytes]:
    salts = data[16:24]
    total: tuple[int, ...] = struct.unpack_from(">2I", data, 24)
    done: dict[int, bytes] = {}
    open_pages: dict[int, bytes] = {}
    for start in range(_HEADER, len(data) - _FRAME - size + 1, _FRAME + size):
        number, ends_with = struct.unpack_from(">2I", data, start)
        page = data[start + _FRAME : start + _FRAME + size]
        total = _checksum(order, data[start : start + 8] + page, total)
        if data[start + 8 : start + 16] != salts or total != struct.unpack_from(">2I", data, start + 16):
            break
        open_pages[number] = page
        if ends_with:
            done |= open_pages
            open_pages = {}
    return done


def _checksum(order: str, data: bytes, total: tuple[int, ...]) -> tuple[int, ...]:
    """Add data to a running checksum: two sums over its numbers of four bytes, each feeding the other."""
    first, second = total
    numbers = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for one, other in zip(numbers, numbers, strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
