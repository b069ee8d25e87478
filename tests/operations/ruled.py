"""What tests of rules begin with: a file whose writer lets rules act, and rules in a few words."""

from __future__ import annotations

from typing import Any

from crm_desktop.domain.recipes import Recipe, read
from crm_desktop.operations.rules import rules
from crm_desktop.operations.rules.effects import Follower
from crm_desktop.store.database import Database
from crm_desktop.store.queries import rules as queries
from crm_desktop.store.queries.rules import RunRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import standing_clock

TASK: dict[str, Any] = {"do": "task", "text": "Ask again", "days": 1}


def following(database: Database) -> Writer:
    """Return the writer of a file, in whose steps rules act."""
    return database.writer(standing_clock, follow=Follower())


def recipe(
    on: str,
    *actions: dict[str, Any],
    conditions: dict[str, Any] | None = None,
    limits: dict[str, Any] | None = None,
    **trigger: Any,
) -> Recipe:
    """Return what a rule says."""
    return read({"on": on, **trigger}, conditions or {}, actions or (TASK,), limits or {})


def rule(writer: Writer, on: str, *actions: dict[str, Any], name: str = "", **given: Any) -> int:
    """Write a rule down, switched on; return its id."""
    said = recipe(on, *actions, **given)
    there = len(queries.ids(_reader(writer)))
    return rules.add_rule(writer, name=name or f"{on} {there}", recipe=said, enabled=True).value


def outcomes(reader: Reader) -> list[str]:
    """Return how all runs ended, the oldest first."""
    return [run.outcome.value for run in log(reader)]


def log(reader: Reader) -> list[RunRow]:
    """Return the log, the oldest line first."""
    return queries.runs(reader)[::-1]


def tasks(reader: Reader) -> list[str]:
    """Return what is planned, in the order it was."""
    sql = "select subject from activity where due_on is not null and done_at is null and deleted_at is null order by id"
    return reader.rows(str, sql)


def _reader(writer: Writer) -> Reader:
    with writer.step("look") as work:
        return work.read
