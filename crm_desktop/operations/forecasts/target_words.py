"""Targets in words: what is to be reached, how far it is, and what is missing."""

from __future__ import annotations

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.targets import TargetKind, TargetSpan
from crm_desktop.operations.forecasts.targets import Progress
from crm_desktop.store.queries.targets import TargetRow


def kind_words(kind: TargetKind) -> str:
    """Return what a target counts."""
    return {
        TargetKind.REVENUE: _("Revenue"),
        TargetKind.OFFERS: _("Offers sent"),
        TargetKind.ACTIVITIES: _("Conversations"),
        TargetKind.CALLS: _("Calls"),
        TargetKind.MEETINGS: _("Meetings and visits"),
    }[kind]


def span_words(row: TargetRow) -> str:
    """Return the month or quarter of a target: November 2026, Q4 2026."""
    if row.span is TargetSpan.MONTH:
        return formats.month(row.starts, form="LLLL y")
    return _("Q{n} {year}").format(n=(row.starts.month + 2) // 3, year=row.starts.year)


def name_words(row: TargetRow) -> str:
    """Return the name of a target: Revenue, November 2026."""
    return f"{kind_words(row.kind)}, {span_words(row)}"


def value_words(row: TargetRow, value: int, currency: str) -> str:
    """Return an amount of what a target counts."""
    if row.kind is TargetKind.REVENUE:
        return formats.amount(value, currency, whole=True)
    return formats.number(value)


def state_words(one: Progress, currency: str) -> str:
    """Return how far a target is, as one sentence or two."""
    row = one.target
    done, goal = value_words(row, one.done, currency), value_words(row, row.amount, currency)
    if one.done >= row.amount:
        return _("Reached: {done} of {goal}.").format(done=done, goal=goal)
    said = _("{done} of {goal} so far.").format(done=done, goal=goal)
    if one.chance is not None:
        expected = value_words(row, one.expected, currency)
        said += " " + _("{expected} are expected; the chance to reach it is {chance}.").format(
            expected=expected, chance=formats.percent(one.chance)
        )
    else:
        said += " " + _("{n} more to go.").format(n=value_words(row, one.short, currency))
    return said


def chance_words(one: Progress, currency: str) -> str:
    """Return the chance of a revenue target and what is missing, in one line for a card."""
    said = _("{target}: chance {chance}").format(
        target=name_words(one.target), chance="–" if one.chance is None else formats.percent(one.chance)
    )
    if one.done >= one.target.amount or not one.short:
        return said
    short = value_words(one.target, one.short, currency)
    if one.missing is None:
        return f"{said}; " + _("{short} are missing").format(short=short)
    offers = plural("about {n} more offer of usual size", "about {n} more offers of usual size", one.missing.offers)
    return f"{said}; " + _("{short} are missing: {offers}").format(short=short, offers=offers)


def missing_words(one: Progress, currency: str) -> str:
    """Return what is missing, "" where nothing is."""
    if one.target.kind is not TargetKind.REVENUE or not one.short or one.done >= one.target.amount:
        return ""
    short = value_words(one.target, one.short, currency)
    if one.missing is None:
        return _("{short} are missing; how many offers that is cannot be told yet: too few were answered.").format(
            short=short
        )
    usual = one.missing.usual
    offers = plural("about {n} more offer of usual size", "about {n} more offers of usual size", one.missing.offers)
    said = _("{short} are missing: {offers}.").format(short=short, offers=offers)
    basis = _("Usual: {size}, the middle of {n} offers; {ordered} of {answered} answered ones were ordered.")
    said += " " + basis.format(
        size=formats.amount(usual.cents, currency, whole=True), n=usual.sent, ordered=usual.ordered,
        answered=usual.answered,
    )  # fmt: skip
    if one.missing.by is None:
        return (
            said
            + " "
            + _("Orders usually come {n} days after the offer: for this period that is late.").format(n=usual.days)
        )
    return (
        said + " " + _("To bring orders in time they should be out by {day}.").format(day=formats.day(one.missing.by))
    )
