"""The palette: keys move and choose, Esc gives the focus back, and leaving closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.widgets.palette_frame import PaletteFrame
from crm_desktop.ui.widgets.palette_rows import PaletteModel, PaletteRow

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

ROWS = tuple(
    PaletteRow(number, f"Row {number}", "detail", "People" if number < 3 else "Commands", icon="user", hint="Ctrl N")
    for number in range(8)
)


class Window(QWidget):
    """A window with a field that has the focus before the palette opens."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.other = QLineEdit(), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.other)
        self.palette_frame = PaletteFrame(self)
        self.asked: list[str] = []
        self.chosen: list[object] = []
        self.palette_frame.queried.connect(self.answer)
        self.palette_frame.chosen.connect(self.chosen.append)
        self.resize(900, 700)

    def answer(self, words: str) -> None:
        self.asked.append(words)
        self.palette_frame.show_rows(ROWS)

    def press(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    made.palette_frame.open_()
    QApplication.processEvents()
    return made


def test_opening_asks_with_no_words_and_each_letter_asks_again(window: Window) -> None:
    assert window.asked == [""]
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "ke")
    # QTest cannot type letters outside ASCII.
    QApplication.sendEvent(
        focused, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "ß")
    )
    assert window.asked == ["", "k", "ke", "keß"]


def test_enter_chooses_the_first_row_and_arrows_skip_the_names_of_groups(window: Window) -> None:
    for _ in range(3):
        window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Return)
    assert window.chosen == [3]
    assert not window.palette_frame.isVisible()


def test_single_steps_go_round_and_pages_stop_at_the_ends(window: Window) -> None:
    window.press(Qt.Key.Key_Up)
    window.press(Qt.Key.Key_Return)
    window.palette_frame.open_()
    for _ in range(4):
        window.press(Qt.Key.Key_PageDown)
    window.press(Qt.Key.Key_Return)
    window.palette_frame.open_()
    for _ in range(2):
        window.press(Qt.Key.Key_PageUp)
    window.press(Qt.Key.Key_Return)
    assert window.chosen == [7, 7, 0]


def test_escape_gives_the_focus_back(window: Window) -> None:
    window.press(Qt.Key.Key_Escape)
    assert not window.palette_frame.isVisible()
    assert QApplication.focusWidget() is window.field
    assert window.chosen == []


def test_where_the_field_is_gone_the_focus_returns_to_what_it_stood_in_and_the_choice_is_done(window: Window) -> None:
    table = QTableWidget(1, 1)
    item = QTableWidgetItem("old")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(table)
    table.setItem(0, 0, item)
    window.press(Qt.Key.Key_Escape)
    table.setFocus()
    table.editItem(item)
    QApplication.processEvents()
    window.palette_frame.open_()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    window.press(Qt.Key.Key_Return)
    assert window.chosen == [0]
    assert QApplication.focusWidget() is table


def test_the_focus_going_elsewhere_closes_it_and_stays_there(window: Window) -> None:
    window.other.setFocus()
    assert not window.palette_frame.isVisible()
    assert QApplication.focusWidget() is window.other


def test_a_click_beside_it_closes_it_and_one_on_a_row_chooses(window: Window) -> None:
    rows = window.palette_frame.findChild(QListView)
    assert isinstance(rows, QListView)
    place = rows.visualRect(rows.model().index(2, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert window.chosen == [1]
    window.palette_frame.open_()
    QApplication.processEvents()
    under = window.childAt(5, 5)
    assert under is not None
    QTest.mouseClick(under, Qt.MouseButton.LeftButton)
    assert not window.palette_frame.isVisible()


def test_it_stays_in_the_middle_when_the_window_grows(window: Window) -> None:
    window.resize(1200, 800)
    QApplication.processEvents()
    assert abs(window.palette_frame.geometry().center().x() - 600) <= 1


def test_nothing_found_leaves_the_query_alone(window: Window) -> None:
    window.palette_frame.show_rows([])
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Return)
    assert window.chosen == []
    assert window.palette_frame.isVisible()


def test_the_model_keeps_qts_rules_and_speaks(qtmodeltester: ModelTester) -> None:
    model = PaletteModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show(ROWS)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole) == "Row 0, detail, Ctrl N"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "People"
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.ItemIsEnabled
    assert model.row_at(model.index(99, 0)) is None
