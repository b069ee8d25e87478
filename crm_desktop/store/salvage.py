"""Saves what can still be read of a damaged database into a new one.

The damaged file is only ever read, as bytes, its -wal included; SQLite never opens it. What is found goes into a fresh
file with today's tables. References that lost their target are mended there: a part of a record that is gone gets a
stand-in that says so, other references are cut. The steps that could be undone are not saved.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.base.errors import ForeignFile, Locked, NotFound, Refused
from crm_desktop.base.files import sync_folder
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.reasons import why_not
from crm_desktop.store import driver, salvage_wal
from crm_desktop.store.database import Database
from crm_desktop.store.identity import APPLICATION_ID
from crm_desktop.store.keys import SALT_BYTES, TAG, Key
from crm_desktop.store.salvage_filling import Filled, fill
from crm_desktop.store.salvage_pages import HEADER, MAGIC, Pages

if TYPE_CHECKING:
    from crm_desktop.store.salvage_unseal import Unsealed

_USUAL_PAGE = 4096


@dataclass(frozen=True)
class Salvaged:
    """What was saved, and where it lies now."""

    path: Path
    filled: Filled
    #: Pages of an encrypted file that were not what had been written.
    doubtful: int = 0

    @property
    def rows(self) -> dict[str, int]:
        """How many rows of each table were saved."""
        return self.filled.rows

    def lines(self) -> list[str]:
        """Return what was saved and mended, a line each, for the user."""
        saved = {
            _("contacts"): self.rows.get("contact", 0),
            _("entries of the history"): self.rows.get("activity", 0),
            _("deals"): self.rows.get("deal", 0),
            _("offers"): self.rows.get("offer", 0),
        }
        lines = [f"{name}: {count}" for name, count in saved.items()]
        if self.filled.stand_ins:
            lines.append(
                plural(
                    "One record was found in part; it is marked as recovered.",
                    "{n} records were found in part; they are marked as recovered.",
                    self.filled.stand_ins,
                )
            )
        if self.filled.cut:
            lines.append(
                plural(
                    "One reference to a lost record was removed.",
                    "{n} references to lost records were removed.",
                    self.filled.cut,
                )
            )
        if self.filled.files_lost:
            lines.append(plural("One file was lost.", "{n} files were lost.", self.filled.files_lost))
        if self.doubtful:
            lines.append(
                plural(
                    "One encrypted page had been changed; what was on it may be wrong in places.",
                    "{n} encrypted pages had been changed; what was on them may be wrong in places.",
                    self.doubtful,
                )
            )
        return lines


def salvage(damaged: Path, target: Path, *, now: datetime, key: Key | None = None) -> Salvaged:
    """Save what can be read of a damaged database into a new file, which gets its name when it is complete.

    An encrypted file needs its key (or that of its recovery sheet, where its beginning with the salt is lost); the new
    one is encrypted with the same. Raises Locked without it.
    Raises ForeignFile where nothing of this program is found, NotFound, Refused where the new file exists already or
    cannot be written. Takes some minutes for a million contacts.
    """
    target = target.absolute()
    _refuse_what_is_there(target)
    with contextlib.closing(_mapped(damaged)) as data, _draft(target) as draft:
        if key is None and data[: len(TAG)] == TAG:
            raise _needs_key(damaged)
        sealed = None if key is None else _unsealed(data, key)
        pages = _understood(damaged, data) if sealed is None else _deciphered(damaged, sealed)
        new_key = None if key is None else _with_salt(key)
        filled = _fill(Database.create(draft, new_key).path, pages, now, damaged.name, new_key)
        _refuse_what_is_there(target)
        draft.rename(target)
        sync_folder(target.parent)
    return Salvaged(target, filled, len(sealed.doubtful) if sealed is not None else 0)


def _fill(path: Path, pages: Pages, now: datetime, name: str, key: Key | None) -> Filled:
    with driver.Plainly():
        connection = driver.connect_to_migrate(path, key)
        try:
            connection.execute("begin immediate")
            filled = fill(connection, pages, now=now)
            if not filled.rows:
                raise _nothing_found(name)
            connection.execute("commit")
            return filled
        finally:
            if connection.in_transaction:
                connection.execute("rollback")
            driver.close(connection)


@contextlib.contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """Yield a place for a file beside its target; what lies there is gone afterwards unless it was renamed."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.saving-", dir=target.parent) as folder:
            yield Path(folder) / target.name
    except OSError as error:
        raise Refused(
            _("“{name}” could not be created: {reason}.").format(name=target.name, reason=why_not(error)),
            _("Choose another folder or free some space, then try again."),
        ) from error


def _refuse_what_is_there(target: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        there = target.with_name(target.name + ending)
        if there.exists():
            raise Refused(_("“{name}” exists already.").format(name=there.name), _("Choose another name."))


def _mapped(damaged: Path) -> mmap.mmap:
    """Map a file into memory, for reading only."""
    try:
        with damaged.open("rb") as file:
            if damaged.stat().st_size == 0:
                raise _nothing_found(damaged.name)
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError as error:
        raise NotFound(_("There is no file “{path}”.").format(path=damaged), _("Check where it lies.")) from error
    except OSError as error:
        raise Refused(
            _("“{name}” cannot be read: {reason}.").format(name=damaged.name, reason=why_not(error))
        ) from error


def _understood(damaged: Path, data: mmap.mmap) -> Pages:
    """Read the header; where it is destroyed too, go by what is usual."""
    frames = salvage_wal.read(damaged)
    header = frames.pages.get(1, data[:HEADER])[:HEADER]
    if not header.startswith(MAGIC) or len(header) < HEADER:
        return Pages(data, frames.page_size or _USUAL_PAGE, 0, frames.pages)
    if struct.unpack_from(">I", header, 68)[0] != APPLICATION_ID:
        raise ForeignFile(_("“{name}” belongs to another program.").format(name=damaged.name))
    size = struct.unpack_from(">H", header, 16)[0]
    size = 65_536 if size == 1 else size
    if size < 512 or size & (size - 1):
        size = _USUAL_PAGE
    return Pages(data, size, header[20], frames.pages)


def _unsealed(data: mmap.mmap, key: Key) -> Unsealed:
    from crm_desktop.store.salvage_unseal import Unsealed  # noqa: PLC0415 - numpy, for encrypted files alone

    return Unsealed(data, key)


def _deciphered(damaged: Path, sealed: Unsealed) -> Pages:
    """Return the pages of an encrypted file; what its header would say is part of how files are encrypted."""
    from crm_desktop.store.salvage_unseal import PAGE, RESERVED  # noqa: PLC0415

    return Pages(sealed, PAGE, RESERVED, sealed.newer(salvage_wal.read(damaged).pages))


def _with_salt(key: Key) -> Key:
    """Return a key for the new file: where the salt was lost, it opens with the recovery sheet alone."""
    return key if key.salt else Key(TAG + os.urandom(SALT_BYTES - len(TAG)), key.raw)


def _needs_key(damaged: Path) -> Locked:
    return Locked(
        _("“{name}” is encrypted: nothing of it can be saved without its key.").format(name=damaged.name),
        _("Its password or its recovery key is needed, also for a damaged file."),
    )


def _nothing_found(name: str) -> ForeignFile:
    return ForeignFile(
        _("Nothing of CRM Desktop was found in “{name}”.").format(name=name),
        _("Choose the damaged database, or restore a backup."),
    )
