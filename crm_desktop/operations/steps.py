"""Going back to a point: the newest step, the one before it, and so on, each undone as Ctrl+Z would do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.base.errors import CrmError, Refused
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import NAMED_AT_MOST, Changes, Outcome
from crm_desktop.store.queries import steps as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


@dataclass(frozen=True)
class Turned:
    """How far it went: how many steps were turned of how many, and why no more, "" where all were."""

    done: int
    wanted: int
    problem: str = ""


def undo_through(
    writer: Writer,
    *,
    step_id: int,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[Turned]:
    """Undo every step from the newest down to this one, each whole; stopped in between, those done stay undone.

    Raises Refused when the step is undone already or gone. What stops it on the way is told in the value.
    """
    ids = _look(writer, queries.to_undo_through, step_id)
    return _turn(writer.undo, ids, progress, cancelled)


def redo_through(
    writer: Writer,
    *,
    step_id: int,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[Turned]:
    """Do every undone step again from the oldest up to this one, as `undo_through` undoes them."""
    ids = _look(writer, queries.to_redo_through, step_id)
    return _turn(writer.redo, ids, progress, cancelled)


def _turn(
    turn: Callable[[], Outcome[None]],
    ids: list[int],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Outcome[Turned]:
    changes, label, done, problem = Changes(), "", 0, ""
    for _step in ids:
        if cancelled():
            problem = _("It was stopped.")
            break
        try:
            outcome = turn()
        except CrmError as error:
            if not done:
                raise
            problem = str(error)  # what was turned before stays turned, and has to be told
            break
        changes, label, done = _together(changes, outcome.changes), outcome.label, done + 1
        progress(done, len(ids))
    words = label if done == 1 else plural("{n} step", "{n} steps", done)
    return Outcome(changes, words, None, Turned(done, len(ids), problem))


def _look(writer: Writer, find: Callable[[Reader, int], list[int]], step_id: int) -> list[int]:
    """Read which steps are meant, on the connection that will turn them; a step without changes leaves no trace."""
    with writer.step("") as work:
        ids = find(work.read, step_id)
    if not ids:
        raise Refused(_("This step has changed its place meanwhile; nothing was done."), _("Look at the list again."))
    return ids


def _together(one: Changes, other: Changes) -> Changes:
    """Return what two steps changed."""
    kinds: dict[str, frozenset[int] | None] = dict(one.by_kind)
    for kind, ids in other.by_kind.items():
        before = kinds.get(kind, frozenset())
        both = None if before is None or ids is None else before | ids
        kinds[kind] = None if both is None or len(both) > NAMED_AT_MOST else both
    return Changes(kinds)
