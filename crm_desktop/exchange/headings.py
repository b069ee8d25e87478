"""What a heading means: the field of ours behind the word another program, or another language, uses for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.text import words
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange import lead_synonyms, synonyms, trade_synonyms
from crm_desktop.exchange.fields import ADDRESS_PARTS, FIELDS, LABEL
from crm_desktop.exchange.heading_words import (
    ABOUT,
    BESIDE,
    DEVICE,
    WHICH,
    entity_of,
    is_own,
    named_by,
    of_others,
    taken_apart,
    titled_by,
)
from crm_desktop.exchange.price_lists import tier_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLES = {
    RecordKind.CONTACTS: synonyms.CONTACTS,
    RecordKind.PRODUCTS: trade_synonyms.PRODUCTS,
    RecordKind.DEALS: trade_synonyms.DEALS,
    RecordKind.STAGES: trade_synonyms.STAGES,
    RecordKind.SALES: trade_synonyms.SALES,
    RecordKind.ACTIVITIES: trade_synonyms.ACTIVITIES,
    RecordKind.LEADS: lead_synonyms.LEADS,
}
_NUMBER = re.compile(r"[a-z]?\d+")
_LAST_DIGIT = re.compile("(?<![0-9])[0-9]$")
_OF_THE_NEXT = re.compile(r"(e-?mail|phone|address|website|im|event|relation) \d+ - (type|label)", re.IGNORECASE)
_SECOND_ADDRESS = re.compile(r"(address|adresse) [2-9] - .+", re.IGNORECASE)
#: Fields of which an assistant can have one, too.
WAYS = frozenset(("phone", "mobile", "fax", "email", "website"))
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_NAMES = frozenset(("name", "title", "titel", "subject"))
#: Words of addresses, and what a heading with one of them can be.
_PLACE = frozenset(("address", "adresse", "anschrift"))
_PLACED = frozenset((*ADDRESS_PARTS, "full_address", "postal_city", "email", "website", "phone", "company", "label"))
_IDS = frozenset(("id", "ids"))


#: What every program calls the id of any record, and which of these words are German.
_GERMAN_IDS = frozenset(("datensatz-id", "externe id", "datensatznummer", "eindeutige id"))
_ANY_IDS = (
    "record id", "external id", "system id", "pipedrive system id", "system-id", "hubspot id", "salesforce id",
    "zoho id", "object id", "unique identifier", *_GERMAN_IDS,
)  # fmt: skip


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
    entity, rest = entity_of(heading)
    return _of_entity(kind, entity, rest, heading) if entity else _plain(kind, heading)


def recognised(heading: str) -> bool:
    """Whether any kind of file has a column of this name."""
    return any(meaning(kind, heading) for kind in RecordKind)


def tells_of_others(heading: str) -> bool:
    """Whether a heading speaks of somebody or something else than the record: who owns it, when it was changed."""
    return of_others(words(heading))


def _of_entity(kind: RecordKind, entity: str, rest: str, heading: str) -> Meaning | None:
    """Return what "Person - Phone" or "Deal - Title" stands for in a file of this kind."""
    if title := titled_by(kind, entity, rest):
        return Meaning(title, own=False)
    named = named_by(kind, entity)
    if named and key(rest) in _NAMES:
        return Meaning(named, own=False)
    if is_own(kind, entity):
        return _plain(kind, rest) or _plain(kind, heading)
    return _table(kind).get(key(heading))


def _plain(kind: RecordKind, heading: str) -> Meaning | None:
    table = _table(kind)
    if found := table.get(key(heading)):
        return found
    tokens = words(heading)
    if kind in {RecordKind.CONTACTS, RecordKind.LEADS}:
        tokens = taken_apart(tokens)
    for parts in _variants(heading, tokens):
        if parts and (found := table.get(_LAST_DIGIT.sub("", "".join(parts)))):
            if not _PLACE.isdisjoint(tokens) and found.field not in _PLACED:
                return None
            return _qualified(found, tokens, heading) if kind in {RecordKind.CONTACTS, RecordKind.LEADS} else found
    without = _BRACKETS.sub("", heading)
    return _plain(kind, without) if without != heading and without.strip() else None


def _variants(heading: str, tokens: list[str]) -> Iterator[list[str]]:
    """Yield the words of a heading with fewer and fewer of those that only say which one, or whose it is."""
    parts = [word for word in tokens if not _NUMBER.fullmatch(word)]
    plain = [word for word in parts if word not in WHICH]
    bare = [word for word in plain if word not in DEVICE]
    for rest in (parts, plain, bare):
        yield rest
        yield [word for word in rest if word not in BESIDE]
    if not of_others(tokens) and (len(tokens) < 2 or _IDS.isdisjoint(tokens)):
        for rest in (parts, plain, bare):
            yield [word for word in rest if word not in ABOUT and word not in BESIDE]
    if "/" in heading and "<" not in heading and not of_others(tokens):
        yield from _alternatives(heading)


def _alternatives(heading: str) -> Iterator[list[str]]:
    """Yield each of "Mailing State/Province", "ZIP/Postal code of Address" alone, with what stands before it."""
    first, *others = (words(part) for part in re.sub(r"(?i)\s+of address$", "", heading).split("/"))
    yield from (
        [word for word in part if word not in WHICH and word not in ABOUT and word not in BESIDE]
        for part in (first, *others)
    )


def _qualified(found: Meaning, parts: list[str], heading: str) -> Meaning | None:
    """Say which address, phone or mail is meant: "Home Street", "Telefon privat", "Address 2 - City"."""
    label = next((WHICH[word] for word in parts if word in WHICH), "")
    if found.field in ADDRESS_PARTS:
        second = bool(_SECOND_ADDRESS.fullmatch(heading.strip()))
        group = "other" if second else label
        part = (
            "street_2" if found.field == "street" and not second and re.search(r"[2-9]\s*$", heading) else found.field
        )
        return found._replace(field=f"{group}_{part}" if group in {"home", "other"} else part)
    device = next((DEVICE[word] for word in parts if word in DEVICE), "")
    if found.field == "phone" and device:
        return found._replace(field=device, label=label)
    return None if label == "assistant" and found.field not in WAYS else found._replace(label=label)


@cache
def _table(kind: RecordKind) -> dict[str, Meaning]:
    """Return the meanings of all headings a kind of file is known to use, by key; the first mention holds."""
    table: dict[str, Meaning] = {}
    field = ""
    if "external_id" in FIELDS[kind]:
        table |= {key(name): Meaning("external_id", own=False, german=name in _GERMAN_IDS) for name in _ANY_IDS}
    for line in _TABLES[kind].strip().splitlines():
        if not line.startswith(" "):
            field = line
            table.setdefault(key(field), Meaning(field, own=False))
            continue
        language, _space, names = line.strip().partition(" ")
        for name in names.split(","):
            table.setdefault(key(name), Meaning(field, own=False, german=language == "de"))
    return table
