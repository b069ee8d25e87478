"""Reminders: said at their time by one timer, put off, done and undone; in the tray while the window is closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from crm_desktop.base.times import to_text
from crm_desktop.operations.planning import tasks
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.notice_card import NoticeCard
from crm_desktop.ui.window.absence import Absence
from crm_desktop.ui.window.reminders import ReminderBell
from crm_desktop.ui.window.tray import Tray, TraySystem
from tests.builders import NOW
from tests.ui.office import Stage


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class FakeIcon(QSystemTrayIcon):
    """An icon that shows nothing and remembers what it was told; the system of a test has no tray."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.said: list[tuple[str, str]] = []

    def show(self) -> None:
        pass

    def hide(self) -> None:
        pass

    def showMessage(self, title: str, detail: str, *_rest: object) -> None:
        self.said.append((title, detail))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bell(stage: Stage, clock: Clock) -> Iterator[ReminderBell]:
    """Return the bell of a window that is shown, with a clock set by hand."""
    stage.window.show()
    stage.window.go(Place("contacts"))
    stage.settle()
    object.__setattr__(stage.window.workplace, "clock", clock)
    made = ReminderBell(stage.window.workplace, stage.window, lambda *_told: False)
    stage.desk.changed.connect(made.refresh)
    yield made
    made.leave()


def remind(stage: Stage, subject: str, after: timedelta) -> int:
    """Plan something that reminds so long after now; return its id."""
    found: list[int] = []
    new = Plan(subject, NOW.date(), due_time="14:30", reminder_at=NOW + after)
    stage.desk.do(tasks.add_task, new=new, then=lambda outcome: found.append(outcome.value))
    stage.settle()
    return found[0]


def cards(stage: Stage) -> list[NoticeCard]:
    return [card for card in stage.window.findChildren(NoticeCard) if not card.isHidden()]


def button(card: QWidget, words: str) -> Button:
    return next(one for one in card.findChildren(Button) if one.text() == words)


def choose(stage: Stage, words: str) -> None:
    """Choose an entry of the menu “Later”."""
    menu = button(cards(stage)[0], "Later").menu()
    action: QAction = next(one for one in menu.actions() if one.text() == words)
    action.trigger()
    stage.settle()


def test_it_is_said_at_its_time_and_not_before(stage: Stage, bell: ReminderBell, clock: Clock) -> None:
    remind(stage, "Kessler anrufen", timedelta(minutes=30))
    assert bell.armed_for == NOW + timedelta(minutes=30)
    assert cards(stage) == []
    assert bell._timer.interval() == 60_000, "the clock is looked at again after a minute at most"
    clock.now += timedelta(minutes=29, seconds=30)
    bell._timer.timeout.emit()
    assert bell._timer.interval() == 30_000
    stage.settle()
    assert cards(stage) == []
    clock.now += timedelta(seconds=30)
    bell._timer.timeout.emit()
    stage.settle()
    (card,) = cards(stage)
    assert card.title.text() == "Kessler anrufen"
    assert card.accessibleName().startswith("Kessler anrufen, Today, 14:30")
    assert bell.armed_for is None


def test_what_came_while_the_program_was_closed_is_said_at_once(stage: Stage, bell: ReminderBell) -> None:
    remind(stage, "Gestern", timedelta(hours=-20))
    bell.ask()
    stage.settle()
    assert len(cards(stage)) == 1


@pytest.mark.parametrize(
    ("words", "at"),
    [("In 5 minutes", NOW + timedelta(minutes=5)), ("In 1 hour", NOW + timedelta(hours=1))],
)
def test_later_is_later_and_one_step_that_can_be_undone(
    words: str, at: datetime, stage: Stage, bell: ReminderBell
) -> None:
    task = remind(stage, "Kessler anrufen", timedelta(0))
    choose(stage, words)
    assert stage.reader.scalar("select reminder_at from activity where id = ?", (task,)) == to_text(at)
    assert cards(stage) == []
    assert bell.armed_for == at
    stage.desk.undo()
    stage.until(lambda: len(cards(stage)) == 1)


def test_tomorrow_is_nine_in_the_morning(stage: Stage, bell: ReminderBell) -> None:
    remind(stage, "Kessler anrufen", timedelta(0))
    choose(stage, "Tomorrow at 9:00")
    assert bell.armed_for is not None
    local = bell.armed_for.astimezone()
    assert (local.date(), local.hour, local.minute) == (NOW.date() + timedelta(days=1), 9, 0)


