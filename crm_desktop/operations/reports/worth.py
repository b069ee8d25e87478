"""Customers one by one as reports: who is silent for too long, what each is worth, their classes, who recommends."""

from __future__ import annotations

from collections import Counter
from datetime import date

from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.charts.ranked import RankedBar, RankedData
from crm_desktop.domain.evaluations import Unit
from crm_desktop.engine.rfm import RfmClass
from crm_desktop.operations.contacts import customer_values
from crm_desktop.operations.reports.asking import Asked, too_few
from crm_desktop.operations.reports.charts import BARS
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.store.reading import Reader

_LEAST, _SHOWN = 5, 100


def silent(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return the customers who are silent for longer than usual for them, by what is at risk."""
    found = customer_values.leaving(reader, as_of=today, limit=_SHOWN)
    lines = tuple(
        Line(
            one.name or _("no name"),
            one.revenue_cents,
            cases=one.orders,
            behind=Behind(kind="account", ids=(one.account_id,)),
        )
        for one in found
    )
    words = _("{name}: usually every {usual} days, silent for {days}.")
    first = found[0] if found else None
    missing = "" if found else _("Nobody who has ordered more than once is silent for longer than usual.")
    bars = [RankedBar(line.name, line.value, str(one.silent_days)) for line, one in zip(lines, found, strict=True)]
    return Finding(
        name="silent",
        title=_("Customers to call"),
        subtitle=_("silent for longer than their own rhythm, the most valuable first"),
        period=asked.period,
        unit=Unit.MONEY,
        by=_("Customer"),
        measure=_("Revenue so far"),
        lines=lines,
        currency=asked.currency,
        extras=(
            Extra(_("Orders"), Unit.COUNT, tuple(float(one.orders) for one in found)),
            Extra(_("usual"), Unit.DAYS, tuple(one.gap_days for one in found)),
            Extra(_("silent for"), Unit.DAYS, tuple(float(one.silent_days) for one in found)),
        ),
        chart=None if missing else RankedData(bars[:BARS], _("days silent"), asked.currency),
        sentence=missing
        or (words.format(name=first.name, usual=round(first.gap_days), days=first.silent_days) if first else ""),
        missing=missing,
    )


def worth(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return what customers brought so far and what the next twelve months are expected to bring."""
    report = customer_values.value_report(reader, as_of=today)
    found = sorted(report.customers, key=lambda one: -one.expected_cents)[:_SHOWN]
    lines = tuple(
        Line(
            one.name or _("no name"),
            one.expected_cents,
            cases=one.orders,
            behind=Behind(kind="account", ids=(one.account_id,)),
        )
        for one in found
    )
    missing = too_few(len(found), _LEAST, _("customers with orders")) if len(found) < _LEAST else ""
    bars = [
        RankedBar(line.name, line.value, "", one.low_cents, one.high_cents)
        for line, one in zip(lines, found, strict=True)
    ]
    return Finding(
        name="worth",
        title=_("What customers will bring"),
        subtitle=_("expected in the next twelve months, with the range of 80 %"),
        period=asked.period,
        unit=Unit.MONEY,
        by=_("Customer"),
        measure=_("Expected"),
        lines=lines,
        currency=asked.currency,
        extras=(
            Extra(meant("range", "from"), Unit.MONEY, tuple(float(one.low_cents) for one in found)),
            Extra(meant("range", "to"), Unit.MONEY, tuple(float(one.high_cents) for one in found)),
            Extra(_("so far"), Unit.MONEY, tuple(float(one.revenue_cents) for one in found)),
            Extra(_("Orders"), Unit.COUNT, tuple(float(one.orders) for one in found)),
        ),
        chart=None if missing else RankedData(bars[:BARS], "", asked.currency),
        sentence=missing or plural("{n} customer looked at.", "{n} customers looked at.", len(report.customers)),
        missing=missing,
    )


def classes(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how many customers are champions, loyal, new, slipping, lost."""
    found = customer_values.customer_classes(reader, as_of=today)
    words = {
        RfmClass.CHAMPION: _("Champions"), RfmClass.LOYAL: _("Loyal"), RfmClass.NEW: _("New"),
        RfmClass.PROMISING: _("Promising"), RfmClass.SLIPPING: _("Slipping"), RfmClass.AT_RISK: _("At risk"),
        RfmClass.LOST: meant("customers", "Lost"),
    }  # fmt: skip
    sizes = Counter(one.rfm for one in found)
    money = Counter[RfmClass]()
    for one in found:
        money[one.rfm] += one.cents
    kinds = [kind for kind in RfmClass if sizes[kind]]
    total = sum(money.values())
    lines = tuple(
        Line(
            words[kind],
            sizes[kind],
            cases=sizes[kind],
            behind=Behind(kind="account", ids=tuple(one.account_id for one in found if one.rfm is kind)),
        )
        for kind in kinds
    )
    missing = too_few(len(found), _LEAST, _("customers with orders")) if len(found) < _LEAST else ""
    bars = [RankedBar(line.name, line.value) for line in lines]
    return Finding(
        name="rfm",
        title=_("Customers by recency, frequency and money"),
        subtitle=_("orders of the last two years"),
        period=asked.period,
        unit=Unit.COUNT,
        by=_("Class"),
        measure=_("Customers"),
        lines=lines,
        currency=asked.currency,
        total=Line(_("Total"), len(found), cases=len(found)) if found else None,
        extras=(
            Extra(_("Revenue"), Unit.MONEY, tuple(float(money[kind]) for kind in kinds), float(total)),
            Extra(_("Share"), Unit.SHARE, tuple(money[kind] / total if total else None for kind in kinds)),
        ),
        chart=None if missing else RankedData(bars, "", asked.currency, Unit.COUNT),
        sentence=missing,
        missing=missing,
    )
