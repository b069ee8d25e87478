"""Figures about inquiries: what sources bring, how old the open ones are, how long it takes, cohorts by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.base.period import Period, add_months, month_of
from crm_desktop.base.text import fold
from crm_desktop.base.times import days_between, local_day
from crm_desktop.domain.lead_facts import LeadFact
from crm_desktop.engine.win_rates import Counted, Rate, rates

#: The first day of each class of ages, in days.
AGES = (0, 2, 8, 31, 91)
#: Days after which it is told how many of a month's inquiries had become deals.
MARKS = (7, 30, 60, 90)


class SourceRate(NamedTuple):
    """What became of the inquiries of a source: of the decided ones, deals; and what those deals brought so far."""

    name: str
    rate: Rate
    arrived: int
    won: int
    won_cents: int
    #: The decided ones.
    ids: tuple[int, ...] = ()


class LeadCohort(NamedTuple):
    """The inquiries of a month: how many, and the share that had become deals after each mark (None: not yet over)."""

    first: date
    of: int
    shares: tuple[float | None, ...]


def by_source(leads: Sequence[LeadFact], period: Period, today: date) -> tuple[SourceRate, ...]:
    """Return the sources of the inquiries that came in a period, those with most first; "" is no source."""
    came = [lead for lead in leads if period.holds(local_day(lead.arrived))]
    names = {fold(lead.source.strip()): lead.source.strip() for lead in came}
    groups: dict[str, list[LeadFact]] = {}
    for lead in came:
        groups.setdefault(fold(lead.source.strip()), []).append(lead)
    order = sorted(groups, key=lambda key: (-len(groups[key]), key))
    decided = {key: [lead for lead in groups[key] if is_decided(lead, today)] for key in order}
    found = rates([Counted(key, sum(lead.converted for lead in decided[key]), len(decided[key])) for key in order])
    return tuple(
        SourceRate(
            names[key], rate, len(groups[key]), sum(lead.deal_status == "won" for lead in groups[key]),
            sum(lead.deal_cents for lead in groups[key] if lead.deal_status == "won"),
            tuple(lead.id for lead in decided[key]),
        )
        for key, rate in zip(order, found, strict=True)
    )  # fmt: skip


def ages(leads: Sequence[LeadFact], today: date) -> tuple[tuple[int, ...], ...]:
    """Return which of the inquiries open on a day are how old: their ids by the classes of `AGES`."""
    classes: list[list[int]] = [[] for _first in AGES]
    for lead in leads:
        days = (today - local_day(lead.arrived)).days
        if days >= 0 and not is_decided(lead, today):
            classes[max(place for place, first in enumerate(AGES) if first <= days)].append(lead.id)
    return tuple(map(tuple, classes))


def days_to_convert(leads: Sequence[LeadFact], period: Period, today: date) -> tuple[float, ...]:
    """Return the days from arrival to the deal, in order, of the inquiries taken on in a period."""
    taken = [lead for lead in leads if lead.converted and lead.closed and is_decided(lead, today)]
    return tuple(sorted(days_between(lead.arrived, lead.closed) for lead in taken if lead.closed and _in(period, lead)))


def days_to_answer(leads: Sequence[LeadFact], period: Period, today: date) -> tuple[float, ...]:
    """Return the days until the first answer, in order, of the inquiries that came in a period."""
    came = [lead for lead in leads if period.holds(local_day(lead.arrived))]
    return tuple(
        sorted(
            days_between(lead.arrived, lead.answered)
            for lead in came
            if lead.answered is not None and local_day(lead.answered) <= today
        )
    )


def cohorts(leads: Sequence[LeadFact], period: Period, today: date) -> tuple[LeadCohort, ...]:
    """Return what had become of each month's inquiries after 7, 30, 60 and 90 days, as far as these are over."""
    found = []
    first = month_of(period.first).first
    while first <= period.last:
        month = month_of(first)
        came = [lead for lead in leads if month.holds(local_day(lead.arrived)) and local_day(lead.arrived) <= today]
        if came:
            shares = tuple(_share(came, month.last, mark, today) for mark in MARKS)
            found.append(LeadCohort(first, len(came), shares))
        first = add_months(first, 1)
    return tuple(found)


def is_decided(lead: LeadFact, today: date) -> bool:
    """Whether an inquiry had been taken on or declined by the end of a day."""
    return lead.closed is not None and local_day(lead.closed) <= today


def _share(came: Sequence[LeadFact], last: date, mark: int, today: date) -> float | None:
    if (today - last).days < mark:
        return None
    soon = sum(lead.converted and lead.closed is not None and _days(lead) <= mark for lead in came)
    return soon / len(came)


def _days(lead: LeadFact) -> float:
    return days_between(lead.arrived, lead.closed) if lead.closed else 0.0


def _in(period: Period, lead: LeadFact) -> bool:
    return lead.closed is not None and period.holds(local_day(lead.closed))
