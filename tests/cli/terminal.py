"""A terminal for tests: calls a command in this process and holds what it said."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

from crm_desktop.cli.main import run
from crm_desktop.store import driver


class Said(NamedTuple):
    """What one call said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout of a call that was done."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one message of a call that was refused, without the name of the command before it."""
        assert self.code == 1, self
        assert self.out == ""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("crm-desktop ")
        return lines[0].partition(": ")[2]

    @property
    def usage(self) -> str:
        """What is wrong with a call, without the command before it; the line below says where to read on."""
        assert self.code == 2, self
        assert self.out == ""
        told, more = self.err.splitlines()
        assert told.startswith("crm-desktop")
        assert "--help" in more
        return told.partition(": ")[2]


def call(*arguments: object) -> Said:
    """Call the program with arguments, as from a terminal that is none."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = run([str(one) for one in arguments], {})
        except SystemExit as left:
            code = int(left.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def at(database: Path, command: str, *arguments: object) -> Said:
    """Call a command on a database."""
    return call(command, "--database", database, *arguments)


def asked(database: Path, command: str, *arguments: object) -> Any:
    """Return the JSON document a command answers with."""
    return at(database, command, "--json", *arguments).document


def make_newer(database: Path) -> None:
    """Let a file look as if a later version had written it."""
    connection = driver.connect_to_write(database)
    connection.execute("pragma user_version=9999")
    driver.close(connection)


def damage(database: Path) -> None:
    """Overwrite the inside of a file, and leave its header as it is."""
    content = bytearray(database.read_bytes())
    content[4096:-4096] = b"\xa5" * (len(content) - 8192)
    database.write_bytes(content)
