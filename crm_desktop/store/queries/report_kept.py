"""How a span of time is made of whole months, of which sums are kept, and of the rest, which is counted itself.

A span begins and ends where the local day does, months of the sums where the UTC one does: the rest is the hours (or
days) from the nearest end of a month to the span's own, added where the span reaches farther and taken off where not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from crm_desktop.base.period import Period, add_months
from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.evaluations import Filter, Measure, Question, Subject
from crm_desktop.store.driver import Value
from crm_desktop.store.queries.report_activity import Span, spans_of

#: From this day of a month on its end is nearer than its beginning.
_MIDDLE = 16


class Rest(NamedTuple):
    """What lies between a span's end and the end of a month: its bounds, and whether it is added or taken off."""

    name: str
    first: str
    until: str
    sign: int


class Made(NamedTuple):
    """What spans are made of: whole months (name, first, the first one after) and rests, as JSON for a query."""

    months: str
    rests: str

    def values(self) -> dict[str, Value]:
        """Return both as the values of a query."""
        return {"months": self.months, "rests": self.rests}


class Kept(NamedTuple):
    """Where the sums of a subject lie, and its fields in them."""

    table: str
    within: str
    fields: dict[str, str]
    hits: str
    cents: str


_REVENUE = Kept("line_sum", "1", {"month": "", "product": "t.product", "group": "t.category"}, "0", "sum(t.cents)")
_CLOSED = Kept(
    "closed_sum",
    "t.status in ('won', 'lost')",
    {
        "": "null",
        "channel": "t.channel",
        "category": "t.category",
        "pipeline": "t.pipeline_id",
        "deal_size": "t.size",
        "reason": "case when t.status = 'lost' then t.word end",
        "argument": "case when t.status = 'won' then t.word end",
    },
    "sum(iif(t.status = 'won', t.cases, 0))",
    "sum(iif(t.status = 'won', t.cents, 0))",
)


def kept_for(question: Question) -> Kept | None:
    """Return the sums that answer a question, None where only the records do."""
    asked = {question.by, question.split or question.by, *(one.by for one in question.filters)}
    # Names of processes lie elsewhere; months are given by the spans.
    named = "pipeline" in (question.by, question.split) or any(one.by == "month" for one in question.filters)
    if question.subject is Subject.CLOSED:
        return _CLOSED if asked <= _CLOSED.fields.keys() and not named else None
    by_line = asked & {"product", "group"} and question.measure is Measure.AMOUNT
    fits = question.subject is Subject.REVENUE and by_line and asked <= _REVENUE.fields.keys() and not named
    return _REVENUE if fits else None


def conditions(kept: Kept, question: Question) -> str:
    """Return what narrows the sums as a question is narrowed; values of filters are :f0, :f1, as for the records."""
    found = [kept.within, "t.currency = :currency", "t.month >= m.value ->> 1", "t.month < m.value ->> 2"]
    if question.subject is Subject.CLOSED and question.by in ("reason", "argument"):
        found.append(f"t.status = '{'won' if question.by == 'argument' else 'lost'}'")
    found += [_filter(kept, one, number) for number, one in enumerate(question.filters)]
    return " and ".join(found)


def _filter(kept: Kept, one: Filter, number: int) -> str:
    field = f"cast(coalesce({kept.fields[one.by]}, '') as text)"
    return f"{field} in (select value from json_each(:f{number}))"


def made_of_instants(spans: Iterable[Span], *, of_months: bool = True) -> Made:
    """Return what spans of local days are made of, for records that have instants; else they are rests as a whole."""
    bounds = [(span.name, to_text(start_of_day(span.first)), to_text(start_of_day(span.until))) for span in spans]
    return _made(bounds) if of_months else Made("[]", json.dumps([Rest(*each, 1) for each in bounds]))


def made_of_days(spans: Iterable[Span]) -> Made:
    """Return what spans are made of, for records that have days."""
    return _made([(span.name, span.first.isoformat(), span.until.isoformat()) for span in spans])


def whole(period: Period) -> list[Span]:
    """Return a period as one span."""
    return spans_of(period, "")


def _made(spans: Iterable[tuple[str, str, str]]) -> Made:
    months: list[tuple[str, str, str]] = []
    rests: list[Rest] = []
    for name, first, until in spans:
        begins, ends = _nearest(first), _nearest(until)
        months.append((name, begins[:7], ends[:7]))
        # A span is what lies before its end, less what lies before its beginning.
        rests += [rest for rest in (_rest(name, begins, first, -1), _rest(name, ends, until, 1)) if rest]
    return Made(json.dumps(months), json.dumps(rests))


def _rest(name: str, month: str, at: str, sign: int) -> Rest | None:
    """Return what lies between the beginning of a month and a bound near it."""
    if at == month:
        return None
    return Rest(name, month, at, sign) if at > month else Rest(name, at, month, -sign)


def _nearest(at: str) -> str:
    """Return the beginning of the month a day or an instant is nearest to."""
    day = date.fromisoformat(at[:10])
    start = add_months(day.replace(day=1), 1 if day.day >= _MIDDLE else 0)
    return f"{start.isoformat()}T00:00:00Z" if "T" in at else start.isoformat()
