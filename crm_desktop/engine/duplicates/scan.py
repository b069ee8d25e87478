"""The search: contacts that share something rare enough are compared, and likely pairs are kept."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import log2
from typing import TYPE_CHECKING

from crm_desktop.engine.duplicates.compare import Evidence, rarity_of
from crm_desktop.engine.duplicates.features import Features, features
from crm_desktop.engine.duplicates.phonetics import cologne
from crm_desktop.engine.duplicates.result import Likeness, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from crm_desktop.domain.facts import ContactFact

#: A pair at least this likely is shown.
THRESHOLD = 0.5
#: Contacts with one key in common that are compared with each other; what more share says too little. Keys that say
#: much by themselves (mail, phone, VAT id, name of a firm, house) may be shared by more: a contact can be there often.
_LARGEST_BLOCK, _LARGEST_STRONG = 12, 40
_STRONG_KEYS = frozenset("mpvfs")
#: How many pairs are expected before anything was compared, as a share of the contacts; at least and at most so many.
_EXPECTED, _FEWEST, _MOST = 0.1, 0.05, 4.0
#: A pair this likely makes both ends of it one with a third; evidence below this many bits forbids that.
_STRONG, _IN_CONTRADICTION = 0.8, -12.0
#: Rounds in which the expected number of pairs settles on what was found.
_ROUNDS = 12


def duplicates(
    facts: Sequence[ContactFact],
    *,
    decided: Collection[tuple[int, int]] = (),
    threshold: float = THRESHOLD,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Likeness]:
    """Return the pairs that are probably one contact, the surest first.

    `decided` are pairs (smaller id first) that the user has declared different; `stopped` is asked now and then.
    """
    return DuplicateScan(facts).pairs(decided=decided, threshold=threshold, stopped=stopped)


class DuplicateScan:
    """All contacts of a firm, ready to be compared with one another or with a new one."""

    def __init__(self, facts: Iterable[ContactFact]) -> None:
        self._every = [features(fact) for fact in facts]
        self._by_id = {each.id: each for each in self._every}
        self._evidence = Evidence(rarity_of(self._every))

    def pairs(
        self,
        *,
        decided: Collection[tuple[int, int]] = (),
        threshold: float = THRESHOLD,
        stopped: Callable[[], bool] = lambda: False,
    ) -> list[Likeness]:
        """Return the likely pairs, the surest first; an empty list where it was stopped."""
        compared: list[tuple[int, int, float, list[Reason]]] = []
        for number, (a, b) in enumerate(sorted(self.candidates())):
            if number % 1_000 == 0 and stopped():
                return []
            bits, reasons = self._evidence.weigh(self._by_id[a], self._by_id[b])
            if bits > 0:
                compared.append((a, b, bits, reasons))
        prior = _prior(len(self._every), [bits for _a, _b, bits, _reasons in compared])
        found = [
            Likeness(a, b, score, tuple(dict.fromkeys(reasons)))
            for a, b, bits, reasons in compared
            if (score := _chance(bits + prior)) >= threshold
        ]
        different = set(decided)
        found = [pair for pair in found if (pair.a, pair.b) not in different]
        found += [
            pair for pair in self._through_a_third(found) if pair.score >= threshold and pair[:2] not in different
        ]
        return sorted(found, key=lambda pair: (-pair.score, pair.a, pair.b))

    def _through_a_third(self, found: Sequence[Likeness]) -> Iterator[Likeness]:
        """Yield pairs that are not alike enough themselves but both very like a third: three slips of one contact."""
        known = {pair[:2] for pair in found}
        friends: dict[int, dict[int, float]] = defaultdict(dict)
        for pair in found:
            if pair.score >= _STRONG:
                friends[pair.a][pair.b] = friends[pair.b][pair.a] = pair.score
        linked: dict[tuple[int, int], float] = {}
        for around in friends.values():
            for a, b in combinations(sorted(around), 2):
                linked[a, b] = max(linked.get((a, b), 0.0), around[a] * around[b])
        for (a, b), score in linked.items():
            if (a, b) not in known and self._evidence.weigh(self._by_id[a], self._by_id[b])[0] > _IN_CONTRADICTION:
                yield Likeness(a, b, score, (Reason.THIRD,))

    def candidates(self) -> set[tuple[int, int]]:
        """Return the pairs worth comparing, the smaller id first."""
        blocks: dict[tuple[bool, str], list[int]] = defaultdict(list)
        for each in self._every:
            for key in set(_keys(each)):
                blocks[each.is_company, key].append(each.id)
        return {
            (a, b) if a < b else (b, a)
            for (_company, key), ids in blocks.items()
            if 1 < len(ids) <= (_LARGEST_STRONG if key[0] in _STRONG_KEYS else _LARGEST_BLOCK)
            for a, b in combinations(ids, 2)
        }


def _prior(contacts: int, found: Sequence[float]) -> float:
    """Return the bits that stand for how rare doubles are among all pairs.

    How many doubles a firm has is what its own comparisons say: the expected number is put in and read off again
    until it stands still (expectation maximisation of this one share).
    """
    contacts = max(contacts, 2)
    every = contacts * (contacts - 1) / 2
    doubles = contacts * _EXPECTED
    for _round in range(_ROUNDS):
        odds = log2(doubles / every)
        doubles = min(max(sum(_chance(bits + odds) for bits in found), contacts * _FEWEST), contacts * _MOST)
    return log2(doubles / every)


def _chance(bits: float) -> float:
    return float(1 / (1 + 2 ** -max(-60.0, min(60.0, bits))))


def _keys(each: Features) -> Iterator[str]:
    """Yield what a contact can be found by; two that are one share at least one of these, even after some slips."""
    yield from (f"m{mail}" for mail in each.mails | each.shared_mails)
    yield from (f"m{mail.partition('@')[0]}" for mail in each.mails)
    yield from (f"p{phone}" for phone in each.phones)
    if each.vat_id:
        yield f"v{each.vat_id}"
    if each.is_company:
        yield from _firm_keys(each)
    else:
        yield from _person_keys(each)
    if each.street:
        yield f"s{each.street}|{each.number}"
        yield f"c{each.street[:6]}|{each.postal_code}"


def _firm_keys(each: Features) -> Iterator[str]:
    longest = sorted(each.firm, key=len, reverse=True)[:3]
    yield from (f"w{word}" for word in longest)
    yield f"f{''.join(each.firm)[:9]}"
    yield f"g{cologne(''.join(each.firm))[:6]}|{each.postal_code[:2]}"


def _person_keys(each: Features) -> Iterator[str]:
    family, given = cologne(each.family.replace(" ", "")), cologne(each.given.replace(" ", ""))
    year, month, day = each.birth
    yield f"n{family}|{given}"
    yield f"n{given}|{family}"
    for name, sound in ((each.family, family), (each.given, given)):
        if not name:
            continue
        yield f"a{sound}|{each.postal_code}|{each.city[:4]}"
        yield f"b{name[:3]}|{year}|{month}"
        yield f"b{name[:3]}|{year}|.{day}"
        yield f"d{name[:3]}|.{month}|.{day}"
        yield f"e{name[:4]}|{each.street[:4]}"
        yield f"g{sound}|{each.number}|{each.postal_code[:3]}"
    if year:
        yield f"y{each.birth}"
        yield f"y{each.postal_code}|{month}|{day}"
    if each.extra:
        yield f"x{each.extra}"
