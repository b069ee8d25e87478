"""Words of the whole file: a tag, category, industry or source renamed everywhere, or taken off everywhere.

Putting tags on single contacts is `contacts.change_tags`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.operations.contacts.fields import LONGEST_LINE
from crm_desktop.store.bulk import tags as bulk

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome
    from crm_desktop.store.unit_of_work import Writer


def rename_tag(writer: Writer, *, name: str, to: str) -> Outcome[int]:
    """Give a tag another name on every contact and deal; where that name is there already, the two become one.

    The value is the number of contacts and deals that had it. Raises BadInput for a name that is empty or too long.
    """
    wanted = _name(to)
    with writer.step(_("Rename tag “{before}” to “{after}”").format(before=name, after=wanted)) as work:
        count = bulk.count(work, name)
        if wanted != name:
            bulk.rename(work, name, wanted)
    return work.outcome(count)


def remove_tag(writer: Writer, *, name: str) -> Outcome[int]:
    """Take a tag off every contact and deal; the value is the number of those that had it."""
    with writer.step(_("Remove tag “{name}” everywhere").format(name=name)) as work:
        count = bulk.count(work, name)
        bulk.remove(work, name)
    return work.outcome(count)


def rename_value(writer: Writer, *, field: str, value: str, to: str) -> Outcome[int]:
    """Write a category, industry, source … another way on every contact; the value is the number of those that had it.

    Raises BadInput for a name that is empty or too long.
    """
    wanted = _name(to)
    with writer.step(_("Rename “{before}” to “{after}”").format(before=value, after=wanted)) as work:
        count = bulk.replace_value(work, field, value, wanted) if wanted != value else 0
    return work.outcome(count)


def remove_value(writer: Writer, *, field: str, value: str) -> Outcome[int]:
    """Empty a field on every contact that has this value; the value is the number of those that had it."""
    with writer.step(_("Remove “{name}” everywhere").format(name=value)) as work:
        count = bulk.replace_value(work, field, value, "")
    return work.outcome(count)


def _name(words: str) -> str:
    wanted = clean(words)
    if not 0 < len(wanted) <= LONGEST_LINE:
        raise BadInput(_("Enter between 1 and {most} characters.").format(most=LONGEST_LINE), field="name")
    return wanted
