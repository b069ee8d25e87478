"""The pipeline as a report to print: what is open by stage, the largest deals, and why deals were lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, plural, speaking
from crm_desktop.base.period import Period, add_months
from crm_desktop.base.times import local_day
from crm_desktop.charts.ranked import (
    PipelineData,
    RankedBar,
    RankedData,
    StageBar,
    pipeline_bars,
    pipeline_in_words,
    ranked_bars,
)
from crm_desktop.charts.style import print_style
from crm_desktop.documents.report_sheet import (
    Alert,
    Cell,
    Cents,
    Chapter,
    Chart,
    Column,
    Heading,
    Kpi,
    Note,
    Part,
    Sentence,
    Share,
    Table,
    Titled,
    Tone,
)
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.facts import DealFact
from crm_desktop.operations.deals.board_figures import BoardFigures, LaneFigures, board_figures
from crm_desktop.operations.reports.words import FULL, Pen, Report, open_deals, pen, report_language, rounded
from crm_desktop.store.queries import board, facts, pipelines
from crm_desktop.store.queries.board import BoardCard
from crm_desktop.store.reading import Reader

#: How many of the largest deals, and of the reasons, are printed; a reason is looked for this many months back.
_LARGEST, _REASONS, _MONTHS = 14, 6, 12
_ROW, _CHART_REST = 20.0, 18.0


class _Process(NamedTuple):
    """One sales process: its name, its figures, and its open deals of the firm's currency, the largest first."""

    name: str
    figures: BoardFigures
    cards: list[BoardCard]


def make_pipeline_report(reader: Reader, *, as_of: date, language: str = "") -> Report:
    """Work the pipeline report out: as things stand, with days counted to `as_of`."""
    chosen = report_language(reader, language)
    with speaking(chosen):
        return _made(reader, pen(reader, as_of=as_of, language=chosen))


def _made(reader: Reader, by: Pen) -> Report:
    processes = [_process(reader, row.id, row.name, by) for row in pipelines.pipelines(reader)]
    busy = [process for process in processes if process.figures.open_deals or process.figures.closed]
    lost = _lost(reader, by.as_of)
    figure = _stages_figure(busy[0], by) if busy else None
    cards = sorted((card for process in busy for card in process.cards), key=lambda card: (-card.amount_cents, card.id))
    chances = {lane.stage_id: lane for process in busy for lane in process.figures.lanes}
    parts: list[Part] = [part for process in busy for part in _stages(process, len(busy) > 1, by)]
    sheet = by.sheet(
        title=_("Pipeline"),
        subtitle=_("Open deals by stage, as of {day}").format(day=by.day(by.as_of)),
        sentences=tuple(_sentences(busy, cards, by)),
        kpis=tuple(_kpis(busy, cards, by)) if busy else (),
        opening=parts,
        chapters=_chapters(cards, chances, lost, by) if busy else (),
    )
    return Report(sheet, _cards_table(cards, chances), figure)


def pipeline_parts(reader: Reader, by: Pen, *, most: int = 7) -> list[Part]:
    """Return the stages of each busy sales process as a table, and the largest open deals with their next step."""
    processes = [_process(reader, row.id, row.name, by) for row in pipelines.pipelines(reader)]
    busy = [process for process in processes if process.figures.open_deals]
    if not busy:
        return [Note(_("No deal is open."))]
    parts: list[Part] = []
    for process in busy:
        hint = _("as of {day}").format(day=by.day(by.as_of))
        parts += [Heading(process.name if len(busy) > 1 else _("By stage"), hint), _stages_table(process)]
    cards = sorted((card for process in busy for card in process.cards), key=lambda card: (-card.amount_cents, card.id))
    chances = {lane.stage_id: lane for process in busy for lane in process.figures.lanes}
    return [*parts, Heading(_("The largest open deals")), _cards_table(cards[:most], chances)]


def _process(reader: Reader, pipeline_id: int, name: str, by: Pen) -> _Process:
    cards = board.cards(reader, pipeline_id=pipeline_id, today=by.as_of)
    own = [card for card in cards if card.currency == by.currency]
    return _Process(name, board_figures(reader, pipeline_id=pipeline_id, today=by.as_of), own)


