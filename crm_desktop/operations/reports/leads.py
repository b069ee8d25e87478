"""What becomes of inquiries: by source, by age, how long until the deal, and what each month's came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.charts.bars import CountData
from crm_desktop.charts.cohorts import Cohort, CohortsData
from crm_desktop.charts.ranked import RankedBar, RankedData
from crm_desktop.domain.evaluations import Unit
from crm_desktop.engine.leads import figures
from crm_desktop.engine.leads.figures import AGES, MARKS, SourceRate
from crm_desktop.operations.reports import periods
from crm_desktop.operations.reports.asking import Asked, too_few
from crm_desktop.operations.reports.cohorts import cohort_columns
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.operations.reports.rates import differences
from crm_desktop.store.queries.lead_facts import lead_facts
from crm_desktop.store.reading import Reader

#: Fewer decided or converted inquiries say nothing.
LEAST_DECIDED, LEAST_TAKEN, LEAST_COHORT = 8, 5, 8
_BARS = 10
#: The first day of each class of days to the deal.
_DAYS = (0, 2, 4, 8, 15, 31, 61)


def leads_by_source(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how often inquiries become deals by where they came from."""
    facts = lead_facts(reader)
    found = figures.by_source(facts, asked.period, today)
    earlier = {one.name: one for one in figures.by_source(facts, periods.before(asked.period), today)}
    decided, became = sum(one.rate.of for one in found), sum(one.rate.hits for one in found)
    missing = too_few(decided, LEAST_DECIDED, _("decided inquiries")) if decided < LEAST_DECIDED else ""
    shown = [one for one in found if one.rate.of]
    names = [one.name or _("not said") for one in shown]
    lines = tuple(_source_line(*each, earlier) for each in zip(names, shown, strict=True))
    bars = [RankedBar(line.name, line.value, f"{line.hits}/{line.cases}", line.low, line.high) for line in lines]
    said = _("{hits} of {n} decided inquiries became deals.").format(hits=became, n=decided)
    return Finding(
        name="leads-source",
        title=_("Inquiries by source"),
        subtitle=_("Share of the decided inquiries that became deals"),
        period=asked.period,
        unit=Unit.SHARE,
        by=_("Source"),
        measure=_("Share that became deals"),
        lines=lines,
        currency=asked.currency,
        compared=periods.before_words(asked.period),
        total=Line(_("Total"), became / decided, cases=decided, hits=became) if decided else None,
        extras=_source_extras(shown),
        chart=None if missing else RankedData(bars[:_BARS], _("of"), unit=Unit.SHARE),
        sentence=missing or f"{said} {differences(names, [one.rate for one in shown])}",
        note=_("The source is that of the first touch; inquiries that are still open do not count."),
        missing=missing,
    )


