"""Workflow rules ready to be drawn and said, and the log of what they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

from PySide6.QtCore import Qt

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import clock_time, near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.rules import RunOutcome
from crm_desktop.operations.rules.ready import ReadyRule, ready_rules
from crm_desktop.operations.rules.sentence import summary
from crm_desktop.store.queries.rule_choices import RuleChoices, rule_choices
from crm_desktop.store.queries.rules import RuleCounts, RuleRow, RunRow, counts, rules, runs
from crm_desktop.store.queries.steps import open_steps
from crm_desktop.store.reading import Reader
from crm_desktop.ui.models.short_rows import SpokenRows

#: Switched on, on but pausing after failures, switched off, or not to be read (any more).
RuleState: TypeAlias = Literal["on", "paused", "off", "broken"]
Check = Qt.CheckState


class Seen(NamedTuple):
    """Everything the pane shows beside the dry run."""

    rules: list[RuleRow]
    counts: RuleCounts
    choices: RuleChoices
    ready: list[ReadyRule]

    def rule(self, rule_id: int) -> RuleRow | None:
        """Return a rule by its id."""
        return next((one for one in self.rules if one.id == rule_id), None)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as the list shows it."""

    id: int
    name: str
    detail: str
    #: How often it acted, or why it does not.
    count: str
    state: RuleState

    def spoken(self) -> str:
        """Return the rule as a screen reader says it."""
        said = (self.name, self.detail, self.count, state_word(self.state))
        return ", ".join(dict.fromkeys(part for part in said if part))


def everything(reader: Reader, *, now: datetime) -> Seen:
    """Return what the pane shows."""
    return Seen(rules(reader, now=now), counts(reader, now=now), rule_choices(reader), ready_rules(reader))


def state_of(row: RuleRow) -> RuleState:
    """Return how it stands with a rule."""
    try:
        _recipe = row.recipe
    except BadInput:
        return "broken"
    if row.paused:
        return "paused"
    return "on" if row.enabled else "off"


def state_word(state: RuleState) -> str:
    """Return the word for how it stands with a rule."""
    return {
        "on": _("active"), "paused": _("paused"), "off": _("switched off"), "broken": _("cannot be read"),
    }[state]  # fmt: skip


def rule_lines(seen: Seen) -> list[RuleLine]:
    """Return the rules as the list shows them: in short what each does, and how often it acted."""
    return [
        RuleLine(row.id, row.name, _detail(row), _count(row, state), state)
        for row in seen.rules
        for state in (state_of(row),)
    ]


def head_words(seen: RuleCounts) -> str:
    """Return what stands beside the title: "6 active, 1 paused"."""
    said = [plural("{n} active", "{n} active", seen.active)]
    if seen.paused:
        said.append(plural("{n} paused", "{n} paused", seen.paused))
    if seen.off:
        said.append(plural("{n} switched off", "{n} switched off", seen.off))
    return ", ".join(said)


def foot_words(seen: RuleCounts) -> str:
    """Return what stands below the list: what all rules did, and how much of it was taken back."""
    acted = seen.runs_90 + seen.undone_90
    said = plural(
        "In 90 days all rules together acted {n} time.", "In 90 days all rules together acted {n} times.", acted
    )
    if seen.undone_90:
        back = plural("{n} of it was taken back.", "{n} of them were taken back.", seen.undone_90)
        said = f"{said} {back}"
    return said


def _detail(row: RuleRow) -> str:
    try:
        return summary(row.recipe)
    except BadInput as error:
        return str(error)


def _count(row: RuleRow, state: RuleState) -> str:
    if state == "broken":
        return ""
    return plural("{n} time", "{n} times", row.runs_90) if state == "on" else state_word(state)


class RuleListModel(SpokenRows[RuleLine]):
    """The rules in the user's order."""

    def key(self, row: RuleLine) -> object:
        """Return which rule it is."""
        return row.id


# The log


class Log(NamedTuple):
    """Lines of the log, and the steps that can be taken back, newest first."""

    runs: list[RunRow]
    open: list[int]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One run as the log shows it."""

    run: RunRow
    when: str
    #: How many later steps go with the one it happened in when that is taken back; None where it cannot be any more.
    later: int | None = None

    @property
    def title(self) -> str:
        """What was done, to what."""
        whom = self.run.title or self.run.contact
        said = self.run.did or outcome_word(self.run.outcome)
        return f"{whom}: {said}" if whom else said

    @property
    def detail(self) -> str:
        """Which rule it was, and why."""
        return " · ".join(part for part in (self.run.rule, self.run.reason) if part)

    def spoken(self) -> str:
        """Return the run as a screen reader says it."""
        return ", ".join((self.when, self.title, self.detail, outcome_word(self.run.outcome)))


def read_log(
    reader: Reader, *, rule_id: int | None = None, outcome: str = "", limit: int = 200
) -> Log:  # fmt: skip
    """Return the log of one rule or of all."""
    return Log(runs(reader, rule_id=rule_id, outcome=outcome, limit=limit), open_steps(reader))


def log_lines(log: Log, today: date) -> list[LogLine]:
    """Return runs as the log shows them."""
    places = {step_id: place for place, step_id in enumerate(log.open)}
    return [
        LogLine(run, f"{near_day(local_day(run.at), today)} {clock_time(run.at)}", places.get(run.step_id or 0))
        for run in log.runs
    ]


def outcome_word(outcome: RunOutcome) -> str:
    """Return the word for how a run ended."""
    return {
        RunOutcome.DONE: _("done"), RunOutcome.FAILED: _("failed"),
        RunOutcome.STOPPED: _("stopped before it went in circles"), RunOutcome.SKIPPED: _("nothing to do"),
    }[outcome]  # fmt: skip


class LogModel(SpokenRows[LogLine]):
    """The log, the newest line first."""
