"""The inquiries as facts the engine learns from, and closed deals it looks for similar ones in."""

from __future__ import annotations

from typing import Any

from crm_desktop.domain.lead_facts import ClosedDeal, LeadFact
from crm_desktop.store.queries.values import instant, instant_or_none
from crm_desktop.store.reading import Reader

_FACT = """
select l.id, l.arrived_at, l.answered_at, l.closed_at, l.status = 'converted', l.first_source, l.first_channel,
  coalesce(k.name, ''), l.company <> '' or l.company_id is not null, l.phone <> '' or l.mobile <> '', l.email <> '',
  l.budget_cents, l.wanted_on is not null, l.was_known, l.referred_by <> '', length(l.raw_text),
  coalesce(d.status, ''), coalesce(d.amount_cents, 0), d.closed_at
from lead l left join campaign k on k.id = l.first_campaign_id left join deal d on d.id = l.deal_id
where l.deleted_at is null"""


def lead_facts(reader: Reader) -> list[LeadFact]:
    """Return every inquiry as a fact, oldest first."""
    return reader.rows(_fact, f"{_FACT} order by l.arrived_at, l.id")


def closed_deals(reader: Reader, *, limit: int = 4_000) -> list[ClosedDeal]:
    """Return the deals that were won or lost, those closed last first."""
    sql = """select d.id, d.title, coalesce(c.name, ''), coalesce(c.category, ''), d.channel, d.product_id,
          d.amount_cents, d.currency, d.status = 'won', d.lost_reason, d.opened_at, d.closed_at
        from deal d left join contact c on c.id = d.account_id
        where d.status in ('won', 'lost') and d.closed_at is not null and d.deleted_at is null
        order by d.closed_at desc, d.id desc limit ?"""
    return reader.rows(_deal, sql, (limit,))


def _fact(*values: Any) -> LeadFact:
    row = LeadFact._make(values)
    return row._replace(
        arrived=instant(values[1]),
        answered=instant_or_none(values[2]),
        closed=instant_or_none(values[3]),
        converted=bool(row.converted),
        has_company=bool(row.has_company),
        has_phone=bool(row.has_phone),
        has_email=bool(row.has_email),
        has_date=bool(row.has_date),
        known=bool(row.known),
        referred=bool(row.referred),
        deal_closed=instant_or_none(values[18]),
    )


def _deal(*values: Any) -> ClosedDeal:
    row = ClosedDeal._make(values)
    return row._replace(won=bool(row.won), opened=instant(values[10]), closed=instant(values[11]))
