"""Segments: contacts on a list of their own, put there by hand or described by conditions."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.reading import Reader


class SegmentRow(NamedTuple):
    """One segment; `listed` counts the contacts put on it by hand, None where conditions describe them."""

    id: int
    name: str
    listed: int | None


def segments(reader: Reader) -> list[SegmentRow]:
    """Return all segments that are not in the bin, by name."""
    sql = (
        "select id, name, json_array_length(criteria, '$.ids') from segment where deleted_at is null"
        " order by name collate nocase, id"
    )
    return reader.rows(SegmentRow, sql)


def by_name(reader: Reader, name: str) -> int | None:
    """Return the segment of a name, in any case, the oldest of several."""
    sql = "select id, name from segment where deleted_at is null order by id"
    there = reader.rows(lambda segment_id, called: (segment_id, called), sql)
    return next((segment_id for segment_id, called in there if called.casefold() == name.casefold()), None)


def lists_in_use(reader: Reader) -> list[tuple[str, int]]:
    """Return the segments contacts are put on by hand, each with their number."""
    return [(one.name, one.listed) for one in segments(reader) if one.listed is not None]
