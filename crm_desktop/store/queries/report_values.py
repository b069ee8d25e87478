"""What reports can be narrowed to: the values their fields have had, and the segments."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.period import Period, add_months
from crm_desktop.store.queries.segments import segments
from crm_desktop.store.reading import Reader

#: More values are no choice any more.
_MOST = 60

_DISTINCT = {
    "channel": "select distinct channel from sale where deleted_at is null and channel <> '' and day >= :first",
    "category": """select distinct customer_category from sale where deleted_at is null and customer_category <> ''
        and day >= :first""",
    "group": "select distinct name from product_category where deleted_at is null and name <> ''",
    "product": "select distinct name from product where deleted_at is null and name <> ''",
}


def offered(reader: Reader, period: Period) -> dict[str, list[tuple[str, str]]]:
    """Return the values of each field with their words, by name; sales count back a year before the period."""
    since = add_months(max(period.first, date(1, 2, 1)), -12 if period.first.year > 1 else 0).isoformat()
    found = {
        field: reader.rows(
            lambda value: (str(value), str(value)), f"{sql} order by 1 collate nocase limit {_MOST}", {"first": since}
        )
        for field, sql in _DISTINCT.items()
    }
    processes = reader.rows(
        lambda number, name: (str(number), str(name)),
        "select id, name from pipeline where deleted_at is null order by position, id",
    )
    found["pipeline"] = processes if len(processes) > 1 else []
    found["segment"] = [(str(one.id), one.name) for one in segments(reader)]
    return found


def has_anything(reader: Reader) -> bool:
    """Whether there is a deal, an order or an offer to count."""
    sql = "select exists (select 1 from deal) or exists (select 1 from sale) or exists (select 1 from offer)"
    return bool(reader.scalar(sql))
