"""Workflow rules: the list of them, what one would have done, switching them on and off, and letting them act."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.formats import day as written_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import whole_number

if TYPE_CHECKING:
    from crm_desktop.operations.rules.dry_run import DryCase, DryRun
    from crm_desktop.operations.rules.ready import ReadyRule
    from crm_desktop.store.queries.rules import RuleRow
    from crm_desktop.store.reading import Reader

_LONGEST = 730


def run(surroundings: Surroundings, options: Namespace) -> None:
    """Do what was asked for."""
    what, name = str(options.what), str(options.name)
    if what not in ("list", "run", "log", "ready") and not name:
        raise BadInput(_("Say which rule is meant: its name."), field="name")
    match what:
        case "list":
            _list(surroundings)
        case "ready":
            _ready(surroundings)
        case "log":
            _log(surroundings, name, int(options.limit))
        case "dry-run":
            _dry_run(surroundings, name, int(options.days), int(options.limit))
        case "run":
            _run(surroundings, name)
        case _:
            _switch(surroundings, name, on=what == "on")


def _list(surroundings: Surroundings) -> None:
    from crm_desktop.operations.rules.choices import rule_choices  # only here, and so below
    from crm_desktop.operations.rules.sentence import spoken
    from crm_desktop.store.queries import rules

    with surroundings.reading() as reader:
        rows = rules.rules(reader, now=surroundings.clock())
        choices = rule_choices(reader)

    def said(row: RuleRow) -> str:
        try:
            return spoken(row.recipe, choices)
        except BadInput as error:  # written by a newer version
            return str(error)

    plain = [
        {
            "id": row.id, "name": row.name, "on": row.enabled, "paused": row.paused, "failure": row.failure,
            "runs_90_days": row.runs_90, "trigger": dict(row.trigger), "conditions": dict(row.conditions),
            "actions": row.actions, "limits": dict(row.limits), "sentence": said(row),
        }
        for row in rows
    ]  # fmt: skip
    surroundings.answer(
        {"rules": plain},
        lambda: table(
            (_("Rule"), _("State"), _("90 days"), _("What it says")),
            [(one["name"], _state(one), one["runs_90_days"], one["sentence"]) for one in plain],
            right=(2,),
        ),
    )


def _ready(surroundings: Surroundings) -> None:
    from crm_desktop.operations.rules.choices import rule_choices
    from crm_desktop.operations.rules.ready import ready_rules
    from crm_desktop.operations.rules.sentence import spoken

    with surroundings.reading() as reader:
        found, choices = ready_rules(reader), rule_choices(reader)
    plain = [
        {"key": one.key, "name": one.name, "taken": one.taken, "sentence": spoken(one.recipe, choices)} for one in found
    ]
    surroundings.answer(
        {"ready": plain},
        lambda: table(
            (_("Key"), _("Rule"), _("What it says")), [(one["key"], one["name"], one["sentence"]) for one in plain]
        ),
    )


def _log(surroundings: Surroundings, name: str, limit: int) -> None:
    from crm_desktop.store.queries import rules

    with surroundings.reading() as reader:
        rows = rules.runs(reader, rule_id=_id(reader, name) if name else None, limit=limit)
    plain = [
        {
            "at": row.at.isoformat(), "rule": row.rule, "kind": row.kind, "ref": row.ref, "title": row.title,
            "contact": row.contact, "outcome": row.outcome.value, "reason": row.reason, "did": row.did,
            "step": row.step_id,
        }
        for row in rows
    ]  # fmt: skip
    surroundings.answer(
        {"runs": plain},
        lambda: (
            table(
                (_("When"), _("Rule"), _("For"), _("What was done"), _("Why")),
                [
                    (written_day(row.at.astimezone().date()), row.rule, row.title or row.contact, row.did, row.reason)
                    for row in rows
                ],
            )
            if rows
            else [_("No rule has acted yet.")]
        ),
    )


def _dry_run(surroundings: Surroundings, name: str, days: int, limit: int) -> None:
    from crm_desktop.operations.rules.choices import rule_choices
    from crm_desktop.operations.rules.dry_run import dry_run
    from crm_desktop.store.queries import rules

    now = surroundings.clock()
    with surroundings.reading() as reader:
        there = rules.by_name(reader, name)
        row = rules.rule(reader, rule_id=there, now=now) if there is not None else None
        ready = _ready_one(reader, name)
        recipe = row.recipe if row is not None else ready.recipe if ready is not None else None
        if recipe is None:
            raise _missing(name)
        found = dry_run(reader, recipe=recipe, now=now, choices=rule_choices(reader), days=days)
    surroundings.answer(_plain(name, found, limit), lambda: _lines(found, limit))


def _plain(name: str, found: DryRun, limit: int) -> dict[str, Any]:
    return {
        "rule": name, "days": found.days, "since": found.since.isoformat(), "until": found.until.isoformat(),
        "times": found.times, "looked_at": found.looked_at, "orders": found.orders, "left_out": found.left_out_times,
        "too_often": found.too_often, "never": list(found.never), "by_week": found.by_week,
        "cases": [_plain_case(case) for case in found.cases[:limit]],
    }  # fmt: skip


def _plain_case(case: DryCase) -> dict[str, Any]:
    return {
        "day": case.day.isoformat(), "kind": case.kind.value, "ref": case.ref, "number": case.number,
        "title": case.title, "contact": case.contact, "amount_cents": case.amount_cents, "currency": case.currency,
        "did": case.did, "state": case.state.value,
    }  # fmt: skip


def _lines(found: DryRun, limit: int) -> list[str]:
    times = plural("{n} time", "{n} times", found.times)
    days = plural("{n} day", "{n} days", found.days)
    said = _("This rule would have acted {times} in the last {days}; nothing was changed.")
    lines = [said.format(times=times, days=days)]
    if found.too_often:
        lines.append(_("That is more than once a working day."))
    lines += [_("No record fulfils this: {condition}").format(condition=one) for one in found.never]
    if found.cases:
        heads = (_("Day"), _("Number"), _("Title"), _("Contact"), _("What would have been done"))
        rows = [(written_day(one.day), one.number, one.title, one.contact, one.did) for one in found.cases[:limit]]
        lines += ["", *table(heads, rows)]
    return lines


def _run(surroundings: Surroundings, name: str) -> None:
    """Let rules act on what came due with the days; without a name all of them."""
    from crm_desktop.operations.rules.catch_up import catch_up

    with surroundings.writing() as writer:
        rule_id = None
        if name:
            with surroundings.reading() as reader:
                rule_id = _id(reader, name)
        found = catch_up(writer, rule_id=rule_id, progress=surroundings.progress(_("Rules"))).value
    surroundings.answer(
        {"acted": found.acted, "failed": found.failed, "stopped": found.stopped, "rules": found.rules},
        lambda: [
            plural("The rules acted {n} time.", "The rules acted {n} times.", found.acted),
            *([plural("{n} time a rule failed.", "{n} times a rule failed.", found.failed)] if found.failed else []),
        ],
    )


def _switch(surroundings: Surroundings, name: str, *, on: bool) -> None:
    from crm_desktop.operations.rules import rules as operations
    from crm_desktop.operations.rules.ready import add_ready_rule
    from crm_desktop.store.queries import rules

    with surroundings.reading() as reader:
        there = rules.by_name(reader, name)
        ready = _ready_one(reader, name)
    if there is None and (ready is None or not on):
        raise _missing(name)
    with surroundings.writing() as writer:
        if there is not None:
            label = operations.switch_rule(writer, rule_id=there, on=on).label
        else:
            label = add_ready_rule(writer, key=ready.key if ready else "", enabled=True).label
    surroundings.answer({"name": name, "done": label}, lambda: [label])


def _ready_one(reader: Reader, name: str) -> ReadyRule | None:
    """Return the ready rule of a key or a name, None where there is none."""
    from crm_desktop.operations.rules.ready import ready_rules

    wanted = name.casefold()
    return next((one for one in ready_rules(reader) if wanted in (one.key, one.name.casefold())), None)


def _id(reader: Reader, name: str) -> int:
    from crm_desktop.store.queries import rules

    found = rules.by_name(reader, name)
    if found is None:
        raise _missing(name)
    return found


def _missing(name: str) -> NotFound:
    return NotFound(
        _("There is no rule “{name}”.").format(name=name),
        _("“rules list” shows them, “rules ready” those to start from."),
    )


def _state(plain: dict[str, Any]) -> str:
    if plain["paused"]:
        return _("pauses")
    return _("on") if plain["on"] else _("off")


def _arguments(parser: ArgumentParser) -> None:
    what = ("list", "ready", "dry-run", "run", "on", "off", "log")
    parser.add_argument("what", nargs="?", default="list", choices=what, help=_("what to do; list by default"))
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="NAME",
        help=_("the rule's name; for dry-run and on also the key of a ready rule"),
    )
    parser.add_argument(
        "--days", type=whole_number(1, _LONGEST), default=90, metavar="N", help=_("for dry-run: how far to look back")
    )
    parser.add_argument(
        "--limit", type=whole_number(1, 10_000), default=50, metavar="N", help=_("at most so many cases or lines")
    )


COMMANDS = (Command("rules", lambda: _("workflow rules: list, try on the past, switch, run"), run, _arguments),)
