"""Contacts side by side before they are made one: their fields, and what would move along."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.store.queries.contact_card import ContactFacts, facts
from crm_desktop.store.reading import Reader

_ENTRIES = (
    "select count(distinct activity_id) from activity_contact where contact_id in (select value from json_each(?))"
)
_DEALS = """
select count(*) from deal where deleted_at is null and (account_id in (select value from json_each(?1))
  or person_id in (select value from json_each(?1)))"""


class SideBySide(NamedTuple):
    """The contacts in the order asked for, and how much history and how many deals the one that stays will have."""

    contacts: tuple[ContactFacts, ...]
    entries: int
    deals: int


def side_by_side(reader: Reader, *, contact_ids: Sequence[int]) -> SideBySide:
    """Return contacts to be compared; those that are not there any more are left out."""
    given = json.dumps(list(contact_ids))
    with reader.snapshot():
        found = [facts(reader, contact_id=contact_id) for contact_id in contact_ids]
        return SideBySide(
            tuple(one for one in found if one is not None),
            int(reader.scalar(_ENTRIES, (given,))),
            int(reader.scalar(_DEALS, (given,))),
        )
