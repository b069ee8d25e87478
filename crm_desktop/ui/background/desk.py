"""The desk: the window hands in questions and work here and goes on; answers come back on its own thread.

Questions (`ask`) read on lanes with a read-only connection each; a newer question of the same asker and topic
supersedes an older one. Work (`do`) runs one operation after another on the one writing lane and ends in an Outcome,
which is told to everybody through `changed`. `compute` is for work that needs no database (a PDF page, a chart).
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from crm_desktop.base.errors import CrmError
from crm_desktop.ui.background.courier import Courier
from crm_desktop.ui.background.lane import Job, Lane, Ticket

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome


class Reads(Protocol):
    """What a reading lane needs of a reader."""

    def interrupt(self) -> None:
        """Stop the statement that runs now; called from another thread."""

    def close(self) -> None:
        """Close the connection."""


class Writes(Protocol):
    """What the writing lane needs of a writer."""

    def undo(self) -> Outcome[Any]:
        """Take the last step back; raises Refused when there is none."""

    def redo(self) -> Outcome[Any]:
        """Do the step taken back last again; raises Refused when there is none."""

    def close(self) -> None:
        """Close the connection."""


#: Reads the names of the steps that undo and redo would turn.
Labels = Callable[[Any], tuple[str | None, str | None]]


@dataclass(frozen=True)
class JobState:
    """A longer job as the rail's foot shows it; `total` is 0 while unknown."""

    label: str
    done: int
    total: int
    cancel: Callable[[], None]


@dataclass(frozen=True)
class Told:
    """What is told after a step: the outcome and who asked for it (so that it can skip its own echo)."""

    outcome: Outcome[Any]
    initiator: object | None


