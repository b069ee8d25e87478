"""The field for rich text: what is shown is what is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.base.rich_text import Shape
from crm_desktop.ui.widgets.rich_area import RichArea


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Eiche, geölt.",
        "Mit **Öl** und *Wachs*\n- eins\n- zwei\n1. drei\n2. vier\n\n4 * 6 cm",
        "- **alles**\nzuletzt",
        "***beides***",
    ],
)
def test_a_text_comes_back_as_it_was(qtbot: QtBot, text: str) -> None:
    area = RichArea("Text")
    qtbot.addWidget(area)
    area.set_value(text)
    assert area.value() == text


def test_looks_are_given_by_keys_and_buttons_and_taken_back(qtbot: QtBot) -> None:
    area = RichArea("Text")
    qtbot.addWidget(area)
    area.set_value("eins\nzwei")
    area.text.selectAll()
    QTest.keyClick(area.text, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    area.text.enlist(Shape.BULLET)
    assert area.value() == "- **eins**\n- **zwei**"
    area.text.enlist(Shape.NUMBER)
    assert area.value() == "1. **eins**\n2. **zwei**"
    area.text.enlist(Shape.NUMBER)
    QTest.keyClick(area.text, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(area.text, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert area.value() == "*eins*\n*zwei*"


def test_words_are_pasted_without_their_look(qtbot: QtBot) -> None:
    area = RichArea("Text")
    qtbot.addWidget(area)
    data = QMimeData()
    data.setHtml("<h1 style='color:red'>Groß</h1>")
    data.setText("Groß")
    area.text.insertFromMimeData(data)
    assert area.value() == "Groß"
