"""Lists as the user set them up and named them, by pane, in the order of their keys."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from crm_desktop.store.reading import Reader


class SavedViewRow(NamedTuple):
    """One view; what it holds is the pane's own business."""

    id: int
    name: str
    view: dict[str, Any]


def saved_views(reader: Reader, *, pane: str) -> list[SavedViewRow]:
    """Return the views of a pane in the order the user gave them."""
    return reader.rows(_view, "select id, name, view from saved_view where pane = ? order by position, id", (pane,))


def next_position(reader: Reader, *, pane: str) -> int:
    """Return the place behind the last view of a pane."""
    return int(reader.scalar("select coalesce(max(position), -1) + 1 from saved_view where pane = ?", (pane,)))


def _view(view_id: int, name: str, view: str) -> SavedViewRow:
    return SavedViewRow(view_id, name, json.loads(view))
