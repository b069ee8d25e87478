"""What is chosen while contacts are made one: which of them stays, and whose value each field takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.domain.consents import Channel
from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.operations.privacy.consent_words import channel_word
from crm_desktop.operations.quality.merge import CHOOSABLE
from crm_desktop.store.queries.contact_card import ContactFacts
from crm_desktop.store.queries.merging import Way, Ways

_NAMES = {"company_id": "company", "referred_by_id": "referred_by"}


class FieldRow(NamedTuple):
    """One field: what each contact says, in words, in the order of the contacts."""

    name: str
    label: str
    words: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        """Whether all say the same."""
        return len(set(self.words)) == 1


class Kept(StrEnum):
    """What becomes of values a contact may have any number of."""

    SAME = "same"
    ALL = "all"
    ONE = "one"
    STRICTER = "stricter"


class WaysRow(NamedTuple):
    """Values of which all are kept: what each contact has, and what the one that stays will have."""

    label: str
    words: tuple[str, ...]
    result: str
    kept: Kept


@dataclass(frozen=True)
class MergeChoice:
    """Some contacts of one kind, the one that stays, and the choices made so far, by field."""

    contacts: tuple[ContactFacts, ...]
    keep: int
    made: Mapping[str, int] = field(default_factory=dict)
    ways: tuple[Ways, ...] = ()

    def rows(self) -> list[FieldRow]:
        """Return the fields the contacts differ in, in the order of the card."""
        return [row for row in self.all_rows() if not row.is_equal]

    def all_rows(self) -> list[FieldRow]:
        """Return the fields of which anybody says something, in the order of the card."""
        rows = (
            FieldRow(name, label, tuple(shown(contact, name) for contact in self.contacts))
            for name, label in self._fields()
        )
        return [row for row in rows if any(row.words)]

    def ways_rows(self) -> list[WaysRow]:
        """Return what each has any number of; all of it is kept, and the stricter consent holds."""
        order = sorted(range(len(self.ways)), key=lambda at: self.contacts[at].id != self.keep)
        found = []
        for name, label in _several().items():
            each = [getattr(ways, name) for ways in self.ways]
            if any(each):
                found.append(_kept_of(label, each, [each[at] for at in order]))
        return found + ([_consents(self.ways)] if any(one.allowed or one.refused for one in self.ways) else [])

    def equal(self) -> list[str]:
        """Return the labels of fields in which all say the same."""
        return [row.label for row in self.all_rows() if row.is_equal]

    def chosen(self, name: str) -> int:
        """Return the contact whose value a field takes: the chosen one, else the first that says something."""
        if name in self.made:
            return self.made[name]
        kept = self._kept()
        everybody = [kept, *(one for one in self.contacts if one is not kept)]
        says = (one.id for one in everybody if _says_something(getattr(one, name)))
        return next(says, kept.id)

    def result(self, name: str) -> str:
        """Return what a field will say afterwards."""
        chosen = self.chosen(name)
        return next(shown(one, name) for one in self.contacts if one.id == chosen)

    def with_choice(self, name: str, contact_id: int) -> MergeChoice:
        """Return the choice with a field decided."""
        return replace(self, made={**self.made, name: contact_id})

    def with_keep(self, contact_id: int) -> MergeChoice:
        """Return the choice with another contact staying; what was decided by hand remains."""
        return replace(self, keep=contact_id)

    def choices(self) -> dict[str, int]:
        """Return whose value each field takes where the contacts differ."""
        return {row.name: self.chosen(row.name) for row in self.rows()}

    def other_ids(self) -> list[int]:
        """Return the contacts that will be gone."""
        return [one.id for one in self.contacts if one.id != self.keep]

    def obstacle(self) -> str:
        """Return why these contacts cannot be made one, "" where they can."""
        if len(self.contacts) < 2:
            return _("Choose at least two different contacts.")
        if len({one.kind for one in self.contacts}) > 1:
            return _("A person and a company cannot be merged.")
        return ""

    def _kept(self) -> ContactFacts:
        return next(one for one in self.contacts if one.id == self.keep)

    def _fields(self) -> Sequence[tuple[str, str]]:
        person = self.contacts[0].kind is ContactKind.PERSON
        return [
            (name, label)
            for name, label in contact_fields.labels().items()
            if name in CHOOSABLE and name in ContactFacts._fields and not (person and name == "name")
        ]


def begin(contacts: Sequence[ContactFacts], ways: Sequence[Ways] = ()) -> MergeChoice:
    """Return the choice to begin with: the one that says most stays, of equals the oldest."""
    fullest = max(contacts, key=lambda one: (_fullness(one), -one.id))
    return MergeChoice(tuple(contacts), fullest.id, ways=tuple(ways))


def _several() -> dict[str, str]:
    """Return what a contact has any number of, as it is called."""
    return {
        "phones": _("Phone"), "mobiles": _("Mobile"), "emails": _("E-mail"), "links": _("Links"),
        "addresses": _("Address"), "tags": _("Tags"),
    }  # fmt: skip


def _kept_of(label: str, each: Sequence[tuple[Way, ...]], in_order: Sequence[tuple[Way, ...]]) -> WaysRow:
    whole: dict[str, str] = {}
    for own in in_order:
        for way in own:
            whole.setdefault(way.normal, way.shown)
    same = len({frozenset(way.normal for way in own) for own in each}) == 1
    kept = Kept.SAME if same else Kept.ALL if sum(map(bool, each)) > 1 else Kept.ONE
    words = tuple("\n".join(way.shown for way in own) for own in each)
    return WaysRow(label, words, "\n".join(whole.values()), kept)


def _consents(ways: Sequence[Ways]) -> WaysRow:
    allowed = frozenset[Channel]().union(*(one.allowed for one in ways))
    refused = frozenset[Channel]().union(*(one.refused for one in ways))
    words = tuple(_consent_words(one.allowed, one.refused) for one in ways)
    kept = Kept.SAME if len(set(words)) == 1 else Kept.STRICTER if refused else Kept.ALL
    return WaysRow(_("Advertising"), words, _consent_words(allowed - refused, refused), kept)


def _consent_words(allowed: frozenset[Channel], refused: frozenset[Channel]) -> str:
    yes = [_("{channel}: yes").format(channel=channel_word(one)) for one in Channel if one in allowed]
    no = [_("{channel}: no").format(channel=channel_word(one)) for one in Channel if one in refused]
    return "\n".join([*no, *yes])


def shown(contact: ContactFacts, name: str) -> str:
    """Return what a contact says in a field, in words."""
    value = getattr(contact, _NAMES.get(name, name))
    if isinstance(value, Standing):
        return standing_word(value)
    if isinstance(value, date):
        return day(value)
    return "" if value is None else str(value)


def _fullness(contact: ContactFacts) -> int:
    return sum(_says_something(value) for value in contact)


def _says_something(value: object) -> bool:
    return value not in (None, "", Standing.PROSPECT)
