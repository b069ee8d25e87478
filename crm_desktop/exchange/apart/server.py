"""The process apart: it works off orders from its input and ends with it.

An order is a line of JSON (`do`, `size`, what else it needs) and so many bytes; an answer too (`word`, `size`).
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple

#: The one argument the program is started with to be this process.
CALL = "--read-apart"
#: Memory the process may use at most, and from the beginning, where the system can hold it to that.
_MOST, _USUAL = 3_000_000_000, 500_000_000


class Answer(NamedTuple):
    """What came of an order: a word for what is to be told, and bytes."""

    word: str
    data: bytes = b""


def serve(orders: BinaryIO | None = None, answers: BinaryIO | None = None) -> None:
    """Do what is ordered, until there is no more."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)
    asked, told = orders or sys.stdin.buffer, answers or sys.stdout.buffer
    while line := asked.readline():
        order = json.loads(line)
        data = asked.read(order["size"])
        hold_memory(order.get("memory", _USUAL))
        hold_time(order.get("seconds", 0))
        try:
            answer = _DEEDS[order["do"]](data, order)
        except MemoryError:
            return  # a process that has met its limit is not worth keeping
        hold_time(0)
        told.write(json.dumps({"word": answer.word, "size": len(answer.data)}).encode() + b"\n")
        told.write(answer.data)
        told.flush()


def hold_memory(limit: int) -> None:
    """Let the system refuse memory beyond a limit, where it knows how to."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (min(limit, _MOST), _MOST))


def hold_time(seconds: float) -> None:
    """Let the system end this process after so many seconds of its own work, where it knows how to; 0 takes it back."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import signal  # noqa: PLC0415 - the kind of timer is not on every system

        signal.setitimer(signal.ITIMER_PROF, seconds)


def _text(data: bytes, order: dict[str, Any]) -> Answer:
    from crm_desktop.exchange.file_text.reading import read_text  # noqa: PLC0415 - each order needs its own libraries

    state, text = read_text(data, order["name"])
    return Answer(state.value, text.encode())


def _table(data: bytes, _order: dict[str, Any]) -> Answer:
    from crm_desktop.exchange.workbook_rows import csv_of  # noqa: PLC0415

    return Answer(*csv_of(data))


def _sizes(data: bytes, _order: dict[str, Any]) -> Answer:
    from crm_desktop.exchange.file_text import pages  # noqa: PLC0415

    return Answer("sizes", pages.sizes(data))


def _page(data: bytes, order: dict[str, Any]) -> Answer:
    from crm_desktop.exchange.file_text import pages  # noqa: PLC0415

    return Answer("page", pages.picture(data, order["page"], order["width"]))


def _places(data: bytes, order: dict[str, Any]) -> Answer:
    from crm_desktop.exchange.file_text import pages  # noqa: PLC0415

    return Answer("places", pages.places(data, order["words"].split()))


_DEEDS: dict[str, Callable[[bytes, dict[str, Any]], Answer]] = {
    "text": _text, "table": _table, "sizes": _sizes, "page": _page, "places": _places,
}  # fmt: skip

if __name__ == "__main__":
    serve()
