"""What rules leave behind, written straight on the driver: their runs, their failures, how far they have looked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crm_desktop.base.times import to_text
from crm_desktop.domain.rules import RunOutcome
from crm_desktop.store.queries.rules import checked_days
from crm_desktop.store.unit_of_work import Work


class Run(NamedTuple):
    """One line of the log."""

    rule_id: int
    kind: str
    ref: int
    contact_id: int | None
    occasion: str
    outcome: RunOutcome
    reason: str
    did: str


def record(work: Work, run: Run) -> None:
    """Write a line of the log; an occasion that was written down before stays as it is."""
    work.execute(
        """insert into rule_run (rule_id, at, kind, ref, contact_id, occasion, outcome, reason, did)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
        (run.rule_id, to_text(work.now), run.kind, run.ref, run.contact_id, run.occasion, run.outcome.value,
         run.reason, run.did),
    )  # fmt: skip


def succeeded(work: Work, rule_id: int) -> None:
    """Forget the failures of a rule that acted well."""
    work.execute("update rule set failures = 0, failure = '' where id = ? and failures > 0", (rule_id,))


def failed(work: Work, rule_id: int, message: str, *, pause: bool) -> None:
    """Count a failure of a rule, and let it pause."""
    work.execute(
        "update rule set failures = failures + 1, failure = ?, paused_at = case when ? then ? else paused_at end"
        " where id = ?",
        (message, pause, to_text(work.now), rule_id),
    )


def checked(work: Work, days: Mapping[int, date]) -> None:
    """Remember up to which day rules were looked at; that is how the file is used and is not undone."""
    held = {str(rule_id): day for rule_id, day in checked_days(work.read).items()}
    held |= {str(rule_id): day.isoformat() for rule_id, day in days.items()}
    work.execute(
        "insert into setting (key, value) values ('rules.checked', ?) on conflict (key) do update set value = ?",
        (json.dumps(held), json.dumps(held)),
    )


def forget_checked(work: Work, rule_id: int) -> None:
    """Let a rule be looked at anew, from the day it is switched on."""
    held = {str(one): day for one, day in checked_days(work.read).items() if one != rule_id}
    work.execute("update setting set value = ? where key = 'rules.checked'", (json.dumps(held),))
