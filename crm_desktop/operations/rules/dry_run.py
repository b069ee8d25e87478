"""What a rule would have done in the last months, on which records, and what became of them; nothing is changed.

When it would have acted is told by the history; its conditions are asked as things stand today, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.base.i18n import _, meant
from crm_desktop.base.times import local_day
from crm_desktop.domain import recipes
from crm_desktop.domain.criteria import Check, Condition, Join
from crm_desktop.domain.recipes import Recipe
from crm_desktop.domain.rule_facts import Due
from crm_desktop.domain.rules import DRIFTING, Do, Subject
from crm_desktop.engine.workflow import dry_run as engine
from crm_desktop.operations.rules.doing import filled
from crm_desktop.operations.rules.words import action_word, criteria_words
from crm_desktop.store.queries import rule_marks, rule_past, rule_records
from crm_desktop.store.queries.rule_choices import RuleChoices
from crm_desktop.store.queries.rule_records import RecordRow
from crm_desktop.store.queries.rules import RuleRow
from crm_desktop.store.reading import Reader

#: Cases that are listed; all of them are counted.
LISTED = 500


class CaseState(StrEnum):
    """What has become of a case."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    NONE = ""


class DryCase(NamedTuple):
    """A record on which a rule would have acted, or not; when, and what would have been done."""

    day: date
    kind: Subject
    ref: int
    number: str
    title: str
    contact_id: int | None
    contact: str
    amount_cents: int | None
    currency: str
    did: str
    state: CaseState
    state_word: str


class DryRun(NamedTuple):
    """What a rule would have done: `times` it would have acted, of `looked_at` records there were in that time."""

    days: int
    since: date
    until: date
    times: int
    looked_at: int
    #: The newest first; those it would have left alone because of its conditions in `left_out`.
    cases: tuple[DryCase, ...]
    left_out: tuple[DryCase, ...]
    left_out_times: int
    #: Days of all cases, for a line of time, with what became of each.
    marks: tuple[tuple[date, CaseState], ...]
    #: Cases that have become orders.
    orders: int
    #: More than once a working day.
    too_often: bool
    #: Conditions that no record fulfils, in words: why a rule never acts.
    never: tuple[str, ...]
    #: Whether it could only be told week by week when something happened.
    by_week: bool


def dry_run(reader: Reader, *, recipe: Recipe, now: datetime, choices: RuleChoices, days: int = 90) -> DryRun:
    """Return what a rule would have done within so many days until now. Raises BadInput where it lacks something."""
    recipes.check_trigger(recipe.trigger)
    today = local_day(now)
    since = today - timedelta(days=days)
    with reader.snapshot():
        rule_records.check_conditions(reader, subject=recipe.subject, tree=recipe.conditions, as_of=today)
        dues = rule_past.past(reader, trigger=recipe.trigger, after=since, until=today)
        records = rule_records.records(reader, subject=recipe.subject, refs={due.ref for due in dues})
        # Rules leave alone whoever's data may only be kept: a dry run that counted them would promise too much.
        concerned = {one.contact_id for one in records.values() if one.contact_id}
        asleep = rule_marks.restricted(reader, contact_ids=concerned)
        dues = [due for due in dues if due.ref in records and records[due.ref].contact_id not in asleep]
        matching, parts = _matching(reader, recipe, dues, today)
        looked_at = rule_past.looked_at(reader, trigger=recipe.trigger, after=since, until=today)
    counted = engine.counted(dues, matching, once=recipe.limits.once)
    cases = [_case(due, records[due.ref], recipe) for due in reversed(counted.acted)]
    return DryRun(
        days=days,
        since=since,
        until=today,
        times=len(cases),
        looked_at=max(looked_at, len({due.ref for due in dues})),
        cases=tuple(cases[:LISTED]),
        left_out=tuple(_case(due, records[due.ref], recipe) for due in reversed(counted.left_out[-LISTED:])),
        left_out_times=len(counted.left_out),
        marks=tuple((case.day, case.state) for case in reversed(cases)),
        orders=sum(case.state is CaseState.WON for case in cases),
        too_often=len(cases) > engine.working_days(since, today),
        never=tuple(
            criteria_words(part, choices)
            for part, found in zip(recipe.conditions.parts, parts, strict=True)
            if records and not found
        ),
        by_week=recipe.trigger.on in DRIFTING,
    )


