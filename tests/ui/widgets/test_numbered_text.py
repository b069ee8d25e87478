"""The text with numbered phrases: pointing at one, and the text left as it arrived."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets.numbered_text import NumberDisc, NumberedText, Phrase

TEXT = "Good 😀 day,\nwe need a reception desk with a lot of room for paper and things like that.\nJana Friese"


def phrase(number: int, words: str) -> Phrase:
    start = TEXT.index(words)
    return Phrase(number, start, start + len(words))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[NumberedText]:
    made = NumberedText("The text")
    qtbot.addWidget(made)
    made.resize(260, 300)
    made.show_text(TEXT, [phrase(1, "Jana Friese"), phrase(12, "reception desk with a lot of room"), Phrase(3, 4, 4)])
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def test_the_text_is_left_as_it_arrived(view: NumberedText) -> None:
    assert view.toPlainText() == TEXT
    assert [one.number for one in view.phrases()] == [1, 12]


def test_a_click_on_a_phrase_tells_its_number(view: NumberedText, qtbot: QtBot) -> None:
    at = view.area_of(1).center().toPoint()
    with qtbot.waitSignal(view.pointed) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [1]
    with qtbot.assertNotEmitted(view.pointed):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(250, 290))


def test_letters_beyond_the_first_plane_move_no_phrase(view: NumberedText) -> None:
    first = view.phrases()[0]
    cursor = view.textCursor()
    cursor.setPosition(first.start)
    cursor.setPosition(first.end, cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "Jana Friese"


def test_digits_and_enter_point_by_keyboard(view: NumberedText, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.pointed) as told:
        QTest.keyClick(view, Qt.Key.Key_1)
    assert told.args == [1]
    view.show_number(12)
    assert view.strong() == 12
    with qtbot.waitSignal(view.pointed) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [12]
    with qtbot.assertNotEmitted(view.pointed):
        QTest.keyClick(view, Qt.Key.Key_7)


def test_a_phrase_over_two_lines_is_marked_on_both(view: NumberedText) -> None:
    long = next(one for one in view.phrases() if one.number == 12)
    assert len(list(view._areas(long))) == 2


def test_a_number_at_a_field_is_hidden_where_there_is_none(qtbot: QtBot, theme: Theme) -> None:
    disc = NumberDisc()
    qtbot.addWidget(disc)
    disc.show_number(0, "")
    assert disc.isHidden()
    disc.show_number(14, "Phrase 14 of the text")
    assert disc.accessibleName() == "Phrase 14 of the text"
    narrow = NumberDisc()
    qtbot.addWidget(narrow)
    narrow.show_number(4, "Phrase 4 of the text")
    assert disc.sizeHint().width() > narrow.sizeHint().width()
