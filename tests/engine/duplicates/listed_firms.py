"""Lists of organisations with doubles in them: German firms and offices, and firms of English-speaking countries."""

from __future__ import annotations

import random

from crm_desktop.base.text import fold
from crm_desktop.domain.facts import ContactFact
from tests.engine.duplicates.listed import Change, Listed, Sheet, mistyped, steep, without_marks
from tests.engine.duplicates.listed_makes import (
    FORMS,
    english_firm,
    german_firm,
    some_phone,
    some_street,
    some_town,
    without_form,
)
from tests.engine.duplicates.listed_words import ASSOCIATIONS, COINED, FAMILIES, MEN, PUBLIC, TRADES


def firms(seed: int, count: int, *, doubles: float = 0.1, most_slips: int = 2, english: float = 0.25) -> Listed:
    """Write a list of organisations, so many of them twice, with branches, sister firms and neighbours."""
    sheet = Sheet(seed)
    chance = sheet.chance
    there: set[tuple[str, str]] = set()
    while len(there) < count:
        foreign = chance.random() < english
        one = english_firm(chance) if foreign else german_firm(chance)
        who = fold(without_form(chance, one).name), one.city
        if who in there:  # a town has one fire brigade
            continue
        there.add(who)
        slips = _ENGLISH_SLIPS if foreign else _SLIPS
        again: list[tuple[str, ContactFact]] = []
        while chance.random() < doubles:
            again.append(_entered_again(chance, one, slips, most_slips))
        number = sheet.add(_seen(chance, one), *again)
        if chance.random() < 0.2:
            name = chance.choice(list(_OTHERS))
            other = _OTHERS[name](chance, one)
            who = fold(without_form(chance, other).name), other.city
            if who not in there:
                there.add(who)
                sheet.beside(number, name, _seen(chance, other))
    return sheet.done()


def _seen(chance: random.Random, one: ContactFact) -> ContactFact:
    gaps = {"mails": (), "phones": (), "street": "", "postal_code": "", "vat_id": ""}
    chances = {"mails": 0.35, "phones": 0.3, "street": 0.12, "postal_code": 0.08, "vat_id": 0.7}
    return one._replace(**{name: gap for name, gap in gaps.items() if chance.random() < chances[name]})  # type: ignore[arg-type]


def _entered_again(
    chance: random.Random, one: ContactFact, slips: dict[str, Change], most: int
) -> tuple[str, ContactFact]:
    names = chance.sample(list(slips), chance.randint(1, most))
    again = one
    for name in names:
        again = slips[name](chance, again)
    return names[0], _seen(chance, again)._replace(name=" ".join(again.name.split()))


def words_of(text: str) -> list[str]:
    return text.split(" ")


def _form_written_otherwise(chance: random.Random, one: ContactFact) -> ContactFact:
    ways = {
        "GmbH & Co. KG": ("GmbH und Co. KG", "GmbH & Co KG", "GmbH + Co. KG", "Gesellschaft m.b.H. & Co. KG"),
        "UG (haftungsbeschränkt)": ("UG", "UG haftungsbeschr."),
        "e. V.": ("eV", "e.V."), "e.V.": ("e. V.", "eingetragener Verein"),
        "GmbH": ("G.m.b.H.", "Ges. mbH", "Gesellschaft mit beschränkter Haftung", "GMBH", "mbH"),
        "AG": ("Aktiengesellschaft", "A.G."),
        "KG": ("Kommanditgesellschaft", "K.G."), "OHG": ("oHG", "o.H.G."),
        "e.K.": ("e. K.", "e.Kfm.", "eK"), "GbR": ("G.b.R.", "GBR"),
    }  # fmt: skip
    for form, others in ways.items():
        if one.name.endswith(f" {form}"):
            return one._replace(name=one.name.removesuffix(form) + chance.choice(others))
    return one


def _abbreviated(_chance: random.Random, one: ContactFact) -> ContactFact:
    name = one.name
    for long, short in (
        ("Gebr.", "Gebrüder"), ("& Söhne", "u. Söhne"), (" und ", " & "), ("Evangelische", "Ev."),
        ("Katholische", "Kath."),
        ("Freiwillige Feuerwehr", "Freiw. Feuerwehr"), ("Deutsches Rotes Kreuz", "DRK"), ("Kreissparkasse", "KSK"),
        ("Technische Universität", "TU"), ("Industrie- und Handelskammer", "IHK"), ("Volkshochschule", "VHS"),
        ("Arbeiter-Samariter-Bund", "ASB"), ("Turn- und Sportverein", "TuS"), ("Ingenieurbüro", "Ing.-Büro"),
        ("Rechtsanwälte", "RAe"), ("St. Michael", "Sankt Michael"), ("Versicherungen", "Vers."), ("Dr. ", ""),
        ("Stadtverwaltung", "Stadt"), ("Stadtwerke", "Stadtw."), ("Kindertagesstätte", "Kita"),
        ("Wohnungsbaugesellschaft", "Wohnungsbauges."), ("Maschinenbau", "Masch.-Bau"),
    ):  # fmt: skip
        name = name.replace(long, short)
    return one._replace(name=name)


