"""A power cut, again and again: `python -m tests.store.power_cut RECORDING CUTS SEED SYNCHRONOUS`.

Plays recorded statements of real steps on a disk in memory that forgets, as disks do: what was written since the last
sync may be lost, torn at a sector or garbled when the power goes. The power goes at a random write or sync; then the
file is opened again and must hold the steps that were acknowledged, whole. Prints how many cuts ended well, lost an
acknowledged step, or left a damaged file.

A process of its own, for it uses a SQLite library of its own (apsw): two in one process destroy files.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import apsw

SECTOR = 512
_VFS = "forgetful"
_IDS = iter(range(10**9))


class PowerFailureError(Exception):
    """The power has gone: nothing reaches the disk any more."""


@dataclass
class Medium:
    """One file: what is safe on the disk, what programs see, and the writes in between."""

    safe: bytearray = field(default_factory=bytearray)
    seen: bytearray = field(default_factory=bytearray)
    #: Since the last sync: where and what was written, or a new size.
    pending: list[tuple[int, bytes] | int] = field(default_factory=list)

    def apply(self, data: bytearray, change: tuple[int, bytes] | int) -> None:
        """Write to one of the two."""
        if isinstance(change, int):
            del data[change:]
            return
        offset, new = change
        if len(data) < offset:
            data.extend(bytes(offset - len(data)))
        data[offset : offset + len(new)] = new

    def survive(self, random: Random) -> bytes:
        """Return what is left after the power has gone: each pending write has a fate of its own."""
        left = bytearray(self.safe)
        for change in self.pending:
            fate = random.random()
            if fate >= 0.45:
                self.apply(left, change if isinstance(change, int) else (change[0], _marred(change[1], fate, random)))
        return bytes(left)


def _marred(data: bytes, fate: float, random: Random) -> bytes:
    """Return what reached the disk of one write: some of its sectors, the first one garbled, or all."""
    if fate < 0.65:
        return data[: random.randrange(0, len(data) + 1, SECTOR)]
    if fate < 0.72:
        return random.randbytes(min(SECTOR, len(data))) + data[SECTOR:]
    return data


class Disk:
    """Files by name, and the moment at which the power goes."""

    def __init__(self, files: dict[str, bytes], cut_at: int | None = None) -> None:
        self.files = {name: Medium(bytearray(data), bytearray(data)) for name, data in files.items()}
        self.cut_at = cut_at
        self.touches = 0

    def touch(self) -> None:
        """Count one write or sync; raise once the power has gone."""
        self.touches += 1
        if self.cut_at is not None and self.touches > self.cut_at:
            raise PowerFailureError

    def survivors(self, random: Random) -> dict[str, bytes]:
        """Return the files as they are found afterwards."""
        return {name: medium.survive(random) for name, medium in self.files.items()}


class OpenFile:
    """One file as SQLite sees it."""

    def __init__(self, disk: Disk, name: str) -> None:
        self.disk = disk
        self.medium = disk.files.setdefault(name, Medium())

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - the names are SQLite's
        return bytes(self.medium.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._change((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._change(size)

    def xSync(self, flags: int) -> None:  # noqa: ARG002, N802
        self.disk.touch()
        self.medium.safe = bytearray(self.medium.seen)
        self.medium.pending.clear()

    def xFileSize(self) -> int:  # noqa: N802
        return len(self.medium.seen)

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: ARG002, N802
        return False

    def xLock(self, level: int) -> None:  # noqa: N802
        pass

    def xUnlock(self, level: int) -> None:  # noqa: N802
        pass

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None:  # noqa: N802
        pass

    def _change(self, change: tuple[int, bytes] | int) -> None:
        self.disk.touch()
        self.medium.apply(self.medium.seen, change)
        self.medium.pending.append(change)


class ForgetfulVFS(apsw.VFS):
    """Files of a disk; names come as they are."""

    def __init__(self, disk: Disk, name: str) -> None:
        self.disk = disk
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802
        flags[1] = flags[0]
        return OpenFile(self.disk, self._plain(name))

    def xDelete(self, name: str, sync_folder: bool) -> None:  # noqa: ARG002, FBT001, N802
        self.disk.touch()
        self.disk.files.pop(self._plain(name), None)

    def xAccess(self, name: str, flags: int) -> bool:  # noqa: ARG002, N802
        return self._plain(name) in self.disk.files

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name

    def _plain(self, name: Any) -> str:
        text = name.filename() if isinstance(name, apsw.URIFilename) else name
        return str(text).rpartition("/")[2] if text else f"temporary {next(_IDS)}"


#: What was executed: a statement, and one row of values or a list of rows.
Statements: TypeAlias = "list[tuple[str, tuple[Any, ...] | list[tuple[Any, ...]]]]"


def play(disk: Disk, statements: Statements, synchronous: str, states: list[str] | None = None) -> int:
    """Execute what was recorded until the power goes; return how many commits were acknowledged.

    With `states`, add a digest of everything after each commit.
    """
    vfs = ForgetfulVFS(disk, _VFS)
    acknowledged = 0
    try:
        connection = open_on_disk(synchronous)
        if states is not None:
            states.append(digest(connection))
        for sql, values in statements:
            if sql.startswith("pragma synchronous"):
                continue
            if isinstance(values, list):
                connection.executemany(sql, values)
            else:
                connection.execute(sql, values).fetchall()
            if sql == "commit":
                acknowledged += 1
                if states is not None:
                    states.append(digest(connection))
    except (PowerFailureError, apsw.Error):
        if disk.cut_at is None:
            raise
    finally:
        disk.cut_at = disk.cut_at if disk.cut_at is None else -1
        vfs.unregister()
    return acknowledged


def open_on_disk(synchronous: str) -> Any:
    """Open the file; with its lock kept, SQLite needs no shared memory for the -wal."""
    connection = apsw.Connection("firm.crm", vfs=_VFS)
    connection.execute("pragma locking_mode=exclusive")
    connection.execute(f"pragma synchronous={synchronous}")
    connection.execute("pragma wal_autocheckpoint=40")
    return connection


def digest(connection: Any) -> str:
    """Return a digest of all rows of all tables."""
    found = hashlib.sha256()
    tables = connection.execute("select name from main.sqlite_schema where type = 'table' order by name").fetchall()
    for (name,) in tables:
        found.update(repr((name, connection.execute(f'select * from "{name}"').fetchall())).encode())
    return found.hexdigest()


def look(files: dict[str, bytes], states: list[str], acknowledged: int) -> str:
    """Open what is left and say "ok", "lost" or "damaged"."""
    vfs = ForgetfulVFS(Disk(files), _VFS)
    try:
        connection = open_on_disk("full")
        sound = connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        sound = sound and not connection.execute("pragma foreign_key_check").fetchall()
        found = digest(connection) if sound else ""
        connection.close()
    except apsw.Error:
        return "damaged"
    finally:
        vfs.unregister()
    if found in states[acknowledged : acknowledged + 2]:
        return "ok"
    return "lost" if found in states else "damaged"


def main(recording_path: str, cuts: int, seed: int, synchronous: str) -> None:
    """Cut the power and print the counts as JSON."""
    before, statements = pickle.loads(Path(recording_path).read_bytes())  # noqa: S301 - our own, from a moment ago
    files = {"firm.crm": before}
    states: list[str] = []
    whole = Disk(files)
    commits = play(whole, statements, synchronous, states)
    random = Random(seed)
    counts = {"ok": 0, "lost": 0, "damaged": 0}
    for _cut in range(cuts):
        disk = Disk(files, cut_at=random.randrange(whole.touches))
        acknowledged = play(disk, statements, synchronous)
        counts[look(disk.survivors(random), states, acknowledged)] += 1
    print(json.dumps({**counts, "commits": commits, "touches": whole.touches}))  # noqa: T201 - this is its answer


if __name__ == "__main__":
    sys.unraisablehook = lambda _: None  # closing a file after the power has gone cannot raise
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
