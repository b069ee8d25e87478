"""Everything that is known of a contact, as an erasure and an access request look at it."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.base.times import local_day
from crm_desktop.store.queries.values import day, day_or_none, instant
from crm_desktop.store.reading import Reader


class HeldRow(NamedTuple):
    """A record that has to do with a contact. `role` tells what it is to the law (see the operation that judges)."""

    role: str
    table: str
    id: int
    title: str
    on: date | None


class Whole(NamedTuple):
    """A contact as far as its erasure goes."""

    id: int
    uuid: str
    kind: str
    name: str
    given_name: str
    family_name: str
    title: str
    customer_number: str
    iban: str
    vat_id: str
    company_id: int | None
    restricted_on: date | None
    #: Whether it ever bought something.
    bought: bool


_LENGTH_OF_A_DAY = len("2026-11-24")

#: Offers by their number: any version an order came of makes all of them letters of a deal.
_OFFERS = """
select case when o.sent_at is null and o.pdf_sha256 is null then 'draft'
    when o.status = 'accepted' or exists (select 1 from offer v join sale s on s.offer_id = v.id
      where v.id = o.id or (v.number is not null and v.number = o.number)) then 'offer_ordered'
    else 'offer_open' end || case when o.account_id = :id or o.account_id is null then '' else '_named' end,
  'offer', o.id, trim(coalesce(o.number, '') || ' ' || o.subject),
  coalesce(o.decided_at, o.sent_at, o.issued_on)
from offer o where o.account_id = :id or o.person_id = :id"""

_SALES = "select 'order', 'sale', id, coalesce(number, ''), day from sale where account_id = :id"

_DEALS = """
select case when d.account_id = :id or d.account_id is null then 'deal' else 'deal_named' end, 'deal', d.id, d.title,
  coalesce(d.closed_at, d.opened_at)
from deal d where d.account_id = :id or d.person_id = :id
  or d.id in (select deal_id from deal_contact where contact_id = :id)"""

#: A letter is one of a deal that came about; entries that concern others too are unlinked only.
_ACTIVITIES = """
select case when a.kind in ('letter', 'email', 'document') and (
      exists (select 1 from deal d where d.id = a.deal_id and (d.status = 'won'
        or exists (select 1 from sale s where s.deal_id = d.id)))
      or exists (select 1 from offer o where o.id = a.offer_id and (o.status = 'accepted'
        or exists (select 1 from sale s where s.offer_id = o.id)))) then 'letter' else 'entry' end
    || case when exists (select 1 from activity_contact x where x.activity_id = a.id and x.contact_id <> :id)
      then '_shared' else '' end,
  'activity', a.id, coalesce(nullif(a.subject, ''), substr(a.body, 1, 80)), a.at
from activity_contact ac join activity a on a.id = ac.activity_id where ac.contact_id = :id"""

#: What hangs at a deal, offer, inquiry or case of the contact without naming anybody it concerns.
_OWN_ENTRIES = """
select 'entry', 'activity', a.id, coalesce(nullif(a.subject, ''), substr(a.body, 1, 80)), a.at
from activity a where not exists (select 1 from activity_contact x where x.activity_id = a.id) and (
  a.deal_id in (select id from deal where account_id = :id)
  or a.offer_id in (select id from offer where account_id = :id)
  or a.case_id in (select id from service_case where contact_id = :id)
  or a.lead_id in ({leads}))"""

_CASES = """
select 'case', 'service_case', id, title, coalesce(solved_at, opened_at)
from service_case where contact_id = :id"""

#: Inquiries that were turned into the contact, and those that came from the same address.
_LEAD_IDS = """
select l.id from lead l
where l.contact_id = :id or (l.company_id = :id and l.contact_id is null) or (l.email <> '' and exists (
  select 1 from contact_point p where p.contact_id = :id and p.kind = 'email' and p.normal = lower(trim(l.email))))"""
_LEADS = f"select 'lead', 'lead', id, title, arrived_at from lead where id in ({_LEAD_IDS})"

_CONSENTS = """
select case when channel = 'phone' and status in ('opt_in', 'double_opt_in', 'presumed', 'existing_customer')
    then 'consent' else 'statement' end,
  'consent', id, channel, max(given_at, coalesce(last_used_at, ''))
