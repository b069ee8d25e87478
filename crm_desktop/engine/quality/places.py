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
        yield Flaw(Care.INCOMPLETE, "city", "", _only(towns.of(fact.postal_code)), fact.address_id)
    elif not fact.postal_code and fact.street:
        yield Flaw(Care.INCOMPLETE, "postal_code", "", _only(towns.codes(fact.city)), fact.address_id)


def _against_town(fact: QualityFact, code: str, towns: Towns) -> Iterator[Flaw]:
    """Yield the code or the town, whichever is probably mistaken, where the two cannot both be right."""
    if towns.is_in(code, fact.city):
        return
    meant = _misspelt_town(fact.city, towns.of(code))
    if meant:
        yield _flaw(fact, "city", fact.city, meant)
        return
    others = towns.codes(fact.city)
    if not others or (not towns.of(code) and any(other[:_REGION] == code[:_REGION] for other in others)):
        return
    near = [other for other in others if one_slip(code, other)]
    yield _flaw(fact, "postal_code", fact.postal_code, _only(tuple(near)) or _only(others))


def _misspelt_town(city: str, names: tuple[str, ...]) -> str:
    """Return the town of the code that the one given is one slip away from."""
    if len(city) < _SHORTEST:
        return ""
    return next((name for name in names if one_slip(key(city), key(name))), "")


def _looking_like_one(code: str, city: str, country: str, towns: Towns) -> str:
    """Return a code that lost its leading zero, has a country before it or a letter for a digit, as it should be."""
    digits = "".join(_CODE.findall(code.replace("O", "0").replace("o", "0").replace("l", "1")))
    for meant in (digits, f"0{digits}"):
        if is_plausible(meant, country) and (not towns.by_code or towns.of(meant) or len(digits) == len(meant)):
            return meant
    return _only(towns.codes(city))


def _only(found: tuple[str, ...]) -> str:
    return found[0] if len(found) == 1 else ""


def _flaw(fact: QualityFact, field: str, value: str, proposal: str) -> Flaw:
    return Flaw(Care.WRONG, field, value, proposal, fact.address_id)
