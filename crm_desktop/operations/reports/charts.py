"""Which chart shows a finding of a question: as it asks to be drawn, with the largest groups and the others."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _
from crm_desktop.charts.columns import ColumnsData
from crm_desktop.charts.lines import LinesData
from crm_desktop.charts.ranked import RankedBar, RankedData
from crm_desktop.domain.evaluations import Drawn, Measure, Question
from crm_desktop.operations.reports.findings import Finding, Line
from crm_desktop.operations.reports.names import TIMES, place_names

#: Bars that are shown; the rest stand together.
BARS = 8


def chart_of(finding: Finding) -> object | None:
    """Return the chart of a finding, or None where it is a table alone."""
    question = finding.question
    if question is None or question.drawn is Drawn.TABLE or not finding.lines:
        return None
    if question.drawn is Drawn.BARS:
        return _bars(finding, question)
    names = [_short(question, line) for line in finding.lines]
    long_names = [line.name for line in finding.lines]
    if question.drawn is Drawn.LINE:
        lines = {finding.measure: [line.value for line in finding.lines]}
        if finding.compared and any(line.before for line in finding.lines):
            lines[finding.compared] = [line.before or 0.0 for line in finding.lines]
        return LinesData(names, lines, finding.unit, finding.currency)
    if finding.parts:
        groups = {name: [line.parts[place] for line in finding.lines] for place, name in enumerate(finding.parts)}
    else:
        groups = {finding.measure: [line.value for line in finding.lines]}
    return ColumnsData(
        names, groups, _before(finding), finding.unit, finding.currency, long_names=long_names,
        before_name=finding.compared,
    )  # fmt: skip


def _before(finding: Finding) -> list[float]:
    values = [line.before or 0.0 for line in finding.lines]
    return values if finding.compared and any(values) else []


def _bars(finding: Finding, question: Question) -> RankedData:
    shown = finding.lines if len(finding.lines) <= BARS else finding.lines[: BARS - 1]
    bars = [RankedBar(line.name, line.value, _noted(finding, question, line), line.low, line.high) for line in shown]
    rest = finding.lines[len(shown) :]
    if rest and question.measure not in (Measure.RATE, Measure.MEAN):
        together = Line(_("Others"), sum(line.value for line in rest), cases=sum(line.cases for line in rest))
        bars.append(RankedBar(together.name, together.value, _noted(finding, question, together), rest=True))
    heading = _("of closed") if question.measure is Measure.RATE else _("Share")
    return RankedData(bars, heading, finding.currency, finding.unit)


def _noted(finding: Finding, question: Question, line: Line) -> str:
    if question.measure is Measure.RATE:
        return f"{line.hits}/{line.cases}"
    if question.measure is Measure.MEAN or finding.total is None or not finding.total.value:
        return str(line.cases)
    return percent(line.value / finding.total.value)


def _short(question: Question, line: Line) -> str:
    key = line.behind.keys[0] if line.behind and line.behind.keys else None
    if question.by in TIMES and isinstance(key, str) and key:
        return place_names(question.by, date.fromisoformat(key if question.by == "week" else f"{key}-01"))
    return line.name
