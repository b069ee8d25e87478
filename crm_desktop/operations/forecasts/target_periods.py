"""What is to be reached in any period: the targets of the months and quarters it is made of."""

from __future__ import annotations

from crm_desktop.base.period import Period, add_months
from crm_desktop.domain.targets import TargetKind, TargetSpan, period_of
from crm_desktop.store.queries import targets as queries
from crm_desktop.store.reading import Reader


def revenue_target(reader: Reader, period: Period) -> int | None:
    """Return the target of a period that is made of months or quarters with a target each, None where one has none."""
    rows = queries.targets(reader, period.first, period.last)
    revenue = {(row.span, row.starts): row.amount for row in rows if row.kind is TargetKind.REVENUE}
    total, day = 0, period.first
    while day <= period.last:
        quarter = period_of(TargetSpan.QUARTER, day)
        amount = revenue.get((TargetSpan.QUARTER, day))
        if amount is not None and quarter.first == day and quarter.last <= period.last:
            total, day = total + amount, add_months(day, 3)
            continue
        month = period_of(TargetSpan.MONTH, day)
        amount = revenue.get((TargetSpan.MONTH, day))
        if amount is None or month.first != day or month.last > period.last:
            return None
        total, day = total + amount, add_months(day, 1)
    return total
