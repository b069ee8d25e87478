"""What the things are called that rules name by their ids."""

from __future__ import annotations

from crm_desktop.store.reading import Reader


def stage(reader: Reader, stage_id: object) -> str:
    """Return the name of a stage, "" where there is none."""
    return str(reader.scalar("select name from stage where id = ?", (_id(stage_id),)) or "")


def segment(reader: Reader, segment_id: object) -> str:
    """Return the name of a segment, "" where there is none."""
    return str(reader.scalar("select name from segment where id = ?", (_id(segment_id),)) or "")


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
