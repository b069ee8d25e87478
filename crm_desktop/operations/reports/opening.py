"""What stands behind a figure of a report: its records, whatever they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crm_desktop.base.period import Period, quarter_of
from crm_desktop.domain.evaluations import Subject
from crm_desktop.operations.reports.findings import Behind, Finding
from crm_desktop.store.queries import report_cube, report_customers, report_flow, report_records
from crm_desktop.store.queries.report_cube import Behind as Record
from crm_desktop.store.queries.report_cube import Narrowed
from crm_desktop.store.reading import Reader


def records(reader: Reader, finding: Finding, behind: Behind) -> list[Record]:
    """Return the records behind a figure, the newest first; all of the finding where the figure names none."""
    special = _SPECIAL.get(behind.kind.partition(":")[0])
    if special is not None:
        return special(reader, finding, behind)
    if behind.kind:
        return report_records.of_kind(reader, behind.kind, behind.ids)
    if finding.question is None:
        return _all_of(reader, finding)
    return report_cube.behind(
        reader,
        finding.question,
        finding.period,
        currency=finding.currency,
        keys=behind.keys,
        splits=behind.splits,
        accounts=finding.accounts,
    )


def _all_of(reader: Reader, finding: Finding) -> list[Record]:
    """Return the records behind all lines, each once."""
    found: dict[tuple[str, int], Record] = {}
    for line in finding.lines:
        if line.behind is not None and line.behind.kind:
            found |= {(one.opens, one.id): one for one in records(reader, finding, line.behind)}
    return list(found.values())


def _only(finding: Finding) -> Narrowed:
    return report_cube.narrowed_to(Subject.CLOSED, "d", finding.filters, finding.accounts)


def _flow(reader: Reader, finding: Finding, behind: Behind) -> list[Record]:
    where = behind.kind.partition(":")[2]
    ids = report_flow.moved_ids(
        reader, finding.period, where, currency=finding.currency, only=_only(finding), past=bool(behind.keys[0])
    )
    return report_records.of_kind(reader, "deal", ids)


def _opened(reader: Reader, finding: Finding, behind: Behind) -> list[Record]:
    pipeline, quarter = behind.keys
    year, number = str(quarter).split("-")
    span = quarter_of(date(int(year), int(number) * 3, 1))
    cut = Period(max(span.first, finding.period.first), min(span.last, finding.period.last))
    ids = report_flow.opened_ids(reader, cut, pipeline_id=int(pipeline or 0), only=_only(finding))
    return report_records.of_kind(reader, "deal", ids)


def _won_within(reader: Reader, finding: Finding, behind: Behind) -> list[Record]:
    low, high = (int(key or 0) for key in behind.keys)
    ids = report_flow.won_within_ids(reader, finding.period, low, high, currency=finding.currency, only=_only(finding))
    return report_records.of_kind(reader, "deal", ids)


def _since(reader: Reader, _finding: Finding, behind: Behind) -> list[Record]:
    first, last = (date.fromisoformat(str(key)) for key in behind.keys)
    return report_records.of_kind(reader, "account", report_customers.first_bought_ids(reader, first, last))


def _gap(reader: Reader, _finding: Finding, behind: Behind) -> list[Record]:
    check = str(behind.keys[0])
    kind = {"contact c": "contact", "deal d": "deal", "sale s": "sale"}[report_customers.CHECKS[check][0]]
    return report_records.of_kind(reader, kind, report_customers.gap_ids(reader, check))


def _won_by_day(reader: Reader, finding: Finding, behind: Behind) -> list[Record]:
    days = int(behind.keys[0] or 0)
    ids = report_flow.won_by_day_ids(reader, finding.period, days, currency=finding.currency, only=_only(finding))
    return report_records.of_kind(reader, "deal", ids)


def _due(reader: Reader, finding: Finding, behind: Behind) -> list[Record]:
    first, last = (date.fromisoformat(str(key)) for key in behind.keys)
    return report_records.of_kind(reader, "deal", report_flow.due_ids(reader, first, last, currency=finding.currency))


_SPECIAL: dict[str, Callable[[Reader, Finding, Behind], list[Record]]] = {
    "flow": _flow, "opened": _opened, "won_within": _won_within, "account_since": _since, "gap": _gap,
    "won_by_day": _won_by_day, "due": _due,
}  # fmt: skip
