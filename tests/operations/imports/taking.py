"""Short ways to import a table written in a test and to see what became of it."""

from __future__ import annotations

from crm_desktop.domain.records import RecordKind
from crm_desktop.operations.imports import ImportReport, import_file
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


def take(
    writer: Writer, table: str, kind: RecordKind | None = None, *, name: str = "data.csv", update_by: str = ""
) -> ImportReport:
    """Import a table given as text, its lines indented as the test likes, and check that the numbers add up."""
    text = "\n".join(line.strip() for line in table.strip().splitlines())
    report = import_file(writer, text.encode(), name, kind=kind, update_by=update_by).value
    assert report.rows == report.added + report.updated + report.skipped + report.rejected
    return report


def fates(report: ImportReport) -> tuple[int, int, int, int]:
    """Return how many rows were added, updated, skipped and rejected."""
    return report.added, report.updated, report.skipped, report.rejected


def values(reader: Reader, sql: str, *params: int | str) -> list[tuple[object, ...]]:
    """Return the rows of a question as tuples."""
    return reader.rows(lambda *columns: columns, sql, params)
