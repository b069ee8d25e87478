"""From what the user chose to what a report is asked for: period, conditions, and the customers of a segment."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter
from crm_desktop.operations.reports.asking import Asked
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import segments
from crm_desktop.store.reading import Reader


def narrowed_asked(reader: Reader, period: Period, filters: Sequence[Filter] = (), segment: int = 0) -> Asked:
    """Return what a report is asked for."""
    accounts = sorted(segments.accounts(reader, segment_id=segment, as_of=period.last)) if segment else None
    return Asked(period, firm_queries.currency(reader), accounts, tuple(filters))
