"""A block of rows on its way to records: its columns by field, and what is wrong with which row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.base.errors import Problem
from crm_desktop.domain.records import RECORD_TYPES
from crm_desktop.exchange.cells import clean_cells
from crm_desktop.exchange.columns import Converter, converter
from crm_desktop.exchange.fields import MULTIPLE, Field, Holds, field_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.records import RecordKind
    from crm_desktop.exchange.column import Column


class Filled(NamedTuple):
    """The cells of one column in a block, clean, with its heading and which of several it is."""

    heading: str
    label: str
    cells: list[str]


@dataclass
class Plan:
    """Which columns fill which fields, and what reads each field; made once for a file, used for all its blocks."""

    kind: RecordKind
    columns: tuple[Column, ...]
    guarded: bool
    #: The number of columns of the file itself; those behind them were made of others.
    width: int = 0
    converters: dict[str, Converter] = field(default_factory=dict)
    specs: dict[str, Field] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the converters of the fields that hold more than text."""
        for column in self.columns:
            spec = field_of(self.kind, column.field)
            if spec is None or column.field in self.specs:
                continue
            self.specs[column.field] = spec
            if reads := converter(spec.holds, column.form):
                self.converters[column.field] = reads

    @property
    def fields(self) -> frozenset[str]:
        """The fields some column fills."""
        return frozenset(self.specs)


@dataclass
class Sheet:
    """One block: the numbers of its rows, its clean columns by field, and the problems found so far by place."""

    plan: Plan
    numbers: list[int]
    filled: dict[str, list[Filled]] = field(default_factory=dict)
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    rejected: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, plan: Plan, numbers: list[int], rows: Sequence[Sequence[str]]) -> Sheet:
        """Turn rows into clean columns; only the mapped ones are kept."""
        sheet = cls(plan, numbers)
        by_place = list(zip(*rows, strict=True))
        for column in plan.columns:
            spec = plan.specs.get(column.field)
            if spec is None:
                continue
            raw = by_place[column.place] if rows else ()
            cells = clean_cells(raw, lines=spec.holds is Holds.LINES, guarded=plan.guarded)
            sheet.filled.setdefault(column.field, []).append(Filled(column.heading, column.label, cells))
        return sheet

    def __len__(self) -> int:
        return len(self.numbers)

    def text(self, name: str) -> list[str]:
        """Return the text of a field in every row; of several columns the first that says something."""
        columns = self.filled.get(name, ())
        if not columns:
            return [""] * len(self)
        if len(columns) == 1:
            return columns[0].cells
        if name in MULTIPLE:
            return ["\n".join(filter(None, cells)) for cells in zip(*(c.cells for c in columns), strict=True)]
        return [next(filter(None, cells), "") for cells in zip(*(c.cells for c in columns), strict=True)]

    def converted(self, name: str) -> list[Any]:
        """Return the values of a field in every row, and note the cells that hold none."""
        if name not in self.filled:
            return [RECORD_TYPES[self.plan.kind]._field_defaults[name]] * len(self)
        texts = self.text(name)
        reads = self.plan.converters.get(name)
        if reads is None:
            return texts
        found, bad = reads(texts)
        for place, value, message in bad:
            self.complain(place, name, value, message, reject=self.plan.specs[name].strict)
        return found

    def complain(self, place: int, name: str, value: str, message: str, *, reject: bool = False) -> None:
        """Note a problem of a row; with `reject` the row is not taken."""
        self.problems.setdefault(place, []).append(Problem(self.numbers[place], name, value, message))
        if reject:
            self.rejected.add(place)
