"""What became of a file: numbers that add up to its rows, and what was wrong with which row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.base.errors import Problem
from crm_desktop.domain.records import Record, RecordKind
from crm_desktop.operations.imports.asking import Case
from crm_desktop.operations.imports.packed import Packed

#: Remarks that are kept; a file can be wrong in every cell.
MOST_REMARKS = 1_000


class Fate(StrEnum):
    """What became of a row: a new record, one brought up to date, one that was known so, or none."""

    ADDED = "added"
    UPDATED = "updated"
    SKIPPED = "skipped"
    REJECTED = "rejected"


class Treatment(StrEnum):
    """What a file may do to contacts that are known already."""

    #: What the file says counts; it never empties a field.
    CORRECT = "correct"
    #: Only what was empty is filled.
    FILL = "fill"
    SKIP = "skip"
    #: Every row becomes a contact of its own; doubles are sorted out later.
    ADD = "add"
    #: The user decides row by row; undecided ones stay outside.
    ASK = "ask"


@dataclass(frozen=True)
class ImportReport:
    """What became of one file. `rows` = `added` + `updated` + `skipped` + `rejected`."""

    name: str
    kind: RecordKind
    rows: int
    added: int
    updated: int
    skipped: int
    rejected: int
    #: Records made along the way that were only mentioned: by kind (the table's name) how many.
    also_created: Mapping[str, int]
    #: Why rows were rejected, at most MOST_REMARKS.
    problems: tuple[Problem, ...]
    #: What was left out or assumed in rows that were taken, at most MOST_REMARKS.
    remarks: tuple[Problem, ...]
    #: The rejected rows with their reasons, as a file of the same kind to be mended and imported; empty for none.
    rejected_csv: bytes
    dry_run: bool = False
    #: Rows about known contacts that wait for a decision, at most `asking.MOST`; they count as rejected.
    asked: tuple[Case, ...] = ()
    #: The ending of the name of a file of rejected rows.
    ending: str = ".csv"


class Item(NamedTuple):
    """A row that could be read: its number in the file, the record, and the row as it came."""

    row: int
    record: Record
    cells: tuple[str, ...] = ()


@dataclass
class Tally:
    """Counts while an import runs."""

    fates: Counter[Fate] = field(default_factory=Counter)
    created: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    #: Rows that could be read and not be placed.
    refused: Packed = field(default_factory=Packed)
    #: Rows that wait for a decision.
    asked: list[Case] = field(default_factory=list)

    def count(self, fate: Fate, number: int = 1) -> None:
        """Note what became of some rows."""
        self.fates[fate] += number

    def refuse(self, item: Item, name: str, value: str, message: str) -> None:
        """Reject a row that could be read."""
        problem = Problem(item.row, name, value, message)
        self.refused.add(item.row, (problem,), item.cells)
        self.count(Fate.REJECTED)
        if len(self.problems) < MOST_REMARKS:
            self.problems.append(problem)

    def remark(self, row: int, name: str, value: str, message: str) -> None:
        """Note what was left out or assumed in a row that was taken."""
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Problem(row, name, value, message))
