"""The questions of the pane, as they run on the reading lane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter, Question
from crm_desktop.operations import report_catalogue as catalogue
from crm_desktop.operations import report_dashboard as dashboard
from crm_desktop.operations import report_opening as opening
from crm_desktop.operations.report_asking import Asked, answer
from crm_desktop.operations.report_catalogue import Evaluation
from crm_desktop.operations.report_dashboard import CardPlace, OwnReport
from crm_desktop.operations.report_expected import expected_of
from crm_desktop.operations.report_findings import Behind, Finding
from crm_desktop.operations.report_key_figures import KeyFigure, expected_figure, key_figures
from crm_desktop.operations.report_narrowing import narrowed_asked
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import report_values
from crm_desktop.store.queries.report_cube import Behind as Record
from crm_desktop.store.reading import Reader


class Setting(NamedTuple):
    """What the dashboard is made of: its cards, and the reports one can choose."""

    cards: list[CardPlace]
    ready: tuple[Evaluation, ...]
    own: list[OwnReport]
    #: Whether there is anything to count.
    anything: bool


class Expected(NamedTuple):
    """What the forecast gives to the dashboard."""

    figure: KeyFigure
    finding: Finding


class Opened(NamedTuple):
    """The records behind a figure, with the currency their amounts are in."""

    records: list[Record]
    currency: str


def read_setting(reader: Reader) -> Setting:
    """Return what the dashboard is made of."""
    anything = report_values.has_anything(reader)
    return Setting(dashboard.cards(reader), catalogue.evaluations(), dashboard.own_reports(reader), anything)


def read_figures(reader: Reader, *, period: Period) -> list[KeyFigure]:
    """Return the key figures of a period."""
    return key_figures(reader, _asked(reader, period))


def read_expected(reader: Reader, *, period: Period, today: date) -> Expected:
    """Return what is expected, for its figure and its card."""
    figure, found = expected_figure(reader, today)
    return Expected(figure, expected_of(found, _asked(reader, period), today))


def read_finding(
    reader: Reader, *, name: str, period: Period, today: date, narrowed: Sequence[Filter] = (), segment: int = 0
) -> Finding:
    """Return the finding of one report."""
    return dashboard.find(reader, name, narrowed_asked(reader, period, narrowed, segment), today)


def read_values(reader: Reader, *, period: Period) -> dict[str, list[tuple[str, str]]]:
    """Return what reports can be narrowed to, by field."""
    return report_values.offered(reader, period)


def read_preview(reader: Reader, *, question: Question, period: Period) -> Finding:
    """Return what a question gives while it is composed."""
    return answer(reader, question, _asked(reader, period))


def read_behind(reader: Reader, *, finding: Finding, behind: Behind) -> Opened:
    """Return the records behind a figure of a finding."""
    return Opened(opening.records(reader, finding, behind), finding.currency)


def _asked(reader: Reader, period: Period) -> Asked:
    return Asked(period, firm_queries.currency(reader))
