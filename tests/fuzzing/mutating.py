"""Makes bad files of sound ones: bits turned, parts cut, doubled, moved and made huge, also inside of archives."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

#: No file becomes larger than this.
_LARGEST = 1_000_000
_ODD = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n", b"\r\n", b"\t", b" ", b'"', b"'",
    b";", b",", b":", b"=", b"=\r\n", b"\\", b"\\n", b"{", b"}", b"[", b"]", b"<", b">", b"<!--", b"<script>", b"&#x0;",
    b"-1", b"0", b"1e309", b"NaN", b"9" * 30, b"99999999999999999999", b"2147483648", b"\xe2\x80\xae", b"\xcc\x88",
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"BEGIN:VEVENT\r\n", b"--b\r\n", b"From ", b"=?utf-8?q?=", b"?=",
    b"31.02.2026", b"0001-01-01", b"9999-12-31T23:59:59Z", b"P99999999999D", b"FREQ=SECONDLY", b"%s%n", b"../../x",
)  # fmt: skip

Mutation = Callable[[random.Random, bytearray], bytearray]


def mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    """Return a bad file."""
    content = chance.choice(seeds)
    if content.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        return _inside(chance, content)
    held = bytearray(content)
    if chance.random() < 0.1:
        held = _spliced(chance, held, bytearray(chance.choice(seeds)))
    return bytes(_several(chance, held)[:_LARGEST])


def _several(chance: random.Random, held: bytearray) -> bytearray:
    for _time in range(chance.choice((1, 1, 2, 3, 5, 10))):
        held = chance.choice(_MUTATIONS)(chance, held)[:_LARGEST]
    return held


def _inside(chance: random.Random, content: bytes) -> bytes:
    """Change a part of an archive and pack it anew, so that its check sums hold."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = bytes(_several(chance, bytearray(part)))
            new.writestr(name, part)
    return held.getvalue()


def _place(chance: random.Random, held: bytearray) -> int:
    return chance.randrange(len(held) + 1)


def _flip(chance: random.Random, held: bytearray) -> bytearray:
    if held:
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    return held


def _put(chance: random.Random, held: bytearray) -> bytearray:
    at = _place(chance, held)
    held[at:at] = chance.choice(_ODD)
    return held


def _put_much(chance: random.Random, held: bytearray) -> bytearray:
    at = _place(chance, held)
    held[at:at] = chance.choice(_ODD) * chance.choice((50, 1_000, 30_000))
    return held


def _cut(chance: random.Random, held: bytearray) -> bytearray:
    low, high = sorted((_place(chance, held), _place(chance, held)))
    if chance.random() < 0.7:
        high = min(high, low + 20)
    del held[low:high]
    return held


def _end_early(chance: random.Random, held: bytearray) -> bytearray:
    return held[: _place(chance, held)]


def _double(chance: random.Random, held: bytearray) -> bytearray:
    low, high = sorted((_place(chance, held), _place(chance, held)))
    piece = held[low : min(high, low + chance.choice((10, 200, 20_000)))]
    held[low:low] = piece * chance.choice((1, 3, 200, 5_000))
    return held


def _overwrite(chance: random.Random, held: bytearray) -> bytearray:
    at = _place(chance, held)
    held[at : at + 4] = chance.choice(
        (b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x01\x00\x00\x00")
    )
    return held


def _spliced(chance: random.Random, held: bytearray, other: bytearray) -> bytearray:
    return held[: _place(chance, held)] + other[_place(chance, other) :]


_MUTATIONS: tuple[Mutation, ...] = (_flip, _flip, _put, _put, _put_much, _cut, _cut, _end_early, _double, _overwrite)
