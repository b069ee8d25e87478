"""Contacts side by side before they are made one: their fields, what each has any number of, and what moves along."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.domain.contacts import PointKind
from crm_desktop.store.queries import contact_keys
from crm_desktop.store.queries.contact_card import ContactFacts, facts
from crm_desktop.store.queries.values import instant_or_none
from crm_desktop.store.reading import Reader

_ENTRIES = (
    "select count(distinct activity_id) from activity_contact where contact_id in (select value from json_each(?))"
)
_DEALS = """
select count(*) from deal where deleted_at is null and (account_id in (select value from json_each(?1))
  or person_id in (select value from json_each(?1)))"""
_FIRST = """select min(a.at) from activity_contact c join activity a on a.id = c.activity_id
where c.contact_id = ?"""
_POINTS = """select kind, value, coalesce(nullif(normal, ''), value) from contact_point where contact_id = ?
order by is_primary desc, id"""
_ADDRESSES = """select street, extra, postal_code, city from address where contact_id = ?
order by is_primary desc, id"""
_REFUSING = frozenset((ConsentStatus.OBJECTION.value, ConsentStatus.WITHDRAWN.value))


class Way(NamedTuple):
    """One of several values of a contact as it is read, and the form equal ones share."""

    shown: str
    normal: str


class Ways(NamedTuple):
    """What a contact has any number of, the main one of each first."""

    phones: tuple[Way, ...] = ()
    mobiles: tuple[Way, ...] = ()
    emails: tuple[Way, ...] = ()
    links: tuple[Way, ...] = ()
    addresses: tuple[Way, ...] = ()
    tags: tuple[Way, ...] = ()
    #: Channels allowed, and those refused.
    allowed: frozenset[Channel] = frozenset()
    refused: frozenset[Channel] = frozenset()
    entries: int = 0
    #: When the first entry of the history happened.
    since: datetime | None = None


class SideBySide(NamedTuple):
    """The contacts in the order asked for, and how much history and how many deals the one that stays will have."""

    contacts: tuple[ContactFacts, ...]
    entries: int
    deals: int
    ways: tuple[Ways, ...] = ()


def side_by_side(reader: Reader, *, contact_ids: Sequence[int]) -> SideBySide:
    """Return contacts to be compared; those that are not there any more are left out."""
    given = json.dumps(list(contact_ids))
    with reader.snapshot():
        found = [facts(reader, contact_id=contact_id) for contact_id in contact_ids]
        there = tuple(one for one in found if one is not None)
        return SideBySide(
            there,
            int(reader.scalar(_ENTRIES, (given,))),
            int(reader.scalar(_DEALS, (given,))),
            tuple(_ways(reader, one.id) for one in there),
        )


def _ways(reader: Reader, contact_id: int) -> Ways:
    points = reader.rows(lambda kind, shown, normal: (PointKind(kind), Way(shown, normal)), _POINTS, (contact_id,))
    of = {kind: tuple(way for own, way in points if own is kind) for kind in PointKind}
    known = {PointKind.PHONE, PointKind.MOBILE, PointKind.EMAIL}
    consents = contact_keys.consents_of(reader, contact_id)
    refused = frozenset(row.as_channel for row in consents if row.status in _REFUSING)
    return Ways(
        of[PointKind.PHONE], of[PointKind.MOBILE], of[PointKind.EMAIL],
        tuple(way for kind, way in points if kind not in known),
        tuple(reader.rows(_address, _ADDRESSES, (contact_id,))),
        tuple(reader.rows(lambda name: Way(name, name.lower()), "select name from tag where contact_id = ? order by id",
                          (contact_id,))),
        frozenset(row.as_channel for row in consents) - refused, refused,
        int(reader.scalar(_ENTRIES, (json.dumps([contact_id]),))),
        instant_or_none(reader.scalar(_FIRST, (contact_id,))),
    )  # fmt: skip


def _address(street: str, extra: str, postal_code: str, city: str) -> Way:
    town = f"{postal_code} {city}".strip()
    return Way(", ".join(part for part in (street, extra, town) if part), f"{street}|{postal_code}|{city}".lower())
