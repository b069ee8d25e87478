"""The main job from one end to the other, by keys alone: somebody new, a note, a deal, an offer, won, forecast."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.domain.history import ActivityKind
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.board.close_forms import WinForm
from crm_desktop.ui.panes.board.deal_form import DealForm
from crm_desktop.ui.panes.board.pane import BoardPane
from crm_desktop.ui.panes.contacts.form import NewContactForm
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.panes.forecast.pane import ForecastPane
from crm_desktop.ui.window.plan import PLANS
from tests.ui.office import Stage

_KEY = Qt.Key
_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, chord: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(focused(), key, chord)


def write(words: str) -> None:
    """Type letters as a keyboard does; letters a keyboard of another country has come through too."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, 0, _NONE, letter))


def begin(stage: Stage) -> ContactsPane:
    stage.window.show()
    stage.window.windowHandle().requestActivate()
    stage.until(stage.window.isActiveWindow)
    stage.window.go(Place("contacts"))
    stage.settle()
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    pane.list.view.setFocus()
    return pane


def place_of(pane: str) -> int:
    """Return the digit that leads to a pane."""
    return [plan.name for plan in PLANS].index(pane) + 1


def in_view(pane: Pane) -> int:
    """Return the id of the record in view, 0 while there is none."""
    subject = pane.subject()
    return subject.ref if subject else 0


def filled(stage: Stage, form: type[QDialog], *lines: tuple[str, str]) -> None:
    """Write into the fields of the form that is open, and press Enter."""
    found = stage.window.findChild(form)
    assert found is not None
    found.activateWindow()
    stage.until(found.isActiveWindow)
    for name, words in lines:
        found.fields[name].setFocus()  # type: ignore[attr-defined]
        write(words)
    press(_KEY.Key_Return)
    stage.settle()
    # What a window manager does when a dialog is gone.
    stage.window.windowHandle().requestActivate()
    stage.until(stage.window.isActiveWindow)


def test_somebody_new_becomes_a_customer(stage: Stage) -> None:
    contacts = begin(stage)
    press(_KEY.Key_N)
    filled(stage, NewContactForm, ("given_name", "Änne"), ("family_name", "Weiß"), ("email", "aenne@weiss.example"))
    stage.until(lambda: stage.reader.scalar("select count(*) from contact where name = 'Änne Weiß'") == 1)
    contact_id = stage.reader.scalar("select id from contact where name = 'Änne Weiß'")
    stage.until(lambda: in_view(contacts) == contact_id)

    press(_KEY.Key_E)
    write("Möchte eine Treppe.")
    press(_KEY.Key_Return, _CTRL)
    stage.until(lambda: stage.reader.scalar("select count(*) from activity where body = 'Möchte eine Treppe.'") == 1)
    assert stage.reader.scalar("select kind from activity order by id desc limit 1") == ActivityKind.NOTE

    press(_KEY.Key_D, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    stage.settle()
    filled(stage, DealForm, ("title", "Treppe Weiß"), ("amount_cents", "4000"))
    board = stage.window.current_pane()
    assert isinstance(board, BoardPane)
    deal_id = stage.found("deal", "Treppe Weiß")
    assert stage.reader.scalar("select account_id from deal where id = ?", (deal_id,)) == contact_id
    stage.until(lambda: in_view(board) == deal_id)

    press(_KEY.Key_W)
    stage.settle()
    filled(stage, WinForm, ("argument", "Beratung"))
    stage.until(lambda: stage.reader.scalar("select status from deal where id = ?", (deal_id,)) == "won")

    press(Qt.Key(_KEY.Key_0 + place_of("forecast")), _CTRL)
    forecast = stage.window.current_pane()
    assert isinstance(forecast, ForecastPane)
    stage.settle()

    for _step in range(4):
        press(_KEY.Key_Z, _CTRL)
        stage.settle()
    assert stage.reader.scalar("select count(*) from contact where name = 'Änne Weiß' and deleted_at is null") == 0
