"""Cards on their way: seen in their new lane at once, kept by a step, said aloud; what fails is read again."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _
from crm_desktop.store.queries.board import BoardCard, Order
from crm_desktop.store.queries.pipelines import StageRow
from crm_desktop.ui.models.board_filter import in_order
from crm_desktop.ui.models.board_months import day_in
from crm_desktop.ui.panes.board.data import BoardData
from crm_desktop.ui.panes.board.deeds import Deeds
from crm_desktop.ui.panes.board.lane import LaneColumn
from crm_desktop.ui.panes.board.lanes import LaneRow
from crm_desktop.ui.panes.board.views import Views, Wish


class Mover:
    """Brings cards from lane to lane, by hand or by key."""

    def __init__(self, data: BoardData, views: Views, deeds: Deeds) -> None:
        self._data, self._views, self._deeds = data, views, deeds
        self.wish = Wish()

    def promise(self, key: int, ids: list[int], row: int) -> tuple[int | None, str]:
        """Return where cards held over a lane would go, and what that would change."""
        lanes = self._views.lanes()
        lane = lanes.lane_of(key) if lanes else None
        if lane is None or not lane.spec.takes or not ids:
            return None, ""
        own = lane.model.row_of(ids[0]) is not None
        if own and self.wish.order is not Order.MANUAL:
            return None, ""
        card = self._views.card(ids[0])
        if card is None:
            return None, ""
        if self.wish.order is not Order.MANUAL:
            row = self._sorted_row(lane, card)
        if not lane.spec.stage or own:
            return row, _("Drop here")
        before, after = self._data.chance(card.stage_id), self._data.chance(key)
        return row, _("Drop here: {before} → {after}").format(before=percent(before), after=percent(after))

    def drop(self, ids: Sequence[int], key: int, row: int) -> None:
        """Let cards go over a lane."""
        lanes = self._views.lanes()
        lane = lanes.lane_of(key) if lanes else None
        if lanes is None or lane is None or not lane.spec.takes or not ids:
            return
        by_hand = self.wish.order is Order.MANUAL and lane.spec.stage
        if all(lane.model.row_of(deal_id) is not None for deal_id in ids) and not by_hand:
            return
        self._bring(lanes, lane, ids, row)

    def shift(self, by: int) -> None:
        """Move what is selected to a neighbouring lane, and go with it."""
        lanes = self._views.lanes()
        ids = self._views.selected_ids()
        if lanes is None:
            self._shift_in_list(ids, by)
            return
        place = lanes.at + by
        if not ids or not 0 <= place < len(lanes.lanes) or not lanes.lanes[place].spec.takes:
            self._deeds.say(_("There is no lane on that side."))
            return
        target = lanes.lanes[place]
        card = self._views.card(ids[0])
        row = self._sorted_row(target, card) if card and self.wish.order is not Order.MANUAL else 0
        self._bring(lanes, target, ids, row)

    def _shift_in_list(self, ids: Sequence[int], by: int) -> None:
        stages = self._data.stages
        card = self._views.card(ids[0]) if ids else None
        place = next((at for at, stage in enumerate(stages) if card and stage.id == card.stage_id), None)
        if place is not None and 0 <= place + by < len(stages) and self._data.scope is None:
            self._deeds.move(ids, stages[place + by])

    def _bring(self, lanes: LaneRow, target: LaneColumn, ids: Sequence[int], row: int) -> None:
        """Show cards in a lane at once, then have it kept."""
        taken = [card for deal_id in ids if (card := self._take(lanes, deal_id)) is not None]
        if not taken:
            return
        stage = self._stage(target.key) if target.spec.stage else None
        before = {card.id: card for card in taken}
        for offset, card in enumerate(taken):
            shown = (
                card._replace(stage_id=stage.id, days=0 if stage.id != card.stage_id else card.days) if stage else card
            )
            target.model.put(shown, row + offset)
        target.fold(False)
        lanes.pick(taken[0].id)
        target.view.setFocus()
        self._say(target, taken)
        if stage is None:
            days = {card.id: day_in(target.key, card.expected_close, self._data.today) for card in taken}
            self._deeds.close_on(days)
        else:
            below = self._above(target, taken[0].id) if self.wish.order is Order.MANUAL else None
            moved = [card.id for card in before.values() if card.stage_id != stage.id or below is not None]
            self._deeds.move(moved, stage, below)

    def _take(self, lanes: LaneRow, deal_id: int) -> BoardCard | None:
        lane = lanes.lane_with(deal_id)
        return lane.model.take(deal_id) if lane else None

    def _above(self, lane: LaneColumn, deal_id: int) -> int:
        """Return the deal a card lies below, 0 on top."""
        row = lane.model.row_of(deal_id) or 0
        card = lane.model.card_at(row - 1) if row else None
        return card.id if card else 0

    def _sorted_row(self, lane: LaneColumn, card: BoardCard) -> int:
        cards = [one for one in lane.model.cards() if one.id != card.id]
        return in_order([*cards, card], self.wish.order, self._data.today).index(card)

    def _stage(self, key: int) -> StageRow | None:
        return next((stage for stage in self._data.stages if stage.id == key), None)

    def _say(self, lane: LaneColumn, cards: Sequence[BoardCard]) -> None:
        row, count = lane.model.row_of(cards[0].id) or 0, len(lane.model.cards())
        self._deeds.say(
            _("“{title}” is now in {lane}, {place} of {count}").format(
                title=cards[0].title, lane=lane.spec.name, place=row + 1, count=count
            )
        )
