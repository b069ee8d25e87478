"""What a day begins with: what is due, what comes, what lies about, the week in entries and in figures.

Plain SQL along indexes: this is the first thing painted. What money is at stake is worked out a floor above.
"""

from __future__ import annotations

import json
from calendar import isleap
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.kinds import ActivityKind, Priority
from crm_desktop.store.driver import Value
from crm_desktop.store.queries.values import PLANNED, day, day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld


class DueRow(NamedTuple):
    """Something planned, with whom it concerns and the open deal it is about (amount 0 and no stage without one)."""

    id: int
    version: int
    kind: ActivityKind
    subject: str
    due_on: date
    due_time: str
    priority: Priority
    recurrence: str
    reminder_at: datetime | None
    offer_id: int | None
    deal_id: int | None
    deal: str
    amount_cents: int
    currency: str
    stage_id: int | None
    #: The stage's configured chance in percent.
    configured: int
    person_id: int | None
    person: str
    account_id: int | None
    account: str


class DueCounts(NamedTuple):
    """How much is planned for before a day, for that day, and after it."""

    overdue: int
    today: int
    later: int


class IdleDeal(NamedTuple):
    """An open deal for which nothing is planned."""

    id: int
    title: str
    account: str
    person_id: int | None
    amount_cents: int
    currency: str
    stage_id: int
    stage: str
    configured: int
    #: As set for the stage; None lets experience decide.
    stale_days: int | None
    since: datetime


class OpenOffer(NamedTuple):
    """A sent offer that waits for its answer."""

    id: int
    number: str
    subject: str
    account: str
    deal_id: int | None
    valid_until: date | None
    sent_at: datetime | None
    net_cents: int
    currency: str
    #: Of its open deal; None without one.
    stage_id: int | None
    configured: int
    #: Something is planned with it or its deal.
    planned: bool


class Birthday(NamedTuple):
    """Somebody who has a birthday on one of the days asked for; who was born on a leap day has it a day before."""

    id: int
    name: str
    account: str
    born: date
    on: date


class Rhythm(NamedTuple):
    """A customer who bought several times and of whom nothing is open or planned."""

    id: int
    name: str
    orders: int
    first: date
    last: date
    #: What an order is worth on average, in the currency most of them are in.
    order_cents: int
    currency: str


class Waiting(NamedTuple):
    """How many inquiries nobody has looked at, and since when the first one waits."""

    number: int
    since: datetime | None


class WeekEntry(NamedTuple):
    """Something that stands on a day of the week, planned or done; `time` is local, HH:MM or ""."""

    id: int
    on: date
    time: str
    minutes: int | None
    kind: ActivityKind
    subject: str
    whom: str
    done: bool


class WeekFigures(NamedTuple):
    """What came of some days, in numbers; money in cents of the firm's currency."""

    deals: int
    offers: int
    orders: int
    orders_cents: int
    talks: int


_WHO = """(select c.{column} from activity_contact ac join contact c on c.id = ac.contact_id
     where ac.activity_id = a.id and c.kind = '{kind}' order by ac.id limit 1)"""

_OF_DEAL = ("d.account_id", "d.person_id")

_DUE = f"""
select a.id, a.version, a.kind, a.subject, a.due_on, a.due_time, a.priority, a.recurrence, a.reminder_at,
  a.offer_id, a.deal_id, {withheld("coalesce(d.title, '')", *_OF_DEAL)}, coalesce(d.amount_cents, 0),
  coalesce(d.currency, ''), d.stage_id,
  coalesce(s.probability, 0), p.id,
  {withheld("coalesce(p.name, '')", "p.id")}, k.id, {withheld("coalesce(k.name, '')", "k.id")}
from activity a
  left join deal d on d.id = a.deal_id and d.status = 'open' and d.deleted_at is null
  left join stage s on s.id = d.stage_id
  left join contact p on p.id = coalesce({_WHO.format(column="id", kind="person")}, d.person_id)
  left join contact k on k.id = coalesce({_WHO.format(column="id", kind="company")}, d.account_id, p.company_id)
where {PLANNED} and a.due_on between :first and :last
order by {{order}} limit :limit"""

