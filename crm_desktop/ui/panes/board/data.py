"""What the board knows: asked in lanes, held here, told by signals; the pane and its parts only show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.base.period import Period, month_of
from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.operations.deals import margins as deal_margins
from crm_desktop.operations.deals.board_figures import BoardFigures, LaneFigures, board_figures
from crm_desktop.operations.forecasts import forecasts
from crm_desktop.store.queries import board, pipelines, saved_views, segments
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries.board import BoardCard, ClosedRow
from crm_desktop.store.queries.pipelines import PipelineRow, StageRow
from crm_desktop.store.queries.saved_views import SavedViewRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.board_cards import Stale

PANE = "board"


class Expected(NamedTuple):
    """What the forecast says of the period to plan for."""

    period: Period
    expected_cents: int
    p10_cents: int
    p90_cents: int


class Choices(NamedTuple):
    """What can be filtered by and what was kept before."""

    tags: list[str]
    channels: list[str]
    views: list[SavedViewRow]
    #: The names of the segments by id.
    segments: dict[int, str]


class BoardData(QObject):
    """Signals: `processes()`, `cards()`, `figures()`, `closed()`, `expected()`, `choices()` when something is known."""

    processes = Signal()
    cards = Signal()
    figures = Signal()
    closed = Signal()
    expected = Signal()
    choices = Signal()

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.pipelines: list[PipelineRow] = []
        self._all_stages: list[StageRow] = []
        self.pipeline_id = 0
        self.open_cards: Sequence[BoardCard] | None = None
        #: Deals that are no longer open, where the list shows those: what they are, else None.
        self.scope: DealStatus | None = None
        self.closed_cards: Sequence[BoardCard] = ()
        self.found: BoardFigures | None = None
        self.closed_row: ClosedRow | None = None
        self.margins: Mapping[int, int] | None = None
        self.outlook: Expected | None = None
        self.offered = Choices([], [], [], {})
        self._by_stage: dict[int, LaneFigures] = {}
        self._ever = True
        #: The segment the board is narrowed to, and its customers once they are known.
        self._segment = 0
        self.members: frozenset[int] | None = None

    # What is known

    @property
    def today(self) -> date:
        """Today's date for the user."""
        return self._workplace.today()

    @property
    def stages(self) -> list[StageRow]:
        """The stages of the process that hold open deals, first to last."""
        return [one for one in self.all_stages if one.pipeline_id == self.pipeline_id]

    @property
    def all_stages(self) -> list[StageRow]:
        """The stages of all processes that hold open deals."""
        return [one for one in self._all_stages if one.kind is StageKind.OPEN]

    @property
    def currency(self) -> str:
        """The firm's currency."""
        return self.found.currency if self.found else self.closed_row.currency if self.closed_row else "EUR"

    def lane(self, stage_id: int) -> LaneFigures | None:
        """Return the figures of a stage, None before they are known."""
        return self._by_stage.get(stage_id)

    def chance(self, stage_id: int) -> float:
        """Return the chance of a stage: learned, else as configured."""
        lane = self.lane(stage_id)
        configured = next((one.probability for one in self._all_stages if one.id == stage_id), 0)
        return lane.probability if lane else configured / 100

    def chances(self) -> dict[int, float]:
        """Return the chance of each stage."""
        return {one.id: self.chance(one.id) for one in self._all_stages}

    def stale(self) -> dict[int, Stale]:
        """Return from when on deals are stale, by stage."""
        return {
            stage_id: Stale(lane.stale_after, lane.stale_source, lane.stale_cases)
            for stage_id, lane in self._by_stage.items()
        }

    def shown_cards(self) -> Sequence[BoardCard]:
        """Return the cards to be shown: the open ones, or those closed that were asked for."""
        return self.closed_cards if self.scope is not None else self.open_cards or ()

    def is_new(self) -> bool:
        """Say whether this process never had a deal."""
        return self.open_cards is not None and not self.open_cards and not self._ever

    # Asking

    def ask_processes(self) -> None:
        """Read processes and stages, then the board."""
        self._workplace.desk.ask(_processes, then=self._take_processes, asker=self, topic="pipelines", lane="board")

    def choose(self, pipeline_id: int) -> None:
        """Show another process."""
        self.pipeline_id = pipeline_id
        self.found, self._by_stage, self.outlook, self.margins = None, {}, None, None
        self.processes.emit()
        self.ask_board()

    def ask_board(self) -> None:
        """Read cards, figures and the closed row again."""
        if not self.pipeline_id:
            return
        ask = partial(self._workplace.desk.ask, asker=self, pipeline_id=self.pipeline_id)
        ask(_cards, today=self.today, scope=self.scope, then=self._take_cards, topic="cards", lane="board")
        ask(
            board.closed_row, period=month_of(self.today), then=self._take_closed, topic="closed", lane="board"
        )  # fmt: skip

    def _ask_figures(self) -> None:
        """Work out what the cards are worth; after they have been painted, since it takes the processor from that."""
        ask = partial(self._workplace.desk.ask, asker=self, pipeline_id=self.pipeline_id, today=self.today)
        ask(board_figures, then=self._take_figures, topic="figures", lane="figures")
        ask(_expected, then=self._take_expected, topic="expected", lane="figures")
        if self.margins is not None:
            self.ask_margins()

    def ask_margins(self) -> None:
        """Read what the open deals would leave."""
        self._workplace.desk.ask(
            deal_margins.deal_margins, pipeline_id=self.pipeline_id, then=self._take_margins, asker=self,
            topic="margins", lane="board",
        )  # fmt: skip

    def ask_choices(self) -> None:
        """Read what can be filtered by, and the saved views."""
        self.ask_members()
        self._workplace.desk.ask(_choices, then=self._take_choices, asker=self, topic="choices", lane="board")

    def look_within(self, segment_id: int) -> None:
        """Know the customers of a segment, 0 for everybody; another one's are no longer of account."""
        if segment_id != self._segment:
            self._segment, self.members = segment_id, None
            self.ask_members()

    def ask_members(self) -> None:
        """Read who belongs to the segment the board is narrowed to."""
        if self._segment:
            self._workplace.desk.ask(
                _members, segment_id=self._segment, today=self.today, then=self._take_members, asker=self,
                topic="members", lane="board",
            )  # fmt: skip

    def show_scope(self, scope: DealStatus | None) -> None:
        """Show the deals won or lost this month, those parked, or with None the open ones."""
        self.scope = scope
        self.ask_board()

    # Answers

    def _take_processes(self, answer: tuple[list[PipelineRow], list[StageRow]]) -> None:
        self.pipelines, self._all_stages = answer
        known = {found.id for found in self.pipelines}
        if self.pipeline_id not in known and self.pipelines:
            default = next((found for found in self.pipelines if found.is_default), self.pipelines[0])
            self.pipeline_id = default.id
        self.processes.emit()
        self.ask_board()

    def _take_cards(self, answer: _Cards) -> None:
        self.open_cards, self.closed_cards, self._ever = answer
        self.cards.emit()
        QTimer.singleShot(0, self, self._ask_figures)

    def _take_members(self, found: tuple[int, frozenset[int]]) -> None:
        segment_id, members = found
        if segment_id == self._segment and members != self.members:
            self.members = members
            if self.open_cards is not None:
                self.cards.emit()

    def _take_figures(self, found: BoardFigures) -> None:
        self.found = found
        self._by_stage = {lane.stage_id: lane for lane in found.lanes}
        self.figures.emit()

    def _take_closed(self, found: ClosedRow) -> None:
        self.closed_row = found
        self.closed.emit()

    def _take_expected(self, found: Expected) -> None:
        self.outlook = found
        self.expected.emit()

    def _take_margins(self, found: Mapping[int, int]) -> None:
        self.margins = found
        self.figures.emit()

    def _take_choices(self, found: Choices) -> None:
        self.offered = found
        self.choices.emit()


