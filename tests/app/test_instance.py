"""A second start on the same file brings the first window to the front and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from crm_desktop.app.instance import Doorbell, ring
from tests.app.visit import Visit
from tests.builders import fresh_database

ROOT = Path(__file__).resolve().parents[2]


def test_nobody_answers_where_no_window_is(tmp_path: Path) -> None:
    assert not ring(tmp_path / "firm.crm")


def test_the_bell_of_one_file_is_not_that_of_another(visit: Visit, tmp_path: Path) -> None:
    bell = Doorbell(tmp_path / "one.crm")
    assert not ring(tmp_path / "other.crm")
    with visit.qtbot.waitSignal(bell.rung, timeout=5_000):
        assert ring(tmp_path / "one.crm")
    bell.close()
    assert not ring(tmp_path / "one.crm")


def test_a_second_start_ends_and_the_first_window_comes_forward(visit: Visit, tmp_path: Path) -> None:
    path = fresh_database(tmp_path / "firm.crm").path
    assert visit.entrance.enter(path)
    visit.until(lambda: ring(path))
    visit.settle()
    visit.session.window.showMinimized()
    second = subprocess.Popen(
        [sys.executable, "-m", "crm_desktop", "--database", str(path)],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, stderr=subprocess.PIPE,
    )  # fmt: skip
    with second:
        visit.until(lambda: second.poll() is not None)
        assert second.returncode == 0
        assert second.stderr is not None
        assert b"Traceback" not in second.stderr.read()
    visit.until(lambda: not visit.session.window.isMinimized())
