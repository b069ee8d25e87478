"""Segments as SQL: a tree of conditions becomes one expression about a contact, with its values bound beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.criteria import Check, Condition, Criteria, Group, Join, from_plain, listed
from crm_desktop.domain.kinds import FieldKind as OwnKind
from crm_desktop.store.driver import Value
from crm_desktop.store.queries.custom_fields import own_fields
from crm_desktop.store.queries.segment_facts import FIELDS
from crm_desktop.store.queries.segment_fields import (
    ACCOUNT,
    CONTACTS,
    EVERYBODY,
    NOBODY,
    TESTS,
    Asked,
    FieldKind,
    SegmentField,
    number_test,
    text_test,
)
from crm_desktop.store.reading import Reader

#: Segments within segments that are followed.
_DEEPEST = 5
#: Begins the name of an own field.
OWN = "own."
_KINDS = {OwnKind.MONEY: FieldKind.MONEY, OwnKind.NUMBER: FieldKind.NUMBER, OwnKind.CHECK: FieldKind.YES_NO}


class Where(NamedTuple):
    """What a contact (alias c) must fulfil, as SQL and the values in it."""

    sql: str
    values: dict[str, Value]


class _Compiler:
    """Turns trees into SQL and gathers their values under names that occur nowhere else."""

    def __init__(self, reader: Reader, as_of: date) -> None:
        self._reader, self._as_of = reader, as_of
        self._own: dict[str, SegmentField] | None = None
        self._open: list[int] = []
        self.values: dict[str, Value] = {}

    def tree(self, criteria: Criteria) -> str:
        """Return the SQL of a tree."""
        if isinstance(criteria, Condition):
            return self._condition(criteria)
        parts = [self.tree(part) for part in criteria.parts]
        if not parts:
            return EVERYBODY
        joined = (" and " if criteria.join is Join.ALL else " or ").join(parts)
        return f"not coalesce(({joined}), 0)" if criteria.join is Join.NONE else f"({joined})"

    def segment(self, segment_id: int) -> str:
        """Return the SQL of a segment; of one that does not exist, or holds itself, nobody is part."""
        plain = self._reader.scalar("select criteria from segment where id = ? and deleted_at is null", (segment_id,))
        if plain is None or segment_id in self._open or len(self._open) >= _DEEPEST:
            return NOBODY
        self._open.append(segment_id)
        try:
            return self.plain(json.loads(plain))
        finally:
            self._open.pop()

    def plain(self, plain: Mapping[str, Any]) -> str:
        """Return the SQL of criteria as the file holds them."""
        if (ids := listed(plain)) is not None:
            return f"c.id in (select value from json_each({self._bind(json.dumps(ids))}))"
        return self.tree(from_plain(plain))

    def _condition(self, condition: Condition) -> str:
        if condition.field == "segment":
            inside = self.segment(_whole(condition.value))
            # What is not known of a contact does not bring it in, and so it is outside.
            return f"not coalesce(({inside}), 0)" if condition.check is Check.IS_NOT else inside
        return self._field(condition.field).sql(Asked(condition, self._as_of, self._bind))

    def _field(self, name: str) -> SegmentField:
        if name.startswith(OWN):
            if self._own is None:
                self._own = own_segment_fields(self._reader)
            if name in self._own:
                return self._own[name]
        elif name in FIELDS:
            return FIELDS[name]
        raise BadInput(_("There is no field “{name}” to describe contacts by.").format(name=name), field="criteria")

    def _bind(self, value: Value) -> str:
        name = f"seg{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def compiled(reader: Reader, criteria: Mapping[str, Any], *, as_of: date) -> Where:
    """Return what contacts must fulfil to belong to a segment with these criteria. Raises BadInput for wrong ones."""
    compiler = _Compiler(reader, as_of)
    return Where(compiler.plain(criteria), compiler.values)


def segment_where(reader: Reader, *, segment_id: int, as_of: date) -> Where:
    """Return what contacts must fulfil to belong to a segment of the file; nobody fulfils criteria that are wrong."""
    compiler = _Compiler(reader, as_of)
    try:
        return Where(compiler.segment(segment_id), compiler.values)
    except BadInput:
        return Where(NOBODY, {})


def accounts_in(reader: Reader, *, segment_id: int, as_of: date) -> Where:
    """Return a question for the accounts of a segment's contacts: `where x.account_id in (…)` in any other list."""
    found = segment_where(reader, segment_id=segment_id, as_of=as_of)
    return Where(f"select {ACCOUNT} from {CONTACTS} where c.deleted_at is null and {found.sql}", found.values)


def own_segment_fields(reader: Reader) -> dict[str, SegmentField]:
    """Return the user's own fields of contacts, by their names in the criteria."""
    return {f"{OWN}{field.key}": _own_field(field.key, field.kind) for field in own_fields(reader)}


def check_criteria(reader: Reader, criteria: Mapping[str, Any], *, as_of: date) -> None:
    """Raise BadInput where criteria ask for a field there is not, or something that cannot be asked of it."""
    if listed(criteria) is not None:
        return
    compiled(reader, criteria, as_of=as_of)
    for condition in _conditions(from_plain(criteria)):
        kind = _kind(reader, condition.field)
        if condition.check not in (*TESTS[kind], Check.EMPTY, Check.FILLED):
            raise BadInput(
                _("“{check}” cannot be asked of “{name}”.").format(check=condition.check.value, name=condition.field),
                field="criteria",
            )


def _kind(reader: Reader, name: str) -> FieldKind:
    if name == "segment":
        return FieldKind.SEGMENT
    return (FIELDS.get(name) or own_segment_fields(reader)[name]).kind


def _conditions(criteria: Criteria) -> list[Condition]:
    if isinstance(criteria, Group):
        return [condition for part in criteria.parts for condition in _conditions(part)]
    return [criteria]


def _own_field(key: str, kind: OwnKind) -> SegmentField:
    segment_kind = _KINDS.get(kind, FieldKind.TEXT)

    def sql(asked: Asked) -> str:
        held = f"""json_extract(c.custom, {asked.bind('$."' + key.replace('"', "") + '"')})"""
        if segment_kind in (FieldKind.MONEY, FieldKind.NUMBER):
            return number_test(held, asked)
        if segment_kind is FieldKind.YES_NO:
            yes = f"coalesce({held}, 0) in (1, '1', 'true')"
            wanted = str(asked.condition.value) not in ("0", "no", "False")
            return yes if wanted is (asked.condition.check is Check.IS) else f"not {yes}"
        return text_test(held, asked)

    return SegmentField(segment_kind, sql)


def _whole(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() and len(str(value)) < 18 else 0
