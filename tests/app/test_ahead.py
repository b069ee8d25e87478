"""What panes need is imported on a lane after the first picture, so that their first visit does not stop the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEventLoop
from crm_desktop.app.ahead import read_ahead
from crm_desktop.app.compose import desk_over
from crm_desktop.store.database import Database
from crm_desktop.ui.window.plan import PLANS
from tests.builders import standing_clock

program = QCoreApplication([])
desk = desk_over(Database.create(Path(sys.argv[1])), standing_clock)
read_ahead(desk)
assert "crm_desktop.ui.panes.settings.pane" not in sys.modules, "the window's thread has done it"
while not desk.is_idle():
    program.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
missing = [plan.module for plan in PLANS if f"crm_desktop.ui.panes.{plan.module}" not in sys.modules]
assert not missing, missing
assert "matplotlib.figure" in sys.modules
desk.close()
"""


@pytest.mark.slow
def test_every_pane_is_read_ahead_without_holding_up_the_window(tmp_path: Path) -> None:
    path = tmp_path / "firm.crm"
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
