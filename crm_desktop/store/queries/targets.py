"""What is to be reached in a month or quarter, how much of it has been done, and what offers usually are."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.targets import TargetKind, TargetSpan, period_of
from crm_desktop.store.driver import Value
from crm_desktop.store.queries import report_activity
from crm_desktop.store.reading import Reader


class TargetRow(NamedTuple):
    """One target: what is counted, the month or quarter, and how much (cents for revenue)."""

    id: int
    kind: TargetKind
    span: TargetSpan
    starts: date
    amount: int

    @property
    def period(self) -> Period:
        """The days it holds for."""
        return period_of(self.span, self.starts)


class UsualOffer(NamedTuple):
    """What the offers of the last year were: how many were sent, answered, ordered, the middle of what they came to."""

    sent: int
    answered: int
    ordered: int
    #: The middle one's net, and how many days the middle order came after its offer; 0 without any.
    cents: int
    days: int


#: Kinds of entries that count for a target; notes count for none.
_KINDS = {
    TargetKind.ACTIVITIES: ("call", "email", "meeting", "visit", "letter"),
    TargetKind.CALLS: ("call",),
    TargetKind.MEETINGS: ("meeting", "visit"),
}


def targets(reader: Reader, first: date, last: date) -> list[TargetRow]:
    """Return the targets of months and quarters that begin between two days, the earliest first."""
    sql = "select id, kind, span, starts, amount from target where starts between ? and ? order by starts, span, kind"
    return reader.rows(_row, sql, (first.isoformat(), last.isoformat()))


def has_any(reader: Reader) -> bool:
    """Whether a target is set."""
    return bool(reader.scalar("select exists (select 1 from target)"))


def running(reader: Reader, today: date) -> list[TargetRow]:
    """Return the targets of the month and the quarter a day lies in, revenue first."""
    month, quarter = (period_of(span, today).first.isoformat() for span in TargetSpan)
    sql = """select id, kind, span, starts, amount from target
        where (span = 'month' and starts = ?) or (span = 'quarter' and starts = ?)
        order by kind <> 'revenue', span, kind <> 'offers', kind"""
    return reader.rows(_row, sql, (month, quarter))


def done(reader: Reader, kind: TargetKind, period: Period, *, currency: str) -> int:
    """Return how much of what a target counts has been done in a period: cents for revenue, else a number."""
    if kind is TargetKind.REVENUE:
        return _won(reader, period, currency) + direct_sales(reader, period, currency=currency)
    if kind is TargetKind.OFFERS:
        return len(sent_ids(reader, period))
    wanted = _KINDS[kind]
    entries = sum(one.entries for one in report_activity.counted(reader, period, "kind", "") if one.key in wanted)
    return entries - _planned(reader, wanted, period)


def _planned(reader: Reader, kinds: tuple[str, ...], period: Period) -> int:
    """Return how many entries of a period are still to be done: the sums kept of the history count them as well."""
    sql = """select count(*) from activity where due_on is not null and done_at is null and deleted_at is null
        and at >= :first and at < :until and kind in (select value from json_each(:kinds))"""
    return int(reader.scalar(sql, {**_instants(period), "kinds": json.dumps(kinds)}) or 0)


def won_ids(reader: Reader, period: Period, *, currency: str) -> list[int]:
    """Return the deals won in a period."""
    sql = f"select id {_WON}"
    return list(reader.ids(sql, {**_instants(period), "currency": currency}))


def sent_ids(reader: Reader, period: Period) -> list[int]:
    """Return the offers first sent in a period."""
    sql = """select id from offer where deleted_at is null and version_no = 1 and sent_at >= :first and sent_at < :until
        and issued_on >= :early"""
    early = (period.first - timedelta(days=400)).isoformat()
    return list(reader.ids(sql, {**_instants(period), "early": early}))


def direct_sales(reader: Reader, period: Period, *, currency: str) -> int:
    """Return what orders without a deal brought, in cents: the forecast, which rests on deals, does not know them."""
    sql = """select coalesce(sum(net_cents), 0) from sale where deal_id is null and deleted_at is null
        and currency = ? and day between ? and ?"""
    return int(reader.scalar(sql, (currency, period.first.isoformat(), period.last.isoformat())) or 0)


def usual_offer(reader: Reader, *, since: date, until: date, currency: str) -> UsualOffer:
    """Return what the offers sent between two days were; those superseded by a newer version are left out."""
    sql = """select net_cents, status in ('accepted', 'partly_accepted'), status = 'rejected',
          case when status in ('accepted', 'partly_accepted')
            then max(0, cast(julianday(decided_at) - julianday(sent_at) as integer)) end
        from offer where deleted_at is null and sent_at is not null and currency = ?
          and status in ('sent', 'accepted', 'partly_accepted', 'rejected', 'expired')
          and issued_on between ? and ?"""
    found = reader.rows(lambda *row: row, sql, (currency, since.isoformat(), until.isoformat()))
    ordered = sum(row[1] for row in found)
    amounts = sorted(int(row[0]) for row in found)
    days = sorted(int(row[3]) for row in found if row[3] is not None)
    return UsualOffer(len(found), ordered + sum(row[2] for row in found), ordered, _middle(amounts), _middle(days))


_WON = """from deal where status = 'won' and closed_at >= :first and closed_at < :until and deleted_at is null
    and currency = :currency"""


def _won(reader: Reader, period: Period, currency: str) -> int:
    sql = f"select coalesce(sum(amount_cents), 0) {_WON}"
    return int(reader.scalar(sql, {**_instants(period), "currency": currency}) or 0)


def _instants(period: Period) -> dict[str, Value]:
    after = period.last + timedelta(days=1)
    return {"first": to_text(start_of_day(period.first)), "until": to_text(start_of_day(after))}


def _middle(ordered: list[int]) -> int:
    return ordered[len(ordered) // 2] if ordered else 0


def _row(number: int, kind: str, span: str, starts: str, amount: int) -> TargetRow:
    return TargetRow(number, TargetKind(kind), TargetSpan(span), date.fromisoformat(starts), amount)
