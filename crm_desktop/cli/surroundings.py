"""What a command works with: the database chosen, the clock, and where answers go."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import Places, places
from crm_desktop.base.settings import load
from crm_desktop.base.times import Clock, utc_now
from crm_desktop.cli.secrets import keys_for
from crm_desktop.operations.firm.places import database_path, keeper
from crm_desktop.operations.rules.effects import Follower
from crm_desktop.store.backup import Reason
from crm_desktop.store.backup_keeper import BackupKeeper
from crm_desktop.store.database import Database
from crm_desktop.store.keys import Keys
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


@dataclass(frozen=True)
class Surroundings:
    """One call of the command line. `say` is for people, `answer` for programs."""

    database: str = ""
    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    clock: Clock = utc_now
    folders: Places = field(default_factory=places)

    @property
    def path(self) -> Path:
        """The database file this call is about."""
        return database_path(self.folders, given=self.database, last=load(self.folders.config).last_file)

    @cached_property
    def keys(self) -> Keys:
        """What opens the database where it is encrypted; somebody may be asked for the password, once."""
        return keys_for(self.path)

    def open(self) -> Database:
        """Open the database; raises NotFound with what to do where there is none."""
        if not self.path.exists():
            raise NotFound(
                _("There is no database at “{path}”.").format(path=self.path),
                _("Create one with “crm-desktop new” or “crm-desktop demo”, or name another with --database."),
            )
        return Database.open(self.path, before_migration=self._save_before_migration, keys=self.keys)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open the database for a question."""
        with self.open().reader() as reader:
            yield reader

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the database for work, in which its rules act; raises FileBusy while a window has it."""
        with self.open().writer(self.clock, follow=Follower()) as writer:
            yield writer

    def keeper(self, path: Path) -> BackupKeeper:
        """Return who keeps the backups of a database."""
        return keeper(self.folders, path, second=load(self.folders.config).second_backup_folder, keys=self.keys)

    def keeper_without_keys(self, path: Path) -> BackupKeeper:
        """Return who knows which backups of a database there are, without asking for a password."""
        return keeper(self.folders, path)

    def say(self, text: str) -> None:
        """Say something to the person at the terminal: on stdout, or on stderr where stdout is for a program."""
        print(text, file=self.err if self.as_json else self.out)

    def answer(self, document: Any, lines: Callable[[], Sequence[str]] | None = None) -> None:
        """Answer with a document for programs, or with lines for people."""
        if self.as_json:
            json.dump(document, self.out, ensure_ascii=False, indent=1, default=str)
            self.out.write("\n")
        elif lines is not None:
            for line in lines():
                print(line, file=self.out)

    def progress(self, label: str) -> Callable[[int, int], None]:
        """Return a function that shows how far a job is, on a terminal only."""

        def show(done: int, total: int) -> None:
            if self.err.isatty():
                print(f"\r{label} {done:,} / {total:,}", end="" if done < total else "\n", file=self.err, flush=True)

        return show

    def _save_before_migration(self, path: Path) -> None:
        self.keeper(path).save(now=self.clock(), reason=Reason.MIGRATION)
