"""The rows of a timeline as they are painted: entries, what became of a deal, fields that were changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from crm_desktop.domain.deals import DealStatus
from crm_desktop.store.queries import field_history
from crm_desktop.store.queries.field_history import FieldStep
from crm_desktop.store.queries.timeline import EVERYTHING, Scope, TimelineEntry, of_ids
from crm_desktop.store.queries.timeline_index import Source, parted, ref_of
from crm_desktop.store.queries.values import day_or_none, instant
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld


class Standing(NamedTuple):
    """What was true of a deal at some time."""

    stage: str
    status: DealStatus
    amount_cents: int
    expected_close: date | None


class StateChange(NamedTuple):
    """A deal came into another stage, or its amount or expected close changed; `before` is None where it began."""

    id: int
    at: datetime
    deal_id: int
    deal: str
    account_id: int | None
    account: str
    currency: str
    now: Standing
    before: Standing | None
    #: Days in the stage left; 0 where it was not left.
    days: int


TimelineItem: TypeAlias = TimelineEntry | StateChange | FieldStep

_STATES = """
select t.id, t.entered, t.deal_id, {title}, d.account_id, {account}, t.currency,
  s.name, t.status, t.amount_cents, t.expected_close, p.id, ps.name, p.status, p.amount_cents, p.expected_close,
  case when p.stage_id <> t.stage_id or p.status <> t.status then cast(round(julianday(t.entered) - julianday((
    select coalesce(max(q."left"), min(f.entered)) from deal_state f
      left join deal_state q on q.deal_id = f.deal_id and q.entered < p.entered and q.stage_id <> p.stage_id
    where f.deal_id = t.deal_id))) as integer) else 0 end
from json_each(?) j join deal_state t on t.id = j.value join deal d on d.id = t.deal_id
  join stage s on s.id = t.stage_id
  left join contact a on a.id = coalesce(d.account_id, d.person_id)
  left join deal_state p on p.id = (
    select q.id from deal_state q where q.deal_id = t.deal_id and (q.entered, q.id) < (t.entered, t.id)
    order by q.entered desc, q.id desc limit 1)
  left join stage ps on ps.id = p.stage_id"""
_NAMES = {"title": "d.title", "account": "coalesce(a.name, '')"}
_PLAIN = _STATES.format(**_NAMES)
#: The history of everybody does not name whoever is restricted.
_LISTED = _STATES.format(**{key: withheld(text, "d.account_id", "d.person_id") for key, text in _NAMES.items()})


def rows(reader: Reader, *, refs: Sequence[int], scope: Scope = EVERYTHING) -> dict[int, TimelineItem]:
    """Return these rows by their numbers; what is gone since is left out."""
    ids: dict[Source, list[int]] = {source: [] for source in Source}
    for ref in refs:
        source, record_id = parted(ref)
        ids[source].append(record_id)
    found: dict[int, TimelineItem] = {}
    for entry in of_ids(reader, ids[Source.ENTRY]) if ids[Source.ENTRY] else ():
        found[ref_of(Source.ENTRY, entry.id)] = entry
    if ids[Source.STATE]:
        for state in reader.rows(_state, _LISTED if scope == EVERYTHING else _PLAIN, (json.dumps(ids[Source.STATE]),)):
            found[ref_of(Source.STATE, state.id)] = state
    for step in field_history.steps(reader, scope=scope, ids=ids[Source.FIELDS]):
        found[ref_of(Source.FIELDS, step.id)] = step
    return found


def _state(*values: Any) -> StateChange:
    before = None if values[11] is None else _standing(*values[12:16])
    state = StateChange._make((values[0], instant(values[1]), *values[2:7], _standing(*values[7:11]), before, 0))
    return state._replace(days=values[16] or 0)


def _standing(stage: str, status: str, cents: int, expected: str | None) -> Standing:
    return Standing(stage, DealStatus(status), cents, day_or_none(expected))
