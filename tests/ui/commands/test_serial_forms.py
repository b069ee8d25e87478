"""Forms for labels, envelopes and serial letters: the first free label, who gets a letter and who not."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.serial import LeftOut, Odd, Ready
from crm_desktop.operations.serial.plain_letters import Begun
from crm_desktop.store.queries.templates import TemplateRow
from crm_desktop.ui.commands.label_form import LabelAnswer, LabelForm
from crm_desktop.ui.commands.letter_form import LetterForm
from crm_desktop.ui.commands.serial_form import SerialForm
from crm_desktop.ui.theme.theme import Theme

ROW = TemplateRow(7, 1, "Einladung", "letter", "de", "", "x", "", "", "", "")


def test_the_first_free_label_is_chosen_on_the_sheet(qtbot: QtBot, theme: Theme) -> None:
    form = LabelForm(12)
    qtbot.addWidget(form)
    form.show()
    assert form.answer() == LabelAnswer(False, "L7160", 1, 0.0, 0.0, False, True)
    grid = form.grid
    grid.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(grid, key)
    assert grid.first() == 3
    grid.choose(99)
    assert grid.first() == 21
    QTest.mouseClick(
        grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(grid.width() // 2, grid.height() // 2)
    )
    assert grid.first() == 11
    assert grid.accessibleName() == "First free label: 11 of 21"
    grid.grab()
    form.right.line.setText("1.5")
    form.frames.setChecked(True)
    got: list[Any] = []
    form.filled.connect(got.append)
    form.submit()
    assert got == [LabelAnswer(False, "L7160", 11, 1.5, 0.0, True, True)]
    form.accept_button.setEnabled(True)
    form.what.button("envelopes").click()
    assert form.sheet.isHidden()
    assert form.answer()[:2] == (True, "DL")
    form.down.line.setText("viel")
    form.submit()
    assert len(got) == 1
    assert "10 mm" in form.down.error()
    assert theme is not None


def test_a_serial_letter_says_who_gets_one_before_it_is_printed(qtbot: QtBot, theme: Theme) -> None:
    form = SerialForm(4)
    qtbot.addWidget(form)
    form.show_templates([])
    assert "Settings" in form.state.text()
    form.show_templates([ROW])
    assert not form.accept_button.isEnabled()
    left = tuple(LeftOut(number, f"Nr. {number}", "There is no address to write to.") for number in range(4))
    form.show_ready(Ready(3, left, (), (Odd(1, "A", "the longest text"),)))
    assert form.state.text() == "3 letters"
    assert form.left_out.text().splitlines()[1] == "Nr. 0: There is no address to write to."
    assert form.left_out.text().endswith("1 more")
    got: list[Any] = []
    form.filled.connect(got.append)
    form.tested.connect(got.append)
    form.template.combo.setCurrentIndex(0)
    form.test.click()
    form.submit()
    assert got == [7, 7]
    assert theme is not None


def test_a_letter_that_begins_with_a_template_shows_what_is_missing(qtbot: QtBot, theme: Theme) -> None:
    form = LetterForm("Miriam Kessler")
    qtbot.addWidget(form)
    assert form.template.isHidden()
    form.show_templates([ROW])
    assert not form.template.isHidden()
    form.show_begun(Begun("Danke", "Zum [Geburtstag]", ("Geburtstag",)))
    assert form.text.error() == "Nothing is known for {Geburtstag}."
    assert form.text.value() == "Zum [Geburtstag]"
    assert theme is not None
