"""Rows that were not taken, as a file with the reasons: those that could not be read and those that found no place."""

from __future__ import annotations

from heapq import merge

from crm_desktop.exchange.intake import Look
from crm_desktop.exchange.rejects import write_rejected
from crm_desktop.operations.imports.packed import Packed


def rejected_csv(looked: Look, read: Packed, refused: Packed) -> bytes:
    """Return all rows that were not taken, with their reasons; empty where there are none."""
    if not (read or refused):
        return b""
    return b"".join(write_rejected(looked, merge(read, refused, key=lambda one: one.row)))
