"""Lists of persons with doubles in them: a register, a mailing list, and what a firm keeps in all."""

from __future__ import annotations

import random
from datetime import date, timedelta
from enum import StrEnum

from crm_desktop.base.text import fold
from crm_desktop.domain.facts import ContactFact
from tests.engine.duplicates.listed import Change, Listed, Sheet, mistyped, steep, without_marks
from tests.engine.duplicates.listed_words import BACK, EMPLOYERS, FAMILIES, FRONT, MEN, STREETS, TOWNS, WOMEN

_HOUSES = ("web.example", "gmx.example", "t-post.example", "freenet.example", "mail.example")
_SHORT = {
    "Michael": "Micha", "Andreas": "Andi", "Thomas": "Tom", "Matthias": "Matze", "Johannes": "Hannes", "Josef": "Sepp",
    "Maximilian": "Max", "Alexander": "Alex", "Friedrich": "Fritz", "Wilhelm": "Willi", "Günter": "Günther",
    "Susanne": "Susi", "Gabriele": "Gabi", "Katharina": "Kathi", "Elisabeth": "Lisa", "Ursula": "Uschi",
    "Stefan": "Stephan", "Ralf": "Ralph", "Philipp": "Philip", "Kathrin": "Katrin", "Torsten": "Thorsten",
    "Sebastian": "Basti", "Robert": "Bob", "Christine": "Christl", "Margarete": "Grete", "Mohammed": "Muhammad",
}  # fmt: skip


class People(StrEnum):
    """Kinds of lists of persons."""

    #: Names and birthdays, nothing else.
    REGISTER = "register"
    #: Names and addresses.
    MAILING = "mailing"
    #: Names, mailboxes and phones.
    DIGITAL = "digital"
    #: Something of everything.
    WHOLE = "whole"


def people(seed: int, count: int, kind: People, *, doubles: float = 0.1, most_slips: int = 2) -> Listed:
    """Write a list of persons, so many of them twice, with households, relatives and namesakes."""
    sheet = Sheet(seed)
    chance = sheet.chance
    for _ in range(count):
        one = _seen(kind, _person(chance), chance)
        again: list[tuple[str, ContactFact]] = []
        while chance.random() < doubles:
            again.append(_entered_again(chance, kind, one, most_slips))
        who = sheet.add(one, *again)
        if chance.random() < 0.15:
            name = chance.choice(list(_OTHERS))
            sheet.beside(who, name, _seen(kind, _OTHERS[name](chance, one), chance))
    return sheet.done()


def _person(chance: random.Random) -> ContactFact:
    woman = chance.random() < 0.5
    given = steep(chance, WOMEN if woman else MEN, 0.7)
    if chance.random() < 0.06:
        given += " " + steep(chance, WOMEN if woman else MEN, 0.7)
    family = _family(chance)
    postal, city = chance.choice(TOWNS)
    box = chance.choice((f"{given}.{family}", f"{given[0]}.{family}", family, f"{given}{family}"))
    box += str(chance.randrange(10, 1000)) if family in FAMILIES or chance.random() < 0.3 else ""  # they are taken
    house = chance.choice(_HOUSES)
    return ContactFact(
        0, False, f"{given} {family}", given, family,
        salutation=("Frau" if woman else "Herr"), birthday=_day(chance), street=_street(chance), postal_code=postal,
        city=city, phones=_phones(chance), mails=(f"{_ascii(box)}@{house}",),
        company=f"{chance.choice(EMPLOYERS)} {chance.choice(('GmbH', 'AG', 'KG'))}" if chance.random() < 0.3 else "",
    )  # fmt: skip


def _family(chance: random.Random) -> str:
    built = chance.random() < 0.55
    family = chance.choice(FRONT) + chance.choice(BACK) if built else steep(chance, FAMILIES, 0.6)
    odd = chance.random()
    if odd < 0.02:
        return f"von {family}"
    if odd < 0.025:
        return f"von der {family}"
    return f"{family}-{steep(chance, FAMILIES)}" if odd < 0.06 else family


