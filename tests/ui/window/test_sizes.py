"""A window nobody has sized yet lies on the screen with its lower edge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.window.sizes import FIRST, fitting, give_first_size


@pytest.mark.parametrize(
    ("screen", "size"),
    [((1920, 1080), (1440, 900)), ((1440, 900), (1432, 860)), ((1366, 728), (1358, 688)), ((1440, 2000), (1432, 900))],
)
def test_the_first_size_leaves_room_for_the_frame(screen: tuple[int, int], size: tuple[int, int]) -> None:
    assert fitting(FIRST, QSize(*screen)).toTuple() == size


def test_a_first_window_is_not_taller_than_its_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    give_first_size(window)
    assert window.height() < window.screen().availableSize().height()