def lead_ages(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how old the inquiries are that are open today."""
    classes = figures.ages(lead_facts(reader), today)
    counts = [len(ids) for ids in classes]
    number = sum(counts)
    missing = "" if number else _("There is no open inquiry.")
    names = [_age_words(place) for place in range(len(AGES))]
    lines = tuple(
        Line(name, len(ids), cases=len(ids), behind=Behind(kind="lead", ids=ids))
        for name, ids in zip(names, classes, strict=True)
    )
    old = sum(counts[2:])
    said = plural("{n} inquiry is open", "{n} inquiries are open", number)
    return Finding(
        name="leads-age",
        title=_("Age of open inquiries"),
        subtitle=_("open today, by the days since they came"),
        period=asked.period,
        unit=Unit.COUNT,
        by=_("Age"),
        measure=_("Inquiries"),
        lines=lines if number else (),
        currency=asked.currency,
        total=Line(_("Total"), number, cases=number) if number else None,
        chart=None if missing else CountData(names, counts),
        sentence=missing or _("{open}, {old} of them for more than a week.").format(open=said, old=old),
        missing=missing,
    )


def lead_days(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how long it takes from an inquiry to the deal."""
    facts = lead_facts(reader)
    found = figures.days_to_convert(facts, asked.period, today)
    earlier = figures.days_to_convert(facts, periods.before(asked.period), today)
    answers = figures.days_to_answer(facts, asked.period, today)
    missing = too_few(len(found), LEAST_TAKEN, _("inquiries taken on")) if len(found) < LEAST_TAKEN else ""
    counts, past = _classes(found), _classes(earlier)
    names = [_days_words(place) for place in range(len(_DAYS))]
    lines = tuple(
        Line(name, count, float(before) if earlier else None, cases=count)
        for name, count, before in zip(names, counts, past, strict=True)
    )
    middle = found[len(found) // 2] if found else 0.0
    words = plural("{n} day", "{n} days", round(middle))
    return Finding(
        name="leads-days",
        title=_("Time from inquiry to deal"),
        subtitle=_("inquiries taken on, by the time that took"),
        period=asked.period,
        unit=Unit.COUNT,
        by=_("Time"),
        measure=_("Inquiries"),
        lines=lines if found else (),
        currency=asked.currency,
        compared=periods.before_words(asked.period),
        total=Line(_("Total"), len(found), float(len(earlier)) or None, cases=len(found)) if found else None,
        chart=None if missing else CountData(names, counts, _place(middle), _("Median {days}").format(days=words)),
        sentence=missing or _said(words, answers),
        missing=missing,
    )


def lead_cohorts(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return the share of each month's inquiries that had become deals after so many days."""
    found = figures.cohorts(lead_facts(reader), asked.period, today)
    number = sum(one.of for one in found)
    missing = too_few(number, LEAST_COHORT, _("inquiries")) if number < LEAST_COHORT else ""
    heads = [plural("after {n} day", "after {n} days", mark) for mark in MARKS]
    rows = [Cohort(formats.month(one.first, form="LLL y"), one.of, one.shares) for one in found]
    lines = tuple(
        Line(row.name, max((share for share in row.shares if share is not None), default=0.0), cases=row.of)
        for row in rows
    )
    return Finding(
        name="leads-cohorts",
        title=_("Inquiries month by month"),
        subtitle=_("share that became deals, by the month they came in"),
        period=asked.period,
        unit=Unit.SHARE,
        by=_("Came in"),
        measure=_("so far"),
        lines=lines,
        currency=asked.currency,
        extras=cohort_columns(_("Inquiries"), heads, rows),
        chart=None if missing else CohortsData(heads, rows),
        sentence=missing or _cohort_words(found),
        note=_("A share is told when all inquiries of the month are old enough."),
        missing=missing,
    )


def _source_line(name: str, one: SourceRate, earlier: dict[str, SourceRate]) -> Line:
    before = earlier.get(one.name)
    return Line(
        name, one.rate.share, before.rate.share if before and before.rate.of else None, cases=one.rate.of,
        hits=one.rate.hits, low=one.rate.low, high=one.rate.high, behind=Behind(kind="lead", ids=one.ids),
    )  # fmt: skip


def _source_extras(shown: Sequence[SourceRate]) -> tuple[Extra, ...]:
    def column(head: str, unit: Unit, values: list[float]) -> Extra:
        return Extra(head, unit, tuple(values), sum(values))

    return (
        column(_("Inquiries"), Unit.COUNT, [float(one.arrived) for one in shown]),
        column(_("Deals"), Unit.COUNT, [float(one.rate.hits) for one in shown]),
        column(_("Orders"), Unit.COUNT, [float(one.won) for one in shown]),
        column(_("Revenue"), Unit.MONEY, [float(one.won_cents) for one in shown]),
    )


def _age_words(place: int) -> str:
    return (
        _("up to 1 day"), _("2 to 7 days"), _("8 to 30 days"), _("1 to 3 months"), _("more than 3 months"),
    )[place]  # fmt: skip


def _days_words(place: int) -> str:
    first = _DAYS[place]
    if place + 1 == len(_DAYS):
        return _("from {n} days on").format(n=first)
    return _("{first}–{last} days").format(first=first, last=_DAYS[place + 1] - 1)


def _classes(days: Sequence[float]) -> list[int]:
    counts = [0] * len(_DAYS)
    for one in days:
        counts[_place(one)] += 1
    return counts


def _place(days: float) -> int:
    return max(place for place, first in enumerate(_DAYS) if first <= max(days, 0))


def _said(words: str, answers: Sequence[float]) -> str:
    said = _("Half of the inquiries taken on became deals within {days}.").format(days=words)
    if not answers:
        return said
    hours = max(round(answers[len(answers) // 2] * 24), 1)
    told = plural("Half were answered within {n} hour.", "Half were answered within {n} hours.", hours)
    return f"{said} {told}"


def _cohort_words(found: Sequence[figures.LeadCohort]) -> str:
    at = MARKS.index(30)
    known = [(one.of, share) for one in found if (share := one.shares[at]) is not None]
    number = sum(of for of, _share in known)
    if not number:
        return meant("inquiries", "No month is old enough yet.")
    share = sum(of * part for of, part in known) / number
    return _("After 30 days {share} of the inquiries have become deals (n = {n}).").format(
        share=formats.percent(share), n=number
    )
