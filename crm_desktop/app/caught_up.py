"""Says what rules did on the days the program was closed, and takes it back where the user wants that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _, plural
from crm_desktop.operations.steps import Turned, undo_through
from crm_desktop.store.queries.steps import open_steps
from crm_desktop.ui.commands.workplace import Notice, Place

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome
    from crm_desktop.operations.rules.catch_up import CaughtUp
    from crm_desktop.ui.background.desk import Desk
    from crm_desktop.ui.window.frame import Window


def tell_caught_up(window: Window, desk: Desk, outcome: Outcome[CaughtUp]) -> None:
    """Tell it in a toast; nothing is said where nothing was done."""
    done, first, last = outcome.value, outcome.value.first_step, outcome.step
    if done.failed and not done.rules:
        show = Place("rules", intent="log")
        words = plural("{n} rule failed; the log says why.", "{n} rules failed; the log says why.", done.failed)
        window.notify(Notice(words, tone="warning", action=_("Show the log"), run=lambda: window.go(show)))
    if not done.rules or first is None:
        return
    words = plural("{n} rule acted while you were away.", "{n} rules acted while you were away.", done.rules)
    if first == last:
        window.notify(Notice(words, undo=True))
    else:
        window.notify(Notice(words, action=_("Undo"), run=lambda: _take_back(window, desk, first, last)))


def _take_back(window: Window, desk: Desk, first: int, last: int | None) -> None:
    """Take back what the rules did; where something was done since, show the log: it says what goes along."""

    def told(turned: Outcome[Turned]) -> None:
        window.notify(Notice(_("Undone: {step}").format(step=turned.label)))

    def decide(steps: list[int]) -> None:
        if steps and steps[0] == last:
            desk.do(undo_through, step_id=first, then=told)
        else:
            window.go(Place("rules", intent="log"))

    desk.ask(open_steps, limit=1, then=decide)
