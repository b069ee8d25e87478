"""The board pane: figures, lanes, and the closed row; moving a card is one step, seen at once and undone by Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import month, near_day
from crm_desktop.base.i18n import _
from crm_desktop.base.period import month_of
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import deals
from crm_desktop.operations.board_figures import BoardFigures, board_figures
from crm_desktop.store.queries import board, contact_card, pipelines
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries.board import BoardCard, ClosedRow, Order
from crm_desktop.store.queries.contact_card import ContactFacts
from crm_desktop.store.queries.deals import DealRow
from crm_desktop.store.queries.pipelines import PipelineRow, StageRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.panes.board.closed import ClosedZone
from crm_desktop.ui.panes.board.forms import DealAnswer, DealForm, LossForm, ParkForm, usual_reasons
from crm_desktop.ui.panes.board.lane import LaneColumn
from crm_desktop.ui.panes.board.strip import Strip
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Area
from crm_desktop.ui.widgets.text import title

_KINDS = ("deal", "deal_state", "stage", "pipeline", "activity", "contact")
#: The closed row with its margins: toasts stay above it.
_CLOSED_ROW = 96
_LEAST_LANE = 190


class BoardPane(Pane):
    """The pipeline."""

    name = "board"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._pipelines: list[PipelineRow] = []
        self._stages: list[StageRow] = []
        self._pipeline_id = 0
        self._order = Order.VALUE
        self._lanes: list[LaneColumn] = []
        self._at = 0
        self._wanted = 0
        self._begin: Place | None = None
        self._build()
        self._ask_pipelines()

    # The pane

    def enter(self, place: Place) -> None:
        """Show a deal, or begin a new one."""
        if place.kind == "deal" and place.ref:
            self._wanted = place.ref
            self._ask_deal(place.ref)
        if place.intent == "new":
            self._begin = place
            if self._stages:
                self._begin_now()
        elif self._lanes:
            self._current_lane().view.setFocus()

    def refresh(self, told: Told) -> None:
        """Read the board again when something on it changed."""
        changes = told.outcome.changes
        if changes.touch("stage", "pipeline"):
            self._ask_pipelines()
        elif changes.touch(*_KINDS):
            self._ask_board()

    def foot(self) -> int:
        """Leave the closed row in sight."""
        return look().px(_CLOSED_ROW)

    def subject(self) -> Subject | None:
        """Return the deal under the cursor."""
        deal_id = self._current_lane().view.deal_id() if self._lanes else 0
        return Subject("deal", deal_id, self._title_of(deal_id)) if deal_id else None

    def keep(self) -> dict[str, Any]:
        """Keep process, order and card."""
        found = self.subject()
        return {"pipeline": self._pipeline_id, "order": self._order, "deal": found.ref if found else 0}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same process and card."""
        self._pipeline_id, self._order, self._wanted = kept["pipeline"], kept["order"], kept["deal"]

    def commands(self) -> list[Command]:
        """Return what can be done with the deal under the cursor."""

        def has_deal(_workplace: Workplace) -> bool:
            return self.subject() is not None

        def command(
            name: str, words: Callable[[], str], on: Callable[[], object], keys: str, icon: str, *, always: bool = False
        ) -> Command:
            def run(_workplace: Workplace) -> None:
                on()

            enabled: Callable[[Workplace], bool] = (lambda _at: True) if always else has_deal
            return Command(f"board.{name}", words, run, keys, icon, "deal", "board", enabled)

        return [
            command("new", lambda: _("New deal"), self.add, "N", "plus", always=True),
            command("open", lambda: _("Open the deal"), self.open_deal, "", "square-kanban"),
            command("win", lambda: _("Deal won"), self.win, "W", "trophy"),
            command("lose", lambda: _("Deal lost …"), self.lose, "L", "circle-x"),
            command("park", lambda: _("Park the deal …"), self.park, "Z", "moon"),
            command("left", lambda: _("Move one stage back"), lambda: self.shift(-1), "Shift+Left", "arrow-left"),
            command("right", lambda: _("Move one stage on"), lambda: self.shift(1), "Shift+Right", "arrow-right"),
            command("bin", lambda: _("Delete the deal"), self.bin, "Del", "trash-2"),
        ]

    # What the user does

    def add(self, stage_id: int = 0) -> None:
        """Open the form for a new deal."""
        if not self._stages:
            return
        form = DealForm(self.workplace.desk, self._stages, stage_id=stage_id or self._stages[0].id, parent=self)

        def save(answer: DealAnswer) -> None:
            self.workplace.desk.do(
                deals.add_deal, title=answer.title, stage_id=answer.stage_id, account_id=answer.account_id,
                amount_cents=answer.amount_cents, expected_close=answer.expected_close, note=answer.note,
                failed=form.fail, then=added,
            )  # fmt: skip

        def added(outcome: Outcome[int]) -> None:
            form.accept()
            self._wanted = outcome.value
            self._tell(outcome)

        self._open_form(form, form.filled, save)
        if self._begin is not None and self._begin.about:
            self._prefill(form, self._begin.about)
        self._begin = None

    def open_deal(self) -> None:
        """Open the deal under the cursor."""
        found = self.subject()
        if found:
            self._ask_deal(found.ref)

    def win(self) -> None:
        """Win the deal under the cursor."""
        self._with_deal(self._win)

    def lose(self) -> None:
        """Lose the deal under the cursor, with the reason."""
        self._with_deal(self._lose)

    def park(self) -> None:
        """Park the deal under the cursor."""
        self._with_deal(self._park)

    def bin(self) -> None:
        """Put the deal under the cursor into the bin."""
        self._with_deal(lambda deal_id: self._do(deals.delete_deal, deal_id=deal_id))

    def shift(self, by: int) -> None:
        """Move the card under the cursor to a neighbouring lane, and go with it."""
        target = self._at + by
        deal_id = self._current_lane().view.deal_id() if self._lanes else 0
        if deal_id and 0 <= target < len(self._lanes):
            self._move(deal_id, self._lanes[target], 0)

    # Moving

    def _move(self, deal_id: int, target: LaneColumn, at: int) -> None:
        """Move a card at once; the step follows, and if it fails the card goes back."""
        source = next((lane for lane in self._lanes if lane.model.row_of(deal_id) is not None), None)
        if source is None:
            return
        if source is target:
            return
        card = source.model.take(deal_id)
        if card is None:
            return
        place = target.model.put(card, at)
        self._at = self._lanes.index(target)
        target.view.setCurrentIndex(target.model.index(place))
        target.view.setFocus()

        def fail(error: CrmError) -> None:
            self.workplace.notify(Notice(str(error), tone="danger"))
            self._ask_board()

        self.workplace.desk.do(
            deals.move_to_stage, deal_id=deal_id, stage_id=target.stage_id, then=self._tell, failed=fail
        )

    def _win(self, deal_id: int) -> None:
        self._do(deals.win_deal, deal_id=deal_id)

    def _lose(self, deal_id: int) -> None:
        form = LossForm(self._title_of(deal_id), usual_reasons(), self)

        def save(reason: str) -> None:
            self.workplace.desk.do(deals.lose_deal, deal_id=deal_id, reason=reason, failed=form.fail, then=lost)

        def lost(outcome: Outcome[None]) -> None:
            form.accept()
            self._tell(outcome)

        self._open_form(form, form.filled, save)

    def _park(self, deal_id: int) -> None:
        form = ParkForm(self._title_of(deal_id), self.workplace.today(), self)

        def save(until: Any) -> None:
            self.workplace.desk.do(deals.park_deal, deal_id=deal_id, until=until, failed=form.fail, then=parked)

        def parked(outcome: Outcome[None]) -> None:
            form.accept()
            self._tell(outcome)

        self._open_form(form, form.filled, save)

    def _do(self, operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
        self.workplace.desk.do(operation, then=self._tell, **arguments)

    def _with_deal(self, act: Callable[[int], None]) -> None:
        found = self.subject()
        if found:
            act(found.ref)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self.workplace.notify(Notice(outcome.label, undo=outcome.step is not None))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, outcome.label))

    def _edit(self, deal: DealRow | None) -> None:
        if deal is None:
            return
        form = DealForm(self.workplace.desk, self._stages, stage_id=deal.stage_id, deal=deal, parent=self)

        def save(answer: DealAnswer) -> None:
            self.workplace.desk.do(
                deals.change_deal, deal_id=deal.id, version=deal.version, title=answer.title,
                account_id=answer.account_id,
                amount_cents=answer.amount_cents, expected_close=answer.expected_close, note=answer.note,
                failed=form.fail, then=lambda outcome: changed(outcome, answer),
            )  # fmt: skip

        def changed(outcome: Outcome[None], answer: DealAnswer) -> None:
            form.accept()
            if answer.stage_id != deal.stage_id:
                self._do(deals.move_to_stage, deal_id=deal.id, stage_id=answer.stage_id)
            else:
                self._tell(outcome)

        self._open_form(form, form.filled, save)

    def _open_form(self, form: Any, filled: Any, save: Callable[[Any], None]) -> None:
        filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def _prefill(self, form: DealForm, contact_id: int) -> None:
        def show(found: ContactFacts | None) -> None:
            if found is not None:
                form.account.show_contact(found.company_id or found.id, found.company or found.name)

        self.workplace.desk.ask(contact_card.facts, contact_id=contact_id, then=show, asker=form, topic="about")

    def _begin_now(self) -> None:
        if self._begin is not None:
            self.add()

    # Reading

    def _ask_pipelines(self) -> None:
        self.workplace.desk.ask(_processes, then=self._show_pipelines, asker=self, topic="pipelines", lane="board")

    def _show_pipelines(self, answer: tuple[list[PipelineRow], list[StageRow]]) -> None:
        self._pipelines, stages = answer
        known = {found.id for found in self._pipelines}
        if self._pipeline_id not in known and self._pipelines:
            default = next((found for found in self._pipelines if found.is_default), self._pipelines[0])
            self._pipeline_id = default.id
        self._all_stages = stages
        self._show_pipeline(self._pipeline_id)

    def _show_pipeline(self, pipeline_id: int) -> None:
        self._pipeline_id = pipeline_id
        chosen = next((found for found in self._pipelines if found.id == pipeline_id), None)
        self._process.setText(chosen.name if chosen else "")
        self._process.setVisible(chosen is not None)
        menu = Menu(self._process)
        for found in self._pipelines:
            menu.entry(found.name, on=partial(self._show_pipeline, found.id), checked=found.id == pipeline_id)
        self._process.set_menu(menu)
        self._stages = [stage for stage in self._all_stages if stage.pipeline_id == pipeline_id]
        self._build_lanes()
        self._ask_board()
        if self._begin is not None:
            QTimer.singleShot(0, self, self._begin_now)

    def _ask_board(self) -> None:
        if not self._pipeline_id:
            return
        today = self.workplace.today()
        ask = self.workplace.desk.ask
        ask(
            board.cards, pipeline_id=self._pipeline_id, today=today, order=self._order, then=self._show_cards,
            asker=self, topic="cards", lane="board",
        )  # fmt: skip
        ask(
            board_figures, pipeline_id=self._pipeline_id, today=today, then=self._show_figures, asker=self,
            topic="figures", lane="figures",
        )  # fmt: skip
        ask(
            board.closed_row, pipeline_id=self._pipeline_id, period=month_of(today), then=self._show_closed, asker=self,
            topic="closed", lane="board",
        )  # fmt: skip

    def _ask_deal(self, deal_id: int) -> None:
        self.workplace.desk.ask(
            deal_queries.deal, deal_id=deal_id, then=self._edit, asker=self, topic="deal", lane="board"
        )

    def _show_cards(self, cards: Sequence[BoardCard]) -> None:
        held = self._wanted or (self._current_lane().view.deal_id() if self._lanes else 0)
        today = self.workplace.today()
        for lane in self._lanes:
            mine = [card for card in cards if card.stage_id == lane.stage_id]
            lane.model.show(mine, today, lane.model.stale_after)
        for place, lane in enumerate(self._lanes):
            at = lane.model.row_of(held)
            if at is not None:
                self._at = place
                lane.view.setCurrentIndex(lane.model.index(at))
                self._wanted = 0

    def _show_figures(self, figures: BoardFigures) -> None:
        self._strip.show_figures(figures)
        by_stage = {found.stage_id: found for found in figures.lanes}
        for lane in self._lanes:
            if lane.stage_id in by_stage:
                lane.show_figures(by_stage[lane.stage_id], figures.currency)

    def _show_closed(self, found: ClosedRow) -> None:
        now = month(self.workplace.today(), form="LLLL")
        words = ", ".join(found.won.words)
        self._won.show_sum(found.won, found.currency, _("last: {title}").format(title=words) if words else "", now)
        reasons = ", ".join(found.lost.words)
        self._lost.show_sum(
            found.lost, found.currency, _("Reasons: {list}").format(list=reasons) if reasons else "", now
        )
        day = found.parked.next_day
        again = _("next taken up {day}").format(day=near_day(day, self.workplace.today())) if day else ""
        self._parked.show_sum(found.parked, found.currency, again, _("waiting"))

    # Building

    def _build(self) -> None:
        self._process = Button("", "text")
        self._new = Button(_("New deal"), "primary", icon="plus", key="N", on=self.add)
        head = Area("surface")
        row(head, title(_("Pipeline")), self._process, None, self._new, gap=10, margins=(24, 14, 20, 14))
        self._strip = Strip()
        self._strip.sorted.connect(self._sort)
        self._ground = Area("sunken")
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = Area("sunken")
        inner.setLayout(self._row)
        self._row.setContentsMargins(24, 14, 24, 0)
        scroll.setWidget(inner)
        self._won = ClosedZone(
            _("Won"), key="W", icon="trophy", tone="success", tint="success_tint",
            invitation=_("drop here: order received"),
        )  # fmt: skip
        self._lost = ClosedZone(
            _("Lost"), key="L", icon="circle-x", tone="danger", tint="danger_tint",
            invitation=_("drop here, then the reason 1–6"),
        )  # fmt: skip
        self._parked = ClosedZone(
            _("Parked"), key="Z", icon="moon", tone="text2", tint="nav", invitation=_("drop here, then the day")
        )
        self._won.dropped.connect(self._win)
        self._lost.dropped.connect(self._lose)
        self._parked.dropped.connect(self._park)
        closed = row(None, self._won, self._lost, self._parked, gap=12, margins=(24, 12, 24, 18))
        for place in range(3):
            closed.setStretch(place, 1)
        below = column(self._ground, scroll, closed, gap=0)
        below.setStretch(0, 1)
        column(self, head, Line(), self._strip, Line(), self._ground, gap=0).setStretch(4, 1)

    def _build_lanes(self) -> None:
        if [lane.stage_id for lane in self._lanes] == [stage.id for stage in self._stages]:
            return
        for lane in self._lanes:
            self._row.removeWidget(lane)
            lane.deleteLater()
        self._lanes = []
        for place, stage in enumerate(self._stages):
            lane = LaneColumn(stage.id, stage.name, place, len(self._stages))
            lane.setMinimumWidth(look().px(_LEAST_LANE))
            lane.add_asked.connect(self.add)
            lane.model.dropped.connect(lambda deal_id, at, target=lane: self._move(deal_id, target, at))
            lane.view.sideways.connect(self._go_sideways)
            lane.view.shifted.connect(self.shift)
            lane.view.opened.connect(lambda _index: self.open_deal())
            lane.view.dragging.connect(self._invite)
            lane.view.moved.connect(lambda index, at=place: self._note_lane(at, valid=index.isValid()))
            self._lanes.append(lane)
            self._row.addWidget(lane, 1)
        self._at = min(self._at, max(0, len(self._lanes) - 1))

    def _note_lane(self, place: int, *, valid: bool) -> None:
        """Remember where the cursor is; only one card of the board is the current one."""
        if not valid or (place == self._at and not self._lanes[place].view.hasFocus()):
            return
        self._at = place
        for other in self._lanes:
            if other is not self._lanes[place] and other.view.currentIndex().isValid():
                other.view.clearSelection()
                other.view.setCurrentIndex(other.model.index(-1))

    def _go_sideways(self, by: int) -> None:
        """Go to the card at the same height of the next lane that has any."""
        row_now = self._current_lane().view.currentIndex().row()
        place = self._at + by
        while 0 <= place < len(self._lanes) and not self._lanes[place].model.rowCount():
            place += by
        if 0 <= place < len(self._lanes):
            lane = self._lanes[place]
            lane.view.setFocus()
            lane.view.setCurrentIndex(lane.model.index(min(max(row_now, 0), lane.model.rowCount() - 1)))

    def _invite(self, dragging: bool) -> None:
        for zone in (self._won, self._lost, self._parked):
            zone.wait(dragging)

    def _sort(self, order: Order) -> None:
        self._order = order
        self._ask_board()

    def _current_lane(self) -> LaneColumn:
        return self._lanes[self._at]

    def _title_of(self, deal_id: int) -> str:
        for lane in self._lanes:
            place = lane.model.row_of(deal_id)
            card = lane.model.card_at(place) if place is not None else None
            if card is not None:
                return card.title
        return ""


def _processes(reader: Reader) -> tuple[list[PipelineRow], list[StageRow]]:
    return pipelines.pipelines(reader), pipelines.all_stages(reader)
