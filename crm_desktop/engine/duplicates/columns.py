"""All contacts of one kind as columns of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np

from crm_desktop.base.text import words
from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import spelling
from crm_desktop.engine.duplicates.column import Bools, Column, Ints, Several, column_of, several_of
from crm_desktop.engine.duplicates.firm_words import FirmWords

Part = TypeVar("Part")


@dataclass(frozen=True)
class Columns:
    """The contacts of one kind, persons or firms."""

    ids: Ints
    given: Column
    family: Column
    generation: Column
    gender: Column
    firm: Column
    words: FirmWords
    legal_form: Column
    sister: Column
    site: Column
    #: Whether a firm's name says its own town.
    of_town: Bools
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
    #: The domains of firms' addresses.
    houses: Several


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
    plain = _names_of_firms(names, cities, forms) if firms else list(nobody)
    shared = [tuple(filter(spelling.is_shared, one)) if one else () for one in mails]
    return Columns(
        ids=np.array(ids, dtype=np.int64),
        **_names(nobody if firms else given, nobody if firms else family, people),
        generation=column_of(
            nobody if firms else [people[last].generation or people[first].generation
                                  for first, last in zip(given, family, strict=True)], _as_is),
        gender=column_of(nobody if firms else salutations, spelling.gender),
        firm=(firm := column_of(plain, _as_is)),
        of_town=np.array([firms and one != forms[name].name for one, name in zip(plain, names, strict=True)], np.bool_),
        words=FirmWords(firm),
        legal_form=column_of(names if firms else nobody, lambda text: forms[text].legal_form if text else ""),
        sister=column_of(names if firms else nobody, lambda text: forms[text].sister if text else ""),
        site=column_of(names if firms else nobody, lambda text: forms[text].site if text else ""),
        company=column_of(company, lambda text: forms[text].name),
        **_lines(streets, extra, places),
        street_kind=column_of(streets, lambda text: places[text].kind),
        number=column_of(streets, lambda text: places[text].number),
        postal_code=column_of(postal, spelling.joined),
        city=column_of(cities, spelling.city),
        vat_id=column_of(vat, spelling.joined),
        year=np.array([day.year if day else 0 for day in born], dtype=np.int64),
        month=np.array([day.month if day else 0 for day in born], dtype=np.int64),
        day=np.array([day.day if day else 0 for day in born], dtype=np.int64),
        mails=several_of([tuple(one for one in own if one not in not_own) if not_own else own
                        for own, not_own in zip(mails, shared, strict=True)], spelling.mail),
        shared_mails=several_of(shared, spelling.mail),
        phones=several_of(phones, spelling.phone),
        houses=several_of(mails if firms else (), spelling.house),
    )  # fmt: skip


def _names_of_firms(names: Sequence[str], towns: Sequence[str], forms: dict[str, spelling.Firm]) -> list[str]:
    """Return the names of firms without the towns they are in: “Sparkasse Celle” in Celle is a Sparkasse."""
    plain = {town: " ".join(words(town)) for town in dict.fromkeys(towns)}
    return [
        spelling.without_town(name, town) if town and name and plain[town].partition(" ")[0] in name else name
        for name, town in ((forms[name].name, town) for name, town in zip(names, towns, strict=True))
    ]


def _lines(streets: Sequence[str], extra: Sequence[str], places: dict[str, spelling.Street]) -> dict[str, Column]:
    """Return both lines of an address as numbers of one kind: some write the second one first."""
    count = len(streets)
    first = [places[text].name for text in streets]
    second = [places[text].name + places[text].number for text in extra]
    both = column_of(first + second, _as_is)
    return {"street": Column(both.codes[:count], both.values), "extra": Column(both.codes[count:], both.values)}


def _names(given: Sequence[str], family: Sequence[str], people: dict[str, spelling.Person]) -> dict[str, Column]:
    """Return given and family names as numbers of one kind, so that a swap is seen."""
    both = column_of([*given, *family], lambda text: people[text].name if text else "")
    half = len(given)
    return {"given": Column(both.codes[:half], both.values), "family": Column(both.codes[half:], both.values)}


def _parts_of(texts: Iterable[str], split: Callable[[str], Part], nothing: Part) -> dict[str, Part]:
    found = {text: split(text) for text in dict.fromkeys(texts) if text}
    found[""] = nothing
    return found


def _as_is(text: str) -> str:
    return text
