"""Parts of cards: short lists, bars that can be pressed, and columns that fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.widgets.bar_button import BarButton
from crm_desktop.ui.widgets.columns import Columns
from crm_desktop.ui.widgets.short_list import ShortList, ShortRow

ROWS = (
    ShortRow(7, "Lobby", "Offer, 71 %", "53.232 €", glyph=(0.71, 3, 5)),
    ShortRow(8, "Bar", "lost: price", "31.000 €", icon="circle-x", faint=True),
    ShortRow(9, "Nobody knows", avatar="Nobody"),
)


def shown(qtbot: QtBot, *, two_lines: bool = False) -> ShortList:
    made = ShortList("Deals", two_lines=two_lines)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_rows(ROWS)
    made.show()
    return made


def test_a_short_list_is_as_tall_as_its_rows_and_says_each_of_them(qtbot: QtBot) -> None:
    made = shown(qtbot)
    assert made.sizeHint().height() == made.minimumSizeHint().height() == 3 * 36
    said = [str(made.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert said == ["Lobby, Offer, 71 %, 53.232 €", "Bar, lost: price, 31.000 €", "Nobody knows"]
    assert made.grab().toImage().width() > 0
    assert shown(qtbot, two_lines=True).sizeHint().height() == 3 * 46


def test_a_click_or_enter_opens_a_row_and_letters_are_left_to_the_window(qtbot: QtBot) -> None:
    made = shown(qtbot)
    found: list[int] = []
    made.opened.connect(found.append)
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=made.visualRect(made.model().index(1, 0)).center())
    made.setFocus()
    made.setCurrentIndex(made.model().index(0, 0))
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Return)
    QTest.keyClick(made, Qt.Key.Key_L)
    assert found == [8, 9]
    assert made.currentIndex().row() == 2


def test_rows_that_come_again_keep_the_cursor(qtbot: QtBot) -> None:
    made = shown(qtbot)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    made.setCurrentIndex(made.model().index(1, 0))
    made.show_rows(list(ROWS))
    assert made.currentIndex().row() == 1
    made.show_rows([ShortRow(1, "First"), *ROWS])
    assert made.currentIndex().row() == 2
    assert [row.ref for row in made.rows()] == [1, 7, 8, 9]


def test_a_bar_is_a_button_that_says_its_figure(qtbot: QtBot) -> None:
    bar = BarButton("2025", "34.7", 2.0, name="2025: 34,700 €, 3 orders", strong=True)
    qtbot.addWidget(bar)
    bar.resize(60, 130)
    bar.show()
    assert bar.accessibleName() == bar.toolTip() == "2025: 34,700 €, 3 orders"
    with qtbot.waitSignal(bar.clicked):
        QTest.keyClick(bar, Qt.Key.Key_Space)
    full = bar.grab().toImage()
    low = BarButton("2024", "0", 0.0, name="2024: nothing")
    qtbot.addWidget(low)
    low.resize(60, 130)
    middle = (30, 90)
    assert full.pixelColor(*middle) != low.grab().toImage().pixelColor(*middle)


def test_columns_are_as_many_as_fit_and_keep_the_order_of_their_parts(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    columns = Columns(wide={3: 900, 2: 500}, gap=0, parent=held)
    parts = [QLabel(str(place)) for place in range(4)]
    for part, places in zip(parts, ({}, {3: 1, 2: 1}, {3: 2, 2: 1}, {}), strict=True):
        columns.put(part, places)
    held.show()
    for width, number, lefts in ((900, 3, [0, 300, 600, 0]), (600, 2, [0, 300, 300, 0]), (300, 1, [0, 0, 0, 0])):
        columns.resize(width, 400)
        columns.arrange()
        columns.layout().activate()  # type: ignore[union-attr]
        assert columns.number() == number
        assert [part.x() for part in parts] == lefts
        assert parts[0].y() < parts[3].y()
    assert [part.y() for part in parts] == sorted(part.y() for part in parts)
