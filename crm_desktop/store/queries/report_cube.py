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
from crm_desktop.store.queries import report_activity
from crm_desktop.store.queries.report_fields import JOINS, LINE_CASES, LINE_CENTS, SHAPES, WEIGHTED_CENTS, Field, Shape
from crm_desktop.store.queries.values import day_or_none
from crm_desktop.store.reading import Reader

Key = str | int | None


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
        found = report_activity.counted(reader, period, question.by, question.split)
        return [
            Sums(one.key, one.key or "", one.split, one.split or "", one.entries, 0, one.entries, one.minutes)
            for one in found
        ]
    shape = SHAPES[question.subject]
    by = shape.fields[question.by]
    split = shape.fields[question.split] if question.split else Field("null")
    conditions, values, joins = _narrowed(question, period, currency, accounts)
    tables = _tables(question.subject, (*by.joins, *split.joins, *joins))
    cases, cents = _counted(question, shape, tables)
    sql = f"""
        select {by.key}, coalesce(min({by.label or by.key}), ''), {split.key},
          coalesce(min({split.label or split.key}), ''), {cases}, {shape.hits}, {shape.of}, coalesce({cents}, 0)
        from {tables} where {conditions} group by 1, 3"""
    return reader.rows(_sums, sql, values)


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
        return LINE_CASES, LINE_CENTS
    if question.measure is Measure.WEIGHTED:
        return shape.cases, WEIGHTED_CENTS
    return shape.cases, shape.cents


def _sums(*row: Key) -> Sums:
    key, name, split, split_name, cases, hits, of, cents = row
    whole = (int(value or 0) for value in (cases, hits, of, cents))
    return Sums(key, str(name), split, str(split_name), *whole)


def behind_row(*row: Value) -> Behind:
    """Return a row of the columns of `Behind` as one."""
    number, title, who, on, cents, opens, ref = row
    known = None if on is None else day_or_none(str(on))
    whole = None if ref is None else int(str(ref))
    return Behind(int(str(number)), str(title or ""), str(who), known, int(str(cents or 0)), str(opens), whole)
