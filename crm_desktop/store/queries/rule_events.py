"""What a step changed, for rules: the records as they stand now, and the contacts whose segments may have changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.criteria import Check, Condition
from crm_desktop.domain.rule_facts import MOST_AT_ONCE, Change, DealNow, Now, OfferNow, TagNow, TaskNow
from crm_desktop.domain.rules import Subject
from crm_desktop.store.journal import Op, StepChanges
from crm_desktop.store.queries.rule_records import fulfilling
from crm_desktop.store.reading import Reader

#: Tables whose changes can set a rule off.
WATCHED = frozenset({"deal", "offer", "lead", "sale", "activity", "tag"})
#: Tables that can bring a contact into a segment, by the columns that say which contact.
_SEGMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contact": ("id",),
        "tag": ("contact_id",),
        "address": ("contact_id",),
        "contact_point": ("contact_id",),
        "favourite": ("contact_id",),
        "activity_contact": ("contact_id",),
        "campaign_member": ("contact_id",),
        "sale": ("account_id",),
        "deal": ("account_id", "person_id"),
        "offer": ("account_id", "person_id"),
    }
)


def changes_of(step: StepChanges, kinds: Collection[str]) -> tuple[list[Change], set[str]]:
    """Return the changes of some kinds, one by one, and the kinds of which there are too many to look at each."""
    counts: dict[str, int] = {}
    for entry in step.entries:
        if entry.kind in kinds:
            counts[entry.kind] = counts.get(entry.kind, 0) + entry.until_id - entry.row_id + 1
    too_many = {kind for kind, count in counts.items() if count > MOST_AT_ONCE}
    found = [
        Change(entry.kind, ref, entry.op == Op.INSERT, entry.op == Op.DELETE, entry.old())
        for entry in step.entries
        if entry.kind in kinds and entry.kind not in too_many
        for ref in range(entry.row_id, entry.until_id + 1)
    ]
    return found, too_many


def now(reader: Reader, changes: Iterable[Change]) -> Now:
    """Return how the records that changed stand; those in the bin are left out."""
    ids: dict[str, list[int]] = {}
    for change in changes:
        ids.setdefault(change.kind, []).append(change.ref)

    def rows(kind: str, columns: str, where: str = "deleted_at is null") -> list[tuple[Any, ...]]:
        if kind not in ids:
            return []
        sql = f"select id, {columns} from {kind} where id in (select value from json_each(?)) and {where}"
        return reader.rows(lambda *row: row, sql, (json.dumps(ids[kind]),))

    return Now(
        {ref: DealNow(*row) for ref, *row in rows("deal", "stage_id, status")},
        {ref: OfferNow(*row) for ref, *row in rows("offer", "status")},
        {
            ref: TaskNow(bool(planned), bool(done))
            for ref, planned, done in rows("activity", "due_on is not null, done_at is not null")
        },
        {ref: TagNow(*row) for ref, *row in rows("tag", "contact_id, name", "1")},
        frozenset(ref for ref, _one in rows("lead", "1")),
        frozenset(ref for ref, _one in rows("sale", "1")),
    )


def contacts_touched(reader: Reader, step: StepChanges) -> set[int]:
    """Return the contacts whose segments a step may have changed, with the people of their companies.

    Nobody where there are too many: an import is no event for each contact.
    """
    changes, _too_many = changes_of(step, _SEGMENTS)
    found: set[int] = set()
    ids: dict[str, set[int]] = {}
    for change in changes:
        if change.kind == "contact":
            found.add(change.ref)
            continue
        found |= {held for name in _SEGMENTS[change.kind] if isinstance(held := change.before.get(name), int)}
        ids.setdefault(change.kind, set()).add(change.ref)
    for kind, refs in ids.items():
        for column in _SEGMENTS[kind]:
            sql = f"select {column} from {kind} where id in (select value from json_each(?)) and {column} is not null"
            found |= set(reader.ids(sql, (json.dumps(sorted(refs)),)))
    sql = "select id from contact where company_id in (select value from json_each(?)) and deleted_at is null"
    found |= set(reader.ids(sql, (json.dumps(sorted(found)),)))
    return found if len(found) <= MOST_AT_ONCE else set()


def segments_of(
    reader: Reader, *, contact_ids: Collection[int], segment_ids: Collection[int], as_of: date
) -> dict[int, set[int]]:
    """Return which of these contacts belong to each of these segments."""
    return {one: _inside(reader, contact_ids, one, as_of) for one in sorted(segment_ids)}


def _inside(reader: Reader, contact_ids: Collection[int], segment_id: int, as_of: date) -> set[int]:
    """Return which contacts belong to a segment; nobody fulfils criteria that are wrong (any more)."""
    tree = Condition("segment", Check.IS, str(segment_id))
    try:
        return fulfilling(reader, subject=Subject.CONTACT, refs=contact_ids, trees=[tree], as_of=as_of)[0]
    except BadInput:
        return set()