def _seen(kind: People, one: ContactFact, chance: random.Random) -> ContactFact:
    """Leave of a person what such a list has; something is missing everywhere."""
    if kind is People.REGISTER:
        return ContactFact(0, False, one.name, one.given_name, one.family_name, birthday=one.birthday)
    if kind is People.MAILING:
        return one._replace(mails=(), phones=(), birthday=None, company="")
    if kind is People.DIGITAL:
        one = one._replace(street="", postal_code="", birthday=None, city=one.city if chance.random() < 0.4 else "")
    gaps = {"mails": (), "phones": (), "birthday": None, "street": "", "company": "", "salutation": ""}
    chances = {"mails": 0.25, "phones": 0.35, "birthday": 0.7, "street": 0.15, "company": 0.3, "salutation": 0.3}
    return one._replace(**{name: gap for name, gap in gaps.items() if chance.random() < chances[name]})  # type: ignore[arg-type]


def _entered_again(chance: random.Random, kind: People, one: ContactFact, most: int) -> tuple[str, ContactFact]:
    usable = [name for name in _SLIPS if name not in _NEEDS or _has(one, _NEEDS[name])]
    names = chance.sample(usable, min(len(usable), chance.randint(1, most)))
    again = one
    for name in names:
        again = _SLIPS[name](chance, again)
    if kind is not People.REGISTER and chance.random() < 0.3:
        again = again._replace(phones=())
    if kind in (People.WHOLE, People.DIGITAL) and again.street and chance.random() < 0.2:
        again = again._replace(mails=())
    return names[0], again._replace(name=f"{again.given_name} {again.family_name}".strip())


def _has(one: ContactFact, field: str) -> bool:
    return bool(getattr(one, field))


def _day(chance: random.Random) -> date:
    return date(1932, 1, 1) + timedelta(days=int(chance.triangular(0, 27_000, 14_000)))


def _street(chance: random.Random) -> str:
    house = f"{chance.randint(1, 99)}{chance.choice(('', '', '', 'a', 'b'))}"
    return f"{steep(chance, STREETS, 0.7)} {house}"


def _phones(chance: random.Random) -> tuple[str, ...]:
    mobile = f"+491{chance.randint(5, 7)}{chance.randrange(10**7, 10**9)}"
    return (
        (mobile,) if chance.random() < 0.5 else (f"+49{chance.randrange(2000, 9999)}{chance.randrange(10**4, 10**6)}",)
    )


def _ascii(text: str) -> str:
    return fold(text).replace(" ", "").replace("-", "")


def _wrong_day(chance: random.Random, one: ContactFact) -> ContactFact:
    born = one.birthday or date(1970, 1, 1)
    ways = [
        lambda: born.replace(day=chance.randint(1, 28)), lambda: born.replace(month=chance.randint(1, 12)),
        lambda: born.replace(year=born.year + chance.choice((-10, -1, 1, 10))),
        lambda: born.replace(day=born.month, month=born.day),
    ]  # fmt: skip
    try:
        return one._replace(birthday=chance.choice(ways)())
    except ValueError:
        return one._replace(birthday=born + timedelta(days=1))


def _other_street(chance: random.Random, one: ContactFact) -> ContactFact:
    street = one.street.replace("straße", chance.choice(("str.", "strasse", "str", "-Str.")))
    street = street.replace(" Straße", chance.choice((" Str.", "str.", "-Straße")))
    return one._replace(street=street.replace("weg", chance.choice(("weg", "-Weg", "wg."))))


def _moved(chance: random.Random, one: ContactFact) -> ContactFact:
    postal, city = chance.choice(TOWNS)
    return one._replace(street=_street(chance), postal_code=postal, city=city)


def _married(chance: random.Random, one: ContactFact) -> ContactFact:
    new = steep(chance, FAMILIES)
    return one._replace(family_name=chance.choice((f"{one.family_name}-{new}", f"{new}-{one.family_name}", new)))


def _new_mail(chance: random.Random, one: ContactFact) -> ContactFact:
    return one._replace(mails=(f"{_ascii(one.given_name)[:1]}{_ascii(one.family_name)}@{chance.choice(_HOUSES)}",))


