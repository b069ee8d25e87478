"""What makes offers succeed, and how long they take: the findings of the evaluation of offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.base.period import Period
from crm_desktop.charts.curve import Curve, CurvesData, Reached
from crm_desktop.charts.ranked import RankedBar, RankedData
from crm_desktop.domain.evaluations import Unit
from crm_desktop.engine.offer_evaluation import (
    ANSWERS,
    DISCOUNTS,
    LEAST_DECIDED,
    LEAST_ORDERED,
    Group,
    OfferEvaluation,
)
from crm_desktop.engine.survival import Course
from crm_desktop.operations.offers.evaluation import as_data, offer_evaluation
from crm_desktop.operations.reports import periods
from crm_desktop.operations.reports.asking import Asked, too_few
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.operations.reports.rates import differences
from crm_desktop.store.reading import Reader

#: Groups that are shown as bars; days after which it is told how many had been ordered.
_BARS, _DAYS = 10, (7, 14, 30, 60, 90)

#: What they can be narrowed by.
_NARROWS = ("segment", "pipeline", "channel", "group", "product", "category")

Breakdown = Callable[[OfferEvaluation], Sequence[Group]]
Naming = Callable[[Sequence[Group], int, str], str]


def offers_by_value(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how often offers are ordered by how much they come to."""
    return _rated(
        reader, asked, today, lambda found: found.by_value, _value_words,
        name="offers-value", title=_("Ordered offers by value"), by=_("Value"),
    )  # fmt: skip


