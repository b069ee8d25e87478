"""All that is wrong with one contact. What is missing or old is told only of those there is business with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from crm_desktop.base import check_digits
from crm_desktop.base.towns import Towns
from crm_desktop.domain.quality import Care, Flaw, QualityFact
from crm_desktop.engine.quality.days import wrong_days
from crm_desktop.engine.quality.places import missing_places, wrong_places
from crm_desktop.engine.quality.reach import wrong_ways
from crm_desktop.engine.quality.salutations import Salutations
from crm_desktop.engine.quality.spelling import misspelt

#: Days after which what is known of a customer is old.
OLD_DAYS = 730


@dataclass(frozen=True)
class Norms:
    """What contacts are judged by: what is usual in the firm, and the towns of postal codes by country."""

    usual: Salutations = field(default_factory=Salutations)
    towns: Mapping[str, Towns] = field(default_factory=dict)
    #: Where an address lies that names no country.
    home: str = "DE"


def flaws(fact: QualityFact, today: date, norms: Norms, *, plausible: bool = False) -> tuple[Flaw, ...]:
    """Return what is wrong with a contact; what is missing or old only of those there is business with.

    Of a `plausible` one it is known already that nothing is impossible.
    """
    found = [] if plausible else [*_wrong(fact, today, norms)]
    if fact.matters:
        found += [*_missing(fact, norms), *_old(fact, today)]
    return tuple(found)


def _wrong(fact: QualityFact, today: date, norms: Norms) -> Iterator[Flaw]:
    yield from wrong_ways(fact.ways, fact.country or norms.home)
    yield from wrong_places(fact, norms.towns, norms.home)
    yield from _wrong_numbers(fact, norms.home)
    yield from wrong_days(fact, today)
    if not fact.is_company:
        yield from misspelt(fact)
        if fact.salutation and (expected := norms.usual.expected(fact)):
            yield Flaw(Care.WRONG, "salutation", fact.salutation, expected)


def _wrong_numbers(fact: QualityFact, home: str) -> Iterator[Flaw]:
    plain = check_digits.plain(fact.vat_id)
    if plain and not check_digits.is_vat_id(plain):
        meant = (plain, f"{fact.country or home}{plain}")
        yield Flaw(Care.WRONG, "vat_id", fact.vat_id, next(filter(check_digits.is_vat_id, meant), ""))
    plain = check_digits.plain(fact.iban)
    if plain and not check_digits.is_iban(plain):
        meant = (plain, plain[:2] + plain[2:].replace("O", "0").replace("I", "1"))
        yield Flaw(Care.WRONG, "iban", fact.iban, next(filter(check_digits.is_iban, meant), ""))


def _missing(fact: QualityFact, norms: Norms) -> Iterator[Flaw]:
    if not fact.ways:
        yield Flaw(Care.INCOMPLETE, "phone")
        yield Flaw(Care.INCOMPLETE, "email")
    yield from missing_places(fact, norms.towns, norms.home)
    if fact.is_company and not fact.category:
        yield Flaw(Care.INCOMPLETE, "category")
    if not fact.is_company and not fact.salutation and (expected := norms.usual.expected(fact)):
        yield Flaw(Care.INCOMPLETE, "salutation", "", expected)


def _old(fact: QualityFact, today: date) -> Iterator[Flaw]:
    if fact.is_account and (fact.seen is None or fact.seen < today - timedelta(days=OLD_DAYS)):
        yield Flaw(Care.STALE, "confirmed_on", "" if fact.seen is None else fact.seen.isoformat())
