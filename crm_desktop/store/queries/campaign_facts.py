"""What convinced and what did not: arguments of won deals, reasons of lost ones, and the answers to campaigns."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.store.driver import Value
from crm_desktop.store.reading import Reader


class ReasonRow(NamedTuple):
    """An argument or reason ("" for none), how many deals name it, and what they were worth; cents."""

    name: str
    cases: int
    cents: int


class ResponseRow(NamedTuple):
    """A version of a campaign: how many received it and answered, and what its receivers ordered because of it."""

    campaign_id: int
    campaign: str
    argument: str
    sent: int
    answers: int
    orders: int
    revenue_cents: int
    cost_cents: int


_REASONS = """
select {column}, count(*), coalesce(sum(amount_cents), 0) from deal
where status = :status and deleted_at is null and substr(closed_at, 1, 10) between :first and :last
  and (:pipeline is null or pipeline_id = :pipeline) and (:campaign is null or campaign_id = :campaign)
  and currency = coalesce((select currency from firm order by id limit 1), currency)
group by 1 order by 2 desc, 1"""

_RESPONSES = """
select k.id, k.name, m.argument, count(*), sum(m.responded_at is not null),
  coalesce(sum((select count(*) from sale s where s.campaign_id = k.id and s.deleted_at is null
    and s.account_id in (c.id, c.company_id))), 0),
  coalesce(sum((select sum(net_cents) from sale s where s.campaign_id = k.id and s.deleted_at is null
    and s.account_id in (c.id, c.company_id)
    and s.currency = coalesce((select currency from firm order by id limit 1), s.currency))), 0),
  k.cost_cents
from campaign k join campaign_member m on m.campaign_id = k.id join contact c on c.id = m.contact_id
where k.deleted_at is null and m.sent_at is not null and (:campaign is null or k.id = :campaign)
group by k.id, m.argument order by k.id desc, m.argument"""


def won_arguments(reader: Reader, *, first: date, last: date, pipeline_id: int | None = None) -> list[ReasonRow]:
    """Return what convinced in the deals won on some days, the commonest first."""
    return reader.rows(ReasonRow, _REASONS.format(column="won_argument"), _bounds("won", first, last, pipeline_id))


def lost_reasons(reader: Reader, *, first: date, last: date, pipeline_id: int | None = None) -> list[ReasonRow]:
    """Return why the deals closed on some days were lost, the commonest first."""
    return reader.rows(ReasonRow, _REASONS.format(column="lost_reason"), _bounds("lost", first, last, pipeline_id))


def responses(reader: Reader, *, campaign_id: int | None = None) -> list[ResponseRow]:
    """Return how the versions of one campaign or of all were answered, the newest campaign first."""
    return reader.rows(ResponseRow, _RESPONSES, {"campaign": campaign_id})


def _bounds(status: str, first: date, last: date, pipeline_id: int | None) -> dict[str, Value]:
    return {
        "status": status, "first": first.isoformat(), "last": last.isoformat(), "pipeline": pipeline_id,
        "campaign": None,
    }  # fmt: skip
