"""From stage to stage: of the deals opened in each quarter, how many came at least once into each stage, and won."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from crm_desktop.base.i18n import _, meant
from crm_desktop.base.period import Period, add_months
from crm_desktop.charts.cohorts import Cohort, CohortsData
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.evaluations import Subject, Unit
from crm_desktop.operations.reports.asking import Asked, narrows_of, only_deals, too_few
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.operations.reports.periods import whole_months
from crm_desktop.store.queries import pipelines
from crm_desktop.store.queries import report_flow as queries
from crm_desktop.store.queries.report_flow import Reached
from crm_desktop.store.reading import Reader

_LEAST = 10


def conversion(reader: Reader, asked: Asked, _today: date) -> Finding:
    """Return how far the deals of the last four to five quarters came in one sales process."""
    pipeline_id = _pipeline(asked) or queries.busiest_pipeline(reader)
    known = pipelines.all_stages(reader)
    stages = [one for one in known if one.pipeline_id == pipeline_id and one.kind is StageKind.OPEN]
    span = Period(add_months(whole_months(asked.period).first, 0), asked.period.last)
    found = queries.reached(reader, span, pipeline_id=pipeline_id, only=only_deals(asked))
    quarters = sorted({one.quarter for one in found})
    heads = [stage.name for stage in stages] + [meant("of a deal", "Won")]
    places = [stage.position for stage in stages]
    rows = [_row(quarter, [one for one in found if one.quarter == quarter], places) for quarter in quarters]
    everybody = sum(row.of for row in rows)
    lines = tuple(
        Line(
            row.name,
            row.shares[-1] or 0.0,
            cases=row.of,
            behind=Behind(kind="opened", keys=(pipeline_id, quarter)),
        )
        for row, quarter in zip(rows, quarters, strict=True)
    )
    columns = [
        Extra(head, Unit.SHARE, tuple(row.shares[place] for row in rows), _mean(rows, place))
        for place, head in enumerate(heads[:-1])
    ]
    missing = too_few(everybody, _LEAST, _("opened deals")) if everybody < _LEAST else ""
    return Finding(
        name="conversion",
        title=_("From stage to stage"),
        subtitle=_("deals by the quarter they were opened in"),
        period=span,
        unit=Unit.SHARE,
        by=_("Opened in"),
        measure=_("won so far"),
        lines=lines,
        currency=asked.currency,
        total=Line(_("Total"), _mean(rows, len(heads) - 1), cases=everybody) if rows else None,
        extras=(Extra(_("Deals"), Unit.COUNT, tuple(float(row.of) for row in rows), float(everybody)), *columns),
        chart=None if missing else CohortsData(heads, rows),
        sentence=missing or _weakest(heads, rows),
        note=_("A deal that skipped a stage counts as having passed it; deals that are open may still go on."),
        missing=missing,
        accounts=asked.accounts,
        filters=asked.filters,
        narrows=narrows_of(Subject.CLOSED),
    )


def _pipeline(asked: Asked) -> int:
    """Return the sales process a report is narrowed to, 0 for none."""
    value = next((one.values[0] for one in asked.filters if one.by == "pipeline" and one.values), "")
    return int(value) if value.isdigit() else 0


def _row(quarter: str, found: list[Reached], places: list[int]) -> Cohort:
    """Return one quarter: who came into a later stage, or was won, has passed the earlier ones."""
    size = sum(one.deals for one in found)
    won = sum(one.won for one in found)
    shares: list[float | None] = []
    for place in places:
        passed = sum(one.deals for one in found if one.farthest is not None and one.farthest >= place)
        jumped = sum(one.won for one in found if one.farthest is None or one.farthest < place)
        shares.append((passed + jumped) / size)
    return Cohort(_quarter_name(quarter), size, [*shares, won / size])


def _mean(rows: list[Cohort], place: int) -> float:
    everybody = sum(row.of for row in rows)
    return sum(row.of * (row.shares[place] or 0.0) for row in rows) / everybody if everybody else 0.0


def _weakest(heads: list[str], rows: list[Cohort]) -> str:
    means = [_mean(rows, place) for place in range(len(heads))]
    steps = [(later / earlier if earlier else 1.0, place) for place, (earlier, later) in enumerate(pairwise(means))]
    if not steps:
        return ""
    share, place = min(steps)
    return _("Most fall away between {one} and {other}: {share} % go on.").format(
        one=heads[place], other=heads[place + 1], share=round(100 * share)
    )


def _quarter_name(quarter: str) -> str:
    year, number = quarter.split("-")
    return _("Q{n} {year}").format(n=number, year=year)
