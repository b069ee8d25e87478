"""All contacts of one kind as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypedDict

import numpy as np

from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import spelling
from crm_desktop.engine.duplicates.column import (
    Bools,
    Boxes,
    Column,
    Ints,
    Numbers,
    Raw,
    Several,
    owners,
    several,
    several_of,
)
from crm_desktop.engine.duplicates.firm_words import FirmWords


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
    boxes: Boxes
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
    if firms:
        given = family = salutations = nobody
    else:
        family = tuple(last or ("" if first else name) for name, first, last in zip(names, given, family, strict=True))
        names = nobody
    town, postal_code, number, greeting = map(Raw.of, (cities, postal, vat, salutations))
    day = _days(born)
    return Columns(
        ids=np.array(ids, dtype=np.int64),
        **_people(given, family),
        gender=greeting.column([spelling.gender(text) for text in greeting.texts]),
        **_firms(names, town),
        company=_companies(company),
        **_lines(streets, extra),
        postal_code=postal_code.column(["".join(own) for own in postal_code.words()]),
        city=town.column([spelling.city_of(own) for own in town.words()]),
        vat_id=number.column(["".join(own) for own in number.words()]),
        year=day // 10_000,
        month=day // 100 % 100,
        day=day % 100,
        **_mails(mails, firms=firms),
        phones=several_of(phones, spelling.phone),
    )


def _days(born: Sequence[date | None]) -> Ints:
    """Return birthdays as numbers: 19810323; 0 where none is known."""
    return np.array([one.year * 10_000 + one.month * 100 + one.day if one else 0 for one in born], dtype=np.int64)


class _OfPeople(TypedDict):
    """What persons are called."""

    given: Column
    family: Column
    generation: Column


def _people(given: Sequence[str], family: Sequence[str]) -> _OfPeople:
    """Return given and family names as numbers of one kind, so that a swap is seen, and the generation both say."""
    both, half = Raw.of(chain(given, family)), len(given)
    parts = [spelling.person_of(own) for own in both.words()]
    name, said = both.column([part.name for part in parts]), both.column([part.generation for part in parts])
    first, last = said.codes[:half], said.codes[half:]
    return {
        "given": Column(name.codes[:half], name.values),
        "family": Column(name.codes[half:], name.values),
        "generation": Column(np.where(last > 0, last, first), said.values),
    }


class _OfFirms(TypedDict):
    """What firms are called, taken apart."""

    firm: Column
    of_town: Bools
    words: FirmWords
    legal_form: Column
    sister: Column
    site: Column


def _firms(names: Sequence[str], town: Raw) -> _OfFirms:
    """Take the names of firms apart, without the towns they are in: “Sparkasse Celle” in Celle is a Sparkasse."""
    raw = Raw.of(names)
    parts = _forms(raw)
    of_towns = list(town.words()) if len(raw.texts) > 1 else []
    plain = [part.name for part in parts]
    own = [plain[code] for code in raw.codes.tolist()]
    places = [
        (row, of_towns[place])
        for row, (name, place) in enumerate(zip(own, town.codes.tolist(), strict=True))
        if place and name and of_towns[place] and of_towns[place][0] in name
    ] if of_towns else []  # fmt: skip
    of_town = np.zeros(len(names), dtype=np.bool_)
    for row, place in places:
        without = spelling.without_town(own[row], place)
        of_town[row], own[row] = without != own[row], without
    kept = Raw.of(own)
    firm = Column(kept.codes, kept.texts)
    return {
        "firm": firm,
        "of_town": of_town,
        "words": FirmWords(firm),
        "legal_form": raw.column([part.legal_form for part in parts]),
        "sister": raw.column([part.sister for part in parts]),
        "site": raw.column([part.site for part in parts]),
    }


def _companies(names: Sequence[str]) -> Column:
    raw = Raw.of(names)
    return raw.column([part.name for part in _forms(raw)])


def _forms(raw: Raw) -> list[spelling.Firm]:
    """Take each different name of a firm apart."""
    short = Raw(raw.codes, [spelling.in_short(text) for text in raw.texts])
    return [spelling.firm_of(own) if own else _NO_FIRM for own in short.words()]


_NO_FIRM = spelling.Firm("", "")


class _OfLines(TypedDict):
    """Both lines of an address."""

    street: Column
    extra: Column
    street_kind: Column
    number: Column


def _lines(streets: Sequence[str], extra: Sequence[str]) -> _OfLines:
    """Return both lines of an address as numbers of one kind: some write the second one first."""
    both, count = Raw.of(chain(streets, extra)), len(streets)
    parts = [spelling.street_of(own) for own in both.words()]
    names = Numbers({"": 0})
    first = np.array([names[part.name] for part in parts])[both.codes[:count]]
    second = np.array([names[part.name + part.number] for part in parts])[both.codes[count:]]
    street = Raw(both.codes[:count], both.texts)
    return {
        "street": Column(first, list(names)),
        "extra": Column(second, list(names)),
        "street_kind": street.column([part.kind for part in parts]),
        "number": street.column([part.number for part in parts]),
    }


class _OfMails(TypedDict):
    """Mail addresses by who reads them."""

    mails: Several
    boxes: Boxes
    shared_mails: Several
    houses: Several


def _mails(mails: Sequence[tuple[str, ...]], *, firms: bool) -> _OfMails:
    """Return the boxes that are somebody's own, those many people read, and of firms the domains."""
    raw, rows = Raw.of(chain.from_iterable(mails)), owners(mails)
    boxes = [spelling.mail(text) for text in raw.texts]
    shared = [spelling.is_shared(text) for text in raw.texts]
    own = raw.column(["" if many else box for box, many in zip(boxes, shared, strict=True)])
    houses = [box.partition("@")[2] for box in boxes] if firms else [""] * len(boxes)
    return {
        "mails": several(rows, own),
        "boxes": Boxes(own.values),
        "shared_mails": several(
            rows, raw.column([box if many else "" for box, many in zip(boxes, shared, strict=True)])
        ),
        "houses": several(rows, raw.column(houses)),
    }
