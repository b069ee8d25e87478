"""Questions about follow-up sets: tasks that belong together under a name."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.store.reading import Reader


class FollowUpSetRow(NamedTuple):
    """One set: its name and its tasks as `domain.deals.FollowUpSet` has them, and the stages that set them."""

    id: int
    name: str
    tasks: list[dict[str, Any]]
    #: Names of stages in use, each with its process: "Sales: Offer sent".
    stages: tuple[str, ...]


_SETS = """
    select f.id, f.name, f.tasks, (
        select json_group_array(p.name || ': ' || s.name) from stage s join pipeline p on p.id = s.pipeline_id
        where s.follow_up_set_id = f.id and s.deleted_at is null and p.deleted_at is null)
    from follow_up_set f where f.deleted_at is null"""


def follow_up_sets(reader: Reader) -> list[FollowUpSetRow]:
    """Return the sets by name."""
    return sorted(reader.rows(_set_row, _SETS), key=lambda row: fold(row.name))


def follow_up_set(reader: Reader, *, set_id: int) -> FollowUpSetRow | None:
    """Return one set; None for one that is not there or in the bin."""
    return reader.row(_set_row, f"{_SETS} and f.id = ?", (set_id,))


def set_named(reader: Reader, name: str) -> FollowUpSetRow | None:
    """Return the set of a name, however it is spelt; None where there is none."""
    return next((row for row in follow_up_sets(reader) if fold(row.name) == fold(name)), None)


def stages_with_set(reader: Reader, *, set_id: int) -> list[int]:
    """Return the ids of the stages that set the tasks of a set, those out of use included."""
    return list(reader.ids("select id from stage where follow_up_set_id = ? order by id", (set_id,)))


def _set_row(*values: Any) -> FollowUpSetRow:
    row = FollowUpSetRow._make(values)
    return row._replace(tasks=json.loads(values[2]), stages=tuple(json.loads(values[3])))
