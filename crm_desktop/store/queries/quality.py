"""What is known of contacts, for judging it, what was said to be right, and how healthy the data was day by day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.base.times import from_text, local_day, to_text
from crm_desktop.domain.quality import DealDays, Health, QualityFact, Way
from crm_desktop.store.queries.values import day_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import not_restricted

#: What each account bought and has in open deals.
WORTH = """
  select account_id, sum(cents) as cents from (
    select account_id, net_cents as cents from sale where deleted_at is null and account_id is not null
    union all
    select account_id, amount_cents from deal where deleted_at is null and status = 'open' and account_id is not null)
  group by account_id"""

_AMONG = "(select value from json_each(:ids))"

_FACTS = f"""
  select c.id, c.kind = 'company', c.name, coalesce(f.name, ''), c.salutation, c.given_name, c.family_name, c.birthday,
    c.founded, c.vat_id, c.iban, c.category,
    c.standing in ('customer', 'regular'), c.kind = 'company' or c.company_id is null,
    max(coalesce(c.confirmed_on, ''), substr(coalesce(c.last_activity_at, ''), 1, 10)),
    case when c.kind = 'company' then c.id else coalesce(c.company_id, c.id) end,
    coalesce(a.id, 0), coalesce(a.street, ''), coalesce(a.postal_code, ''), coalesce(a.city, ''),
    coalesce(a.country, '')
  from contact c
    left join contact f on f.id = c.company_id
    left join address a on a.id = (
      select id from address where contact_id = c.id order by is_primary desc, id limit 1)
  where c.id in {_AMONG} and c.deleted_at is null and {not_restricted("c.id")} order by c.id"""

_WAYS = f"""
  select contact_id, id, kind, value, normal from contact_point
  where contact_id in {_AMONG} and kind in ('phone', 'mobile', 'fax', 'email')
  order by contact_id, is_primary desc, id"""

#: Deals that were closed on an earlier day than they were opened, or after a moment.
_ODD_DEALS = """
  select account_id, id, title, opened_at, closed_at from deal
  where deleted_at is null and closed_at is not null and account_id is not null
    and (substr(closed_at, 1, 10) < substr(opened_at, 1, 10) or closed_at > ?)"""


class Around(NamedTuple):
    """What is asked once for all contacts, by account: what it is worth in cents, and its deals of odd days."""

    money: Mapping[int, int]
    deals: Mapping[int, Sequence[DealDays]]


def around(reader: Reader, *, until: datetime | None = None) -> Around:
    """Return what facts of contacts need of others; deals closed after `until` are odd."""
    return Around(worth(reader), odd_deals(reader, until=until))


def quality_facts(reader: Reader, contact_ids: Collection[int], others: Around) -> list[QualityFact]:
    """Return contacts outside the bin with what is judged of them."""
    among = {"ids": json.dumps(sorted(contact_ids))}
    ways: defaultdict[int, list[Way]] = defaultdict(list)
    for contact, *way in reader.rows(_row, _WAYS, among):
        ways[contact].append(Way(*way))

    def fact(*row: Any) -> QualityFact:
        ref, company, name, firm, salutation, given, family, birthday, founded, vat_id, iban, *rest = row
        category, customer, account, seen, account_id, address_id, street, code, city, country = rest
        return QualityFact(
            ref, bool(company), name, firm, salutation, given, family, day_or_none(birthday), founded, vat_id, iban,
            category, bool(customer), bool(account), day_or_none(seen or None), others.money.get(account_id, 0),
            address_id, street, code, city, country, tuple(ways.get(ref, ())), tuple(others.deals.get(ref, ())),
        )  # fmt: skip

    return reader.rows(fact, _FACTS, among)


def accounts(reader: Reader, contact_ids: Collection[int]) -> dict[int, int]:
    """Return by contact whose account it buys on: its company's, else its own."""
    sql = f"""select id, case when kind = 'company' then id else coalesce(company_id, id) end
      from contact where id in {_AMONG}"""
    among = {"ids": json.dumps(sorted(contact_ids))}
    return dict(reader.rows(lambda ref, account: (int(ref), int(account)), sql, among))


