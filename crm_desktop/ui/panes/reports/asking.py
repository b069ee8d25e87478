"""The questions of the pane, as they run on the reading lane; what draws is imported there, not by the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter, Question
from crm_desktop.operations.reports.dashboard import CardPlace, OwnReport
from crm_desktop.operations.reports.findings import Behind, Finding, KeyFigure
from crm_desktop.store.queries.report_cube import Behind as Record
from crm_desktop.store.reading import Reader

if TYPE_CHECKING:
    from crm_desktop.engine.forecast import Forecaster
    from crm_desktop.operations.reports.catalogue import Evaluation


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
    #: How far the targets are, where their card stands there.
    targets: Finding | None
    #: What foresaw it, to be asked again.
    engine: Forecaster


class Opened(NamedTuple):
    """The records behind a figure, with the currency their amounts are in."""

    records: list[Record]
    currency: str


def read_setting(reader: Reader) -> Setting:
    """Return what the dashboard is made of."""
    from crm_desktop.operations.reports import (  # matplotlib
        catalogue,
        dashboard,
    )
    from crm_desktop.store.queries import report_values  # matplotlib

    anything = report_values.has_anything(reader)
    return Setting(dashboard.cards(reader), catalogue.evaluations(), dashboard.own_reports(reader), anything)


def read_figures(reader: Reader, *, period: Period) -> list[KeyFigure]:
    """Return the key figures of a period."""
    from crm_desktop.operations.reports.key_figures import key_figures  # matplotlib
    from crm_desktop.operations.reports.narrowing import narrowed_asked  # matplotlib

    return key_figures(reader, narrowed_asked(reader, period))


def read_expected(
    reader: Reader, *, period: Period, today: date, with_targets: bool, before: Forecaster | None
) -> Expected:
    """Return what is expected, for its figure and its card, and how far the targets are.

    `before` foresaw it last, and no deal has changed since: it is asked again, which takes a few milliseconds.
    """
    from crm_desktop.operations.forecasts.forecasts import forecaster  # numpy
    from crm_desktop.operations.reports.expected import expected_of  # matplotlib
    from crm_desktop.operations.reports.key_figures import expected_figure  # matplotlib
    from crm_desktop.operations.reports.narrowing import narrowed_asked  # matplotlib
    from crm_desktop.operations.reports.targets import targets_reached  # matplotlib

    engine = before or forecaster(reader)
    figure, found = expected_figure(reader, today, engine)
    asked = narrowed_asked(reader, period)
    targets = targets_reached(reader, asked, today, engine) if with_targets else None
    return Expected(figure, expected_of(found, asked, today), targets, engine)


def read_finding(
    reader: Reader, *, name: str, period: Period, today: date, narrowed: Sequence[Filter] = (), segment: int = 0
) -> Finding:
    """Return the finding of one report."""
    from crm_desktop.operations.reports import dashboard  # matplotlib
    from crm_desktop.operations.reports.narrowing import narrowed_asked  # matplotlib

    return dashboard.find(reader, name, narrowed_asked(reader, period, narrowed, segment), today)


def read_values(reader: Reader, *, period: Period) -> dict[str, list[tuple[str, str]]]:
    """Return what reports can be narrowed to, by field."""
    from crm_desktop.store.queries import report_values  # matplotlib

    return report_values.offered(reader, period)


def read_preview(reader: Reader, *, question: Question, period: Period) -> Finding:
    """Return what a question gives while it is composed."""
    from crm_desktop.operations.reports.asking import answer  # matplotlib
    from crm_desktop.operations.reports.narrowing import narrowed_asked  # matplotlib

    return answer(reader, question, narrowed_asked(reader, period))


def read_behind(reader: Reader, *, finding: Finding, behind: Behind) -> Opened:
    """Return the records behind a figure of a finding."""
    from crm_desktop.operations.reports import opening  # matplotlib

    return Opened(opening.records(reader, finding, behind), finding.currency)