def test_no_more_means_no_more_and_done_means_done(stage: Stage, bell: ReminderBell) -> None:
    assert bell.armed_for is None
    first, second = remind(stage, "A", timedelta(minutes=-2)), remind(stage, "B", timedelta(minutes=-1))
    (card,) = cards(stage)
    assert "1 more" in card.accessibleName()
    choose(stage, "Do not remind again")
    assert stage.reader.scalar("select reminder_at is null and done_at is null from activity where id = ?", (first,))
    (card,) = cards(stage)
    assert card.title.text() == "B"
    button(card, "Done").click()
    stage.settle()
    assert stage.reader.scalar("select done_at from activity where id = ?", (second,)) is not None
    assert cards(stage) == []


def test_closed_by_its_cross_it_stays_away_until_something_about_it_changes(stage: Stage, bell: ReminderBell) -> None:
    task = remind(stage, "A", timedelta(minutes=-2))
    cards(stage)[0].closed.emit()
    bell.ask()
    stage.settle()
    assert cards(stage) == []
    stage.desk.do(tasks.set_time, activity_id=task, on=NOW.date(), time="16:00")
    stage.settle()
    assert len(cards(stage)) == 1


def test_the_notice_takes_no_focus_and_stays_in_the_corner(stage: Stage, bell: ReminderBell) -> None:
    assert bell.armed_for is None
    before = stage.window.focusWidget()
    remind(stage, "A", timedelta(0))
    (card,) = cards(stage)
    assert stage.window.focusWidget() is before
    stage.window.resize(1200, 800)
    assert card.geometry().right() < 1200
    assert card.geometry().bottom() < 800
    assert card.geometry().right() > 1100


def fake_system(icons: list[FakeIcon], *, available: bool = True) -> TraySystem:
    def make(parent: QObject) -> QSystemTrayIcon:
        icons.append(FakeIcon(parent))
        return icons[-1]

    return TraySystem(lambda: available, make)


def absence(stage: Stage, system: TraySystem, *, wanted: bool = True) -> Absence:
    stage.settings = replace(stage.settings, stay_in_tray=wanted)
    made = Absence(stage.window.workplace, stage.window, quit_=stage.window.close, system=system)
    stage.settle()
    return made


def test_a_closed_window_waits_in_the_tray_and_reminds_from_there(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("contacts"))
    icons: list[FakeIcon] = []
    away = absence(stage, fake_system(icons))
    stage.desk.changed.connect(away.bell.refresh)
    assert away.keeps(stage.window)
    assert stage.window.isHidden()
    remind(stage, "Kessler anrufen", timedelta(0))
    assert icons[0].said == [("Kessler anrufen", "Today, 14:30")]
    away.bell.ask()
    stage.settle()
    assert len(icons[0].said) == 1, "said once"
    assert cards(stage) == []
    icons[0].messageClicked.emit()
    assert stage.window.isVisible()
    away.end()
    assert not QApplication.quitOnLastWindowClosed() or away.tray._icon is None
    away.leave()


def test_without_a_tray_or_the_wish_a_window_closes(stage: Stage) -> None:
    icons: list[FakeIcon] = []
    assert not absence(stage, fake_system(icons, available=False)).keeps(stage.window)
    assert not absence(stage, fake_system(icons), wanted=False).keeps(stage.window)
    away = absence(stage, fake_system(icons))
    away.forbid()
    assert not away.keeps(stage.window), "quitting is quitting"
    assert icons == []


def test_the_menu_of_the_tray_leads_back_or_out(stage: Stage) -> None:
    done: list[str] = []
    icons: list[FakeIcon] = []
    tray = Tray(back=lambda: done.append("back"), quit_=lambda: done.append("quit"), wanted=lambda: True,
                system=fake_system(icons))  # fmt: skip
    stage.window.show()
    for _time in range(2):
        assert tray.keep(stage.window)
        actions = icons[-1].contextMenu().actions()
        actions[len(done)].trigger()
    assert done == ["back", "quit"]
    assert not tray.tell("x", "y", lambda: None), "nothing is said where there is no icon"
    assert QApplication.quitOnLastWindowClosed()
    stage.window.show()


def test_what_is_done_elsewhere_leaves_a_notice_that_says_the_same_alone(
    stage: Stage, bell: ReminderBell, clock: Clock
) -> None:
    remind(stage, "Rückruf", timedelta(minutes=5))
    clock.now += timedelta(minutes=5)
    bell.ask()
    stage.settle()
    card = next(one for one in stage.window.findChildren(NoticeCard) if one.isVisible())
    stage.desk.do(tasks.add_task, new=Plan("Etwas anderes", NOW.date()))
    stage.settle()
    assert [one for one in stage.window.findChildren(NoticeCard) if one.isVisible()] == [card]
    remind(stage, "Noch einer", timedelta(minutes=1))
    assert [one for one in stage.window.findChildren(NoticeCard) if one.isVisible()] != [card]
