"""Filling a template for one person: which passages are said, which values are missing; and checking it before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.money import parse_decimal
from crm_desktop.base.placeholders import key
from crm_desktop.base.text import fold
from crm_desktop.base.times import parse_day
from crm_desktop.domain.templating import Choice, Condition, Field, Node, Plain, Problem, conditions, fields

_GAPS, _RUNS = re.compile(r"\n{3,}"), re.compile(r"(?<=\S)[ \t]{2,}+(?=\S)")
#: Blanks at the end of a line, tried once for each run of them: many in a row would take their square otherwise.
_TAILS = re.compile(r"(?m)(?<![ \t])[ \t]++$")
#: Whether a sign is met by the order of two values: below (-1), the same (0), above (1).
_IN_ORDER: Mapping[str, Callable[[int], bool]] = MappingProxyType(
    {
        "=": lambda order: order == 0,
        "!=": lambda order: order != 0,
        "<": lambda order: order < 0,
        ">": lambda order: order > 0,
        "<=": lambda order: order <= 0,
        ">=": lambda order: order >= 0,
    }
)


class Value(NamedTuple):
    """What a field holds for somebody: its words, and what conditions compare, where it is more than words."""

    text: str = ""
    amount: Decimal | None = None
    day: date | None = None
    #: Of a box to tick: whether it is.
    truth: bool | None = None

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to print, and a condition that asks for it is met."""
        return bool(self.text.strip()) if self.truth is None else self.truth


class Filled(NamedTuple):
    """A text for one person: its words, the fields that lacked a value, and how its conditions were decided."""

    text: str
    missing: tuple[str, ...]
    decided: tuple[bool, ...]
    #: The fields another text stands in for.
    replaced: tuple[str, ...]


class Kind(Enum):
    """What can be asked of a field."""

    TEXT = auto()
    NUMBER = auto()
    DAY = auto()


def check(nodes: Sequence[Node], kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    """Yield what is wrong for these fields (by `placeholders.key`): unknown names, values that cannot be compared."""
    for field in fields(nodes):
        if key(field.name) not in kinds:
            yield _unknown(field.name, field.place, field.length)
    for condition in conditions(nodes):
        kind = kinds.get(key(condition.name))
        if kind is None:
            yield _unknown(condition.name, condition.place, condition.length)
        elif condition.sign and not _is_comparable(condition, kind):
            said = _("“{name}” cannot be compared with “{value}” like this.")
            message = said.format(name=condition.name, value=condition.value)
            yield Problem(condition.place, condition.length, message)


def fill(nodes: Sequence[Node], values: Mapping[str, Value]) -> Filled:
    """Return the text for one person; `values` are by `placeholders.key`.

    Where a value is missing its name stands in brackets, for the writer to see; such a text must not be sent.
    """
    filling = _Filling(values)
    filling.add(nodes)
    text = _tidy("".join(filling.said))
    return Filled(text, tuple(filling.missing), tuple(filling.decided), tuple(filling.replaced))


@dataclass(slots=True)
class _Filling:
    """A text for one person while it is put together."""

    values: Mapping[str, Value]
    said: list[str]
    missing: dict[str, None]
    decided: list[bool]
    replaced: dict[str, None]

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values, self.said, self.missing, self.decided, self.replaced = values, [], {}, [], {}

    def add(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            match node:
                case Plain():
                    self.said.append(node.text)
                case Field():
                    self.said.append(self._value(node))
                case Choice():
                    holds = _holds(node.condition, self.values.get(key(node.condition.name), Value()))
                    self.decided.append(holds)
                    self.add(node.then if holds else node.otherwise)

    def _value(self, field: Field) -> str:
        found = self.values.get(key(field.name), Value()).text.strip()
        if found:
            return found
        if field.instead is None:
            self.missing[field.name] = None
            return f"[{field.name}]"
        self.replaced[field.name] = None
        return field.instead


def _holds(condition: Condition, value: Value) -> bool:
    met = value.is_filled if not condition.sign else _compares(condition, value)
    return met is not condition.negated


def _compares(condition: Condition, value: Value) -> bool:
    """Whether a value is as a condition wants it; where nothing is there, only “is not” is met."""
    sign = condition.sign
    if value.amount is not None and (number := _number(condition.value)) is not None:
        return _IN_ORDER[sign]((value.amount > number) - (value.amount < number))
    if value.day is not None and (day := _day(condition.value)) is not None:
        return _IN_ORDER[sign]((value.day > day) - (value.day < day))
    same = fold(value.text) == fold(condition.value)
    return same if sign == "=" else not same if sign == "!=" else False


def _is_comparable(condition: Condition, kind: Kind) -> bool:
    if kind is Kind.NUMBER:
        return _number(condition.value) is not None
    if kind is Kind.DAY:
        return _day(condition.value) is not None
    return condition.sign in {"=", "!="}


def _number(text: str) -> Decimal | None:
    try:
        return parse_decimal(text)
    except BadInput:
        return None


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except BadInput:
        return None


def _unknown(name: str, place: int, length: int) -> Problem:
    return Problem(place, length, _("Nothing stands for {words}.").format(words=f"{{{name}}}"))


def _tidy(text: str) -> str:
    """Return a text without the gaps that passages leave which are not said."""
    return _GAPS.sub("\n\n", _TAILS.sub("", _RUNS.sub(" ", text))).strip()
