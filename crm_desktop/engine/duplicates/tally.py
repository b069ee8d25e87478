"""What speaks for and against pairs, added up reason by reason."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from crm_desktop.engine.duplicates.column import Bools, Floats, Ints
from crm_desktop.engine.duplicates.result import Evidence, Reason


@dataclass
class Tally:
    """The pairs compared (rows of the one and of the other) and what each field says of them, in bits."""

    one: Ints
    other: Ints
    bits: Floats = field(init=False)
    #: Which pairs look like two of one household, of those the ones with a slip of the pen in what they share, and what
    #: would be said of all if there were no households.
    home: Bools = field(init=False)
    slips: Bools = field(init=False)
    homeless: Floats = field(init=False)
    #: How likely each may at most be one, whatever else is said: a branch shares all with the firm but its place.
    most: Floats = field(init=False)
    #: What single fields said, by a name, for whoever has to look at it again.
    said: dict[str, Floats] = field(default_factory=dict)
    _found: list[tuple[Reason, Ints, Floats]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nothing said."""
        self.bits = np.zeros(len(self.one))
        self.home = np.zeros(len(self.one), dtype=np.bool_)
        self.slips = np.zeros(len(self.one), dtype=np.bool_)
        self.homeless = self.bits
        self.most = np.ones(len(self.one))

    @property
    def rows(self) -> tuple[Ints, Ints]:
        """The pairs."""
        return self.one, self.other

    def add(self, bits: Floats) -> None:
        """Add what a field says."""
        self.bits += bits

    def say(self, name: str, bits: Floats) -> None:
        """Add what a field says, and remember it."""
        self.bits += bits
        self.said[name] = bits

    def at_most(self, chance: float, which: Bools) -> None:
        """Let some of the pairs be no likelier than this."""
        self.most[which] = np.minimum(self.most[which], chance)

    def narrow(self, which: Bools) -> None:
        """Go on with some of the pairs only."""
        if which.all():
            return
        where = np.cumsum(which) - 1
        self.one, self.other, self.bits = self.one[which], self.other[which], self.bits[which]
        self.home, self.slips, self.homeless = self.home[which], self.slips[which], self.homeless[which]
        self.most, self.said = self.most[which], {name: bits[which] for name, bits in self.said.items()}
        for at, (reason, places, bits) in enumerate(self._found):
            stay = which[places]
            self._found[at] = reason, where[places[stay]], bits[stay]

    def slipped(self, one: Ints, other: Ints, bits: Floats) -> None:
        """Note where two different texts of a field (by number) speak for the pair: one of them has a slip."""
        self.slips |= (one != other) & (bits > 0)

    def because(self, reason: Reason, which: Bools, bits: Floats) -> None:
        """Name a reason of some of the pairs."""
        places = np.flatnonzero(which)
        if len(places):
            self._found.append((reason, places, bits[places]))

    def evidence(self, kept: Ints) -> list[tuple[Evidence, ...]]:
        """Return for these pairs (by place) their reasons, the strongest first."""
        where = np.full(len(self.one), -1, dtype=np.int64)
        where[kept] = np.arange(len(kept))
        told: list[list[Evidence]] = [[] for _ in range(len(kept))]
        for reason, places, bits in self._found:
            ours = where[places]
            inside = ours >= 0
            for place, worth in zip(ours[inside].tolist(), bits[inside].tolist(), strict=True):
                told[place].append(Evidence(reason, round(worth, 1)))
        return [tuple(sorted(one, key=_strongest)) for one in told]


def _strongest(one: Evidence) -> tuple[bool, float]:
    return one.bits < 0, -abs(one.bits)
