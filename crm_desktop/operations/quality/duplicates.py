"""Finding contacts that are in the database twice. Merging them is `operations.quality.merge`; none are merged here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import Level, Likeness, Reason, Strength
from crm_desktop.store.queries.duplicates import contact_facts
from crm_desktop.store.queries.quality import different_pairs
from crm_desktop.store.reading import Reader

#: More contacts than these are not decided about at once.
_MOST_IN_A_GROUP = 8


class Pair(NamedTuple):
    """Two contacts that may be one, and how likely that is."""

    a: ContactFact
    b: ContactFact
    likeness: Likeness


class Group(NamedTuple):
    """Contacts that may all be one, and of their pairs the one that is least sure."""

    contacts: tuple[ContactFact, ...]
    weakest: Pair


def find_duplicates(
    reader: Reader,
    *,
    threshold: float = Level.USUAL.threshold,
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Pair]:
    """Return the pairs of contacts that are probably one, the surest first; not those that were said to be two.

    `threshold` is what a `Level` stands for; `stopped` is asked now and then, and where it was stopped the list is
    empty. `progress` hears how many of the pairs worth comparing were compared.
    """
    from crm_desktop.engine.duplicates.scan import duplicates  # noqa: PLC0415 - needs NumPy

    with reader.snapshot():
        facts, decided = contact_facts(reader), different_pairs(reader)
    found = duplicates(facts, decided=decided, threshold=threshold, stopped=stopped, progress=progress)
    known = {fact.id: fact for fact in facts}
    return [Pair(known[like.a], known[like.b], like) for like in found]


def in_groups(pairs: Sequence[Pair]) -> list[Group]:
    """Put pairs together where each of the contacts is like each of the others; no contact is in one by a chain."""
    alike: dict[tuple[int, ...], Pair] = {pair.likeness[:2]: pair for pair in pairs}
    home: dict[int, dict[int, ContactFact]] = {}
    left: list[Pair] = []
    for pair in pairs:
        one = home.setdefault(pair.a.id, {pair.a.id: pair.a})
        other = home.setdefault(pair.b.id, {pair.b.id: pair.b})
        if one is other:
            continue
        if len(one) + len(other) > _MOST_IN_A_GROUP or any(_key(a, b) not in alike for a in one for b in other):
            left.append(pair)
            continue
        one.update(other)
        home.update(dict.fromkeys(other, one))
    groups = [every for ref, every in home.items() if len(every) > 1 and ref == min(every)]
    found = [_group(list(every.values()), alike) for every in groups] + [Group((pair.a, pair.b), pair) for pair in left]
    return sorted(found, key=lambda group: (-group.weakest.likeness.score, group.contacts[0].id))


def _group(contacts: list[ContactFact], alike: Mapping[tuple[int, ...], Pair]) -> Group:
    contacts.sort(key=lambda fact: fact.id)
    pairs = [alike[one.id, other.id] for one, other in combinations(contacts, 2)]
    return Group(tuple(contacts), min(pairs, key=lambda pair: pair.likeness.score))


def _key(a: int, b: int) -> tuple[int, ...]:
    return (a, b) if a < b else (b, a)


def reason_word(reason: Reason) -> str:
    """Return a reason as it is shown."""
    return {
        Reason.NAME: _("same name"),
        Reason.NAME_ALIKE: _("similar name"),
        Reason.NAME_SOUND: _("name sounds the same"),
        Reason.NAME_SHORT: _("short form of the given name"),
        Reason.NAME_SWAPPED: _("given and family name swapped"),
        Reason.MAIL: _("same e-mail"),
        Reason.MAIL_ALIKE: _("similar e-mail"),
        Reason.DOMAIN: _("same domain"),
        Reason.PHONE: _("same phone"),
        Reason.PHONE_ALIKE: _("same switchboard"),
        Reason.BIRTHDAY: _("same birthday"),
        Reason.BIRTHDAY_ALIKE: _("similar birthday"),
        Reason.ADDRESS: _("same address"),
        Reason.ADDRESS_ALIKE: _("similar address"),
        Reason.PLACE: _("same town"),
        Reason.COMPANY: _("same company"),
        Reason.NUMBER: _("same VAT id"),
        Reason.THIRD: _("both like a third"),
        Reason.OTHER_NAME: _("different name"),
        Reason.HOUSEHOLD: _("same household, different given name"),
        Reason.GENERATION: _("one says junior or senior"),
        Reason.SALUTATION: _("different salutation"),
        Reason.LEGAL_FORM: _("different legal form"),
        Reason.SISTER: _("sister firm"),
        Reason.BRANCH: _("branch in another place"),
        Reason.OTHER_MAIL: _("different e-mail"),
        Reason.OTHER_PHONE: _("different phone"),
        Reason.OTHER_BIRTHDAY: _("different birthday"),
        Reason.OTHER_PLACE: _("different address"),
        Reason.OTHER_NUMBER: _("different VAT id"),
    }[reason]


def strength_word(strength: Strength) -> str:
    """Return how much a reason says, in a word."""
    return {
        Strength.STRONG: _("strong"), Strength.MEDIUM: _("medium"), Strength.WEAK: _("weak"),
        Strength.AGAINST: _("against it"),
    }[strength]  # fmt: skip


def level_word(level: Level) -> str:
    """Return how sure it must be to be shown, in a word."""
    return {Level.STRICT: _("Strict"), Level.USUAL: _("Usual"), Level.GENEROUS: _("Generous")}[level]
