"""What waits in data protection: people to be told, requests to be answered, data that are due to be erased."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from crm_desktop.base.times import from_text, local_day
from crm_desktop.domain.privacy import Origin, RequestKind
from crm_desktop.store.queries.values import day, day_or_none
from crm_desktop.store.reading import Reader


class OriginRow(NamedTuple):
    """What is known of a contact's data."""

    contact_id: int
    name: str
    origin: Origin
    origin_detail: str
    obtained_on: date | None
    informed_on: date | None
    informed_by: str
    restricted_for: str
    keep_until: date | None
    keep_basis: str
    restricted_on: date | None


class RequestRow(NamedTuple):
    """Something a person asked for; `contact` is "" after it was erased."""

    id: int
    number: str
    kind: RequestKind
    contact_id: int | None
    contact: str
    received_on: date
    due_on: date
    extended: bool
    answered_on: date | None
    note: str


class Idle(NamedTuple):
    """A contact with the days its data are judged by, for the list of those due to be erased."""

    id: int
    name: str
    company: str
    is_company: bool
    restricted: bool
    keep_until: date | None
    created: date | None
    last_touch: date | None
    last_order: date | None
    #: The latest of what commercial law might want kept: an ordered offer, a letter of a deal that came about.
    last_letter: date | None
    last_case: date | None
    #: The newest consent to be called that was given or used.
    last_consent: date | None


_ORIGIN = """
select c.id, c.name, coalesce(p.origin, ''), coalesce(p.origin_detail, ''), p.obtained_on, p.informed_on,
  coalesce(p.informed_by, ''), coalesce(p.restricted_for, ''), p.keep_until, coalesce(p.keep_basis, ''), c.restricted_on
from contact c left join data_protection p on p.contact_id = c.id where {where} order by p.obtained_on, c.sort_key, c.id
limit :limit"""

_REQUESTS = """
select r.id, r.number, r.kind, r.contact_id, coalesce(c.name, ''), r.received_on, r.due_on, r.extended, r.answered_on,
  r.note
from data_request r left join contact c on c.id = r.contact_id {where}
order by r.answered_on is not null, r.due_on, r.id desc"""

#: People and companies nothing is open or planned with.
_IDLE = """
with touch(id, at) as (
  select ac.contact_id, max(ac.at) from activity_contact ac join activity a on a.id = ac.activity_id
  where a.kind <> 'system' and a.deleted_at is null group by ac.contact_id),
 bought(id, day) as (select account_id, max(day) from sale where account_id is not null group by account_id),
 ordered(id, day) as (
  select who, max(at) from (
    select o.account_id as who, coalesce(o.decided_at, o.sent_at, o.issued_on) as at from offer o
      where o.status in ('accepted', 'partly_accepted') or o.id in (select offer_id from sale)
    union all
    select o.person_id, coalesce(o.decided_at, o.sent_at, o.issued_on) from offer o
      where o.status in ('accepted', 'partly_accepted') or o.id in (select offer_id from sale)
    union all
    select ac.contact_id, a.at from activity a join activity_contact ac on ac.activity_id = a.id
      where a.kind in ('letter', 'email', 'document') and (a.deal_id in (select id from deal where status = 'won')
        or a.offer_id in (select offer_id from sale)))
  where who is not null group by who),
 claimed(id, day) as (
  select contact_id, max(coalesce(solved_at, opened_at)) from service_case where contact_id is not null
  group by contact_id),
 agreed(id, day) as (
  select contact_id, max(max(given_at, coalesce(last_used_at, ''))) from consent
  where channel = 'phone' and status in ('opt_in', 'double_opt_in', 'presumed', 'existing_customer')
  group by contact_id)
select c.id, c.name, coalesce(f.name, ''), c.kind = 'company', c.restricted_on is not null, p.keep_until, c.created_at,
  t.at, b.day, o.day, k.day, g.day
from contact c left join contact f on f.id = c.company_id left join data_protection p on p.contact_id = c.id
  left join touch t on t.id = c.id left join bought b on b.id = c.id left join ordered o on o.id = c.id
  left join claimed k on k.id = c.id left join agreed g on g.id = c.id
where (c.created_at is null or c.created_at < :before)
  and (t.at is null or t.at < :before) and (b.day is null or b.day < :before)
  and (p.keep_until is null or p.keep_until < :today)
  and not exists (select 1 from deal d where (d.account_id = c.id or d.person_id = c.id)
    and d.status in ('open', 'parked') and d.deleted_at is null)
  and not exists (select 1 from activity_contact ac join activity a on a.id = ac.activity_id
    where ac.contact_id = c.id and a.due_on is not null and a.done_at is null and a.deleted_at is null)
  and not exists (select 1 from lead l where l.contact_id = c.id and l.status in ('new', 'contacted', 'qualified')
    and l.deleted_at is null)
order by coalesce(t.at, b.day, c.created_at), c.id"""