_BY_STAKE = "coalesce(d.amount_cents * s.probability, 0) desc, a.priority <> 'high', a.due_on, a.id"
_BY_TIME = "a.due_on, a.due_time = '', a.due_time, a.priority <> 'high', a.id"


def due(reader: Reader, *, first: date = date.min, last: date, by_time: bool = False, limit: int = 200) -> list[DueRow]:
    """Return what is planned for some days: the most money at stake by the configured chances first, or by time."""
    sql = _DUE.format(order=_BY_TIME if by_time else _BY_STAKE)
    values: dict[str, Value] = {"first": first.isoformat(), "last": last.isoformat(), "limit": limit}
    return reader.rows(_due_row, sql, values)


def counts(reader: Reader, *, today: date) -> DueCounts:
    """Return how many planned entries are overdue, due today, and due later."""
    sql = f"""select count(*) filter (where a.due_on < :today), count(*) filter (where a.due_on = :today),
        count(*) filter (where a.due_on > :today) from activity a where {PLANNED}"""
    return reader.row(DueCounts, sql, {"today": today.isoformat()}) or DueCounts(0, 0, 0)


def overdue_ids(reader: Reader, *, today: date) -> list[int]:
    """Return what was due before today, what is worth most first."""
    sql = f"""select a.id from activity a left join deal d on d.id = a.deal_id and d.status = 'open'
        left join stage s on s.id = d.stage_id
        where {PLANNED} and a.due_on < ? order by coalesce(d.amount_cents * s.probability, 0) desc, a.due_on, a.id"""
    return list(reader.ids(sql, (today.isoformat(),)))


def idle_deals(reader: Reader) -> list[IdleDeal]:
    """Return the open deals for which nothing is planned."""
    return reader.rows(
        _idle,
        f"""select d.id, d.title, coalesce(k.name, ''), d.person_id, d.amount_cents, d.currency, d.stage_id, s.name,
              s.probability, s.stale_days, d.stage_since
            from deal d join stage s on s.id = d.stage_id
              left join contact k on k.id = coalesce(d.account_id, d.person_id)
            where d.status = 'open' and d.deleted_at is null and k.restricted_on is null
              and d.id not in (select a.deal_id from activity a where {PLANNED} and a.deal_id is not null)""",
    )


def open_offers(reader: Reader) -> list[OpenOffer]:
    """Return the sent offers that wait for an answer, the newest version of each."""
    return reader.rows(
        _offer,
        f"""select o.id, coalesce(o.number, ''), o.subject, coalesce(k.name, ''), o.deal_id, o.valid_until, o.sent_at,
              o.net_cents, o.currency, d.stage_id, coalesce(s.probability, 0),
              exists (select 1 from activity a where a.offer_id = o.id and {PLANNED})
              or exists (select 1 from activity a where a.deal_id = o.deal_id and {PLANNED})
            from offer o left join contact k on k.id = coalesce(o.account_id, o.person_id)
              left join deal d on d.id = o.deal_id left join stage s on s.id = d.stage_id
            where o.status = 'sent' and o.deleted_at is null and k.restricted_on is null
              and (o.deal_id is null or d.status = 'open')""",
    )


def answers(reader: Reader) -> tuple[int, int]:
    """Return how many offers were accepted, and how many were answered at all."""
    sql = """select coalesce(sum(status in ('accepted', 'partly_accepted')), 0), count(*)
        from offer where status in ('accepted', 'partly_accepted', 'rejected')"""
    return reader.row(lambda won, decided: (won, decided), sql) or (0, 0)


