"""How likely two contacts are one: weights of evidence in bits, after Fellegi and Sunter.

A field that agrees is worth the more the rarer its value is in this firm's own data: two Müllers say little, two
Öztürks in one street a lot (Fellegi and Sunter, A Theory for Record Linkage, JASA 64, 1969; Winkler's string
comparator, 1990). A field missing on one side says nothing. How often a field agrees for one and the same contact is
set here once, not learned: a firm has too few doubles to learn it from.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import log2
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA, JaroWinkler

from crm_desktop.engine.duplicates.nicknames import is_short_for
from crm_desktop.engine.duplicates.phonetics import cologne
from crm_desktop.engine.duplicates.result import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.engine.duplicates.features import Features

#: Bits no single field exceeds.
_MOST = 14.0
_COUNTED = ("given", "family", "company", "postal_code", "city", "street", "extra", "vat_id")


@dataclass
class Rarity:
    """How often each value occurs among the contacts compared."""

    total: int
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def bits(self, name: str, value: str, agree: float) -> float:
        """Return the evidence of agreeing on a value in a field that agrees for a share `agree` of the same."""
        counts = self.counts[name]
        filled = max(counts.total(), 20)
        return min(_MOST, log2(agree * filled / max(counts[value], 1)))


def rarity_of(every: Iterable[Features]) -> Rarity:
    """Count the values of all contacts."""
    known = list(every)
    rarity = Rarity(len(known), {name: Counter() for name in (*_COUNTED, "word", "phone", "mail")})
    for name in _COUNTED:
        rarity.counts[name].update(value for each in known if (value := getattr(each, name)))
    for each in known:
        rarity.counts["word"].update(set(each.firm))
        rarity.counts["phone"].update(each.phones)
        rarity.counts["mail"].update(each.mails | each.shared_mails)
    return rarity


class Evidence:
    """Adds up what speaks for and against two contacts being one."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity

    def weigh(self, a: Features, b: Features) -> tuple[float, list[Reason]]:
        """Return the evidence in bits (positive: for one and the same) and its main reasons."""
        reasons: list[Reason] = []
        names = self._firms(a, b, reasons) if a.is_company and b.is_company else self._people(a, b, reasons)
        total = names + self._ways(a, b, reasons) + self._birth(a, b, reasons) + self._place(a, b, reasons)
        if a.vat_id and b.vat_id:
            total += self._bits("vat_id", a.vat_id, 0.9) if a.vat_id == b.vat_id else -4.0
            reasons += [Reason.NUMBER] if a.vat_id == b.vat_id else []
        return total, reasons

    def _bits(self, name: str, value: str, agree: float) -> float:
        return self._rarity.bits(name, value, agree)

    # Names

    def _people(self, a: Features, b: Features, reasons: list[Reason]) -> float:
        straight = self._given(a.given, b.given) + self._family(a.family, b.family)
        crossed = self._family(a.given, b.family) + self._family(a.family, b.given) - 3.0
        if a.given and b.given and crossed > straight:
            reasons.append(Reason.NAME_SWAPPED)
            return crossed
        same = a.given == b.given and a.family == b.family
        if same:
            reasons.append(Reason.NAME)
        elif straight > 3:
            reasons.append(Reason.NAME_ALIKE)
        if a.company and b.company:
            if a.company == b.company:
                reasons.append(Reason.COMPANY)
                straight += min(4.0, self._bits("company", a.company, 0.7))
            else:
                straight -= 1.0
        return straight

    def _given(self, a: str, b: str) -> float:
        if not a or not b:
            return 0.0
        if a == b:
            return self._bits("given", a, 0.7)
        if is_short_for(a, b):
            return 3.0
        if len(a) == 1 or len(b) == 1:
            return 1.5 if a[0] == b[0] else -3.0
        if set(a.split()) & set(b.split()):
            return 4.0
        return _alike(a, b, (4.5, 2.0, -1.0, -4.0))

    def _family(self, a: str, b: str) -> float:
        if not a or not b:
            return 0.0
        if a == b:
            return self._bits("family", a, 0.8)
        if set(a.split()) & set(b.split()):
            return 5.0
        return _alike(a, b, (5.5, 2.5, -1.5, -5.0))

    def _firms(self, a: Features, b: Features, reasons: list[Reason]) -> float:
        """Weigh the words two firms share against those they do not."""
        if a.firm == b.firm:
            reasons.append(Reason.NAME)
        shared, alone_a, alone_b = _matched(a.firm, b.firm)
        bits = [self._bits("word", word, 0.8) for word in shared]
        lost = [self._bits("word", word, 0.5) for word in (*alone_a, *alone_b)]
        total = min(18.0, sum(bits)) - 0.5 * sum(lost)
        if "".join(a.firm) == "".join(b.firm) and a.firm != b.firm:
            total = max(total, 10.0)
        if total > 3 and Reason.NAME not in reasons:
            reasons.append(Reason.NAME_ALIKE)
        if a.legal_form != b.legal_form and a.legal_form and b.legal_form:
            reasons.append(Reason.LEGAL_FORM)
            total -= 2.0
        return max(total, -10.0)

    # Ways to reach them

    def _ways(self, a: Features, b: Features, reasons: list[Reason]) -> float:
        return self._mails(a, b, reasons) + self._phones(a, b, reasons)

    def _mails(self, a: Features, b: Features, reasons: list[Reason]) -> float:
        if same := a.mails & b.mails:
            reasons.append(Reason.MAIL)
            return max(self._bits("mail", mail, 0.7) for mail in same)
        if same := a.shared_mails & b.shared_mails:
            reasons.append(Reason.MAIL)
            return (10.0 if a.is_company else 3.0) if same else 0.0
        if not a.mails or not b.mails:
            return 0.0
        best = max(_mails_alike(one, other) for one in a.mails for other in b.mails)
        if best > 0:
            reasons.append(Reason.MAIL_ALIKE)
        return best

    def _phones(self, a: Features, b: Features, reasons: list[Reason]) -> float:
        if same := a.phones & b.phones:
            reasons.append(Reason.PHONE)
            # A switchboard has many people behind it.
            return min(max(self._bits("phone", phone, 0.6) for phone in same), 10.0)
        return -1.0 if a.phones and b.phones else 0.0

    # Birthday and place

    @staticmethod
    def _birth(a: Features, b: Features, reasons: list[Reason]) -> float:
        if not a.birth[0] or not b.birth[0]:
            return 0.0
        (year, month, day), (other_year, other_month, other_day) = a.birth, b.birth
        if a.birth == b.birth:
            reasons.append(Reason.BIRTHDAY)
            return 13.0
        turned = year == other_year and month == other_day and day == other_month
        same = (year == other_year) + (month == other_month) + (day == other_day)
        if same == 2 or turned:
            reasons.append(Reason.BIRTHDAY_ALIKE)
            near = OSA.distance(f"{year:04}{month:02}{day:02}", f"{other_year:04}{other_month:02}{other_day:02}") <= 1
            return 7.0 if turned or near else 4.0
        reasons.append(Reason.OTHER_BIRTHDAY)
        return -2.5 if same else -6.0

    def _place(self, a: Features, b: Features, reasons: list[Reason]) -> float:
        code, city = self._code(a, b), self._city(a, b)
        street = self._street(a, b)
        number = 0.0
        if a.number and b.number:
            number = (3.5 if street > 0 else 1.5) if a.number == b.number else -1.0
        extra = 0.0
        if a.extra and b.extra:
            extra = self._bits("extra", a.extra, 0.7) if a.extra == b.extra else _alike(a.extra, b.extra, (4, 2, 0, -1))
        # Town and postal code say nearly the same twice.
        place = max(code, city) + 0.3 * min(code, city) if min(code, city) > 0 else code + city
        if street > 0:
            whole = a.street == b.street and a.number == b.number and place > 0
            reasons.append(Reason.ADDRESS if whole else Reason.ADDRESS_ALIKE)
        elif place > 0:
            reasons.append(Reason.PLACE)
        return place + street + number + extra

    def _code(self, a: Features, b: Features) -> float:
        if not a.postal_code or not b.postal_code:
            return 0.0
        if a.postal_code == b.postal_code:
            return self._bits("postal_code", a.postal_code, 0.8)
        return 2.5 if OSA.distance(a.postal_code, b.postal_code, score_cutoff=1) == 1 else -2.5

    def _city(self, a: Features, b: Features) -> float:
        if not a.city or not b.city:
            return 0.0
        if a.city == b.city:
            return self._bits("city", a.city, 0.8)
        return _alike(a.city, b.city, (4.0, 1.5, -0.5, -2.5))

    def _street(self, a: Features, b: Features) -> float:
        if not a.street or not b.street:
            return 0.0
        if a.street == b.street:
            return min(10.0, self._bits("street", a.street, 0.8))
        return _alike(a.street, b.street, (5.0, 2.0, -0.5, -2.5))


