"""The card of the versions of a message, alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.campaigns import Variant
from crm_desktop.ui.panes.campaigns.versions_card import VersionsCard
from crm_desktop.ui.widgets.combo_field import ComboBox


@pytest.mark.usefixtures("theme")
def test_the_keyboard_stays_on_the_text_when_the_argument_before_it_is_kept(qtbot: QtBot) -> None:
    window = QWidget()
    card = VersionsCard(window)
    qtbot.addWidget(window)
    card.show_versions((Variant("A", ""),), (), frozen=False)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    text = card.findChild(ComboBox)
    assert isinstance(text, ComboBox)
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    card.show_versions((Variant("A", "Price"),), (), frozen=False)
    after = card.findChildren(ComboBox)[-1]
    assert after is not text
    qtbot.waitUntil(after.hasFocus)
