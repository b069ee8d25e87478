"""The lanes beside each other: one cursor over all of them, and what is selected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from crm_desktop.store.queries.board import BoardCard
from crm_desktop.ui.models.board_cards import Setting
from crm_desktop.ui.panes.board.lane import LaneColumn, LaneSpec
from crm_desktop.ui.widgets.panes import Pane as Area

#: How near to the edge a held card makes the lanes scroll sideways, and how far at once.
_EDGE, _STEP = 48, 24
#: Where cards held over a lane would go: (lane's key, deal ids, row) -> (row or None, words).
Promise = Callable[[int, list[int], int], tuple[int | None, str]]


class LaneRow(QScrollArea):
    """`show_lanes(specs)`, then `show_cards(by lane, setting)`.

    Signals: `moved(deal id)`, `counted(number selected)`, `opened()`, `shifted(by)`, `dropped(ids, key, row)`,
    `added(key, title, cents)`, `form_asked(key)`, `step_asked(deal id, view, QRect)`, `dragging(ids)`,
    `folded(key, bool)`.
    """

    moved = Signal(int)
    counted = Signal(int)
    opened = Signal()
    shifted = Signal(int)
    dropped = Signal(object, int, int)
    added = Signal(int, str, int)
    form_asked = Signal(int)
    step_asked = Signal(int, object, object)
    dragging = Signal(object)
    folded = Signal(int, bool)

    def __init__(self, promise: Promise, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._promise = promise
        self.lanes: list[LaneColumn] = []
        self._specs: tuple[LaneSpec, ...] = ()
        self.at = 0
        self._form = (False, False)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = Area("sunken")
        self._row = QHBoxLayout(inner)
        self._row.setSpacing(12)
        self._row.setContentsMargins(24, 14, 24, 0)
        self.setWidget(inner)

    # What it shows

    def show_lanes(self, specs: Sequence[LaneSpec], folded: Collection[int] = ()) -> None:
        """Have these lanes; the same ones stay as they are."""
        if tuple(specs) == self._specs:
            return
        self._specs = tuple(specs)
        for lane in self.lanes:
            self._row.removeWidget(lane)
            lane.hide()
            lane.deleteLater()
        self.lanes = []
        for place, spec in enumerate(specs):
            lane = LaneColumn(spec)
            self._listen(lane, place)
            self.lanes.append(lane)
            self._row.addWidget(lane, 1)
            lane.view.show_form(compact=self._form[0], extra=self._form[1])
            lane.fold(spec.key in folded)
        self.at = min(self.at, max(0, len(self.lanes) - 1))

    def show_cards(self, cards: Mapping[int, Sequence[BoardCard]], setting: Setting) -> None:
        """Show the cards of each lane; the cursor stays with its deal."""
        extra = bool(setting.extras or setting.stages)
        self._form = (setting.compact, extra)
        for lane in self.lanes:
            lane.view.show_form(compact=setting.compact, extra=extra)
            lane.model.show(cards.get(lane.key, ()), setting)

    def show_setting(self, setting: Setting) -> None:
        """Draw the same cards another way."""
        for lane in self.lanes:
            lane.model.show_setting(setting)

    # The cursor

    def current(self) -> LaneColumn | None:
        """Return the lane the cursor is in."""
        return self.lanes[self.at] if self.at < len(self.lanes) else None

    def lane_of(self, key: int) -> LaneColumn | None:
        """Return a lane by its key."""
        return next((lane for lane in self.lanes if lane.key == key), None)

    def lane_with(self, deal_id: int) -> LaneColumn | None:
        """Return the lane a deal lies in."""
        return next((lane for lane in self.lanes if lane.model.row_of(deal_id) is not None), None)

    def card(self, deal_id: int) -> BoardCard | None:
        """Return a card by its deal."""
        lane = self.lane_with(deal_id)
        row = lane.model.row_of(deal_id) if lane else None
        return lane.model.card_at(row) if lane is not None and row is not None else None

    def deal_id(self) -> int:
        """Return the deal under the cursor, 0 for none."""
        lane = self.current()
        return lane.view.deal_id() if lane else 0

    def selected_ids(self) -> list[int]:
        """Return the deals selected in all lanes; at least the one under the cursor."""
        found = [deal_id for lane in self.lanes for deal_id in lane.view.selected_ids()]
        here = self.deal_id()
        return found or ([here] if here else [])

    def pick(self, deal_id: int) -> bool:
        """Put the cursor on a deal; False where no lane has it."""
        for place, lane in enumerate(self.lanes):
            row = lane.model.row_of(deal_id)
            if row is not None:
                self.at = place
                lane.fold(False)
                self.let_go(but=lane)
                lane.view.choose(row)
                self.ensureWidgetVisible(lane, 24, 0)
                return True
        return False

    def pick_near(self, place: int, row: int) -> None:
        """Put the cursor near a place whose card has gone: on the one that took its place, else on the one above."""
        lane = self.lanes[place] if 0 <= place < len(self.lanes) else None
        if lane is not None and lane.model.rowCount():
            self.at = place
            lane.view.choose(min(max(row, 0), lane.model.rowCount() - 1))

    def let_go(self, but: LaneColumn | None = None) -> None:
        """Have nothing selected, except in one lane."""
        for lane in self.lanes:
            if lane is not but and (lane.view.currentIndex().isValid() or lane.view.selected_ids()):
                lane.view.let_go()

    def go_sideways(self, by: int) -> None:
        """Go to the card at the same height of the next lane that has any."""
        lane = self.current()
        row = lane.view.currentIndex().row() if lane else 0
        place = self.at + by
        while 0 <= place < len(self.lanes) and (
            not self.lanes[place].model.rowCount() or self.lanes[place].is_folded()
        ):
            place += by
        if 0 <= place < len(self.lanes):
            target = self.lanes[place]
            self.at = place
            self.let_go(but=target)
            target.view.setFocus(Qt.FocusReason.TabFocusReason)
            target.view.choose(min(max(row, 0), target.model.rowCount() - 1))
            self.ensureWidgetVisible(target, 24, 0)

    def focus(self) -> None:
        """Give the keyboard to the card under the cursor, or to the first one."""
        lane = self.current()
        if lane is None or not lane.model.rowCount():
            place = next((place for place, one in enumerate(self.lanes) if one.model.rowCount()), None)
            if place is None:
                return
            self.at, lane = place, self.lanes[place]
        if not lane.view.currentIndex().isValid():
            lane.view.choose(0)
        lane.view.setFocus()

    # Inside

    def _listen(self, lane: LaneColumn, place: int) -> None:
        view = lane.view
        view.selected = self.selected_ids
        view.promise = partial(self._promise, lane.key)
        view.sideways.connect(self.go_sideways)
        view.shifted.connect(self.shifted)
        view.opened.connect(lambda _index: self.opened.emit())
        view.dragging.connect(self.drag)
        view.near.connect(self._scroll_near)
        view.pressed_plain.connect(lambda: self.let_go(but=lane))
        view.step_asked.connect(lambda deal_id, area: self.step_asked.emit(deal_id, view, area))
        view.moved.connect(lambda index: self._note(place, index))
        view.selectionModel().selectionChanged.connect(lambda *_a: self.counted.emit(len(self.selected_ids())))
        lane.model.dropped.connect(lambda ids, row: self.dropped.emit(ids, lane.key, row))
        lane.added.connect(self.added)
        lane.form_asked.connect(self.form_asked)
        lane.folded.connect(self.folded)

    def _note(self, place: int, index: QModelIndex) -> None:
        """Remember where the cursor is; only one card of the board is the current one."""
        if not index.isValid() or place >= len(self.lanes):
            return
        lane = self.lanes[place]
        self.at = place
        if not lane.view.together:
            self.let_go(but=lane)
        self.moved.emit(lane.view.deal_id())

    def drag(self, ids: list[int]) -> None:
        """Draw cards as being on their way, or with none no longer, and tell."""
        for lane in self.lanes:
            lane.view.hold(ids)
            if not ids:
                lane.model.set_gap(None)
        self.dragging.emit(ids)

    def _scroll_near(self, at: QPoint) -> None:
        x, bar = self.viewport().mapFromGlobal(at).x(), self.horizontalScrollBar()
        if x < _EDGE:
            bar.setValue(bar.value() - _STEP)
        elif x > self.viewport().width() - _EDGE:
            bar.setValue(bar.value() + _STEP)
