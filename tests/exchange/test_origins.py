"""The exports of other programs are understood without a correction: kind, columns, and where they come from.

Each file in `origins` was written by hand with the headings its program documents. Its first line names the kind of
record and the program; each further line is a column: its heading, the fields that are right for it ("-" for none), and
a few cells.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.fields import KEEP
from crm_desktop.exchange.intake import Look, look

FILES = sorted((Path(__file__).parent / "origins").glob("*.tsv"))


def exported(file: Path) -> tuple[RecordKind, str, list[list[str]]]:
    """Return kind and program of a file and its columns: heading, right fields, cells."""
    first, *lines = file.read_text(encoding="utf-8").splitlines()
    kind, _tab, program = first.partition("\t")
    return RecordKind(kind), program, [line.split("\t") for line in lines]


def looked_at(columns: list[list[str]], delimiter: str = ",") -> Look:
    depth = max(len(column) for column in columns) - 2
    cells = [(column[2:] + [""] * depth)[:depth] for column in columns]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([[column[0] for column in columns], *zip(*cells, strict=True)])
    return look(out.getvalue().encode("utf-8-sig"), "export.csv")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_at_least_95_percent_of_the_columns_are_right(file: Path) -> None:
    kind, program, columns = exported(file)
    looked = looked_at(columns)
    wrong = [
        f"{column.heading}: {column.field or '-'} instead of {rights}"
        for (_heading, rights, *_cells), column in zip(columns, looked.columns, strict=True)
        if ("-" if column.field in {"", KEEP} else column.field) not in rights.split("/")
    ]
    assert looked.kind is kind
    assert len(wrong) <= 0.05 * len(columns), wrong
    assert looked.origin == program


def test_the_origin_of_any_other_table_is_not_made_up() -> None:
    assert look(b"Name;Firma;E-Mail\nAnna Meier;Meier GmbH;a@example.com\n").origin == ""
