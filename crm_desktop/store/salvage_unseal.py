"""Decrypts the pages of a damaged encrypted file one by one, without SQLCipher, which gives up at the first bad one.

After the format of SQLCipher 4: each page of 4096 bytes is encrypted for itself with AES-256 in CBC mode; its last 80
bytes are the initialisation vector and an HMAC-SHA512 over all of it and its number. The first 16 bytes of the file are
the salt. A page whose HMAC does not fit is decrypted all the same: a flipped bit spoils 32 bytes of it, no more.
AES is done for many blocks at once, as table look-ups (FIPS 197, the equivalent inverse cipher).
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from crm_desktop.store.keys import SALT_BYTES, Key
from crm_desktop.store.salvage_pages import MAGIC, Bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Words = NDArray[np.uint32]

PAGE = 4096
_IV, _HMAC = 16, 64
RESERVED = _IV + _HMAC
_ROUNDS = 14
#: Pages decrypted together, and how many such runs are kept.
_RUN, _KEPT = 64, 16
#: What the salt of the HMAC's key differs by, and how often it is stretched.
_HMAC_MASK, _HMAC_ROUNDS = 0x3A, 2


class Unsealed(Bytes):
    """The content of an encrypted file as plain bytes, decrypted where it is looked at. `doubtful` counts as it goes.

    Without the salt, which a destroyed beginning takes along, no page can be proved.
    """

    def __init__(self, data: Bytes, key: Key) -> None:
        self._data, self._key = data, key
        self._proof = _proof_key(key) if key.salt else b""
        self._runs: dict[int, bytes] = {}
        #: Pages whose HMAC does not fit, by number.
        self.doubtful: set[int] = set()

    def __len__(self) -> int:
        return len(self._data)

    def __getitem__(self, at: slice, /) -> bytes:
        start, stop, _step = at.indices(len(self._data))
        first, last = start // PAGE // _RUN, max(stop - 1, start) // PAGE // _RUN
        found = b"".join(self._run(number) for number in range(first, last + 1))
        offset = first * _RUN * PAGE
        return found[start - offset : stop - offset]

    def newer(self, sealed: dict[int, bytes]) -> dict[int, bytes]:
        """Return the pages of the -wal in plain; there SQLite's own check sums have proved them."""
        return {number: decrypt_pages(self._key.raw, [page], first=number) for number, page in sealed.items()}

    def _run(self, run: int) -> bytes:
        if run not in self._runs:
            while len(self._runs) >= _KEPT:
                self._runs.pop(next(iter(self._runs)))
            sealed = self._data[run * _RUN * PAGE : (run + 1) * _RUN * PAGE]
            whole = len(sealed) // PAGE
            pages = [sealed[place * PAGE : (place + 1) * PAGE] for place in range(whole)]
            first = run * _RUN + 1
            for number, page in enumerate(pages, first):
                if self._proof and not fits(self._proof, page, number):
                    self.doubtful.add(number)
            self._runs[run] = decrypt_pages(self._key.raw, pages, first=first) + sealed[whole * PAGE :]
        return self._runs[run]


