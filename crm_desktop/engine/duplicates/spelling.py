"""The parts of a contact as they are compared: folded, in one form for all usual forms, without what says nothing.

The rules are those of the language and of the post, not of any data: legal forms as the laws of the countries name
them (for Germany the additions of section 19 HGB, section 4 GmbHG and section 5a GmbHG), street types and their
abbreviations as DIN 5008 writes addresses, ranges of house numbers after the street, English ones before it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base.text import words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words of a firm's name that say what it is in law, not who it is; folded.
LEGAL_FORMS = _set(
    """gmbh mbh gesmbh ggmbh gesellschaft haftungsbeschrankt beschrankter haftung ug ag gag kg kgaa ohg og gbr egbr ek
    ekfm ekfr eu eg egen ev se partg partgmbb mbb gemeinnutzige aor kdor inc incorporated corp corporation company
    ltd limited llc llp plc lp pty pte sa sas sarl sasu eurl sagl spa srl snc bv nv cv vof ab as asa oy oyj aps ivs
    spzoo sro doo kft co cie compagnie"""
)
#: Words of a firm's name anybody may add or leave out.
_FILLING = _set("und and et e u the of der die das den dem des fur for zu zur zum mit im in am an fa firma herr frau")
#: Spellings of one word in names of firms; general abbreviations are met by comparing beginnings.
_SAME_WORD = {
    "gebr": "gebruder", "gebrd": "gebruder", "bros": "brothers", "intl": "international", "int": "international",
    "dt": "deutsche", "dtsch": "deutsche", "st": "sankt", "saint": "sankt", "mfg": "manufacturing", "svc": "service",
    "svcs": "service", "services": "service", "tech": "technik", "ges": "gesellschaft", "vers": "versicherung",
    "ing": "ingenieur", "ingenieurburo": "ingenieur", "assoc": "associates", "univ": "universitat",
    "university": "universitat", "center": "zentrum", "centrum": "zentrum", "centre": "zentrum", "ctr": "zentrum",
    "nat": "national", "natl": "national", "dept": "department", "hosp": "hospital", "mgmt": "management",
    "kath": "katholische", "ra": "rechtsanwalte", "rechtsanwalt": "rechtsanwalte", "rechtsanwaltin": "rechtsanwalte",
    "kita": "kindertagesstatte", "ksk": "kreissparkasse",
    "ssk": "stadtsparkasse", "vhs": "volkshochschule", "drk": "deutsches rotes kreuz", "asb": "arbeiter samariter bund",
    "tus": "turn sportverein", "ihk": "industrie handelskammer", "hwk": "handwerkskammer",
    "thw": "technisches hilfswerk", "awo": "arbeiterwohlfahrt", "tu": "technische universitat",
    "th": "technische hochschule", "constr": "construction", "eng": "engineering",
}  # fmt: skip
#: After these stands who owns a firm, which anybody may add or leave out.
_OWNER = _set("inh inhaber inhaberin prop proprietor")
#: Words of firms that belong together and are several: who manages, owns or supports the other is not the other.
_SISTER = _set(
    """verwaltung verwaltungs verwaltungsgesellschaft beteiligung beteiligungs beteiligungsgesellschaft
    beteiligungsverwaltung holding besitz besitzgesellschaft grundstucks grundstucksgesellschaft vermogens
    vermogensverwaltung vermogensverwaltungs betriebs betriebsgesellschaft vertriebs vertriebsgesellschaft komplementar
    forderverein freundeskreis stiftung betriebsrat"""
)
#: Words that begin the name of one site of a firm; “Werk” only does so before a number.
_SITE = _set(
    """filiale niederlassung zweigniederlassung zweigstelle geschaftsstelle aussenstelle standort betriebsstatte
    betriebshof nl fil branch"""
)
_WORKS, _NUMBERED = _set("werk halle"), re.compile(r"[0-9]+|i{1,3}|iv|v|nord|sud|ost|west|mitte")
#: Last in a name these tell one site from another as well, and name a firm.
_SIDES = _set("nord sud ost west mitte")
_SAME_WORDS = frozenset(_SAME_WORD)
_DOTTED = re.compile(r"\b(?:\w\.[ ]?){2,}")
#: Forms that are several words, and what they are written as for short.
_SPELT_OUT = (
    (re.compile(r"\bsp\.?\s*z\s*o\.?\s*o\b\.?", re.IGNORECASE), " spzoo "),
    (re.compile(r"\bg(?:es)?\.?\s?m\.?\s?b\.?\s?h\b\.?", re.IGNORECASE), " gmbh "),
    (re.compile(r"\bgesellschaft\s+mit\s+beschr(?:ä|ae|a)nkter\s+haftung\b", re.IGNORECASE), " gmbh "),
    (re.compile(r"\baktiengesellschaft\b", re.IGNORECASE), " ag "),
    (re.compile(r"\bkommanditgesellschaft\b", re.IGNORECASE), " kg "),
    (re.compile(r"\beingetragene[rn]?\s+(?:verein)\b", re.IGNORECASE), " ev "),
    (re.compile(r"\beingetragene[rn]?\s+kauf(?:mann|frau)\b", re.IGNORECASE), " ek "),
)
#: What those and dotted forms have in common: most names have none of it.
_ODD = re.compile(r"\.|gesellschaft|getragene|sp\b", re.IGNORECASE)
#: Words that only describe a form.
_OF_A_FORM = frozenset(("co", "cie", "company", "haftungsbeschrankt", "beschrankter", "haftung", "gesellschaft", "mbb"))
#: Parts of names that say rank or descent, not who it is.
_TITLES = _set("dr prof dipl ing mag med phil jur rer nat hc mr mrs ms miss herr frau bsc msc mba fh univ ra")
_PARTICLES = _set(
    "von van der den de del della di da do dos la le ten ter zu zum zur vom und of y e af auf freiherr graf"
)
_YOUNGER, _OLDER = _set("jun jr junior iun jnr ii iii iv filius"), _set("sen sr senior snr")
_MALE, _FEMALE = (
    _set("herr herrn mr mister monsieur signor senor hr"),
    _set("frau mrs ms miss madame signora senora fr"),
)
#: Street types under the form they are compared in.
_STREET = {
    **dict.fromkeys(("strasse", "strase", "str", "straat", "stra"), "str"),
    **dict.fromkeys(("street", "st", "strt"), "street"), **dict.fromkeys(("road", "rd"), "road"),
    **dict.fromkeys(("avenue", "ave", "av"), "avenue"), **dict.fromkeys(("platz", "pl", "plz"), "platz"),
    **dict.fromkeys(("place", "plc"), "place"), **dict.fromkeys(("drive", "dr", "drv"), "drive"),
    **dict.fromkeys(("crescent", "cres", "cr", "crs"), "crescent"), **dict.fromkeys(("court", "crt", "ct"), "court"),
    **dict.fromkeys(("circuit", "cct", "circ"), "circuit"), **dict.fromkeys(("lane", "ln"), "lane"),
    **dict.fromkeys(("boulevard", "blvd", "bd"), "boulevard"), **dict.fromkeys(("gasse", "g"), "gasse"),
    **dict.fromkeys(("close", "cl"), "close"), **dict.fromkeys(("square", "sq"), "square"),
    **{one: one for one in ("weg", "allee", "ring", "damm", "ufer", "chaussee", "steig", "pfad", "markt", "gasschen",
                            "terrace", "way", "grove", "parade", "rue", "via", "promenade", "stieg", "kai", "twiete")},
}  # fmt: skip
#: Types that are written in one word with the name before them.
_AT_THE_END = re.compile(
    r".{2,}?(strasse|strase|straat|str|platz|weg|allee|gasse|ring|damm|ufer|chaussee|steig|pfad|markt|street|road)$"
)
_IN_A_STREET = {"bgm": "burgermeister", "burgerm": "burgermeister", "st": "sankt", "sct": "sankt", "gr": "grose",
                "grosse": "grose", "kl": "kleine", "hl": "heilig", "ob": "obere", "unt": "untere"}  # fmt: skip
_NUMBER = re.compile(r"\d+[a-z]?")
_OF_TOWNS = _set("am an der im in bei ob a d i b auf dem den vor stadt bad hansestadt landeshauptstadt kreis")
#: What stands before the @ where a whole firm reads the mail.
_GENERIC = _set(
    """info mail kontakt contact office buero post verwaltung service sales vertrieb hello hallo zentrale team anfrage
    empfang sekretariat einkauf rechnung buchhaltung support admin webmaster poststelle gemeinde rathaus praxis"""
)
_DIGITS = re.compile(r"\D+")


class Firm(NamedTuple):
    """A firm's name: its telling words, with blanks between, and its legal form."""

    name: str
    legal_form: str
    #: What makes it another firm of a family of firms (“verwaltungs”), and which of several sites it is.
    sister: str = ""
    site: str = ""


