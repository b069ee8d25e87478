"""Rows that were not taken, as a file with the reasons: those that could not be read and those that found no place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crm_desktop.base.errors import Problem
from crm_desktop.exchange.intake import Look
from crm_desktop.exchange.reading import Read
from crm_desktop.exchange.rejects import write_rejected
from crm_desktop.operations.imports.report import Item


def rejected_csv(looked: Look, read: Sequence[Read], refused: Iterable[tuple[Item, Problem]]) -> bytes:
    """Return all rows that were not taken, with their reasons; empty where there are none."""
    rows = [*read, *(Read(item.row, None, (problem,), item.cells) for item, problem in refused)]
    if not rows:
        return b""
    return b"".join(write_rejected(looked, sorted(rows, key=lambda one: one.row)))
