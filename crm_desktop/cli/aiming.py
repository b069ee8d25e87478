"""The command about targets: what is to be reached, how far it is, what is missing; and setting one."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.values import whole_number
from crm_desktop.domain.targets import TargetKind, TargetSpan

_PERIOD = re.compile(r"(\d{4})-(?:(\d{2})|[Qq]([1-4]))")
_MOST = 10**10


def run(surroundings: Surroundings, options: Namespace) -> None:
    """Show the running targets, or set one."""
    if options.kind:
        _set(surroundings, TargetKind(options.kind), options.period, options.amount)
        return
    from crm_desktop.operations.forecasts.target_words import missing_words, name_words, state_words  # only here
    from crm_desktop.operations.forecasts.targets import Progress, progress
    from crm_desktop.store.queries.firm import currency as firm_currency

    with surroundings.reading() as reader:
        found = progress(reader, today=local_day(surroundings.clock()))
        currency = firm_currency(reader)

    def line(one: Progress) -> str:
        return f"{name_words(one.target)}: {state_words(one, currency)} {missing_words(one, currency)}".strip()

    surroundings.answer(
        {"currency": currency, "targets": [_plain(one) for one in found]},
        lambda: [line(one) for one in found] or [_("No target is set for this month or quarter yet.")],
    )


def _plain(one: Any) -> dict[str, Any]:
    missing = one.missing
    return {
        "kind": one.target.kind.value,
        "span": one.target.span.value,
        "starts": one.target.starts.isoformat(),
        "amount": one.target.amount,
        "done": one.done,
        "expected": one.expected,
        "chance": None if one.chance is None else round(one.chance, 6),
        "short": one.short,
        "offers_missing": None if missing is None else missing.offers,
        "usual_offer": None if missing is None else missing.usual._asdict(),
    }


def _set(surroundings: Surroundings, kind: TargetKind, period: str, amount: int | None) -> None:
    from crm_desktop.operations.forecasts.targets import set_targets  # only here

    if amount is None:
        raise BadInput(_("Say how much is to be reached; 0 takes the target away."), field="amount")
    span, starts = _begins(period)
    with surroundings.writing() as writer:
        label = set_targets(writer, kind=kind, span=span, amounts={starts: amount}).label
    surroundings.answer({"kind": kind.value, "starts": starts.isoformat(), "done": label}, lambda: [label])


def _begins(period: str) -> tuple[TargetSpan, date]:
    found = _PERIOD.fullmatch(period)
    month = int(found[2] or 3 * int(found[3]) - 2) if found else 0
    if found is None or not 1 <= month <= 12 or int(found[1]) < 1900:
        raise BadInput(_("Name a month like 2026-11 or a quarter like 2026-Q4."), field="period")
    return TargetSpan.MONTH if found[2] else TargetSpan.QUARTER, date(int(found[1]), month, 1)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", default="", choices=("", *TargetKind), help=_("set a target of this kind"))
    parser.add_argument(
        "period", nargs="?", default="", metavar="PERIOD", help=_("a month like 2026-11 or a quarter like 2026-Q4")
    )
    parser.add_argument(
        "amount",
        nargs="?",
        default=None,
        type=whole_number(0, _MOST),
        help=_("cents for revenue, else a number; 0: none"),
    )


COMMANDS = (Command("targets", lambda: _("show how far the targets are, or set one"), run, _arguments),)