def worth(reader: Reader) -> dict[int, int]:
    """Return by account what it bought and has in open deals, in cents."""
    return dict(reader.rows(lambda account, cents: (int(account), int(cents)), WORTH))


def odd_deals(reader: Reader, *, until: datetime | None = None) -> dict[int, list[DealDays]]:
    """Return by account the deals whose days cannot be."""
    latest = "9999" if until is None else to_text(until)
    found: dict[int, list[DealDays]] = {}
    for account, ref, title, opened, closed in reader.rows(_row, _ODD_DEALS, (latest,)):
        days = DealDays(ref, title, local_day(from_text(opened)), local_day(from_text(closed)))
        found.setdefault(account, []).append(days)
    return found


def different_pairs(reader: Reader) -> set[tuple[int, int]]:
    """Return the pairs that were said to be two, the smaller id first."""
    sql = "select min(contact_id, other_id), max(contact_id, other_id) from different_pair"
    return set(reader.rows(lambda one, other: (int(one), int(other)), sql))


def accepted(reader: Reader) -> set[tuple[int, str, str]]:
    """Return contact, field and value of all that looks wrong and was said to be right."""
    sql = "select contact_id, field, value from accepted_value"
    return set(reader.rows(lambda contact, field, value: (int(contact), str(field), str(value)), sql))


def health(reader: Reader, *, days: int = 400) -> list[Health]:
    """Return how healthy the data was on the days it was looked at, the oldest first."""
    sql = "select day, contacts, sound, doubles, incomplete, stale, wrong from health order by day desc limit ?"
    found = reader.rows(lambda day, *counts: Health(date.fromisoformat(day), *counts), sql, (days,))
    return found[::-1]


def latest_health(reader: Reader) -> Health | None:
    """Return how healthy the data was when it was looked at last."""
    found = health(reader, days=1)
    return found[0] if found else None


def waiting(reader: Reader, *, today: date) -> int:  # noqa: ARG001 - the rail asks everybody as of a day
    """Return how many decisions waited when the data was looked at last; for the rail, which asks after each step."""
    latest = latest_health(reader)
    return latest.waiting if latest else 0


def contact_count(reader: Reader) -> int:
    """Return how many contacts there are outside the bin."""
    return int(reader.scalar("select count(*) from contact where deleted_at is null"))


def shares(reader: Reader, *, since: date) -> dict[str, float]:
    """Return how complete and how fresh what is known is: of all contacts, or of all companies, the share."""
    sql = """
      select count(*), coalesce(sum(kind = 'company'), 0),
        coalesce(sum(exists (select 1 from contact_point p
          where p.contact_id = c.id and p.kind in ('phone', 'mobile', 'email'))), 0),
        coalesce(sum(kind = 'company' and exists (select 1 from address a
          where a.contact_id = c.id and a.city <> '' and a.postal_code <> '')), 0),
        coalesce(sum(kind = 'company' and category <> ''), 0),
        coalesce(sum(max(coalesce(confirmed_on, ''), substr(coalesce(last_activity_at, ''), 1, 10)) >= ?), 0)
      from contact c not indexed where deleted_at is null"""
    every, firms, reach, address, category, fresh = reader.row(_row, sql, (since.isoformat(),)) or (0,) * 6
    whole, companies = max(1, every), max(1, firms)
    return {
        "reach": reach / whole,
        "address": address / companies,
        "category": category / companies,
        "fresh": fresh / whole,
    }


def sold_without_category(reader: Reader) -> float:
    """Return the share of what was sold to customers without a category: what evaluations by category leave out."""
    sql = """
      select coalesce(sum(case when c.category = '' then s.net_cents else 0 end), 0), coalesce(sum(s.net_cents), 0)
      from sale s join contact c on c.id = s.account_id where s.deleted_at is null"""
    return reader.row(lambda without, whole: without / whole if whole > 0 else 0.0, sql) or 0.0


def _row(*values: Any) -> tuple[Any, ...]:
    return values