_SLIPS: dict[str, Change] = {
    "given name mistyped": lambda chance, one: one._replace(given_name=mistyped(chance, one.given_name)),
    "family name mistyped": lambda chance, one: one._replace(family_name=mistyped(chance, one.family_name)),
    "names swapped": lambda _chance, one: one._replace(given_name=one.family_name, family_name=one.given_name),
    "without marks": lambda chance, one: one._replace(
        given_name=without_marks(chance, one.given_name), family_name=without_marks(chance, one.family_name),
        street=without_marks(chance, one.street), city=without_marks(chance, one.city)),
    "short name": lambda _chance, one: one._replace(given_name=_SHORT.get(one.given_name, one.given_name)),
    "particle": lambda _chance, one: one._replace(
        family_name=one.family_name.removeprefix("von ") if one.family_name.startswith("von ") else one.family_name),
    "one of two names": lambda _chance, one: one._replace(
        given_name=one.given_name.split(" ")[0], family_name=one.family_name.split("-")[0]),
    "initial": lambda _chance, one: one._replace(given_name=one.given_name[:1] + "."),
    "birthday wrong": _wrong_day,
    "birthday missing": lambda _chance, one: one._replace(birthday=None),
    "street written otherwise": _other_street,
    "street mistyped": lambda chance, one: one._replace(street=mistyped(chance, one.street)),
    "postcode wrong": lambda chance, one: one._replace(postal_code=mistyped(chance, one.postal_code)),
    "town mistyped": lambda chance, one: one._replace(city=mistyped(chance, one.city)),
    "moved": _moved,
    "married": _married,
    "another mailbox": _new_mail,
    "another phone": lambda chance, one: one._replace(phones=_phones(chance)),
    "as it was": lambda _chance, one: one,
}  # fmt: skip
_NEEDS = {
    "birthday wrong": "birthday", "street written otherwise": "street", "street mistyped": "street",
    "postcode wrong": "street", "town mistyped": "street", "moved": "mails", "another mailbox": "mails",
    "another phone": "phones", "married": "birthday", "initial": "street", "birthday missing": "street",
}  # fmt: skip


def _relative(chance: random.Random, one: ContactFact, given: str, *, woman: bool) -> ContactFact:
    other = _person(chance)
    shared = chance.random() < 0.6
    return other._replace(
        name=f"{given} {one.family_name}", given_name=given, family_name=one.family_name, street=one.street,
        postal_code=one.postal_code, city=one.city, phones=one.phones if shared else other.phones,
        salutation="Frau" if woman else "Herr", mails=one.mails if chance.random() < 0.15 else other.mails,
    )  # fmt: skip


def _spouse(chance: random.Random, one: ContactFact) -> ContactFact:
    woman = one.given_name.split(" ")[0] not in WOMEN
    given = steep(chance, WOMEN if woman else MEN, 0.7)
    return _relative(chance, one, given, woman=woman) if given != one.given_name else _person(chance)


def _son(chance: random.Random, one: ContactFact) -> ContactFact:
    """A son named after his father: the word “jun.” says so, and where there are birthdays, his own."""
    born = one.birthday or _day(chance)
    later = date(min(born.year + chance.randint(20, 38), 2008), chance.randint(1, 12), chance.randint(1, 28))
    son = _relative(chance, one, one.given_name, woman=one.salutation == "Frau")._replace(mails=(), birthday=later)
    word = chance.choice(("jun.", "jr.", "junior"))
    return son._replace(family_name=f"{one.family_name} {word}", name=f"{one.name} {word}")


def _sibling(chance: random.Random, one: ContactFact) -> ContactFact:
    woman = chance.random() < 0.5
    names = [name for name in (WOMEN if woman else MEN) if name != one.given_name]
    return _relative(chance, one, chance.choice(names), woman=woman)._replace(birthday=_day(chance))


def _twin(chance: random.Random, one: ContactFact) -> ContactFact:
    return _sibling(chance, one)._replace(birthday=one.birthday)


def _namesake(chance: random.Random, one: ContactFact) -> ContactFact:
    other = _person(chance)
    if one.family_name not in FAMILIES[:90]:  # hardly anybody is called so
        return other
    return other._replace(
        name=one.name, given_name=one.given_name, family_name=one.family_name, salutation=one.salutation
    )


def _neighbour(chance: random.Random, one: ContactFact) -> ContactFact:
    return _person(chance)._replace(street=one.street, postal_code=one.postal_code, city=one.city)


def _colleague(chance: random.Random, one: ContactFact) -> ContactFact:
    return _person(chance)._replace(
        company=one.company, street=one.street, postal_code=one.postal_code, city=one.city, phones=one.phones
    )


_OTHERS: dict[str, Change] = {
    "spouse": _spouse, "sibling": _sibling, "twin": _twin, "father and son": _son, "namesake": _namesake,
    "neighbour": _neighbour, "colleague": _colleague,
}  # fmt: skip
