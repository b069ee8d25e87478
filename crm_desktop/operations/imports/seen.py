"""What was seen before, for very many keys: sixteen bytes a key, however long it is."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import TypeAlias

#: Keys that are looked up as they are, before they are laid down sorted.
_RECENT = 1 << 17
#: Bits of the sieve that tells most keys that were never seen from those laid down: sixteen a key for four million.
_SIEVE = 1 << 26
#: What somebody is recognised by.
Key: TypeAlias = str | tuple[str, ...]


class Seen:
    """Ids by key, a text or several; the first id of a key stays. Kept are hashes of 64 bits.

    A dictionary of the texts takes ten times the memory. Two of four million keys are taken for one in one of two
    million imports.
    """

    __slots__ = ("_laid_down", "_recent", "_sieve")

    def __init__(self) -> None:
        self._recent: dict[int, int] = {}
        self._laid_down: list[tuple[array[int], array[int]]] = []
        self._sieve = bytearray()

    def get(self, key: Key) -> int | None:
        """Return the id of a key, None for one that was not seen."""
        number = hash(key)
        found = self._recent.get(number)
        return self._older(number) if found is None and self._laid_down else found

    def setdefault(self, key: Key, record_id: int) -> None:
        """Remember the id of a key that was not seen yet."""
        number = hash(key)
        recent = self._recent
        if number not in recent and not (self._laid_down and self._older(number) is not None):
            recent[number] = record_id
            if len(recent) >= _RECENT:
                self._lay_down()

    def __contains__(self, key: Key) -> bool:
        return self.get(key) is not None

    def values(self) -> Iterator[int]:
        """Yield the ids of all keys."""
        yield from self._recent.values()
        for _numbers, ids in self._laid_down:
            yield from ids

    def _older(self, number: int) -> int | None:
        at = number % _SIEVE
        if not self._sieve[at >> 3] >> (at & 7) & 1:
            return None
        for numbers, ids in self._laid_down:
            place = bisect_left(numbers, number)
            if place < len(numbers) and numbers[place] == number:
                return ids[place]
        return None

    def _lay_down(self) -> None:
        """Keep the recent keys sorted, and begin anew."""
        sieve = self._sieve = self._sieve or bytearray(_SIEVE >> 3)
        for number in self._recent:
            at = number % _SIEVE
            sieve[at >> 3] |= 1 << (at & 7)
        numbers = sorted(self._recent)
        self._laid_down.append((array("q", numbers), array("q", map(self._recent.__getitem__, numbers))))
        self._recent = {}
