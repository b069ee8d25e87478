"""The rail shrinks and overflows in good order; toasts come, stay while they are needed, and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.base.settings import Settings
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.rail import Rail
from crm_desktop.ui.widgets.toast import Toast, Toasts
from tests.ui.gallery import ENTRIES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from crm_desktop.ui.theme.theme import Theme


@pytest.fixture
def rail(theme: Theme, qtbot: QtBot) -> Rail:
    theme.follow(Settings(scheme="light", reduced_motion=True))
    made = Rail(ENTRIES, search_key="Ctrl K")
    qtbot.addWidget(made)
    made.resize(metrics.RAIL_WIDE, 800)
    made.show()
    return made


def button(rail: Rail, words: str) -> Button:
    return next(one for one in rail.findChildren(Button) if one.text() == words)


def test_a_press_chooses_and_a_program_only_marks(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rail.chosen):
        rail.select("offers")
    assert rail.selected() == "offers"
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.mouseClick(button(rail, "Contacts"), Qt.MouseButton.LeftButton)
    assert told.args == ["contacts"]
    assert rail.selected() == "contacts"


def test_the_group_is_one_stop_of_tab_and_arrows_move_in_it(rail: Rail, qtbot: QtBot) -> None:
    rail.select("companies")
    assert button(rail, "Companies").focusPolicy() & Qt.FocusPolicy.TabFocus
    assert button(rail, "Today").focusPolicy() == Qt.FocusPolicy.ClickFocus
    button(rail, "Companies").setFocus()
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.keyClick(button(rail, "Companies"), Qt.Key.Key_Down)
    assert told.args == ["pipeline"]


def test_in_a_narrow_window_icons_keep_their_names_and_counts(rail: Rail, theme: Theme) -> None:
    rail.set_count("today", "6")
    rail.follow_width(1179)
    today = button(rail, "Today")
    assert rail.width() == metrics.RAIL_NARROW
    assert today.toolTip() == "Today"
    assert today.accessibleName() == "Today, 6"
    assert today.property("badge") is True
    rail.follow_width(1180)
    assert rail.width() == metrics.RAIL_WIDE
    assert today.toolTip() == ""


def test_break_points_count_pixels_of_plain_text(rail: Rail, theme: Theme) -> None:
    theme.follow(Settings(scheme="light", text_size=150))
    rail.follow_width(1600)
    assert rail.width() == round(metrics.RAIL_NARROW * 1.5)


def test_what_does_not_fit_is_reached_through_more(rail: Rail, qtbot: QtBot) -> None:
    rail.resize(metrics.RAIL_WIDE, 380)
    QApplication.processEvents()
    more = button(rail, "More")
    assert more.isVisible()
    hidden = list(more.menu().actions())
    assert [action.text() for action in hidden][-1] == "Forecast"
    assert not button(rail, "Forecast").isVisible()
    assert button(rail, "Settings").isVisible()
    with qtbot.waitSignal(rail.chosen) as told:
        hidden[-1].trigger()
    assert told.args == ["forecast"]
    rail.resize(metrics.RAIL_WIDE, 800)
    QApplication.processEvents()
    assert not more.isVisible()
    assert button(rail, "Forecast").isVisible()


def test_the_foot_says_how_safe_the_data_is_and_what_runs(rail: Rail, qtbot: QtBot) -> None:
    rail.set_foot("Last copy 9 days ago", warning=True)
    foot = button(rail, "Last copy 9 days ago")
    assert foot.icon().name() == "triangle-alert"
    with qtbot.waitSignal(rail.foot_asked):
        QTest.mouseClick(foot, Qt.MouseButton.LeftButton)
    rail.set_job("Import 4,210 / 12,800", 0.33)
    with qtbot.waitSignal(rail.job_cancelled):
        QTest.mouseClick(button(rail, "Cancel"), Qt.MouseButton.LeftButton)
    rail.set_job("")
    assert not button(rail, "Cancel").isVisible()


class Window(QWidget):
    """A window with toasts."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(900, 600)
        self.toasts = Toasts(self)

    def seen(self) -> list[str]:
        return [toast.words.text() for toast in self.findChildren(Toast) if toast.isVisible()]


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Window:
    theme.follow(Settings(scheme="light", reduced_motion=True))
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


def test_two_messages_are_seen_at_once_the_newest_lowest(window: Window) -> None:
    toasts = [window.toasts.show(words) for words in ("One", "Two", "Three")]
    assert window.seen() == ["Two", "Three"]
    assert toasts[1].geometry().center().y() < toasts[2].geometry().center().y()
    assert toasts[2].geometry().bottom() <= window.height()
    window.toasts.clear()


def test_pressing_undo_acts_once_and_takes_the_message_away(window: Window) -> None:
    done: list[str] = []
    toast = window.toasts.show("Moved", action="Undo", key="Ctrl Z", on=lambda: done.append("undone"))
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert window.seen() == []


def test_a_message_leaves_after_its_time_but_not_under_the_pointer_or_the_focus(window: Window) -> None:
    toast = window.toasts.show("Moved", action="Undo", on=lambda: None)
    QApplication.sendEvent(toast, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    toast.expire()
    assert window.seen() == ["Moved"]
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    toast.button.setFocus()
    toast.expire()
    assert window.seen() == ["Moved"]
    toast.button.clearFocus()
    toast.expire()
    assert window.seen() == []


def test_messages_never_take_the_focus_and_follow_the_window(window: Window) -> None:
    before = QApplication.focusWidget()
    toast = window.toasts.show("Moved", action="Undo", on=lambda: None)
    assert QApplication.focusWidget() is before
    window.resize(700, 400)
    QApplication.processEvents()
    assert abs(toast.geometry().center().x() - 350) <= 1
    window.toasts.set_lift(90)
    assert toast.geometry().bottom() < 400 - 60
    window.toasts.clear()
