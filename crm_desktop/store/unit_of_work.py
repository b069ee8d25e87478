"""The one way to write: a step on the only writing connection, whole or not at all.

    with writer.step(_("Move deal")) as work:
        work.get(Deal, deal_id).stage_id = stage_id
    return work.outcome(None)

Outside a step the connection refuses every write (`query_only`). A step reads its changes from the journal, lets
derived data (search, sums) follow in the same transaction, and commits. Undo and redo are steps played backwards.
"""

from __future__ import annotations

import contextlib
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

from crm_desktop.base import times
from crm_desktop.base.errors import Conflict, CrmError, NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Changes, Outcome
from crm_desktop.store import driver, journal, replay, replay_runs
from crm_desktop.store.journal import StepChanges
from crm_desktop.store.keys import NO_KEYS, Keys
from crm_desktop.store.reading import Parameters, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import Engine

    from crm_desktop.store.entities import StepSession

T = TypeVar("T")

#: How long a step can be undone, and how many at most: more than a busy quarter has.
KEPT_FOR = timedelta(days=90)
KEPT_STEPS = 5_000
#: Steps of SQLite's machine between two questions whether to stop: some milliseconds.
_STEPS = 20_000

_NESTED = "a step is open already; steps do not nest"

#: Keeps derived data in step with the records: called in the same transaction with what changed.
Derived: TypeAlias = "Callable[[driver.Connection, StepChanges], None]"

#: Goes on in the step of whatever was done (rules), before derived data follow.
Follow: TypeAlias = "Callable[[Work], None]"


class Writer:
    """Owns the connection that writes. Lives on one thread; `release` gives back what was claimed for it (the lock)."""

    def __init__(
        self,
        connection: driver.Connection,
        clock: times.Clock,
        *,
        derived: Sequence[Derived] = (),
        follow: Follow | None = None,
        release: Callable[[], None] = lambda: None,
        keys: Keys = NO_KEYS,
    ) -> None:
        self._keys = keys
        self._connection = connection
        self._clock = clock
        self._derived = tuple(derived)
        self._follow = follow
        self._release = release
        #: The group of the newest step and its id: what a step of the same group goes on with.
        self._newest: tuple[str, int | None] = ("", None)
        connection.execute("pragma query_only=on")

    @contextlib.contextmanager
    def step(self, label: str, *, group: str = "", follow: bool = True) -> Iterator[Work]:
        """Open a step: everything done with the Work it yields is one undoable change, or nothing if it raises.

        Steps of one group that follow each other are undone together, as the one that was done first; each of them is
        kept on disk by itself. Without `follow` no rule acts: what comes back from an export has had its effects.
        """
        with self._transaction():
            onto = self._newest[1] if group and group == self._newest[0] else None
            work = Work(self._connection, self._clock(), label, self._session, onto=onto, keys=self._keys)
            try:
                yield work
                if follow and self._follow is not None:
                    self._follow(work)
                work.finish(self._derived)
            finally:
                work.close()
        work.committed = True
        if work.step is not None:
            self._newest = (group, work.step)

    def undo(self) -> Outcome[None]:
        """Take back the newest step. Raises Refused when there is none, Conflict if the file was changed elsewhere."""
        return self._flip(journal.to_undo, nothing=_("There is nothing to undo."), undone=True)

    def redo(self) -> Outcome[None]:
        """Do again what was undone last. Raises Refused when there is nothing, Conflict as `undo` does."""
        return self._flip(journal.to_redo, nothing=_("There is nothing to redo."), undone=False)

    def close_horizon(self) -> None:
        """Keep everything as it is and let no step done so far be undone any more."""
        with self._transaction():
            journal.close_horizon(self._connection)

    def prune(self, *, keep_steps: int = KEPT_STEPS, keep_for: timedelta = KEPT_FOR) -> int:
        """Free the space of steps that are too old to be undone; the field history stays. Return how many.

        Done when the writer closes.
        """
        with self._transaction():
            return journal.prune(self._connection, keep_steps=keep_steps, since=self._clock() - keep_for)

    def tidy(self) -> None:
        """Move what was written from the -wal beside the file into it, and let SQLite count its rows anew.

        Worth it after an import, and done when the writer closes.
        """
        with driver.Plainly():
            self._connection.execute("pragma query_only=off")
            self._connection.execute("pragma optimize").fetchall()
            self._connection.execute("pragma query_only=on")
            self._connection.execute("pragma wal_checkpoint(truncate)").fetchall()

    @property
    def place(self) -> tuple[Path, Keys]:
        """The file and the keys at hand, for work that needs a connection of its own (`store.scrubbing`)."""
        return Path(self._connection.execute("pragma database_list").fetchone()[2]), self._keys

    def interrupt(self) -> None:
        """Stop the step now running, from any thread: it raises Cancelled and nothing of it is kept."""
        self._connection.interrupt()

    def close(self) -> None:
        """Let go of the file so that it stands alone."""
        with contextlib.suppress(CrmError):  # what is not tidied up now is when the file is closed next
            self.prune()
            self.tidy()
        driver.close(self._connection)
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _flip(
        self, find: Callable[[driver.Connection], journal.StepRow | None], *, nothing: str, undone: bool
    ) -> Outcome[None]:
        self._newest = ("", None)
        if self._is_open():
            raise RuntimeError(_NESTED)
        with driver.Plainly():
            step = find(self._connection)
            if step is None:
                raise Refused(nothing)
            if step.closed:
                raise Refused(_("What was done before cannot be undone any more."))
            runs = replay_runs.large_runs(self._connection, step)
        try:
            with replay_runs.keys_unchecked(self._connection, when=bool(runs)), self._transaction():
                changes = replay.flip(self._connection, step, undone=undone, runs=runs)
                for refresh in self._derived:
                    refresh(self._connection, changes)
        except driver.IntegrityError as error:  # at a statement, or at the commit where a reference is left dangling
            raise replay.changed_elsewhere() from error
        return Outcome(changes.summary(), step.label, step.id, None)

    def _is_open(self) -> bool:
        return self._connection.in_transaction

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._is_open():
            raise RuntimeError(_NESTED)
        with driver.Plainly():
            try:
                self._connection.execute("pragma query_only=off")
                self._connection.execute("begin immediate")
                yield
                self._connection.execute("commit")
            finally:
                if self._is_open():
                    self._connection.execute("rollback")
                self._connection.execute("pragma query_only=on")

    @cached_property
    def _engine(self) -> Engine:
        from crm_desktop.store import entities  # noqa: PLC0415 - SQLAlchemy is imported after the first picture

        return entities.engine_over(self._connection)

    def _session(self) -> StepSession:
        from crm_desktop.store import entities  # noqa: PLC0415

        return entities.open_session(self._engine)


