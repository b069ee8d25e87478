"""What campaigns brought, as facts: who was reached and answered, what was ordered, and arguments over the years."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from crm_desktop.base.times import from_text, local_day
from crm_desktop.store.reading import Reader

#: Answers that were hoped for: the others say no, or that nothing arrived.
WANTED = "m.responded_at is not null and m.response not in ('no_interest', 'objection', 'undeliverable')"


class MemberRow(NamedTuple):
    """A recipient with its answer."""

    account_id: int
    variant: str
    argument: str
    held_out: bool
    sent_on: date | None
    answered: bool
    wanted: bool


class OrderRow(NamedTuple):
    """An order in the firm's currency."""

    account_id: int
    day: date
    cents: int
    linked: bool


class ArgumentRow(NamedTuple):
    """An argument over all campaigns: whom it reached, who answered as wished, what was ordered."""

    argument: str
    sent: int
    answers: int
    orders: int
    revenue_cents: int


class VersusRow(NamedTuple):
    """A campaign to compare with."""

    campaign_id: int
    name: str
    sent: int
    answers: int
    offers: int
    orders: int
    revenue_cents: int


_HOME = "(select coalesce((select currency from firm order by id limit 1), 'EUR'))"

_MEMBERS = f"""
select coalesce(c.company_id, c.id), m.variant, m.argument, m.held_out, m.sent_at, m.responded_at is not null, {WANTED}
from campaign_member m join contact c on c.id = m.contact_id where m.campaign_id = ?"""

_LINKED = "(s.campaign_id is not null and s.campaign_id = :id or d.campaign_id is not null and d.campaign_id = :id)"

_ORDERS = f"""
select s.account_id, s.day, s.net_cents, {_LINKED} as linked
from sale s left join deal d on d.id = s.deal_id
where s.deleted_at is null and s.account_id is not null and s.currency = {_HOME}
  and (linked or s.day between :first and :last)"""

_COUNTS = """
select (select count(*) from offer o join deal d on d.id = o.deal_id
    where d.campaign_id = :id and o.deleted_at is null and o.number is not null and o.status <> 'superseded'),
  (select count(*) from deal where campaign_id = :id and deleted_at is null),
  (select count(*) from deal where campaign_id = :id and deleted_at is null and status = 'won')"""

_ARGUMENTS = f"""
select m.argument, count(*), sum({WANTED}), 0, 0
from campaign_member m join campaign k on k.id = m.campaign_id
where m.sent_at is not null and m.argument <> '' and k.deleted_at is null and (:but is null or k.id <> :but)
group by 1"""

_ARGUMENT_ORDERS = f"""
select argument, count(*), sum(cents) from (
  select distinct s.id, m.argument as argument, s.net_cents as cents
  from sale s cross join contact c on c.id = s.account_id or c.company_id = s.account_id
    cross join campaign_member m on m.campaign_id = s.campaign_id and m.contact_id = c.id
  where s.campaign_id is not null and s.deleted_at is null and m.sent_at is not null and m.argument <> ''
    and s.currency = {_HOME} and (:but is null or s.campaign_id <> :but))
group by 1"""

_LAST = """
select k.id from campaign k where k.deleted_at is null and k.id <> :id
  and exists (select 1 from campaign_member m where m.campaign_id = k.id and m.sent_at is not null)
order by k.channel = :channel desc, k.status = 'closed' desc, coalesce(k.starts_on, '') desc, k.id desc limit 1"""

_VERSUS = f"""
select k.id, k.name, (select count(*) from campaign_member m where m.campaign_id = k.id and m.sent_at is not null),
  (select count(*) from campaign_member m where m.campaign_id = k.id and m.sent_at is not null and not m.held_out
    and m.responded_at is not null), 0,
  (select count(*) from sale s where s.campaign_id = k.id and s.deleted_at is null),
  coalesce((select sum(net_cents) from sale s where s.campaign_id = k.id and s.deleted_at is null
    and s.currency = {_HOME}), 0)
from campaign k where k.id = ?"""

_USUAL = f"""
select coalesce(sum(net_cents) / nullif(count(*), 0), 0) from sale s
where s.deleted_at is null and s.currency = {_HOME} and s.day > :since and s.day <= :last and s.net_cents > 0"""


def members(reader: Reader, *, campaign_id: int) -> list[MemberRow]:
    """Return everybody in a campaign with what it answered."""
    return reader.rows(_member, _MEMBERS, (campaign_id,))


def orders(reader: Reader, *, campaign_id: int, first: date, last: date) -> list[OrderRow]:
    """Return what was ordered because of a campaign, and all that was ordered on some days."""
    return reader.rows(
        lambda account, day, cents, linked: OrderRow(account, date.fromisoformat(day), cents, bool(linked)),
        _ORDERS, {"id": campaign_id, "first": first.isoformat(), "last": last.isoformat()},
    )  # fmt: skip


def pipeline_counts(reader: Reader, *, campaign_id: int) -> tuple[int, int, int]:
    """Return how many offers, deals and won deals came of a campaign."""
    found = reader.row(lambda *row: row, _COUNTS, {"id": campaign_id})
    return found or (0, 0, 0)


def arguments(reader: Reader, *, but: int | None = None) -> list[ArgumentRow]:
    """Return what each argument brought in all campaigns, or all but one."""
    ordered = {
        argument: (orders, cents)
        for argument, orders, cents in reader.rows(lambda *row: row, _ARGUMENT_ORDERS, {"but": but})
    }
    rows = reader.rows(ArgumentRow, _ARGUMENTS, {"but": but})
    return [
        row._replace(orders=orders, revenue_cents=cents)
        for row in rows
        for orders, cents in [ordered.get(row.argument, (0, 0))]
    ]


def last_other(reader: Reader, *, campaign_id: int, channel: str) -> VersusRow | None:
    """Return the last campaign before that went out, one of the same channel where there is one."""
    found = reader.scalar(_LAST, {"id": campaign_id, "channel": channel})
    if found is None:
        return None
    row = reader.row(VersusRow, _VERSUS, (found,))
    return row._replace(offers=pipeline_counts(reader, campaign_id=found)[0]) if row else None


def usual_order_cents(reader: Reader, *, since: date, last: date) -> int:
    """Return what an order was worth on average between two days."""
    return int(reader.scalar(_USUAL, {"since": since.isoformat(), "last": last.isoformat()}) or 0)


def _member(*values: Any) -> MemberRow:
    sent = local_day(from_text(values[4])) if values[4] else None
    return MemberRow(values[0], values[1], values[2], bool(values[3]), sent, bool(values[5]), bool(values[6]))
