"""The lanes' cards, their filter, order, months and sums; drops are told and never done by the model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from crm_desktop.base.times import start_of_day
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.history import ActivityKind
from crm_desktop.engine.stage_sources import StaleSource
from crm_desktop.store.queries.board import BoardCard, NextStep, Order
from crm_desktop.ui.models.board import LaneModel, deals_as_mime
from crm_desktop.ui.models.board_cards import Setting, Stale, face_of, is_stale
from crm_desktop.ui.models.board_filter import (
    BoardFilter,
    as_view,
    conditions,
    from_view,
    in_order,
    narrowed,
)
from crm_desktop.ui.models.board_months import LATER, PAST, UNDATED, day_in, lane_of, month_lanes
from crm_desktop.ui.models.board_sums import total
from crm_desktop.ui.models.deal_table import DealTable
from crm_desktop.ui.widgets.two_line import ROW_ROLE

TODAY = date(2026, 11, 24)
LEARNED = Stale(10, StaleSource.LEARNED, 33)
SETTING = Setting(TODAY, {1: LEARNED, 2: Stale(5, StaleSource.SET, 3)})


def step(days: int, time: str = "") -> NextStep:
    """Return something planned for a day from today on."""
    return NextStep(1, ActivityKind.CALL, "Call", TODAY + timedelta(days=days), time)


def card(number: int, **known: Any) -> BoardCard:
    """Return an open deal."""
    since: datetime = start_of_day(TODAY - timedelta(days=known.get("days", 1)))
    fields: dict[str, Any] = {
        "id": number, "version": 1, "stage_id": 1, "title": f"Deal {number}", "account": "Hotel", "amount_cents": 1000,
        "currency": "EUR", "expected_close": None, "since": since, "days": 1, "step": None, "account_id": None,
        "person": "", "channel": "", "category": "", "tags": (), "position": 0.0, "status": DealStatus.OPEN,
        "closed": None, "outcome": "", **known,
    }  # fmt: skip
    return BoardCard(**fields)


@pytest.mark.parametrize(
    ("days", "planned", "stale"),
    [(10, None, False), (11, None, True), (11, step(0), False), (11, step(3), False), (11, step(-1), True)],
)
def test_a_deal_is_stale_beyond_the_days_unless_something_is_planned(
    days: int, planned: NextStep | None, *, stale: bool
) -> None:
    assert is_stale(card(1, days=days, step=planned), TODAY, LEARNED) is stale


@pytest.mark.parametrize(
    ("planned", "icon", "tone", "when"),
    [
        (None, "circle-alert", "warning", ""),
        (step(-4), "clock-alert", "danger", "4 d late"),
        (step(0, "14:30"), "circle-dot", "text2", "Today, 14:30"),
        (step(2), "calendar", "text2", "Thu"),
    ],
)
def test_the_next_step_has_four_states_told_by_icon_and_words(
    planned: NextStep | None, icon: str, tone: str, when: str
) -> None:
    face = face_of(card(1, step=planned), SETTING)
    assert (face.step_icon, face.step_tone, face.when) == (icon, tone, when)


def test_the_tip_says_on_how_many_won_deals_the_days_rest() -> None:
    assert "n = 33" in face_of(card(1, days=11), SETTING).tip
    assert "Set for this stage" in face_of(card(1, stage_id=2), SETTING).tip
    few = Setting(TODAY, {1: Stale(21, StaleSource.ASSUMED, 4)})
    assert "only 4 won deals" in face_of(card(1), few).tip


def test_a_card_speaks_its_whole_text() -> None:
    shown = Setting(TODAY, {1: LEARNED}, extras=("channel", "tags"))
    spoken = face_of(card(7, days=12, channel="Fair", tags=("oak",)), shown).spoken()
    for part in ("Deal 7", "Hotel", "stale", "12 d", "Fair", "#oak", "No next step"):
        assert part in spoken


def test_a_card_that_may_not_be_told_says_so_to_whoever_draws_it() -> None:
    assert face_of(card(1, restricted=True), Setting(TODAY)).restricted
    assert not face_of(card(1), Setting(TODAY)).restricted


def test_the_lane_is_a_sound_model_also_with_a_gap(qtmodeltester: ModelTester) -> None:
    model = LaneModel(1)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show([card(n) for n in range(4)], SETTING)
    model.set_gap(2, "Drop here")
    assert model.rowCount() == 5
    assert model.card_at(2) is None
    assert model.row_of(2) == 3
    assert model.index(2).data(ROW_ROLE).words == "Drop here"
    model.set_gap(0, "Drop here")
    assert model.row_of(0) == 1
    model.show([card(3), card(1)], SETTING)
    assert (model.rowCount(), model.gap_row()) == (2, None)


@given(st.lists(st.integers(0, 12), unique=True), st.lists(st.integers(0, 12), unique=True))
def test_whatever_comes_and_goes_the_lane_shows_what_it_is_told(before: list[int], after: list[int]) -> None:
    model = LaneModel(1)
    model.show([card(n) for n in before], SETTING)
    model.show([card(n) for n in after], SETTING)
    assert [one.id for one in model.cards()] == after
    assert [model.row_of(n) for n in after] == list(range(len(after)))


def test_a_drop_is_told_with_its_row_and_takes_nothing_away() -> None:
    model = LaneModel(1)
    model.show([card(1), card(2)], SETTING)
    told: list[tuple[list[int], int]] = []
    model.dropped.connect(lambda ids, row: told.append((ids, row)))
    move, data = Qt.DropAction.MoveAction, deals_as_mime([8, 9])
    assert not model.dropMimeData(data, move, -1, 0, QModelIndex())
    assert not model.dropMimeData(data, move, 1, 0, QModelIndex())
    assert told == [([8, 9], 2), ([8, 9], 1)]
    assert model.rowCount() == 2


def test_conditions_stack_and_each_can_be_released() -> None:
    cards = [
        card(1, amount_cents=5_000, tags=("oak",), channel="Fair"),
        card(2, amount_cents=5_000, channel="Fair"),
        card(3, amount_cents=500, tags=("oak",), channel="Fair"),
        card(4, title="Österreich", amount_cents=9_000, step=step(3)),
    ]
    where = BoardFilter(tag="oak", channel="Fair", least_cents=1_000)
    assert [one.id for one in narrowed(cards, where, SETTING)] == [1]
    found = conditions(where)
    assert [one.words for one in found] == ["#oak", "Channel: Fair", "from €10"]
    assert [one.id for one in narrowed(cards, found[2].without, SETTING)] == [1, 3]
    assert [one.id for one in narrowed(cards, BoardFilter(text="oster"), SETTING)] == [4]
    assert [one.id for one in narrowed(cards, BoardFilter(attention=True), SETTING)] == [1, 2, 3]
    assert narrowed(cards, BoardFilter(stale=True), SETTING) == []


def test_a_segment_lets_only_the_deals_of_its_customers_through() -> None:
    cards = [card(1, account_id=7), card(2, account_id=8), card(3, account_id=None)]
    where = BoardFilter(segment=5)
    known = replace(SETTING, members=frozenset({7}))
    assert [one.id for one in narrowed(cards, where, known)] == [1]
    assert [one.id for one in narrowed(cards, where, SETTING)] == [1, 2, 3], "not known yet: nothing is hidden"
    found = conditions(where, "EUR", {5: "Hotels"})
    assert [one.words for one in found] == ["Segment: Hotels"]
    assert not found[0].without
    assert from_view(as_view(where, Order.VALUE)) == (where, Order.VALUE)


def test_dates_leave_out_what_has_none() -> None:
    cards = [card(1, expected_close=date(2026, 12, 1)), card(2), card(3, expected_close=date(2027, 2, 1))]
    where = BoardFilter(close_until=date(2026, 12, 31))
    assert [one.id for one in narrowed(cards, where, SETTING)] == [1]


def test_a_saved_view_brings_filter_and_order_back() -> None:
    where = BoardFilter(text="oak", close_from=date(2026, 12, 1), least_cents=1, stale=True)
    assert from_view(as_view(where, Order.AGE)) == (where, Order.AGE)
    assert from_view({"where": {"unknown": 1}, "order": "?"}) == (BoardFilter(), Order.VALUE)


def test_the_next_step_orders_overdue_today_none_future() -> None:
    cards = [
        card(1, step=step(4)),
        card(2),
        card(3, step=step(0)),
        card(4, step=step(-2)),
        card(5, step=step(0, "08:00")),
    ]
    assert [one.id for one in in_order(cards, Order.NEXT_STEP, TODAY)] == [4, 5, 3, 2, 1]


def test_by_hand_value_and_age() -> None:
    cards = [card(1, position=3.0, amount_cents=5, days=2), card(2, position=1.0, amount_cents=9, days=9)]
    for order, ids in ((Order.MANUAL, [2, 1]), (Order.VALUE, [2, 1]), (Order.AGE, [2, 1])):
        assert [one.id for one in in_order(cards, order, TODAY)] == ids


def test_sums_are_of_one_currency_and_say_of_how_many_the_margin_is_known() -> None:
    cards = [card(1, amount_cents=1000), card(2, amount_cents=500, stage_id=2), card(3, currency="CHF")]
    found = total(cards, {1: 0.5, 2: 0.1}, "EUR")
    assert (found.deals, found.cents, found.weighted_cents, found.known) == (3, 1500, 550, 2)
    margin = total(cards, {1: 0.5, 2: 0.1}, "EUR", {1: 400})
    assert (margin.cents, margin.weighted_cents, margin.known) == (400, 200, 1)


def test_months_hold_every_deal_and_what_is_no_month_is_said() -> None:
    cards = [
        card(1, expected_close=date(2026, 10, 2)), card(2, expected_close=date(2026, 11, 30)), card(3),
        card(4, expected_close=date(2028, 1, 1)),
    ]  # fmt: skip
    lanes = month_lanes(cards, TODAY)
    assert [lane_of(one, TODAY, lanes) for one in cards] == [PAST, 202611, UNDATED, LATER]
    assert [lane.key for lane in lanes if not lane.takes] == [PAST, LATER]
    assert len(month_lanes([], TODAY)) == 5


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 30))
def test_a_deal_keeps_its_day_of_the_month_as_far_as_there_is_one(before: date, months: int) -> None:
    year, month = divmod(2026 * 12 + 10 + months, 12)
    day = day_in(year * 100 + month + 1, before, TODAY)
    assert day is not None
    assert (day.year, day.month) == (year, month + 1)
    assert day >= TODAY
    assert day.day <= before.day or day == TODAY


def test_the_table_sorts_by_any_column_and_keeps_its_cursor(qtmodeltester: ModelTester) -> None:
    table = DealTable()
    cards = [card(1, amount_cents=5, title="C"), card(2, amount_cents=9, title="A"), card(3, amount_cents=7, title="B")]
    table.show(cards, SETTING, {1: 0.5}, {1: "Offer"})
    table.sort(3, Qt.SortOrder.DescendingOrder)
    assert [table.card_at(row).id for row in range(3)] == [2, 3, 1]  # type: ignore[union-attr]  # three rows
    for column in range(table.columnCount()):
        table.sort(column, Qt.SortOrder.AscendingOrder)
    table.sort(0, Qt.SortOrder.AscendingOrder)
    qtmodeltester.check(table)  # type: ignore[no-untyped-call]
    assert table.row_of(1) == 2
    assert table.index(0, 2).data() == "Offer"