def _sentences(busy: Sequence[_Process], cards: Sequence[BoardCard], by: Pen) -> Iterator[Sentence]:
    """Yield what happens: what is open, how often deals are won, and what is left lying."""
    if not busy:
        yield Sentence(_("No deal was recorded up to {day}, so there is nothing to show.").format(day=by.day(by.as_of)))
        return
    total = by.money(sum(process.figures.open_cents for process in busy))
    weighted = by.money(sum(process.figures.weighted_cents for process in busy))
    yield Sentence(
        _("The pipeline holds {open} ({deals}); weighted with their chances that is {weighted}.").format(
            deals=open_deals(len(cards)), open=total, weighted=weighted
        ),
        (total,),
    )
    won, closed = _closed(busy)
    if closed:
        share = by.percent(won / closed)
        yield Sentence(
            _("Of {closed} closed deals {won} were won, that is {share}.").format(closed=closed, won=won, share=share),
            (share,),
        )
    left = [card for card in cards if card.step is None]
    if left:
        yield Sentence(
            _("No next step is planned for some of it ({deals}, {amount}).").format(
                deals=open_deals(len(left)), amount=by.money(_sum(left))
            )
        )
    elif cards:
        yield Sentence(_("Every open deal has a next step."))


def _kpis(busy: Sequence[_Process], cards: Sequence[BoardCard], by: Pen) -> Iterator[Kpi]:
    won, closed = _closed(busy)
    weighted = sum(process.figures.weighted_cents for process in busy)
    left = [card for card in cards if card.step is None]
    yield Kpi(_("Open"), by.money(_sum(cards)), open_deals(len(cards)))
    share = weighted / _sum(cards) if _sum(cards) else 0.0
    yield Kpi(_("Weighted"), by.money(weighted), _("{share} of what is open").format(share=by.percent(share)))
    rate = by.percent(won / closed) if closed else "–"
    yield Kpi(_("Won of all closed"), rate, _("{won} of {n} deals").format(won=won, n=closed))
    waiting = _("worth {amount}").format(amount=by.money(_sum(left))) if left else _("every open deal has one")
    yield Kpi(_("Without a next step"), str(len(left)), waiting, Tone.BAD if left else Tone.GOOD)


def _closed(busy: Sequence[_Process]) -> tuple[int, int]:
    return sum(process.figures.won for process in busy), sum(process.figures.closed for process in busy)


def _sum(cards: Sequence[BoardCard]) -> int:
    return sum(card.amount_cents for card in cards)


def _stages(process: _Process, several: bool, by: Pen) -> Iterator[Part]:  # noqa: FBT001 - private
    """Yield heading, chart and table of the stages of one process; one without an open deal is told in a line."""
    name = process.name if several else _("By stage")
    if not process.figures.open_deals:
        yield Heading(name)
        yield Note(
            _("No deal is open. Of {n} closed deals {won} were won.").format(
                n=process.figures.closed, won=process.figures.won
            )
        )
        return
    yield Heading(name, _("what is open, and in full colour the part that counts by the learned chance"))
    yield Chart(_stages_figure(process, by), pipeline_in_words(_pipeline_data(process, by)))
    yield _stages_table(process)


def _pipeline_data(process: _Process, by: Pen) -> PipelineData:
    bars = [
        StageBar(lane.name, lane.cents, lane.weighted_cents, lane.probability, lane.deals)
        for lane in process.figures.lanes
    ]
    return PipelineData(bars, by.currency)


def _stages_figure(process: _Process, by: Pen) -> Figure:
    height = _ROW * len(process.figures.lanes) + _CHART_REST
    return pipeline_bars(_pipeline_data(process, by), print_style(), FULL, height)


