"""A customer's value, rhythm and next product in sentences an owner reads: never more certain than the counts are."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

from crm_desktop.base.formats import amount, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.engine.customer_value import LEAST_SILENCES, CustomerValue
from crm_desktop.engine.next_best import Suggestion

_Every: TypeAlias = Callable[[int], str]

_MONTH = 30.44
#: Silence as a multiple of the usual gap from which on a customer without counts is said to be slipping.
_LATE, _VERY_LATE = 1.5, 3.0
#: Chances to be lost that count as middling and high.
_MIDDLING, _HIGH = 0.3, 0.6


class Risk(StrEnum):
    """How likely a customer is lost."""

    LOW = "low"
    MIDDLING = "middling"
    HIGH = "high"


def rhythm_sentence(value: CustomerValue) -> str:
    """Return how often a customer orders and for how long it has been silent, in the same unit."""
    if value.orders < 2:
        return _("One order so far. {silence}").format(silence=_since(value.silent_days))
    size, every, silent = _unit(value.gap_days)
    return _("Usually orders {rhythm}, {silence}.").format(
        rhythm=every(round(value.gap_days / size)), silence=silent(round(value.silent_days / size))
    )


def risk(value: CustomerValue) -> Risk | None:
    """Return how likely a customer is lost; None after a single order where no model tells."""
    if value.orders < 2 and value.alive is None:
        return Risk.MIDDLING if value.complaints else None
    chance = value.risk
    if value.alive is None or chance is None:
        late = value.overdue
        level = 2 if late >= _VERY_LATE else 1 if late >= _LATE else 0
        return tuple(Risk)[min(level + bool(value.complaints), 2)]
    return Risk.HIGH if chance >= _HIGH else Risk.MIDDLING if chance >= _MIDDLING else Risk.LOW


def risk_word(value: CustomerValue) -> str:
    """Return the risk as a word, with its percentage where a model or enough others tell it."""
    level = risk(value)
    if level is None:
        return ""
    word = {Risk.LOW: _("low"), Risk.MIDDLING: _("middling"), Risk.HIGH: _("high")}[level]
    return word if value.alive is None or value.risk is None else f"{word}, {percent(value.risk)}"


def complaints_sentence(value: CustomerValue) -> str:
    """Return that open complaints raise the risk; "" where there is none."""
    if not value.complaints:
        return ""
    return plural("{n} open complaint raises the risk.", "{n} open complaints raise the risk.", value.complaints)


def others_sentence(value: CustomerValue) -> str:
    """Return what became of others who were silent for as long; "" where they are too few or nobody is late."""
    cases, away = value.silence
    if value.orders < 2 or cases < LEAST_SILENCES or value.overdue < _LATE:
        return ""
    return _("Of {cases} others who were silent for as long, {back} came back.").format(cases=cases, back=cases - away)


def range_words(value: CustomerValue, currency: str) -> str:
    """Return the bounds of the next twelve months, which hold what comes in eight of ten cases."""
    low, high = (amount(about(cents), currency, whole=True) for cents in (value.low_cents, value.high_cents))
    if about(value.high_cents) <= 0:
        return _("in 8 of 10 cases nothing")
    if about(value.low_cents) <= 0:
        return _("in 8 of 10 cases at most {high}").format(high=high)
    return _("in 8 of 10 cases {low} to {high}").format(low=low, high=high)


def about(cents: int) -> int:
    """Return an expected amount with two figures that count: more would promise what nobody knows."""
    whole = round(cents / 100)
    unit = int(10 ** max(len(str(abs(whole))) - 2, 0))
    return round(whole / unit) * unit * 100


def suggestion_sentence(found: Suggestion) -> str:
    """Return why a product is the next to offer: how many of those with the same purchases took it, and all others."""
    base = percent(found.base)
    if found.within is None:
        return _("{cases} of {all} customers with it have this too; of all {base}").format(
            cases=found.cases, all=found.at_risk, base=base
        )
    within = plural("within {n} month", "within {n} months", max(round(found.within / _MONTH), 1))
    return _("{cases} of {all} customers {within}; of all {base}").format(
        cases=found.cases, all=found.at_risk, within=within, base=base
    )


def _unit(days: float) -> tuple[float, _Every, _Every]:
    """Return the unit a rhythm is told in: its days, its words and those of a silence."""
    if days < 14:
        return 1.0, _days, _silent_days
    if days < 92:
        return 7.0, _weeks, _silent_weeks
    return (_MONTH, _months, _silent_months) if days < 730 else (365.25, _years, _silent_years)


def _since(days: int) -> str:
    if days < 14:
        return plural("It was {n} day ago.", "It was {n} days ago.", days)
    if days < 92:
        return plural("It was {n} week ago.", "It was {n} weeks ago.", round(days / 7))
    return plural("It was {n} month ago.", "It was {n} months ago.", int(days / _MONTH))


def _days(n: int) -> str:
    return plural("every day", "every {n} days", n)


def _weeks(n: int) -> str:
    return plural("every week", "every {n} weeks", n)


def _months(n: int) -> str:
    return plural("every month", "every {n} months", n)


def _years(n: int) -> str:
    return plural("every year", "every {n} years", n)


def _silent_days(n: int) -> str:
    return plural("silent for {n} day", "silent for {n} days", n)


def _silent_weeks(n: int) -> str:
    return plural("silent for {n} week", "silent for {n} weeks", n)


def _silent_months(n: int) -> str:
    return plural("silent for {n} month", "silent for {n} months", n)


def _silent_years(n: int) -> str:
    return plural("silent for {n} year", "silent for {n} years", n)
