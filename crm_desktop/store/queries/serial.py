"""Questions about many contacts at once, for letters, labels and e-mails to them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.base import times
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.store.queries.recipients import Recipient
from crm_desktop.store.reading import Reader

#: Contacts asked for at once.
PORTION = 500


class SerialRow(NamedTuple):
    """What a text to somebody may say beside name and address; money in cents of the firm's currency."""

    id: int
    company_id: int | None
    job_title: str
    category: str
    industry: str
    language: str
    birthday: date | None
    last_activity_at: datetime | None
    is_restricted: bool
    email: str
    phone: str
    custom: Mapping[str, Any]


class Bought(NamedTuple):
    """What an account bought."""

    account_id: int
    first_day: date
    last_day: date
    orders: int
    cents: int
    #: Since a day.
    lately_cents: int
    #: The largest article of the last order; "" where none is named.
    last_article: str


_WANTED = "select value from json_each(:ids)"
_ROWS = f"""
select c.id, c.company_id, c.job_title, c.category, c.industry, c.language, c.birthday, c.last_activity_at,
    c.restricted_on is not null,
    coalesce((select value from contact_point where contact_id = c.id and kind = 'email'
      order by is_primary desc, id limit 1), ''),
    coalesce((select value from contact_point where contact_id = c.id and kind in ('phone', 'mobile')
      order by is_primary desc, id limit 1), ''),
    c.custom
from contact c where c.deleted_at is null and c.id in ({_WANTED})"""
_RECIPIENTS = f"""
select c.id, c.kind, c.name, c.salutation, c.title, c.given_name, c.family_name, c.letter_salutation,
    coalesce(c.customer_number, ''), coalesce(a.street, ''), coalesce(a.extra, ''), coalesce(a.postal_code, ''),
    coalesce(a.city, ''), coalesce(a.country, '')
from contact c left join address a on a.id = (
    select id from address where contact_id = c.id order by is_primary desc, kind = 'billing' desc, id limit 1)
where c.id in ({_WANTED})"""
_BOUGHT = f"""
with home(currency) as (select coalesce((select currency from firm order by id limit 1), 'EUR')),
account as (
  select account_id, min(day) as first_day, max(day) as last_day, count(*) as orders, sum(net_cents) as cents,
    sum(case when day > :since then net_cents else 0 end) as lately
  from sale where deleted_at is null and currency = (select currency from home) and account_id in ({_WANTED})
  group by account_id)
select account_id, first_day, last_day, orders, cents, lately, coalesce((
    select l.product_name from sale s join sale_line l on l.sale_id = s.id
    where s.account_id = account.account_id and s.day = account.last_day and s.deleted_at is null
    order by l.net_cents desc, l.id limit 1), '')
from account"""


def serial_rows(reader: Reader, *, ids: Sequence[int]) -> dict[int, SerialRow]:
    """Return what texts may say of some contacts, by id; those in the bin are left out."""
    return {row.id: row for some in _portions(ids) for row in reader.rows(_row, _ROWS, {"ids": json.dumps(some)})}


def recipients(reader: Reader, *, ids: Sequence[int]) -> dict[int, Recipient]:
    """Return some contacts as letters need them, each with the primary of its addresses, by id."""
    return {
        found.id: found
        for some in _portions(ids)
        for found in reader.rows(_recipient, _RECIPIENTS, {"ids": json.dumps(some)})
    }


def bought(reader: Reader, *, account_ids: Sequence[int], since: date) -> dict[int, Bought]:
    """Return what some accounts bought in the firm's currency, by id; who bought nothing is left out."""
    return {
        found.account_id: found
        for some in _portions(account_ids)
        for found in reader.rows(_bought, _BOUGHT, {"ids": json.dumps(some), "since": since.isoformat()})
    }


def _portions(ids: Sequence[int]) -> Iterator[list[int]]:
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), PORTION):
        yield wanted[start : start + PORTION]


def _row(*values: Any) -> SerialRow:
    row = SerialRow._make(values)
    return row._replace(
        birthday=date.fromisoformat(values[6]) if values[6] else None,
        last_activity_at=times.from_text(values[7]) if values[7] else None,
        is_restricted=bool(values[8]),
        custom=json.loads(values[-1] or "{}"),
    )


def _recipient(*values: Any) -> Recipient:
    row = Recipient._make(values)
    return row._replace(kind=ContactKind(row.kind))


def _bought(*values: Any) -> Bought:
    row = Bought._make(values)
    return row._replace(first_day=date.fromisoformat(values[1]), last_day=date.fromisoformat(values[2]))
