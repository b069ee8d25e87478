"""The board: cards move by drop and by key, at once and for good; won, lost and parked; what fails goes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import DealStatus
from crm_desktop.store.unit_of_work import Work, Writer
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.board import deals_as_mime
from crm_desktop.ui.panes.board.close_forms import LossForm, ParkForm, WinForm
from crm_desktop.ui.panes.board.deal_form import DealForm
from crm_desktop.ui.panes.board.pane import BoardPane
from tests.ui.office import Stage


def shown(stage: Stage) -> BoardPane:
    """Bring the board into view and return the pane."""
    stage.window.show()
    stage.window.go(Place("board"))
    pane = stage.window.current_pane()
    assert isinstance(pane, BoardPane)
    stage.until(lambda: any(lane.model.rowCount() for lane in pane.views.board.lanes))
    stage.settle()
    return pane


def put_cursor(pane: BoardPane, lane: int, row: int = 0) -> int:
    """Put the cursor on a card and return its deal."""
    view = pane.views.board.lanes[lane].view
    view.setFocus()
    view.choose(row)
    pane.views.board.at = lane
    return view.deal_id()


def stage_of(stage: Stage, deal_id: int) -> tuple[str, str]:
    found = stage.reader.row(
        lambda *row: row,
        "select s.name, d.status from deal d join stage s on s.id = d.stage_id where d.id = ?",
        (deal_id,),
    )
    assert found is not None
    return found


def test_every_lane_shows_count_sum_and_learned_chance(stage: Stage) -> None:
    pane = shown(stage)
    sums = dict(
        stage.reader.rows(
            lambda name, n: (name, n),
            "select s.name, count(*) from deal d join stage s on s.id = d.stage_id"
            " join pipeline p on p.id = s.pipeline_id where d.status = 'open' and p.is_default group by s.id",
        )
    )
    for lane in pane.views.board.lanes:
        assert lane._count.text() == str(sums.get(lane._name.text(), 0))
        assert lane.model.rowCount() == sums.get(lane._name.text(), 0)
        assert lane._chance.text().endswith("%")
        assert " of " in lane._cases.text()


def test_shift_and_arrow_move_a_card_one_stage_and_undo_brings_it_back(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 1)
    QTest.keyClick(pane.views.board.lanes[1].view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert pane.views.board.lanes[2].model.row_of(deal_id) is not None, "seen at once, before the step is done"
    stage.until(lambda: stage_of(stage, deal_id)[0] == "Angebot")
    stage.settle()
    assert pane.views.board.lanes[2].view.deal_id() == deal_id, "the cursor goes with the card"
    stage.desk.undo()
    stage.until(lambda: pane.views.board.lanes[1].model.row_of(deal_id) is not None)
    assert stage_of(stage, deal_id) == ("Qualifiziert", "open")


def test_a_card_dropped_on_another_lane_is_moved_there(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 0)
    target = pane.views.board.lanes[3]
    data = deals_as_mime([deal_id])
    at = QPointF(20, 10)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), Qt.DropAction.MoveAction, data, buttons, keys)
    QApplication.sendEvent(target.view.viewport(), enter)
    assert target._lit
    QApplication.sendEvent(target.view.viewport(), QDropEvent(at, Qt.DropAction.MoveAction, data, buttons, keys))
    stage.until(lambda: stage_of(stage, deal_id)[0] == "Verhandlung")
    assert not target._lit


def test_a_foreign_thing_dropped_on_a_lane_is_ignored(stage: Stage) -> None:
    pane = shown(stage)
    data = QMimeData()
    data.setText("hello")
    before = [lane.model.rowCount() for lane in pane.views.board.lanes]
    lane = pane.views.board.lanes[0].model
    assert not lane.canDropMimeData(data, Qt.DropAction.MoveAction, 0, 0, lane.index(-1))
    assert not lane.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, lane.index(-1))
    assert [lane.model.rowCount() for lane in pane.views.board.lanes] == before


def test_a_move_that_cannot_be_kept_goes_back_and_says_why(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 1)

    def fail(_work: Work, _derived: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Work, "finish", fail)
    pane.shift(1)
    stage.until(lambda: pane.views.board.lanes[1].model.row_of(deal_id) is not None)
    monkeypatch.undo()
    assert stage_of(stage, deal_id) == ("Qualifiziert", "open")


def test_won_by_its_key_and_enter_with_the_argument_that_convinced(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 4)
    pane.win()
    stage.settle()
    form = pane.findChild(WinForm)
    assert form is not None
    form.argument.set_value("Schnelle Lieferung")
    form.submit()
    stage.until(lambda: stage_of(stage, deal_id)[1] == "won")
    stage.until(lambda: pane.views.board.lanes[4].model.row_of(deal_id) is None)
    assert stage.reader.scalar("select won_argument from deal where id = ?", (deal_id,)) == "Schnelle Lieferung"


def test_lost_asks_for_the_reason_and_one_figure_answers(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 0)
    pane.lose()
    form = pane.findChild(LossForm)
    assert form is not None
    QTest.keyClick(form, Qt.Key.Key_2)
    stage.until(lambda: stage_of(stage, deal_id)[1] == "lost")
    assert stage.reader.scalar("select lost_reason from deal where id = ?", (deal_id,)) == "Delivery date"


def test_parked_until_a_day(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 0)
    pane.park()
    form = pane.findChild(ParkForm)
    assert form is not None
    form.submit()
    stage.until(lambda: stage_of(stage, deal_id)[1] == "parked")
    assert stage.reader.scalar("select parked_until from deal where id = ?", (deal_id,)) == "2026-12-24"


def test_a_new_deal_with_a_customer_found_by_a_few_letters(stage: Stage) -> None:
    pane = shown(stage)
    pane.add()
    form = pane.findChild(DealForm)
    assert form is not None
    form.submit()
    stage.settle()
    assert form.title_field.error(), "a deal needs a title, and the field says so"
    form.title_field.set_value("Vitrine Eiche")
    form.account.set_value("niemand hier")
    form.submit()
    assert form.account.error()
    form.account.show_contact(stage.found("contact", "Hotel Seeblick"), "Hotel Seeblick GmbH")
    form.amount.set_cents(480_000)
    form.submit()
    stage.until(lambda: stage.reader.scalar("select count(*) from deal where title = 'Vitrine Eiche'") == 1)
    stage.settle()
    found = stage.reader.row(
        lambda *row: row,
        "select a.name, d.amount_cents from deal d join contact a on a.id = d.account_id"
        " where d.title = 'Vitrine Eiche'",
    )
    assert found == ("Hotel Seeblick GmbH", 480_000)


def test_left_and_right_go_from_lane_to_lane(stage: Stage) -> None:
    pane = shown(stage)
    put_cursor(pane, 0)
    QTest.keyClick(pane.views.board.lanes[0].view, Qt.Key.Key_Right)
    assert pane.views.board.at == 1
    assert pane.views.board.lanes[1].view.hasFocus()
    assert not pane.views.board.lanes[0].view.currentIndex().isValid()


def test_the_closed_row_counts_in_the_currency_of_the_firm(stage: Stage) -> None:
    def francs(writer: Writer) -> Outcome[None]:
        with writer.step("Francs") as work:
            work.execute("update firm set currency = 'CHF'")
            work.execute("update deal set currency = 'CHF'")
        return work.outcome(None)

    stage.desk.do(francs)
    stage.settle()
    pane = shown(stage)
    stage.settle()
    assert "CHF" in pane._closed.zones[DealStatus.PARKED]._sum.text()