class Street(NamedTuple):
    """A street: its name in one word without the type, the type, and the number of the house."""

    name: str
    kind: str
    number: str


class Person(NamedTuple):
    """Part of a person's name, and which generation it says: y for the younger, o for the older, "" for neither."""

    name: str
    generation: str


def firm(text: str) -> Firm:
    """Split a firm's name: “Holzbau Meier Ges.m.b.H. & Co. KG” is holzbau meier, a gesmbh kg."""
    return firm_of(words(in_short(text)))


def in_short(text: str) -> str:
    """Return a firm's name with forms that are spelt out or dotted as one word."""
    if _ODD.search(text):
        for pattern, short in _SPELT_OUT:
            text = pattern.sub(short, text)
        text = _DOTTED.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", text)
    return text


def firm_of(found: list[str]) -> Firm:
    """Split a firm's name that was folded."""
    if not _SAME_WORDS.isdisjoint(found):
        found = " ".join([_SAME_WORD.get(word, word) for word in found]).split()
    if found[:1] == ["ev"] and len(found) > 1:  # first it is no association
        found[0] = "evangelische"
    form = " ".join(sorted({word for word in found[1:] if word in LEGAL_FORMS} - _OF_A_FORM))
    # What comes first names the firm: initials may look like a legal form.
    kept = found[:1] if found[:1] and found[0] not in _FILLING else []
    kept += [word for word in found[1:] if word not in LEGAL_FORMS and word not in _FILLING]
    # “e. K.” and the like without dots, at the end.
    while len(kept) > 1 and len(kept[-1]) == 1 and kept[-1] in "ekvg":
        kept.pop()
    sister, site = "", ""
    if len(kept) > 1 and not _TOLD_APART.isdisjoint(kept):
        kept, sister, site = _told_apart(kept)
    return Firm(" ".join(kept or found), form, sister, site)


