"""Questions about offers on their way: which one leads its deal, what is to be followed up, how long answers take."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.base.times import local_day
from crm_desktop.store.queries.values import PLANNED, day, day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader


class LeadingOffer(NamedTuple):
    """The offer a deal is worth, of all that were sent for it and are not answered with no."""

    id: int
    net_cents: int
    currency: str
    #: What one unit of its currency is in the firm's.
    rate: Decimal
    #: How many offers it leads, itself included.
    rivals: int


class OpenOffer(NamedTuple):
    """A sent offer that waits for its answer, valid or not, with what is planned about it."""

    id: int
    number: str
    version_no: int
    subject: str
    contact_id: int | None
    customer: str
    deal_id: int | None
    net_cents: int
    currency: str
    sent_at: datetime
    valid_until: date | None
    #: The stage of its open deal and its configured chance; None without such a deal.
    stage_id: int | None
    configured: int
    #: The next day something is planned for with the offer or its deal, and what.
    next_on: date | None
    next_what: str
    #: When somebody last spoke or wrote about the offer or its deal.
    last_contact: datetime | None


_LIVE = """o.deal_id = :deal and o.status = 'sent' and o.deleted_at is null"""

#: Under this key an entry says that the program planned it when an offer was sent, and why.
BY_ITSELF = "follow_up"

#: Expired offers older than this are no longer asked after.
FORGOTTEN_DAYS = 60

_TALKED = "('call', 'email', 'meeting', 'letter', 'visit')"


def leading(reader: Reader, *, deal_id: int) -> LeadingOffer | None:
    """Return the offer a deal is worth: the one marked so, else the one sent last; None where nothing waits."""
    return reader.row(
        _leading,
        f"""select o.id, o.net_cents, o.currency, o.rate, count(*) over () from offer o where {_LIVE}
            order by o.leading desc, o.sent_at desc, o.id desc limit 1""",
        {"deal": deal_id},
    )


def _leading(offer_id: int, net_cents: int, currency: str, rate: str, rivals: int) -> LeadingOffer:
    return LeadingOffer(offer_id, net_cents, currency, Decimal(rate), rivals)


def marked(reader: Reader, *, deal_id: int) -> list[int]:
    """Return the offers of a deal that are marked as the leading one: at most one but for what was imported."""
    return list(reader.ids("select id from offer where deal_id = ? and leading order by id", (deal_id,)))


def own_follow_ups(reader: Reader, *, offer_id: int) -> list[int]:
    """Return the open tasks about an offer that the program set by itself."""
    found = reader.rows(
        lambda ref, custom: (ref, json.loads(custom or "{}")),
        f"select a.id, a.custom from activity a where a.offer_id = ? and {PLANNED} order by a.due_on, a.id",
        (offer_id,),
    )
    return [ref for ref, custom in found if BY_ITSELF in custom]


def days_to_order(reader: Reader, *, limit: int = 500) -> list[int]:
    """Return the days between the sending of each offer and its order, those ordered last first."""
    sql = """select o.sent_at, coalesce(s.day, substr(o.decided_at, 1, 10)) as ordered from offer o
        left join sale s on s.offer_id = o.id and s.deleted_at is null
        where o.status in ('accepted', 'partly_accepted') and o.sent_at is not null and o.deleted_at is null
          and ordered is not null
        order by ordered desc, o.id desc limit ?"""
    return reader.rows(lambda sent, ordered: (day(ordered) - local_day(instant(sent))).days, sql, (limit,))


def waiting(reader: Reader) -> list[OpenOffer]:
    """Return the sent offers nobody has answered, of open deals and of none, the one sent first first."""
    return reader.rows(
        _open_offer,
        f"""select o.id, coalesce(o.number, ''), o.version_no, o.subject, coalesce(o.person_id, o.account_id),
              coalesce(k.name, ''), o.deal_id, o.net_cents, o.currency, o.sent_at, o.valid_until, d.stage_id,
              coalesce(s.probability, 0), a.due_on, coalesce(a.subject, ''),
              (select max(t.at) from activity t where t.deleted_at is null and t.kind in {_TALKED}
                 and (t.offer_id = o.id or t.deal_id = o.deal_id) and not (t.due_on is not null and t.done_at is null)
                 and t.at >= o.sent_at)
            from offer o left join contact k on k.id = coalesce(o.account_id, o.person_id)
              left join deal d on d.id = o.deal_id left join stage s on s.id = d.stage_id
              left join activity a on a.id = (
                select a.id from activity a where (a.offer_id = o.id or a.deal_id = o.deal_id) and {PLANNED}
                order by a.due_on, a.id limit 1)
            where o.status = 'sent' and o.deleted_at is null and o.sent_at is not null
              and (o.deal_id is null or d.status = 'open')
            order by o.sent_at, o.id""",
    )


def due_count(reader: Reader, *, today: date) -> int:
    """Return how many sent offers somebody should ask after now: nothing is planned for them, or it is due."""
    sql = f"""select count(*) from offer o left join deal d on d.id = o.deal_id
        where o.status = 'sent' and o.deleted_at is null and o.sent_at is not null
          and (o.deal_id is null or d.status = 'open') and (o.valid_until is null or o.valid_until >= :oldest)
          and (not exists (select 1 from activity a where a.offer_id = o.id and {PLANNED})
              and (o.deal_id is null
                or not exists (select 1 from activity a where a.deal_id = o.deal_id and {PLANNED}))
            or exists (select 1 from activity a where a.offer_id = o.id and {PLANNED} and a.due_on <= :today)
            or exists (select 1 from activity a where a.deal_id = o.deal_id and {PLANNED} and a.due_on <= :today))"""
    oldest = today - timedelta(days=FORGOTTEN_DAYS)
    return int(reader.scalar(sql, {"today": today.isoformat(), "oldest": oldest.isoformat()}))


def _open_offer(*values: Any) -> OpenOffer:
    row = OpenOffer._make(values)
    return row._replace(
        sent_at=instant(values[9]),
        valid_until=day_or_none(values[10]),
        next_on=day_or_none(values[13]),
        last_contact=instant_or_none(values[15]),
    )
