"""The command that shows the day: what is due, by the money at stake, and what nobody has planned."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from crm_desktop.base.formats import amount, day
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.operations.planning import today as operation
from crm_desktop.operations.planning.today import Hint, Stake, Todo


def today(surroundings: Surroundings, options: Namespace) -> None:
    """Show what there is to do."""
    now = surroundings.clock()
    with surroundings.reading() as reader:
        found = operation.today_list(reader, now=now, by_time=options.by_time, everything=True)
        hints = operation.hints(reader, today=local_day(now))
    todo = [*([found.next_up.todo] if found.next_up else []), *found.todo]
    surroundings.answer(
        {"todo": [_todo(one) for one in todo], "hints": [_hint(one) for one in hints.shown], "hint_count": hints.total},
        lambda: (
            table(
                (_("Due"), _("Time"), _("What is to be done"), _("Customer"), _("At stake")),
                [
                    (day(one.row.due_on), one.row.due_time, one.row.subject, one.row.account or one.row.person,
                     amount(one.stake.at_stake, one.stake.currency, whole=True) if one.stake.at_stake else "")
                    for one in todo
                ],
                right=(4,),
            )
            if todo
            else [_("Nothing is due.")]
        ),
    )  # fmt: skip


def _stake(stake: Stake) -> dict[str, Any]:
    return {
        "amount_cents": stake.cents,
        "currency": stake.currency,
        "probability": stake.chance,
        "at_stake_cents": stake.at_stake,
    }


def _todo(todo: Todo) -> dict[str, Any]:
    row = todo.row
    return {
        "id": row.id, "kind": row.kind, "subject": row.subject, "due": row.due_on.isoformat(), "time": row.due_time,
        "priority": row.priority, "recurrence": row.recurrence, "deal": row.deal, "person": row.person,
        "company": row.account, **_stake(todo.stake),
    }  # fmt: skip


def _hint(hint: Hint) -> dict[str, Any]:
    return {
        "kind": hint.kind, "id": hint.ref, "title": hint.title, "whom": hint.whom, "days": hint.days,
        "on": hint.on.isoformat() if hint.on else None, **_stake(hint.stake),
    }  # fmt: skip


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--by-time", action="store_true", help=_("order by time instead of the money at stake"))


COMMANDS = (Command("today", lambda: _("show what is due, and what nobody has planned"), today, _arguments),)