_TOLD_APART = _OWNER | _SISTER | _SITE | _WORKS | _SIDES


def _told_apart(kept: list[str]) -> tuple[list[str], str, str]:
    """Take out of a firm's words who owns it, what makes it a sister of another firm, and which site it is."""
    site = next((place for place in range(1, len(kept)) if _begins_a_site(kept, place)), len(kept))
    sister = [word for word in kept[:site] if word in _SISTER]
    owner = next((place for place, word in enumerate(kept[:site]) if place and word in _OWNER), site)
    rest = [word for word in kept[:owner] if word not in _SISTER]
    where = " ".join(kept[site:]) or (kept[-1] if kept[-1] in _SIDES else "")
    return (rest, " ".join(sister), where) if rest else (kept, "", "")


def _begins_a_site(found: list[str], place: int) -> bool:
    if found[place] in _WORKS:
        return any(_NUMBERED.fullmatch(word) for word in found[place + 1 : place + 2])
    return found[place] in _SITE


def person(text: str) -> Person:
    """Return part of a person's name without titles and particles."""
    return person_of(words(text))


def person_of(every: list[str]) -> Person:
    """Return part of a person's name that was folded, without titles and particles."""
    found = [word for word in every if word not in _TITLES] or every
    generation = ""
    if len(found) > 1 and (found[-1] in _YOUNGER or found[-1] in _OLDER):
        generation = "y" if found.pop() in _YOUNGER else "o"
    return Person(" ".join([word for word in found if word not in _PARTICLES] or found), generation)


