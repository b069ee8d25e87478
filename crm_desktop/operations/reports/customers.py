"""Customers as reports: who brings most of the revenue (ABC), and who comes back after a first order."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.period import add_months, quarter_of
from crm_desktop.charts.cohorts import Cohort, CohortsData
from crm_desktop.charts.ranked import RankedBar, RankedData
from crm_desktop.domain.evaluations import Subject, Unit
from crm_desktop.engine.rfm import A_SHARE, B_SHARE
from crm_desktop.operations.reports import periods
from crm_desktop.operations.reports.asking import Asked, narrows_of, only_sales, too_few
from crm_desktop.operations.reports.cohorts import cohort_columns
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.store.queries import report_customers as queries
from crm_desktop.store.queries.report_customers import Bought
from crm_desktop.store.reading import Reader

_LEAST_CUSTOMERS, _LEAST_FIRST = 5, 5
#: Quarters a customer is followed, and quarters of first orders.
_FOLLOWED, _COHORTS = 6, 8


def abc(reader: Reader, asked: Asked, _today: date) -> Finding:
    """Return the classes of customers by revenue: A brings the first 80 %, B the next 15, C the rest."""
    found = queries.bought(
        reader, asked.period, periods.before(asked.period), currency=asked.currency, only=only_sales(asked)
    )
    total = sum(one.cents for one in found)
    buyers = [one for one in found if one.cents > 0]
    classes = _classes(buyers)
    missing = (
        too_few(len(buyers), _LEAST_CUSTOMERS, _("customers with orders")) if len(buyers) < _LEAST_CUSTOMERS else ""
    )
    lines = tuple(
        Line(
            _("Class {name}").format(name=name),
            sum(one.cents for one in members),
            float(sum(one.before_cents for one in members)),
            cases=len(members),
            behind=Behind(kind="account", ids=tuple(one.account_id for one in members)),
        )
        for name, members in classes.items()
        if members
    )
    number = len(buyers)
    bars = [RankedBar(line.name, line.value, plural("{n} customer", "{n} customers", line.cases)) for line in lines]
    best = classes["A"]
    return Finding(
        name="abc",
        title=_("Customers by class"),
        subtitle=_("A brings {a}, B up to {b}, C the rest").format(a=percent(A_SHARE), b=percent(B_SHARE)),
        period=asked.period,
        unit=Unit.MONEY,
        by=_("Class"),
        measure=_("Revenue"),
        lines=lines if buyers else (),
        currency=asked.currency,
        compared=periods.before_words(asked.period),
        total=Line(_("Total"), total, float(sum(one.before_cents for one in found)), cases=number) if buyers else None,
        extras=(
            Extra(_("Customers"), Unit.COUNT, tuple(float(line.cases) for line in lines), float(number)),
            Extra(_("Share"), Unit.SHARE, tuple(line.value / total if total else None for line in lines)),
        ),
        chart=None if missing else RankedData(bars, "", asked.currency),
        sentence=missing
        or _("{n} of {of} customers bring {share} of the revenue.").format(
            n=len(best), of=number, share=percent(sum(one.cents for one in best) / total)
        ),
        missing=missing,
        accounts=asked.accounts,
        filters=asked.filters,
        narrows=narrows_of(Subject.REVENUE),
    )


def retained(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return who bought again, by the quarter of the first order; the running quarter does not count yet."""
    this = quarter_of(today).first
    since = add_months(this, -3 * _COHORTS)
    found = {
        (one.first, one.then): one.customers
        for one in queries.back(reader, currency=asked.currency, since=since, only=only_sales(asked))
    }
    starts = [add_months(since, 3 * number) for number in range(_COHORTS)]
    rows: list[Cohort] = []
    kept: list[date] = []
    for start in starts:
        size = found.get((_key(start), _key(start)), 0)
        if not size:
            continue
        shares: list[float | None] = []
        for later in range(1, _FOLLOWED + 1):
            at = add_months(start, 3 * later)
            shares.append(found.get((_key(start), _key(at)), 0) / size if at < this else None)
        rows.append(Cohort(_name(start), size, shares))
        kept.append(start)
    everybody = sum(row.of for row in rows)
    missing = too_few(everybody, _LEAST_FIRST, _("first orders")) if everybody < _LEAST_FIRST else ""
    heads = [_("{n} qtr later").format(n=later) for later in range(1, _FOLLOWED + 1)]
    lines = tuple(
        Line(
            row.name,
            _ever(row),
            cases=row.of,
            behind=Behind(kind="account_since", keys=(start.isoformat(), quarter_of(start).last.isoformat())),
        )
        for row, start in zip(rows, kept, strict=True)
    )
    return Finding(
        name="retention",
        title=_("Who comes back"),
        subtitle=_("customers by the quarter of their first order"),
        period=asked.period,
        unit=Unit.SHARE,
        by=_("First order in"),
        measure=_("best quarter"),
        lines=lines,
        currency=asked.currency,
        extras=cohort_columns(_("Customers"), heads, rows),
        chart=None if missing else CohortsData(heads, rows),
        sentence=missing or _together(rows),
        note=_("The share of a quarter's new customers that ordered again in each later quarter that is over."),
        missing=missing,
        accounts=asked.accounts,
        filters=asked.filters,
        narrows=narrows_of(Subject.REVENUE),
    )


def _classes(buyers: list[Bought]) -> dict[str, list[Bought]]:
    """Return the customers by class, the best first in each."""
    total = sum(one.cents for one in buyers)
    classes: dict[str, list[Bought]] = {"A": [], "B": [], "C": []}
    before = 0
    for one in buyers:
        share = before / total if total else 0.0
        classes["A" if share < A_SHARE else "B" if share < B_SHARE else "C"].append(one)
        before += one.cents
    return classes


def _ever(row: Cohort) -> float:
    return max((share for share in row.shares if share is not None), default=0.0)


def _together(rows: list[Cohort]) -> str:
    known = [(row.of, row.shares[0]) for row in rows if row.shares[0] is not None]
    number = sum(of for of, _share in known)
    if not number:
        return ""
    share = sum(of * (part or 0.0) for of, part in known) / number
    return _("In the quarter after the first order {share} order again (n = {n}).").format(
        share=percent(share), n=number
    )


def _key(start: date) -> str:
    return f"{start.year}-{(start.month + 2) // 3}"


def _name(start: date) -> str:
    return _("Q{n} {year}").format(n=(start.month + 2) // 3, year=start.year)
