"""All widgets together: each has a name, Tab reaches each, large text cuts nothing, nothing stays behind."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QWidget,
)

from crm_desktop.base.settings import Settings
from crm_desktop.ui.widgets.header import ElidingHeader
from crm_desktop.ui.widgets.text import Text
from tests.ui.conftest import settle
from tests.ui.gallery import Gallery

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from crm_desktop.ui.theme.theme import Theme


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Gallery:
    made = Gallery()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def spoken_name(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name) if told is not None else ""


def test_every_control_has_a_name_for_screen_readers(page: Gallery) -> None:
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in page.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.isVisible()
        and widget.isEnabled()
        and not spoken_name(widget)
        # Qt's own line edit inside a spin box speaks for the spin box.
        and widget.objectName() != "qt_spinbox_lineedit"
    ]
    assert not nameless


def test_tab_reaches_every_group_of_controls_in_reading_order(page: Gallery) -> None:
    page.rail.setFocus()
    stops: list[QWidget] = []
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if stops and focused is stops[0]:
            break
        stops.append(focused)
    names = [stop.accessibleName() or spoken_name(stop) for stop in stops]
    wanted = ["Contacts", "New contact", "All", "Sections", "Call", "Board", "Single keys", "Subject", "Valid until",
              "Stage", "Introduction", "Note", "Phone", "Find a setting", "Orders by month", "Preview"]  # fmt: skip
    assert [name for name in names if name in wanted and name != "Contacts"] == wanted[1:]
    # The rail is one stop, and it is the place where the user is.
    assert names.count("Today, 6") == 0
    assert "Contacts" in names


@pytest.mark.parametrize("percent", [100, 150])
def test_large_text_is_not_cut(percent: int, theme: Theme, qtbot: QtBot) -> None:
    theme.follow(Settings(scheme="light", text_size=percent))
    page = Gallery()
    qtbot.addWidget(page)
    page.resize(1480 * percent // 100, 1150 * percent // 100)
    page.panes.restore([width * percent // 100 for width in (336, 560, 370)])
    page.show()
    for _ in range(3):
        QApplication.processEvents()
    cut = [label.text() for label in page.findChildren(Text) if label.isVisible() and label.is_cut()]
    narrow = [
        button.text()
        for button in page.findChildren(QPushButton)
        if button.isVisible() and button.width() < button.sizeHint().width()
    ]
    low = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.height() < widget.minimumSizeHint().height()
        # Qt's own parts inside a spin box, a head or a calendar are cut on purpose.
        and type(widget).__module__.startswith("crm_desktop")
        and not isinstance(widget, ElidingHeader)
    ]
    assert (cut, narrow, low) == ([], [], [])


def test_a_page_that_is_closed_leaves_nothing(theme: Theme) -> None:
    page = Gallery()
    page.show()
    page.toasts.show("Done", action="Undo", on=lambda: None)
    page.palette_frame.open_("kess")
    QApplication.processEvents()
    kept = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    settle()
    gc.collect()
    assert kept() is None