def street(text: str) -> Street:
    """Split “Lange Str. 5 a”, “Lange-Straße 5a” and “5 Long Street”."""
    return street_of(words(text))


def street_of(parts: list[str]) -> Street:
    """Split a street that was folded."""
    number, parts = _house(parts)
    kind, name = "", []
    for place, part in enumerate(parts):
        if part in _STREET and (place or (len(parts) > 1 and len(part) > 2)):
            kind = _STREET[part]
            continue
        name.append(_IN_A_STREET.get(part, part))
    if name and not kind and (end := _AT_THE_END.fullmatch(name[-1])):
        kind = _STREET[end[1]]
        name[-1] = name[-1].removesuffix(end[1])
    name = [part for part in name if part not in {"dr", "prof"}] or name
    return Street("".join(name) or kind, kind if name else "", number)


def city(text: str) -> str:
    """Return a town without what only says where it lies."""
    return city_of(words(text))


def city_of(every: list[str]) -> str:
    """Return a town that was folded without what only says where it lies."""
    found = [word for word in every if not word.isdigit()]
    return " ".join([word for word in found if word not in _OF_TOWNS] or found)


def joined(text: str) -> str:
    """Return the words of a text without blanks."""
    return "".join(words(text))


def mail(text: str) -> str:
    """Return an address as the mail reaches one box: without a tag, one name for a provider with two."""
    name, _at, domain = text.strip().lower().partition("@")
    name = name.partition("+")[0]
    return f"{name}@{'gmail.com' if domain == 'googlemail.com' else domain}" if domain else name


def without_town(name: str, of_town: list[str]) -> str:
    """Return a firm's words without those of its own town, which its address says already."""
    rest = [word for word in name.split() if word not in of_town]
    return " ".join(rest) if rest else name


def is_shared(address: str) -> bool:
    """Whether many people read an address."""
    return address.partition("@")[0] in _GENERIC


def phone(text: str) -> str:
    """Return the digits of a number."""
    digits = text[1:]
    if text[:1] == "+" and digits.isdecimal() and digits.isascii() and digits[:2] != "00":
        return digits
    return _DIGITS.sub("", text).removeprefix("00")


def gender(salutation: str) -> str:
    """Return m or f for a salutation, "" where it says neither."""
    found = words(salutation)
    return next(("m" if word in _MALE else "f" for word in found if word in _MALE or word in _FEMALE), "")


def _house(parts: list[str]) -> tuple[str, list[str]]:
    """Take the number of the house out of the words of a street: the last one, or one that stands before all."""
    places = [
        place
        for place, part in enumerate(parts)
        if part[0] in "0123456789" and (part.isdigit() or _NUMBER.fullmatch(part))
    ]
    if not places:
        return "", parts
    first = places[-1]
    while first - 1 in places:  # 5-7, 12/3
        first -= 1
    if 0 in places and len(parts) > len(places) and first not in places[:1] and len(parts) - 1 not in places:
        first = 0
    last = first
    number = parts[first]
    if number.isdigit() and last + 1 < len(parts) and len(parts[last + 1]) == 1 and parts[last + 1].isalpha():
        last += 1
        number += parts[last]
    while last + 1 < len(parts) and last + 1 in places and first:
        last += 1
    return number.lstrip("0") or number, parts[:first] + parts[last + 1 :]
