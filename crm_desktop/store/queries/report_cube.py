"""The answer to a question as rows of sums, and the records behind any of them: one builder for all evaluations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.evaluations import Filter, Measure, Question, Subject
from crm_desktop.store.driver import Value
from crm_desktop.store.queries import report_activity, report_kept
from crm_desktop.store.queries.report_activity import Span, spans_of
from crm_desktop.store.queries.report_fields import JOINS, LINE_CASES, LINE_CENTS, SHAPES, WEIGHTED_CENTS, Field, Shape
from crm_desktop.store.queries.values import day_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld

Key = str | int | None

#: Customers that are called by their names; more are not read one by one.
NAMED = 300


class Sums(NamedTuple):
    """One group: its key and name, the group within it, and what was counted there."""

    key: Key
    name: str
    split: Key
    split_name: str
    cases: int
    hits: int
    #: What a rate is of.
    of: int
    cents: int


class Behind(NamedTuple):
    """One record behind a figure; `opens` and `ref` say which record is shown for it."""

    id: int
    title: str
    who: str
    on: date | None
    cents: int
    opens: str
    ref: int | None


def sums(
    reader: Reader, question: Question, period: Period, *, currency: str, accounts: Sequence[int] | None = None
) -> list[Sums]:
    """Return the sums of a question in a period, one row a group; `accounts` narrows to some customers."""
    if (
        question.subject is Subject.ACTIVITIES
        and accounts is None
        and not question.filters
        and ({question.by, question.split} <= report_activity.KNOWN)
    ):
        return [
            Sums(one.key, one.key or "", one.split, one.split or "", one.entries, 0, one.entries, one.minutes)
            for one in report_activity.counted(reader, period, question.by, question.split)
        ]
    kept = report_kept.kept_for(question) if accounts is None else None
    if kept is not None:
        return _from_kept(reader, question, period, currency, kept)
    shape = SHAPES[question.subject]
    by = shape.fields[question.by]
    split = shape.fields[question.split] if question.split else Field("null")
    conditions, values, joins = _narrowed(question, period, currency, accounts)
    tables = _tables(question.subject, (*by.joins, *split.joins, *joins))
    if question.by == "customer" and tables == shape.source:
        # In the order of the customers nothing has to be sorted, which takes longer than to pass other days by.
        conditions = conditions.replace("s.day", "+s.day")
    cases, cents = _counted(question, shape, tables)
    keys, spans = _timed(question, period, by.key, split.key)
    if spans:
        # Months and weeks are ranges of days: looked up one after the other instead of worked out row by row.
        conditions = conditions.replace(":first", "m.value ->> 1").replace(":until", "m.value ->> 2")
        tables = f"json_each(:spans) m cross join {tables}"
        values["spans"] = json.dumps([_bound(shape, span) for span in spans])
    sql = f"""
        select {keys[0]}, {f"min({by.label})" if by.label else "''"}, {keys[1]},
          {f"min({split.label})" if split.label else "''"}, {cases}, {shape.hits}, {shape.of}, coalesce({cents}, 0)
        from {tables} where {conditions} group by 1, 3"""
    found = reader.rows(_sums, sql, values)
    return _named(reader, found) if question.by == "customer" else found


def _from_kept(reader: Reader, question: Question, period: Period, currency: str, kept: report_kept.Kept) -> list[Sums]:
    """Return the sums of a question from those kept by month, and from the records for what is no whole month."""
    shape = SHAPES[question.subject]
    fields = [shape.fields[name] if name else Field("null") for name in (question.by, question.split)]
    narrowed, values, joins = _narrowed(question, period, currency, None)
    tables = _tables(question.subject, (*fields[0].joins, *fields[1].joins, *joins))
    _cases, cents = _counted(question, shape, tables)
    spans = spans_of(period, "month" if "month" in (question.by, question.split) else "")
    made = (report_kept.made_of_days if shape.by_day else report_kept.made_of_instants)(spans)
    narrowed = narrowed.replace(":first", "m.value ->> 1").replace(":until", "m.value ->> 2")

    names = (question.by, question.split)

    def keys(known: Sequence[str]) -> list[str]:
        return ["m.value ->> 0" if name == "month" else key for name, key in zip(names, known, strict=True)]

    of_sums = keys([kept.fields[name] if name else "null" for name in names])
    of_records = keys([field.key for field in fields])
    sign = "* (m.value ->> 3)"
    sql = f"""
        select by, '', split, '', sum(cases), sum(hits), sum(cases), sum(cents) from (
          select {of_sums[0]} as by, {of_sums[1]} as split, sum(t.cases) as cases, {kept.hits} as hits,
            {kept.cents} as cents
        from json_each(:months) m cross join {kept.table} t
          where {report_kept.conditions(kept, question)} group by 1, 2
          union all
          select {of_records[0]}, {of_records[1]}, sum(m.value ->> 3), {shape.hits} {sign}, {cents} {sign}
          from json_each(:rests) m cross join {tables} where {narrowed} group by 1, 2, m.id)
        group by 1, 3 having sum(cases) <> 0"""
    return reader.rows(_sums, sql, {**values, **made.values()})


def behind(
    reader: Reader,
    question: Question,
    period: Period,
    *,
    currency: str,
    keys: Sequence[Key],
    splits: Sequence[Key] = (),
    accounts: Sequence[int] | None = None,
    limit: int = 5000,
) -> list[Behind]:
    """Return the records of some groups (of all groups without keys), the newest first."""
    shape = SHAPES[question.subject]
    conditions, values, joins = _narrowed(question, period, currency, accounts)
    needed = [*joins, *shape.record_joins]
    for name, field_name, wanted in (("keys", question.by, keys), ("splits", question.split, splits)):
        if wanted and field_name:
            field = shape.fields[field_name]
            needed += field.joins
            conditions += f" and coalesce({field.key}, '') in (select value from json_each(:{name}))"
            values[name] = json.dumps(["" if key is None else key for key in wanted])
    tables = _tables(question.subject, needed)
    cents = LINE_CENTS if "sale_line" in tables else "sum(s.net_cents)"
    grouped = "group by s.id" if question.subject is Subject.REVENUE else ""
    sql = f"""select {shape.record.format(cents=cents)} from {tables} where {conditions} {grouped}
        order by 4 desc, 1 desc limit :limit"""
    return reader.rows(behind_row, sql, {**values, "limit": limit})


def _timed(question: Question, period: Period, by: str, split: str) -> tuple[tuple[str, str], list[Span]]:
    """Return the keys of the groups and the spans of time they are made of; none where no group is one of time."""
    field = next((one for one in (question.by, question.split) if one in ("month", "week")), "")
    if not field or question.subject is Subject.OPEN:
        return (by, split), []
    key = "m.value ->> 0"
    return (key if question.by == field else by, key if question.split == field else split), spans_of(period, field)


def _bound(shape: Shape, span: Span) -> tuple[str, str, str]:
    if shape.by_day:
        return span.name, span.first.isoformat(), span.until.isoformat()
    return span.name, to_text(start_of_day(span.first)), to_text(start_of_day(span.until))


def _named(reader: Reader, found: Sequence[Sums]) -> list[Sums]:
    """Return the sums of customers with the names of the largest; the others are nobody's in particular."""
    largest = sorted(found, key=lambda one: (one.key is None, -one.cents, -one.cases))[:NAMED]
    ids = json.dumps([one.key for one in largest if one.key is not None])
    sql = f"""select c.id, {withheld("c.name", "c.id")} from json_each(?) e join contact c on c.id = e.value"""
    names = dict(reader.rows(lambda number, name: (number, str(name)), sql, (ids,)))
    return [one._replace(name=names.get(one.key, "")) for one in found]


