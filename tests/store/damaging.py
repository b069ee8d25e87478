"""Damages files as disks, programs and people do, the same way for the same seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable
from pathlib import Path

PAGE = 4096


def digest(path: Path) -> str:
    """Return a digest of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def destroy_pages(path: Path, numbers: Iterable[int], chance: random.Random | None = None) -> None:
    """Overwrite pages (the first is 1) with random bytes."""
    chance = chance or random.Random(0)
    with path.open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * PAGE)
            file.write(chance.randbytes(PAGE))


def destroy_share(path: Path, share: float, seed: int, *, first_page: bool = False) -> None:
    """Overwrite a share of all pages with random bytes; with `first_page`, that one too."""
    chance = random.Random(seed)
    count = path.stat().st_size // PAGE
    numbers = chance.sample(range(1, count + 1), max(1, round(count * share)))
    destroy_pages(path, [*numbers, *([1] if first_page else [])], chance)


def flip_a_bit(path: Path, chance: random.Random) -> None:
    _change(
        path, lambda data: _put(data, at := chance.randrange(len(data)), bytes([data[at] ^ 1 << chance.randrange(8)]))
    )


def scribble(path: Path, chance: random.Random) -> None:
    """Overwrite 64 bytes somewhere."""
    _change(path, lambda data: _put(data, chance.randrange(len(data) - 64), chance.randbytes(64)))


def damage_header(path: Path, chance: random.Random) -> None:
    _change(path, lambda data: _put(data, at := chance.randrange(100), bytes([data[at] ^ 1 + chance.randrange(255)])))


#: What the first byte of a page says it is: a node or leaf of an index or of a table (SQLite's file format, 1.6).
_TREE_PAGES = (2, 5, 10, 13)


def empty_a_page(path: Path, chance: random.Random) -> None:
    """Fill a page of a tree with zeros; the end of a long text on a page of its own is a text like any other."""
    data = path.read_bytes()
    full = [number for number in range(len(data) // PAGE) if number == 0 or data[number * PAGE] in _TREE_PAGES]
    _change(path, lambda all_: _put(all_, chance.choice(full) * PAGE, b"\x00" * PAGE))


def cut_off(path: Path, chance: random.Random) -> None:
    """Lose the end of the file."""
    _change(path, lambda data: data[: chance.randrange(1, len(data))])


def _change(path: Path, how: Callable[[bytes], bytes]) -> None:
    path.write_bytes(how(path.read_bytes()))


def _put(data: bytes, at: int, piece: bytes) -> bytes:
    return data[:at] + piece + data[at + len(piece) :]
