"""What a contact is recognised by in the texts of others: its name, addresses and numbers."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.base.text import fold, words
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.engine.privacy.traces import Traces, traces
from crm_desktop.store.queries import privacy_held as queries
from crm_desktop.store.queries.privacy_held import Whole
from crm_desktop.store.reading import Reader

#: Names of fewer letters are words of the language more often than not.
_FEWEST_LETTERS = 3
_NUMBERS = frozenset({"phone", "mobile", "fax"})


class Recognised(NamedTuple):
    """How a contact is recognised in texts that have to do with it, and in all others."""

    linked: Traces
    elsewhere: Traces
    #: Words of its name that stand in the names of others, and stay there.
    borne_by_others: tuple[str, ...]


def recognised(reader: Reader, who: Whole) -> Recognised:
    """Return how a contact is recognised.

    In a text about something else, a single word is taken for its name only where nobody and nothing else is called
    so; an address only where nobody else has it.
    """
    ways, past = queries.ways(reader, contact_id=who.id), queries.former(reader, contact_id=who.id)
    mails = [*(value for kind, value in ways if kind not in _NUMBERS), *past.mails]
    numbers = [*(value for kind, value in ways if kind in _NUMBERS), *past.numbers, who.iban]
    shared = queries.shared_ways(reader, contact_id=who.id)
    streets = [*queries.streets(reader, contact_id=who.id), *((street, False) for street in past.streets)]
    full, singles = [*_full_names(who), *past.names], _single_names(who)
    borne = tuple(name for name in singles if _is_borne(reader, who.id, name))
    family = [] if who.kind == ContactKind.COMPANY.value else _single(who.family_name)
    linked = traces(
        [*full, *singles, *mails, *(street for street, _shared in streets), who.customer_number, who.vat_id], numbers
    )
    elsewhere = traces(
        [
            *(name for name in full if len(words(name)) > 1 or not _is_borne(reader, who.id, name)),
            *(name for name in family if name not in borne),
            *(mail for mail in mails if mail.casefold() not in shared),
            *(street for street, is_shared in streets if not is_shared),
            who.vat_id,
        ],
        [number for number in numbers if number not in shared],
    )
    return Recognised(linked, elsewhere, borne)


def _full_names(who: Whole) -> list[str]:
    """Return the ways a contact's name is written in full, each part of a double name by itself too."""
    if who.kind == ContactKind.COMPANY.value:
        return [who.name]
    found = [who.name]
    for given in (who.given_name, *who.given_name.split()):
        for family in (who.family_name, *who.family_name.replace("-", " ").split()):
            found += [f"{given} {family}", f"{family} {given}"] if given and family else []
    if who.title:
        found.append(f"{who.title} {who.family_name}")
    return [name for name in found if name.strip()]


def _single_names(who: Whole) -> list[str]:
    """Return the single words that mean the person in a text that has to do with it."""
    if who.kind == ContactKind.COMPANY.value:
        return []
    return [*_single(who.family_name), *_single(who.given_name)]


def _single(name: str) -> list[str]:
    parts = [name, *name.replace("-", " ").split()]
    return list(dict.fromkeys(part for part in parts if len(part) >= _FEWEST_LETTERS))


def _is_borne(reader: Reader, contact_id: int, name: str) -> bool:
    """Whether another contact or a product has this word in its name."""
    wanted = set(words(name))
    others = queries.names_of_others(reader, contact_id=contact_id, words=fold(name), plain=name)
    return any(wanted <= set(words(other)) for other in others)