def origin(reader: Reader, *, contact_id: int) -> OriginRow | None:
    """Return what is known of a contact's data; None where there is no such contact."""
    return reader.row(_origin, _ORIGIN.format(where="c.id = :id"), {"id": contact_id, "limit": 1})


def to_inform(reader: Reader, *, limit: int = 500) -> list[OriginRow]:
    """Return whose data were obtained from elsewhere or themselves and who was not told yet, the earliest first."""
    where = """p.origin not in ('', 'own') and p.informed_on is null and c.kind = 'person' and c.deleted_at is null"""
    return reader.rows(_origin, _ORIGIN.format(where=where), {"limit": limit})


def without_origin(reader: Reader) -> int:
    """Return of how many people nobody noted where their data come from."""
    sql = """select count(*) from contact c where c.kind = 'person' and c.deleted_at is null and not exists (
      select 1 from data_protection p where p.contact_id = c.id and p.origin <> '')"""
    return int(reader.scalar(sql))


def without_origin_ids(reader: Reader, *, limit: int = 100_000) -> list[int]:
    """Return of whom nobody noted where their data come from."""
    sql = """select c.id from contact c where c.kind = 'person' and c.deleted_at is null and not exists (
      select 1 from data_protection p where p.contact_id = c.id and p.origin <> '') order by c.id limit ?"""
    return list(reader.ids(sql, (limit,)))


def restricted_ids(reader: Reader) -> list[int]:
    """Return whose data may only be kept."""
    return list(reader.ids("select id from contact where restricted_on is not null order by id"))


def requests(reader: Reader, *, contact_id: int | None = None) -> list[RequestRow]:
    """Return what was asked for, all of it or by one contact: what waits first, by its last day."""
    where = "" if contact_id is None else "where r.contact_id = :id"
    return reader.rows(_request, _REQUESTS.format(where=where), {} if contact_id is None else {"id": contact_id})


def request_count(reader: Reader, *, year: int) -> int:
    """Return how many requests came in a year."""
    return int(reader.scalar("select count(*) from data_request where number like ?", (f"D-{year}-%",)))


def texts(reader: Reader) -> dict[str, str]:
    """Return the firm's own texts for its papers, by their keys."""
    return dict(reader.rows(lambda key, text: (key, text), "select key, text from privacy_text"))


def idle(reader: Reader, *, before: date, today: date) -> list[Idle]:
    """Return the contacts nothing happened with since a day and nothing is open or planned with."""
    return reader.rows(_idle, _IDLE, {"before": before.isoformat(), "today": today.isoformat()})


def _origin(*values: Any) -> OriginRow:
    row = OriginRow._make(values)
    return row._replace(
        origin=Origin(values[2]), obtained_on=day_or_none(values[4]), informed_on=day_or_none(values[5]),
        keep_until=day_or_none(values[8]), restricted_on=day_or_none(values[10]),
    )  # fmt: skip


def _request(*values: Any) -> RequestRow:
    row = RequestRow._make(values)
    return row._replace(
        kind=RequestKind(values[2]), received_on=day(values[5]), due_on=day(values[6]), extended=bool(values[7]),
        answered_on=day_or_none(values[8]),
    )  # fmt: skip


def _idle(*values: Any) -> Idle:
    row = Idle._make(values)
    return row._replace(
        is_company=bool(values[3]), restricted=bool(values[4]), keep_until=day_or_none(values[5]),
        created=_day(values[6]), last_touch=_day(values[7]), last_order=_day(values[8]), last_letter=_day(values[9]),
        last_case=_day(values[10]), last_consent=_day(values[11]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    """Return the day of what is stored as a day or as an instant."""
    if not text:
        return None
    return day(text) if "T" not in text else local_day(from_text(text))
