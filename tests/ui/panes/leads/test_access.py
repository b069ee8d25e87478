"""The inbox with an inquiry in hand: nothing is cut at the largest type, everything is reached by keys and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.base import i18n
from crm_desktop.base.settings import Settings
from crm_desktop.ui.panes.leads.pane import LeadsPane
from crm_desktop.ui.theme.theme import Theme
from tests.ui import looking
from tests.ui.office import Stage, opened
from tests.ui.panes.leads.test_pane import TEXT, add, in_hand, inbox


def filled(stage: Stage) -> LeadsPane:
    """Show the inbox with an inquiry in hand that says a lot, and one from somebody known."""
    add(stage, fields={"company": "Hotel Seeblick", "title": "Tresen", "channel": "E-Mail"})
    lead_id = add(stage, raw_text=TEXT)
    stage.window.show()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    pane = inbox(stage)
    in_hand(stage, pane, lead_id)
    stage.window.grab()
    stage.settle()
    return pane


@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_cut_at_the_largest_type_in_a_small_window(
    language: str, qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.speak(language)
    large = Settings(scheme="light", language=language, text_size=150)
    theme.follow(large)
    with opened(qtbot, theme, tmp_path, size=(1280, 800)) as stage:
        stage.settings = large
        pane = filled(stage)
        for part in ("proposal", "text"):
            pane.detail.show_part(part)
            QApplication.processEvents()
            stage.settle()
            assert (stage.window.width(), stage.window.height()) == (1280, 800)
            assert not looking.cut_texts(stage.window, language, monkeypatch)
            assert not looking.covered_controls(stage.window)


@pytest.mark.slow
def test_keys_reach_every_control_show_where_they_are_and_screen_readers_name_it(stage: Stage) -> None:
    filled(stage)
    window = stage.window
    nameless = looking.nameless(window)
    window.rail.setFocus()
    window.focusNextChild()
    reached = set(looking.walked(window))
    stops = looking.stops(window)
    missed = [looking.where(widget) for widget in stops if widget not in reached]
    unseen = [looking.where(widget) for widget in stops if not looking.shows_focus(widget)]
    assert (nameless, missed, unseen) == ([], [], []), "without a name, not reached by Tab, focus not seen"