class _Cards(NamedTuple):
    """The cards of a process, and those closed ones that were asked for."""

    open: list[BoardCard]
    closed: list[BoardCard]
    #: Whether the process ever had a deal.
    ever: bool


def _processes(reader: Reader) -> tuple[list[PipelineRow], list[StageRow]]:
    return pipelines.pipelines(reader), pipelines.all_stages(reader)


def _cards(reader: Reader, *, pipeline_id: int, today: date, scope: DealStatus | None) -> _Cards:
    found = board.cards(reader, pipeline_id=pipeline_id, today=today)
    closed: list[BoardCard] = []
    if scope is not None:
        period = None if scope is DealStatus.PARKED else month_of(today)
        closed = board.closed_cards(reader, pipeline_id=pipeline_id, status=scope, today=today, period=period)
    return _Cards(found, closed, bool(found) or board.has_deals(reader, pipeline_id=pipeline_id))


def _choices(reader: Reader) -> Choices:
    return Choices(
        deal_queries.tag_names(reader),
        deal_queries.channels(reader),
        saved_views.saved_views(reader, pane=PANE),
        {one.id: one.name for one in segments.segments(reader)},
    )


def _members(reader: Reader, *, segment_id: int, today: date) -> tuple[int, frozenset[int]]:
    return segment_id, frozenset(segments.accounts(reader, segment_id=segment_id, as_of=today))


def _expected(reader: Reader, *, pipeline_id: int, today: date) -> Expected:
    found = forecasts.forecast(reader, as_of=today, pipeline_id=pipeline_id)
    return Expected(found.period, found.expected_cents, found.p10_cents, found.p90_cents)
