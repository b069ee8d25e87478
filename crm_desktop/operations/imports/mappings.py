"""Which column fills which field of files one gets again and again, kept by their headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.firm import SavedView
from crm_desktop.store.queries.saved_views import next_position, saved_views
from crm_desktop.store.unit_of_work import Writer

#: Under which pane's name they lie among the saved views.
PANE = "import"


def keep_mapping(writer: Writer, *, name: str, view: Mapping[str, Any]) -> Outcome[int]:
    """Keep how a file was read, in the place of what is kept for the same headings; the value is the id.

    `view` holds `headings`, `kind`, `mapping` (heading to field), `treatment` and `key`.
    """
    with writer.step(_("Remember the columns of “{name}”").format(name=name)) as work:
        there = saved_views(work.read, pane=PANE)
        same = next((one for one in there if one.view.get("headings") == view["headings"]), None)
        if same is not None:
            kept = work.get(SavedView, same.id)
            if kept.view != dict(view):
                kept.view = dict(view)
        else:
            position = next_position(work.read, pane=PANE)
            taken = {one.name for one in there}
            kept = work.add(SavedView(pane=PANE, name=_free(name, taken), view=dict(view), position=position))
        work.flush()
        kept_id = kept.id
    return work.outcome(kept_id)


def _free(name: str, taken: set[str]) -> str:
    """Return a name nobody has, with a number behind it where need be."""
    tries = (name if count == 1 else f"{name} ({count})" for count in range(1, len(taken) + 2))
    return next(one for one in tries if one not in taken)
