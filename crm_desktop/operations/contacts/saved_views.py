"""Naming a list as it is set up, so that it is one click away; each change of a view can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.firm import SavedView
from crm_desktop.store.queries import saved_views as queries
from crm_desktop.store.unit_of_work import Work, Writer

_LONGEST = 60


def add_view(writer: Writer, *, pane: str, name: str, view: Mapping[str, Any]) -> Outcome[int]:
    """Keep a list as it is under a name; the value is the view's id. Raises BadInput for a name that is taken."""
    with writer.step(_("Save view")) as work:
        given = _name(work, pane, name)
        made = work.add(
            SavedView(pane=pane, name=given, view=dict(view), position=queries.next_position(work.read, pane=pane))
        )
        work.flush()
        work.label = _("Save view “{name}”").format(name=given)
        view_id = made.id
    return work.outcome(view_id)


def change_view(writer: Writer, *, view_id: int, view: Mapping[str, Any]) -> Outcome[None]:
    """Let a view hold the list as it is now."""
    with writer.step(_("Change view")) as work:
        found = work.get(SavedView, view_id)
        found.view = dict(view)
        work.label = _("Change view “{name}”").format(name=found.name)
    return work.outcome(None)


def rename_view(writer: Writer, *, view_id: int, name: str) -> Outcome[None]:
    """Give a view another name. Raises BadInput for one that is taken."""
    with writer.step(_("Rename view")) as work:
        found = work.get(SavedView, view_id)
        before, found.name = found.name, _name(work, found.pane, name, but=view_id)
        work.label = _("Rename view “{before}” to “{name}”").format(before=before, name=found.name)
    return work.outcome(None)


def delete_view(writer: Writer, *, view_id: int) -> Outcome[None]:
    """Forget a view; the records it showed stay."""
    with writer.step(_("Delete view")) as work:
        found = work.get(SavedView, view_id)
        work.label = _("Delete view “{name}”").format(name=found.name)
        work.delete(found)
    return work.outcome(None)


def _name(work: Work, pane: str, name: str, *, but: int = 0) -> str:
    """Return a name fit for a view of a pane."""
    given = clean(name)[:_LONGEST]
    if not given:
        raise BadInput(_("A view needs a name."), field="name")
    taken = {view.name.casefold() for view in queries.saved_views(work.read, pane=pane) if view.id != but}
    if given.casefold() in taken:
        raise BadInput(_("There is a view called “{name}” already.").format(name=given), field="name")
    return given
