"""The main job from one end to the other, by keys alone: somebody new, note, deal, offer, PDF, won, report."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.store.queries.offers import the_offer
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.board.close_forms import WinForm
from crm_desktop.ui.panes.board.deal_form import DealForm
from crm_desktop.ui.panes.board.pane import BoardPane
from crm_desktop.ui.panes.contacts.form import NewContactForm
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.panes.forecast.pane import ForecastPane
from crm_desktop.ui.panes.offers.pane import OffersPane
from crm_desktop.ui.window.plan import PLANS
from tests.ui.office import Stage

_KEY = Qt.Key
_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


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
    """Return the digit that leads to a pane: 0 is the tenth."""
    return ([plan.name for plan in PLANS].index(pane) + 1) % 10


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
    come_back(stage)


def come_back(stage: Stage) -> None:
    """Do what a window manager does when a dialog is gone."""
    stage.window.windowHandle().requestActivate()
    stage.until(stage.window.isActiveWindow)


def answering(stage: Stage, name: str) -> None:
    """Type a name into the next dialog that asks for a file, and press Enter."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        field = dialog.findChild(QLineEdit) if isinstance(dialog, QFileDialog) else None
        if dialog is None or field is None or not field.hasFocus():
            if dialog is not None:
                dialog.activateWindow()
            QTimer.singleShot(10, stage.window, answer)
            return
        field.selectAll()
        write(name)
        press(_KEY.Key_Return)

    QTimer.singleShot(0, stage.window, answer)


def cells(*typed: str) -> None:
    """Type into cells one after the other, with Tab between them and Enter at the end."""
    for place, words in enumerate(typed):
        if place:
            press(_KEY.Key_Tab)
        write(words)
    press(_KEY.Key_Return)


def text_of(file: Path) -> str:
    """Return what can be read on the pages of a file."""
    with pdfium.PdfDocument(file) as pages:
        return "\n".join(page.get_textpage().get_text_range() for page in pages)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to open."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    return opened


def test_somebody_new_becomes_a_customer(stage: Stage, tmp_path: Path, shown: list[str]) -> None:
    scalar = stage.reader.scalar
    contact_id = meet_somebody(stage)
    deal_id = begin_a_deal(stage, contact_id)
    offer_id = write_an_offer(stage, contact_id, deal_id)
    print_it(stage, _KEY.Key_S, tmp_path / "Angebot.pdf", "Änne Weiß", "Treppe aus Eiche", "Montage")
    press(_KEY.Key_Return, _CTRL)
    stage.until(lambda: scalar("select status from offer where id = ?", (offer_id,)) == OfferStatus.SENT)
    stage.settle()
    win(stage, deal_id)

    stage.window.go(Place("forecast"))
    forecast = stage.window.current_pane()
    assert isinstance(forecast, ForecastPane)
    stage.settle()
    answering(stage, str(tmp_path / "Prognose"))
    forecast.save_report()
    stage.until((tmp_path / "Prognose.pdf").exists)
    assert "Prognose" in text_of(tmp_path / "Prognose.pdf")
    come_back(stage)
    # The letter the offer went out with was opened before it.
    stage.until(lambda: shown[-1] == str(tmp_path / "Prognose.pdf"))

    steps = "select count(*) from step where undone = 0"
    while scalar("select count(*) from contact where name = 'Änne Weiß' and deleted_at is null"):
        before = scalar(steps)
        press(_KEY.Key_Z, _CTRL)
        stage.settle()
        assert scalar(steps) < before
    assert scalar("select count(*) from offer where subject = 'Treppe aus Eiche'") == 0


def meet_somebody(stage: Stage) -> int:
    """Take somebody in, write a note about them, and return their id."""
    scalar = stage.reader.scalar
    contacts = begin(stage)
    press(_KEY.Key_N)
    filled(stage, NewContactForm, ("given_name", "Änne"), ("family_name", "Weiß"), ("email", "aenne@weiss.example"))
    stage.until(lambda: scalar("select count(*) from contact where name = 'Änne Weiß'") == 1)
    contact_id: int = scalar("select id from contact where name = 'Änne Weiß'")
    stage.until(lambda: in_view(contacts) == contact_id)
    press(_KEY.Key_E)
    write("Möchte eine Treppe.")
    press(_KEY.Key_Return, _CTRL)
    stage.until(lambda: scalar("select count(*) from activity where body = 'Möchte eine Treppe.'") == 1)
    assert scalar("select kind from activity order by id desc limit 1") == ActivityKind.NOTE
    return contact_id


def begin_a_deal(stage: Stage, contact_id: int) -> int:
    """Begin a deal with the contact in view, and return its id."""
    press(_KEY.Key_D, _CTRL | _SHIFT)
    stage.settle()
    filled(stage, DealForm, ("title", "Treppe Weiß"), ("amount_cents", "4000"))
    board = stage.window.current_pane()
    assert isinstance(board, BoardPane)
    deal_id = stage.found("deal", "Treppe Weiß")
    assert stage.reader.scalar("select account_id from deal where id = ?", (deal_id,)) == contact_id
    stage.until(lambda: in_view(board) == deal_id)
    return deal_id


def write_an_offer(stage: Stage, contact_id: int, deal_id: int) -> int:
    """Write an offer with two lines for the deal in view, and return its id."""
    press(_KEY.Key_O, _CTRL | _SHIFT)
    pane = stage.window.current_pane()
    assert isinstance(pane, OffersPane)
    stage.until(lambda: in_view(pane) > 0)
    stage.settle()
    offer_id = in_view(pane)
    write("Treppe aus Eiche")
    press(_KEY.Key_Plus, _CTRL)
    cells("Treppe", "1", "Stk", "3,600", "Montage", "6", "Std", "68")
    stage.settle()
    offer = the_offer(stage.reader, offer_id=offer_id)
    assert (offer.account_id, offer.deal_id, offer.subject) == (contact_id, deal_id, "Treppe aus Eiche")
    assert [line.title for line in offer.lines] == ["Treppe", "Montage"]
    assert offer.net_cents == 400_800
    return offer_id


def print_it(stage: Stage, key: Qt.Key, file: Path, *words: str) -> None:
    """Save what is in view as a PDF, its name typed without the ending, and look for words on its pages."""
    answering(stage, str(file.with_suffix("")))
    press(key, _CTRL)
    stage.settle()
    stage.until(file.exists)
    page = text_of(file)
    assert not [one for one in words if one not in page]
    come_back(stage)


def win(stage: Stage, deal_id: int) -> None:
    """Go back to the board, where the deal is still the one in view, and win it."""
    press(Qt.Key(_KEY.Key_0 + place_of("board")), _CTRL)
    board = stage.window.current_pane()
    assert isinstance(board, BoardPane)
    stage.settle()
    stage.until(lambda: in_view(board) == deal_id)
    press(_KEY.Key_W)
    stage.settle()
    filled(stage, WinForm, ("argument", "Beratung"))
    stage.until(lambda: stage.reader.scalar("select status from deal where id = ?", (deal_id,)) == "won")
