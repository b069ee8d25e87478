"""What is done to many contacts at once: one step, quick for tens of thousands, with progress and a way to stop it.

The rows are changed by plain SQL in portions; the journal and the search index follow as always.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence

from crm_desktop.base.errors import BadInput, Cancelled
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.base.times import to_text
from crm_desktop.domain.campaigns import Segment
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact, Standing
from crm_desktop.operations import contact_fields, stamps
from crm_desktop.store.queries import segments
from crm_desktop.store.unit_of_work import Work, Writer

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]

#: Contacts changed between two looks at whether the user wants it stopped.
PORTION = 1_000

_AMONG = "(select value from json_each(:ids))"
_TAG = f"""
insert into tag (contact_id, name)
select c.id, :name from contact c
where c.id in {_AMONG} and not exists (select 1 from tag t where t.contact_id = c.id and lower(t.name) = lower(:name))
order by c.id"""
_UNTAG = f"delete from tag where contact_id in {_AMONG} and lower(name) = lower(:name)"
_SET = f"""
update contact set {{column}} = :value, updated_at = :now, version = version + 1
where id in {_AMONG} and {{column}} is not :value"""
_BIN = f"""
update contact set deleted_at = :now, updated_at = :now, version = version + 1
where id in {_AMONG} and deleted_at is null"""


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


def add_tag(
    writer: Writer, *, contact_ids: Sequence[int], name: str, progress: Progress = _silent, cancelled: Cancel = _never
) -> Outcome[None]:
    """Put a tag on contacts; one that is there already, in any case, is not put twice."""
    with writer.step(_("Add tag")) as work:
        given = _words(name, "tag")
        _portions(work, _TAG, contact_ids, {"name": given}, progress, cancelled)
        work.label = _label(
            work, contact_ids, _("Add tag “{value}” to “{name}”"), _add_tag(len(contact_ids)), value=given
        )
    return work.outcome(None)


def remove_tag(
    writer: Writer, *, contact_ids: Sequence[int], name: str, progress: Progress = _silent, cancelled: Cancel = _never
) -> Outcome[None]:
    """Take a tag off contacts; those without it stay as they are."""
    with writer.step(_("Remove tag")) as work:
        given = _words(name, "tag")
        _portions(work, _UNTAG, contact_ids, {"name": given}, progress, cancelled)
        work.label = _label(
            work, contact_ids, _("Remove tag “{value}” from “{name}”"), _remove_tag(len(contact_ids)), value=given
        )
    return work.outcome(None)


def set_category(
    writer: Writer,
    *,
    contact_ids: Sequence[int],
    category: str,
    progress: Progress = _silent,
    cancelled: Cancel = _never,
) -> Outcome[None]:
    """Give contacts a category; an empty one takes it away."""
    with writer.step(_("Set category")) as work:
        given = clean(category)[: contact_fields.LONGEST_LINE]
        _set(work, "category", contact_ids, given, progress, cancelled)
        work.label = _label(
            work, contact_ids, _("Category “{value}” for “{name}”"), _set_category(len(contact_ids)), value=given
        )
    return work.outcome(None)


def set_standing(
    writer: Writer,
    *,
    contact_ids: Sequence[int],
    standing: Standing,
    progress: Progress = _silent,
    cancelled: Cancel = _never,
) -> Outcome[None]:
    """Say what contacts are to the firm."""
    with writer.step(_("Change standing")) as work:
        _set(work, "standing", contact_ids, standing.value, progress, cancelled)
        work.label = _label(work, contact_ids, _("Change standing of “{name}”"), _set_standing(len(contact_ids)))
    return work.outcome(None)


def add_to_segment(writer: Writer, *, contact_ids: Sequence[int], name: str) -> Outcome[int]:
    """Put contacts on the list of this name, which is made where there is none; the value is the segment's id.

    Raises BadInput for a segment that describes its contacts by conditions: those come and go by themselves.
    """
    with writer.step(_("Add to segment")) as work:
        given = _words(name, "segment")
        segment = _segment(work, given)
        listed = segment.criteria.get("ids", [])
        segment.criteria = {"ids": list(dict.fromkeys([*listed, *contact_ids]))}
        stamps.changed(work, segment)
        work.label = _label(
            work, contact_ids, _("Add “{name}” to segment “{value}”"), _add_to_segment(len(contact_ids)), value=given
        )
        segment_id = segment.id
    return work.outcome(segment_id)


def bin_contacts(
    writer: Writer, *, contact_ids: Sequence[int], progress: Progress = _silent, cancelled: Cancel = _never
) -> Outcome[None]:
    """Put contacts into the bin; what they did and own stays, and is theirs again when they are restored."""
    with writer.step(_("Delete contact")) as work:
        _portions(work, _BIN, contact_ids, {"now": to_text(work.now)}, progress, cancelled)
        work.label = _label(work, contact_ids, _("Delete contact “{name}”"), _bin(len(contact_ids)))
    return work.outcome(None)


def _set(
    work: Work, column: str, contact_ids: Sequence[int], value: str, progress: Progress, cancelled: Cancel
) -> None:
    values = {"value": value, "now": to_text(work.now)}
    _portions(work, _SET.format(column=column), contact_ids, values, progress, cancelled)


def _portions(
    work: Work, sql: str, ids: Sequence[int], values: dict[str, str], progress: Progress, cancelled: Cancel
) -> None:
    """Execute a statement for a thousand contacts after the other; stopped, nothing of the step is kept."""
    done = 0
    for portion in _cut(ids):
        if cancelled():
            raise Cancelled(_("Stopped. Nothing was changed."))
        work.execute(sql, {**values, "ids": json.dumps(portion)})
        done += len(portion)
        progress(done, len(ids))


def _cut(ids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), PORTION):
        yield list(ids[start : start + PORTION])


def _segment(work: Work, name: str) -> Segment:
    """Return the segment of a name, made where there is none."""
    found = segments.by_name(work.read, name)
    if found is None:
        return stamps.added(work, Segment(name=name, criteria={"ids": []}))
    segment = work.get(Segment, found)
    if segment.criteria and "ids" not in segment.criteria:
        raise BadInput(
            _("“{name}” finds its contacts by conditions.").format(name=name),
            _("Choose another segment, or a new name."),
            field="segment",
        )
    return segment


def _words(text: str, field: str) -> str:
    given = clean(text)[: contact_fields.LONGEST_LINE]
    if not given:
        raise BadInput(_("Enter a name first."), field=field)
    return given


def _label(work: Work, contact_ids: Collection[int], one: str, many: str, value: str = "") -> str:
    """Return the step's name: with the contact's name where there is one, with their number otherwise."""
    if len(contact_ids) == 1:
        return one.format(name=work.get(Contact, next(iter(contact_ids))).name, value=value)
    return _("{step}: “{value}”").format(step=many, value=value) if value else many


def _add_tag(n: int) -> str:
    return plural("Add tag to {n} contact", "Add tag to {n} contacts", n)


def _remove_tag(n: int) -> str:
    return plural("Remove tag from {n} contact", "Remove tag from {n} contacts", n)


def _set_category(n: int) -> str:
    return plural("Set category of {n} contact", "Set category of {n} contacts", n)


def _set_standing(n: int) -> str:
    return plural("Change standing of {n} contact", "Change standing of {n} contacts", n)


def _add_to_segment(n: int) -> str:
    return plural("Add {n} contact to a segment", "Add {n} contacts to a segment", n)


def _bin(n: int) -> str:
    return plural("Delete {n} contact", "Delete {n} contacts", n)
