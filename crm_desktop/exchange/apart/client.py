"""Orders work from the process apart, and ends it when it takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

from crm_desktop.exchange.apart.server import CALL, Answer

#: Where the package lies: the process finds it there.
_HOME = Path(__file__).resolve().parents[3]


class Apart:
    """One order after another, from one thread at a time; the process starts with the first. `call` starts it."""

    def __init__(self, call: list[str] | None = None) -> None:
        self._call = call or own_call()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, do: str, data: bytes, *, patience: float, **more: str | float) -> Answer | None:
        """Return what came of an order; None where the process died of it or was not done in time (in seconds)."""
        if self._process is not None and self._process.poll() is not None:
            self.close()
        process = self._process or self._start()
        if process is None or process.stdin is None or process.stdout is None:
            return None
        watch = threading.Timer(patience, process.kill)
        watch.start()
        try:
            process.stdin.write(json.dumps({"do": do, "size": len(data), **more}).encode() + b"\n")
            process.stdin.write(data)
            process.stdin.flush()
            told = json.loads(process.stdout.readline())
            found = Answer(str(told["word"]), process.stdout.read(int(told["size"])))
            whole = len(found.data) == told["size"]
        except (OSError, ValueError, TypeError, KeyError):  # it is gone, or is no process of ours
            whole = False
        finally:
            watch.cancel()
        if not whole:
            self.close()
            return None
        return found

    def end(self) -> None:
        """End the process from any thread; whoever waits for an answer gets none. `close` is to follow."""
        process = self._process
        if process is not None:
            process.kill()
            process.wait()

    def close(self) -> None:
        """End the process and let go of it."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> subprocess.Popen[bytes] | None:
        """Start the process; where the system starts none, nothing can be read."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, with a fixed argument
                self._call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_HOME,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
        except OSError:
            return None
        return self._process


def own_call() -> list[str]:
    """Return how this program starts the process: frozen by itself, else by its Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CALL]
    return [sys.executable, "-m", "crm_desktop.exchange.apart.server"]
