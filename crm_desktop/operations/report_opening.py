"""What stands behind a figure of a report: its records, whatever they are."""

from __future__ import annotations

from crm_desktop.operations.report_findings import Behind, Finding
from crm_desktop.store.queries import report_cube, report_records
from crm_desktop.store.queries.report_cube import Behind as Record
from crm_desktop.store.reading import Reader


def records(reader: Reader, finding: Finding, behind: Behind) -> list[Record]:
    """Return the records behind a figure, the newest first; all of the finding where the figure names none."""
    if behind.kind:
        return report_records.of_kind(reader, behind.kind, behind.ids)
    if finding.question is None:
        return []
    return report_cube.behind(
        reader,
        finding.question,
        finding.period,
        currency=finding.currency,
        keys=behind.keys,
        splits=behind.splits,
        accounts=finding.accounts,
    )
