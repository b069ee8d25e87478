"""Workflow rules as they lie in the file, and the log of what they did."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from crm_desktop.base.times import to_text
from crm_desktop.domain.recipes import Recipe, read
from crm_desktop.domain.rules import RunOutcome
from crm_desktop.store.driver import Value
from crm_desktop.store.queries.values import instant, instant_or_none
from crm_desktop.store.reading import Reader

#: How far back the log is counted.
SPAN = timedelta(days=90)


class RuleRow(NamedTuple):
    """One rule, and how often it acted in the last ninety days."""

    id: int
    version: int
    name: str
    enabled: bool
    trigger: Mapping[str, Any]
    conditions: Mapping[str, Any]
    actions: list[dict[str, Any]]
    limits: Mapping[str, Any]
    position: int
    origin: str
    active_since: datetime | None
    failures: int
    failure: str
    paused_at: datetime | None
    runs_90: int
    last_run_at: datetime | None

    @property
    def recipe(self) -> Recipe:
        """What it says. Raises BadInput where that cannot be read (any more)."""
        return read(self.trigger, self.conditions, self.actions, self.limits)

    @property
    def paused(self) -> bool:
        """Whether it is switched on and pauses because it failed."""
        return self.paused_at is not None


class ActiveRule(NamedTuple):
    """A rule that is switched on, as plain text: what it says is read once and remembered."""

    id: int
    name: str
    #: Trigger, conditions, actions and limits as JSON.
    plain: tuple[str, str, str, str]
    active_since: datetime | None
    failures: int


class RunRow(NamedTuple):
    """One line of the log; the step it happened in, None where that is too old to be told."""

    id: int
    rule_id: int
    rule: str
    at: datetime
    kind: str
    ref: int
    title: str
    contact_id: int | None
    contact: str
    outcome: RunOutcome
    reason: str
    did: str
    step_id: int | None
    step_label: str


class RuleCounts(NamedTuple):
    """How many rules there are, and how many runs of all of them the last ninety days had."""

    active: int
    paused: int
    off: int
    runs_90: int
    undone_90: int
    failed_90: int


_RULES = """
select r.id, r.version, r.name, r.enabled, r.when_data, r.conditions, r.actions, r.limits, r.position, r.origin,
  r.active_since, r.failures, r.failure, r.paused_at,
  (select count(*) from rule_run n where n.rule_id = r.id and n.outcome = 'done' and n.at >= :since),
  (select max(n.at) from rule_run n where n.rule_id = r.id and n.outcome = 'done')
from rule r where r.deleted_at is null {and_where} order by r.position, r.id"""

_ACTIVE = """
select id, name, when_data, conditions, actions, limits, active_since, failures from rule
where enabled and paused_at is null and deleted_at is null order by position, id"""

_RUNS = """
with run as (
  select n.* from rule_run n where (:rule is null or n.rule_id = :rule) and (:outcome = '' or n.outcome = :outcome)
    and (:before is null or n.id < :before) order by n.id desc limit :limit)
select n.id, n.rule_id, r.name, n.at, n.kind, n.ref, coalesce(case n.kind
    when 'deal' then (select title from deal where id = n.ref)
    when 'offer' then (select trim(coalesce(number, '') || ' ' || subject) from offer where id = n.ref)
    when 'lead' then (select coalesce(nullif(title, ''), nullif(company, ''), trim(given_name || ' ' || family_name))
                      from lead where id = n.ref)
    when 'task' then (select subject from activity where id = n.ref)
    when 'order' then (select coalesce(number, '') from sale where id = n.ref)
    else (select name from contact where id = n.ref) end, ''),
  n.contact_id, coalesce(c.name, ''), n.outcome, n.reason, n.did, s.id, coalesce(s.label, '')
from run n join rule r on r.id = n.rule_id left join contact c on c.id = n.contact_id
  left join change e on e.until_id >= n.id and e.seq = (select seq from change
    where kind = 'rule_run' and op = 1 and row_id <= n.id order by row_id desc limit 1)
  left join step s on s.id = (select id from step where first_seq <= e.seq order by first_seq desc limit 1)
order by n.id desc"""

_COUNTS = """
select count(*) filter (where enabled and paused_at is null), count(*) filter (where enabled and paused_at is not null),
  count(*) filter (where not enabled),
  (select count(*) from rule_run where at >= :since and outcome = 'done'),
  (select count(*) from step s join change e on e.seq between s.first_seq and s.last_seq
   where s.undone and s.at >= :since and e.kind = 'rule_run' and e.op = 3),
  (select count(*) from rule_run where at >= :since and outcome = 'failed')
