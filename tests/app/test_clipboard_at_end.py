"""The program ends well with something on the clipboard that it made itself."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
from PySide6.QtWidgets import QApplication
from crm_desktop.ui.models import offer_clipboard

app = QApplication([])
offer_clipboard.put([], [], [])
offer_clipboard.let_go()
assert "\\t" in QApplication.clipboard().text()
"""


def test_lines_that_were_copied_leave_their_words_and_no_crash() -> None:
    ended = subprocess.run([sys.executable, "-c", _PROGRAM], check=False, capture_output=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
