"""Finding contacts that are in the database twice. Merging them is `operations.merge`; nothing is merged by itself."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import Grade, Likeness, Reason, duplicates
from crm_desktop.store.queries.duplicates import contact_facts
from crm_desktop.store.reading import Reader


class Pair(NamedTuple):
    """Two contacts that may be one, and how likely that is."""

    a: ContactFact
    b: ContactFact
    likeness: Likeness


def find_duplicates(reader: Reader, *, threshold: float = 0.5) -> list[Pair]:
    """Return the pairs of contacts that are probably one, the surest first."""
    facts = {fact.id: fact for fact in contact_facts(reader)}
    return [Pair(facts[like.a], facts[like.b], like) for like in duplicates(list(facts.values()), threshold=threshold)]


def reason_word(reason: Reason) -> str:
    """Return a reason as it is shown."""
    return {
        Reason.NAME: _("same name"),
        Reason.NAME_ALIKE: _("similar name"),
        Reason.NAME_SWAPPED: _("given and family name swapped"),
        Reason.MAIL: _("same e-mail"),
        Reason.MAIL_ALIKE: _("similar e-mail"),
        Reason.PHONE: _("same phone"),
        Reason.BIRTHDAY: _("same birthday"),
        Reason.BIRTHDAY_ALIKE: _("similar birthday"),
        Reason.ADDRESS: _("same address"),
        Reason.ADDRESS_ALIKE: _("similar address"),
        Reason.PLACE: _("same town"),
        Reason.COMPANY: _("same company"),
        Reason.NUMBER: _("same VAT id"),
        Reason.THIRD: _("both like a third"),
        Reason.LEGAL_FORM: _("different legal form"),
        Reason.OTHER_BIRTHDAY: _("different birthday"),
    }[reason]


def grade_word(grade: Grade) -> str:
    """Return how sure it is, in a word."""
    return {Grade.SURE: _("sure"), Grade.PROBABLE: _("probable"), Grade.POSSIBLE: _("possible")}[grade]