def birthdays(reader: Reader, *, first: date, days: int, limit: int = 5) -> list[Birthday]:
    """Return who has a birthday on one of some days: customers, and those with an open deal."""
    span = [first + timedelta(days=step) for step in range(days)]
    wanted = {f"{on:%m-%d}": on for on in span}
    for on in span:
        if (on.month, on.day) == (2, 28) and not isleap(on.year):
            wanted["02-29"] = on
    order = " ".join(f"when '{born}' then {(on - first).days}" for born, on in wanted.items())
    return reader.rows(
        lambda ref, name, account, born: Birthday(ref, name, account, day(born), wanted[born[5:10]]),
        f"""select c.id, c.name, coalesce(k.name, ''), c.birthday from contact c
            left join contact k on k.id = c.company_id
            where c.birthday is not null and c.deleted_at is null and c.restricted_on is null
              and substr(c.birthday, 6, 5) in (select value from json_each(?))
              and (c.standing in ('customer', 'regular') or exists (
                select 1 from deal d where d.person_id = c.id and d.status = 'open' and d.deleted_at is null))
            order by case substr(c.birthday, 6, 5) {order} end, c.standing <> 'regular', c.id limit ?""",
        (json.dumps(list(wanted)), limit),
    )


def rhythms(reader: Reader, *, least: int = 3, first: date) -> list[Rhythm]:
    """Return the customers with so many orders on different days and one since a day, of whom nothing is open."""
    return reader.rows(
        _rhythm,
        f"""select k.id, k.name, count(distinct s.day), min(s.day), max(s.day),
              (select cast(avg(o.net_cents) as integer) || ' ' || o.currency from sale o
               where o.account_id = s.account_id and o.deleted_at is null
               group by o.currency order by count(*) desc, max(o.day) desc limit 1)
            from sale s join contact k on k.id = s.account_id
            where s.deleted_at is null and k.deleted_at is null and k.standing <> 'former' and k.restricted_on is null
            group by s.account_id
            having count(distinct s.day) >= :least and max(s.day) >= :first
              and not exists (select 1 from deal d where d.account_id = s.account_id and d.deleted_at is null
                              and d.status in ('open', 'parked'))
              and not exists (select 1 from activity_contact ac join activity a on a.id = ac.activity_id
                              where ac.contact_id = s.account_id and {PLANNED})""",
        {"least": least, "first": first.isoformat()},
    )


