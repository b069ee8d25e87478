"""Rows that could be read and not be placed, given the cells they came from, so that they can be mended like others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from crm_desktop.base.errors import Problem
from crm_desktop.base.times import to_text
from crm_desktop.exchange.intake import Look
from crm_desktop.exchange.reading import Read
from crm_desktop.exchange.rejects import write_rejected
from crm_desktop.operations.imports.report import Item


def rejected_csv(looked: Look, read: Sequence[Read], refused: Iterable[tuple[Item, Problem]]) -> bytes:
    """Return all rows that were not taken, with their reasons; empty where there are none."""
    rows = [*read, *(Read(item.row, None, (problem,), _cells(looked, item)) for item, problem in refused)]
    if not rows:
        return b""
    return b"".join(write_rejected(looked, sorted(rows, key=lambda one: one.row)))


def _cells(looked: Look, item: Item) -> tuple[str, ...]:
    """Return a record's values under the headings they came from."""
    return tuple(_text(getattr(item.record, column.field, None)) for column in looked.columns)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return to_text(value)
    return "" if value is None else str(value)