def _alike(a: str, b: str, bits: tuple[float, float, float, float]) -> float:
    """Grade two different words: a slip of the pen, alike or sounding alike, somewhat alike, different."""
    closeness = JaroWinkler.similarity(a, b)
    slip = closeness >= 0.85 and OSA.distance(a, b, score_cutoff=2) <= (1 if min(len(a), len(b)) < 7 else 2)
    if slip:
        return bits[0]
    if closeness >= 0.88 or (len(a) > 3 and cologne(a.replace(" ", "")) == cologne(b.replace(" ", ""))):
        return bits[1]
    return bits[2] if closeness >= 0.75 else bits[3]


def _matched(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Pair the words of two names, slips of the pen included; return the pairs and what is left of each."""
    left = list(b)
    shared, alone = [], []
    for word in a:
        best = max(left, key=lambda other: _closeness(word, other), default="")
        if best and _closeness(word, best) >= 0.9:
            left.remove(best)
            shared.append(word)
        else:
            alone.append(word)
    return shared, alone, left


def _closeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if len(a) < 4 or len(b) < 4:
        return 0.0
    return float(JaroWinkler.similarity(a, b))


def _mails_alike(a: str, b: str) -> float:
    name, _at, domain = a.partition("@")
    other, _at, other_domain = b.partition("@")
    if name == other and len(name) > 3:
        return 7.0
    if domain == other_domain and OSA.distance(name, other, score_cutoff=2) <= 2 and len(name) > 4:
        return 8.0
    return -2.0
