"""What rules did while the program was closed is told quietly, and can be taken back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from crm_desktop.app.caught_up import tell_caught_up
from crm_desktop.domain.changes import Changes, Outcome
from crm_desktop.operations.rules.catch_up import CaughtUp
from crm_desktop.ui.commands.workplace import Notice, Place

if TYPE_CHECKING:
    from crm_desktop.ui.background.desk import Desk
    from crm_desktop.ui.window.frame import Window


def told(done: CaughtUp, *, last: int | None, newest: int = 0) -> tuple[list[Notice], list[Place], list[int]]:
    """Return what was told, where the window went, and which step was taken back after its offer was taken up."""
    notices: list[Notice] = []
    places: list[Place] = []
    undone: list[int] = []

    def ask(_query: object, *, then: Any, limit: int) -> None:
        then([newest][:limit])

    def do(_operation: object, *, step_id: int, then: object) -> None:
        assert callable(then)
        undone.append(step_id)

    window = cast("Window", SimpleNamespace(notify=notices.append, go=places.append))
    desk = cast("Desk", SimpleNamespace(ask=ask, do=do))
    tell_caught_up(window, desk, Outcome(Changes(), "", last, done))
    for notice in notices:
        if notice.run is not None:
            notice.run()
    return notices, places, undone


def test_nothing_is_said_where_nothing_was_done() -> None:
    assert told(CaughtUp(0, 0, 0, 0), last=None) == ([], [], [])


def test_one_step_is_taken_back_as_any_other() -> None:
    notices, places, undone = told(CaughtUp(4, 0, 0, 1, 7), last=7)
    assert notices == [Notice("1 rule acted while you were away.", undo=True)]
    assert not places
    assert not undone


def test_several_steps_are_taken_back_together_as_long_as_nothing_was_done_since() -> None:
    notices, places, undone = told(CaughtUp(9, 0, 0, 3, 7), last=9, newest=9)
    assert [notice.text for notice in notices] == ["3 rules acted while you were away."]
    assert (places, undone) == ([], [7])
    _notices, places, undone = told(CaughtUp(9, 0, 0, 3, 7), last=9, newest=11)
    assert (places, undone) == ([Place("rules", intent="log")], [])


def test_a_failure_leads_to_the_log() -> None:
    notices, places, _undone = told(CaughtUp(0, 2, 0, 0), last=None)
    assert notices[0].tone == "warning"
    assert places == [Place("rules", intent="log")]
