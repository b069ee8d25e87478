"""Forms that ask for a few things at once: what is wrong is said in full, beside the field it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.base.errors import BadInput
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG = "A contact needs a name. Give the first name, the last name or the name of the firm, and try again then."


class Three(Form):
    """Three narrow fields in a row."""

    def __init__(self) -> None:
        super().__init__("New person")
        self.fields = {"given": LineField("First name"), "family": LineField("Last name"), "role": LineField("Role")}
        self.line(*self.fields.values())
        self.buttons("Create")

    def submit(self) -> None:
        """Never good enough."""
        self.fail(BadInput(LONG, field="family"))


def test_a_form_grows_until_a_reason_of_many_lines_stands_in_full(qtbot: QtBot) -> None:
    form = Three()
    qtbot.addWidget(form)
    form.show()
    height = form.fields["family"].editor.height()
    form.submit()
    QApplication.processEvents()
    reason = next(text for text in form.findChildren(Text) if text.text() == LONG)
    assert not reason.is_cut()
    assert form.fields["family"].editor.height() == height


def test_a_reason_about_no_field_stands_above_the_buttons_in_full(qtbot: QtBot) -> None:
    form = Three()
    qtbot.addWidget(form)
    form.show()
    height = form.fields["family"].editor.height()
    form.fail(BadInput(LONG + LONG))
    QApplication.processEvents()
    reason = next(text for text in form.findChildren(Text) if text.text() == LONG + LONG)
    assert reason.isVisible()
    assert not reason.is_cut()
    assert form.fields["family"].editor.height() == height


def test_a_form_grows_also_for_what_a_field_found_by_itself(qtbot: QtBot) -> None:
    form = Three()
    amount = NumberField("Value")
    form.line(amount, LineField("Note"), LineField("Phone"))
    qtbot.addWidget(form)
    form.show()
    amount.line.setText("twelve")
    assert not amount.check()
    QApplication.processEvents()
    reason = next(text for text in form.findChildren(Text) if text.text() == amount.error())
    assert not reason.is_cut()


class Asking(Form):
    """Hands over a word, each time it is asked to."""

    filled = Signal(str)

    def __init__(self) -> None:
        super().__init__("New")
        self.line(LineField("Name"))
        self.buttons("Create")

    def submit(self) -> None:
        """Hand it over."""
        self.filled.emit("Graf")


def asked(qtbot: QtBot) -> tuple[Asking, list[str]]:
    form, given = Asking(), list[str]()
    qtbot.addWidget(form)
    form.filled.connect(given.append)
    form.open()
    return form, given


def test_a_second_press_while_the_first_is_being_done_adds_nothing_twice(qtbot: QtBot) -> None:
    form, given = asked(qtbot)
    form.accept_button.click()
    form.accept_button.click()
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert given == ["Graf"]
    form.fail(BadInput(LONG))
    form.accept_button.click()
    assert given == ["Graf", "Graf"]


def test_a_form_left_while_it_is_being_done_takes_the_answer_and_comes_back_only_with_a_reason(qtbot: QtBot) -> None:
    form, _given = asked(qtbot)
    ended: list[int] = []
    form.finished.connect(ended.append)
    form.accept_button.click()
    form.reject()
    assert (form.isVisible(), ended) == (False, [])
    form.fail(BadInput(LONG))
    assert form.isVisible()
    form.accept_button.click()
    form.reject()
    form.accept()
    assert (form.isVisible(), ended) == (False, [Form.DialogCode.Accepted.value])
