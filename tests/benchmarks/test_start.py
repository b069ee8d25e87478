"""How long the program takes to paint its contacts, or what there is to do today, beside an empty window with a table.

The database is the large demo firm: the file CRM_BENCH_LARGE_DEMO, else one made once, kept like the other large ones.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from crm_desktop.operations.demo.build import build_demo
from crm_desktop.store.database import Database
from tests.builders import standing_clock

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1_200)]

resource = pytest.importorskip("resource", reason="the system does not tell what a process has used")

_ROOT = Path(__file__).parents[2]
_PAIRS = 15
#: Times an empty window.
_MOST = 2.0


class Took(NamedTuple):
    """Seconds: by the clock, and at work on all processors (the rest is whoever else uses the machine)."""

    clock: float
    work: float


@pytest.mark.parametrize("first", ["program", "today"])
def test_the_first_list_is_painted_in_twice_the_time_of_an_empty_window(first: str, tmp_path: Path) -> None:
    program = [first, str(large_demo())]
    for once in (["empty"], program):
        started(once, tmp_path)  # fills the caches: of compiled modules, and of the file
    pairs = [(started(["empty"], tmp_path), started(program, tmp_path)) for _pair in range(_PAIRS)]
    clock, work = (
        statistics.median(ours[figure] for _empty, ours in pairs)
        / statistics.median(empty[figure] for empty, _ours in pairs)
        for figure in (0, 1)
    )
    print(f"\n{first}: {clock:.2f} times an empty window by the clock, {work:.2f} at work")  # noqa: T201
    assert clock <= _MOST


def started(arguments: list[str], folder: Path) -> Took:
    """Start a process that ends with the first paint. Modules are compiled once, as where the program is installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {
        "QT_QPA_PLATFORM": "offscreen",
        "CRM_DESKTOP_HOME": str(folder / "home"),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    clock, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.starts", *arguments],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        timeout=60,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(time.perf_counter() - clock, work)


def large_demo() -> Path:
    """Return the large demo firm."""
    given = os.environ.get("CRM_BENCH_LARGE_DEMO")
    folder = Path(os.environ.get("CRM_BENCH_CACHE", Path(tempfile.gettempdir()) / "crm-desktop-bench"))
    path = Path(given) if given else folder / "large-demo.crm"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        with Database.create(draft).writer(standing_clock) as writer:
            build_demo(writer, size="large", seed=1)
        draft.rename(path)
    return path
