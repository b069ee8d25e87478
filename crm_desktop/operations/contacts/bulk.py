"""What is done to many contacts at once: one step, quick for tens of thousands, with progress and a way to stop it.

The rows are changed by plain SQL in portions; the journal and the search index follow as always.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypedDict, Unpack

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain.campaigns import Segment
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact, Standing
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.store.bulk import contacts as bulk
from crm_desktop.store.queries import segments
from crm_desktop.store.unit_of_work import Work, Writer


class Watch(TypedDict, total=False):
    """Who is told how far a large change is, and who may stop it."""

    progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]


def add_tag(writer: Writer, *, contact_ids: Sequence[int], name: str, **watch: Unpack[Watch]) -> Outcome[None]:
    """Put a tag on contacts; one that is there already, in any case, is not put twice."""
    with writer.step(_("Add tag")) as work:
        given = _words(name, "tag")
        bulk.tag(work, bulk.Many(contact_ids, **watch), given)
        work.label = _label(
            work, contact_ids, _("Add tag “{value}” to “{name}”"), _add_tag(len(contact_ids)), value=given
        )
    return work.outcome(None)


def remove_tag(writer: Writer, *, contact_ids: Sequence[int], name: str, **watch: Unpack[Watch]) -> Outcome[None]:
    """Take a tag off contacts; those without it stay as they are."""
    with writer.step(_("Remove tag")) as work:
        given = _words(name, "tag")
        bulk.untag(work, bulk.Many(contact_ids, **watch), given)
        work.label = _label(
            work, contact_ids, _("Remove tag “{value}” from “{name}”"), _remove_tag(len(contact_ids)), value=given
        )
    return work.outcome(None)


def set_category(
    writer: Writer,
    *,
    contact_ids: Sequence[int],
    category: str,
    **watch: Unpack[Watch],
) -> Outcome[None]:
    """Give contacts a category; an empty one takes it away."""
    with writer.step(_("Set category")) as work:
        given = clean(category)[: contact_fields.LONGEST_LINE]
        bulk.set_category(work, bulk.Many(contact_ids, **watch), given)
        work.label = _label(
            work, contact_ids, _("Category “{value}” for “{name}”"), _set_category(len(contact_ids)), value=given
        )
    return work.outcome(None)


def set_standing(
    writer: Writer,
    *,
    contact_ids: Sequence[int],
    standing: Standing,
    **watch: Unpack[Watch],
) -> Outcome[None]:
    """Say what contacts are to the firm."""
    with writer.step(_("Change standing")) as work:
        bulk.set_standing(work, bulk.Many(contact_ids, **watch), standing.value)
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


def bin_contacts(writer: Writer, *, contact_ids: Sequence[int], **watch: Unpack[Watch]) -> Outcome[None]:
    """Put contacts into the bin; what they did and own stays, and is theirs again when they are restored."""
    with writer.step(_("Delete contact")) as work:
        bulk.put_into_bin(work, bulk.Many(contact_ids, **watch))
        work.label = _label(work, contact_ids, _("Delete contact “{name}”"), _bin(len(contact_ids)))
    return work.outcome(None)


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