class Narrowed(NamedTuple):
    """A condition on the records of a subject, with its values; nothing narrowed is a condition that always holds."""

    condition: str
    values: dict[str, Value]


def narrowed_to(
    subject: Subject, alias: str, filters: Sequence[Filter], accounts: Sequence[int] | None = None
) -> Narrowed:
    """Return the condition that narrows other queries to what filters and customers allow; unknown fields do not."""
    shape = SHAPES[subject]
    meant = [one for one in filters if one.by in shape.fields]
    if not meant and accounts is None:
        return Narrowed("1", {})
    conditions, needed, values = ["1"], list[str](), dict[str, Value]()
    for number, one in enumerate(meant):
        conditions.append(_condition(shape, one, f"n{number}"))
        values[f"n{number}"] = json.dumps(list(one.values))
        needed += shape.fields[one.by].joins
    if accounts is not None:
        conditions.append("k.id in (select value from json_each(:of_accounts))")
        values["of_accounts"] = json.dumps(list(accounts))
        needed.append("account")
    tables, own = _tables(subject, needed), shape.source.split()[1]
    return Narrowed(f"{alias}.id in (select {own}.id from {tables} where {' and '.join(conditions)})", values)


def _narrowed(
    question: Question, period: Period, currency: str, accounts: Sequence[int] | None
) -> tuple[str, dict[str, Value], list[str]]:
    """Return the conditions of a question, their values and the joins they need."""
    shape = SHAPES[question.subject]
    conditions, needed = [shape.within], list[str]()
    values: dict[str, Value] = {"currency": currency, **_bounds(shape, period)}
    if question.by in ("reason", "argument", "competitor") and question.subject is Subject.CLOSED:
        conditions.append(f"d.status = '{'won' if question.by == 'argument' else 'lost'}'")
    for number, one in enumerate(question.filters):
        conditions.append(_condition(shape, one, f"f{number}"))
        values[f"f{number}"] = json.dumps(list(one.values))
        needed += shape.fields[one.by].joins
    if accounts is not None:
        conditions.append("k.id in (select value from json_each(:accounts))")
        values["accounts"] = json.dumps(list(accounts))
        needed += ["deal", "account"] if question.subject is Subject.ACTIVITIES else ["account"]
    return " and ".join(conditions), values, needed