def _acronym(chance: random.Random, one: ContactFact) -> ContactFact:
    """Only the initials are written, as the firm calls itself; all else stays."""
    telling = [
        word
        for word in words_of(one.name.partition(" Inh.")[0])
        if word[:1].isalpha() and word not in {*FORMS, "und", "am"}
    ]
    if len(telling) < 3:
        return without_form(chance, one)
    return one._replace(name="".join(word[0] for word in telling).upper())


def _with_owner(chance: random.Random, one: ContactFact) -> ContactFact:
    bare = without_form(chance, one).name
    return one._replace(name=f"{bare} Inh. {chance.choice(MEN)} {steep(chance, FAMILIES)}")


def _with_town(chance: random.Random, one: ContactFact) -> ContactFact:
    if one.city in one.name:
        return one._replace(name=one.name.replace(f" {one.city}", ""))
    return one._replace(name=f"{without_form(chance, one).name} {one.city}")


def _turned(chance: random.Random, one: ContactFact) -> ContactFact:
    first, *rest = words_of(without_form(chance, one).name)
    return one._replace(name=f"{' '.join(rest)} {first}" if rest and "&" not in rest[:1] else one.name)


def _compound(_chance: random.Random, one: ContactFact) -> ContactFact:
    first, *rest = words_of(one.name)
    return one._replace(name=f"{first}-{' '.join(rest)}" if rest else first)


def _with_trade(chance: random.Random, one: ContactFact) -> ContactFact:
    return one._replace(name=f"{chance.choice(('Fa.', 'Firma'))} {one.name}")


def _mistyped_name(chance: random.Random, one: ContactFact) -> ContactFact:
    parts = words_of(one.name)
    place = max(range(len(parts)), key=lambda at: len(parts[at]))
    parts[place] = mistyped(chance, parts[place])
    return one._replace(name=" ".join(parts))


def _plain(chance: random.Random, one: ContactFact) -> ContactFact:
    return one._replace(name=without_marks(chance, one.name), street=without_marks(chance, one.street))


def _street_otherwise(chance: random.Random, one: ContactFact) -> ContactFact:
    street = one.street.replace("straße", chance.choice(("str.", "strasse", "-Str."))).replace(" Straße", " Str.")
    for long, short in (("Street", "St"), ("Avenue", "Ave."), ("Boulevard", "Blvd"), ("Road", "Rd"), ("Drive", "Dr.")):
        street = street.replace(long, short)
    return one._replace(street=street.replace("S. ", "South ").replace("N. ", "North ").replace("W. ", "West "))


def _moved_in_town(chance: random.Random, one: ContactFact) -> ContactFact:
    return one._replace(street=f"{some_street(chance)} {chance.randint(1, 180)}", postal_code="")


def _moved(chance: random.Random, one: ContactFact) -> ContactFact:
    """The firm has gone to another town and taken its number with it."""
    postal, town = some_town(chance)
    return one._replace(street=f"{some_street(chance)} {chance.randint(1, 180)}", postal_code=postal, city=town)


def _other_box(chance: random.Random, one: ContactFact) -> ContactFact:
    house = one.mails[0].partition("@")[2] if one.mails else "firma.example"
    return one._replace(
        mails=(f"{chance.choice(('kontakt', 'vertrieb', 'service', 'm.mueller', 'rechnung'))}@{house}",)
    )


def _extension(chance: random.Random, one: ContactFact) -> ContactFact:
    return one._replace(phones=tuple(f"{phone[:-2]}{chance.randint(10, 99)}" for phone in one.phones))


def _renamed(chance: random.Random, one: ContactFact) -> ContactFact:
    """The firm is called otherwise now; its address, number and VAT id are what they were."""
    return one._replace(name=f"{chance.choice(COINED)} {chance.choice(TRADES)} GmbH")


_SLIPS: dict[str, Change] = {
    "legal form missing": without_form, "legal form otherwise": _form_written_otherwise, "abbreviated": _abbreviated,
    "acronym": _acronym, "owner named": _with_owner, "town in the name": _with_town, "words turned": _turned,
    "joined by a hyphen": _compound, "Firma before it": _with_trade, "name mistyped": _mistyped_name,
    "without marks": _plain, "street otherwise": _street_otherwise, "moved in town": _moved_in_town, "moved": _moved,
    "another box of the house": _other_box, "extension": _extension, "renamed": _renamed,
    "as it was": lambda _chance, one: one,
}  # fmt: skip


