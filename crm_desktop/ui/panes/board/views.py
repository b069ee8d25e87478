"""The three ways to look at the same deals: lanes by stage, a list, lanes by month; one cursor goes through all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.operations.deals.board_figures import Range, ranges
from crm_desktop.store.queries.board import BoardCard, Order
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.models.board_cards import Setting
from crm_desktop.ui.models.board_filter import BoardFilter, as_view, conditions, from_view, in_order, narrowed
from crm_desktop.ui.models.board_months import MonthLane, lane_of, month_lanes
from crm_desktop.ui.models.board_sums import LaneTotal, Measure, total
from crm_desktop.ui.panes.board.data import BoardData
from crm_desktop.ui.panes.board.lane import LaneSpec
from crm_desktop.ui.panes.board.lanes import LaneRow, Promise
from crm_desktop.ui.panes.board.list_view import DealList

if TYPE_CHECKING:
    from crm_desktop.documents.list_sheet import PrintedList

BOARD, LIST, MONTHS = "board", "list", "months"


@dataclass(frozen=True)
class Wish:
    """How the user wants to see the deals."""

    view: str = BOARD
    where: BoardFilter = field(default_factory=BoardFilter)
    order: Order = Order.VALUE
    measure: Measure = Measure.AMOUNT
    compact: bool = False
    extras: tuple[str, ...] = ()
    folded: tuple[int, ...] = ()

    def kept(self) -> dict[str, Any]:
        """Return it as it survives closing the window."""
        plain = {"view": self.view, "measure": self.measure.value, "compact": int(self.compact)}
        return {**plain, **as_view(self.where, self.order), "extras": list(self.extras), "folded": list(self.folded)}


def wish_from(kept: dict[str, Any]) -> Wish:
    """Return a wish that was kept."""
    where, order = from_view(kept)
    measure = kept.get("measure")
    view = kept.get("view")
    return Wish(
        view if view in (BOARD, LIST, MONTHS) else BOARD, where, order,
        Measure(measure) if measure in set(Measure) else Measure.AMOUNT, bool(kept.get("compact")),
        tuple(str(name) for name in kept.get("extras", ())), tuple(int(key) for key in kept.get("folded", ())),
    )  # fmt: skip


class Views(QStackedWidget):
    """`show_all(wish)` brings the view that is wanted up to date with what the board knows."""

    def __init__(self, data: BoardData, desk: Desk, promise: Promise, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data, self._desk = data, desk
        self.board, self.months, self.list = LaneRow(promise), LaneRow(promise), DealList()
        self.month_lanes: list[MonthLane] = []
        #: What the filter lets through, and what it comes to, by lane.
        self.cards: list[BoardCard] = []
        self.totals: dict[int, LaneTotal] = {}
        self.setting = Setting()
        for view in (self.board, self.months, self.list):
            self.addWidget(view)

    # Which one is shown

    def lanes(self) -> LaneRow | None:
        """Return the lanes that are shown, None for the list."""
        shown = self.currentWidget()
        return shown if isinstance(shown, LaneRow) else None

    def show_stages(self, wish: Wish) -> None:
        """Have the lanes of the stages already, before their cards are known."""
        self.board.show_lanes(self._specs(BOARD), wish.folded)

    def show_all(self, wish: Wish) -> None:
        """Show the deals that are wanted the way they are wanted."""
        held = self.deal_id()
        self._data.look_within(wish.where.segment)
        view = LIST if self._data.scope is not None else wish.view
        self.setCurrentWidget({BOARD: self.board, LIST: self.list, MONTHS: self.months}[view])
        stages = {stage.id: stage.name for stage in self._data.all_stages}
        self.setting = Setting(
            self._data.today,
            self._data.stale(),
            wish.extras,
            wish.compact,
            stages if view == MONTHS else {},
            self._data.members,
        )
        self.cards = narrowed(self._data.shown_cards(), wish.where, self.setting)
        if view == LIST:
            self.list.show_outcome(self._data.scope is not None)
            self.list.table.show(self.cards, self.setting, self._data.chances(), stages)
            self._add_up(wish, {card.stage_id: [] for card in self.cards}, self.cards)
        else:
            self._show_lanes(wish, view)
        if held and self.deal_id() != held:
            self.pick(held)

    def _show_lanes(self, wish: Wish, view: str) -> None:
        lanes = self.board if view == BOARD else self.months
        by_lane: dict[int, list[BoardCard]] = {}
        if view == MONTHS:
            self.month_lanes = month_lanes(self.cards, self._data.today)
        lanes.show_lanes(self._specs(view), wish.folded)
        for card in in_order(self.cards, wish.order, self._data.today):
            key = card.stage_id if view == BOARD else lane_of(card, self._data.today, self.month_lanes)
            by_lane.setdefault(key, []).append(card)
        lanes.show_cards(by_lane, self.setting)
        self._add_up(wish, by_lane, self.cards)
        whole = sum(found.cents for found in self.totals.values())
        for lane in lanes.lanes:
            found = self.totals.get(lane.key) or LaneTotal(0, 0, 0, self._data.currency, 0, ())
            lane.show_total(found, found.cents / whole if whole else 0.0)
            figures = self._data.lane(lane.key) if view == BOARD else None
            if figures is not None:
                lane.show_figures(figures)
        self._ask_ranges(lanes)

    def _add_up(self, wish: Wish, by_lane: dict[int, list[BoardCard]], cards: Sequence[BoardCard]) -> None:
        margins = (self._data.margins or {}) if wish.measure is Measure.MARGIN else None
        chances = self._data.chances()
        if self.lanes() is None:
            by_lane = {0: list(cards)}
        self.totals = {key: total(own, chances, self._data.currency, margins) for key, own in by_lane.items()}

    def _ask_ranges(self, lanes: LaneRow) -> None:
        deals = {key: found.parts for key, found in self.totals.items()}

        def show(found: dict[int, Range]) -> None:
            for lane in lanes.lanes:
                lane.show_range(found.get(lane.key), self._data.currency)

        self._desk.compute(lambda: ranges(deals), then=show, asker=self, topic="ranges")

    def _specs(self, view: str) -> list[LaneSpec]:
        if view == BOARD:
            stages = self._data.stages
            return [
                LaneSpec(stage.id, stage.name, place, len(stages), meaning=stage.meaning)
                for place, stage in enumerate(stages)
            ]
        months = self.month_lanes
        return [
            LaneSpec(lane.key, lane.name, place, len(months), stage=False, takes=lane.takes)
            for place, lane in enumerate(months)
        ]

    def in_view(self, wish: Wish) -> ShownList:
        """Return the deals in view as a list that can be taken along, in the order of the lanes or of the table."""
        from crm_desktop.domain.listed import Percent  # rarely needed
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        lanes, table = self.lanes(), self.list.table
        if lanes is not None:
            cards = [card for lane in lanes.lanes for card in lane.model.cards()]
        else:
            cards = [card for place in range(table.rowCount()) if (card := table.card_at(place)) is not None]
        process = next((one.name for one in self._data.pipelines if one.id == self._data.pipeline_id), "")
        asked = [one.words for one in conditions(wish.where, self._data.currency, self._data.offered.segments)]
        selected, chances = self.selected_ids(), self._data.chances()
        known = {card.id: Percent(chances[card.stage_id]) for card in cards if card.stage_id in chances}
        return ShownList(
            kind=ListKind.DEALS, title=process, ids=[card.id for card in cards], words=asked,
            selected=selected if len(selected) > 1 else (), known={"chance": known},
            columns=[one.key for one in table.columns] if lanes is None else (),
        )  # fmt: skip

    def printed(self, wish: Wish) -> PrintedList:
        """Return what is in view as a list for paper: by stage, by month, or as it stands in the list."""
        from crm_desktop.ui.models.board_print import board_printed  # rarely needed

        process = next((one.name for one in self._data.pipelines if one.id == self._data.pipeline_id), "")
        lanes = self.lanes()
        stages = {stage.id: stage.name for stage in self._data.all_stages} if lanes is not self.board else {}
        if lanes is not None:
            parts = [(lane.spec.name, lane.model.cards()) for lane in lanes.lanes]
        else:
            table = self.list.table
            found = (table.card_at(place) for place in range(table.rowCount()))
            parts = [("", [card for card in found if card is not None])]
        asked = (one.words for one in conditions(wish.where, self._data.currency, self._data.offered.segments))
        words = " · ".join(part for part in (process, *asked) if part)
        return board_printed(parts, self.setting, stages, words=words)

    # The cursor

    def deal_id(self) -> int:
        """Return the deal under the cursor, 0 for none."""
        shown = self.lanes()
        return shown.deal_id() if shown is not None else self.list.deal_id()

    def selected_ids(self) -> list[int]:
        """Return the deals selected, at least the one under the cursor."""
        shown = self.lanes()
        return shown.selected_ids() if shown is not None else self.list.selected_ids()

    def pick(self, deal_id: int) -> bool:
        """Put the cursor on a deal; False where it is not shown."""
        shown = self.lanes()
        return shown.pick(deal_id) if shown is not None else self.list.pick(deal_id)

    def focus(self) -> None:
        """Give the keyboard to what is shown."""
        shown = self.lanes()
        if shown is not None:
            shown.focus()
            return
        if not self.list.currentIndex().isValid() and self.list.table.rowCount():
            self.list.setCurrentIndex(self.list.table.index(0, 0))
        self.list.setFocus()

    def card(self, deal_id: int) -> BoardCard | None:
        """Return a card that is shown, by its deal."""
        return next((card for card in self.cards if card.id == deal_id), None)


def folded_with(wish: Wish, key: int, folded: bool) -> Wish:
    """Return a wish with one more lane folded, or one less."""
    keys = [one for one in wish.folded if one != key]
    return replace(wish, folded=(*keys, key) if folded else tuple(keys))
