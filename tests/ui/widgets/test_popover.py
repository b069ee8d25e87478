"""The sheet below a button: it stays inside its pane, closes by Esc, and gives the focus back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.widgets.popover import Popover


def made(qtbot: QtBot, lines: int = 2) -> tuple[QWidget, QPushButton, Popover, list[QLineEdit]]:
    """Show a pane with a button at its right edge and a sheet with some fields."""
    host = QWidget()
    host.resize(500, 400)
    button, body = QPushButton("filter", host), QWidget()
    button.move(440, 20)
    fields = [QLineEdit() for _line in range(lines)]
    layout = QVBoxLayout(body)
    for field in fields:
        layout.addWidget(field)
    sheet = Popover(host, body, foot=QPushButton("done"), width=300)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    button.setFocus()
    return host, button, sheet, fields


def test_it_opens_with_its_first_field_in_focus_and_inside_the_pane(qtbot: QtBot) -> None:
    host, button, sheet, fields = made(qtbot)
    sheet.open_below(button)
    assert QApplication.focusWidget() is fields[0]
    assert sheet.y() + sheet.height() <= host.height() + 16
    assert sheet.x() + sheet.width() <= host.width() + 16
    assert sheet.y() >= button.y()


def test_what_does_not_fit_scrolls_and_the_foot_stays_in_sight(qtbot: QtBot) -> None:
    host, button, sheet, _fields = made(qtbot, lines=60)
    sheet.open_below(button)
    QApplication.processEvents()
    foot = next(found for found in sheet.findChildren(QPushButton) if found.text() == "done")
    assert foot.mapTo(host, foot.rect().bottomLeft()).y() < host.height()


def test_escape_closes_it_and_gives_the_focus_back(qtbot: QtBot) -> None:
    _host, button, sheet, fields = made(qtbot)
    sheet.open_below(button)
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(fields[0], Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is button


def test_it_closes_when_the_focus_goes_elsewhere_and_leaves_it_there(qtbot: QtBot) -> None:
    host, button, sheet, _fields = made(qtbot)
    other = QLineEdit(host)
    other.show()
    sheet.open_below(button)
    other.setFocus()
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is other
