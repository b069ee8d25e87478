"""The list of proposals: what it says of each product, and which keys take it over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.offers import PriceMode
from crm_desktop.domain.products import TaxClass
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.queries.prices import Fate, Remembered
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.ui.models.offer_proposals import Proposal
from crm_desktop.ui.panes.offers.proposals import Proposals, about, price_of

DAY = date(2026, 3, 3)


def proposal(name: str, *, last: str = "", lines: int = 1) -> Proposal:
    row = ProductRow(
        1, 1, "P-1", name, "", 1, "Tables", "pcs", Decimal(100), None, "EUR", TaxClass.STANDARD, active=True
    )
    one = Line(title=name, unit="pcs", unit_price=Decimal(100), product_id=1)
    known = None
    if last:
        known = Remembered(
            1, DAY, Decimal(last), Decimal(5), PriceMode.NET, Decimal(19), "EUR", Decimal(1), Fate.WON, 1, "A-1"
        )
    return Proposal(row, (one,) * lines, Decimal(last) if last else None, known)


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    """Return a window with an editor in it."""
    found = QWidget()
    found.resize(900, 600)
    qtbot.addWidget(found)
    found.show()
    return found


def press(shown: Proposals, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    return shown.eventFilter(shown, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


def test_enter_takes_the_chosen_one_and_shift_enter_the_last_price(qtbot: QtBot, room: QWidget) -> None:
    shown, editor = Proposals(room), QLineEdit(room)
    taken: list[Proposal] = []
    shown.chosen.connect(taken.append)
    found = [proposal("Table", last="90"), proposal("Chair")]
    shown.offer(found, editor)
    assert not press(shown, Qt.Key.Key_Return)
    assert press(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (taken[-1].line.unit_price, taken[-1].line.discount_percent) == (Decimal(90), Decimal(5))
    assert not shown.isVisible()
    shown.offer(found, editor)
    press(shown, Qt.Key.Key_Down)
    assert press(shown, Qt.Key.Key_Return)
    assert taken[-1] is found[0]
    shown.offer(found, editor)
    press(shown, Qt.Key.Key_Down)
    press(shown, Qt.Key.Key_Down)
    assert press(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert taken[-1] is found[1]
    shown.offer(found, editor)
    assert press(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_it_is_said_to_those_who_cannot_see_it(room: QWidget) -> None:
    shown = Proposals(room)
    shown.offer([proposal("Table", last="90"), proposal("Set", lines=3)], QLineEdit(room))
    model = shown.view.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert said == [
        "Table, P-1 · Tables, 100.00 / pcs, Last 90.00 − 5 %, won 03/03/2026",
        "Set, P-1 · 3 positions · Tables, 300.00",
    ]
    assert about(proposal("Table")) == "P-1 · Tables"
    assert price_of(proposal("Set", lines=2)) == "200.00"
    assert not room.grab().isNull()
