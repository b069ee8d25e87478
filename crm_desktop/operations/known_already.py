"""Who is known already while a contact is typed: by address, number and name, and by what sounds alike in one town."""

from __future__ import annotations

from crm_desktop.base.text import words
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.engine.duplicates.nicknames import forms_of, is_short_for
from crm_desktop.engine.duplicates.phonetics import cologne
from crm_desktop.engine.duplicates.spelling import firm, person
from crm_desktop.store.queries.similar_contacts import Named, Reason, Similar, Typed, described, living_at, similar
from crm_desktop.store.reading import Reader

#: A name sounds like another one only if it is at least so long.
_TELLING = 3


def known_already(reader: Reader, *, typed: Typed, but: int = 0, limit: int = 3) -> list[Similar]:
    """Return who may be the one that is being typed, the surest first; `but` is the contact that is being changed."""
    typed = typed._replace(given_forms=forms_of(typed.given_name))
    found = similar(reader, typed=typed, but=but, limit=limit)
    if len(found) >= limit or not typed.town.strip():
        return found
    there = {but, *(one.id for one in found)}
    alike = [one.id for one in living_at(reader, typed) if one.id not in there and _sounds_alike(typed, one)]
    reasons = dict.fromkeys(dict.fromkeys(alike[: limit - len(found)]), (Reason.SOUND, ""))
    return found + described(reader, reasons)


def _sounds_alike(typed: Typed, one: Named) -> bool:
    """Whether two names sound the same: Meier and Mayr with one given name; of firms, without their legal form."""
    if typed.kind is ContactKind.COMPANY:
        return _one_sound(firm(typed.name).name, firm(one.name).name)
    given, other = person(typed.given_name).name, person(one.given_name).name
    if not _one_sound(person(typed.family_name).name, person(one.family_name).name) or not given or not other:
        return False
    if min(len(given), len(other)) == 1:
        return given[0] == other[0]
    return given == other or is_short_for(given, other) or _one_sound(given, other)


def _one_sound(one: str, other: str) -> bool:
    """Whether two folded names sound the same, whatever blanks are between their words."""
    left, right = ("".join(words(name)) for name in (one, other))
    return min(len(left), len(right)) >= _TELLING and left[:1] != "" and cologne(left) == cologne(right)
