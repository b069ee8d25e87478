"""Runs rules for what set them off: asks their conditions, keeps them from circles, acts, and writes the log.

Each rule acts within a savepoint: what fails is taken back and written down, and the step of the user stays.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Cancelled, CrmError, DamagedFile
from crm_desktop.base.i18n import _
from crm_desktop.domain.rules import RunOutcome, Subject
from crm_desktop.engine.workflow.matching import MOST_A_STEP, MOST_DEEP, Hit, Known, Ledger, Stop
from crm_desktop.operations.rules import doing as rule_doing
from crm_desktop.operations.rules.doing import Case
from crm_desktop.store.bulk import rules as bulk
from crm_desktop.store.queries import rule_marks, rule_records
from crm_desktop.store.queries import rules as queries
from crm_desktop.store.queries.rule_records import RecordRow
from crm_desktop.store.unit_of_work import Work

_log = logging.getLogger("crm_desktop.rules")

#: Failures in a row after which a rule pauses.
MOST_FAILURES = 3
_DAY = timedelta(days=1)


class Occasion(NamedTuple):
    """A rule, the record that set it off, what names this one time, and why it acts, in words."""

    hit: Hit
    key: str
    reason: str


@dataclass
class Tally:
    """What became of the rules of one step."""

    ledger: Ledger = field(default_factory=Ledger)
    done: int = 0
    failed: int = 0
    stopped: int = 0
    #: Rules that pause since this step.
    paused: set[int] = field(default_factory=set)


def run(work: Work, occasions: Sequence[Occasion], tally: Tally, *, depth: int = 0) -> None:
    """Let rules act on what set them off, those about one kind of record after those about another."""
    for subject in Subject:
        some = [one for one in occasions if one.hit.subject is subject]
        if some:
            _run_some(work, subject, some, tally, depth)


def _run_some(work: Work, subject: Subject, occasions: Sequence[Occasion], tally: Tally, depth: int) -> None:
    reader = work.read
    refs = {one.hit.event.ref for one in occasions}
    met = queries.occasions_met(reader, kind=subject.value, refs=refs)
    once = {(rule_id, ref) for rule_id, ref, _key in met}
    fresh = [
        one for one in occasions if (one.hit.rule.id, one.hit.event.ref, one.key) not in met or _acted_now(one, tally)
    ]
    fresh = [one for one in fresh if not (_is_once(one) and (one.hit.rule.id, one.hit.event.ref) in once)]
    fresh = _matching(work, subject, fresh, tally)
    if not fresh:
        return
    refs = {one.hit.event.ref for one in fresh}
    records = rule_records.records(reader, subject=subject, refs=refs)
    planned = _planned(work, subject, fresh)
    bodies = rule_marks.bodies(reader, task_ids=refs) if subject is Subject.TASK else {}
    asleep = rule_marks.restricted(reader, contact_ids={one.contact_id for one in records.values() if one.contact_id})
    today = queries.done_since(reader, kind=subject.value, refs=refs, since=work.now - _DAY)
    for one in fresh:
        hit = one.hit
        record = records.get(hit.event.ref)
        if record is None or hit.rule.id in tally.paused or hit.event.ref in planned.get(hit.rule.id, ()):
            continue
        if _is_own(bodies.get(hit.event.ref, ""), hit.rule.name):
            continue
        if record.contact_id in asleep:
            told = _("The data of this contact may only be kept; nothing was done.")
            bulk.record(work, _line(one, record, RunOutcome.SKIPPED, told))
            continue
        stop = tally.ledger.stop(hit, depth=depth, today=today.get((hit.rule.id, hit.event.ref), 0))
        if stop is not None:
            _stop(work, one, record, stop, tally)
        else:
            tally.ledger.note(hit)
            _act(work, one, record, tally)


def _act(work: Work, one: Occasion, record: RecordRow, tally: Tally) -> None:
    rule = one.hit.rule
    try:
        with work.savepoint():
            done = [rule_doing.perform(work, action, Case(rule.name, record)) for action in rule.recipe.actions]
    except (Cancelled, DamagedFile):
        raise
    except CrmError as error:
        _fail(work, one, record, str(error), tally)
    except Exception:  # noqa: BLE001 - the step of the user is worth more
        # Whatever a rule does wrong, what the user did is kept; the log of the program says what it was.
        _log.exception("rule %s failed", rule.id)
        _fail(work, one, record, _("The program made a mistake; its log says more."), tally)
    else:
        did = " · ".join(text for text in done if text)
        outcome = RunOutcome.DONE if did else RunOutcome.SKIPPED
        bulk.record(work, _line(one, record, outcome, did or _("There was nothing left to do.")))
        tally.done += bool(did)
        if rule.failures:
            bulk.succeeded(work, rule.id)


def _fail(work: Work, one: Occasion, record: RecordRow, message: str, tally: Tally) -> None:
    rule = one.hit.rule
    times = tally.ledger.failed(rule)
    pause = times >= MOST_FAILURES
    bulk.record(work, _line(one, record, RunOutcome.FAILED, message))
    bulk.failed(work, rule.id, message, pause=pause)
    tally.failed += 1
    if pause:
        tally.paused.add(rule.id)


def _stop(work: Work, one: Occasion, record: RecordRow, stop: Stop, tally: Tally) -> None:
    """Write down that a rule was stopped, once for each record and for one that acts on too many just once."""
    said = {
        Stop.CIRCLE: _(
            "Stopped: rules would set each other off in a circle. It has acted on this record in this step already."
        ),
        Stop.DEPTH: _("Stopped: {most} rules in a row have set each other off.").format(most=MOST_DEEP),
        Stop.TOO_OFTEN: _("Stopped: it has acted on this record too often within a day."),
        Stop.TOO_MANY: _("Stopped: it has acted on {most} records in one step.").format(most=MOST_A_STEP),
    }[stop]
    if not tally.ledger.tell(one.hit, stop):
        return
    run = _line(one, record, RunOutcome.STOPPED, said)
    bulk.record(work, run._replace(occasion=f"{one.key} {stop.value}"))
    tally.stopped += 1


def _line(one: Occasion, record: RecordRow, outcome: RunOutcome, did: str) -> bulk.Run:
    hit = one.hit
    return bulk.Run(
        hit.rule.id, hit.subject.value, hit.event.ref, record.contact_id, one.key, outcome, one.reason, did[:2_000]
    )


def _matching(work: Work, subject: Subject, occasions: Sequence[Occasion], tally: Tally) -> list[Occasion]:
    """Return those whose rule's conditions the record fulfils; a rule whose conditions cannot be asked fails."""
    rules = {one.hit.rule.id: one.hit.rule for one in occasions if one.hit.rule.recipe.conditions.parts}
    refs = {one.hit.event.ref for one in occasions}
    fulfilled = _fulfilled(work, subject, refs, rules)
    found = []
    for one in occasions:
        rule_id, ref = one.hit.rule.id, one.hit.event.ref
        answer = fulfilled.get(rule_id)
        if isinstance(answer, str):
            if rule_id not in tally.paused:
                nobody = RecordRow(ref, None, None, None, None, None, "", "", "", None, "", "")
                _fail(work, one, nobody, answer, tally)
        elif answer is None or ref in answer:
            found.append(one)
    return found


