"""Everybody can write offers: every control has a name, and Tab reaches them in the order of reading."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from crm_desktop.base import i18n
from crm_desktop.base.settings import Settings
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets.text import Text
from tests.ui.office import Stage
from tests.ui.panes.offers.writing import KEY, Writing, article, with_lines

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)


def nameless(part: QWidget) -> list[str]:
    """Return the controls in sight that say nothing of themselves."""
    return [
        f"{type(found).__name__} in {type(found.parentWidget()).__name__}"
        for kind in CONTROLS
        for found in part.findChildren(kind)
        if found.isVisible()
        and not found.accessibleName()
        and not (isinstance(found, QAbstractButton) and found.text())
    ]


def test_every_control_of_list_and_editor_has_a_name(writing: Writing) -> None:
    with_lines(writing, article("Theke"))
    writing.editor.terms.unfold(wanted=True)
    assert nameless(writing.editor) == []
    writing.stage.window.go(Place("offers"))
    writing.stage.settle()
    assert nameless(writing.pane.list) == []


def test_tab_goes_through_the_form_in_the_order_of_reading(writing: Writing) -> None:
    with_lines(writing, article("Theke"))
    editor = writing.editor
    editor.address.account.line.setFocus()
    stops = []
    for _stop in range(20):
        stops.append(writing.focused())
        writing.press(KEY.Key_Tab)
    wanted = [
        editor.address.account.line, editor.address.subject.line, editor.address.day.line, editor.address.until.line,
        editor.grid, editor.positions.add, editor.terms.delivery.text, editor.terms.payment.text,
        editor.terms.intro.text, editor.terms.closing.text,
    ]  # fmt: skip
    assert [stop for stop in stops if stop in wanted] == wanted


def test_the_grid_says_each_line_as_a_sentence(writing: Writing) -> None:
    with_lines(writing, article("Theke", "1480", unit="Stk"))
    lines = writing.editor.lines
    assert lines.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "1, Theke, 1 Stk, at 1,480.00, 1,480.00"


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_is_cut_at_150_per_cent_in_a_small_window(stage: Stage, theme: Theme, language: str) -> None:
    i18n.speak(language)
    theme.follow(Settings(scheme="light", text_size=150))
    stage.window.resize(1280, 800)
    writing = Writing(stage)
    with_lines(writing, article("Theke"))
    assert cut(writing.editor) == []
    stage.window.go(Place("offers"))
    stage.settle()
    assert cut(writing.pane.list) == []


def cut(part: QWidget) -> list[str]:
    """Return the words in sight that are not shown whole."""
    labels = [label.text() for label in part.findChildren(Text) if label.isVisible() and label.is_cut()]
    buttons = [button for button in part.findChildren(QPushButton) if button.isVisible() and button.text()]
    return labels + [button.text() for button in buttons if button.width() < button.sizeHint().width() - 1]