from rule where deleted_at is null"""


def rules(reader: Reader, *, now: datetime) -> list[RuleRow]:
    """Return all rules in the user's order."""
    return reader.rows(_rule, _RULES.format(and_where=""), {"since": to_text(now - SPAN)})


def rule(reader: Reader, *, rule_id: int, now: datetime) -> RuleRow | None:
    """Return one rule, None where it is not there (any more)."""
    return reader.row(_rule, _RULES.format(and_where="and r.id = :id"), {"since": to_text(now - SPAN), "id": rule_id})


def by_name(reader: Reader, name: str) -> int | None:
    """Return the rule of a name, in any case, the first of several."""
    sql = "select id, name from rule where deleted_at is null order by position, id"
    there = reader.rows(lambda rule_id, called: (rule_id, called), sql)
    return next((rule_id for rule_id, called in there if called.casefold() == name.casefold()), None)


def ids(reader: Reader) -> list[int]:
    """Return all rules in the order they act."""
    return list(reader.ids("select id from rule where deleted_at is null order by position, id"))


def origins(reader: Reader) -> set[str]:
    """Return the ready rules that were taken over."""
    return set(reader.rows(str, "select origin from rule where origin <> '' and deleted_at is null"))


def next_position(reader: Reader) -> int:
    """Return the place behind the last rule."""
    return int(reader.scalar("select coalesce(max(position), -1) + 1 from rule where deleted_at is null"))


def has_active(reader: Reader) -> bool:
    """Whether any rule is switched on: asked in each step, and answered at once."""
    return reader.scalar("select 1 from rule where enabled and paused_at is null limit 1") is not None


def active(reader: Reader) -> list[ActiveRule]:
    """Return the rules that are switched on and do not pause, in the order they act."""
    return reader.rows(_active, _ACTIVE)


def runs(
    reader: Reader, *, rule_id: int | None = None, outcome: str = "", limit: int = 200, before: int | None = None
) -> list[RunRow]:
    """Return the log, the newest line first; `before` is the id of the last line that was shown."""
    values: dict[str, Value] = {"rule": rule_id, "outcome": outcome, "limit": limit, "before": before}
    return reader.rows(_run, _RUNS, values)


def counts(reader: Reader, *, now: datetime) -> RuleCounts:
    """Return how many rules there are and what they did in ninety days."""
    return reader.row(RuleCounts, _COUNTS, {"since": to_text(now - SPAN)}) or RuleCounts(0, 0, 0, 0, 0, 0)


def occasions_met(reader: Reader, *, kind: str, refs: Collection[int]) -> set[tuple[int, int, str]]:
    """Return on what rules acted already for these records: rule, record and occasion."""
    sql = """select rule_id, ref, occasion from rule_run
        where kind = ? and ref in (select value from json_each(?))"""
    return set(reader.rows(lambda *row: row, sql, (kind, json.dumps(sorted(refs)))))


def done_since(reader: Reader, *, kind: str, refs: Collection[int], since: datetime) -> dict[tuple[int, int], int]:
    """Return how often rules acted on these records since then, by rule and record."""
    sql = """select rule_id, ref, count(*) from rule_run where kind = ? and at >= ? and outcome = 'done'
        and ref in (select value from json_each(?)) group by 1, 2"""
    given = (kind, to_text(since), json.dumps(sorted(refs)))
    return {(rule_id, ref): times for rule_id, ref, times in reader.rows(lambda *row: row, sql, given)}


def checked_days(reader: Reader) -> dict[int, str]:
    """Return up to which day each rule was looked at, by its id."""
    held = reader.scalar("select value from setting where key = 'rules.checked'")
    return {int(rule_id): str(day) for rule_id, day in json.loads(held).items()} if held else {}


def _rule(*values: Any) -> RuleRow:
    row = RuleRow._make(values)
    return row._replace(
        enabled=bool(row.enabled),
        trigger=json.loads(values[4]),
        conditions=json.loads(values[5]),
        actions=json.loads(values[6]),
        limits=json.loads(values[7]),
        active_since=instant_or_none(values[10]),
        paused_at=instant_or_none(values[13]),
        last_run_at=instant_or_none(values[15]),
    )


def _active(*values: Any) -> ActiveRule:
    rule_id, name, when, conditions, actions, limits, since, failures = values
    return ActiveRule(rule_id, name, (when, conditions, actions, limits), instant_or_none(since), failures)


def _run(*values: Any) -> RunRow:
    row = RunRow._make(values)
    return row._replace(at=instant(values[3]), outcome=RunOutcome(values[9]))
