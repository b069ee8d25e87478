"""Salutations against given names: by the firm's own contacts first, else by names that are only ever of one sex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crm_desktop.base.text import fold
from crm_desktop.domain.quality import QualityFact
from crm_desktop.engine.quality.given_names import BOTH, MEN, WOMEN

#: As they are compared: Jürgen is Juergen.
_WOMEN, _MEN = frozenset(map(fold, WOMEN)), frozenset(map(fold, MEN))
#: Others of the same given name it takes to judge a salutation, and the share of them that must agree.
_ENOUGH, _AGREE = 5, 0.95

_SIR = frozenset({"herr", "herrn", "mr", "mr.", "mister"})
_MADAM = frozenset({"frau", "fr.", "ms", "ms.", "mrs", "mrs.", "miss"})
_GERMAN = frozenset({"herr", "herrn", "frau", "fr."})
_OTHER = {
    "herr": "Frau", "herrn": "Frau", "mr": "Ms", "mr.": "Ms.", "mister": "Ms", "frau": "Herr", "fr.": "Herr",
    "ms": "Mr", "ms.": "Mr.", "mrs": "Mr", "mrs.": "Mr.", "miss": "Mr",
}  # fmt: skip


@dataclass(frozen=True)
class Salutations:
    """What is usual in the firm: by given name (lower case), and for men and women in general."""

    by_name: Mapping[str, str] = field(default_factory=dict)
    sir: str = "Herr"
    madam: str = "Frau"

    def expected(self, fact: QualityFact) -> str:
        """Return the salutation a given name asks for, "" where none can be told or the one there is suits it."""
        name = _first(fact.given_name)
        now = fact.salutation.casefold()
        if name in self.by_name:
            return "" if self.by_name[name] == fact.salutation else self.by_name[name]
        first = fold(name.partition("-")[0])
        if first in _WOMEN and (now in _SIR or not now):
            return _OTHER.get(now, self.madam)
        if first in _MEN and (now in _MADAM or not now):
            return _OTHER.get(now, self.sir)
        return ""


def usual_salutations(called: Iterable[tuple[str, str, int]]) -> Salutations:
    """Return the salutation nearly everybody of a given name has, and the words used most for men and women.

    `called` counts given names with their salutations.
    """
    counted: dict[str, Counter[str]] = {}
    for given, salutation, cases in called:
        if given and salutation:
            counted.setdefault(_first(given), Counter())[salutation] += cases
    by_name = {}
    for name, found in counted.items():
        word, cases = found.most_common(1)[0]
        agree = 1.0 if name in BOTH else _AGREE - 1 / found.total()
        if cases >= _ENOUGH and cases / found.total() >= agree:
            by_name[name] = word
    return Salutations(by_name, *_usual_words(sum(counted.values(), Counter[str]())))


def _usual_words(words: Counter[str]) -> tuple[str, str]:
    """Return the words for men and women used most: of one language, where only few are of another one."""
    used = [word for word, _cases in words.most_common() if word.casefold() in _SIR | _MADAM]
    german = not used or used[0].casefold() in _GERMAN
    found = [
        next((word for word in used if word.casefold() in among and (word.casefold() in _GERMAN) is german), "")
        for among in (_SIR, _MADAM)
    ]
    sir = found[0] or (_OTHER[found[1].casefold()] if found[1] else "Herr")
    return sir, found[1] or _OTHER[sir.casefold()]


def _first(given: str) -> str:
    parts = given.split()
    return parts[0].casefold() if parts else ""
