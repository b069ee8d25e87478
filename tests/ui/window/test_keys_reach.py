"""Single letters act in a pane that was reached by the mouse, also where nothing in it holds the focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.operations.firm import setup
from crm_desktop.store.database import Database
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.board.deal_form import DealForm
from crm_desktop.ui.theme.theme import Theme
from tests.builders import standing_clock
from tests.ui.office import Stage, opened


@pytest.fixture
def new_firm(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Stage]:
    empty = tmp_path / "empty.crm"
    with Database.create(empty).writer(standing_clock) as writer:
        setup.start_firm(writer, language="en", name="Holzwerk Brandt")
    folder = tmp_path / "folder"
    folder.mkdir()
    with opened(qtbot, theme, folder, source=empty) as stage:
        stage.window.go(Place("contacts"))
        stage.window.show()
        qtbot.waitActive(stage.window)
        stage.settle()
        yield stage


def entry(stage: Stage, words: str) -> QAbstractButton:
    """Return a line of the rail."""
    return next(one for one in stage.window.rail.findChildren(QAbstractButton) if one.text() == words)


def test_n_on_a_board_without_deals_opens_the_form(new_firm: Stage) -> None:
    board = entry(new_firm, "Pipeline")
    board.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.mouseClick(board, Qt.MouseButton.LeftButton)
    new_firm.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    pane = new_firm.window.current_pane()
    assert pane is not None
    assert focused is pane or pane.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_N)
    new_firm.until(lambda: bool(pane.findChildren(DealForm)))
    for form in pane.findChildren(DealForm):
        form.close()


def test_the_arrows_of_the_rail_stay_in_the_rail(new_firm: Stage) -> None:
    start = entry(new_firm, "Contacts")
    start.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(start, Qt.Key.Key_Down)
    new_firm.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert new_firm.window.rail.isAncestorOf(focused)