def _condition(shape: Shape, one: Filter, name: str) -> str:
    # Keys are numbers or words; a filter is kept as words, so both are compared as words.
    return f"cast(coalesce({shape.fields[one.by].key}, '') as text) in (select value from json_each(:{name}))"


def _bounds(shape: Shape, period: Period) -> dict[str, Value]:
    after = min(period.last, date(2999, 12, 31)) + timedelta(days=1)
    if shape.by_day:
        return {"first": period.first.isoformat(), "until": after.isoformat()}
    return {"first": to_text(start_of_day(period.first)), "until": to_text(start_of_day(after))}


def _tables(subject: Subject, needed: Sequence[str]) -> str:
    """Return the tables of a question, each joined once, in the order of their definition."""
    known = JOINS[subject]
    return " ".join([SHAPES[subject].source, *(sql for name, sql in known.items() if name in needed)])


def _counted(question: Question, shape: Shape, tables: str) -> tuple[str, str]:
    if "sale_line" in tables:
        # To count each order once takes as long again; where money is asked for, its lines are cases enough.
        return shape.cases if question.measure is Measure.AMOUNT else LINE_CASES, LINE_CENTS
    if question.measure is Measure.WEIGHTED:
        return shape.cases, WEIGHTED_CENTS
    return shape.cases, shape.cents


def _sums(*row: Key) -> Sums:
    key, name, split, split_name, cases, hits, of, cents = row
    whole = (int(value or 0) for value in (cases, hits, of, cents))
    return Sums(key, str(name or ""), split, str(split_name or ""), *whole)


def behind_row(*row: Value) -> Behind:
    """Return a row of the columns of `Behind` as one."""
    number, title, who, on, cents, opens, ref = row
    known = None if on is None else day_or_none(str(on))
    whole = None if ref is None else int(str(ref))
    return Behind(int(str(number)), str(title or ""), str(who), known, int(str(cents or 0)), str(opens), whole)
