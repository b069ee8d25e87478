"""The helper process that reads files: what hangs or grows in there is ended, and the program does not notice.

It reads orders from its input and answers each with one line: an order is a line of JSON (`name`, `size`) and so many
bytes; an answer is a line of JSON (`state`, `text`). It ends with its input.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import BinaryIO

#: The one argument the program is started with as a helper.
CALL = "--read-texts"
#: Memory a helper may use, where the system can hold it to that.
_MEMORY = 500_000_000


def serve(orders: BinaryIO | None = None, answers: BinaryIO | None = None) -> None:
    """Read files as they are ordered, until there are no more."""
    _be_small()
    from crm_desktop.exchange.file_text.reading import read_text  # noqa: PLC0415 - after the limits are set

    asked, told = orders or sys.stdin.buffer, answers or sys.stdout.buffer
    while line := asked.readline():
        order = json.loads(line)
        try:
            state, text = read_text(asked.read(order["size"]), order["name"])
        except MemoryError:
            # What was gathered is gone; a process that has met its limit is not worth keeping.
            told.write(b'{"state": "failed", "text": ""}\n')
            told.flush()
            return
        told.write(json.dumps({"state": state.value, "text": text}).encode() + b"\n")
        told.flush()


def _be_small() -> None:
    """Give way to everything else, and let the system refuse memory beyond the limit where it knows how to."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        os.nice(10)
