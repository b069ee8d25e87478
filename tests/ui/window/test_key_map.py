"""The sheet of shortcuts: made from the registry of every pane, searched, and printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from crm_desktop.ui.widgets.key_hints import KeyCap
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.window.key_map import KeyMap, groups, said
from crm_desktop.ui.window.plan import PLANS
from tests.ui.office import Stage


def shown(stage: Stage) -> KeyMap:
    """Open the sheet and wait until every pane is known."""
    stage.window.show()
    stage.window.show_keys()
    found = stage.window.findChild(KeyMap)
    assert found is not None
    stage.until(lambda: not found._waiting)
    stage.settle()
    stage.qtbot.wait(0)
    return found


def labels(sheet: KeyMap) -> list[str]:
    QApplication.processEvents()
    return [text.text() for text in sheet._ground.findChildren(Text) if text.isVisibleTo(sheet)]


def test_every_command_with_a_key_stands_on_the_sheet(stage: Stage) -> None:
    sheet = shown(stage)
    sheet.show_groups()
    there = set(labels(sheet))
    wanted = {said(command) for command in stage.window.registry if command.shortcut}
    assert wanted <= there
    assert {plan.words() for plan in PLANS if plan.name == "board"} <= there
    sheet.close()


def test_it_is_searched_by_what_is_to_be_done(stage: Stage) -> None:
    sheet = shown(stage)
    sheet.search.setText("undo")
    assert "Undo" in labels(sheet)
    assert "Deal won" not in labels(sheet)
    sheet.search.setText("xyzxyz")
    assert not [cap for cap in sheet._ground.findChildren(KeyCap) if cap.isVisibleTo(sheet)]
    assert sheet._nothing.isVisibleTo(sheet)
    sheet.close()


@pytest.mark.slow
def test_it_is_printed_through_a_pdf(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "keys.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    sheet = shown(stage)
    sheet.print.click()
    stage.until(lambda: target.exists() and stage.desk.is_idle())
    assert target.read_bytes().startswith(b"%PDF")
    sheet.close()


def test_keys_of_everywhere_come_before_those_of_the_panes(stage: Stage) -> None:
    stage.window.show()
    assert groups(stage.window.registry)[0].name == "Everywhere"
