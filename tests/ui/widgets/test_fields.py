"""Fields: what the user types is read, what cannot be taken is said, and programs change them in silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QVBoxLayout, QWidget

from crm_desktop.base import i18n
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import Field, LineField, SearchField
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.number_fields import MoneyField, NumberField
from crm_desktop.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Form(QWidget):
    """One field, and another place for the focus."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.elsewhere = LineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(field)
        layout.addWidget(self.elsewhere)
        self.told: list[str] = []
        if isinstance(field, Field):
            field.edited.connect(lambda: self.told.append("edited"))
            field.left.connect(lambda: self.told.append("left"))

    def leave(self) -> None:
        self.elsewhere.setFocus()


def shown(field: QWidget, qtbot: QtBot) -> Form:
    form = Form(field)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    field.setFocus()
    return form


def typed(words: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused, words)


def test_leaving_a_changed_field_is_told_once_and_an_unchanged_one_never(qtbot: QtBot) -> None:
    field = LineField("Subject", "Roof")
    form = shown(field, qtbot)
    form.leave()
    assert form.told == []
    field.setFocus()
    typed("Lobby")
    assert form.told == ["edited"] * 5
    form.leave()
    assert form.told[5:] == ["left"]
    assert field.value() == "Lobby"


def test_a_program_changes_a_field_in_silence_and_takes_its_error_away(qtbot: QtBot) -> None:
    field = LineField("Subject", "Roof")
    form = shown(field, qtbot)
    field.set_error("No.")
    field.set_value("Lobby")
    form.leave()
    assert form.told == []
    assert field.error() == ""


def test_escape_puts_the_old_text_back(qtbot: QtBot) -> None:
    field = LineField("Subject", "Roof")
    form = shown(field, qtbot)
    typed("Lobby")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    form.leave()
    assert field.value() == "Roof"
    assert "left" not in form.told


def test_a_long_text_shows_its_beginning_when_it_is_not_used(qtbot: QtBot) -> None:
    field = LineField("E-mail", "a.very.long.address.of.somebody@example-company-with-a-long-name.example")
    form = shown(field, qtbot)
    QTest.keyClick(field.line, Qt.Key.Key_End)
    form.leave()
    assert field.line.cursorPosition() == 0


def test_a_search_field_tells_each_letter_and_escape_empties_it(qtbot: QtBot) -> None:
    field = SearchField("Find")
    form = shown(field, qtbot)
    heard: list[str] = []
    field.changed.connect(heard.append)
    typed("ro")
    with qtbot.waitSignal(field.moved_down):
        QTest.keyClick(field.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert heard == ["r", "ro", ""]
    assert form.isVisible()


@pytest.mark.parametrize(
    ("words", "day"), [("15.12.2026", date(2026, 12, 15)), ("2026-12-15", date(2026, 12, 15)), ("", None)]
)
def test_a_day_is_read_as_people_write_it(words: str, day: date | None, qtbot: QtBot) -> None:
    field = DateField("Valid until", date(2026, 1, 1))
    form = shown(field, qtbot)
    typed(words) if words else field.line.clear()
    form.leave()
    assert field.value() == day
    assert field.is_good()
    assert form.told[-1] == "left"
    assert field.line.text() == ("15/12/2026" if day else "")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("24.11.", date(2026, 11, 24)),
        ("morgen", date(2026, 11, 23)),
        ("in 2 Wochen", date(2026, 12, 6)),
        ("tomorrow", date(2026, 11, 23)),
    ],
)
def test_a_day_is_read_as_people_say_it(words: str, day: date, qtbot: QtBot) -> None:
    field = DateField("Until", today=lambda: date(2026, 11, 22))
    form = shown(field, qtbot)
    typed(words)
    assert field.value() == day
    form.leave()
    assert field.error() == ""
    assert field.line.text() == f"{day:%d/%m/%Y}"


def test_a_day_with_a_time_is_refused_by_a_field_for_days_alone(qtbot: QtBot) -> None:
    field = DateField("Until", today=lambda: date(2026, 11, 22))
    form = shown(field, qtbot)
    typed("tomorrow 14:00")
    form.leave()
    assert "tomorrow 14:00" in field.error()
    assert field.value() is None


def test_what_is_no_day_is_marked_and_not_told(qtbot: QtBot) -> None:
    field = DateField("Valid until")
    form = shown(field, qtbot)
    typed("soon")
    form.leave()
    assert "left" not in form.told
    assert "soon" in field.error()
    assert not field.is_good()
    field.setFocus()
    typed("2026-12-15")
    assert field.error() == ""


def test_a_day_is_taken_from_the_calendar(qtbot: QtBot) -> None:
    field = DateField("Valid until", date(2026, 12, 15))
    form = shown(field, qtbot)
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 12, 15)
    calendar.clicked.emit(QDate(2026, 12, 20))
    assert field.value() == date(2026, 12, 20)
    assert form.told == ["edited", "left"]


@pytest.mark.parametrize(
    ("language", "words", "cents"),
    [
        ("en", "1,234.5", 123450),
        ("de", "1.234,5", 123450),
        ("en", "12", 1200),
        ("de", "12,345", 1235),
        ("en", "", None),
    ],
)
def test_money_is_read_in_the_readers_language(language: str, words: str, cents: int | None, qtbot: QtBot) -> None:
    i18n.speak(language)
    field = MoneyField("Price", 100)
    form = shown(field, qtbot)
    typed(words) if words else field.line.clear()
    form.leave()
    assert field.cents() == cents
    if cents is not None:
        again = MoneyField("Price", cents)
        qtbot.addWidget(again)
        assert field.line.text() == again.line.text()


def test_a_number_keeps_its_unit_and_says_what_it_cannot_read(qtbot: QtBot) -> None:
    field = NumberField("Quantity", Decimal("2.5"), unit="m²")
    form = shown(field, qtbot)
    assert field.line.text() == "2.5 m²"
    assert field.value() == Decimal("2.5")
    typed("many")
    form.leave()
    assert field.error()
    assert field.value() is None
    assert "left" not in form.told


def test_a_combo_tells_only_what_the_user_chose(qtbot: QtBot) -> None:
    field = ComboField("Stage", [Choice("1", "Inquiry"), Choice("2", "Offer")], "2")
    form = shown(field, qtbot)
    field.set_value("1")
    assert (field.value(), form.told) == ("1", [])
    QTest.keyClick(field.combo, Qt.Key.Key_Down)
    assert (field.value(), form.told) == ("2", ["edited", "left"])
    field.set_choices([Choice("2", "Offer made"), Choice("3", "Won")])
    assert field.value() == "2"
    field.set_value("9")
    assert field.value() == ""


def test_the_wheel_over_a_combo_leaves_the_choice_alone(qtbot: QtBot) -> None:
    field = ComboField("Stage", [Choice("1", "Inquiry"), Choice("2", "Offer")], "1")
    shown(field, qtbot)
    nothing = QPoint(0, 0)
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), nothing, QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field.combo, wheel)
    assert field.value() == "1"


def test_a_text_area_is_left_by_tab_and_submitted_by_ctrl_enter(qtbot: QtBot) -> None:
    field = TextArea("Introduction", "Dear Ms Kessler,")
    form = shown(field, qtbot)
    QTest.keyClicks(field.text, "Hello ")
    with qtbot.waitSignal(field.text.submitted):
        QTest.keyClick(field.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "\n" not in field.value()
    QTest.keyClick(field.text, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.elsewhere
    assert form.told[-1] == "left"
    told = len(form.told)
    field.set_value("Other")
    assert len(form.told) == told
