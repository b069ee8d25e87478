"""All contacts as columns of numbers, so that very many pairs are compared at once.

Each different text is folded once and stands for a number; 0 stands for nothing known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import spelling
from crm_desktop.engine.duplicates.phonetics import cologne

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Part = TypeVar("Part")


@dataclass(frozen=True)
class Column:
    """One field of all contacts: a number for each, and the text each number stands for."""

    codes: Ints
    values: list[str]

    @cached_property
    def counts(self) -> Ints:
        """How often each text occurs; nothing known is counted as well."""
        return np.bincount(self.codes, minlength=len(self.values))

    @cached_property
    def filled(self) -> int:
        """How many contacts say something."""
        return int(np.count_nonzero(self.codes))

    def rarity(self, agree: float, *, at_least: int = 20, most: float = 14.0) -> Floats:
        """Return for each text the bits it is worth that two share it, in a field that agrees for a share of the same.

        A text nobody else has is worth most; `at_least` is for how many people the field is taken to have been asked,
        so that in a small firm a name is not common because two of ten have it.
        """
        share = np.maximum(self.counts, 1) / max(self.filled, at_least)
        return np.minimum(most, np.log2(agree / share))

    def part(self, of: Callable[[str], str]) -> Ints:
        """Return for each contact a number for a part of its text, like its beginning or its sound."""
        known = {"": 0}
        each = np.array([known.setdefault(of(text) if text else "", len(known)) for text in self.values])
        return each[self.codes]

    @cached_property
    def sounds(self) -> Ints:
        """Return for each contact a number for how the text sounds."""
        return self.part(lambda text: cologne(text.replace(" ", "")))

    def beginning(self, letters: int) -> Ints:
        """Return for each contact a number for the first letters of the text."""
        return self.part(lambda text: text[:letters])

    @cached_property
    def letters(self) -> npt.NDArray[np.uint64]:
        """Return for each text which letters and digits occur in it, one bit for each."""
        return letters_of(self.values)


class Several(NamedTuple):
    """A field of which a contact has any number, like phones: whose it is, what it is, and the texts."""

    rows: Ints
    codes: Ints
    values: list[str]


def distinct(keys: Ints) -> Ints:
    """Return each number once, in order; in a tenth of the time that `numpy.unique` takes for many."""
    if len(keys) < 2:
        return keys
    ordered = np.sort(keys)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


@dataclass(frozen=True)
class Columns:
    """The contacts of one kind, persons or firms."""

    ids: Ints
    given: Column
    family: Column
    generation: Column
    gender: Column
    firm: Column
    legal_form: Column
    company: Column
    street: Column
    street_kind: Column
    number: Column
    extra: Column
    postal_code: Column
    city: Column
    vat_id: Column
    #: Year, month and day of birth, 0 where it is not known.
    year: Ints
    month: Ints
    day: Ints
    mails: Several
    shared_mails: Several
    phones: Several


def columns(facts: Sequence[ContactFact]) -> Columns:
    """Fold contacts of one kind."""
    firms = bool(facts) and facts[0].is_company
    (ids, _kind, names, given, family, company, mails, phones, born, streets, extra, postal, cities, _region, vat, _ext,
     salutations) = zip(*facts, strict=True) if facts else ((),) * len(ContactFact._fields)  # fmt: skip
    nobody = ("",) * len(ids)
    if not firms:
        family = tuple(last or ("" if first else name) for name, first, last in zip(names, given, family, strict=True))
    people = _parts_of(chain(given, family), spelling.person, spelling.Person("", "")) if not firms else {}
    forms = _parts_of(chain(names if firms else (), company), spelling.firm, spelling.Firm("", ""))
    places = _parts_of(chain(streets, extra), spelling.street, spelling.Street("", "", ""))
    shared = [tuple(filter(spelling.is_shared, one)) for one in mails]
    return Columns(
        ids=np.array(ids, dtype=np.int64),
        **_names(nobody if firms else given, nobody if firms else family, people),
        generation=_column(
            nobody if firms else [people[last].generation or people[first].generation
                                  for first, last in zip(given, family, strict=True)], _as_is),
        gender=_column(nobody if firms else salutations, spelling.gender),
        firm=_column(names if firms else nobody, lambda text: forms[text].name if text else ""),
        legal_form=_column(names if firms else nobody, lambda text: forms[text].legal_form if text else ""),
        company=_column(company, lambda text: forms[text].name),
        **_lines(streets, extra, places),
        street_kind=_column(streets, lambda text: places[text].kind),
        number=_column(streets, lambda text: places[text].number),
        postal_code=_column(postal, spelling.joined),
        city=_column(cities, spelling.city),
        vat_id=_column(vat, spelling.joined),
        year=np.array([day.year if day else 0 for day in born], dtype=np.int64),
        month=np.array([day.month if day else 0 for day in born], dtype=np.int64),
        day=np.array([day.day if day else 0 for day in born], dtype=np.int64),
        mails=_several([tuple(one for one in own if one not in not_own) if not_own else own
                        for own, not_own in zip(mails, shared, strict=True)], spelling.mail),
        shared_mails=_several(shared, spelling.mail),
        phones=_several(phones, spelling.phone),
    )  # fmt: skip


def _lines(streets: Sequence[str], extra: Sequence[str], places: dict[str, spelling.Street]) -> dict[str, Column]:
    """Return both lines of an address as numbers of one kind: some write the second one first."""
    count = len(streets)
    first = [places[text].name for text in streets]
    second = [places[text].name + places[text].number for text in extra]
    both = _column(first + second, _as_is)
    return {"street": Column(both.codes[:count], both.values), "extra": Column(both.codes[count:], both.values)}


def _names(given: Sequence[str], family: Sequence[str], people: dict[str, spelling.Person]) -> dict[str, Column]:
    """Return given and family names as numbers of one kind, so that a swap is seen."""
    both = _column([*given, *family], lambda text: people[text].name if text else "")
    half = len(given)
    return {"given": Column(both.codes[:half], both.values), "family": Column(both.codes[half:], both.values)}


def _parts_of(texts: Iterable[str], split: Callable[[str], Part], nothing: Part) -> dict[str, Part]:
    found = {text: split(text) for text in dict.fromkeys(texts) if text}
    found[""] = nothing
    return found


def _column(texts: Sequence[str], folded: Callable[[str], str]) -> Column:
    known: dict[str, int] = {"": 0}
    codes: dict[str, int] = {}
    for text in dict.fromkeys(texts):
        codes[text] = known.setdefault(folded(text) if text else "", len(known))
    return Column(np.fromiter(map(codes.__getitem__, texts), np.int64, len(texts)), list(known))


def _several(texts: Sequence[tuple[str, ...]], folded: Callable[[str], str]) -> Several:
    rows = [row for row, own in enumerate(texts) for _ in own]
    column = _column(list(chain.from_iterable(texts)), folded)
    known = np.flatnonzero(column.codes)
    pairs = np.unique(np.stack([np.array(rows, dtype=np.int64)[known], column.codes[known]]), axis=1)
    return Several(pairs[0], pairs[1], column.values)


class _Bits(dict[str, int]):
    """The bit that stands for a letter, worked out once."""

    def __missing__(self, letter: str) -> int:
        place = ord(letter)
        bit = 1 << (place - 97 if 97 <= place <= 122 else 26 + place % 38)
        self[letter] = bit
        return bit


def letters_of(texts: Iterable[str]) -> npt.NDArray[np.uint64]:
    """Return for each text which letters and digits occur in it, one bit for each."""
    bit = _Bits()
    found = []
    for text in texts:
        bits = 0
        for letter in text:
            bits |= bit[letter]
        found.append(bits)
    return np.array(found, dtype=np.uint64)


def _as_is(text: str) -> str:
    return text