def _english_form(chance: random.Random, one: ContactFact) -> ContactFact:
    return one._replace(
        name=f"{without_form(chance, one).name} {chance.choice(('Ltd.', 'Limited', 'Incorporated', ''))}"
    )


def _english_otherwise(_chance: random.Random, one: ContactFact) -> ContactFact:
    name = one.name
    for long, short in (
        ("International", "Int'l"), (" & ", " and "), ("Bros.", "Brothers"), ("The ", ""), ("Engineering", "Eng."),
        ("Consulting", "Consultants"), ("Solutions", "Soln."), ("Industries", "Ind."), ("Systems", "Sys."),
        ("Cafe", "Café"), ("Restaurant", ""), ("Construction", "Constr."), ("Supplies", "Supply"),
    ):  # fmt: skip
        name = name.replace(long, short)
    return one._replace(name=name)


_ENGLISH_SLIPS: dict[str, Change] = {
    "English form otherwise": _english_form, "English abbreviation": _english_otherwise, "town in the name": _with_town,
    "name mistyped": _mistyped_name, "street otherwise": _street_otherwise, "moved in town": _moved_in_town,
    "another box of the house": _other_box, "words turned": _turned, "as it was": lambda _chance, one: one,
    "joined by a hyphen": _compound, "extension": _extension,
}  # fmt: skip


def _branch(chance: random.Random, one: ContactFact) -> ContactFact:
    """A branch in another town, behind the mailbox and often the VAT id of the whole firm."""
    postal, town = some_town(chance)
    if one.city in one.name or town == one.city:
        return german_firm(chance)
    name = one.name if chance.random() < 0.6 else f"{one.name} {chance.choice(('Filiale', 'Niederlassung'))} {town}"
    return one._replace(
        name=name, street=f"{some_street(chance)} {chance.randint(1, 180)}", postal_code=postal, city=town,
        phones=(some_phone(chance),), mails=(f"info@{one.mails[0].partition('@')[2]}",) if one.mails else (),
    )  # fmt: skip


def _branch_in_town(chance: random.Random, one: ContactFact) -> ContactFact:
    name = (
        f"{one.name} {chance.choice(('Filiale', 'Werk', 'Standort'))} {chance.choice(('Nord', 'Süd', '2', 'Bahnhof'))}"
    )
    return one._replace(
        name=name, street=f"{some_street(chance)} {chance.randint(1, 180)}", phones=(some_phone(chance),)
    )


def _manager(chance: random.Random, one: ContactFact) -> ContactFact:
    """The GmbH that manages the GmbH & Co. KG: the same house, mailbox and number, another firm."""
    bare = without_form(chance, one).name
    word = chance.choice(("Verwaltungs GmbH", "Beteiligungs GmbH", "Holding GmbH", "Verwaltungs-GmbH", "Besitz GmbH"))
    return one._replace(name=f"{bare} {word}", vat_id=f"DE{chance.randrange(10**8, 10**9)}")


def _neighbour(chance: random.Random, one: ContactFact) -> ContactFact:
    return german_firm(chance)._replace(street=one.street, postal_code=one.postal_code, city=one.city)


def _same_family(chance: random.Random, one: ContactFact) -> ContactFact:
    """Another trade under one family's name in the same town."""
    word = next((word for word in words_of(one.name) if word in FAMILIES), words_of(one.name)[0])
    other = german_firm(chance)
    return other._replace(name=f"{chance.choice(TRADES)} {word} GmbH", postal_code=one.postal_code, city=one.city)


def _same_trade(chance: random.Random, one: ContactFact) -> ContactFact:
    word = next((word for word in words_of(one.name) if word in TRADES), "Bäckerei")
    return german_firm(chance)._replace(
        name=f"{word} {steep(chance, FAMILIES)}", postal_code=one.postal_code, city=one.city
    )


def _same_kind_elsewhere(chance: random.Random, one: ContactFact) -> ContactFact:
    """The bank, school or fire brigade of the next town."""
    postal, town = some_town(chance)
    if town == one.city or not one.name.startswith(tuple(PUBLIC + ASSOCIATIONS)):
        return german_firm(chance)
    name = one.name.replace(one.city, town)
    return german_firm(chance)._replace(name=name, postal_code=postal, city=town)


def _client(chance: random.Random, one: ContactFact) -> ContactFact:
    """Another firm whose mail the same tax adviser or agency reads."""
    return german_firm(chance)._replace(mails=one.mails)


_OTHERS: dict[str, Change] = {
    "branch": _branch, "branch in town": _branch_in_town, "managing GmbH": _manager, "neighbour": _neighbour,
    "same family": _same_family, "same trade": _same_trade, "same kind elsewhere": _same_kind_elsewhere,
    "client of one adviser": _client,
}  # fmt: skip
