"""What is asked of the search box, and what keeps it good while nobody waits."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.store import search_index
from crm_desktop.store.search import KINDS, find
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.store.unit_of_work import Writer

__all__ = ["KINDS", "SearchHit", "find", "tidy", "touch"]


def touch(writer: Writer, *, kind: str, ids: Sequence[int]) -> Outcome[None]:
    """Let records that were opened, the latest last, come first when something is searched; no step to be undone.

    May take a quarter of a second: collect what was opened and call this when nobody waits. Kinds that are not searched
    are passed over.
    """
    with writer.step(_("Remember what was used")) as work:
        if kind in KINDS:
            search_index.touch(work, kind, ids)
    return work.outcome(None)


def tidy(writer: Writer) -> Outcome[None]:
    """Make the search index small and quick again after an import: some seconds for a million contacts."""
    with writer.step(_("Tidy the search index")) as work:
        work.execute(search_index.OPTIMIZE)
    return work.outcome(None)
