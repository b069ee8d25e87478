"""What is chosen while contacts are made one: which of them stays, and whose value each field takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.operations import contact_fields
from crm_desktop.operations.merge import CHOOSABLE
from crm_desktop.store.queries.contact_card import ContactFacts
from crm_desktop.ui.models.contacts import standing_word

_NAMES = {"company_id": "company", "referred_by_id": "referred_by"}


class FieldRow(NamedTuple):
    """One field the contacts differ in: what each says, in words, in the order of the contacts."""

    name: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class MergeChoice:
    """Some contacts of one kind, the one that stays, and the choices made so far, by field."""

    contacts: tuple[ContactFacts, ...]
    keep: int
    made: Mapping[str, int] = field(default_factory=dict)

    def rows(self) -> list[FieldRow]:
        """Return the fields the contacts differ in, in the order of the card."""
        found = []
        for name, label in self._fields():
            words = tuple(shown(contact, name) for contact in self.contacts)
            if len(set(words)) > 1:
                found.append(FieldRow(name, label, words))
        return found

    def equal(self) -> list[str]:
        """Return the labels of fields in which all say the same."""
        return [
            label
            for name, label in self._fields()
            if len({shown(contact, name) for contact in self.contacts}) == 1 and shown(self.contacts[0], name)
        ]

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


def begin(contacts: Sequence[ContactFacts]) -> MergeChoice:
    """Return the choice to begin with: the one that says most stays, of equals the oldest."""
    fullest = max(contacts, key=lambda one: (_fullness(one), -one.id))
    return MergeChoice(tuple(contacts), fullest.id)


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
