"""Who else a text names: other people of the file, people addressed as Ms or Mr, e-mail addresses of others.

Whoever asks for their own data has no right to those of others (Art. 15 (4) GDPR): such texts are held out until
somebody has looked at them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from crm_desktop.base.text import fold, words
from crm_desktop.engine.duplicates.nicknames import common_names
from crm_desktop.engine.privacy.traces import Finder, traces
from crm_desktop.engine.quality.given_names import BOTH, MEN, WOMEN
from crm_desktop.store.queries import privacy_dossier as queries
from crm_desktop.store.queries.privacy_held import Whole
from crm_desktop.store.reading import Reader

_ADDRESSED = re.compile(
    r"\b(?:Herrn?|Frau|Hrn?\.|Fr\.|Mrs?\.?|Ms\.?)\s+(?:(?:Dr|Prof|Ing|Dipl)\.[\s-]*)*([A-ZÄÖÜ][\w'’-]+)"
)
#: What follows on a given name: further ones and the family name.
_FOLLOWING = re.compile(r"\s+((?:(?:von|van|de|zu|der|den)\s+)*[A-ZÄÖÜ][\w'’-]+)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TITLES = ("Herr", "Herrn", "Frau", "Mr", "Mrs", "Ms", "Dr")
_GIVEN = frozenset(map(fold, WOMEN | MEN | BOTH | common_names()))
#: Names of fewer letters are words of the language more often than not.
_FEWEST_LETTERS = 3
#: What stands where another person was named.
BLACKENED = "█████"


class Others:
    """Finds other people in the texts of one person's file; made once for all of them."""

    def __init__(self, reader: Reader, who: Whole, own: Collection[str], texts: Iterable[str]) -> None:
        """`own` are names and addresses that are no others': the person's own and the firm's."""
        tokens = set(chain.from_iterable(words(text) for text in texts))
        self._own = set(chain.from_iterable(words(one) for one in own))
        self._own_mails = {one.casefold() for one in own if "@" in one}
        families = {one for one in tokens - self._own if len(one) >= _FEWEST_LETTERS and not one.isdigit()}
        people = queries.people_called(reader, families=families, besides=who.id)
        self._people = [(one.name, Finder(traces(_ways_of_writing(one.given_name, one.family_name)))) for one in people]

    def named(self, text: str, near: Collection[str] = ()) -> tuple[str, ...]:
        """Return who else a text names, as it is written in the file or in the text.

        Of people `near`, whom the entry concerns as well, a single name is enough.
        """
        found = [name for name, finder in self._people if finder.names(text)]
        found += [name for name in near if self._alone(name).names(text)]
        known = set(chain.from_iterable(words(name) for name in found))
        found += [text[start:end] for start, end, name in _addressed(text) if self._is_other(name, known)]
        found += [match[0] for match in _MAIL.finditer(text) if match[0].casefold() not in self._own_mails]
        return tuple(dict.fromkeys(found))

    def blackened(self, text: str, near: Collection[str] = ()) -> str:
        """Return a text without them."""
        text = _MAIL.sub(lambda match: match[0] if match[0].casefold() in self._own_mails else BLACKENED, text)
        for start, end, name in reversed(list(_addressed(text))):
            if self._is_other(name, set()):
                text = text[:start] + BLACKENED + text[end:]
        for finder in (*(finder for _name, finder in self._people), *map(self._alone, near)):
            text = finder.without(text, BLACKENED)
        return text

    def _alone(self, name: str) -> Finder:
        plain = "" if "@" in name else name
        parts = [one for one in plain.replace("-", " ").split() if len(one) >= _FEWEST_LETTERS and one not in _TITLES]
        return Finder(traces(one for one in parts if not set(words(one)) & self._own))

    def _is_other(self, name: str, known: set[str]) -> bool:
        """Whether a name is that of somebody else; the family name tells, which is its last word."""
        given = words(name)
        return bool(given) and given[-1] not in self._own and not set(given) <= known


def _addressed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where somebody is addressed, and the name; on a given name the family name follows."""
    for match in _ADDRESSED.finditer(text):
        end, name = match.end(), match[1]
        while fold(name.split()[-1]) in _GIVEN and (further := _FOLLOWING.match(text, end)):
            end, name = further.end(), f"{name} {further[1]}"
        yield match.start(), end, name


def _ways_of_writing(given: str, family: str) -> list[str]:
    both = [f"{given} {family}", f"{family} {given}"] if given else []
    return [*both, *(f"{title} {family}" for title in _TITLES)]