def offers_by_discount(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how often offers are ordered by how much was taken off."""
    return _rated(
        reader, asked, today, lambda found: found.by_discount, partial(_band_words, DISCOUNTS),
        name="offers-discount", title=_("Ordered offers by discount"), by=_("Discount"),
    )  # fmt: skip


def offers_by_answer(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how often offers are ordered by how soon after the inquiry they were sent."""
    return _rated(
        reader, asked, today, lambda found: found.by_answer, _answer_words,
        name="offers-answer", title=_("Ordered offers by time to the offer"), by=_("Inquiry to offer"),
    )  # fmt: skip


def offers_by_group(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how often offers are ordered by the groups of products in them."""
    return _rated(
        reader, asked, today, lambda found: found.by_group, _name_words,
        name="offers-group", title=_("Ordered offers by product group"), by=_("Product group"),
    )  # fmt: skip


def offers_by_category(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how often offers are ordered by the category of the customer."""
    return _rated(
        reader, asked, today, lambda found: found.by_category, _name_words,
        name="offers-category", title=_("Ordered offers by customer category"), by=_("Customer category"),
    )  # fmt: skip


def offer_times(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return which share of the offers was ordered after how many days, those still open counted."""
    found = offer_evaluation(
        reader, asked.period, as_of=today, accounts=asked.accounts, by_group=False, filters=asked.filters
    )
    course = found.to_order
    missing = too_few(course.ended, LEAST_ORDERED, _("orders")) if found.missing_ordered else ""
    lines = tuple(_day_line(course, day) for day in _DAYS if day <= course.last_day)
    return Finding(
        name="offers-days",
        title=_("Time from offer to order"),
        subtitle=_("{n} offers, those still open counted").format(n=found.offers),
        period=asked.period,
        unit=Unit.SHARE,
        by=meant("so many days", "after"),
        measure=_("Share ordered"),
        lines=lines if not missing else (),
        currency=asked.currency,
        chart=None if missing else _curve(course),
        sentence=missing or _times_sentence(found),
        note=_(
            "Offers that are still open count with the days they have been out (Aalen and Johansen); the range holds "
            "the true share in 95 of 100 cases."
        ),
        missing=missing,
        accounts=asked.accounts,
        filters=asked.filters,
        narrows=_NARROWS,
    )


def offer_figures(reader: Reader, asked: Asked, today: date) -> dict[str, Any]:
    """Return the whole evaluation of offers as plain data for other programs."""
    return as_data(offer_evaluation(reader, asked.period, as_of=today, accounts=asked.accounts, filters=asked.filters))


def _rated(
    reader: Reader, asked: Asked, today: date, pick: Breakdown, words: Naming, *, name: str, title: str, by: str
) -> Finding:
    def evaluated(period: Period, bounds: Sequence[int] = ()) -> OfferEvaluation:
        by_group = name == "offers-group"
        return offer_evaluation(
            reader, period, as_of=today, accounts=asked.accounts, bounds=bounds, by_group=by_group,
            filters=asked.filters,
        )  # fmt: skip

    found = evaluated(asked.period)
    earlier = evaluated(periods.before(asked.period), [int(group.key) for group in found.by_value])
    groups = [group for group in pick(found) if group.rate.of]
    past = {group.key: group for group in pick(earlier) if group.rate.of}
    missing = too_few(found.total.rate.of, LEAST_DECIDED, _("answered offers")) if found.missing_decided else ""
    if not missing and not groups:
        missing = _("Nothing was recorded in this period.")
    names = [words(groups, place, asked.currency) for place in range(len(groups))]
    lines = tuple(_line(*each, past) for each in zip(names, groups, strict=True))
    return Finding(
        name=name,
        title=title,
        subtitle=_("Share of the offers that were answered or ran out"),
        period=asked.period,
        unit=Unit.SHARE,
        by=by,
        measure=_("Share ordered"),
        lines=lines,
        currency=asked.currency,
        compared=periods.before_words(asked.period),
        total=_line(_("Total"), found.total, {"": earlier.total} if earlier.total.rate.of else {}) if groups else None,
        extras=_extras(groups, found.total),
        chart=None if missing else _bars(lines),
        sentence=missing or _sentence(groups, names, found.total),
        note=_(
            "An offer counts once, with its newest version. “Expected” moves groups of few offers towards the rate of "
            "all; a difference is told only where chance would hardly bring it."
        ),
        missing=missing,
        accounts=asked.accounts,
        filters=asked.filters,
        narrows=_NARROWS,
    )


def _line(name: str, group: Group, past: dict[Any, Group]) -> Line:
    rate, before = group.rate, past.get(group.key)
    return Line(
        name=name,
        value=rate.share,
        before=before.rate.share if before else None,
        cases=rate.of,
        hits=rate.hits,
        low=rate.low,
        high=rate.high,
        behind=Behind(kind="offer", ids=group.offers),
    )


def _extras(groups: Sequence[Group], total: Group) -> tuple[Extra, ...]:
    return (
        Extra(_("Ordered"), Unit.COUNT, tuple(float(group.rate.hits) for group in groups), float(total.rate.hits)),
        Extra(_("of"), Unit.COUNT, tuple(float(group.rate.of) for group in groups), float(total.rate.of)),
        Extra(_("Expected"), Unit.SHARE, tuple(group.rate.shrunk for group in groups), total.rate.share),
    )


def _bars(lines: Sequence[Line]) -> RankedData:
    bars = [RankedBar(line.name, line.value, f"{line.hits}/{line.cases}", line.low, line.high) for line in lines]
    return RankedData(bars[:_BARS], _("of"), unit=Unit.SHARE)


def _sentence(groups: Sequence[Group], names: Sequence[str], total: Group) -> str:
    """Return which groups stand out beyond chance, or that none does."""
    whole = _("{hits} of {n} offers were ordered.").format(hits=total.rate.hits, n=total.rate.of)
    return f"{whole} {differences(names, [group.rate for group in groups])}"


def _day_line(course: Course, day: int) -> Line:
    step = next((step for step in reversed(course.steps) if step.day <= day), None)
    name = plural("{n} day", "{n} days", day)
    if step is None:
        return Line(name, 0.0, low=0.0, cases=course.cases)
    return Line(name, step.share, low=step.low, high=step.high, cases=course.cases)


def _curve(course: Course) -> CurvesData:
    steps = [Reached(0.0, 0.0, 0.0, 0.0), *(Reached(*step[:4]) for step in course.steps)]
    last = min(course.last_day, course.steps[-1].day * 1.1)
    return CurvesData([Curve(meant("of offers", "ordered"), steps)], last, _middle(course))


def _middle(course: Course) -> float | None:
    """Return the day by which half of those that are ordered have been."""
    return course.day_of(course.steps[-1].share / 2) if course.steps else None


def _times_sentence(found: OfferEvaluation) -> str:
    days, middle = found.answer_days, _middle(found.to_order)
    said = []
    if middle is not None:
        said.append(
            plural("Half of the orders came within {n} day.", "Half of the orders came within {n} days.", round(middle))
        )
    if days:
        said.append(
            plural(
                "Half of the offers went out within {n} day of the inquiry.",
                "Half of the offers went out within {n} days of the inquiry.",
                days[(len(days) - 1) // 2],
            )
        )
    return " ".join(said)


def _value_words(groups: Sequence[Group], place: int, currency: str) -> str:
    low = int(groups[place].key)
    if place + 1 == len(groups):
        amount = formats.amount(low, currency, whole=True)
        return _("from {amount} on").format(amount=amount) if low else meant("of offers", "all")
    high = formats.amount(int(groups[place + 1].key), currency, whole=True)
    if not low:
        return _("below {amount}").format(amount=high)
    return _("{low} to {high}").format(low=formats.amount(low, currency, whole=True), high=high)


def _band_words(bounds: Sequence[float], groups: Sequence[Group], place: int, _currency: str) -> str:
    at = list(bounds).index(float(groups[place].key))
    if at == 0:
        return _("none")
    low = formats.number(round(bounds[at], 1))
    if at + 1 == len(bounds):
        return _("from {percent} % on").format(percent=low)
    return _("{low} to {high} %").format(low=low, high=formats.number(bounds[at + 1]))


def _answer_words(groups: Sequence[Group], place: int, _currency: str) -> str:
    at = ANSWERS.index(int(groups[place].key))
    if at + 1 == len(ANSWERS):
        return _("from day {n} on").format(n=ANSWERS[at])
    return _("day {first} to {last}").format(first=ANSWERS[at], last=ANSWERS[at + 1] - 1)


def _name_words(groups: Sequence[Group], place: int, _currency: str) -> str:
    return str(groups[place].key) or _("no entry")
