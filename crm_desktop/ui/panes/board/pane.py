"""The board pane: figures, lanes, list or months over one filter, and the closed row; every change is one step."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.domain.deals import DealStatus
from crm_desktop.store.queries.board import Order
from crm_desktop.store.queries.saved_views import SavedViewRow
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands import importing
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Place, Subject, Workplace
from crm_desktop.ui.models.board_filter import BoardFilter, conditions, from_view
from crm_desktop.ui.models.board_sums import Measure
from crm_desktop.ui.panes.board.asking import Asking
from crm_desktop.ui.panes.board.bulk_bar import BulkBar
from crm_desktop.ui.panes.board.closed_bar import LOW, ClosedBar
from crm_desktop.ui.panes.board.commands import board_commands
from crm_desktop.ui.panes.board.data import BoardData
from crm_desktop.ui.panes.board.deeds import Deeds
from crm_desktop.ui.panes.board.empty import EmptyCard
from crm_desktop.ui.panes.board.filter_bar import FilterBar
from crm_desktop.ui.panes.board.filter_sheet import FilterSheet
from crm_desktop.ui.panes.board.header import Header
from crm_desktop.ui.panes.board.moving import Mover
from crm_desktop.ui.panes.board.next_steps import NextSteps
from crm_desktop.ui.panes.board.strip import Strip
from crm_desktop.ui.panes.board.views import BOARD, LIST, MONTHS, Views, Wish, folded_with, wish_from
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.empty import no_hits
from crm_desktop.ui.widgets.panes import Line, column
from crm_desktop.ui.widgets.panes import Pane as Area

_KINDS = ("deal", "deal_state", "deal_tag", "stage", "pipeline", "activity", "contact", "offer", "product")


class BoardPane(Pane):
    """The pipeline."""

    name = "board"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.data = BoardData(workplace, self)
        self.deeds = Deeds(workplace, self.data, self)
        self._wish = Wish()
        self._wanted, self._focus_due = 0, False
        self._gone: list[int] = []
        self._begin: Place | None = None
        self.list_in_view = lambda: self.views.in_view(self._wish)
        self._empty: EmptyCard | None = None
        self._sheet: FilterSheet | None = None
        self._build()
        self._listen()
        self.data.ask_processes()
        self.data.ask_choices()

    # The pane

    def enter(self, place: Place) -> None:
        """Show a deal, or begin a new one."""
        if place.kind == "deal" and place.ref:
            self._wanted = place.ref
            self.deeds.edit(place.ref)
        if place.intent == "new":
            self._begin = place
            if self.data.stages:
                self._begin_now()
        elif self.data.open_cards is not None:
            self.views.focus()
        else:
            self._focus_due = True

    def refresh(self, told: Told) -> None:
        """Read the board again when something on it changed."""
        changes = told.outcome.changes
        if changes.touch("stage", "pipeline"):
            self.data.ask_processes()
        elif changes.touch(*_KINDS):
            self.data.ask_board()
        if changes.touch("saved_view", "deal_tag", "deal", "segment", "contact", "sale"):
            self.data.ask_choices()
        if changes.touch("activity"):
            self.steps.refresh()

    def foot(self) -> int:
        """Leave the closed row in sight."""
        return self._closed.height() + (self._bulk.height() if self._bulk.isVisible() else 0)

    def subject(self) -> Subject | None:
        """Return the deal under the cursor."""
        deal_id = self.views.deal_id()
        card = self.views.card(deal_id)
        return Subject("deal", deal_id, card.title) if card else None

    def escape(self) -> bool:
        """Let go of several selected deals, then of the closed ones, then of the filter."""
        if len(self.views.selected_ids()) > 1:
            self.select_one()
        elif self.data.scope is not None:
            self._leave_scope()
        elif self._wish.where:
            self.clear_filter()
        else:
            return False
        return True

    def print_view(self) -> None:
        """Print the deals in view."""
        from crm_desktop.ui.commands.printing import print_list  # rarely needed

        sheet = self.views.printed(self._wish)
        print_list(self.workplace, self, _("Pipeline"), lambda _reader: sheet)

    def keep(self) -> dict[str, Any]:
        """Keep process, card, and how the deals are looked at."""
        found = self.subject()
        kept = {"pipeline": self.data.pipeline_id, **self._wish.kept()}
        return {"deal": found.ref if found else 0, "drafts": {"board": kept}}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same process and card the same way."""
        self._wanted = kept.get("deal", 0)
        board = kept.get("drafts", {}).get("board")
        if isinstance(board, dict):
            self.data.pipeline_id = board.get("pipeline", 0)
            self._take_wish(wish_from(board))

    def leave(self) -> None:
        """Drop all open questions."""
        for asker in (self, self.data, self.deeds, self.views, self.steps):
            self.workplace.desk.forget(asker)

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        return board_commands(self)

    # What the user does

    def has_deal(self) -> bool:
        """Whether a deal is under the cursor."""
        return bool(self.views.deal_id())

    def add(self, stage_id: int = 0) -> None:
        """Open the form for a new deal."""
        stages = self.data.stages
        if not stages:
            return
        lanes = self.views.lanes()
        here = lanes.current() if lanes is not None and self._wish.view == BOARD else None
        begin, self._begin = self._begin, None
        known = {stage.id for stage in stages}
        wanted = next((key for key in (stage_id, here.key if here else 0) if key in known), stages[0].id)
        self.deeds.add(wanted, about=begin.about if begin else 0, title=begin.words if begin else "")

    def open_deal(self) -> None:
        """Open the deal under the cursor."""
        if self.has_deal():
            self.deeds.edit(self.views.deal_id())

    def win(self) -> None:
        """Win what is selected."""
        self._end(self.views.selected_ids(), DealStatus.WON)

    def lose(self) -> None:
        """Lose what is selected, with the reason."""
        self._end(self.views.selected_ids(), DealStatus.LOST)

    def park(self) -> None:
        """Park what is selected."""
        self._end(self.views.selected_ids(), DealStatus.PARKED)

    def reopen(self) -> None:
        """Open closed deals again."""
        self.deeds.reopen(self.views.selected_ids())

    def bin(self) -> None:
        """Put what is selected into the bin."""
        ids = self.views.selected_ids()
        self._gone = ids
        self.deeds.bin(ids)

    def shift(self, by: int) -> None:
        """Move what is selected to a neighbouring lane, and go with it."""
        self.mover.shift(by)

    def open_steps(self) -> None:
        """Show what is planned for the deal under the cursor."""
        lanes, deal_id = self.views.lanes(), self.views.deal_id()
        lane = lanes.lane_with(deal_id) if lanes is not None else None
        if lane is not None:
            area = lane.view.step_rect(lane.view.currentIndex()).toRect()
            self._open_steps(deal_id, lane.view.viewport(), area)
        elif deal_id:
            view = self.views.list
            self._open_steps(deal_id, view.viewport(), view.visualRect(view.currentIndex()))

    @property
    def sheet(self) -> FilterSheet:
        """The sheet of conditions, made when first asked for: the board is shown without it."""
        if self._sheet is None:
            self._sheet = FilterSheet(self)
            self._sheet.changed.connect(self._filter)
            self._sheet.clear_asked.connect(self.clear_filter)
            self._sheet.save_asked.connect(self.save_view)
        return self._sheet

    def open_filter(self) -> None:
        """Open the filter."""
        cards = self.data.shown_cards()
        categories = sorted({card.category for card in cards if card.category})
        self.sheet.form.offer(self.data.offered, categories)
        self.sheet.open(self._wish.where, self._header.filter)

    def clear_filter(self) -> None:
        """Show everything again."""
        self._filter(BoardFilter())

    def next_view(self) -> None:
        """Look at the deals the next way."""
        ways = (BOARD, LIST, MONTHS)
        self._look_at(ways[(ways.index(self._wish.view) + 1) % len(ways)])

    def fold(self) -> None:
        """Fold the lane the cursor is in."""
        lanes = self.views.lanes()
        lane = lanes.current() if lanes is not None else None
        if lanes is not None and lane is not None:
            lanes.go_sideways(1 if lanes.at + 1 < len(lanes.lanes) else -1)
            lane.fold(True)

    def toggle_compact(self) -> None:
        """Draw cards briefly, or at length again."""
        self._take_wish(replace(self._wish, compact=not self._wish.compact))

    def select_one(self) -> None:
        """Let only the card under the cursor be selected."""
        self.views.pick(self.views.deal_id())
        self.views.focus()

    def save_view(self) -> None:
        """Keep filter and order under a name."""
        self.asking.save_view(self._wish)

    def tag(self) -> None:
        """Put words on what is selected."""
        self.asking.tag()

    def set_date(self) -> None:
        """Say when what is selected is expected to be closed."""
        self.asking.set_date()

    # Asking

    def _promise(self, key: int, ids: list[int], row: int) -> tuple[int | None, str]:
        return self.mover.promise(key, ids, row)

    def _end(self, ids: list[int], status: DealStatus) -> None:
        card = self.views.card(ids[0]) if ids else None
        if card is None:
            return
        self._gone = list(ids)
        deeds = {DealStatus.WON: self.deeds.win, DealStatus.LOST: self.deeds.lose, DealStatus.PARKED: self.deeds.park}
        deeds[status](ids, card.title)

    def _open_steps(self, deal_id: int, view: QWidget, area: QRect) -> None:
        card = self.views.card(deal_id)
        if card is not None:
            place = QRect(view.mapTo(self, area.topLeft()), area.size())
            self.steps.open(deal_id, card.title, place)

    def _begin_now(self) -> None:
        if self._begin is not None:
            self.add()

    # How the deals are looked at

    def _take_wish(self, wish: Wish) -> None:
        asks_margins = wish.measure is Measure.MARGIN and self.data.margins is None
        self._wish = self.mover.wish = wish
        self._header.switch.choose(wish.view)
        self._strip.show_order(wish.order)
        self._strip.show_measure(wish.measure)
        self._strip.show_form(compact=wish.compact, extras=wish.extras)
        if self.data.open_cards is not None:
            self._show()
        if asks_margins and self.data.pipeline_id:
            self.data.ask_margins()

    def _filter(self, where: BoardFilter) -> None:
        self._take_wish(replace(self._wish, where=where))
        if self._sheet is not None:
            self._sheet.form.show_filter(where)

    def _look_at(self, view: str) -> None:
        if self.data.scope is not None:
            self.data.show_scope(None)
        self._take_wish(replace(self._wish, view=view))
        self.views.focus()

    def _leave_scope(self) -> None:
        self.data.show_scope(None)

    def _use_view(self, view: SavedViewRow) -> None:
        where, order = from_view(view.view)
        self._take_wish(replace(self._wish, where=where, order=order))

    def _show_extra(self, name: str, shown: bool) -> None:
        rest = tuple(one for one in self._wish.extras if one != name)
        self._take_wish(replace(self._wish, extras=(*rest, name) if shown else rest))

    # What is known

    def _show_processes(self) -> None:
        self._header.show_processes(self.data)
        self.views.show_stages(self._wish)
        self._bulk.offer(self.data.pipelines, self.data.all_stages)
        if self._begin is not None and self.data.stages:
            QTimer.singleShot(0, self, self._begin_now)

    def _show(self) -> None:
        """Bring everything up to date with what is known and wanted."""
        data, wish = self.data, self._wish
        lanes = self.views.lanes()
        lane = lanes.current() if lanes is not None else None
        place = (lanes.at, lane.view.currentIndex().row()) if lanes is not None and lane is not None else None
        before = self.views.deal_id()
        self.views.show_all(wish)
        self._keep_cursor(before, place)
        attention = BoardFilter(attention=True)
        waiting = sum(attention.accepts(card, self.views.setting) for card in self.views.cards)
        self._strip.show_totals(self.views.totals, waiting, data.currency)
        self._header.show_filter(len(conditions(wish.where)))
        self._header.switch.choose(LIST if data.scope is not None else wish.view)
        count = _("{shown} of {all}").format(shown=number(len(self.views.cards)), all=number(len(data.shown_cards())))
        self._bar.show_state(
            wish.where, wish.order, offered=data.offered, scope=data.scope, count=count, currency=data.currency
        )
        self._show_emptiness()
        if self._focus_due:
            self._focus_due = False
            self.views.focus()

    def _keep_cursor(self, before: int, place: tuple[int, int] | None) -> None:
        """Keep the cursor on its deal; on one that came back; else beside the one that has gone."""
        back = next((deal_id for deal_id in self._gone if self.views.card(deal_id) is not None), 0)
        lanes = self.views.lanes()
        if self._wanted and self.views.pick(self._wanted):
            self._wanted = 0
        elif before and self.views.card(before) is None and lanes is not None and place is not None:
            lanes.pick_near(*place)
        elif back and before not in self._gone and self.views.pick(back):
            self._gone = []

    def _show_emptiness(self) -> None:
        first = self.data.is_new() and self.data.scope is None
        self._header.show_first(first)
        self._strip.setVisible(not first)
        for lane in self.views.board.lanes:
            lane.show_first(first)
        self._closed.show_row()
        if first and self._empty is None:
            self._empty = EmptyCard(
                self.views, add=self.add, take_in=lambda: importing.choose_and_import(self.workplace, self),
                contact=lambda: self.workplace.go(Place("contacts")), stages=self._go_to_stages,
            )  # fmt: skip
            self._empty.show()
        elif not first and self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None
        nothing = bool(self._wish.where) and not self.views.cards and bool(self.data.shown_cards())
        self._pages.setCurrentIndex(1 if nothing else 0)

    def _show_figures(self) -> None:
        if self.data.found is not None:
            self._strip.show_figures(self.data.found)
        if self.data.open_cards is not None:
            self._show()

    def _show_expected(self) -> None:
        if self.data.outlook is not None:
            self._strip.show_expected(self.data.outlook, self.data.currency)

    def _go_to_stages(self) -> None:
        self.workplace.go(Place("settings", intent="stages"))

    # Building

    def _build(self) -> None:
        self._header, self._strip, self._bar = Header(), Strip(), FilterBar()
        self.views = Views(self.data, self.workplace.desk, self._promise)
        self.mover = Mover(self.data, self.views, self.deeds)
        self.asking = Asking(self.workplace, self.data, self.views, self.deeds, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.views)
        self._pages.addWidget(no_hits(_("No deal meets all these conditions."), _("Clear filter"), self.clear_filter))
        self._bulk, self._closed = BulkBar(), ClosedBar(self.data)
        ground = Area("sunken")
        column(ground, self._pages, self._closed, gap=0).setStretch(0, 1)
        top = Area("surface")
        column(top, self._header, Line(), self._strip, self._bar, Line(), gap=0)
        column(self, top, ground, self._bulk, gap=0).setStretch(1, 1)
        self.steps = NextSteps(self.workplace, self)

    def _listen(self) -> None:
        data, header, strip, bar, bulk = self.data, self._header, self._strip, self._bar, self._bulk
        data.processes.connect(self._show_processes)
        data.cards.connect(self._show)
        data.figures.connect(self._show_figures)
        data.closed.connect(self._closed.show_row)
        data.expected.connect(self._show_expected)
        data.choices.connect(self._show_figures)
        header.process_chosen.connect(data.choose)
        header.processes_asked.connect(self._go_to_stages)
        header.view_chosen.connect(self._look_at)
        header.filter_asked.connect(self.open_filter)
        header.new_asked.connect(self.add)
        strip.sorted.connect(lambda order: self._take_wish(replace(self._wish, order=Order(order))))
        strip.measured.connect(lambda measure: self._take_wish(replace(self._wish, measure=Measure(measure))))
        strip.compact_asked.connect(lambda _on: self.toggle_compact())
        strip.extra_asked.connect(self._show_extra)
        strip.attention_asked.connect(lambda: self._filter(replace(self._wish.where, attention=True)))
        bar.changed.connect(self._filter)
        bar.scope_left.connect(self._leave_scope)
        bar.chosen.connect(self._use_view)
        bar.keep_asked.connect(lambda view: self.asking.keep_view(view, self._wish))
        bar.delete_asked.connect(self.asking.delete_view)
        for lanes in (self.views.board, self.views.months):
            self._listen_to_lanes(lanes)
        self.views.list.opened.connect(lambda _index: self.open_deal())
        self.views.list.counted.connect(bulk.show_count)
        self.views.list.shifted.connect(self.shift)
        bulk.move_asked.connect(lambda stage: self.deeds.move(self.views.selected_ids(), stage))
        bulk.tag_asked.connect(self.asking.tag)
        bulk.untag_asked.connect(partial(self.asking.tag, remove=True))
        bulk.date_asked.connect(self.asking.set_date)
        bulk.step_asked.connect(self.asking.plan_for_all)
        bulk.closed.connect(self.select_one)
        closed = self._closed
        closed.won.connect(lambda ids: self._end(ids, DealStatus.WON))
        closed.lost.connect(lambda ids: self._end(ids, DealStatus.LOST))
        closed.parked.connect(lambda ids: self._end(ids, DealStatus.PARKED))
        closed.away.connect(self.asking.move_away)
        closed.opened.connect(data.show_scope)
        self.deeds.failed.connect(data.ask_board)
        self.deeds.made.connect(self._want)

    def _listen_to_lanes(self, lanes: Any) -> None:
        lanes.opened.connect(self.open_deal)
        lanes.shifted.connect(self.shift)
        lanes.dropped.connect(self.mover.drop)
        lanes.added.connect(self.deeds.add_quickly)
        lanes.form_asked.connect(self.add)
        lanes.step_asked.connect(self._open_steps)
        lanes.dragging.connect(self._closed.wait)
        lanes.counted.connect(self._bulk.show_count)
        lanes.folded.connect(self._note_folded)

    def _want(self, deal_id: int) -> None:
        self._wanted = deal_id

    def _note_folded(self, key: int, folded: bool) -> None:
        self._wish = self.mover.wish = folded_with(self._wish, key, folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the closed row on one line where the window is low."""
        super().resizeEvent(event)
        self._closed.show_brief(self.height() / look().scale < LOW - 60)
