"""The ready reports as data, in one place: name, question in words, what is asked or who works it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _
from crm_desktop.domain.evaluations import Drawn, Measure, Question, Subject
from crm_desktop.operations.reports.asking import Asked, answer
from crm_desktop.operations.reports.conversion import conversion
from crm_desktop.operations.reports.customers import abc, retained
from crm_desktop.operations.reports.expected import expected_orders
from crm_desktop.operations.reports.findings import Finding
from crm_desktop.operations.reports.leads import lead_ages, lead_cohorts, lead_days, leads_by_source
from crm_desktop.operations.reports.movement import movement
from crm_desktop.operations.reports.offers import (
    offer_figures,
    offer_times,
    offers_by_answer,
    offers_by_category,
    offers_by_discount,
    offers_by_group,
    offers_by_value,
)
from crm_desktop.operations.reports.quality import quality
from crm_desktop.operations.reports.targets import targets_reached
from crm_desktop.operations.reports.times import cycle_times, outcomes
from crm_desktop.operations.reports.worth import classes, silent, worth
from crm_desktop.store.reading import Reader

#: Works a report out for a period; the day is today.
Working = Callable[[Reader, Asked, date], Finding]
Figures = Callable[[Reader, Asked, date], dict[str, Any]]


class Evaluation(NamedTuple):
    """One ready report: its name, where it stands, its title, the question it answers, and how."""

    name: str
    group: str
    title: str
    about: str
    asks: Question | None = None
    works: Working | None = None
    #: All its figures as plain data, where there is more to them than its table.
    figures: Figures | None = None


def evaluations() -> tuple[Evaluation, ...]:
    """Return the ready reports in the order they are offered, in the language in use."""
    return (*_revenue(), *_leads(), *_pipeline(), *_winning(), *_customers(), *_work())


def evaluation(name: str) -> Evaluation:
    """Return a ready report by its name. Raises NotFound for another name."""
    for each in evaluations():
        if each.name == name:
            return each
    raise NotFound(_("There is no report “{name}”.").format(name=name[:40]))


def find(reader: Reader, name: str, asked: Asked, today: date) -> Finding:
    """Return the finding of a ready report. Raises NotFound for another name."""
    ready = evaluation(name)
    if ready.asks is not None:
        return answer(reader, ready.asks, asked, name=name, title=ready.title)
    if ready.works is None:
        raise NotFound(_("There is no report “{name}”.").format(name=name[:40]))
    return ready.works(reader, asked, today)


def _revenue() -> tuple[Evaluation, ...]:
    def by(field: str, title: str, about: str) -> Evaluation:
        asks = Question(Subject.REVENUE, Measure.AMOUNT, field)
        return Evaluation(f"revenue-{field}", _("Revenue"), title, about, asks)

    months = Question(Subject.REVENUE, Measure.AMOUNT, "month", "group", drawn=Drawn.COLUMNS)
    return (
        Evaluation(
            "revenue-month",
            _("Revenue"),
            _("Revenue by product group"),
            _("How much came in month by month, and from which product groups?"),
            months,
        ),
        by("product", _("Revenue by product"), _("Which products bring the money?")),
        by("group", _("Revenue by group"), _("Which product groups bring the money?")),
        by("category", _("Revenue by customer category"), _("Which kinds of customers bring the money?")),
        by("region", _("Revenue by region"), _("Where do the customers sit that bring the money?")),
        by(
            "size", _("Revenue by company size"), _("Do small or large companies buy more, as large as they were then?")
        ),
        by("age", _("Revenue by company age"), _("Do young or old companies buy more, as old as they were then?")),
        by("channel", _("Revenue by channel"), _("Through which channel do orders come?")),
        by("campaign", _("Revenue by campaign"), _("Which campaigns brought orders?")),
        by("customer", _("Revenue by customer"), _("Who bought how much?")),
    )


def _leads() -> tuple[Evaluation, ...]:
    def one(name: str, title: str, about: str, works: Working) -> Evaluation:
        return Evaluation(f"leads-{name}", _("Inquiries"), title, about, works=works)

    return (
        one("source", _("Inquiries by source"), _("Where do inquiries come from that become deals?"), leads_by_source),
        one("age", _("Age of open inquiries"), _("Which inquiries have been lying for how long?"), lead_ages),
        one("days", _("Time from inquiry to deal"), _("How quickly do inquiries become deals?"), lead_days),
        one("cohorts", _("Inquiries month by month"), _("What becomes of the inquiries of a month?"), lead_cohorts),
    )


def _pipeline() -> tuple[Evaluation, ...]:
    group = _("Pipeline")
    return (
        Evaluation(
            "expected",
            group,
            _("Expected orders"),
            _("What will the next months bring, and how sure is that?"),
            works=expected_orders,
        ),
        Evaluation(
            "open-stage",
            group,
            _("Open deals by stage"),
            _("How much lies in which stage right now?"),
            Question(Subject.OPEN, Measure.AMOUNT, "stage"),
        ),
        Evaluation(
            "movement",
            group,
            _("Movement of the pipeline"),
            _("What came into the pipeline, what went out, and what slipped?"),
            works=movement,
        ),
        Evaluation(
            "conversion",
            group,
            _("From stage to stage"),
            _("How many deals go on from one stage to the next?"),
            works=conversion,
        ),
        Evaluation(
            "outcomes",
            group,
            _("What becomes of inquiries"),
            _("How many inquiries are won after how many days, with those still open counted?"),
            works=outcomes,
        ),
        Evaluation(
            "time-to-order",
            group,
            _("Time from inquiry to order"),
            _("How long does it take from the inquiry to the order?"),
            works=cycle_times,
        ),
    )


def _winning() -> tuple[Evaluation, ...]:
    group = _("Pipeline")
    rated = Question(Subject.CLOSED, Measure.RATE, "channel")
    return (
        Evaluation("win-channel", group, _("Win rate by channel"), _("Through which channel do we win most?"), rated),
        Evaluation(
            "win-category",
            group,
            _("Win rate by customer category"),
            _("Which kinds of customers say yes most often?"),
            Question(Subject.CLOSED, Measure.RATE, "category"),
        ),
        Evaluation(
            "win-value",
            group,
            _("Win rate by deal value"),
            _("Do we win small or large deals?"),
            Question(Subject.CLOSED, Measure.RATE, "deal_size"),
        ),
        Evaluation(
            "loss-reasons",
            group,
            _("Loss reasons"),
            _("Why were deals lost?"),
            Question(Subject.CLOSED, Measure.COUNT, "reason"),
        ),
        Evaluation(
            "won-arguments",
            group,
            _("Won arguments"),
            _("What convinced those who bought?"),
            Question(Subject.CLOSED, Measure.COUNT, "argument"),
        ),
    )


def _customers() -> tuple[Evaluation, ...]:
    group = _("Customers")
    return (
        Evaluation(
            "abc", group, _("Customers by class"), _("Which few customers bring most of the revenue?"), works=abc
        ),
        Evaluation(
            "retention", group, _("Who comes back"), _("How many customers order again after the first order?"),
            works=retained,
        ),
        Evaluation(
            "silent", group, _("Customers to call"), _("Who has been silent for longer than usual?"), works=silent
        ),
        Evaluation(
            "worth", group, _("What customers will bring"), _("Which customers will bring what in the next year?"),
            works=worth,
        ),
        Evaluation(
            "rfm", group, _("Customers by recency, frequency and money"), _("Who are the best customers, who slips?"),
            works=classes,
        ),
        Evaluation(
            "quality", group, _("Completeness of the data"), _("Where are gaps that make the other reports vague?"),
            works=quality,
        ),
    )  # fmt: skip


def _work() -> tuple[Evaluation, ...]:
    group = _("Work")
    return (
        Evaluation(
            "targets",
            group,
            _("Targets"),
            _("How far are the targets of this month and quarter, and what is missing?"),
            works=targets_reached,
        ),
        Evaluation(
            "activities",
            group,
            _("Activities"),
            _("How many calls, meetings and letters were there?"),
            Question(Subject.ACTIVITIES, Measure.COUNT, "month", "kind", drawn=Drawn.COLUMNS),
        ),
        Evaluation(
            "offers",
            group,
            _("Offers"),
            _("How many offers went out, and what became of them?"),
            Question(Subject.OFFERS, Measure.COUNT, "month", "status", drawn=Drawn.COLUMNS),
            figures=offer_figures,
        ),
        *_offers(group),
    )


def _offers(group: str) -> tuple[Evaluation, ...]:
    def by(name: str, title: str, about: str, works: Working) -> Evaluation:
        return Evaluation(f"offers-{name}", group, title, about, works=works)

    return (
        by("value", _("Ordered offers by value"), _("Are small or large offers ordered more often?"), offers_by_value),
        by("discount", _("Ordered offers by discount"), _("Do discounts bring orders?"), offers_by_discount),
        by(
            "answer",
            _("Ordered offers by time to the offer"),
            _("Does it pay to answer an inquiry quickly?"),
            offers_by_answer,
        ),
        by(
            "group",
            _("Ordered offers by product group"),
            _("Which products are ordered when offered?"),
            offers_by_group,
        ),
        by("category", _("Ordered offers by customer category"), _("Who accepts our offers?"), offers_by_category),
        by("days", _("Time from offer to order"), _("How long do customers think an offer over?"), offer_times),
    )
