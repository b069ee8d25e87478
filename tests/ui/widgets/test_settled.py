"""What a scroll area holds has its height before the next picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.holder import Holder
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.settled import settle
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _card(lines: int) -> Card:
    card = Card("Value")
    for number in range(lines):
        card.body.addWidget(Text(f"{number}: ordered in oak, oiled, with benches and a long table", wrap=True))
    return card


def test_a_part_that_grows_has_its_room_without_a_turn_of_the_loop(qtbot: QtBot) -> None:
    area, inside, first, second = QScrollArea(), QWidget(), Holder(), Holder()
    qtbot.addWidget(area)
    settle(area)  # nothing inside yet
    column(inside, first, second, None, gap=8)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.resize(220, 200)
    first.show_part(1, lambda: _card(1))
    second.show_part(1, lambda: _card(1))
    area.show()
    settle(area)
    before = inside.height()
    first.show_part(8, lambda: _card(8))
    settle(area)
    assert inside.height() > before
    for part in (inside, first, second):
        assert part.height() >= part.heightForWidth(part.width()) > 0
    assert second.y() >= first.y() + first.height()
