"""What stands in the calendar: what is planned and what has happened, what offers and birthdays fall on its days."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.history import ActivityKind, Priority
from crm_desktop.store.queries.contacts import PLANNED
from crm_desktop.store.queries.values import day, instant, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld

#: The longest an entry can last: whatever begins earlier cannot reach into a span.
LONGEST_DAYS = 7


class CalendarRow(NamedTuple):
    """One entry: planned, or done; with the day and the local time (HH:MM, "" for none) it stands at."""

    id: int
    version: int
    uuid: str
    kind: ActivityKind
    subject: str
    body: str
    on: date
    time: str
    minutes: int | None
    priority: Priority
    recurrence: str
    reminder_at: datetime | None
    updated_at: datetime | None
    #: It is still to be done; else it lies in the past and stays where it is.
    planned: bool
    offer_id: int | None
    deal_id: int | None
    deal: str
    #: What the open deal would bring, in cents, and its stage's configured chance in percent; 0 without one.
    amount_cents: int
    currency: str
    probability: int
    #: Id and name of each contact, and the employer's name of a person, "" without one.
    contacts: tuple[tuple[int, str, str], ...]
    #: The day it would be due by its rule, where this one time was moved; the times after it follow that day.
    rhythm_on: date | None


class Occasion(NamedTuple):
    """Something that falls on a day without being an entry: an offer that expires, a birthday."""

    kind: str
    ref: int
    on: date
    title: str


class CalendarSpan(NamedTuple):
    """Everything of a span of days, and what still has no time."""

    first: date
    last: date
    entries: tuple[CalendarRow, ...]
    occasions: tuple[Occasion, ...]
    untimed: tuple[CalendarRow, ...]


_ENTRY = f"""
select a.id, a.version, a.uuid, a.kind, a.subject, a.body, a.due_on, a.due_time, a.minutes, a.priority, a.recurrence,
  a.reminder_at, a.updated_at, a.due_on is not null and a.done_at is null, a.offer_id, a.deal_id,
  {withheld("coalesce(d.title, '')", "d.account_id", "d.person_id")},
  case when d.status = 'open' then d.amount_cents else 0 end, coalesce(d.currency, ''),
  case when d.status = 'open' then s.probability else 0 end,
  (select json_group_array(json_array(id, name, employer)) from (
     select c.id, {withheld("c.name", "c.id")} as name,
       {withheld("coalesce(e.name, '')", "c.id", "e.id")} as employer
     from activity_contact ac join contact c on c.id = ac.contact_id left join contact e on e.id = c.company_id
     where ac.activity_id = a.id order by ac.id)),
  a.rhythm_on, a.at
