"""Words of a sentence that can be chosen, and a line of time with dots."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.ui.widgets.dot_line import Dot, DotLine, Mark
from crm_desktop.ui.widgets.word_button import WordButton


def test_a_word_acts_by_enter_and_space_but_not_by_ctrl_enter(qtbot: QtBot) -> None:
    pressed: list[int] = []
    word = WordButton("7 days", icon="clock", name="After how many days")
    word.clicked.connect(lambda: pressed.append(1))
    qtbot.addWidget(word)
    word.show()
    assert word.accessibleName() == "After how many days: 7 days"
    QTest.keyClick(word, Qt.Key.Key_Return)
    QTest.keyClick(word, Qt.Key.Key_Space)
    assert len(pressed) == 2
    QTest.keyClick(word, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 2


def test_a_word_grows_with_what_it_says_and_tells_what_is_cut(qtbot: QtBot) -> None:
    word = WordButton("7 days")
    qtbot.addWidget(word)
    narrow = word.sizeHint().width()
    word.show_word("a very long condition indeed " * 6, lacking=True)
    assert word.sizeHint().width() > narrow
    assert word.toolTip().startswith("a very long")
    assert word.lacks()
    assert word.accessibleName().endswith("still to be chosen")
    word.show_word("3 days")
    assert not word.toolTip()
    assert not word.lacks()
    assert not word.grab().toImage().isNull()


def test_dots_are_drawn_and_said(qtbot: QtBot) -> None:
    line = DotLine("When the rule would have acted")
    qtbot.addWidget(line)
    line.resize(400, line.sizeHint().height())
    empty = line.grab().toImage()
    line.show_dots([Dot(0.1), Dot(0.5, good=True), Dot(1.0)], [Mark(0.3, "Oct"), Mark(0.31, "Oct again")], "3 cases")
    assert line.accessibleDescription() == "3 cases"
    assert line.grab().toImage() != empty
