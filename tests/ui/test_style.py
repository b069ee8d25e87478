"""The style: it survives its own mistakes, and controls have the size, the edges and the rings they should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QStyle, QVBoxLayout, QWidget

from crm_desktop.base.colour import contrast
from crm_desktop.base.settings import Settings
from crm_desktop.ui.theme import drawing
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.parts import buttons, tables
from crm_desktop.ui.theme.parts.button_skins import SKINS
from crm_desktop.ui.theme.parts.states import plain_words
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.fields import LineField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from crm_desktop.ui.theme.theme import Theme


def grabbed(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def test_an_exception_in_a_drawing_is_told_once_and_fusion_draws(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_look: object, _option: object, painter: QPainter, _widget: object) -> None:
        painter.setOpacity(0.1)
        raise ZeroDivisionError

    button = QPushButton("Call")
    qtbot.addWidget(button)
    monkeypatch.setitem(tables.CONTROLS, QStyle.ControlElement.CE_PushButton, broken)
    pictures = [grabbed(button) for _ in range(3)]
    told = [record for record in caplog.records if "broken" in record.getMessage()]
    caplog.clear()
    assert len(told) == 1
    assert "ZeroDivisionError" in told[0].getMessage()
    assert told[0].exc_info is None, "a kept traceback keeps objects of Qt that are gone"
    assert pictures[0] == pictures[2]
    assert not pictures[0].isNull()


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("role", sorted(SKINS))
def test_buttons_are_wide_enough_for_their_words(
    role: str, percent: int, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.follow(Settings(scheme="light", text_size=percent))
    drawn: list[tuple[str, float, float]] = []

    def watched(painter: QPainter, rect: Any, words: str, font: Any, colour: Any, **more: Any) -> float:
        drawn.append((words, rect.width(), drawing.text_width(words, font)))
        return drawing.text(painter, rect, words, font, colour, **more)

    monkeypatch.setattr(buttons, "text", watched)
    button = Button("Send it again", role, icon="send", key="Ctrl K", checkable=True)  # type: ignore[arg-type]
    button.set_count("12")
    button.setChecked(True)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    grabbed(button)
    assert "Send it again" in [words for words, _room, _width in drawn]
    assert all(width <= room + 0.5 for _words, room, width in drawn)


def test_fields_are_36_pixels_high_and_their_lower_edge_can_be_found(theme: Theme, qtbot: QtBot) -> None:
    for scheme in ("light", "dark"):
        theme.follow(Settings(scheme=scheme))
        line = QLineEdit("Lobby")
        qtbot.addWidget(line)
        # The frame of 36 pixels has a pixel of room on each side for the ring.
        assert line.sizeHint().height() == 38
        line.resize(200, 38)
        picture = grabbed(line)
        edge, ground = picture.pixelColor(100, 36), picture.pixelColor(100, 30)
        assert ground.name() == look().tokens.field.lower()
        assert contrast(edge.name(), ground.name()) >= 3


def test_the_text_of_a_field_does_not_move_when_it_is_used(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    first, second = QLineEdit("Lobby"), QLineEdit()
    layout = QVBoxLayout(page)
    layout.addWidget(first)
    layout.addWidget(second)
    qtbot.addWidget(page)
    page.show()
    second.setFocus()
    resting = grabbed(first)
    first.setFocus()
    first.deselect()
    first.setCursorPosition(0)
    used = grabbed(first)
    text = QRect(18, 10, 40, 18)
    inks = [columns(picture.copy(text)) for picture in (resting, used)]
    assert inks[0] == inks[1]


def columns(picture: QImage) -> list[bool]:
    """Return for each column whether dark ink stands in it."""
    return [
        any(picture.pixelColor(x, y).lightness() < 100 for y in range(picture.height())) for x in range(picture.width())
    ]


def test_rings_follow_the_tab_key_and_not_the_mouse(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    row = [Button(words, "secondary") for words in ("One", "Two", "Three")]
    for button in row:
        layout.addWidget(button)
    qtbot.addWidget(page)
    page.show()
    row[0].setFocus()
    resting = grabbed(row[1])
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is row[1]
    assert grabbed(row[1]) != resting
    QTest.mouseClick(row[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(row[1], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is row[1]
    row[1].setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    assert grabbed(row[1]) == resting


def test_a_bad_value_has_an_edge_a_word_and_a_description(theme: Theme, qtbot: QtBot) -> None:
    field = LineField("E-mail", "kessler@")
    qtbot.addWidget(field)
    before = grabbed(field.line)
    field.set_error("That is not an e-mail address.")
    assert grabbed(field.line) != before
    assert field.line.accessibleDescription() == field.error() == "That is not an e-mail address."
    field.set_error("")
    assert grabbed(field.line) == before


def test_qts_own_questions_get_our_icons() -> None:
    style = QApplication.style()
    assert style.standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning).name() == "triangle-alert"
    assert style.standardIcon(QStyle.StandardPixmap.SP_LineEditClearButton).name() == "x"


@pytest.mark.parametrize(("label", "words"), [("&Save", "Save"), ("R&&D", "R&D"), ("Plain", "Plain"), ("&&&A", "&A")])
def test_mnemonics_are_not_drawn(label: str, words: str) -> None:
    assert plain_words(label) == words
