"""What a heading means: the field of ours behind the word another program, or another language, uses for it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from crm_desktop.base.text import words
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange import lead_synonyms, synonyms
from crm_desktop.exchange.fields import ADDRESS_PARTS, FIELDS, LABEL
from crm_desktop.exchange.price_lists import tier_heading

_TABLES = {
    RecordKind.CONTACTS: synonyms.CONTACTS,
    RecordKind.PRODUCTS: synonyms.PRODUCTS,
    RecordKind.DEALS: synonyms.DEALS,
    RecordKind.STAGES: synonyms.STAGES,
    RecordKind.SALES: synonyms.SALES,
    RecordKind.ACTIVITIES: synonyms.ACTIVITIES,
    RecordKind.LEADS: lead_synonyms.LEADS,
}
#: Words that say which of several is meant; all folded.
_WHICH = {
    **dict.fromkeys(("business", "work", "office", "buro", "geschaftlich", "dienstlich", "beruflich"), "work"),
    **dict.fromkeys(("home", "private", "privat", "personal", "personlich"), "home"),
    **dict.fromkeys(("other", "weitere", "weiteres", "andere", "sonstige", "alternativ", "alternative"), "other"),
    **dict.fromkeys(("assistant", "assistent", "assistenz", "sekretariat"), "assistant"),
    **dict.fromkeys(("car", "auto"), "car"),
}
#: Words that turn a phone into another field: "Work Mobile Phone".
_DEVICE = {**dict.fromkeys(("mobile", "mobil", "cell", "handy"), "mobile"), **dict.fromkeys(("fax", "telefax"), "fax")}
_NUMBER = re.compile(r"[a-z]?\d+")
_LAST_DIGIT = re.compile("(?<![0-9])[0-9]$")
#: Words beside an amount that do not change what the column is.
_BESIDE = frozenset(("eur", "euro", "usd", "gbp", "chf", "in", "s", "netto", "net", "the", "der", "des"))
_OF_THE_NEXT = re.compile(r"(e-?mail|phone|address|website|im|event|relation) \d+ - (type|label)", re.IGNORECASE)
_SECOND_ADDRESS = re.compile(r"(address|adresse) [2-9] - .+", re.IGNORECASE)


class Meaning(NamedTuple):
    """What a heading was taken for."""

    field: str
    #: Whether it is the program's own name for the field.
    own: bool
    #: Which of several is meant: "work", "home", "other", "assistant", "car" or "".
    label: str = ""
    german: bool = False


def key(heading: str) -> str:
    """Return a heading without case, spaces, punctuation and umlaut spelling."""
    return "".join(words(heading))


def meaning(kind: RecordKind, heading: str) -> Meaning | None:
    """Return the field a heading stands for in a file of this kind, None for a heading nobody knows."""
    own = heading.strip().lower()
    if own in FIELDS[kind]:
        return Meaning(own, own=True)
    if kind is RecordKind.PRODUCTS and tier_heading(heading):
        return Meaning("tiers", own=False, german=heading.lower().lstrip().startswith(("ab", "vk", "preis")))
    if kind is RecordKind.CONTACTS and _OF_THE_NEXT.fullmatch(heading.strip()):
        return Meaning(LABEL, own=False)
    table = _table(kind)
    if found := table.get(key(heading)):
        return found
    parts = [word for word in words(heading) if not _NUMBER.fullmatch(word)]
    plain = [word for word in parts if word not in _WHICH]
    for rest in (parts, plain, [word for word in plain if word not in _DEVICE]):
        for wanted in (rest, [word for word in rest if word not in _BESIDE]):
            if wanted and (found := table.get(_LAST_DIGIT.sub("", "".join(wanted)))):
                return _qualified(found, parts, heading) if kind is RecordKind.CONTACTS else found
    return None


def recognised(heading: str) -> bool:
    """Whether any kind of file has a column of this name."""
    return any(meaning(kind, heading) for kind in RecordKind)


def _qualified(found: Meaning, parts: list[str], heading: str) -> Meaning:
    """Say which address, phone or mail is meant: "Home Street", "Telefon privat", "Address 2 - City"."""
    label = next((_WHICH[word] for word in parts if word in _WHICH), "")
    if found.field in ADDRESS_PARTS:
        second = bool(_SECOND_ADDRESS.fullmatch(heading.strip()))
        group = "other" if second else label
        part = (
            "street_2" if found.field == "street" and not second and re.search(r"[2-9]\s*$", heading) else found.field
        )
        return found._replace(field=f"{group}_{part}" if group in {"home", "other"} else part)
    device = next((_DEVICE[word] for word in parts if word in _DEVICE), "")
    if found.field == "phone" and device:
        return found._replace(field=device, label=label)
    return found._replace(label=label)


@cache
def _table(kind: RecordKind) -> dict[str, Meaning]:
    """Return the meanings of all headings a kind of file is known to use, by key; the first mention holds."""
    table: dict[str, Meaning] = {}
    field = ""
    for line in _TABLES[kind].strip().splitlines():
        if not line.startswith(" "):
            field = line
            table.setdefault(key(field), Meaning(field, own=False))
            continue
        language, _space, names = line.strip().partition(" ")
        for name in names.split(","):
            table.setdefault(key(name), Meaning(field, own=False, german=language == "de"))
    return table
