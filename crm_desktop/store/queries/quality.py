"""What is known of contacts, for judging it, and which pairs were said to be different."""

from __future__ import annotations

from typing import Any

from crm_desktop.domain.quality import QualityFact
from crm_desktop.store.queries.values import day_or_none
from crm_desktop.store.reading import Reader

_WORTH = """
  select account_id, sum(cents) as cents from (
    select account_id, net_cents as cents from sale where deleted_at is null and account_id is not null
    union all
    select account_id, amount_cents from deal where deleted_at is null and status = 'open' and account_id is not null)
  group by account_id"""

_FACTS = f"""
  with worth(account_id, cents) as materialized ({_WORTH})
  select c.id, c.kind = 'company', c.name, coalesce(f.name, ''), c.salutation, c.given_name, c.birthday, c.founded,
    c.vat_id, c.iban,
    coalesce((select value from contact_point where contact_id = c.id and kind = 'email'
      order by is_primary desc, id limit 1), ''),
    coalesce((select value from contact_point where contact_id = c.id and kind in ('phone', 'mobile')
      order by is_primary desc, id limit 1), ''),
    coalesce(a.postal_code, ''), coalesce(a.city, ''), coalesce(a.country, ''), c.category,
    c.standing = 'customer', max(coalesce(c.confirmed_on, ''), substr(coalesce(c.last_activity_at, ''), 1, 10)),
    coalesce(own.cents, 0)
  from contact c
    left join contact f on f.id = c.company_id
    left join worth own on own.account_id = c.id
    left join address a on a.id = (
      select id from address where contact_id = c.id order by is_primary desc, id limit 1)
  where c.deleted_at is null order by c.id"""


def quality_facts(reader: Reader) -> list[QualityFact]:
    """Return every contact outside the bin with what is judged of it."""
    return reader.rows(_fact, _FACTS)


def worth(reader: Reader) -> dict[int, int]:
    """Return by account what it bought and has in open deals, in cents."""
    return dict(reader.rows(lambda account, cents: (int(account), int(cents)), _WORTH))


def different_pairs(reader: Reader) -> set[tuple[int, int]]:
    """Return the pairs that were said to be two, the smaller id first."""
    sql = "select min(contact_id, other_id), max(contact_id, other_id) from different_pair"
    return set(reader.rows(lambda one, other: (int(one), int(other)), sql))


def _fact(*row: Any) -> QualityFact:
    ref, company, *texts = row
    name, firm, salutation, given, birthday, founded, *rest = texts
    vat_id, iban, email, phone, postal_code, city, country, category, customer, seen, cents = rest
    return QualityFact(
        ref, bool(company), name, firm, salutation, given, day_or_none(birthday), founded, vat_id, iban, email, phone,
        postal_code, city, country, category, bool(customer), day_or_none(seen or None), int(cents),
    )  # fmt: skip