def clashes(rules: Sequence[RuleRow], recipe: Recipe, *, rule_id: int | None = None) -> list[str]:
    """Return the names of other rules that are switched on and do something for the same."""
    found = []
    for row in rules:
        if row.enabled and row.id != rule_id and row.trigger.get("on") == recipe.trigger.on:
            deeds = {one.get("do") for one in row.actions}
            if deeds & {one.do for one in recipe.actions} and _means_the_same(row, recipe):
                found.append(row.name)
    return found


def _means_the_same(row: RuleRow, recipe: Recipe) -> bool:
    own = recipes.plain_trigger(recipe.trigger)
    return all(
        row.trigger.get(name) in (None, own.get(name)) or own.get(name) is None
        for name in ("stage_id", "tag", "segment_id", "field")
    )


#: What is asked of these was otherwise on the day: an offer asked after has long been answered today.
_OF_THE_DAY = frozenset({"deal.status", "offer.deal_status"})


def _matching(reader: Reader, recipe: Recipe, dues: Sequence[Due], today: date) -> tuple[set[Due], list[set[Due]]]:
    """Return the occasions that fulfil all conditions, and those that fulfil each of them.

    How a deal stood is asked as of the day, everything else as it stands today.
    """
    parts = recipe.conditions.parts
    if not parts:
        return set(dues), []
    subject, refs = recipe.subject, {due.ref for due in dues}
    found = []
    stood = rule_past.statuses(reader, subject=subject, dues=dues)
    for part in parts:
        if isinstance(part, Condition) and part.field in _OF_THE_DAY:
            found.append({due for due in dues if _stood(part, stood.get((due.ref, due.on), "open"))})
        else:
            some = rule_records.fulfilling(reader, subject=subject, refs=refs, trees=[part], as_of=today)[0]
            found.append({due for due in dues if due.ref in some})
    if recipe.conditions.join is Join.ALL:
        return {due for due in dues if all(due in some for some in found)}, found
    wanted = recipe.conditions.join is Join.ANY
    return {due for due in dues if any(due in some for some in found) is wanted}, found


def _stood(condition: Condition, status: str) -> bool:
    """Whether a deal that stood like this fulfils what is asked of its status."""
    value = condition.value
    wanted = set(value) if isinstance(value, tuple) else {str(value)}
    return (status in wanted) is not (condition.check is Check.IS_NOT)


def _case(due: Due, record: RecordRow, recipe: Recipe) -> DryCase:
    state = _STATES.get(record.status, CaseState.NONE)
    return DryCase(
        day=due.on,
        kind=recipe.subject,
        ref=due.ref,
        number=record.number,
        title=record.title,
        contact_id=record.contact_id,
        contact=record.contact,
        amount_cents=record.amount_cents,
        currency=record.currency,
        did=_did(recipe, record),
        state=state,
        state_word=_state_word(state),
    )


def _did(recipe: Recipe, record: RecordRow) -> str:
    said = []
    for action in recipe.actions:
        if action.do is Do.TASK:
            said.append(_("Task “{subject}”").format(subject=filled(action.text, record)))
        elif action.do in (Do.ADD_TAG, Do.REMOVE_TAG):
            said.append(f"{action_word(action.do)}: {action.tag}")
        else:
            said.append(action_word(action.do))
    return " · ".join(said)


def _state_word(state: CaseState) -> str:
    return {
        CaseState.OPEN: meant("case of a rule", "open"),
        CaseState.WON: meant("case of a rule", "Order"),
        CaseState.LOST: meant("case of a rule", "lost"),
        CaseState.NONE: "",
    }[state]


_STATES = {
    "open": CaseState.OPEN, "sent": CaseState.OPEN, "parked": CaseState.OPEN, "new": CaseState.OPEN,
    "contacted": CaseState.OPEN, "qualified": CaseState.OPEN, "won": CaseState.WON, "accepted": CaseState.WON,
    "partly_accepted": CaseState.WON, "converted": CaseState.WON, "done": CaseState.NONE, "lost": CaseState.LOST,
    "rejected": CaseState.LOST, "expired": CaseState.LOST, "withdrawn": CaseState.LOST, "disqualified": CaseState.LOST,
}  # fmt: skip
