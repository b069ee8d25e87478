"""The lock over windows: what is seen, what comes back, and that it comes by itself when nobody is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.window.locking import Locking
from tests.builders import NOW


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Room:
    """A window with something half typed, its lock, and what became of the program."""

    def __init__(self, desk: Desk, *, encrypted: bool) -> None:
        self.clock, self.left = Clock(), False
        self.window = QWidget()
        self.line = QLineEdit("half typed", self.window)
        self.window.resize(600, 400)
        self.window.show()
        self.desk = desk
        self.locking = Locking(
            desk, self.clock, encrypted=encrypted, fits=lambda typed: typed == "correct horse", quit_=self._leave
        )

    def _leave(self) -> None:
        self.left = True

    def close(self) -> None:
        self.locking.close()
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def desk(theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(_no_file, _no_file, lambda _reader: (None, None))
    yield made
    made.close()


@pytest.fixture
def room(desk: Desk) -> Iterator[Room]:
    made = Room(desk, encrypted=True)
    yield made
    made.close()


def _no_file() -> NoReturn:
    raise AssertionError("nothing is asked of a file here")


def to_be_seen() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_nothing_is_to_be_seen_but_the_screen_until_the_password_is_right(room: Room, qtbot: QtBot) -> None:
    room.locking.lock()
    room.locking.lock()
    screen = room.locking.screen
    assert screen is not None
    assert to_be_seen() == [screen]
    assert "half typed" not in [one.text() for one in screen.findChildren(QLineEdit)]
    screen.card.field.line.setText("wrong horse")
    screen.card.button.click()
    qtbot.waitUntil(lambda: bool(screen.card.field.error()))
    assert to_be_seen() == [screen]
    screen.card.field.line.setText("correct horse")
    screen.card.button.click()
    qtbot.waitUntil(lambda: room.locking.screen is None)
    assert to_be_seen() == [room.window]
    assert room.line.text() == "half typed"
    assert not room.left


def test_a_file_without_password_is_hidden_and_goes_on_by_a_button(desk: Desk) -> None:
    room = Room(desk, encrypted=False)
    room.locking.lock()
    screen = room.locking.screen
    assert screen is not None
    assert to_be_seen() == [screen]
    screen.card.button.click()
    assert to_be_seen() == [room.window]
    room.close()


def test_whoever_closes_the_screen_leaves_the_program_and_sees_nothing(room: Room) -> None:
    room.locking.lock()
    screen = room.locking.screen
    assert screen is not None
    screen.close()
    assert room.left
    assert not room.window.isVisible()


def test_it_locks_when_nobody_was_there_for_so_long_and_not_before(room: Room) -> None:
    room.locking.follow(5)
    room.clock.now += timedelta(minutes=4)
    room.locking._look()
    assert room.locking.screen is None
    QTest.keyClick(room.line, Qt.Key.Key_A)
    room.clock.now += timedelta(minutes=4)
    room.locking._look()
    assert room.locking.screen is None
    room.clock.now += timedelta(minutes=1)
    room.locking._look()
    assert room.locking.screen is not None


def test_who_comes_back_to_a_computer_that_slept_finds_it_locked(room: Room) -> None:
    room.locking.follow(5)
    before = room.line.text()
    room.clock.now += timedelta(hours=2)
    QTest.keyClick(room.line, Qt.Key.Key_B)
    assert room.locking.screen is not None
    assert room.line.text() == before


def test_never_is_never(room: Room) -> None:
    room.locking.follow(5)
    room.locking.follow(0)
    room.clock.now += timedelta(days=1)
    QTest.keyClick(room.line, Qt.Key.Key_C)
    room.locking._look()
    assert room.locking.screen is None
