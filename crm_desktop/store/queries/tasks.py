"""What is planned: open tasks and appointments, of one contact or deal, or of all by the day they are due."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.base.times import to_text
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.history import ActivityKind, Priority
from crm_desktop.store.driver import Value
from crm_desktop.store.queries.contacts import PLANNED
from crm_desktop.store.queries.values import day, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld


class TaskRow(NamedTuple):
    """One planned entry, with whom it concerns and the money at stake."""

    id: int
    version: int
    kind: ActivityKind
    subject: str
    body: str
    due_on: date
    #: Local time of day as HH:MM, "" for the whole day.
    due_time: str
    priority: Priority
    recurrence: str
    reminder_at: datetime | None
    offer_id: int | None
    deal_id: int | None
    deal: str
    deal_status: DealStatus | None
    #: What the open deal would bring, in cents, and its stage's configured chance in percent; 0 without one.
    amount_cents: int
    currency: str
    probability: int
    #: Id and name of each contact.
    contacts: tuple[tuple[int, str], ...]


_TASK = f"""
select a.id, a.version, a.kind, a.subject, a.body, a.due_on, a.due_time, a.priority, a.recurrence, a.reminder_at,
  a.offer_id, a.deal_id, {withheld("coalesce(d.title, '')", "d.account_id", "d.person_id")}, d.status,
  case when d.status = 'open' then d.amount_cents else 0 end, coalesce(d.currency, ''),
  case when d.status = 'open' then s.probability else 0 end,
  (select json_group_array(json_array(id, name)) from (
     select c.id, {withheld("c.name", "c.id")} as name from activity_contact ac join contact c on c.id = ac.contact_id
     where ac.activity_id = a.id order by ac.id))
from activity a left join deal d on d.id = a.deal_id left join stage s on s.id = d.stage_id
where {{where}}
order by a.due_on, a.due_time = '', a.due_time, a.priority <> 'high', a.id limit :limit"""

_OF_CONTACT = f"""a.id in (
  select ac.activity_id from (select :contact as id union select id from contact where company_id = :contact) w
  cross join activity_contact ac on ac.contact_id = w.id) and {PLANNED}"""

_ALL = _TASK.format(where=f"{PLANNED} and (:until is null or a.due_on <= :until)")


def planned(reader: Reader, *, contact_id: int, limit: int = 50) -> list[TaskRow]:
    """Return what is planned with a contact, for a company also with its people, what is due first first."""
    sql = _TASK.format(where=_OF_CONTACT)
    return reader.rows(_task, sql, {"contact": contact_id, "limit": limit})


def planned_for_deal(reader: Reader, *, deal_id: int, limit: int = 50) -> list[TaskRow]:
    """Return what is planned for a deal, what is due first first."""
    sql = _TASK.format(where=f"a.deal_id = :deal and {PLANNED}")
    return reader.rows(_task, sql, {"deal": deal_id, "limit": limit})


def open_tasks(reader: Reader, *, until: date | None = None, limit: int = 500) -> list[TaskRow]:
    """Return everything that is planned until a day, or at all: first by day, then by time, then by priority."""
    return reader.rows(_task, _ALL, {"until": None if until is None else until.isoformat(), "limit": limit})


def task(reader: Reader, *, activity_id: int) -> TaskRow | None:
    """Return one planned entry, None where it is done or never was planned."""
    return reader.row(_task, _TASK.format(where=f"a.id = :id and {PLANNED}"), {"id": activity_id, "limit": 1})


def planned_after(reader: Reader, *, activity_id: int) -> list[int]:
    """Return what was planned for the next time when this was done, where it is still to be done."""
    return reader.rows(int, f"select a.id from activity a where a.previous_id = ? and {PLANNED}", (activity_id,))


class Reminder(NamedTuple):
    """Something planned that is to be said now, with whom it concerns ("" for nobody)."""

    id: int
    kind: ActivityKind
    subject: str
    due_on: date
    due_time: str
    whom: str
    contact_id: int | None
    deal_id: int | None


class Reminders(NamedTuple):
    """What is to be said now, what waited longest first, and when the next one comes."""

    due: tuple[Reminder, ...]
    next_at: datetime | None


_REMINDERS = f"""
select a.id, a.kind, a.subject, a.due_on, a.due_time,
  {withheld("coalesce(c.name, d.title, '')", "c.id", "d.account_id", "d.person_id")}, c.id, a.deal_id
from activity a
  left join contact c on c.id = (select contact_id from activity_contact where activity_id = a.id order by id limit 1)
  left join deal d on d.id = a.deal_id
where a.reminder_at is not null and a.reminder_at <= :now and {PLANNED}
order by a.reminder_at, a.id limit :limit"""


def reminders(reader: Reader, *, now: datetime, limit: int = 20) -> Reminders:
    """Return the reminders whose time has come, and the time of the one that follows."""
    values: dict[str, Value] = {"now": to_text(now), "limit": limit}
    due = reader.rows(_reminder, _REMINDERS, values)
    sql = (
        f"select min(a.reminder_at) from activity a where a.reminder_at > ? and a.reminder_at is not null and {PLANNED}"
    )
    return Reminders(tuple(due), instant_or_none(reader.scalar(sql, (to_text(now),))))


def partners(reader: Reader, *, deal_id: int | None, offer_id: int | None) -> list[int]:
    """Return person and account of a deal or an offer, in this order."""
    sql = """select person_id from {table} where id = :id and person_id is not null
        union all select account_id from {table} where id = :id and account_id is not null"""
    for table, ref in (("deal", deal_id), ("offer", offer_id)):
        if ref is not None:
            return list(dict.fromkeys(reader.ids(sql.format(table=table), {"id": ref})))
    return []


def contacts_of(reader: Reader, activity_id: int) -> list[int]:
    """Return the contacts an entry concerns, in the order they were named."""
    return list(reader.ids("select contact_id from activity_contact where activity_id = ? order by id", (activity_id,)))


def _reminder(*values: Any) -> Reminder:
    row = Reminder._make(values)
    return row._replace(kind=ActivityKind(row.kind), due_on=day(values[3]))


def _task(*values: Any) -> TaskRow:
    row = TaskRow._make(values)
    return row._replace(
        kind=ActivityKind(row.kind),
        due_on=day(values[5]),
        priority=Priority(row.priority),
        reminder_at=instant_or_none(values[9]),
        deal_status=None if row.deal_status is None else DealStatus(row.deal_status),
        contacts=tuple((contact_id, name) for contact_id, name in json.loads(values[17])),
    )