def _fulfilled(work: Work, subject: Subject, refs: set[int], rules: Mapping[int, Known]) -> dict[int, set[int] | str]:
    """Return for each rule the records that fulfil its conditions, or why they cannot be asked."""
    order = list(rules.values())
    try:
        trees = [rule.recipe.conditions for rule in order]
        answers = rule_records.fulfilling(work.read, subject=subject, refs=refs, trees=trees, as_of=work.today)
        return {rule.id: found for rule, found in zip(order, answers, strict=True)}
    except BadInput:  # one of them is wrong: each is asked by itself
        return {rule.id: _alone(work, subject, refs, rule) for rule in order}


def _alone(work: Work, subject: Subject, refs: set[int], rule: Known) -> set[int] | str:
    try:
        trees = [rule.recipe.conditions]
        return rule_records.fulfilling(work.read, subject=subject, refs=refs, trees=trees, as_of=work.today)[0]
    except BadInput as error:
        return str(error)


def _planned(work: Work, subject: Subject, occasions: Sequence[Occasion]) -> dict[int, set[int]]:
    """Return for rules that leave alone what is planned already the records for which something is."""
    careful = {one.hit.rule.id for one in occasions if one.hit.rule.recipe.limits.unless_planned}
    if not careful:
        return {}
    refs = {one.hit.event.ref for one in occasions if one.hit.rule.id in careful}
    there = rule_records.planned_for(work.read, subject=subject, refs=refs)
    return dict.fromkeys(careful, there)


def _is_own(body: str, rule: str) -> bool:
    """Whether a task says that this rule has set it: one that asks after its own tasks would do so for ever."""
    return any(f"{opened}{rule}{closed}" in body for opened, closed in ("“”", "„“"))


def _is_once(one: Occasion) -> bool:
    return one.hit.rule.recipe.limits.once


def _acted_now(one: Occasion, tally: Tally) -> bool:
    """Whether the rule acted on this record in this very step: then it is stopped, and that is written down."""
    return one.hit.key in tally.ledger.acted
