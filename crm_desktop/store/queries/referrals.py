"""Who came through whom, with what each brought so far in the firm's currency."""

from __future__ import annotations

from crm_desktop.domain.facts import ReferralFact
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld

_FACTS = f"""
with named(id) as (
  select id from contact where referred_by_id is not null and deleted_at is null
  union select referred_by_id from contact where referred_by_id is not null and deleted_at is null)
select c.id, {withheld("c.name", "c.id")},
  coalesce((select sum(net_cents) from sale where account_id in (c.id, c.company_id)
    and deleted_at is null and currency = coalesce((select currency from firm order by id limit 1), currency)), 0),
  c.referred_by_id
from named join contact c on c.id = named.id where c.deleted_at is null order by c.id"""


def referral_facts(reader: Reader) -> list[ReferralFact]:
    """Return everybody who recommended the firm or came by a recommendation."""
    return reader.rows(ReferralFact, _FACTS)