def proves(data: Bytes, key: Key, pages: int = 64) -> bool:
    """Whether a key fits one of the first pages of a file at least."""
    proof = _proof_key(key)
    there = min(pages, len(data) // PAGE)
    return any(fits(proof, data[(n - 1) * PAGE : n * PAGE], n) for n in range(1, there + 1))


def fits(proof: bytes, page: bytes, number: int) -> bool:
    """Whether a page is what was written."""
    start = SALT_BYTES if number == 1 else 0
    told = hmac.digest(proof, page[start:-_HMAC] + struct.pack("<I", number), "sha512")
    return hmac.compare_digest(told, page[-_HMAC:])


def decrypt_pages(raw: bytes, pages: list[bytes], *, first: int) -> bytes:
    """Return pages in plain, each as long as it was: what is not SQLite's at their ends is left as zeros."""
    if not pages:
        return b""
    sealed = np.frombuffer(b"".join(pages), np.uint8).reshape(len(pages), PAGE)
    content = sealed[:, : PAGE - RESERVED].reshape(-1, 16)
    before = np.concatenate((sealed[:, PAGE - RESERVED : PAGE - _HMAC, None], sealed[:, : PAGE - RESERVED, None]), 1)
    before = before.reshape(len(pages), -1)[:, : PAGE - RESERVED].reshape(-1, 16)
    plain = _decrypt_blocks(raw, content) ^ before
    done = np.zeros((len(pages), PAGE), np.uint8)
    done[:, : PAGE - RESERVED] = plain.reshape(len(pages), PAGE - RESERVED)
    if first == 1:  # begins with the salt instead of a block
        head = pages[0]
        done[0, : PAGE - RESERVED] = np.frombuffer(_first_page(raw, head), np.uint8)
    return done.tobytes()


def _first_page(raw: bytes, page: bytes) -> bytes:
    content = np.frombuffer(page[SALT_BYTES : PAGE - RESERVED], np.uint8).reshape(-1, 16)
    iv = np.frombuffer(page[PAGE - RESERVED : PAGE - _HMAC], np.uint8).reshape(1, 16)
    plain = _decrypt_blocks(raw, content) ^ np.concatenate((iv, content[:-1]))
    return MAGIC + plain.tobytes()


def _proof_key(key: Key) -> bytes:
    salt = bytes(byte ^ _HMAC_MASK for byte in key.salt)
    return hashlib.pbkdf2_hmac("sha512", key.raw, salt, _HMAC_ROUNDS, 32)


def _decrypt_blocks(raw: bytes, blocks: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return AES-256 blocks decrypted, each for itself."""
    words: Words = np.ascontiguousarray(blocks).view(">u4").astype(np.uint32)
    keys, tables, inverse = _round_keys(raw), _tables(), _boxes()[1]
    state = words ^ keys[_ROUNDS]
    for turn in range(_ROUNDS - 1, 0, -1):
        state = np.stack([_column(tables, state, place) for place in range(4)], 1) ^ keys[turn]
    last = np.stack([_last_column(inverse, state, place) for place in range(4)], 1) ^ keys[0]
    plain: NDArray[np.uint8] = last.astype(">u4").view(np.uint8).reshape(-1, 16)
    return plain


def _column(tables: list[Words], state: Words, place: int) -> Words:
    """Return one column after a round: rows are moved back, replaced and mixed by one look-up each."""
    found: Words = tables[0][state[:, place] >> 24]
    for row in (1, 2, 3):
        found = found ^ tables[row][state[:, (place - row) % 4] >> (24 - 8 * row) & 0xFF]
    return found


def _last_column(inverse: NDArray[np.uint8], state: Words, place: int) -> Words:
    found: Words = inverse[state[:, place] >> 24].astype(np.uint32) << 24
    for row in (1, 2, 3):
        moved = state[:, (place - row) % 4] >> (24 - 8 * row) & 0xFF
        found = found | inverse[moved].astype(np.uint32) << (24 - 8 * row)
    return found


@cache
def _boxes() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the substitution of AES and its inverse, made of the inverses in GF(256)."""
    power, log = [0] * 256, [0] * 256
    value = 1
    for exponent in range(255):
        power[exponent], log[value] = value, exponent
        value ^= (value << 1) ^ (0x11B if value & 0x80 else 0)
        value &= 0xFF
    box, inverse = np.zeros(256, np.uint8), np.zeros(256, np.uint8)
    for number in range(256):
        turned = power[(255 - log[number]) % 255] if number else 0
        mixed = turned
        for shift in range(1, 5):
            mixed ^= (turned << shift | turned >> (8 - shift)) & 0xFF
        box[number] = mixed ^ 0x63
        inverse[box[number]] = number
    return box, inverse


def _times(one: int, other: int) -> int:
    """Multiply in GF(256)."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = (one << 1) ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product


@cache
def _mixed() -> tuple[int, ...]:
    """Return each byte's share of a column of InvMixColumns, as a word."""
    return tuple(
        _times(byte, 14) << 24 | _times(byte, 9) << 16 | _times(byte, 13) << 8 | _times(byte, 11) for byte in range(256)
    )


@cache
def _tables() -> list[Any]:
    """Return the four tables of a round: the inverse substitution and mixing of a byte in each row."""
    mixed = np.array(_mixed(), np.uint32)[_boxes()[1]]
    return [mixed if not row else (mixed >> (8 * row)) | (mixed << (32 - 8 * row)) for row in range(4)]


def _round_keys(raw: bytes) -> Words:
    """Return the keys of the rounds for the equivalent inverse cipher."""
    box = _boxes()[0]
    words = list(struct.unpack(">8I", raw))
    constant = 1
    for place in range(8, 4 * (_ROUNDS + 1)):
        word = words[-1]
        if place % 8 == 0:
            word = _replaced(box, (word << 8 | word >> 24) & 0xFFFFFFFF) ^ constant << 24
            constant = _times(constant, 2)
        elif place % 8 == 4:
            word = _replaced(box, word)
        words.append(words[place - 8] ^ word)
    rounds = [words[4 * turn : 4 * turn + 4] for turn in range(_ROUNDS + 1)]
    for turn in range(1, _ROUNDS):
        rounds[turn] = [_mixed_word(word) for word in rounds[turn]]
    return np.array(rounds, np.uint32)


def _replaced(box: NDArray[np.uint8], word: int) -> int:
    return int.from_bytes(bytes(int(box[byte]) for byte in word.to_bytes(4, "big")), "big")


def _mixed_word(word: int) -> int:
    found = 0
    for row, byte in enumerate(word.to_bytes(4, "big")):
        share = _mixed()[byte]
        found ^= (share >> (8 * row) | share << (32 - 8 * row)) & 0xFFFFFFFF
    return found
