"""Segments: contacts described by conditions or put on a list by hand; made, changed, deleted, counted.

Each change is one step and can be undone; deleting a segment never touches its contacts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.period import add_months
from crm_desktop.base.text import clean
from crm_desktop.domain.campaigns import Segment
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.criteria import listed
from crm_desktop.engine.rfm import Movement, movements
from crm_desktop.operations import stamps
from crm_desktop.store.queries import segment_sql
from crm_desktop.store.queries import segments as queries
from crm_desktop.store.queries.segments import SegmentFigures, SegmentRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

_LONGEST = 60


class SegmentLine(NamedTuple):
    """A segment with its size and its share of the revenue of the last twelve months."""

    row: SegmentRow
    figures: SegmentFigures


class SegmentMovement(NamedTuple):
    """How customers moved between segments from one day to another: what has its own date is asked as it was then."""

    before: date
    after: date
    streams: tuple[Movement, ...]


def add_segment(writer: Writer, *, name: str, criteria: Mapping[str, Any]) -> Outcome[int]:
    """Describe contacts by conditions, or list them by `{"ids": […]}`; the value is the segment's id.

    Raises BadInput for a name that is taken and for conditions that cannot be asked.
    """
    with writer.step(_("Add segment")) as work:
        given = _name(work, name)
        segment_sql.check_criteria(work.read, criteria, as_of=work.today)
        made = stamps.added(work, Segment(name=given, criteria=dict(criteria)))
        work.label = _("Add segment “{name}”").format(name=given)
        segment_id = made.id
    return work.outcome(segment_id)


def change_segment(
    writer: Writer, *, segment_id: int, name: str | None = None, criteria: Mapping[str, Any] | None = None
) -> Outcome[None]:
    """Give a segment another name or other conditions. Raises BadInput as `add_segment` does."""
    with writer.step(_("Change segment")) as work:
        segment = work.get(Segment, segment_id)
        if name is not None:
            segment.name = _name(work, name, but=segment_id)
        if criteria is not None:
            segment_sql.check_criteria(work.read, criteria, as_of=work.today)
            segment.criteria = dict(criteria)
        stamps.changed(work, segment)
        work.label = _("Change segment “{name}”").format(name=segment.name)
    return work.outcome(None)


def delete_segment(writer: Writer, *, segment_id: int) -> Outcome[None]:
    """Forget a segment; its contacts stay."""
    with writer.step(_("Delete segment")) as work:
        segment = work.get(Segment, segment_id)
        work.label = _("Delete segment “{name}”").format(name=segment.name)
        work.delete(segment)
    return work.outcome(None)


def take_off_segment(writer: Writer, *, segment_id: int, contact_ids: Collection[int]) -> Outcome[None]:
    """Take contacts off a list; those that are not on it stay away. Raises BadInput where conditions describe it."""
    with writer.step(_("Take off segment")) as work:
        segment = work.get(Segment, segment_id)
        ids = listed(segment.criteria)
        if ids is None:
            raise BadInput(
                _("“{name}” finds its contacts by conditions.").format(name=segment.name),
                _("Change its conditions instead."),
                field="segment",
            )
        gone = set(contact_ids)
        segment.criteria = {"ids": [one for one in ids if one not in gone]}
        stamps.changed(work, segment)
        many = plural("Take {n} contact off “{{name}}”", "Take {n} contacts off “{{name}}”", len(gone))
        work.label = many.format(name=segment.name)
    return work.outcome(None)


def freeze_segment(writer: Writer, *, segment_id: int, name: str) -> Outcome[int]:
    """Make a list of the contacts a segment describes today; the value is the new segment's id."""
    with writer.step(_("Add segment")) as work:
        given = _name(work, name)
        ids = list(queries.members(work.read, segment_id=segment_id, as_of=work.today))
        made = stamps.added(work, Segment(name=given, criteria={"ids": ids}))
        work.label = _("Add segment “{name}”").format(name=given)
        new_id = made.id
    return work.outcome(new_id)


def segment_lines(reader: Reader, *, as_of: date) -> list[SegmentLine]:
    """Return all segments with their size and share of revenue, by name."""
    with reader.snapshot():
        return [
            SegmentLine(row, queries.segment_figures(reader, segment_id=row.id, as_of=as_of))
            for row in queries.segments(reader)
        ]


def segment_movements(
    reader: Reader, *, segment_ids: Sequence[int], as_of: date, quarters: int = 4
) -> list[SegmentMovement]:
    """Return how customers moved between some segments over the last quarters, the newest first.

    A customer of several segments counts for the first. What was bought is asked as of each day; fields of a contact
    are as they stand now, since only their changes in this program are known.
    """
    names = {row.id: row.name for row in queries.segments(reader)}
    days = [add_months(as_of, -3 * back) for back in range(quarters + 1)]
    then: list[dict[int, str]] = []
    for day in days:
        of_day: dict[int, str] = {}
        for segment_id in segment_ids:
            for account in queries.accounts(reader, segment_id=segment_id, as_of=day):
                of_day.setdefault(account, names.get(segment_id, ""))
        then.append(of_day)
    return [SegmentMovement(days[at + 1], days[at], tuple(movements(then[at + 1], then[at]))) for at in range(quarters)]


def _name(work: Work, name: str, *, but: int = 0) -> str:
    given = clean(name)[:_LONGEST]
    if not given:
        raise BadInput(_("A segment needs a name."), field="name")
    taken = {row.name.casefold() for row in queries.segments(work.read) if row.id != but}
    if given.casefold() in taken:
        raise BadInput(_("There is a segment called “{name}” already.").format(name=given), field="name")
    return given