def usual_gap(reader: Reader) -> float | None:
    """Return the days between two orders in the middle of all customers who ordered again; None without any."""
    sql = """select (julianday(max(day)) - julianday(min(day))) / (count(distinct day) - 1) as gap from sale
        where deleted_at is null and account_id is not null group by account_id having count(distinct day) > 1
        order by gap"""
    gaps = reader.rows(float, sql)
    return gaps[len(gaps) // 2] if gaps else None


def waiting_leads(reader: Reader) -> Waiting:
    """Return how many inquiries wait, and since when."""
    sql = "select count(*), min(arrived_at) from lead where status = 'new' and deleted_at is null"
    return reader.row(lambda number, since: Waiting(number, instant_or_none(since)), sql) or Waiting(0, None)


def last_said(reader: Reader, *, deal_id: int | None, contact_id: int | None) -> str:
    """Return what was last said about a deal, else with a contact, "" where nothing was."""
    of_deal = """select coalesce(nullif(a.body, ''), a.subject) from activity a
        where a.deal_id = :ref and {said} order by a.at desc limit 1"""
    of_contact = """select coalesce(nullif(a.body, ''), a.subject) from activity_contact ac
        join activity a on a.id = ac.activity_id where ac.contact_id = :ref and {said} order by ac.at desc limit 1"""
    said = (
        "a.kind in ('call', 'email', 'meeting', 'note', 'visit') and not (a.due_on is not null and a.done_at is null)"
    )
    for sql, ref in ((of_deal, deal_id), (of_contact, contact_id)):
        found = (
            None if ref is None else reader.scalar(sql.format(said=f"{said} and a.deleted_at is null"), {"ref": ref})
        )
        if found:
            return str(found)
    return ""


def phone_of(reader: Reader, *, contact_id: int) -> str:
    """Return the number to call somebody at: the office's before the mobile; "" where none is known."""
    sql = """select value from contact_point where contact_id = ? and kind in ('phone', 'mobile')
        order by kind = 'mobile', is_primary = 0, id limit 1"""
    return str(reader.scalar(sql, (contact_id,)) or "")


def has_deals(reader: Reader) -> bool:
    """Return whether there has ever been a deal."""
    return bool(reader.scalar("select 1 from deal where deleted_at is null limit 1"))


def last_step_before(reader: Reader, *, today: date) -> datetime | None:
    """Return when something was last changed before today."""
    sql = "select at from step where at < ? order by id desc limit 1"
    return instant_or_none(reader.scalar(sql, (to_text(start_of_day(today)),)))


def week(reader: Reader, *, first: date, last: date) -> list[WeekEntry]:
    """Return what stands on some days, planned or done, by time."""
    return reader.rows(
        _week_entry,
        f"""select a.id, a.due_on, a.due_time, a.minutes, a.kind, a.subject,
             coalesce((select {withheld("c.name", "c.id")} from activity_contact ac
                         join contact c on c.id = ac.contact_id
                       where ac.activity_id = a.id order by ac.id limit 1), ''), a.done_at is not null
           from activity a
           where a.deleted_at is null and a.id in (
             select id from activity where due_on between :first and :last and done_at is null and deleted_at is null
             union all
             select id from activity where at >= :since and due_on between :first and :last and done_at is not null)
           order by a.due_on, a.due_time = '', a.due_time, a.id limit 500""",
        {"first": first.isoformat(), "last": last.isoformat(), "since": to_text(start_of_day(first))},
    )


def week_figures(reader: Reader, *, first: date, until: date) -> WeekFigures:
    """Return what came of some days, the last one left out."""
    span: dict[str, Value] = {
        "since": to_text(start_of_day(first)), "until": to_text(start_of_day(until)),
        "first": first.isoformat(), "last": until.isoformat(),
    }  # fmt: skip
    won = """from deal where status = 'won' and closed_at >= :since and closed_at < :until and deleted_at is null
        and currency = coalesce((select currency from firm order by id limit 1), currency)"""
    sql = f"""select
        (select count(*) from deal where opened_at >= :since and opened_at < :until and deleted_at is null),
        (select count(*) from offer where issued_on >= :first and issued_on < :last and sent_at is not null
            and deleted_at is null),
        (select count(*) {won}), (select coalesce(sum(amount_cents), 0) {won}),
        (select count(*) from activity a where a.kind in ('call', 'email', 'meeting', 'visit') and a.at >= :since
            and a.at < :until and a.deleted_at is null and (a.done_at is not null or a.due_on is null))"""
    return reader.row(WeekFigures, sql, span) or WeekFigures(0, 0, 0, 0, 0)


def _due_row(*values: Any) -> DueRow:
    row = DueRow._make(values)
    return row._replace(
        kind=ActivityKind(row.kind),
        due_on=day(values[4]),
        priority=Priority(row.priority),
        reminder_at=instant_or_none(values[8]),
    )


def _rhythm(*values: Any) -> Rhythm:
    cents, _space, currency = values[5].partition(" ")
    return Rhythm._make((*values[:3], day(values[3]), day(values[4]), int(cents), currency))


def _week_entry(*values: Any) -> WeekEntry:
    row = WeekEntry._make(values)
    return row._replace(on=day(values[1]), kind=ActivityKind(row.kind), done=bool(row.done))


def _idle(*values: Any) -> IdleDeal:
    return IdleDeal._make((*values[:-1], instant(values[-1])))


def _offer(*values: Any) -> OpenOffer:
    row = OpenOffer._make(values)
    return row._replace(
        valid_until=day_or_none(values[5]), sent_at=instant_or_none(values[6]), planned=bool(row.planned)
    )
