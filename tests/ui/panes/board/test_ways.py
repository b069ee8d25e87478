"""The board over one filter: lanes, list and months; several at once, next steps, quick add, views, what is asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.deals import DealStatus
from crm_desktop.operations.contacts import bulk as contact_bulk
from crm_desktop.operations.contacts import saved_views
from crm_desktop.operations.deals import deals, pipelines
from crm_desktop.store.queries import deals as queries
from crm_desktop.store.queries.board import Order
from crm_desktop.store.queries.deals import DealRow
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.board import deals_as_mime
from crm_desktop.ui.models.board_filter import BoardFilter
from crm_desktop.ui.models.board_months import UNDATED
from crm_desktop.ui.models.board_sums import Measure
from crm_desktop.ui.panes.board import deeds
from crm_desktop.ui.panes.board.close_forms import LossForm, WinForm
from crm_desktop.ui.panes.board.deal_form import DealForm, StageForm
from crm_desktop.ui.panes.board.empty import EmptyCard
from crm_desktop.ui.panes.board.pane import BoardPane
from crm_desktop.ui.panes.board.views import LIST, MONTHS, Wish, wish_from
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.toast import Toast
from tests.ui.office import Stage
from tests.ui.panes.board.test_pane import put_cursor, shown, stage_of

_NO_KEYS = Qt.KeyboardModifier.NoModifier


def the(stage: Stage, deal_id: int) -> DealRow:
    found = queries.deal(stage.reader, deal_id=deal_id)
    assert found is not None
    return found


def look_at(stage: Stage, pane: BoardPane, **wish: object) -> None:
    """Look at the deals another way."""
    pane._take_wish(Wish(**wish))  # type: ignore[arg-type]  # fields of a wish
    stage.settle()


def toasts(stage: Stage) -> list[str]:
    return [toast.words.text() for toast in stage.window.findChildren(Toast)]


# One filter over everything


def test_head_sums_and_every_view_follow_the_filter(stage: Stage) -> None:
    pane = shown(stage)
    whole = pane._strip._open.value()
    pane._filter(BoardFilter(least_cents=2_000_000))
    stage.settle()
    cards = pane.views.cards
    assert cards
    assert all(card.amount_cents >= 2_000_000 for card in cards)
    for lane in pane.views.board.lanes:
        assert lane._count.text() == str(sum(card.stage_id == lane.key for card in cards))
        assert lane._sum.value() == sum(card.amount_cents for card in cards if card.stage_id == lane.key)
    assert pane._strip._open.value() == sum(card.amount_cents for card in cards) != whole
    pane.next_view()
    stage.settle()
    assert pane.views.list.table.rowCount() == len(cards)
    pane.next_view()
    stage.settle()
    assert sum(lane.model.rowCount() for lane in pane.views.months.lanes) == len(cards)
    assert pane.escape()
    assert not pane._wish.where


def test_a_filter_nothing_meets_says_so_and_can_be_released(stage: Stage) -> None:
    pane = shown(stage)
    pane._filter(BoardFilter(text="gibt es nicht"))
    assert pane._pages.currentIndex() == 1
    pane.clear_filter()
    assert pane._pages.currentIndex() == 0


def test_typing_into_the_sheet_narrows_the_board(stage: Stage) -> None:
    pane = shown(stage)
    pane.open_filter()
    assert pane.sheet.popover.isVisible()
    QTest.keyClicks(pane.sheet.form.text.line, "Lobby")
    stage.until(lambda: [card.title for card in pane.views.cards] == ["Lobby-Umbau"])
    assert next(button.text() for button in pane._bar.findChildren(Button)) == "“Lobby”"


def test_a_segment_narrows_the_board_and_is_kept_with_a_view(stage: Stage) -> None:
    pane = shown(stage)
    every = len(pane.views.cards)
    hotel = stage.found("contact", "Hotel Seeblick")
    listed = contact_bulk.add_to_segment
    stage.desk.do(listed, contact_ids=[hotel], name="Hotels")
    stage.until(lambda: "Hotels" in pane.data.offered.segments.values())
    segment = next(one for one, name in pane.data.offered.segments.items() if name == "Hotels")
    pane.open_filter()
    pane.sheet.form.segment.set_value(str(segment))
    pane.sheet.form.segment.edited.emit()
    stage.until(lambda: 0 < len(pane.views.cards) < every)
    assert {card.account_id for card in pane.views.cards} == {hotel}
    assert "Segment: Hotels" in [button.text() for button in pane._bar.findChildren(Button)]
    stage.desk.do(saved_views.add_view, pane="board", name="Nur Hotels", view=pane_view(pane))
    stage.until(lambda: [view.name for view in pane.data.offered.views] == ["Nur Hotels"])
    look_at(stage, pane)
    stage.until(lambda: len(pane.views.cards) == every)
    pane._use_view(pane.data.offered.views[0])
    stage.until(lambda: 0 < len(pane.views.cards) < every)


def test_a_view_is_kept_and_shown_again(stage: Stage) -> None:
    pane = shown(stage)
    where = BoardFilter(attention=True)
    look_at(stage, pane, where=where, order=Order.NEXT_STEP)
    stage.desk.do(saved_views.add_view, pane="board", name="Zu tun", view=pane_view(pane))
    stage.until(lambda: [view.name for view in pane.data.offered.views] == ["Zu tun"])
    look_at(stage, pane)
    pane._use_view(pane.data.offered.views[0])
    assert (pane._wish.where, pane._wish.order) == (where, Order.NEXT_STEP)


def pane_view(pane: BoardPane) -> dict[str, object]:
    kept = pane._wish.kept()
    return {"where": kept["where"], "order": kept["order"]}


def test_the_way_of_looking_survives_closing(stage: Stage) -> None:
    pane = shown(stage)
    wish = Wish(MONTHS, BoardFilter(text="x"), Order.AGE, Measure.MARGIN, True, ("tags",), (3,))
    look_at(stage, pane, **{name: getattr(wish, name) for name in Wish.__dataclass_fields__})
    assert wish_from(pane.keep()["drafts"]["board"]) == wish


# Lanes


def test_a_drop_takes_several_cards_and_a_dashed_place_says_what_it_changes(stage: Stage) -> None:
    pane = shown(stage)
    lanes = pane.views.board.lanes
    ids = [card.id for card in list(lanes[0].model.cards())[:2]]
    view, data = lanes[3].view, deals_as_mime(ids)
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(QPoint(20, 10), move, data, left, _NO_KEYS))
    QApplication.sendEvent(view.viewport(), QDragMoveEvent(QPoint(20, 10), move, data, left, _NO_KEYS))
    assert lanes[3].model.gap_row() is not None
    assert "→" in lanes[3].model._gap[1].words  # type: ignore[index]  # there is one
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(20, 10), move, data, left, _NO_KEYS))
    assert lanes[3].model.gap_row() is None
    stage.until(lambda: {stage_of(stage, one)[0] for one in ids} == {"Verhandlung"})
    stage.desk.undo()
    stage.until(lambda: {stage_of(stage, one)[0] for one in ids} == {"Anfrage"})


def test_by_hand_a_card_is_put_between_two_others_of_its_lane(stage: Stage) -> None:
    pane = shown(stage)
    look_at(stage, pane, order=Order.MANUAL)
    lane = pane.views.board.lanes[0]
    first, second, third = [card.id for card in lane.model.cards()]
    pane.mover.drop([third], lane.key, 1)
    assert [card.id for card in lane.model.cards()] == [first, third, second]
    stage.settle()
    assert [card.id for card in lane.model.cards()] == [first, third, second]
    assert stage_of(stage, third)[0] == "Anfrage"


def test_a_lane_folds_and_unfolds(stage: Stage) -> None:
    pane = shown(stage)
    lane = pane.views.board.lanes[1]
    put_cursor(pane, 1)
    pane.fold()
    assert lane.is_folded()
    assert not lane.view.isVisible()
    assert pane.views.deal_id()
    assert pane._wish.folded == (lane.key,)
    assert pane.views.pick(next(card.id for card in lane.model.cards()))
    assert not lane.is_folded(), "what is looked for is never hidden"


def test_a_deal_is_added_in_its_lane_by_title_and_value(stage: Stage) -> None:
    pane = shown(stage)
    lane = pane.views.board.lanes[2]
    lane.quick.open()
    assert lane.quick.title is not None
    assert lane.quick.amount is not None
    QTest.keyClick(lane.quick.title.line, Qt.Key.Key_Return)
    assert lane.quick.title.error()
    lane.quick.title.set_value("Vitrine")
    lane.quick.amount.set_cents(123_400)
    QTest.keyClick(lane.quick.title.line, Qt.Key.Key_Return)
    stage.until(lambda: stage.reader.scalar("select count(*) from deal where title = 'Vitrine'") == 1)
    stage.settle()
    added = stage.found("deal", "Vitrine")
    assert (stage_of(stage, added)[0], the(stage, added).amount_cents) == ("Angebot", 123_400)
    assert pane.views.deal_id() == added


def test_the_measure_can_be_the_margin(stage: Stage) -> None:
    pane = shown(stage)
    before = pane._strip._open.value()
    look_at(stage, pane, measure=Measure.MARGIN)
    assert pane.data.margins is not None
    assert pane._strip._open.value() == sum(pane.data.margins.get(card.id, 0) for card in pane.views.cards) != before


def test_weighted_sums_have_a_range_and_lanes_a_share(stage: Stage) -> None:
    pane = shown(stage)
    for lane in pane.views.board.lanes:
        assert lane._range.text().startswith("€")
        assert "%" in lane._share.accessibleName()


# Ends


def test_only_words_of_ones_own_are_asked_for_when_no_reason_fits(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 0)
    pane.lose()
    form = pane.findChild(LossForm)
    assert form is not None
    QTest.keyClick(form, Qt.Key.Key_6)
    form.submit()
    assert form.note_field.error()
    form.note_field.set_value("Umzug verschoben")
    form.competitor.set_value("Müller")
    form.submit()
    stage.until(lambda: stage_of(stage, deal_id)[1] == "lost")
    assert (the(stage, deal_id).lost_note, the(stage, deal_id).competitor) == ("Umzug verschoben", "Müller")


def test_after_losing_a_card_is_current_and_after_undo_the_lost_one_is_again(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 2, 1)
    pane.lose()
    form = pane.findChild(LossForm)
    assert form is not None
    QTest.keyClick(form, Qt.Key.Key_1)
    stage.until(lambda: stage_of(stage, deal_id)[1] == "lost")
    stage.settle()
    assert pane.views.deal_id() not in (0, deal_id)
    stage.desk.undo()
    stage.until(lambda: pane.views.deal_id() == deal_id)


def test_an_argument_named_before_is_taken_by_its_number(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 4)
    pane.win()
    stage.settle()
    form = pane.findChild(WinForm)
    assert form is not None
    first = form._arguments[0]
    QTest.keyClick(form, Qt.Key.Key_1)
    stage.until(lambda: stage_of(stage, deal_id)[1] == "won")
    assert the(stage, deal_id).won_argument == first


def test_closed_deals_are_listed_and_reopened(stage: Stage) -> None:
    pane = shown(stage)
    QTest.mouseClick(pane._closed.zones[DealStatus.PARKED], Qt.MouseButton.LeftButton)
    stage.settle()
    assert pane.views.lanes() is None
    deal_id = pane.views.list.table.card_at(0).id  # type: ignore[union-attr]  # one is parked
    assert pane.views.pick(deal_id)
    pane.reopen()
    stage.until(lambda: stage_of(stage, deal_id)[1] == "open")
    assert pane.escape()
    stage.settle()
    assert pane.views.lanes() is not None


def test_a_closed_deal_is_reopened_from_its_form(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = stage.reader.scalar("select id from deal where status = 'lost' and deleted_at is null order by id desc")
    pane.enter(Place("board", "deal", deal_id))
    stage.settle()
    form = pane.findChild(DealForm)
    assert form is not None
    next(button for button in form.findChildren(Button) if button.text() == "Reopen the deal").click()
    stage.until(lambda: stage_of(stage, deal_id)[1] == "open")
    stage.settle()


def test_dropping_on_a_zone_asks_and_cancelling_changes_nothing(stage: Stage) -> None:
    pane = shown(stage)
    deal_id = put_cursor(pane, 0)
    pane.views.board.drag([deal_id])
    assert pane._closed.other.isVisible(), "there is another process to drop it on"
    pane.views.board.drag([])
    pane._closed.zones[DealStatus.LOST].dropped.emit([deal_id])
    form = pane.findChild(LossForm)
    assert form is not None
    form.reject()
    stage.settle()
    assert stage_of(stage, deal_id)[1] == "open"


# What a stage asks for


def test_keys_held_down_for_something_else_do_not_select_a_card_in_addition(stage: Stage) -> None:
    pane = shown(stage)
    put_cursor(pane, 0)
    QTest.keyPress(stage.window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    deal_id = put_cursor(pane, 1)
    QTest.keyRelease(stage.window, Qt.Key.Key_Control)
    assert pane.views.selected_ids() == [deal_id]


def test_what_a_stage_asks_for_is_asked_in_a_small_form_and_saved_with_the_move(stage: Stage) -> None:
    pane = shown(stage)
    target = pane.data.stages[2]
    stage.desk.do(pipelines.change_stage, stage_id=target.id, required_fields=["note"])
    stage.settle()
    deal_id = put_cursor(pane, 1)
    pane.shift(1)
    stage.until(lambda: pane.findChild(StageForm) is not None)
    form = pane.findChild(StageForm)
    assert form is not None
    assert list(form.fields) == ["note"]
    form.submit()
    assert form.fields["note"].error()
    form.fields["note"].set_value("Muster liegt vor")  # type: ignore[attr-defined]  # a line
    form.submit()
    stage.until(lambda: stage_of(stage, deal_id)[0] == target.name)
    assert the(stage, deal_id).note == "Muster liegt vor"


def test_refusing_what_a_stage_asks_for_brings_the_card_back(stage: Stage) -> None:
    pane = shown(stage)
    stage.desk.do(pipelines.change_stage, stage_id=pane.data.stages[2].id, required_fields=["note"])
    stage.settle()
    deal_id = put_cursor(pane, 1)
    pane.shift(1)
    stage.until(lambda: pane.findChild(StageForm) is not None)
    form = pane.findChild(StageForm)
    assert form is not None
    form.reject()
    stage.settle()
    assert pane.views.board.lanes[1].model.row_of(deal_id) is not None
    assert stage_of(stage, deal_id)[0] == "Qualifiziert"


# Months and list


def test_a_deal_dropped_on_another_month_is_expected_then(stage: Stage) -> None:
    pane = shown(stage)
    look_at(stage, pane, view=MONTHS)
    lanes = pane.views.months.lanes
    full = next(place for place, lane in enumerate(lanes) if lane.model.rowCount())
    card = lanes[full].model.card_at(0)
    assert card is not None
    assert card.expected_close is not None
    pane.views.pick(card.id)
    pane.shift(1)
    assert lanes[full + 1].model.row_of(card.id) is not None
    stage.settle()
    found = the(stage, card.id).expected_close
    assert found is not None
    assert (found.year, found.month) == divmod(lanes[full + 1].key, 100)
    pane.mover.drop([card.id], UNDATED, 0)
    stage.until(lambda: the(stage, card.id).expected_close is None)


def test_the_list_moves_and_opens_by_keys(stage: Stage) -> None:
    pane = shown(stage)
    look_at(stage, pane, view=LIST)
    deal_id = stage.found("deal", "Konferenzraum 3. OG")
    assert pane.views.pick(deal_id)
    QTest.keyClick(pane.views.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    stage.until(lambda: stage_of(stage, deal_id)[0] == "Angebot")
    stage.settle()
    assert pane.views.deal_id() == deal_id
    QTest.keyClick(pane.views.list, Qt.Key.Key_Return)
    stage.settle()
    form = pane.findChild(DealForm)
    assert form is not None
    form.reject()


# Several at once


def test_several_are_selected_over_lanes_moved_and_tagged(stage: Stage) -> None:
    pane = shown(stage)
    first = put_cursor(pane, 0)
    lanes = pane.views.board.lanes
    second = lanes[1].model.card_at(0)
    assert second is not None
    view = lanes[1].view
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier,
        view.visualRect(view.lane.index(0)).topLeft() + QPoint(30, 20),
    )  # fmt: skip
    assert set(pane.views.selected_ids()) == {first, second.id}
    assert pane._bulk.isVisible()
    pane.deeds.tag(pane.views.selected_ids(), "Messe, Eiche")
    stage.until(lambda: the(stage, first).tags == ("Eiche", "Messe"))
    stage.settle()
    pane._bulk.move_asked.emit(pane.data.stages[3])
    stage.until(lambda: {stage_of(stage, one)[0] for one in (first, second.id)} == {"Verhandlung"})
    pane.escape()
    assert len(pane.views.selected_ids()) == 1


# Next steps


def test_the_next_step_opens_a_list_to_tick_off_put_off_and_add(stage: Stage) -> None:
    pane = shown(stage)
    lane = pane.views.board.lanes[2]
    deal_id = put_cursor(pane, 2)
    area = lane.view.step_rect(lane.view.currentIndex())
    QTest.mouseClick(lane.view.viewport(), Qt.MouseButton.LeftButton, _NO_KEYS, area.center().toPoint())
    stage.settle()
    assert pane.steps.popover.isVisible()
    pane.steps.subject.set_value("Muster schicken")
    pane.steps._plan()
    stage.until(lambda: stage.reader.scalar("select count(*) from activity where subject = 'Muster schicken'") == 1)
    stage.settle()
    planned = stage.reader.scalar("select deal_id from activity where subject = 'Muster schicken'")
    assert planned == deal_id
    pane.steps.subject.set_value("")
    pane.steps._plan()
    stage.settle()
    assert pane.steps.subject.error()


# What is said


def test_a_move_is_said_aloud_and_its_toast_names_the_forecast(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = shown(stage)
    said: list[str] = []
    monkeypatch.setattr(pane.deeds, "say", said.append)
    # However busy the machine is, the toast waits for the forecast.
    monkeypatch.setattr(deeds, "_PATIENCE", 60_000)
    put_cursor(pane, 1)
    pane.shift(1)
    assert said[0].startswith("“")
    assert "Angebot" in said[0]
    stage.until(lambda: any("Expected in Q1" in words and "→" in words for words in toasts(stage)))


def test_a_screen_reader_finds_the_cards_by_their_words(stage: Stage) -> None:
    pane = shown(stage)
    view = pane.views.board.lanes[0].view
    found = QAccessible.queryAccessibleInterface(view)
    words = [found.child(place).text(QAccessible.Text.Name) for place in range(found.childCount())]
    assert any("No next step" in text and "Ladenbau" in text for text in words)


def test_a_board_without_deals_leads_on(stage: Stage) -> None:
    pane = shown(stage)
    stage.desk.do(pipelines.add_pipeline, name="Neu", stages=[pipelines.StageDraft("Erste", 20)])
    stage.settle()
    new = next(found for found in pane.data.pipelines if found.name == "Neu")
    pane.data.choose(new.id)
    stage.settle()
    (empty,) = pane.findChildren(EmptyCard)
    assert empty.isVisible()
    assert not pane._strip.isVisible()
    stage.desk.do(deals.add_deal, title="Erster", pipeline_id=new.id)
    stage.settle()
    stage.until(lambda: not pane.findChildren(EmptyCard))
    assert pane._strip.isVisible()
