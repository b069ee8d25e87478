"""Which towns a postal code belongs to in Germany, Austria, Switzerland and Liechtenstein: a table on this machine.

The table (resources/postcodes, source and licence beside it) knows the codes mail is delivered to. It knows neither
post-office boxes nor most districts, so what it does not know is no mistake; only what it contradicts is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from crm_desktop.base.text import words

#: Countries there is a table of.
COUNTRIES = ("AT", "CH", "DE", "LI")


@dataclass(frozen=True)
class Towns:
    """The codes of one country with the names of their towns."""

    by_code: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of each town, under its folded name."""
        found: dict[str, list[str]] = {}
        for code, names in self.by_code.items():
            for name in names:
                found.setdefault(key(name), []).append(code)
        return MappingProxyType({name: tuple(codes) for name, codes in found.items()})

    @cached_property
    def _names(self) -> list[str]:
        """All folded names in order, so that those with a beginning stand side by side."""
        return sorted(self.by_name)

    def of(self, code: str) -> tuple[str, ...]:
        """Return the towns of a code, none where the table does not have it."""
        return self.by_code.get(code, ())

    def codes(self, town: str) -> tuple[str, ...]:
        """Return the codes of a town: of its whole name, else of those whose names begin with its words."""
        wanted = key(town)
        if not wanted:
            return ()
        if wanted in self.by_name:
            return self.by_name[wanted]
        first, last = (bisect_left(self._names, f"{wanted}{end}") for end in (" ", "!"))
        longer = (self.by_name[name] for name in self._names[first:last])
        return tuple(dict.fromkeys(code for codes in longer for code in codes))

    def is_in(self, code: str, town: str) -> bool:
        """Whether a code can belong to a town, whose name may be shorter (Frankfurt) or longer (Berlin-Mitte)."""
        names = self.of(code)
        if town in names:
            return True
        wanted = key(town)
        return any(_alike(wanted, key(name)) for name in names)


def key(name: str) -> str:
    """Return the words by which names of towns are compared."""
    return " ".join(words(name))


def read_towns(folder: Path, countries: Sequence[str] = COUNTRIES) -> dict[str, Towns]:
    """Return the tables by country, read from the folder of the postal codes."""
    return {country: _read(folder / f"{country}.txt") for country in countries}


def _read(path: Path) -> Towns:
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return Towns({code: tuple(names.split("|")) for code, names in lines})


def _alike(one: str, other: str) -> bool:
    """Whether one name is the other or begins with its words, in either order ("Bad Homburg", "Halle Saale")."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short == long or long.startswith(f"{short} ") or set(short.split()) <= set(long.split())
