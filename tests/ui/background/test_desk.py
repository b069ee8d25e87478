"""The desk: answers arrive on the window's thread, newer questions supersede older ones, work is told to everybody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.base.errors import BadInput, Cancelled, CrmError, Refused
from crm_desktop.domain.changes import Changes, Outcome
from crm_desktop.ui.background.desk import Desk, JobState, Told


class Reading:
    """A reader that notes whether it was interrupted and on which thread it was made."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.interrupted = threading.Event()

    def interrupt(self) -> None:
        self.interrupted.set()

    def close(self) -> None:
        assert threading.get_ident() == self.thread


class Writing:
    """A writer whose steps are numbers on a list."""

    def __init__(self) -> None:
        self.steps: list[int] = []

    def undo(self) -> Outcome[None]:
        if not self.steps:
            raise Refused("There is nothing to undo.")
        return outcome(self.steps.pop(), None)

    def redo(self) -> Outcome[None]:
        raise Refused("There is nothing to redo.")

    def close(self) -> None:
        self.steps.clear()


def outcome(number: int, value: Any) -> Outcome[Any]:
    return Outcome(Changes({"contact": frozenset({number})}), str(number), number, value)


def add(writer: Writing, *, number: int) -> Outcome[int]:
    writer.steps.append(number)
    return outcome(number, number * 2)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    writer = Writing()
    made = Desk(Reading, lambda: writer, lambda _reader: (str(writer.steps[-1]) if writer.steps else None, None))
    yield made
    made.close()


def test_an_answer_arrives_on_the_windows_thread(desk: Desk, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    desk.ask(lambda _reader: threading.get_ident(), then=lambda a: seen.append((a, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != threading.get_ident()
    assert seen[0][1] == threading.get_ident()


def test_a_newer_question_interrupts_and_supersedes_the_older_one(desk: Desk, qtbot: QtBot) -> None:
    started = threading.Event()
    answers: list[str] = []

    def slow(reader: Reading) -> str:
        started.set()
        reader.interrupted.wait(5)
        return "old"

    desk.ask(slow, then=answers.append, asker=desk, topic="list")
    assert started.wait(5)
    desk.ask(lambda _reader: "new", then=answers.append, asker=desk, topic="list")
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["new"]


def test_work_is_told_with_its_initiator_and_can_be_undone(desk: Desk, qtbot: QtBot) -> None:
    told: list[Told] = []
    labels: list[str | None] = []
    desk.changed.connect(told.append)
    desk.undoable.connect(lambda undo, _redo: labels.append(undo))
    values: list[int] = []
    desk.do(add, number=7, then=lambda done: values.append(done.value), initiator=desk)
    qtbot.waitUntil(lambda: bool(values))
    assert values == [14]
    assert told[0].initiator is desk
    qtbot.waitUntil(lambda: labels == ["7"])
    desk.undo()
    qtbot.waitUntil(lambda: labels == ["7", None])
    assert len(told) == 2


def test_an_error_the_user_can_be_told_reaches_the_asker(desk: Desk, qtbot: QtBot) -> None:
    def refuse(_writer: Writing) -> Outcome[None]:
        raise BadInput("No.", field="name")

    errors: list[CrmError] = []
    desk.do(refuse, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].message == "No."


def test_a_fault_in_one_job_is_told_and_does_not_end_the_lane(desk: Desk, qtbot: QtBot) -> None:
    errors: list[CrmError] = []
    answers: list[int] = []
    desk.failed.connect(errors.append)
    desk.ask(lambda _reader: 1 // 0, then=answers.append)
    desk.ask(lambda _reader: 5, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [5]
    assert "ZeroDivisionError" in errors[0].message


def test_a_fault_on_opening_the_database_is_told_and_the_next_job_tries_anew(qtbot: QtBot) -> None:
    tries = iter(range(2))

    def open_writer() -> Writing:
        if next(tries) == 0:
            raise OSError("no shared memory")
        return Writing()

    desk = Desk(Reading, open_writer, lambda _reader: (None, None))
    failed: list[CrmError] = []
    done: list[Outcome[Any]] = []
    desk.do(add, number=1, failed=failed.append, then=done.append)
    desk.do(add, number=2, failed=failed.append, then=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert [one.value for one in done] == [4]
    assert len(failed) == 1
    desk.close()


def test_a_job_shows_how_far_it_is_and_can_be_cancelled(desk: Desk, qtbot: QtBot) -> None:
    states: list[JobState | None] = []
    errors: list[CrmError] = []

    def see(state: JobState | None) -> None:
        states.append(state)
        if state is not None:
            state.cancel()

    def long_work(
        _writer: Writing, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Outcome[None]:
        progress(1, 10)
        while not cancelled():
            threading.Event().wait(0.001)
        raise Cancelled("Stopped.")

    desk.job.connect(see)
    desk.do(long_work, job="Import", failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert states[0] is not None
    assert (states[0].label, states[0].done, states[0].total) == ("Import", 1, 10)
    assert states[-1] is None
    assert isinstance(errors[0], Cancelled)


def test_a_question_that_takes_long_shows_how_far_it_is_too(desk: Desk, qtbot: QtBot) -> None:
    states: list[JobState | None] = []
    answers: list[object] = []

    def long_reading(_reader: Reading, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> str:
        progress(2, 4)
        return "all" if not cancelled() else "none"

    def fails(_reader: Reading, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        progress(1, 1)
        raise Refused("Full." if not cancelled() else "")

    desk.job.connect(states.append)
    desk.ask(long_reading, then=answers.append, job="Export")
    desk.ask(fails, then=answers.append, failed=lambda error: answers.append(str(error)), job="Export")
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["all", "Full."]
    assert [state and (state.label, state.done, state.total) for state in states] == [
        ("Export", 2, 4), None, ("Export", 1, 1), None,
    ]  # fmt: skip


def test_nothing_arrives_for_somebody_who_went_away(desk: Desk, qtbot: QtBot) -> None:
    answers: list[str] = []
    gate = threading.Event()
    asker = object()
    desk.ask(lambda _reader: gate.wait(5) and "late", then=answers.append, asker=asker, topic="list")
    desk.forget(asker)
    gate.set()
    desk.ask(lambda _reader: "mine", then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["mine"]
