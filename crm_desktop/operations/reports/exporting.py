"""Any evaluation as PDF, picture, CSV or workbook: one page with chart, sentence and table around the same finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crm_desktop.base.i18n import _, meant, speaking
from crm_desktop.base.period import Period
from crm_desktop.charts.cohorts import CohortsData
from crm_desktop.charts.drawing import draw_any, in_words
from crm_desktop.charts.fan_data import FanData
from crm_desktop.charts.ranked import PipelineData, RankedData
from crm_desktop.charts.style import print_style
from crm_desktop.documents.report_sheet import (
    Cell,
    Cents,
    Change,
    Chart,
    Column,
    Heading,
    Note,
    Part,
    Sentence,
    Share,
    Table,
)
from crm_desktop.domain.evaluations import Filter, Unit
from crm_desktop.operations.reports import dashboard
from crm_desktop.operations.reports.findings import Finding, Line
from crm_desktop.operations.reports.narrowing import narrowed_asked
from crm_desktop.operations.reports.words import FULL, Pen, Report, pen, report_language
from crm_desktop.store.reading import Reader

_HEIGHT, _ROW = 226.0, 22.0
#: Widths of columns of figures in mm, by how many there are beside the name.
_WIDTHS = ((3, 30.0), (5, 23.0), (7, 17.5))
_NARROWEST = 15.3
#: More rows of a table are not printed but told of.
_ROWS = 60


def evaluation_report(
    reader: Reader,
    name: str,
    *,
    period: Period,
    today: date,
    filters: Sequence[Filter] = (),
    segment: int = 0,
    language: str = "",
) -> Report:
    """Return an evaluation as a report to print, in the firm's language unless another is asked for."""
    chosen = report_language(reader, language)
    with speaking(chosen):
        finding = dashboard.find(reader, name, narrowed_asked(reader, period, filters, segment), today)
        return report_of(finding, pen(reader, as_of=today, language=chosen))


def report_of(finding: Finding, by: Pen) -> Report:
    """Return a finding as a report of one or two pages."""
    table = table_of(finding)
    shown = table if len(table.rows) <= _ROWS else replace(table, rows=table.rows[:_ROWS])
    drawn = printed_chart(finding)
    figure = None if drawn is None else draw_any(drawn, print_style(), FULL, _height(drawn))
    parts: list[Part] = []
    if figure is not None and drawn is not None:
        parts += [Heading(finding.measure, finding.subtitle), Chart(figure, in_words(drawn))]
    if finding.lines:
        parts.append(shown)
    if len(shown.rows) < len(table.rows):
        rest = len(table.rows) - len(shown.rows)
        parts.append(Note(_("{n} more lines are in the table as a file.").format(n=rest)))
    if finding.note:
        parts.append(Note(finding.note))
    sentence = finding.missing or finding.sentence or finding.subtitle
    sheet = by.sheet(title=finding.title, subtitle=finding.subtitle, sentences=(Sentence(sentence),), opening=parts)
    if figure is None and finding.missing:
        return Report(sheet, table, None)
    return Report(sheet, table, figure)


def table_of(finding: Finding) -> Table:
    """Return the lines of a finding as a table for paper and files."""
    ranged = any(line.low is not None for line in finding.lines)
    heads = [finding.measure, *((meant("range", "from"), meant("range", "to")) if ranged else ()), *finding.parts]
    heads += [extra.head for extra in finding.extras]
    change = _("Change in points") if finding.unit is Unit.SHARE else _("Change")
    heads += [finding.compared, change] if finding.compared else []
    width = next((wide for most, wide in _WIDTHS if len(heads) <= most), _NARROWEST)
    columns = [Column(finding.by, figures=False)]
    columns += [Column(head, width, strong=not place) for place, head in enumerate(heads)]
    rows = [_row(finding, line, place, ranged=ranged) for place, line in enumerate(finding.lines)]
    total = _row(finding, finding.total, None, ranged=ranged) if finding.total is not None else ()
    return Table(tuple(columns), rows, total)


def printed_chart(finding: Finding) -> object | None:
    """Return the chart as paper shows it: always with its legend."""
    if finding.missing or finding.chart is None:
        return None
    return replace(finding.chart, legend=True) if isinstance(finding.chart, FanData) else finding.chart


def _height(drawn: object) -> float:
    if isinstance(drawn, RankedData):
        return _ROW * len(drawn.bars) + 20.0
    if isinstance(drawn, PipelineData):
        return _ROW * len(drawn.stages) + 20.0
    if isinstance(drawn, CohortsData):
        return min(20.0 * len(drawn.rows) + 20.0, 300.0)
    return _HEIGHT


def _row(finding: Finding, line: Line, place: int | None, *, ranged: bool) -> tuple[Cell, ...]:
    cells: list[Cell] = [line.name, _cell(finding.unit, line.value)]
    if ranged:
        cells += [None if value is None else Share(value) for value in (line.low, line.high)]
    for number in range(len(finding.parts)):
        value = (
            line.parts[number]
            if number < len(line.parts)
            else sum(one.parts[number] for one in finding.lines if number < len(one.parts))
        )
        cells.append(_cell(finding.unit, value))
    for extra in finding.extras:
        cells.append(_cell(extra.unit, extra.total if place is None else extra.values[place]))
    if finding.compared:
        cells.append(_cell(finding.unit, line.before))
        off = line.before is None or not line.before
        if finding.unit is Unit.SHARE:
            cells.append(None if line.before is None else round(100 * (line.value - line.before)))
        else:
            cells.append(None if off else Change(line.value / (line.before or 1.0) - 1))
    return tuple(cells)


def _cell(unit: Unit, value: float | None) -> Cell:
    if value is None:
        return None
    if unit is Unit.MONEY:
        return Cents(round(value))
    if unit is Unit.SHARE:
        return Share(value)
    return round(value)
