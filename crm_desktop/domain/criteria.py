"""What describes the contacts of a segment: conditions joined by all, any or none, as plain data in the file.

`{"all": [{"field": "category", "is": "any_of", "value": ["Hotel", "Café"]}, {"none": [{"field": "revenue", "is":
"at_least", "value": 500000, "days": 365}]}]}`; `{"ids": [4, 8]}` are contacts put on a list by hand. Money is in whole
cents, what happened within some days is counted back from the day a segment is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _

#: Groups within groups, and conditions in all, beyond which nobody knows what is described.
_DEEPEST, _MOST = 8, 200


class Join(StrEnum):
    """How the parts of a group belong together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


class Check(StrEnum):
    """What is asked of a field."""

    IS = "is"
    IS_NOT = "is_not"
    ANY_OF = "any_of"
    CONTAINS = "contains"
    BEGINS = "begins"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EMPTY = "empty"
    FILLED = "filled"


@dataclass(frozen=True)
class Condition:
    """One thing asked of one field; `days`: only what happened within so many days, None for ever."""

    field: str
    check: Check
    value: str | int | float | tuple[str, ...] | None = None
    days: int | None = None


@dataclass(frozen=True)
class Group:
    """Several conditions or groups; of none everybody is described."""

    join: Join = Join.ALL
    parts: tuple[Criteria, ...] = ()


Criteria: TypeAlias = Condition | Group


def from_plain(plain: Mapping[str, Any]) -> Group:
    """Return the tree that plain data hold. Raises BadInput with what is wrong."""
    if not plain:
        return Group()
    found = _read(plain, 0)
    if _count(found) > _MOST:
        raise BadInput(_("These are too many conditions for one segment."), field="criteria")
    return found if isinstance(found, Group) else Group(Join.ALL, (found,))


def to_plain(criteria: Criteria) -> dict[str, Any]:
    """Return a tree as plain data."""
    if isinstance(criteria, Group):
        return {criteria.join.value: [to_plain(part) for part in criteria.parts]}
    plain: dict[str, Any] = {"field": criteria.field, "is": criteria.check.value}
    if criteria.value is not None:
        plain["value"] = list(criteria.value) if isinstance(criteria.value, tuple) else criteria.value
    if criteria.days is not None:
        plain["days"] = criteria.days
    return plain


def listed(plain: Mapping[str, Any]) -> list[int] | None:
    """Return the ids of contacts put on a list by hand; None where conditions describe them."""
    ids = plain.get("ids")
    return [one for one in ids if isinstance(one, int)] if isinstance(ids, list) else None


def _read(plain: Any, depth: int) -> Criteria:
    if not isinstance(plain, Mapping) or depth > _DEEPEST:
        raise BadInput(_("A condition is a field with what is asked of it."), field="criteria")
    if "not" in plain:
        return Group(Join.NONE, (_read(plain["not"], depth + 1),))
    for join in Join:
        if join.value in plain:
            parts = plain[join.value]
            if not isinstance(parts, list):
                raise BadInput(_("A group holds a list of conditions."), field="criteria")
            return Group(join, tuple(_read(part, depth + 1) for part in parts))
    return _condition(plain)


def _condition(plain: Mapping[str, Any]) -> Condition:
    field, check, value, days = (plain.get(name) for name in ("field", "is", "value", "days"))
    if not isinstance(field, str) or check not in list(Check):
        raise BadInput(_("A condition is a field with what is asked of it."), field="criteria")
    if days is not None and (isinstance(days, bool) or not isinstance(days, int) or not 0 < days <= 36_600):
        raise BadInput(_("“{value}” is no number of days.").format(value=str(days)[:40]), field="criteria")
    if isinstance(value, list):
        value = tuple(str(one) for one in value)
    if value is not None and not isinstance(value, str | int | float | tuple):
        raise BadInput(_("“{value}” is no value to compare with.").format(value=str(value)[:40]), field="criteria")
    return Condition(field, Check(check), value, days)


def _count(criteria: Criteria) -> int:
    return sum(_count(part) for part in criteria.parts) if isinstance(criteria, Group) else 1
