"""Organisations for lists with doubles in them: German firms, offices and clubs, and English-speaking firms."""

from __future__ import annotations

import random

from crm_desktop.base.text import fold
from crm_desktop.domain.facts import ContactFact
from tests.engine.duplicates.listed import steep
from tests.engine.duplicates.listed_words import (
    ASSOCIATIONS,
    BACK,
    COINED,
    ENGLISH,
    ENGLISH_STREETS,
    ENGLISH_TOWNS,
    FAMILIES,
    FRONT,
    HEADS,
    LINES,
    MEN,
    PUBLIC,
    STREETS,
    SURNAMES,
    TAILS,
    TOWNS,
    TRADES,
    WOMEN,
)

FORMS = ("GmbH", "GmbH", "GmbH", "GmbH & Co. KG", "AG", "KG", "OHG", "e.K.", "UG (haftungsbeschränkt)", "GbR", "", "")
ENGLISH_FORMS = ("Ltd", "Limited", "Inc.", "Inc", "LLC", "Corp.", "Corporation", "Co.", "PLC", "", "")
_PROVIDERS = ("t-online.example", "gmx.example", "web.example")


def german_firm(chance: random.Random) -> ContactFact:
    """Return a firm, an office or a club."""
    postal, town = some_town(chance)
    family = steep(chance, FAMILIES, 0.6) if chance.random() < 0.5 else chance.choice(FRONT) + chance.choice(BACK)
    given = chance.choice(MEN + WOMEN)
    trade = chance.choice(TRADES)
    form = chance.choice(FORMS)
    kind = chance.random()
    if kind < 0.14:
        what = chance.choice(PUBLIC)
        name = f"{what} {town}" + (" GmbH" if what.startswith(("Stadtwerke", "Wohn", "Verkehr", "Ents")) else "")
    elif kind < 0.24:
        what = chance.choice(ASSOCIATIONS)
        name = f"{what} {town}{chance.choice((' e.V.', ' e. V.', '', ' Nord', ' St. Michael'))}"
    elif kind < 0.38:
        name = f"{chance.choice(COINED)}{chance.choice(('', ' ' + chance.choice(LINES[:12])))} {form or 'GmbH'}"
    else:
        name = chance.choice((
            f"{trade} {family} {form}", f"{family} {trade} {form}", f"{given} {family} {form}",
            f"{trade} {given} {family}", f"Gebr. {family} {trade} {form}", f"{family} & Söhne {form}",
            f"{family} und {steep(chance, FAMILIES)} {form}", f"{trade} {family} {town}",
            f"{trade} am {chance.choice(('Markt', 'Dom', 'Rathaus', 'Wall', 'Bahnhof'))} {form}",
            f"Dr. {family} & Partner {trade}", f"{trade} {family} Inh. {given} {family}",
        ))  # fmt: skip
    name = " ".join(name.split())
    return _reached(chance, name, family, postal, town, f"{some_street(chance)} {chance.randint(1, 180)}")


def english_firm(chance: random.Random) -> ContactFact:
    """Return a firm of an English-speaking country."""
    postal, town = chance.choice(ENGLISH_TOWNS)
    family = chance.choice(SURNAMES)
    coined = chance.choice(ENGLISH) if chance.random() < 0.3 else chance.choice(HEADS) + chance.choice(TAILS)
    line = chance.choice(LINES)
    head = chance.choice(
        (coined, f"{family} & Sons", family, f"The {coined}", f"{family} Bros.", f"{coined} {town}",
         f"{coined} International")
    )  # fmt: skip
    name = " ".join(f"{head} {line} {chance.choice(ENGLISH_FORMS)}".split())
    street = f"{chance.randint(1, 2000)} {chance.choice(ENGLISH_STREETS)}"
    return _reached(chance, name, family, postal, town, street)._replace(vat_id="")


def _reached(chance: random.Random, name: str, family: str, postal: str, town: str, street: str) -> ContactFact:
    house = "-".join(fold(name).replace("&", "").replace(".", "").split()[:2]) + f"-{chance.randrange(10**4)}.example"
    box = chance.choice(("info", "info", "kontakt", "office", "buero", "post", "mail", f"{fold(family)[:8]}"))
    mail = (
        f"{box}@{house}"
        if chance.random() < 0.75
        else f"{fold(family)}{chance.randrange(1000)}@{chance.choice(_PROVIDERS)}"
    )
    return ContactFact(
        0, True, name, mails=(mail,), phones=(some_phone(chance),), street=street, postal_code=postal, city=town,
        vat_id=f"DE{chance.randrange(10**8, 10**9)}",
    )  # fmt: skip


def some_town(chance: random.Random) -> tuple[str, str]:
    """Return a postal code and its town."""
    postal, town = chance.choice(TOWNS)
    return postal, town


def some_street(chance: random.Random) -> str:
    """Return a street without a number."""
    return steep(chance, STREETS, 0.7)


def some_phone(chance: random.Random) -> str:
    """Return a number of a landline."""
    return f"+49{chance.randrange(2000, 9999)}{chance.randrange(10**4, 10**6)}"


def without_form(_chance: random.Random, one: ContactFact) -> ContactFact:
    """Return a firm without its legal form."""
    for form in sorted({*FORMS, *ENGLISH_FORMS, "e. V.", "e.V."}, key=len, reverse=True):
        if form and one.name.endswith(f" {form}"):
            return one._replace(name=one.name.removesuffix(form).strip())
    return one
