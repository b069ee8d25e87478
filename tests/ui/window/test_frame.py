"""The frame: parts by F6, one step back by Esc, counts on the rail, colours that change at once."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.commands.workplace import Notice, Place
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.toast import Toast
from crm_desktop.ui.window import counts
from crm_desktop.ui.window.plan import PLANS
from tests.ui.office import Stage


def at(stage: Stage, pane: str) -> None:
    stage.window.show()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    stage.window.go(Place(pane))
    stage.settle()


@pytest.mark.parametrize("pane", [plan.name for plan in PLANS])
def test_f6_goes_through_the_parts_and_comes_round(pane: str, stage: Stage) -> None:
    at(stage, pane)
    seen = []
    for _step in range(14):
        QTest.keyClick(stage.window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert all(widget is not None for widget in seen)
    again = seen[1:].index(seen[0]) + 1
    assert again >= 2, "at least the rail and one part"
    QTest.keyClick(stage.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is seen[-2]


def test_esc_takes_messages_away(stage: Stage) -> None:
    at(stage, "settings")
    stage.window.notify(Notice("Done"))
    stage.window.rail.setFocus()
    QTest.keyClick(stage.window, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not [toast for toast in stage.window.findChildren(Toast) if toast.isVisible()]


def test_a_message_offers_to_undo_only_the_last_step(stage: Stage) -> None:
    from crm_desktop.operations.firm import firm as operations  # noqa: PLC0415 - SQLAlchemy

    at(stage, "settings")
    stage.window.notify(Notice("Something was done", undo=True))
    stage.desk.do(operations.change_firm, trade="Möbel")
    stage.settle()
    assert not [toast for toast in stage.window.findChildren(Toast) if toast.isVisible()]


def test_the_rail_says_how_many_things_wait(stage: Stage) -> None:
    at(stage, "contacts")
    stage.window._counts.ask()
    stage.settle()
    wanted = [plan.name for plan in PLANS if plan.waiting]
    assert set(stage.window._counts._found) == set(wanted)
    assert counts._written(0) == ""
    assert counts._written(1200) == "999+"


def test_another_scheme_is_there_at_once_everywhere(stage: Stage) -> None:
    at(stage, "contacts")
    stage.window.grab()
    began = time.process_time()
    stage.window.workplace.change_settings(replace(stage.settings, scheme="dark"))
    QApplication.processEvents()
    stage.window.repaint()
    took = time.process_time() - began
    picture = stage.window.grab().toImage()
    assert look().dark
    assert picture.pixelColor(6, 400) == look().colour("canvas")
    assert took < 0.4, f"{took * 1000:.0f} ms of this thread and the others"


def test_commands_of_other_panes_are_out_of_the_menus(stage: Stage) -> None:
    at(stage, "board")
    at(stage, "settings")
    actions = stage.window._menus._actions
    assert not actions["board.win"].isVisible()
    assert actions["edit.undo"].isVisible()
    at(stage, "board")
    assert actions["board.win"].isVisible()


def test_alt_alone_brings_the_menus_and_alt_with_a_key_does_not(stage: Stage) -> None:
    at(stage, "settings")
    bar, rail = stage.window.menuBar(), stage.window.rail
    rail.setFocus()
    QTest.keyClick(rail, Qt.Key.Key_Alt)
    assert bar.isVisible()
    rail.setFocus()
    QTest.keyClick(rail, Qt.Key.Key_Alt)
    assert not bar.isVisible()
    QTest.keyPress(rail, Qt.Key.Key_Alt)
    QTest.keyClick(rail, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(QApplication.focusWidget() or rail, Qt.Key.Key_Alt)
    assert not bar.isVisible()
