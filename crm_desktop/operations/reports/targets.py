"""Targets as a report: how far each is, how likely it is reached, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm_desktop.base.i18n import _, meant
from crm_desktop.charts.ranked import RankedBar, RankedData
from crm_desktop.domain.evaluations import Unit
from crm_desktop.domain.targets import TargetKind
from crm_desktop.engine.forecast import Forecaster
from crm_desktop.operations.forecasts import targets
from crm_desktop.operations.forecasts.target_words import (
    chance_words,
    missing_words,
    name_words,
    state_words,
    value_words,
)
from crm_desktop.operations.forecasts.targets import Progress
from crm_desktop.operations.reports.asking import Asked
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.store.queries import targets as queries
from crm_desktop.store.reading import Reader


def targets_reached(reader: Reader, asked: Asked, today: date, engine: Forecaster | None = None) -> Finding:
    """Return how far the targets of the running month and quarter are; `engine` as for `targets.progress`."""
    found = targets.progress(reader, today=today, engine=engine)
    lines = tuple(
        Line(name_words(one.target), one.share, cases=one.done, behind=_behind(reader, one, asked.currency))
        for one in found
    )
    bars = [
        RankedBar(
            line.name,
            line.value,
            f"{value_words(one.target, one.done, asked.currency)} / "
            f"{value_words(one.target, one.target.amount, asked.currency)}",
        )
        for line, one in zip(lines, found, strict=True)
    ]
    missing = "" if found else _("No target is set for this month or quarter yet.")
    return Finding(
        name="targets",
        title=_("Targets"),
        subtitle=_subtitle(found, asked.currency),
        period=asked.period,
        unit=Unit.SHARE,
        by=_("Target"),
        measure=_("Reached"),
        lines=lines,
        currency=asked.currency,
        extras=(
            Extra(_("Chance"), Unit.SHARE, tuple(one.chance for one in found)),
            Extra(_("to reach"), Unit.MONEY, tuple(_cents(one, one.target.amount) for one in found)),
            Extra(_("so far"), Unit.MONEY, tuple(_cents(one, one.done) for one in found)),
            Extra(_("missing"), Unit.MONEY, tuple(_cents(one, one.short) for one in found)),
            Extra(meant("a number reached", "Done"), Unit.COUNT, tuple(_number(one) for one in found)),
        ),
        chart=RankedData(bars, "", asked.currency, Unit.SHARE) if found else None,
        sentence=missing or " ".join(_said(one, asked.currency) for one in found[:1]),
        note=" ".join(
            [
                *(f"{name_words(one.target)}: {_said(one, asked.currency)}" for one in found[1:]),
                _("Revenue counts on the day a deal is won, and orders without a deal on their day."),
            ]
        ),
        missing=missing,
    )


def _subtitle(found: Sequence[Progress], currency: str) -> str:
    """Return the chance of revenue and what is missing, which a card of the dashboard shows first."""
    revenue = [chance_words(one, currency) for one in found if one.target.kind is TargetKind.REVENUE]
    return revenue[0] if revenue else _("this month and quarter, up to today")


def _said(one: Progress, currency: str) -> str:
    return f"{state_words(one, currency)} {missing_words(one, currency)}".strip()


def _behind(reader: Reader, one: Progress, currency: str) -> Behind | None:
    """Return the deals won, or the offers sent; entries of the history have a list of their own."""
    if one.target.kind is TargetKind.REVENUE:
        return Behind(kind="deal", ids=tuple(queries.won_ids(reader, one.target.period, currency=currency)))
    if one.target.kind is TargetKind.OFFERS:
        return Behind(kind="offer", ids=tuple(queries.sent_ids(reader, one.target.period)))
    return None


def _cents(one: Progress, cents: int) -> float | None:
    return float(cents) if one.target.kind is TargetKind.REVENUE else None


def _number(one: Progress) -> float | None:
    return None if one.target.kind is TargetKind.REVENUE else float(one.done)