class Work:
    """What an operation has in hand while its step is open: entities, plain SQL, and the moment it happens."""

    def __init__(
        self,
        connection: driver.Connection,
        now: datetime,
        label: str,
        open_session: Callable[[], StepSession],
        *,
        onto: int | None = None,
        keys: Keys = NO_KEYS,
    ) -> None:
        self._keys = keys
        #: The instant of the whole step, in UTC.
        self.now = now
        #: What the undo menu calls the step; may be set as soon as more is known.
        self.label = label
        self.committed = False
        self._connection = connection
        self._open_session = open_session
        self._opened: StepSession | None = None
        self._closed = False
        self._traceless = False
        self._names: Callable[[str], bool] | None = None
        self._forgotten: dict[str, Iterable[int]] = {}
        self._announced: set[str] = set()
        self._changes = Changes()
        self._before: Reader | None = None
        self._step: int | None = None
        #: The step this one goes on with.
        self._onto = onto
        self._barrier = journal.begin(connection)

    @property
    def step(self) -> int | None:
        """The id of the step once it is written; None before, and for one that changed nothing."""
        return self._step

    @property
    def today(self) -> date:
        """The day of the step on the user's own calendar."""
        return times.local_day(self.now)

    @property
    def session(self) -> StepSession:
        """The SQLAlchemy session of this step, made when first asked for."""
        if self._opened is None:
            self._opened = self._open_session()
        return self._opened

    @property
    def read(self) -> Reader:
        """A reader that sees what this step has written so far."""
        self.flush()
        return Reader(self._connection)

    @property
    def before(self) -> Reader:
        """A reader that sees the file as it was before the step; it goes with the step."""
        if self._before is None:
            path = next(
                row[2] for row in self._connection.execute("pragma database_list").fetchall() if row[1] == "main"
            )
            self._before = Reader.open(Path(path), self._keys)
        return self._before

    def changed(self, *, after: int = 0) -> tuple[StepChanges, int]:
        """Return what the step has changed so far, or after an entry of the journal, and the entry all that is up to.

        What is changed from now on is told apart: rows inserted next do not lengthen the run of those before.
        """
        self.flush()
        changes = journal.changes_since(self._connection, max(after, self._barrier))
        return changes, journal.begin(self._connection) if changes else after

    @contextlib.contextmanager
    def savepoint(self) -> Iterator[None]:
        """Keep what is done inside only if it ends well; what the step did before stays. Entities are loaded anew."""
        self.flush()
        self._connection.execute("savepoint inner_work")
        try:
            with driver.Plainly():
                yield
                self.flush()
        except BaseException:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
            if self._connection.in_transaction:  # an interrupted statement has taken all of it back already
                self._connection.execute("rollback to inner_work")
                self._connection.execute("release inner_work")
            raise
        self._connection.execute("release inner_work")

    def get(self, entity: type[T], record_id: int, *, version: int | None = None) -> T:
        """Load an entity to change it. Raises NotFound, or Conflict if it no longer has the version that was shown."""
        found = self.session.get(entity, record_id)
        if found is None:
            raise NotFound(_("This record is not there any more."))
        if version is not None and getattr(found, "version", version) != version:
            raise Conflict(
                _("This record was changed in the meantime; nothing was saved."),
                _("Open it again and repeat your change."),
            )
        return found

    def add(self, entity: T) -> T:
        """Make a new entity part of the database; it has an id after `flush`. Returns it."""
        self.session.add(entity)
        return entity

    def delete(self, entity: object) -> None:
        """Delete an entity; its parts go with it by the database's own rules."""
        self.session.delete(entity)

    def flush(self) -> None:
        """Write what entities have changed so far, so that ids are given and SQL sees it."""
        if self._opened is not None:
            self._opened.flush()

    def execute(self, sql: str, params: Parameters = ()) -> int:
        """Execute one statement on the driver, journalled like everything; return the number of rows it touched.

        Loaded entities of the kinds it changed are read anew when next used.
        """
        with self._past_the_session():
            return self._connection.execute(sql, params).rowcount

    def executemany(self, sql: str, rows: Iterable[Parameters]) -> int:
        """Execute one statement for many rows, for imports and bulk changes; return the number of rows touched."""
        with self._past_the_session():
            return self._connection.executemany(sql, rows).rowcount

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """Ask somebody many times a second, to the end of the step, whether to stop: then it raises Cancelled."""
        self._connection.set_progress_handler(stopped, _STEPS)

    @property
    def written(self) -> int:
        """How many rows this connection has written so far, those of indexes of words included."""
        return self._connection.total_changes

    def derive(self, make: Callable[[driver.Connection], None]) -> None:
        """Have data made anew that is derived from the records, on the connection that writes."""
        self.flush()
        make(self._connection)

    def announce(self, *kinds: str) -> None:
        """Say that something of these kinds changed that is not journalled (settings, views), for the panes."""
        self._announced.update(kinds)

    def seal(self) -> None:
        """Let this step, and all before, not be undone: its effect has left the program (a mail sent)."""
        self._closed = True

    def leave_no_trace(
        self, names: Callable[[str], bool] | None = None, of: Mapping[str, Iterable[int]] | None = None
    ) -> None:
        """Remove everything the journal knows of the records this step deletes, for a lawful erasure; seals it.

        With `names`, which says whether a text names whoever is erased, other old values go too where they do, and of
        these records (ids by table) all of them. What is left between the rows is for `store.scrubbing`.
        """
        self._closed = self._traceless = True
        self._names, self._forgotten = names, dict(of or {})

    def outcome(self, value: T) -> Outcome[T]:
        """Return what the step did; to be called after its `with` has ended well."""
        if not self.committed:
            raise RuntimeError("the outcome is known when the step has been committed, after its `with`")
        return Outcome(self._changes, self.label, self._step, value)

    def finish(self, derived: Sequence[Derived]) -> None:
        """Flush, read the changes, refresh derived data and write the step; called by the Writer before it commits."""
        self.flush()
        if self._opened is not None and not self._opened.is_active:
            raise RuntimeError("a flush failed in this step and the error was swallowed; nothing is kept")
        changes = journal.changes_since(self._connection, self._barrier)
        for refresh in derived:
            refresh(self._connection, changes)
        self._changes = changes.summary()
        if self._announced:
            self._changes = Changes({**dict.fromkeys(self._announced), **self._changes.by_kind})
        self._record(changes)

    def close(self) -> None:
        """Let go of the session; entities stay as they are, on their own."""
        self._connection.set_progress_handler(None, 0)
        if self._opened is not None:
            self._opened.close()
        if self._before is not None:
            self._before.close()

    def _record(self, changes: StepChanges) -> None:
        if not changes:
            journal.abandon(self._connection, self._barrier)
            return
        self._step = journal.finish(
            self._connection, self._barrier, label=self.label, at=self.now, closed=self._closed, onto=self._onto
        )
        if self._traceless:
            deleted = StepChanges(tuple(entry for entry in changes.entries if entry.op == journal.Op.DELETE))
            journal.forget(self._connection, {kind: deleted.ids(kind) for kind in deleted.kinds()})
            journal.forget(self._connection, self._forgotten)
            if self._names is not None:
                journal.purge(self._connection, self._names)
                # What is taken out of the index stays in it, marked, until its pieces are merged.
                self._connection.execute("insert into search (search) values ('optimize')")

    @contextlib.contextmanager
    def _past_the_session(self) -> Iterator[None]:
        """Let SQL see what entities have changed, and entities what SQL has changed, cascades included."""
        if self._opened is None or not self._opened.holds_entities():
            yield
            return
        self._opened.flush()
        before = journal.newest(self._connection)
        yield
        self._opened.expire_kinds(journal.kinds_since(self._connection, before))
