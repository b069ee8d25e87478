"""Postal codes against towns: what the table of codes contradicts, never what it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crm_desktop.base.postcodes import is_plausible
from crm_desktop.base.towns import Towns, key
from crm_desktop.domain.quality import Care, Flaw, QualityFact
from crm_desktop.engine.quality.reach import one_slip

_CODE = re.compile(r"\d+")
#: Digits that boxes and large receivers share with the streets around them.
_REGION = 2
#: Towns' names shorter than this have too many neighbours one slip away.
_SHORTEST = 5
#: A town of so many codes is a large city, whose districts are written as towns as well.
_CITY = 8
#: More mends than these are no choice any more.
_CHOICES = 4
#: What others call a town, one letter beside its own name.
_ABROAD = frozenset({"hanover", "berne", "geneva", "lucerna", "viena"})


def wrong_places(fact: QualityFact, tables: Mapping[str, Towns], home: str) -> Iterator[Flaw]:
    """Yield what is wrong with the main postal address."""
    code, country = fact.postal_code.strip(), fact.country or home
    if not code:
        return
    towns = tables.get(country, Towns())
    if not is_plausible(code, country):
        yield _flaw(fact, "postal_code", fact.postal_code, _looking_like_one(code, fact.city, country, towns))
    elif fact.city and towns.by_code:
        yield from _against_town(fact, code, towns)


def missing_places(fact: QualityFact, tables: Mapping[str, Towns], home: str) -> Iterator[Flaw]:
    """Yield what is missing in the address of a company, and in one that is half there."""
    towns = tables.get(fact.country or home, Towns())
    if not fact.city and not fact.postal_code:
        if fact.is_company:
            yield Flaw(Care.INCOMPLETE, "address")
    elif not fact.city:
        yield _flaw(fact, "city", "", towns.of(fact.postal_code), Care.INCOMPLETE)
    elif not fact.postal_code and fact.street:
        yield _flaw(fact, "postal_code", "", towns.codes(fact.city), Care.INCOMPLETE)


def _against_town(fact: QualityFact, code: str, towns: Towns) -> Iterator[Flaw]:
    """Yield the code or the town, whichever is probably mistaken, where the two cannot both be right."""
    if towns.is_in(code, fact.city):
        return
    here, others = towns.of(code), towns.codes(fact.city)
    meant = _misspelt_town(fact.city, here)
    if meant and not others:
        yield _flaw(fact, "city", fact.city, (meant,))
        return
    near = tuple(other for other in others if one_slip(code, other))
    if not others or (_may_be_unknown(code, others, near) if not here else _may_be_district(fact.city, here, towns)):
        return
    found = _flaw(fact, "postal_code", fact.postal_code, near or others)
    # Which of the two is mistaken nobody can tell where no code is one slip away.
    towns_ = tuple(("city", name) for name in here[: _CHOICES - len(found.choices)]) if not near else ()
    yield found._replace(proposal="", choices=_with(found, towns_)) if towns_ else found


def _with(found: Flaw, more: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return (((found.field, found.proposal),) if found.proposal else found.choices) + more


def _may_be_unknown(code: str, others: tuple[str, ...], near: tuple[str, ...]) -> bool:
    """Whether a code the table does not have may be one of the town's: of a box or of somebody who gets much mail."""
    if any(other[:_REGION] == code[:_REGION] for other in others):
        return True
    return not near and any(other[:1] == code[:1] for other in others)


def _may_be_district(city: str, here: tuple[str, ...], towns: Towns) -> bool:
    """Whether what is written may be a district: no whole name of a town, and the code is one of a large city."""
    return key(city) not in towns.by_name and any(len(towns.codes(name)) >= _CITY for name in here)


def _misspelt_town(city: str, names: tuple[str, ...]) -> str:
    """Return the town of the code that the one given is one slip away from."""
    if len(city) < _SHORTEST or key(city) in _ABROAD:
        return ""
    return next((name for name in names if one_slip(key(city), key(name))), "")


def _looking_like_one(code: str, city: str, country: str, towns: Towns) -> tuple[str, ...]:
    """Return a code that lost its leading zero, has a country before it or a letter for a digit, as it should be.

    Where that is none: the codes of the town.
    """
    digits = "".join(_CODE.findall(code.replace("O", "0").replace("o", "0").replace("l", "1")))
    for meant in (digits, f"0{digits}"):
        if is_plausible(meant, country) and (not towns.by_code or towns.of(meant) or len(digits) == len(meant)):
            return (meant,)
    return towns.codes(city)


def _flaw(fact: QualityFact, field: str, value: str, mends: tuple[str, ...], care: Care = Care.WRONG) -> Flaw:
    """Return a flaw of the address: the one mend is proposed, of a few one can be chosen, of many none is told."""
    if len(mends) == 1:
        return Flaw(care, field, value, mends[0], fact.address_id)
    few = mends if len(mends) <= _CHOICES else ()
    return Flaw(care, field, value, "", fact.address_id, tuple((field, one) for one in few))
