"""When a rule would have been set off in the past: from states of deals, offers, orders, the history and the journal.

What happened is told by its own times, so that a dry run needs no copy of the file as it was; only who was in a segment
is asked as of one day a week.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from crm_desktop.base.times import from_text, local_day, start_of_day, to_text
from crm_desktop.domain.recipes import Trigger
from crm_desktop.domain.rule_facts import Due
from crm_desktop.domain.rules import DRIFTING, On, Subject
from crm_desktop.store.driver import Value
from crm_desktop.store.queries import segments
from crm_desktop.store.queries.rule_due import DueLook
from crm_desktop.store.reading import Reader

_CHANGED = """select deal_id, entered, stage_id, before from (
    select deal_id, entered, stage_id, lag(stage_id) over (partition by deal_id order by entered, id) before
    from deal_state) where before is not stage_id"""
_TAG_STEP = """(select s.at from step s where s.first_seq <= e.seq order by s.first_seq desc limit 1)"""
_TOUCHED = "a.kind <> 'system' and a.deleted_at is null and (a.due_on is null or a.done_at is not null)"
_TOUCHED_LATER = _TOUCHED.replace("a.", "b.")

#: Record and instant (or day) of what happened, between :from_at and :until_at (:from_day and :until_day).
_HAPPENED: Mapping[On, str] = MappingProxyType(
    {
        On.DEAL_ENTERED: f"""select deal_id, entered from ({_CHANGED})
            where entered >= :from_at and entered < :until_at and (:stage is null or stage_id = :stage)""",
        On.DEAL_LEFT: f"""select deal_id, entered from ({_CHANGED}) where before is not null
            and entered >= :from_at and entered < :until_at and (:stage is null or before = :stage)""",
        On.DEAL_WON: """select id, closed_at from deal where status = 'won' and closed_at >= :from_at
            and closed_at < :until_at""",
        On.DEAL_LOST: """select id, closed_at from deal where status = 'lost' and closed_at >= :from_at
            and closed_at < :until_at""",
        On.OFFER_SENT: "select id, sent_at from offer where sent_at >= :from_at and sent_at < :until_at",
        On.OFFER_UNANSWERED: """select id, sent_at from offer where sent_at >= :from_at and sent_at < :until_at
            and (decided_at is null or decided_at >= strftime('%Y-%m-%dT%H:%M:%SZ', sent_at, :days || ' days'))
            and status <> 'superseded'""",
        On.OFFER_EXPIRING: """select id, valid_until from offer where valid_until >= :from_day
            and valid_until <= :until_day and sent_at is not null
            and (decided_at is null or decided_at >= date(valid_until, '-' || :days || ' days'))
            and status <> 'superseded'""",
        On.OFFER_ACCEPTED: """select id, decided_at from offer where status in ('accepted', 'partly_accepted')
            and decided_at >= :from_at and decided_at < :until_at""",
        On.OFFER_DECLINED: """select id, decided_at from offer where status = 'rejected'
            and decided_at >= :from_at and decided_at < :until_at""",
        On.LEAD_CAME: "select id, arrived_at from lead where arrived_at >= :from_at and arrived_at < :until_at",
        On.NO_CONTACT: f"""select ac.contact_id, a.at from activity a join activity_contact ac on ac.activity_id = a.id
            where a.at >= :from_at and a.at < :until_at and {_TOUCHED} and not exists (
              select 1 from activity_contact bc join activity b on b.id = bc.activity_id
              where bc.contact_id = ac.contact_id and bc.at > a.at
                and bc.at < strftime('%Y-%m-%dT%H:%M:%SZ', a.at, :days || ' days') and {_TOUCHED_LATER})""",
        On.TAG_GAINED: f"""select t.contact_id, {_TAG_STEP} from change e
            join tag t on t.id between e.row_id and e.until_id
            where e.kind = 'tag' and e.op = 1 and t.name = :tag collate nocase and {_TAG_STEP} >= :from_at
              and {_TAG_STEP} < :until_at
            union all
            select cast(g.old_values ->> 'contact_id' as integer), {_TAG_STEP} from change g
            join change e on e.kind = 'tag' and e.op = 1 and g.row_id between e.row_id and e.until_id
            where g.kind = 'tag' and g.op = 3 and (g.old_values ->> 'name') = :tag collate nocase
              and {_TAG_STEP} >= :from_at and {_TAG_STEP} < :until_at""",
        On.TAG_LOST: f"""select cast(e.old_values ->> 'contact_id' as integer), {_TAG_STEP} from change e
            where e.kind = 'tag' and e.op = 3 and (e.old_values ->> 'name') = :tag collate nocase
              and {_TAG_STEP} >= :from_at and {_TAG_STEP} < :until_at""",
        On.TASK_DONE: """select id, done_at from activity where at >= :from_at and at < :until_at
            and done_at is not null and due_on is not null and deleted_at is null""",
        On.TASK_OVERDUE: """select id, due_on from activity where due_on >= :from_day and due_on <= :until_day
            and (done_at is null or done_at >= date(due_on, :days || ' days')) and deleted_at is null""",
        On.ORDER_BOOKED: "select id, day from sale where day >= :from_day and day <= :until_day",
        On.ORDER_PAST: "select id, day from sale where day >= :from_day and day <= :until_day",
    }
)
_STAYED = f"""
with change as materialized ({_CHANGED}),
span as (select deal_id, stage_id, entered, lead(entered) over (partition by deal_id order by entered) gone from change)
select p.deal_id, p.entered, coalesce(:days, s.stale_days), coalesce(p.gone, d.closed_at)
from span p join deal d on d.id = p.deal_id join stage s on s.id = p.stage_id
where (:stage is null or p.stage_id = :stage) and coalesce(:days, s.stale_days) is not null
  and coalesce(p.gone, d.closed_at, :until_at) >= :from_at"""

#: How many records there were that could have been meant.
_LOOKED_AT = MappingProxyType(
    {
        "deal": """select count(*) from deal where deleted_at is null and opened_at < :until_at
            and (closed_at is null or closed_at >= :from_at)""",
        "offer": """select count(*) from offer where deleted_at is null and sent_at >= :from_at and sent_at < :until_at
            and status <> 'superseded'""",
        "lead": """select count(*) from lead where deleted_at is null and arrived_at >= :from_at
            and arrived_at < :until_at""",
        "contact": "select count(*) from contact where deleted_at is null",
        "task": """select count(*) from activity where due_on >= :from_day and due_on <= :until_day
            and deleted_at is null""",
        "order": "select count(*) from sale where day >= :from_day and day <= :until_day and deleted_at is null",
    }
)
#: Days between the days on which is asked who was in a segment.
WEEK = 7


def past(reader: Reader, *, trigger: Trigger, after: date, until: date) -> list[Due]:
    """Return when a trigger would have been met after a day until another one, the earliest first."""
    if trigger.on in DRIFTING:
        found = _crossed(reader, trigger, after, until)
    elif trigger.on is On.DEAL_STAYS:
        found = _stayed(reader, trigger, after, until)
    elif trigger.on is On.DATE_NEAR:
        found = _near(reader, trigger, after, until)
    else:
        found = _happened(reader, trigger, after, until)
    return sorted({one for one in found if after < one.on <= until}, key=lambda one: (one.on, one.ref))


def statuses(reader: Reader, *, subject: Subject, dues: Iterable[Due]) -> dict[tuple[int, date], str]:
    """Return how the deal of each record stood at the end of the day it was due, by record and day."""
    if subject not in _DEAL_OF:
        return {}
    asked = [(due.ref, due.on.isoformat(), to_text(start_of_day(due.on + timedelta(days=1)))) for due in dues]
    sql = f"""select j.value ->> 0, j.value ->> 1, t.status from json_each(?) j
        join deal_state t on t.deal_id = {_DEAL_OF[subject]} and t.entered < j.value ->> 2
          and (t."left" is null or t."left" >= j.value ->> 2)"""
    return {(ref, date.fromisoformat(on)): status for ref, on, status in reader.rows(
        lambda *row: row, sql, (json.dumps(asked),))}  # fmt: skip


_DEAL_OF = {Subject.DEAL: "j.value ->> 0", Subject.OFFER: "(select deal_id from offer where id = j.value ->> 0)"}


def looked_at(reader: Reader, *, trigger: Trigger, after: date, until: date) -> int:
    """Return how many records there were in that time of the kind the trigger is about."""
    sql = _LOOKED_AT[trigger.on.subject.value]
    return int(reader.scalar(sql, _named(sql, _values(trigger, after, until))))


def _happened(reader: Reader, trigger: Trigger, after: date, until: date) -> list[Due]:
    sql = _HAPPENED[trigger.on]
    later = timedelta(days=_shift(trigger))
    rows = _rows(reader, sql, _named(sql, _values(trigger, after, until)))
    return [Due(ref, _day(at) + later, _day(at)) for ref, at in rows if ref is not None]


def _stayed(reader: Reader, trigger: Trigger, after: date, until: date) -> list[Due]:
    values = _values(trigger, after, until) | {
        "from_at": to_text(start_of_day(after)), "until_at": to_text(start_of_day(until + timedelta(days=1)))
    }  # fmt: skip
    found = []
    for ref, entered, days, gone in _rows(reader, _STAYED, _named(_STAYED, values)):
        since = _day(entered)
        due = since + timedelta(days=days)
        if gone is None or due < _day(gone):
            found.append(Due(ref, due, since))
    return found


def _near(reader: Reader, trigger: Trigger, after: date, until: date) -> list[Due]:
    look, before = DueLook(reader), timedelta(days=trigger.days or 0)
    days = [after + timedelta(days=ahead) for ahead in range(1, (until - after).days + 1)]
    return [Due(ref, day, day + before) for day in days for ref in look.on_day(trigger.field, day + before)]


def _crossed(reader: Reader, trigger: Trigger, after: date, until: date) -> list[Due]:
    """Return who entered or left a segment from week to week."""
    days = [until - timedelta(days=back) for back in range(0, (until - after).days + WEEK, WEEK)][::-1]
    found: list[Due] = []
    before: set[int] | None = None
    for day in days:
        inside = set(segments.members(reader, segment_id=trigger.segment_id or 0, as_of=day))
        if before is not None:
            moved = inside - before if trigger.on is On.SEGMENT_ENTERED else before - inside
            found += [Due(ref, day, day) for ref in moved]
        before = inside
    return found


def _values(trigger: Trigger, after: date, until: date) -> dict[str, Value]:
    later = timedelta(days=_shift(trigger))
    first, last = after + timedelta(days=1) - later, until - later
    return {
        "from_at": to_text(start_of_day(first)), "until_at": to_text(start_of_day(last + timedelta(days=1))),
        "from_day": first.isoformat(), "until_day": last.isoformat(), "stage": trigger.stage_id, "tag": trigger.tag,
        "days": trigger.days,
    }  # fmt: skip


def _shift(trigger: Trigger) -> int:
    """Return how many days after what it counts from a trigger is met; negative for what lies ahead."""
    if trigger.on is On.OFFER_EXPIRING:
        return -(trigger.days or 0)
    return (trigger.days or 0) if trigger.on in _COUNTED else 0


_COUNTED = frozenset({On.OFFER_UNANSWERED, On.NO_CONTACT, On.TASK_OVERDUE, On.ORDER_PAST})


def _named(sql: str, values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if f":{name}" in sql}


def _rows(reader: Reader, sql: str, values: Mapping[str, Value]) -> list[tuple[Any, ...]]:
    make: Callable[..., tuple[Any, ...]] = lambda *row: row  # noqa: E731 - a row as it is
    return reader.rows(make, sql, values)


def _day(text: str) -> date:
    """Return the user's own day of a stored day or instant."""
    return date.fromisoformat(text) if len(text) == 10 else local_day(from_text(text))