from activity a left join deal d on d.id = a.deal_id left join stage s on s.id = d.stage_id
where {{where}}"""

#: What is done is found by when that was: no index knows the days it was due. Within two months of them it is shown.
_DONE_NEAR = timedelta(days=60)
_DUE = _ENTRY.format(where=f"{PLANNED} and a.due_on between :begin and :last order by a.due_on, a.due_time, a.id")
_DONE = _ENTRY.format(
    where="a.done_at is not null and a.deleted_at is null and a.due_on between :begin and :last"
    " and a.at >= :from and a.at < :until order by a.due_on, a.due_time, a.id"
)
_REPEATED = _ENTRY.format(
    where=f"{PLANNED} and a.recurrence <> '' and a.due_on not between :begin and :last"
    " and coalesce(a.rhythm_on, a.due_on) <= :last order by a.id"
)
_HAPPENED = _ENTRY.format(
    where="a.kind in ('meeting', 'visit') and a.due_on is null and a.deleted_at is null"
    " and a.at >= :from and a.at < :until order by a.at, a.id"
)
_UNTIMED = _ENTRY.format(
    where=f"""{PLANNED} and a.due_time = '' and a.due_on <= :last
      order by case when d.status = 'open' then d.amount_cents else 0 end desc,
        a.priority <> 'high', a.due_on, a.id limit :limit"""
)
_ONE = _ENTRY.format(where="a.id = :id and a.deleted_at is null")
_ALL = _ENTRY.format(where="a.due_on is not null and a.deleted_at is null order by a.due_on, a.due_time, a.id")

_OFFERS = f"""select 'offer', id, valid_until, coalesce(nullif(number, ''),
    {withheld("subject", "account_id", "person_id")}) from offer
  where status = 'sent' and valid_until between ? and ? and deleted_at is null order by valid_until, id"""
_BIRTHDAYS = """select 'birthday', id, birthday, name from contact
  where birthday is not null and deleted_at is null and restricted_on is null
    and substr(birthday, 6) in (select value from json_each(?))
  order by id limit 200"""


_NAMES = "select name, min(id), count(*) from contact where deleted_at is null and name <> '' group by name"
_EMAILS = """select p.normal, min(p.contact_id) from contact_point p join contact c on c.id = p.contact_id
  where p.kind = 'email' and p.normal <> '' and c.deleted_at is null group by p.normal"""


def span(reader: Reader, *, first: date, last: date, until: date, limit: int = 60) -> CalendarSpan:
    """Return what stands on the days from `first` to `last`, and what due until a day has no time, most money first."""
    begin = first - timedelta(days=LONGEST_DAYS)
    given = {"begin": begin.isoformat(), "last": last.isoformat()}
    happened = {"from": to_text(start_of_day(begin)), "until": to_text(start_of_day(last + timedelta(days=1)))}
    done = {
        "from": to_text(start_of_day(begin - _DONE_NEAR)),
        "until": to_text(start_of_day(last + _DONE_NEAR)),
    }
    entries = [
        *reader.rows(_entry, _DUE, given),
        *reader.rows(_entry, _DONE, given | done),
        *reader.rows(_entry, _REPEATED, given),
        *reader.rows(_entry, _HAPPENED, happened),
    ]
    untimed = reader.rows(_entry, _UNTIMED, {"last": until.isoformat(), "limit": limit})
    return CalendarSpan(first, last, tuple(entries), tuple(_occasions(reader, first, last)), tuple(untimed))


def entry(reader: Reader, *, activity_id: int) -> CalendarRow | None:
    """Return one entry, None where there is none any more."""
    return reader.row(_entry, _ONE, {"id": activity_id})


def all_planned(reader: Reader) -> list[CalendarRow]:
    """Return everything that was ever planned and is not in the bin, done or not, in the order of its days."""
    return reader.rows(_entry, _ALL)


def people(reader: Reader) -> dict[str, int]:
    """Return by whom an attendee is known: e-mail addresses, and folded names that only one contact has."""
    by_name: dict[str, int] = {}
    for name, ref, many in reader.rows(lambda *row: row, _NAMES):
        if many == 1:
            by_name[fold(name)] = ref if fold(name) not in by_name else 0
    return by_name | dict(reader.rows(lambda *row: (row[0], row[1]), _EMAILS))


def _occasions(reader: Reader, first: date, last: date) -> list[Occasion]:
    found = reader.rows(_occasion, _OFFERS, (first.isoformat(), last.isoformat()))
    days = {f"{on:%m-%d}": on for on in _days(first, last)}
    wanted = [*days, *(["02-29"] if "02-28" in days and "02-29" not in days else [])]
    for kind, ref, born, name in reader.rows(lambda *row: row, _BIRTHDAYS, (json.dumps(wanted),)):
        on = days.get(born[5:10]) or days["02-28"]
        found.append(Occasion(kind, ref, on, name))
    return sorted(found, key=lambda one: one.on)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=by) for by in range(min((last - first).days, 60) + 1)]


def _occasion(kind: str, ref: int, on: str, title: str) -> Occasion:
    return Occasion(kind, ref, day(on), title)


def _entry(*values: Any) -> CalendarRow:
    *columns, happened = values
    row, at = CalendarRow._make(columns), instant(happened)
    local = at.astimezone()
    # What happened without ever having been planned stands where it happened.
    on = local.date() if values[6] is None else day(values[6])
    return row._replace(
        kind=ActivityKind(row.kind),
        on=on,
        time=local.strftime("%H:%M") if values[6] is None else row.time,
        priority=Priority(row.priority),
        reminder_at=instant_or_none(values[11]),
        updated_at=instant_or_none(values[12]),
        planned=bool(values[13]),
        contacts=tuple((contact_id, name, employer) for contact_id, name, employer in json.loads(values[20])),
        rhythm_on=None if row.rhythm_on is None else day(values[21]),
    )
