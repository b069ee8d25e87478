"""The menu bar: its keys act, also after the window was built anew for another language or text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.ui.window.plan import PLANS

if TYPE_CHECKING:
    from tests.ui.office import Stage


def test_keys_act_after_the_window_was_built_anew(stage: Stage) -> None:
    stage.window.show()
    stage.window.activateWindow()
    stage.qtbot.waitUntil(stage.window.isActiveWindow)
    for _time in range(2):
        stage.window.rebuild()
        for place, plan in enumerate(PLANS[:3], 1):
            QTest.keyClick(stage.window, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)
            stage.settle()
            assert stage.window.rail.selected() == plan.name


def test_no_shortcut_of_the_whole_window_belongs_to_two_commands(stage: Stage) -> None:
    stage.window.show()
    stage.window.rebuild()
    stage.settle()
    keys = [action.shortcut().toString() for action in stage.window.actions() if action.shortcut().toString()]
    assert keys
    assert len(keys) == len(set(keys))
