"""What a user does with groups of products: they lie in each other, and are named by the way down to them."""

from __future__ import annotations

import re

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean, fold
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.products import ProductCategory
from crm_desktop.operations import stamps
from crm_desktop.store.bulk import products as bulk
from crm_desktop.store.queries import products as queries
from crm_desktop.store.unit_of_work import Work, Writer

_STEPS = re.compile(r"\s*[›>»]\s*|\s*\|\s*")


def path_of(text: str) -> tuple[str, ...]:
    """Return the names on the way down to a group, written "Leistungen › Planung" or with > between."""
    return tuple(name for name in (clean(part) for part in _STEPS.split(text)) if name)


def category_at(work: Work, path: str) -> int | None:
    """Return the group at a path, made where there is none; None for an empty one. A single name finds it anywhere."""
    names = path_of(path)
    if not names:
        return None
    known = queries.categories(work.read)
    if len(names) == 1:
        alike = [row for row in known if fold(row.name) == fold(names[0])]
        if alike:
            return min(alike, key=lambda row: (row.parent_id is not None, row.id)).id
    return _made(work, known, names)


def _made(work: Work, known: list[queries.CategoryRow], names: tuple[str, ...]) -> int | None:
    """Return the group at the end of a way from the top, made as far as there is none."""
    at: int | None = None
    for name in names:
        found = next((row.id for row in known if row.parent_id == at and fold(row.name) == fold(name)), None)
        at = found or stamps.added(work, ProductCategory(name=name, parent_id=at)).id
    return at


def place_category(writer: Writer, *, category_id: int, path: str) -> Outcome[None]:
    """Give a group the name and the place of a path: a name alone lies in no other group. Raises BadInput."""
    with writer.step(_("Rename product group")) as work:
        category = work.get(ProductCategory, category_id)
        names = path_of(path)
        if not names:
            raise _no_name()
        known = queries.categories(work.read)
        parent_id = _made(work, known, names[:-1])
        if parent_id in {category_id, *_below(known, category_id)}:
            raise BadInput(_("A group cannot lie in itself."), field="name")
        beside = {fold(row.name) for row in known if row.parent_id == parent_id and row.id != category_id}
        if fold(names[-1]) in beside:
            raise _no_name()
        category.name, category.parent_id = names[-1], parent_id
        stamps.changed(work, category)
    return work.outcome(None)


def delete_category(writer: Writer, *, category_id: int) -> Outcome[None]:
    """Dissolve a group: what lies in it goes one up."""
    with writer.step(_("Dissolve product group")) as work:
        category = work.get(ProductCategory, category_id)
        work.label = _("Dissolve product group “{name}”").format(name=category.name)
        up = category.parent_id
        work.flush()
        bulk.empty_group(work, category_id, up)
        stamps.binned(work, category)
    return work.outcome(None)


def _below(known: list[queries.CategoryRow], category_id: int) -> set[int]:
    """Return the groups that lie in a group, however deep."""
    found: set[int] = set()
    ahead = {category_id}
    while ahead:
        ahead = {row.id for row in known if row.parent_id in ahead} - found
        found |= ahead
    return found


def _no_name() -> BadInput:
    return BadInput(_("A product group needs a name of its own."), field="name")