class Desk(QObject):
    """Give it a way to open readers and the writer of one database file; `close` ends all lanes."""

    #: A step was done, undone or redone: carries Told.
    changed = Signal(object)
    #: Work or a question failed and its asker did not take the error: carries CrmError.
    failed = Signal(object)
    #: The undo and redo labels: (str or None, str or None).
    undoable = Signal(object, object)
    #: A longer job moved on: carries JobState, or None when it has ended.
    job = Signal(object)

    def __init__(
        self,
        open_reader: Callable[[], Reads],
        open_writer: Callable[[], Writes],
        labels: Labels,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._courier = Courier(self)
        self._open_reader = open_reader
        self._labels = labels
        self._numbers = itertools.count(1)
        self._readers: dict[str, Lane[Reads]] = {}
        self._helpers: dict[str, Lane[None]] = {}
        self._topics: dict[tuple[int, str], tuple[Lane[Any], Ticket]] = {}
        self._writer: Lane[Writes] = Lane("write", self._courier.deliver, open_writer, lambda writer: writer.close())

    def ask(
        self,
        query: Callable[..., Any],
        *,
        then: Callable[[Any], None],
        failed: Callable[[CrmError], None] | None = None,
        asker: object | None = None,
        topic: str = "",
        lane: str = "lists",
        job: str = "",
        **arguments: Any,
    ) -> Ticket:
        """Put a question: `query(reader, **arguments)` runs on a reading lane, `then` gets the answer.

        With an asker, a newer question about the same topic supersedes this one: it is interrupted and its answer
        never arrives. With a `job` label the query is also given `progress` and `cancelled`, as `do` gives them; such a
        question has no asker.
        """
        if job:
            arguments |= self._job_arguments(job)
            then, failed = self._ending(then), self._ending(failed or self.failed.emit)
        reading = self._readers.get(lane)
        if reading is None:
            reading = self._readers[lane] = Lane(
                lane, self._courier.deliver, self._open_reader, lambda own: own.close(), lambda own: own.interrupt()
            )
        ticket = self._new_ticket(reading, asker, topic or getattr(query, "__name__", ""))
        reading.put(Job(ticket, lambda reader: query(reader, **arguments), then, failed or self.failed.emit))
        return ticket

    def do(
        self,
        operation: Callable[..., Outcome[Any]],
        *,
        then: Callable[[Outcome[Any]], None] | None = None,
        failed: Callable[[CrmError], None] | None = None,
        initiator: object | None = None,
        job: str = "",
        **arguments: Any,
    ) -> Ticket:
        """Have an operation done: `operation(writer, **arguments)` on the writing lane; then everybody is told.

        With a `job` label the operation is also given `progress(done, total)` and `cancelled()`, and the rail's foot
        shows how far it is.
        """
        ticket = Ticket(next(self._numbers))
        given = dict(arguments)
        if job:
            given |= self._job_arguments(job)

        def finish(outcome: Outcome[Any]) -> None:
            if job:
                self.job.emit(None)
            self._tell(outcome, initiator)
            if then is not None:
                then(outcome)

        def fail(error: CrmError) -> None:
            if job:
                self.job.emit(None)
            (failed or self.failed.emit)(error)

        self._writer.put(Job(ticket, lambda writer: operation(writer, **given), finish, fail))
        return ticket

    def undo(self) -> None:
        """Take the last step back, whatever it was."""
        self._flip(lambda writer: writer.undo())

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._flip(lambda writer: writer.redo())

    def open_writer(self) -> None:
        """Open the writing lane now, without waiting for the first work, and learn what can be undone."""
        ticket = Ticket(next(self._numbers))
        self._writer.put(Job(ticket, lambda _writer: None, lambda _none: self._read_labels(), self.failed.emit))

    def compute(
        self,
        work: Callable[..., Any],
        *,
        then: Callable[[Any], None],
        failed: Callable[[CrmError], None] | None = None,
        asker: object | None = None,
        topic: str = "",
        lane: str = "render",
        **arguments: Any,
    ) -> Ticket:
        """Run work that needs no database on a lane of its own; superseded like a question."""
        helper = self._helpers.get(lane)
        if helper is None:
            helper = self._helpers[lane] = Lane(lane, self._courier.deliver, lambda: None)
        ticket = self._new_ticket(helper, asker, topic or work.__name__)
        helper.put(Job(ticket, lambda _own: work(**arguments), then, failed or self.failed.emit))
        return ticket

    def forget(self, asker: object) -> None:
        """Drop every open question of an asker that goes away."""
        for key in [key for key in self._topics if key[0] == id(asker)]:
            lane, ticket = self._topics.pop(key)
            lane.stop(ticket)

    def is_idle(self) -> bool:
        """Whether every question and all work have been answered: for pictures and tests, which wait for that."""
        # Lanes first: one that is done has handed its answer to the courier already.
        return all(lane.is_idle() for lane in self._lanes()) and self._courier.is_idle()

    def close(self) -> None:
        """Let running work finish, close every connection, and make no calls any more."""
        for lane in self._lanes():
            lane.close()
        self._courier.close()

    def _lanes(self) -> list[Lane[Any]]:
        return [*self._readers.values(), *self._helpers.values(), self._writer]

    def _flip(self, turn: Callable[[Writes], Outcome[Any]]) -> None:
        ticket = Ticket(next(self._numbers))
        self._writer.put(Job(ticket, turn, lambda outcome: self._tell(outcome, None), self.failed.emit))

    def _tell(self, outcome: Outcome[Any], initiator: object | None) -> None:
        self._read_labels()
        if outcome.changes:
            self.changed.emit(Told(outcome, initiator))

    def _read_labels(self) -> None:
        self.ask(self._labels, then=lambda labels: self.undoable.emit(*labels), asker=self, topic="labels")

    def _new_ticket(self, lane: Lane[Any], asker: object | None, topic: str) -> Ticket:
        ticket = Ticket(next(self._numbers))
        if asker is not None:
            key = (id(asker), topic)
            if key in self._topics:
                older_lane, older = self._topics[key]
                older_lane.stop(older)
            self._topics[key] = (lane, ticket)
        return ticket

    def _ending(self, then: Callable[[Any], None]) -> Callable[[Any], None]:
        """Return what takes an answer and lets the job's line go."""

        def end(answer: Any) -> None:
            self.job.emit(None)
            then(answer)

        return end

    def _job_arguments(self, label: str) -> dict[str, Any]:
        # Not the ticket: a cancelled job still answers (with Cancelled), so that its job line goes away.
        cancel = threading.Event()

        def progress(done: int, total: int) -> None:
            self._courier.deliver(lambda: self.job.emit(JobState(label, done, total, cancel.set)))

        return {"progress": progress, "cancelled": cancel.is_set}