def _stages_table(process: _Process) -> Table:
    found = process.figures
    rows: list[list[Cell]] = [
        [
            lane.name,
            lane.deals,
            Cents(lane.cents),
            Share(lane.probability),
            _("{won} of {n} won").format(won=lane.won, n=lane.cases),
            Cents(weighted),
            None if lane.usual_days is None else Decimal(str(round(lane.usual_days, 1))),
        ]
        for lane, weighted in zip(found.lanes, rounded([lane.weighted_cents for lane in found.lanes]), strict=True)
    ]
    columns = (
        Column(_("Stage"), figures=False),
        Column(_("Deals"), 15),
        Column(_("Value"), 21),
        Column(_("Chance"), 16),
        Column(_("by experience"), 41, figures=False),
        Column(_("weighted"), 19),
        Column(_("usual days"), 21),
    )
    total: list[Cell] = [_("Total"), found.open_deals, Cents(found.open_cents), "", "", Cents(found.weighted_cents), ""]
    return Table(columns, rows, total)


def _chapters(
    cards: Sequence[BoardCard], chances: dict[int, LaneFigures], lost: Sequence[DealFact], by: Pen
) -> list[Chapter]:
    parts: list[Part] = [Heading(_("The largest open deals"))]
    parts.append(_cards_table(cards[:_LARGEST], chances) if cards else Note(_("No deal is open.")))
    parts += _reasons(lost, by)
    parts.append(
        Note(
            _(
                "The chance of a stage begins with the one you set, which counts as much as eight closed deals, and "
                "moves with every deal that is won or lost. Usual days: after them half of the deals had gone on."
            )
        )
    )
    return [Chapter(_("Deals and reasons"), parts)]


def _cards_table(cards: Sequence[BoardCard], chances: dict[int, LaneFigures]) -> Table:
    rows: list[list[Cell]] = [
        [
            Titled(card.title, card.account),
            chances[card.stage_id].name if card.stage_id in chances else "",
            Cents(card.amount_cents),
            Share(chances[card.stage_id].probability) if card.stage_id in chances else None,
            card.days,
            None if card.expected_close is None else formats.month(card.expected_close, form="LLL yy"),
            _step(card),
        ]
        for card in cards
    ]
    columns = (
        Column(_("Deal"), figures=False),
        Column(_("Stage"), 24, figures=False),
        Column(_("Value"), 17),
        Column(_("Chance"), 15),
        Column(_("Days in stage"), 15),
        Column(_("Closing"), 19, figures=False),
        Column(_("Next step"), 34, figures=False),
    )
    return Table(columns, rows)


def _step(card: BoardCard) -> Cell:
    if card.step is None:
        return Alert(_("no next step"))
    return Titled(card.step.subject or _("planned"), formats.day(card.step.due))


def _lost(reader: Reader, as_of: date) -> list[DealFact]:
    """Return the deals lost in the last months."""
    span = Period(add_months(as_of, -_MONTHS), as_of)
    return [
        deal
        for deal in facts.pipeline_facts(reader).deals
        if deal.status is DealStatus.LOST and deal.closed is not None and span.holds(local_day(deal.closed))
    ]


def _reasons(lost: Sequence[DealFact], by: Pen) -> Iterator[Part]:
    """Yield why deals were lost: a chart by value and a table with numbers of cases."""
    yield Heading(
        _("Why deals were lost"),
        _("last twelve months: {deals}, {amount}").format(
            deals=plural("{n} deal", "{n} deals", len(lost)), amount=by.money(sum(deal.amount_cents for deal in lost))
        ),
    )
    if not lost:
        yield Note(_("No deal was lost in this time."))
        return
    rows = _by_reason(lost)
    bars = [RankedBar(name, cents, plural("{n} deal", "{n} deals", count)) for name, count, cents in rows[:_REASONS]]
    height = _ROW * len(bars) + 4
    yield Chart(ranked_bars(RankedData(bars, "", by.currency), print_style(), FULL, height))


def _by_reason(lost: Sequence[DealFact]) -> list[tuple[str, int, int]]:
    """Return reason, number and value of the deals lost, the largest value first."""
    sums: dict[str, tuple[int, int]] = {}
    for deal in lost:
        count, cents = sums.get(deal.lost_reason, (0, 0))
        sums[deal.lost_reason] = count + 1, cents + deal.amount_cents
    found = [(reason or _("no reason given"), count, cents) for reason, (count, cents) in sums.items()]
    return sorted(found, key=lambda row: (-row[2], row[0]))
