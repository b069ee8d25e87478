"""What decides whether somebody who fits a campaign gets it, read in a few sweeps however many there are."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.campaigns import CampaignChannel
from crm_desktop.store.queries.segment_fields import CONTACTS
from crm_desktop.store.queries.segment_sql import segment_where
from crm_desktop.store.reading import Reader


class Person(NamedTuple):
    """Somebody who fits."""

    contact_id: int
    company_id: int | None
    is_person: bool
    name: str
    family_name: str
    restricted: bool

    @property
    def account_id(self) -> int:
        """Whose purchases count."""
        return self.company_id or self.contact_id

    @property
    def is_private(self) -> bool:
        """Whether the law protects it as a consumer."""
        return self.is_person and self.company_id is None


class Place(NamedTuple):
    """Where a letter would go."""

    street: str
    postal_code: str
    city: str
    country: str

    @property
    def is_complete(self) -> bool:
        """Whether a letter would arrive."""
        return bool(self.city and (self.street or self.postal_code))


class MemberRow(NamedTuple):
    """Somebody in a campaign already."""

    id: int
    contact_id: int
    company_id: int | None
    variant: str
    held_out: bool
    sent_at: datetime | None


_PEOPLE = f"""
select c.id, c.company_id, c.kind = 'person', c.name, c.family_name,
  c.restricted_on is not null or coalesce((select restricted_on from contact f where f.id = c.company_id), '') <> ''
from {CONTACTS} where c.deleted_at is null and {{where}} order by c.sort_key, c.id"""

_PLACES = """
select contact_id, case when street = '' then extra else street end, postal_code, city, country
from address order by contact_id, is_primary desc, kind = 'billing' desc, id"""

_POINTS = """
select contact_id, normal from contact_point where kind in (:kind, :other) and normal <> ''
order by contact_id, is_primary desc, id"""

_RECENT = """
select m.contact_id, k.name, max(m.sent_at) from campaign_member m join campaign k on k.id = m.campaign_id
where m.sent_at >= :since and m.campaign_id <> :id and k.deleted_at is null group by m.contact_id"""

_OPEN_DEALS = """
select account_id, title, max(amount_cents) from deal
where status = 'open' and deleted_at is null and account_id is not null
group by account_id having sum(amount_cents) >= :cents"""

_MEMBERS = """
select m.id, m.contact_id, c.company_id, m.variant, m.held_out, m.sent_at
from campaign_member m join contact c on c.id = m.contact_id where m.campaign_id = ? order by m.id"""


def people(reader: Reader, *, segment_id: int | None, as_of: date) -> list[Person]:
    """Return who belongs to a segment, by name; nobody does to none."""
    if segment_id is None:
        return []
    found = segment_where(reader, segment_id=segment_id, as_of=as_of)
    return reader.rows(_person, _PEOPLE.format(where=found.sql), found.values)


def people_of(reader: Reader, *, contact_ids: Collection[int]) -> list[Person]:
    """Return some contacts as those who fit, whether they do or not; those in the bin are left out."""
    where = "c.id in (select value from json_each(:ids))"
    return reader.rows(_person, _PEOPLE.format(where=where), {"ids": json.dumps(list(contact_ids))})


def left_by_hand(reader: Reader, *, campaign_id: int) -> frozenset[int]:
    """Return whom the user took out of a campaign."""
    sql = "select contact_id from campaign_left_out where campaign_id = ? and reason = 'by_hand'"
    return frozenset(reader.ids(sql, (campaign_id,)))


def places(reader: Reader) -> dict[int, Place]:
    """Return the address each contact is written to."""
    found: dict[int, Place] = {}
    for contact_id, *parts in reader.rows(lambda *row: row, _PLACES):
        found.setdefault(contact_id, Place(*parts))
    return found


def points(reader: Reader, channel: CampaignChannel) -> dict[int, str]:
    """Return the e-mail address or phone number each contact is reached at."""
    kinds = ("email", "email") if channel is CampaignChannel.EMAIL else ("phone", "mobile")
    found: dict[int, str] = {}
    for contact_id, normal in reader.rows(lambda *row: row, _POINTS, dict(zip(("kind", "other"), kinds, strict=True))):
        found.setdefault(contact_id, normal)
    return found


def written_to(reader: Reader, *, campaign_id: int, days: int, today: date) -> dict[int, str]:
    """Return whom other campaigns reached within so many days, with the name of the last one."""
    since = to_text(start_of_day(today - timedelta(days=days)))
    rows = reader.rows(lambda *row: row, _RECENT, {"since": since, "id": campaign_id})
    return {contact_id: name for contact_id, name, _at in rows}


def open_deals(reader: Reader, *, cents: int) -> dict[int, str]:
    """Return the accounts whose open deals are worth so much, with the title of the largest."""
    rows = reader.rows(lambda *row: row, _OPEN_DEALS, {"cents": cents})
    return {account_id: title for account_id, title, _amount in rows}


def customers(reader: Reader) -> set[int]:
    """Return the accounts that have bought something."""
    return set(reader.ids("select distinct account_id from sale where deleted_at is null and account_id is not null"))


def members(reader: Reader, *, campaign_id: int) -> list[MemberRow]:
    """Return everybody in a campaign, held out or not."""
    return reader.rows(_member, _MEMBERS, (campaign_id,))


def home_country(reader: Reader) -> str:
    """Return the country of the firm, where addresses without one lie."""
    return str(reader.scalar("select country from firm order by id limit 1") or "DE")


def _person(*values: Any) -> Person:
    row = Person._make(values)
    return row._replace(is_person=bool(values[2]), restricted=bool(values[5]))


def _member(*values: Any) -> MemberRow:
    row = MemberRow._make(values)
    sent = datetime.fromisoformat(values[5]) if values[5] else None
    return row._replace(held_out=bool(values[4]), sent_at=sent)