from consent where contact_id = :id"""

_ATTACHMENTS = "select 'file', 'attachment', id, name, added_at from attachment where contact_id = :id"
_MEMBERS = """
select 'campaign', 'campaign_member', m.id, k.name, m.sent_at
from campaign_member m join campaign k on k.id = m.campaign_id where m.contact_id = :id"""
_REPLIES = """
select 'reply', 'survey_reply', r.id, s.name, r.at
from survey_reply r join survey s on s.id = r.survey_id where r.contact_id = :id"""
_REQUESTS = "select 'request', 'data_request', id, kind, received_on from data_request where contact_id = :id"

_ENTRIES = _OWN_ENTRIES.format(leads=_LEAD_IDS)
_ALL = (
    _SALES, _OFFERS, _DEALS, _ACTIVITIES, _ENTRIES, _CASES, _LEADS, _CONSENTS, _ATTACHMENTS, _MEMBERS, _REPLIES,
    _REQUESTS,
)  # fmt: skip

_WHOLE = """
select c.id, c.uuid, c.kind, c.name, c.given_name, c.family_name, c.title, coalesce(c.customer_number, ''), c.iban,
  c.vat_id, c.company_id, c.restricted_on, exists (select 1 from sale s where s.account_id = c.id)
from contact c where c.id = ?"""


def whole(reader: Reader, *, contact_id: int) -> Whole | None:
    """Return a contact, also one in the bin; None where there is none."""
    return reader.row(_whole, _WHOLE, (contact_id,))


def held(reader: Reader, *, contact_id: int) -> list[HeldRow]:
    """Return every record that has to do with a contact, whatever lies in the bin included."""
    by_id = {"id": contact_id}
    return [row for sql in _ALL for row in reader.rows(_held, sql, by_id)]


def parts(reader: Reader, *, contact_id: int) -> dict[str, int]:
    """Return how many parts of its own a contact has, by table."""
    sql = """select 'contact_point', count(*) from contact_point where contact_id = :id
      union all select 'address', count(*) from address where contact_id = :id
      union all select 'tag', count(*) from tag where contact_id = :id
      union all select 'employment', count(*) from employment where person_id = :id or company_id = :id"""
    return {table: count for table, count in reader.rows(_counted, sql, {"id": contact_id}) if count}


class Former(NamedTuple):
    """What a contact was called and where it was reached before, as far as the journal still knows."""

    names: tuple[str, ...]
    mails: tuple[str, ...]
    numbers: tuple[str, ...]
    streets: tuple[str, ...]


_PAST = """
select old_values from change where kind = 'contact' and op in (2, 3) and (row_id = :id
  or row_id in (select row_id from change where kind = 'contact' and op = 3
    and json_extract(old_values, '$.uuid') in (select value from json_each(:merged))))"""
_PAST_PARTS = """
select old_values from change where kind = '{part}' and op in (2, 3) and (
  row_id in (select id from {part} where contact_id = :id)
  or row_id in (select row_id from change where kind = '{part}' and op = 3
    and json_extract(old_values, '$.contact_id') = :id))"""


def former(reader: Reader, *, contact_id: int) -> Former:
    """Return names and addresses a contact, or one that was merged into it, had before."""
    custom = json.loads(reader.scalar("select custom from contact where id = ?", (contact_id,)) or "{}")
    given: dict[str, int | str] = {"id": contact_id, "merged": json.dumps(custom.get("merged_ids", []))}
    found = [json.loads(one) for one in reader.rows(str, _PAST, given)]
    points, places = (
        [json.loads(one) for one in reader.rows(str, _PAST_PARTS.format(part=part), {"id": contact_id})]
        for part in ("contact_point", "address")
    )
    names = [old.get("name", "") for old in found]
    names += [f"{old.get('given_name', '')} {old.get('family_name', '')}".strip() for old in found]
    values = [str(old.get(key, "")) for old in points for key in ("value", "normal")]
    return Former(
        tuple(filter(None, dict.fromkeys(names))),
        tuple(one for one in values if "@" in one), tuple(one for one in values if one and "@" not in one),
        tuple(filter(None, (old.get("street", "") for old in places))),
    )  # fmt: skip


def ways(reader: Reader, *, contact_id: int) -> list[tuple[str, str]]:
    """Return how a contact is reached: kind and value, as typed and as compared."""
    sql = """select kind, value from contact_point where contact_id = :id union
      select kind, normal from contact_point where contact_id = :id and normal <> ''"""
    return reader.rows(_two, sql, {"id": contact_id})


def streets(reader: Reader, *, contact_id: int) -> list[tuple[str, bool]]:
    """Return the streets of a contact, and whether somebody else lives or works there as well."""
    sql = """select a.street, exists (select 1 from address b where b.contact_id <> a.contact_id
        and b.postal_code = a.postal_code and lower(b.street) = lower(a.street))
      from address a where a.contact_id = ? and a.street <> ''"""
    return reader.rows(lambda street, shared: (street, bool(shared)), sql, (contact_id,))


def shared_ways(reader: Reader, *, contact_id: int) -> set[str]:
    """Return addresses and numbers of a contact that are those of others as well."""
    sql = """select p.normal from contact_point p where p.contact_id = ? and p.normal <> ''
      and exists (select 1 from contact_point q where q.normal = p.normal and q.contact_id <> p.contact_id)"""
    return set(reader.rows(str, sql, (contact_id,)))


def names_of_others(reader: Reader, *, contact_id: int, words: str, plain: str) -> list[str]:
    """Return names of other contacts and of products that may have a word in them, folded or as it is written."""
    sql = """select name from contact where id <> :id and (sort_key like :folded or name like :plain)
      union select name from product where name like :plain or name like :folded"""
    return reader.rows(str, sql, {"id": contact_id, "folded": f"%{words}%", "plain": f"%{plain}%"})


def own_terms(reader: Reader) -> list[tuple[str, str, int, bool, str]]:
    """Return the terms the firm decided itself: country, class, months, whether from the end of the year, basis."""
    sql = "select country, kind, months, from_year_end, basis from retention_rule order by id"
    return reader.rows(lambda *row: (row[0], row[1], row[2], bool(row[3]), row[4]), sql)


def pseudonym_key(reader: Reader) -> str:
    """Return the key other words are drawn with in copies of this file, in hexadecimal; "" before the first one."""
    text = reader.scalar("select value from setting where key = 'pseudonym_key'")
    return str(json.loads(text)) if text else ""


def firm_country(reader: Reader) -> str:
    """Return where the firm is."""
    return str(reader.scalar("select coalesce(nullif(country, ''), 'DE') from firm order by id limit 1") or "DE")


def comments_of(reader: Reader, *, activity_ids: Collection[int]) -> list[int]:
    """Return the comments on entries of the history."""
    sql = "select id from activity_comment where activity_id in (select value from json_each(?))"
    return list(reader.ids(sql, (json.dumps(list(activity_ids)),)))


class OtherFile(NamedTuple):
    """A file that stays with others although its text names the person."""

    attachment_id: int
    name: str
    text: str


def files_of_others(reader: Reader, *, besides: Collection[str]) -> list[OtherFile]:
    """Return the files whose text is known, but for these contents."""
    sql = """select a.id, a.name, t.body from attachment a join blob b on b.sha256 = a.sha256
      join blob_text t on t.blob_id = b.id where t.body <> '' and a.sha256 not in (select value from json_each(?))"""
    return reader.rows(OtherFile, sql, (json.dumps(list(besides)),))


def _held(role: str, table: str, record_id: int, title: str, on: str | None) -> HeldRow:
    return HeldRow(role, table, record_id, title, _day(on))


def _day(value: str | None) -> date | None:
    """Return the day of what is stored as a day or as an instant."""
    if not value:
        return None
    return day(value) if len(value) == _LENGTH_OF_A_DAY else local_day(instant(value))


def _whole(*values: Any) -> Whole:
    row = Whole._make(values)
    return row._replace(restricted_on=day_or_none(values[11]), bought=bool(values[12]))


def _two(first: str, second: str) -> tuple[str, str]:
    return first, second


def _counted(table: str, count: int) -> tuple[str, int]:
    return table, count
