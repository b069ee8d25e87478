"""Has files read by a helper process, which is ended when a file takes too long: no file can hang the program."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

from crm_desktop.domain.kinds import TextState
from crm_desktop.exchange.file_text.gathering import LARGEST, FileText
from crm_desktop.exchange.file_text.helper import CALL

#: Seconds after which a helper that has not answered is ended; by then it should have stopped gathering by itself.
PATIENCE = 20.0


class FileReader:
    """Reads one file after another; one thread at a time. The helper starts with the first file."""

    def __init__(self, *, patience: float = PATIENCE, call: list[str] | None = None) -> None:
        self._patience = patience
        self._call = call or helper_call()
        self._helper: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, name: str) -> FileText:
        """Return the text of a file. One the helper dies of, or is not done with in time, is not readable."""
        if len(data) > LARGEST:
            return FileText(TextState.LARGE)
        helper = self._helper or self._start()
        if helper is None or helper.stdin is None or helper.stdout is None:
            return FileText(TextState.FAILED)
        watch = threading.Timer(self._patience, helper.kill)
        watch.start()
        try:
            helper.stdin.write(json.dumps({"name": name, "size": len(data)}).encode() + b"\n")
            helper.stdin.write(data)
            helper.stdin.flush()
            answer = helper.stdout.readline()
        except OSError:
            answer = b""
        finally:
            watch.cancel()
        if not answer.endswith(b"\n"):
            self.close()
            return FileText(TextState.FAILED)
        told = json.loads(answer)
        return FileText(TextState(told["state"]), told["text"])

    def close(self) -> None:
        """End the helper."""
        helper, self._helper = self._helper, None
        if helper is None:
            return
        helper.kill()
        helper.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> subprocess.Popen[bytes] | None:
        """Start a helper; where the system starts none, files are found by their names alone."""
        try:
            self._helper = subprocess.Popen(  # noqa: S603 - our own program, with a fixed argument
                self._call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_HOME
            )
        except OSError:
            return None
        return self._helper


#: Where the package lies: the helper finds it there.
_HOME = Path(__file__).resolve().parents[2]


def helper_call() -> list[str]:
    """Return how this program is started as a helper: frozen by itself, else by its Python."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, CALL] if frozen else [sys.executable, "-m", "crm_desktop", CALL]
