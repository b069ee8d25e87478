"""A lane: one thread with one thing of its own (a connection, or nothing), working off jobs one after another.

Nothing here knows Qt. What a job answers is handed to `deliver`, which takes it to the window's thread.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _

T = TypeVar("T")

#: Takes a call from a lane's thread to the window's thread.
Deliver = Callable[[Callable[[], None]], None]

_log = logging.getLogger("crm_desktop.lane")


@dataclass(eq=False)
class Ticket:
    """What the asker holds: whether the answer is still wanted. A dropped ticket's answer is never delivered."""

    number: int
    dropped: threading.Event = field(default_factory=threading.Event)

    @property
    def wanted(self) -> bool:
        """Whether nobody dropped it."""
        return not self.dropped.is_set()

    def drop(self) -> None:
        """Say that the answer is not wanted any more; a running job may look at `wanted` and stop."""
        self.dropped.set()


@dataclass(frozen=True)
class Job(Generic[T]):
    """Work for a lane: `work` runs on its thread with the lane's own thing; one of the two callbacks follows."""

    ticket: Ticket
    work: Callable[[T], Any]
    then: Callable[[Any], None]
    failed: Callable[[CrmError], None]


class Lane(Generic[T]):
    """One thread that opens its own thing on the first job and closes it at the end.

    `interrupt` stops what the thing is doing; it is called from other threads, and only
    while the job to be stopped runs.
    """

    def __init__(
        self,
        name: str,
        deliver: Deliver,
        open_own: Callable[[], T],
        close_own: Callable[[T], None] = lambda _own: None,
        interrupt: Callable[[T], None] = lambda _own: None,
    ) -> None:
        self._deliver = deliver
        self._open, self._close, self._interrupt = open_own, close_own, interrupt
        self._jobs: queue.SimpleQueue[Job[T] | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._running: tuple[Ticket, T] | None = None
        self._thread = threading.Thread(target=self._run, name=f"lane {name}", daemon=True)
        self._started = False
        self._open_jobs = 0

    def is_idle(self) -> bool:
        """Whether every job put here has been worked off."""
        with self._guard:
            return self._open_jobs == 0

    def put(self, job: Job[T]) -> None:
        """Queue a job; the thread starts with the first one."""
        if not self._started:
            self._started = True
            self._thread.start()
        with self._guard:
            self._open_jobs += 1
        self._jobs.put(job)

    def stop(self, ticket: Ticket) -> None:
        """Drop a ticket and interrupt its job if it is the one running now."""
        ticket.drop()
        with self._guard:
            if self._running and self._running[0] is ticket:
                self._interrupt(self._running[1])

    def close(self) -> None:
        """Finish the queued jobs, close the lane's own thing and wait for the thread to end."""
        if self._started:
            self._jobs.put(None)
            self._thread.join()

    def _run(self) -> None:
        own: list[T] = []
        while (job := self._jobs.get()) is not None:
            try:
                self._work(job, own)
            finally:
                with self._guard:
                    self._open_jobs -= 1
        for opened in own:
            self._close(opened)

    def _work(self, job: Job[T], own: list[T]) -> None:
        """Do a job; `own` holds the lane's own thing as soon as it could be opened, which each job tries anew."""
        if not job.ticket.wanted:
            return
        try:
            if not own:
                own.append(self._open())
            with self._guard:
                self._running = (job.ticket, own[0])
            answer = job.work(own[0])
        except CrmError as error:
            self._fail(job, error)
        except Exception as error:  # noqa: BLE001 - a fault in one job must not end the lane; it is logged and shown
            if job.ticket.wanted:
                _log.exception("job failed")
                self._fail(job, _fault(error))
        else:
            self._deliver(lambda: job.then(answer) if job.ticket.wanted else None)
        finally:
            with self._guard:
                self._running = None

    def _fail(self, job: Job[T], error: CrmError) -> None:
        self._deliver(lambda: job.failed(error) if job.ticket.wanted else None)


def _fault(error: Exception) -> CrmError:
    return CrmError(
        _("Something went wrong in the program ({kind}).").format(kind=type(error).__name__),
        _("Nothing was changed. Try again; if it happens again, the log says more."),
    )
