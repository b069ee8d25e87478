"""The records rules are about, with whom they concern, and which of them fulfil the conditions of rules."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.criteria import Check, Condition, Criteria, Group, Join, to_plain
from crm_desktop.domain.rules import Subject
from crm_desktop.store.driver import Value
from crm_desktop.store.queries.rule_fields import RECORD_FIELDS
from crm_desktop.store.queries.segment_fields import EVERYBODY, TESTS, Asked
from crm_desktop.store.queries.segment_sql import check_criteria, compiled
from crm_desktop.store.queries.values import PLANNED
from crm_desktop.store.reading import Reader


class RecordRow(NamedTuple):
    """A record as rules need it: whom it concerns, what it belongs to, and how it is named in lists."""

    ref: int
    #: The account, else the person: whose fields are asked and set.
    contact_id: int | None
    person_id: int | None
    deal_id: int | None
    offer_id: int | None
    lead_id: int | None
    number: str
    title: str
    contact: str
    amount_cents: int | None
    currency: str
    #: "open", "won", "sent" …; what has become of it.
    status: str

    @property
    def whom(self) -> list[int]:
        """Whom a task about it concerns: the person, else the account."""
        found = self.person_id or self.contact_id
        return [] if found is None else [found]


class _Source(NamedTuple):
    """Where the records of a subject lie (alias r), and the contact (alias c) whose fields are asked."""

    table: str
    contact: str
    columns: str


_TASK_CONTACT = "(select contact_id from activity_contact where activity_id = r.id order by id limit 1)"

_SOURCES: Mapping[Subject, _Source] = MappingProxyType(
    {
        Subject.DEAL: _Source(
            "deal", "coalesce(r.account_id, r.person_id)",
            "r.person_id, r.id, null, null, '', r.title, r.amount_cents, r.currency, r.status",
        ),
        Subject.OFFER: _Source(
            "offer", "coalesce(r.account_id, r.person_id)",
            "r.person_id, r.deal_id, r.id, null, coalesce(r.number, ''), r.subject, r.net_cents, r.currency, "
            "coalesce((select nullif(nullif(status, 'open'), 'parked') from main.deal where id = r.deal_id), r.status)",
        ),
        Subject.LEAD: _Source(
            "lead", "coalesce(r.company_id, r.contact_id)",
            "r.contact_id, r.deal_id, null, r.id, '', coalesce(nullif(r.title, ''), nullif(r.company, ''), "
            "trim(r.given_name || ' ' || r.family_name)), nullif(r.budget_cents, 0), r.currency, r.status",
        ),
        Subject.CONTACT: _Source("contact", "r.id", "null, null, null, null, '', r.name, null, '', ''"),
        Subject.TASK: _Source(
            "activity", _TASK_CONTACT,
            "null, r.deal_id, r.offer_id, r.lead_id, '', r.subject, null, '', iif(r.done_at is null, 'open', 'done')",
        ),
        Subject.ORDER: _Source(
            "sale", "r.account_id",
            "null, r.deal_id, r.offer_id, null, coalesce(r.number, ''), coalesce((select title from deal where "
            "id = r.deal_id), ''), r.net_cents, r.currency, 'won'",
        ),
    }
)  # fmt: skip

_PLANS = MappingProxyType(
    {
        Subject.DEAL: "a.deal_id = r.value",
        Subject.OFFER: "(a.offer_id = r.value or a.deal_id = (select deal_id from offer where id = r.value))",
        Subject.LEAD: "a.lead_id = r.value",
        Subject.CONTACT: "a.id in (select activity_id from activity_contact where contact_id = r.value)",
        Subject.TASK: "0",
        Subject.ORDER: "a.deal_id = (select deal_id from sale where id = r.value)",
    }
)


def table_of(subject: Subject) -> str:
    """Return the table the records of a subject lie in."""
    return _SOURCES[subject].table


def records(reader: Reader, *, subject: Subject, refs: Collection[int]) -> dict[int, RecordRow]:
    """Return records by their ids; those in the bin, and those of a contact in the bin, are left out."""
    source = _SOURCES[subject]
    sql = f"""select r.id, c.id, {_before_name(source.columns)} from {source.table} r
        left join contact c on c.id = {source.contact} and c.deleted_at is null
        where r.id in (select value from json_each(?)) and r.deleted_at is null"""
    return {row.ref: row for row in reader.rows(RecordRow, sql, (json.dumps(sorted(refs)),))}


def planned_for(reader: Reader, *, subject: Subject, refs: Collection[int]) -> set[int]:
    """Return those of the records for which something is planned."""
    sql = f"""select r.value from json_each(?) r where exists (
        select 1 from activity a where {_PLANS[subject]} and {PLANNED})"""
    return set(reader.ids(sql, (json.dumps(sorted(refs)),)))


def fulfilling(
    reader: Reader, *, subject: Subject, refs: Collection[int], trees: Sequence[Criteria], as_of: date
) -> list[set[int]]:
    """Return for each tree of conditions which of the records fulfil it, as of a day. Raises BadInput for wrong ones.

    Each tree is a question of its own: those that ask alike have the same words, which SQLite has understood before.
    """
    given = json.dumps(sorted(refs))
    return [_fulfilling(reader, subject, given, tree, as_of) for tree in trees]


def check_conditions(reader: Reader, *, subject: Subject, tree: Criteria, as_of: date) -> None:
    """Raise BadInput where conditions ask for a field there is not, or something that cannot be asked of it."""
    for condition in conditions_of(tree):
        prefix = condition.field.partition(".")[0]
        if prefix not in set(Subject):
            check_criteria(reader, to_plain(condition), as_of=as_of)
            continue
        asked = RECORD_FIELDS.get(condition.field)
        if asked is None or prefix != subject:
            raise BadInput(
                _("There is no field “{name}” to ask for here.").format(name=condition.field), field="conditions"
            )
        if condition.check not in (*TESTS[asked.kind], Check.EMPTY, Check.FILLED):
            raise BadInput(
                _("“{check}” cannot be asked of “{name}”.").format(check=condition.check.value, name=condition.field),
                field="conditions",
            )


def conditions_of(tree: Criteria) -> list[Condition]:
    """Return all conditions of a tree, in order."""
    if isinstance(tree, Group):
        return [condition for part in tree.parts for condition in conditions_of(part)]
    return [tree]


#: What segments ask for, by the column that says whose it is: only what belongs to the contacts asked about is looked
#: at. A segment's own question goes through all orders of the firm, which is right for all contacts and not for one.
_OWNED = MappingProxyType(
    {
        "address": "contact_id", "contact_point": "contact_id", "tag": "contact_id", "favourite": "contact_id",
        "activity_contact": "contact_id", "campaign_member": "contact_id", "sale": "account_id",
        "offer": "account_id", "deal": "account_id",
    }
)  # fmt: skip

_TABLES = re.compile(r"\b(?:from|join) (\w+)\b(?!\.)")


class _Compiler:
    """Turns trees about a record and its contact into SQL, each value bound under a name of its own."""

    def __init__(self, reader: Reader, as_of: date) -> None:
        self._reader, self._as_of = reader, as_of
        self._trees = 0
        self.values: dict[str, Value] = {}

    def tree(self, criteria: Criteria) -> str:
        """Return the SQL of a tree."""
        if isinstance(criteria, Condition):
            return self._condition(criteria)
        # What is quickly told stands first: often it decides, and figures of orders need not be looked up.
        parts = sorted((self.tree(part) for part in criteria.parts), key=len)
        if not parts:
            return EVERYBODY
        joined = (" and " if criteria.join is Join.ALL else " or ").join(parts)
        return f"not coalesce(({joined}), 0)" if criteria.join is Join.NONE else f"({joined})"

    def _condition(self, condition: Condition) -> str:
        field = RECORD_FIELDS.get(condition.field)
        if field is not None:
            return field.sql(Asked(condition, self._as_of, self._bind))
        found = compiled(self._reader, to_plain(condition), as_of=self._as_of)
        self._trees += 1
        prefix = f"c{self._trees}_"
        self.values |= {prefix + name: value for name, value in found.values.items()}
        return f"(c.id is not null and {found.sql.replace(':seg', f':{prefix}seg')})"

    def _bind(self, value: Value) -> str:
        name = f"own{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def _fulfilling(reader: Reader, subject: Subject, refs: str, tree: Criteria, as_of: date) -> set[int]:
    compiler = _Compiler(reader, as_of)
    fulfilled = compiler.tree(tree)
    source = _SOURCES[subject]
    asked = f"""from main.{source.table} r left join main.contact c on c.id = {source.contact}
        where r.id in (select value from json_each(:refs)) and r.deleted_at is null"""
    sql = f"{_small_file(fulfilled, f'select c.id {asked}')} select r.id {asked} and {fulfilled}"
    return set(reader.ids(sql, compiler.values | {"refs": refs}))


def _small_file(condition: str, contacts: str) -> str:
    """Return tables that stand in for those of the file in a condition, with what belongs to these contacts alone."""
    asked_for = set(_TABLES.findall(condition))
    if not asked_for:
        return ""
    whom = f"""asked(id) as materialized ({contacts}),
        whom(id) as materialized (select id from asked where id is not null
          union select company_id from main.contact where id in (select id from asked) and company_id is not null)"""
    small = [
        f"{table} as materialized (select * from main.{table} where {owner} in (select id from whom))"
        for table, owner in _OWNED.items()
        if table in asked_for
    ]
    if "sale_line" in asked_for:
        small.append("sale_line as materialized (select * from main.sale_line where sale_id in (select id from sale))")
    if "contact" in asked_for:
        small.append("""contact as materialized (select * from main.contact where id in (select id from whom)
          or company_id in (select id from whom) or referred_by_id in (select id from whom))""")
    return "with " + ", ".join([whom, *small])


def _before_name(columns: str) -> str:
    """Return the columns with the contact's name between title and amount, where RecordRow has it."""
    parts = _split(columns)
    return ", ".join([*parts[:6], "coalesce(c.name, '')", *parts[6:]])


def _split(columns: str) -> list[str]:
    """Return the expressions of a list, commas within brackets left alone."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(columns):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(columns[start:place].strip())
            start = place + 1
    return [*parts, columns[start:].strip()]
