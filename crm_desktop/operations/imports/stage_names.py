"""What the name of a stage says about it: whether deals in it are won or lost, and roughly how far it is.

Used once, when a file brings a stage the program does not know; from then on name and meaning are the user's.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.base.text import words
from crm_desktop.domain.deals import StageKind
from crm_desktop.exchange.wording import status_of_stage


class StageGuess(NamedTuple):
    """What a stage's name says; `probability` in percent, None where the name says nothing."""

    kind: StageKind
    probability: int | None


#: Beginnings of folded words and how far a stage named so usually is; the first that fits a word counts.
_USUAL = MappingProxyType(
    {
        "prospect": 10, "lead": 10, "anfrag": 10, "inquir": 10, "enquir": 10, "new": 5, "neu": 5, "submit": 10,
        "interess": 15, "kontakt": 15, "contact": 15, "qualif": 20, "preaccept": 20, "discover": 25, "bedarf": 25,
        "need": 25, "analys": 25, "engag": 30, "discuss": 35, "gesprach": 35, "demo": 40, "prasent": 40,
        "present": 40, "accept": 40, "aufmass": 35, "propos": 50, "offer": 50, "angebot": 50, "quot": 50,
        "sent": 50, "final": 45, "follow": 55, "nachfass": 55, "back": 70, "evaluat": 55, "entscheid": 65,
        "decision": 65, "negot": 75, "verhandl": 75, "review": 70, "commit": 85, "verbal": 85, "mundlich": 85,
        "contract": 90, "vertrag": 90, "clos": 90, "abschluss": 90,
    }
)  # fmt: skip


def guess_stage(name: str) -> StageGuess:
    """Return what a stage's name says about it."""
    said = status_of_stage(name)
    if said == "won":
        return StageGuess(StageKind.WON, 100)
    if said == "lost":
        return StageGuess(StageKind.LOST, 0)
    found = words(name)
    for beginning, chance in _USUAL.items():
        if any(word.startswith(beginning) for word in found):
            return StageGuess(StageKind.OPEN, chance)
    return StageGuess(StageKind.OPEN, None)


def spread(guesses: list[int | None]) -> list[int]:
    """Return a chance for every stage in its order; where the name says nothing, evenly between 0 and 100."""
    return [
        round(100 * (place + 1) / (len(guesses) + 1)) if guess is None else guess for place, guess in enumerate(guesses)
    ]
