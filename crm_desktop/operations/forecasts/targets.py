"""Targets: setting what is to be reached in a month or quarter, how far it is, and what is still missing.

What revenue will come to and how likely the target is reached tells the forecast; what is missing is told in offers of
usual size, worked out from the firm's own rate and sizes, or not at all where too few were answered.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.period import Period
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.targets import Target, TargetKind, TargetSpan, period_of
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import targets as queries
from crm_desktop.store.queries.targets import TargetRow, UsualOffer
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

if TYPE_CHECKING:
    from crm_desktop.engine.forecast import Forecaster

#: No target is larger: a hundred million, or a million calls.
MOST_CENTS, MOST_NUMBER = 10_000_000_000, 1_000_000
#: Fewer answered offers, or orders, say nothing about how many are needed.
LEAST_ANSWERED, LEAST_ORDERED = 10, 5
#: Offers of so many days are looked at.
_YEAR = 365


class Missing(NamedTuple):
    """How many more offers of usual size are needed, and what that rests on."""

    offers: int
    usual: UsualOffer
    #: Offers have to be out by this day for half of their orders to come in time; None where that has passed.
    by: date | None


class Progress(NamedTuple):
    """One target and how far it is: cents for revenue, else numbers."""

    target: TargetRow
    done: int
    #: What it will come to: the forecast's mean for revenue, else so far at this pace.
    expected: int
    #: How likely it is reached, 0 to 1; None where nothing tells.
    chance: float | None
    #: What is expected to be missing; 0 where nothing is.
    short: int
    missing: Missing | None

    @property
    def share(self) -> float:
        """How much of it is done."""
        return self.done / self.target.amount if self.target.amount else 0.0


def set_targets(
    writer: Writer, *, kind: TargetKind, span: TargetSpan, amounts: Mapping[date, int | None]
) -> Outcome[None]:
    """Set what is to be reached in months or quarters, by a day in each; None or 0 takes a target away.

    Raises BadInput for an amount that is none.
    """
    most = MOST_CENTS if kind is TargetKind.REVENUE else MOST_NUMBER
    if any(amount is not None and not 0 <= amount <= most for amount in amounts.values()):
        raise BadInput(_("A target is a number from 0 up to a sensible size."), field="amount")
    wanted = {period_of(span, day).first: amount for day, amount in amounts.items()}
    with writer.step(_("Set targets"), group=f"targets {kind} {span}") as work:
        for starts, amount in wanted.items():
            kept = [row for row in queries.targets(work.read, starts, starts) if row.kind is kind and row.span is span]
            if kept and amount:
                work.get(Target, kept[0].id).amount = amount
            elif kept:
                work.delete(work.get(Target, kept[0].id))
            elif amount:
                work.add(Target(kind=kind, span=span, starts=starts, amount=amount))
    return work.outcome(None)


def progress(reader: Reader, *, today: date, engine: Forecaster | None = None) -> list[Progress]:
    """Return how far the targets of the running month and quarter are.

    `engine` is a forecaster of the facts as they are; without one it is made where revenue is to be foreseen.
    """
    found = queries.running(reader, today)
    if any(row.kind is TargetKind.REVENUE for row in found) and engine is None:
        from crm_desktop.operations.forecasts.forecasts import forecaster  # noqa: PLC0415 - numpy

        engine = forecaster(reader)
    currency = firm_queries.currency(reader)
    return [_progress(reader, row, today, currency, engine) for row in found]


def work_progress(reader: Reader, *, today: date) -> list[Progress]:
    """Return how far the targets that need no forecast are: offers, calls, meetings."""
    found = [row for row in queries.running(reader, today) if row.kind is not TargetKind.REVENUE]
    return [_progress(reader, row, today, "", None) for row in found]


def _progress(reader: Reader, row: TargetRow, today: date, currency: str, engine: Forecaster | None) -> Progress:
    done = queries.done(reader, row.kind, row.period, currency=currency)
    if row.kind is not TargetKind.REVENUE or engine is None:
        expected = round(done * row.period.days / _passed(row.period, today))
        return Progress(row, done, expected, None, max(0, row.amount - done), None)
    direct = queries.direct_sales(reader, row.period, currency=currency)
    ahead = engine.forecast(today, row.period, with_fan=False)
    expected = ahead.expected_cents + direct
    short = max(0, row.amount - expected)
    missing = _missing(reader, row, today, currency, short) if short else None
    return Progress(row, done, expected, ahead.chance_of(row.amount - direct), short, missing)


def _passed(period: Period, today: date) -> int:
    return max(1, (min(today, period.last) - period.first).days + 1)


def _missing(reader: Reader, row: TargetRow, today: date, currency: str, short: int) -> Missing | None:
    """Return how many more offers would bring what is missing; None where too few were answered to tell."""
    since = today - timedelta(days=_YEAR)
    usual = queries.usual_offer(reader, since=since, until=today, currency=currency)
    if usual.answered < LEAST_ANSWERED or usual.ordered < LEAST_ORDERED or usual.cents <= 0:
        return None
    brings = usual.cents * usual.ordered / usual.answered
    by = row.period.last - timedelta(days=usual.days)
    return Missing(math.ceil(short / brings), usual, by if by >= today else None)
