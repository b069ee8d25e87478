"""What stands where nothing is yet: its sentence is read whole, also where it takes several lines."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.text import Text


def test_a_long_sentence_is_not_cut_in_a_wide_pane(qtbot: QtBot, theme: Theme) -> None:
    words = "Copy an e-mail or the text of a web form and paste it here: who asks and what is wanted is read from it."
    state = EmptyState("inbox", "Inquiries that fill in themselves", words)
    qtbot.addWidget(state)
    state.resize(1200, 600)
    state.show()
    qtbot.waitExposed(state)
    label = next(one for one in state.findChildren(Text) if one.text() == words)
    assert not label.is_cut()
