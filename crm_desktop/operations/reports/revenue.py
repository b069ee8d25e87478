"""Revenue as a report to print: twelve months beside the year before, by category and by product."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from matplotlib.figure import Figure

from crm_desktop.base.i18n import _, speaking
from crm_desktop.base.period import Period, add_months, month_of
from crm_desktop.charts.bars import RevenueData, revenue_bars, revenue_in_words
from crm_desktop.charts.style import print_style, width_of
from crm_desktop.documents.report_sheet import (
    Cell,
    Cents,
    Change,
    Chapter,
    Chart,
    Column,
    Heading,
    Kpi,
    Note,
    Part,
    Sentence,
    Share,
    Table,
    Tone,
)
from crm_desktop.domain.facts import SaleFact
from crm_desktop.operations.reports.words import FULL, Pen, Report, pen, period_name, report_language, rounded
from crm_desktop.store.queries import facts
from crm_desktop.store.reading import Reader

_MONTHS = 12
#: Colours tell no more groups apart, and no more rows are read.
_GROUPS, _ROWS = 5, 8
_CHART_HEIGHT = 226.0
#: What a mark of a legend and the gap before it take, in points.
_LEGEND_MARK = 34.0


def make_revenue_report(reader: Reader, *, as_of: date, language: str = "") -> Report:
    """Work the revenue report out: the twelve whole months before that of `as_of`, beside the twelve before them."""
    chosen = report_language(reader, language)
    with speaking(chosen):
        return _made(reader, pen(reader, as_of=as_of, language=chosen))


def _made(reader: Reader, by: Pen) -> Report:
    end = month_of(by.as_of).first
    span = Period(add_months(end, -_MONTHS), date.fromordinal(end.toordinal() - 1))
    year_before = Period(add_months(span.first, -_MONTHS), date.fromordinal(span.first.toordinal() - 1))
    sales = facts.sale_facts(reader, first=year_before.first, last=span.last)
    now = [sale for sale in sales if span.holds(sale.day)]
    past = [sale for sale in sales if year_before.holds(sale.day)]
    name = _("{first} to {last}").format(first=period_name(month_of(span.first)), last=period_name(month_of(span.last)))
    table = _table(_("Category"), now, past, lambda sale: sale.category)
    figure = revenue_bars(_data(now, past, span, by), print_style(), FULL, _CHART_HEIGHT) if now else None
    sheet = by.sheet(
        title=_("Revenue"),
        subtitle=name,
        sentences=tuple(_sentences(now, past, name, by)),
        kpis=tuple(_kpis(now, past, by)) if now else (),
        opening=_opening(now, figure, _data(now, past, span, by), table),
        chapters=_chapters(now, past, span) if now else (),
    )
    return Report(sheet, table, figure)


def _sentences(now: Sequence[SaleFact], past: Sequence[SaleFact], name: str, by: Pen) -> Iterator[Sentence]:
    if not now:
        yield Sentence(_("No sale was recorded from {period}.").format(period=name))
        return
    total = by.money(_sum(now))
    yield Sentence(_("From {period} revenue was {amount}.").format(period=name, amount=total), (total,))
    before = _sum(past)
    if before > 0:
        change = _sum(now) / before - 1
        said = (
            _("That is {share} more than in the twelve months before.")
            if change >= 0
            else _("That is {share} less than in the twelve months before.")
        )
        yield Sentence(said.format(share=by.percent(abs(change))))
    customers = _grouped(now, lambda sale: sale.customer)
    name_of, cents = next(iter(customers.items()))
    if name_of and _sum(now) > 0:
        yield Sentence(
            _("The largest customer, {name}, stands for {share} of it.").format(
                name=name_of, share=by.percent(cents / _sum(now))
            )
        )


def _kpis(now: Sequence[SaleFact], past: Sequence[SaleFact], by: Pen) -> Iterator[Kpi]:
    yield Kpi(_("Revenue"), by.money(_sum(now)), *_compared(_sum(now), _sum(past), by))
    orders, orders_before = _orders(now), _orders(past)
    yield Kpi(_("Orders"), str(orders), _("the year before: {n}").format(n=orders_before))
    each, each_before = _sum(now) // max(orders, 1), _sum(past) // max(orders_before, 1)
    yield Kpi(_("Mean order"), by.money(each), *_compared(each, each_before, by))
    customers = len({sale.account_id for sale in now})
    known = len({sale.account_id for sale in now} & {sale.account_id for sale in past})
    yield Kpi(_("Customers"), str(customers), _("{n} of them bought the year before, too").format(n=known))


def _compared(cents: int, before: int, by: Pen) -> tuple[str, Tone]:
    if before <= 0:
        return _("no figures of a year before"), Tone.PLAIN
    change = cents / before - 1
    if change >= 0:
        return _("{share} more than a year before").format(share=by.percent(change)), Tone.GOOD
    return _("{share} less than a year before").format(share=by.percent(-change)), Tone.BAD


def _opening(now: Sequence[SaleFact], figure: Figure | None, data: RevenueData, table: Table) -> list[Part]:
    if figure is None or not now:
        return []
    hint = _("by category, net; the black tick is the same month a year before")
    return [Heading(_("Revenue by month"), hint), Chart(figure, revenue_in_words(data)), table]


def _chapters(now: Sequence[SaleFact], past: Sequence[SaleFact], span: Period) -> list[Chapter]:
    parts: list[Part] = [
        Heading(_("By month")),
        _months_table(now, past, span),
        Heading(_("By product")),
        _table(_("Product"), now, past, lambda sale: sale.product),
        Heading(_("By customer")),
        _table(_("Customer"), now, past, lambda sale: sale.customer),
        Note(_("Revenue counts on the day of the order. A sale without lines counts under “no entry”.")),
    ]
    return [Chapter(_("Where it comes from"), parts)]


def _data(now: Sequence[SaleFact], past: Sequence[SaleFact], span: Period, by: Pen) -> RevenueData:
    months = [add_months(span.first, number) for number in range(_MONTHS)]
    largest = _with_colours(list(_grouped(now, lambda sale: sale.category)))
    groups: dict[str, list[int]] = {(name or _("no entry")): _by_month(now, months, name) for name in largest}
    others = [sale for sale in now if sale.category not in largest]
    if others:
        groups[_("Others")] = _by_month(others, months)
    before = _by_month(past, [add_months(month, -_MONTHS) for month in months])
    return RevenueData(months, groups, before if any(before) else (), by.currency)


def _with_colours(names: Sequence[str]) -> list[str]:
    """Return as many of the largest groups as there are colours, and as the legend has room for beside the others."""
    size = print_style().label
    for number in range(min(_GROUPS, len(names)), 1, -1):
        legend = [*(name or _("no entry") for name in names[:number]), _("Others")]
        if sum(width_of(name, size) + _LEGEND_MARK for name in legend) <= FULL:
            return list(names[:number])
    return list(names[:1])


def _by_month(sales: Sequence[SaleFact], months: Sequence[date], category: str | None = None) -> list[int]:
    sums = dict.fromkeys(months, 0)
    for sale in sales:
        if category is None or sale.category == category:
            sums[sale.day.replace(day=1)] += sale.cents
    return list(sums.values())


def _months_table(now: Sequence[SaleFact], past: Sequence[SaleFact], span: Period) -> Table:
    months = [add_months(span.first, number) for number in range(_MONTHS)]
    amounts = _by_month(now, months)
    before = _by_month(past, [add_months(month, -_MONTHS) for month in months])
    rows: list[list[Cell]] = [
        [period_name(month_of(month)), Cents(cents), Cents(earlier), _change(cents, earlier)]
        for month, cents, earlier in zip(months, rounded(amounts), rounded(before), strict=True)
    ]
    columns = (
        Column(_("Month"), figures=False),
        Column(_("Revenue"), 34, strong=True),
        Column(_("a year before"), 34),
        Column(_("Change"), 30),
    )
    total = (_("Total"), Cents(_sum(now)), Cents(_sum(past)), _change(_sum(now), _sum(past)))
    return Table(columns, rows, total)


def _table(name: str, now: Sequence[SaleFact], past: Sequence[SaleFact], key: Callable[[SaleFact], str]) -> Table:
    """Return the largest groups with their shares, the others as one row, and the total."""
    groups, before, total = _grouped(now, key), _grouped(past, key), _sum(now)
    amounts = dict(zip(groups, rounded(list(groups.values())), strict=True))
    shown = list(groups)[: _ROWS if len(groups) <= _ROWS else _ROWS - 1]
    rows: list[list[Cell]] = [
        [each or _("no entry"), Cents(amounts[each]), *_beside(groups[each], before.get(each, 0), total)]
        for each in shown
    ]
    rest = [each for each in groups if each not in shown]
    if rest:
        others = sum(groups[each] for each in rest)
        earlier = sum(cents for each, cents in before.items() if each not in shown)
        rows.append([_("Others"), Cents(sum(amounts[each] for each in rest)), *_beside(others, earlier, total)])
    columns = (
        Column(name, figures=False),
        Column(_("12 months"), 30),
        Column(_("Share"), 22),
        Column(_("the 12 before"), 30),
        Column(_("Change"), 24),
    )
    return Table(columns, rows, (_("Total"), Cents(total), *_beside(total, _sum(past), total)) if rows else ())


def _beside(cents: int, before: int, total: int) -> tuple[Cell, Cell, Cell]:
    return Share(cents / total) if total > 0 else None, Cents(before), _change(cents, before)


def _change(cents: int, before: int) -> Cell:
    return Change(cents / before - 1) if before > 0 else None


def _grouped(sales: Sequence[SaleFact], key: Callable[[SaleFact], str]) -> dict[str, int]:
    """Return the sums by group, the largest first."""
    sums: dict[str, int] = {}
    for sale in sales:
        sums[key(sale)] = sums.get(key(sale), 0) + sale.cents
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def _sum(sales: Sequence[SaleFact]) -> int:
    return sum(sale.cents for sale in sales)


def _orders(sales: Sequence[SaleFact]) -> int:
    return len({sale.sale_id for sale in sales})
