"""When a record came into being and was last changed, set in one place by the operations that change records."""

from __future__ import annotations

from typing import TypeVar

from crm_desktop.domain.identity import Record
from crm_desktop.store.unit_of_work import Work

R = TypeVar("R", bound=Record)


def added(work: Work, record: R) -> R:
    """Add a new record with the times of its birth; it has its id afterwards."""
    record.created_at = record.updated_at = work.now
    work.add(record)
    work.flush()
    return record


def changed(work: Work, record: Record, *, parts: bool = False) -> None:
    """Note the time of a change, if anything differs at all: in the record itself or, with `parts`, in its parts."""
    if parts or work.session.is_modified(record):
        record.updated_at = work.now


def binned(work: Work, record: Record) -> None:
    """Put a record into the bin; one that lies there stays as it is."""
    if record.deleted_at is None:
        record.deleted_at = record.updated_at = work.now


def restored(work: Work, record: Record) -> None:
    """Take a record out of the bin; one that is not in it stays as it is."""
    if record.deleted_at is not None:
        record.deleted_at, record.updated_at = None, work.now
