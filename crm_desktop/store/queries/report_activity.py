"""Entries of the history by month, week, kind and direction, from the sums that are kept of them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.period import Period, add_months, month_of
from crm_desktop.base.times import start_of_day
from crm_desktop.store.reading import Reader

#: Fields that the sums know; anything else needs the entries themselves.
KNOWN = frozenset({"", "month", "week", "kind", "direction"})
_COLUMNS = {"": "null", "month": "s.value ->> 0", "week": "s.value ->> 0", "kind": "a.kind", "direction": "a.direction"}


class Counted(NamedTuple):
    """One group: its key, the group within it, how many entries, and their minutes."""

    key: str | None
    split: str | None
    entries: int
    minutes: int


class Span(NamedTuple):
    """A month or week by its name, cut to a period: its first day, and the first one after it."""

    name: str
    first: date
    until: date


def counted(reader: Reader, period: Period, by: str, split: str) -> list[Counted]:
    """Return the entries people made in a period, by fields that the sums know."""
    field = next((one for one in (by, split) if one in ("month", "week")), "")
    spans = [(span.name, _hour(span.first), _hour(span.until)) for span in spans_of(period, field)]
    sql = f"""select {_COLUMNS[by]}, {_COLUMNS[split]}, sum(a.entries), sum(a.minutes)
        from json_each(:spans) s cross join activity_sum a
        where a.hour >= s.value ->> 1 and a.hour < s.value ->> 2 and a.kind not in ('system', 'document')
        group by 1, 2"""
    return reader.rows(Counted, sql, {"spans": json.dumps(spans)})


def spans_of(period: Period, field: str) -> list[Span]:
    """Return the months or weeks of a period; the whole of it for any other field."""
    after = period.last + timedelta(days=1)
    if field == "month":
        starts = _months(period)
        names = [start.isoformat()[:7] for start in starts]
    elif field == "week":
        monday = period.first - timedelta(days=period.first.weekday())
        starts = [monday + timedelta(weeks=number) for number in range((period.last - monday).days // 7 + 1)]
        names = [start.isoformat() for start in starts]
    else:
        starts, names = [period.first], [""]
    ends = [*starts[1:], after]
    return [
        Span(name, max(start, period.first), min(end, after))
        for name, start, end in zip(names, starts, ends, strict=True)
    ]


def _months(period: Period) -> list[date]:
    count = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    return [add_months(month_of(period.first).first, number) for number in range(count)]


def _hour(day: date) -> str:
    return f"{start_of_day(day):%Y-%m-%dT%H}"
