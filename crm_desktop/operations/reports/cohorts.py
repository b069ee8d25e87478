"""What the reports on cohorts have in common: the columns that stand beside each group."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.charts.cohorts import Cohort
from crm_desktop.domain.evaluations import Unit
from crm_desktop.operations.reports.findings import Extra


def cohort_columns(size: str, heads: Sequence[str], rows: Sequence[Cohort]) -> tuple[Extra, ...]:
    """Return how large each group was, in total too, and the share of it under each head."""
    sizes = tuple(float(row.of) for row in rows)
    shares = (tuple(row.shares[place] for row in rows) for place in range(len(heads)))
    columns = (Extra(head, Unit.SHARE, share) for head, share in zip(heads, shares, strict=True))
    return (Extra(size, Unit.COUNT, sizes, sum(sizes)), *columns)
