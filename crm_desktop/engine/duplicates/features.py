"""A contact as the comparison sees it: folded, split into parts, without what says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.domain.facts import ContactFact

#: Words of a firm's name that say what it is in law, not who it is; folded.
LEGAL_FORMS = frozenset(
    """gmbh mbh gesellschaft haftungsbeschrankt ug ag kg kgaa ohg gbr ek eg ev se partg partgmbb co cokg kgaa stiftung
    inc incorporated corp corporation company ltd limited llc llp plc lp pty sa sarl sas spa srl bv nv ab as oy aps
    und and the of fur for""".split()  # noqa: SIM905 - one list of words
)
_STREET_ENDS = re.compile(
    r"(strase|strasse|straße|str|street|st|road|rd|avenue|ave|weg|platz|allee|gasse|circuit|place)$"
)
_NUMBER = re.compile(r"\d+[a-z]?")
#: What stands before the @ where a whole firm reads the mail.
_GENERIC = frozenset(
    """info mail kontakt contact office buero post verwaltung service sales vertrieb hello hallo zentrale
    team""".split()  # noqa: SIM905 - one list of words
)


class Features(NamedTuple):
    """What is compared of one contact; everything folded, "" and () where nothing is known."""

    id: int
    is_company: bool
    given: str
    family: str
    #: The words of a firm's name without its legal form, in the order written.
    firm: tuple[str, ...]
    legal_form: str
    company: str
    mails: frozenset[str]
    #: Addresses of a whole firm, like info@: they say which firm, not which person.
    shared_mails: frozenset[str]
    phones: frozenset[str]
    #: Year, month and day, 0 where one is missing.
    birth: tuple[int, int, int]
    postal_code: str
    city: str
    region: str
    street: str
    number: str
    extra: str
    vat_id: str


def features(fact: ContactFact) -> Features:
    """Fold a contact."""
    firm, legal = _firm(fact.name) if fact.is_company else ((), "")
    personal, shared = _mails(fact.mails)
    street, number = _street(fact.street)
    return Features(
        id=fact.id,
        is_company=fact.is_company,
        given=" ".join(words(fact.given_name)),
        family=" ".join(words(fact.family_name)) or ("" if fact.is_company else " ".join(words(fact.name))),
        firm=firm,
        legal_form=legal,
        company=" ".join(_firm(fact.company)[0]),
        mails=personal,
        shared_mails=shared,
        phones=frozenset(fact.phones),
        birth=(0, 0, 0) if fact.birthday is None else (fact.birthday.year, fact.birthday.month, fact.birthday.day),
        postal_code="".join(words(fact.postal_code)),
        city=" ".join(words(fact.city)),
        region=" ".join(words(fact.region)),
        street=street,
        number=number,
        extra=" ".join(words(fact.extra)),
        vat_id="".join(words(fact.vat_id)),
    )


def _firm(name: str) -> tuple[tuple[str, ...], str]:
    found = words(name)
    kept = tuple(word for word in found if word not in LEGAL_FORMS)
    return (kept or tuple(found)), " ".join(sorted(word for word in found if word in LEGAL_FORMS))


def _mails(mails: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    shared = frozenset(mail for mail in mails if mail.partition("@")[0] in _GENERIC)
    return frozenset(mails) - shared, shared


def _street(street: str) -> tuple[str, str]:
    """Split "Lange Straße 5 a" and "5 Long Street" into a name and a number."""
    parts = words(street)
    number = next((part for part in parts if _NUMBER.fullmatch(part)), "")
    name = [part for part in parts if part != number]
    if name:
        name[-1] = _STREET_ENDS.sub("", name[-1])
    return " ".join(part for part in name if part), number
