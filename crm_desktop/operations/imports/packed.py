"""Rows that were not taken, kept in little memory: each row of a large file may be wrong."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from itertools import chain

from crm_desktop.base.errors import Problem
from crm_desktop.exchange.reading import Read

#: Rows packed together.
_TOGETHER = 500
_QUICKLY = 1


class Packed:
    """Rejected rows with their reasons; they come back in the order of the file."""

    def __init__(self) -> None:
        self._open: list[Read] = []
        self._blocks: list[bytes] = []
        self._last, self._in_order = 0, True

    def add(self, row: int, problems: tuple[Problem, ...], cells: tuple[str, ...]) -> None:
        """Keep a row."""
        self._in_order = self._in_order and row >= self._last
        self._last = row
        self._open.append(Read(row, None, problems, cells))
        if len(self._open) >= _TOGETHER:
            plain = json.dumps([(read.row, read.problems, read.cells) for read in self._open])
            self._blocks.append(zlib.compress(plain.encode(), _QUICKLY))
            self._open = []

    def __bool__(self) -> bool:
        return bool(self._open or self._blocks)

    def __iter__(self) -> Iterator[Read]:
        found = chain(chain.from_iterable(map(_unpacked, self._blocks)), self._open)
        return found if self._in_order else iter(sorted(found, key=lambda read: read.row))


def _unpacked(block: bytes) -> Iterator[Read]:
    for row, problems, cells in json.loads(zlib.decompress(block)):
        yield Read(row, None, tuple(Problem(*problem) for problem in problems), tuple(cells))
