"""What rules do as days pass: looked after when the program starts and each new day, for all days it was closed.

Each rule acts in a step of its own, so that it can be taken back alone, and in several where it concerns more records
than one step may: what is done stays when it is stopped, and the next time goes on with the rest. What came due is told
by the days, not by when somebody looked: for one occasion a rule acts once, and what was taken back stays taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.errors import Cancelled
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.domain.changes import Changes, Outcome
from crm_desktop.domain.recipes import Trigger
from crm_desktop.domain.rules import DRIFTING, On
from crm_desktop.engine.workflow.events import Event
from crm_desktop.engine.workflow.matching import MOST_A_STEP, Hit, Known
from crm_desktop.operations.rules.effects import Follower
from crm_desktop.operations.rules.reasons import due_reason, reason
from crm_desktop.operations.rules.running import Occasion, Tally, run
from crm_desktop.store.bulk import rules as bulk
from crm_desktop.store.queries import rules as queries
from crm_desktop.store.queries.rule_due import DueLook
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: What came due longer ago than this, while the program was closed, is left alone.
LONGEST = timedelta(days=92)


class CaughtUp(NamedTuple):
    """What rules did as days passed: how often they acted, failed, were stopped, and how many of them."""

    acted: int
    failed: int
    stopped: int
    rules: int
    #: The first of the steps in which they acted; it takes the others along when it is taken back.
    first_step: int | None = None


class _Look(NamedTuple):
    """A rule and the days it has not been looked at for: after the first, until the last."""

    rule: Known
    after: date
    until: date


@dataclass
class _Report:
    """What all the steps came to."""

    acted: int = 0
    failed: int = 0
    stopped: int = 0
    rules: int = 0
    #: The rule that acted last: one that needs several steps counts once.
    acted_last: int = 0
    changes: Changes = Changes()  # noqa: RUF009 - frozen and empty
    label: str = ""
    step: int | None = None
    first_step: int | None = None


def due(reader: Reader, *, today: date) -> bool:
    """Whether any rule that goes by the days has not been looked at today."""
    checked = queries.checked_days(reader)
    return any(
        _goes_by_days(rule) and checked.get(rule.id, "") < today.isoformat()
        for rule in Follower().known(queries.active(reader))
    )


def catch_up(
    writer: Writer,
    *,
    rule_id: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[CaughtUp]:
    """Let rules act on what came due since they were last looked at; `rule_id` for one of them alone.

    What was done before it is stopped stays, and the rest is looked at the next time. Raises Cancelled.
    """
    report = _Report(label=_("Rules"))
    looks, found = _gather(writer, rule_id, progress, cancelled)
    _note_quiet(writer, [look for look, occasions in zip(looks, found, strict=True) if not occasions])
    for place, look in enumerate(looks):
        if cancelled():
            raise Cancelled(_("This was stopped; what the rules have done so far stays."))
        slices = [found[place][at : at + MOST_A_STEP] for at in range(0, len(found[place]), MOST_A_STEP)]
        for number, some in enumerate(slices, start=1):
            if number > 1 and cancelled():
                raise Cancelled(_("This was stopped; what the rules have done so far stays."))
            if not _act(writer, look, some, report, last=number == len(slices)):
                break
        progress(len(looks) + place + 1, 2 * len(looks))
    return Outcome(report.changes, report.label, report.step, CaughtUp(
        report.acted, report.failed, report.stopped, report.rules, report.first_step
    ))  # fmt: skip


def _gather(
    writer: Writer, rule_id: int | None, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> tuple[list[_Look], list[list[Occasion]]]:
    """Return the rules to be looked at and what came due for each; nothing is written."""
    with writer.step(_("Rules")) as work:
        looks = _looks(work.read, work.today, rule_id)
        look_up = DueLook(work.read)
        found = []
        for place, look in enumerate(looks):
            if cancelled():
                raise Cancelled(_("This was stopped; nothing was done."))
            found.append(_occasions(work.read, look_up, look))
            progress(place + 1, 2 * len(looks))
    return looks, found


def _looks(reader: Reader, today: date, rule_id: int | None) -> list[_Look]:
    checked = queries.checked_days(reader)
    active = queries.active(reader)
    since = {rule.id: local_day(rule.active_since) if rule.active_since else today for rule in active}
    found = []
    for rule in Follower().known(active):
        if not _goes_by_days(rule) or rule_id not in (None, rule.id):
            continue
        known = checked.get(rule.id)
        begun = since[rule.id] - timedelta(days=1)
        after = max(date.fromisoformat(known), begun) if known else begun
        if after < today:
            found.append(_Look(rule, max(after, today - LONGEST), today))
    return found


def _occasions(reader: Reader, look_up: DueLook, look: _Look) -> list[Occasion]:
    trigger = look.rule.recipe.trigger
    if trigger.on in DRIFTING:
        return _drifted(reader, look_up, look, trigger)
    return [
        Occasion(
            Hit(look.rule, Event(trigger.on, one.ref)),
            f"{trigger.on.value} {one.since.isoformat()}",
            due_reason(trigger, one),
        )
        for one in look_up.due(trigger, after=look.after, until=look.until)
    ]


def _drifted(reader: Reader, look_up: DueLook, look: _Look, trigger: Trigger) -> list[Occasion]:
    """Return who entered or left a segment because days have passed."""
    entered, left = look_up.crossed(trigger.segment_id or 0, after=look.after, until=look.until)
    refs = entered if trigger.on is On.SEGMENT_ENTERED else left
    said = reason(reader, Event(trigger.on, 0, trigger.segment_id)) if refs else ""
    key = f"{trigger.on.value} {trigger.segment_id} {look.until.isoformat()}"
    return [Occasion(Hit(look.rule, Event(trigger.on, ref, trigger.segment_id)), key, said) for ref in sorted(refs)]


def _act(writer: Writer, look: _Look, occasions: Sequence[Occasion], report: _Report, *, last: bool) -> bool:
    """Let one rule act in a step of its own, and with the last of its steps remember that it was looked at.

    Returns whether it may go on: a rule that pauses now does not.
    """
    tally = Tally()
    with writer.step(_("Rule “{name}”").format(name=look.rule.name)) as work:
        run(work, occasions, tally)
        goes_on = look.rule.id not in tally.paused
        if last or not goes_on:
            bulk.checked(work, {look.rule.id: look.until})
    outcome = work.outcome(None)
    report.acted += tally.done
    report.failed += tally.failed
    report.stopped += tally.stopped
    report.rules += bool(tally.done) and report.acted_last != look.rule.id
    report.acted_last = look.rule.id if tally.done else report.acted_last
    if outcome.step is not None:
        report.label, report.step = outcome.label, outcome.step
        report.first_step = report.first_step or outcome.step
        report.changes = _together(report.changes, outcome.changes)
    return goes_on


def _note_quiet(writer: Writer, looks: Sequence[_Look]) -> None:
    """Remember that rules were looked at for which nothing has come due; no step comes of it."""
    if looks:
        with writer.step(_("Rules")) as work:
            bulk.checked(work, {look.rule.id: look.until for look in looks})


def _goes_by_days(rule: Known) -> bool:
    on = rule.recipe.trigger.on
    return on.timed or on in DRIFTING


def _together(one: Changes, other: Changes) -> Changes:
    found = dict(one.by_kind)
    for kind, ids in other.by_kind.items():
        held = found.get(kind, frozenset())
        found[kind] = None if held is None or ids is None else held | ids
    return Changes(found)
