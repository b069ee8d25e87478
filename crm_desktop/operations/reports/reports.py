"""The reports that are ready to use: their list, and each as PDF, as a table for other programs, as a picture.

Reading alone: nothing here is a step. A report speaks the firm's language unless another is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from crm_desktop.base.errors import NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.money import to_decimal
from crm_desktop.base.period import Period
from crm_desktop.base.tokens import PRINT
from crm_desktop.charts.plate import figure_png
from crm_desktop.documents.report import render_report
from crm_desktop.documents.report_sheet import Alert, Cell, Cents, Change, Share, Table, Titled
from crm_desktop.domain.evaluations import Filter
from crm_desktop.domain.listed import Head, ListedTable
from crm_desktop.exchange.csv_out import CsvStyle, write_table
from crm_desktop.exchange.xlsx_out import Money, Percent, Value, workbook
from crm_desktop.operations.reports import catalogue, periods
from crm_desktop.operations.reports.asking import Asked
from crm_desktop.operations.reports.exporting import evaluation_report
from crm_desktop.operations.reports.forecast import make_forecast_report
from crm_desktop.operations.reports.month import make_monthly_report
from crm_desktop.operations.reports.pipeline import make_pipeline_report
from crm_desktop.operations.reports.revenue import make_revenue_report
from crm_desktop.operations.reports.words import Report
from crm_desktop.store.queries import firm
from crm_desktop.store.reading import Reader

#: Pixels a point; fine enough for a slide.
_PICTURE_SCALE = 3.0


class Maker(Protocol):
    """Works a report out from what was known on a day."""

    def __call__(self, reader: Reader, *, as_of: date, language: str = "") -> Report:
        """Return the report."""


class Figures(Protocol):
    """Works the figures of a report out as plain data for other programs."""

    def __call__(self, reader: Reader, *, as_of: date) -> dict[str, Any]:
        """Return the figures."""


class ReadyReport(NamedTuple):
    """One report: what it is called by the command line and by people, what it shows, and who makes it."""

    name: str
    title: str
    about: str
    make: Maker
    #: Whether it can be made as of an earlier day.
    looks_back: bool = True
    #: All its figures as plain data, where there is more to them than its table.
    figures: Figures | None = None


def ready_reports() -> tuple[ReadyReport, ...]:
    """Return the reports in the order they are offered, with texts in the language in use."""
    return (
        ReadyReport(
            "month",
            _("Monthly report"),
            _("the last whole month: figures, forecast with its record, pipeline, customers to call"),
            make_monthly_report,
        ),
        ReadyReport(
            "forecast",
            _("Forecast"),
            _("what the next quarter brings, from which deals, and how right earlier forecasts were"),
            make_forecast_report,
        ),
        ReadyReport(
            "pipeline",
            _("Pipeline"),
            _("open deals by stage, the largest ones with their next step, why deals were lost"),
            make_pipeline_report,
            looks_back=False,
        ),
        ReadyReport(
            "revenue",
            _("Revenue"),
            _("twelve months by category, product and customer, beside the year before"),
            make_revenue_report,
        ),
        *(_evaluated(each) for each in catalogue.evaluations()),
    )


def _evaluated(found: catalogue.Evaluation) -> ReadyReport:
    """Return an evaluation of the last twelve months as a report."""

    def make(reader: Reader, *, as_of: date, language: str = "") -> Report:
        period = periods.period_of(periods.YEAR, as_of)
        return evaluation_report(reader, found.name, period=period, today=as_of, language=language)

    return ReadyReport(found.name, found.title, found.about, make, figures=_figured(found))


def _figured(found: catalogue.Evaluation) -> Figures | None:
    """Return what works out the figures of an evaluation of the last twelve months, where it has any beside a table."""
    work = found.figures
    if work is None:
        return None

    def figures(reader: Reader, *, as_of: date) -> dict[str, Any]:
        period = periods.period_of(periods.YEAR, as_of)
        return work(reader, Asked(period, firm.currency(reader)), as_of)

    return figures


def ready_report(name: str) -> ReadyReport:
    """Return a report by its name. Raises NotFound for another name."""
    known = ready_reports()
    for each in known:
        if each.name == name:
            return each
    raise NotFound(
        _("There is no report “{name}”.").format(name=name[:40]),
        _("There are: {names}.").format(names=", ".join(each.name for each in known)),
    )


def report_pdf(reader: Reader, name: str, *, as_of: date, language: str = "") -> bytes:
    """Return a report as PDF; the same facts give the same bytes. Raises NotFound for a name that is none."""
    return pdf_of(ready_report(name).make(reader, as_of=as_of, language=language))


def exported(
    reader: Reader,
    name: str,
    *,
    period: Period,
    today: date,
    ending: str,
    filters: Sequence[Filter] = (),
    segment: int = 0,
    language: str = "",
) -> bytes:
    """Return an evaluation as a file by its ending: pdf, png, csv or xlsx. Raises NotFound, Refused."""
    made = evaluation_report(
        reader, name, period=period, today=today, filters=filters, segment=segment, language=language
    )
    return {"pdf": pdf_of, "png": png_of, "csv": csv_of, "xlsx": xlsx_of}[ending](made)


def pdf_of(report: Report) -> bytes:
    """Return a report worked out before as PDF."""
    return render_report(report.sheet).pdf


def csv_of(report: Report, style: CsvStyle | None = None) -> bytes:
    """Return the main table of a report for other programs; no cell of it is computed by a spreadsheet."""
    chosen = style or CsvStyle()
    heads, rows = plain_table(report.table, chosen.decimal)
    return b"".join(write_table(heads, rows, chosen))


def xlsx_of(report: Report) -> bytes:
    """Return the main table of a report as a workbook: amounts and shares are numbers there, nothing is a formula."""
    heads = [column.head for column in report.table.columns]
    rows = [[_valued(cell) for cell in row] for row in report.table.rows]
    return workbook(report.sheet.title, heads, rows, [_valued(cell) for cell in report.table.total])


def listed_of(table: Table, title: str) -> ListedTable:
    """Return the table of a report as a list, as it goes onto the clipboard: with its last line."""
    heads = [Head(str(place), column.head, column.figures) for place, column in enumerate(table.columns)]
    rows = [[_valued(cell) for cell in row] for row in (*table.rows, *((table.total,) if table.total else ()))]
    return ListedTable(title=title, heads=heads, rows=rows, count=len(rows))


def png_of(report: Report) -> bytes:
    """Return the main chart of a report as a picture on white. Raises Refused where there is nothing to draw yet."""
    if report.figure is None:
        raise Refused(_("This report has no chart yet: there is too little to draw."))
    ground = report.figure.patch
    colour, alpha = ground.get_facecolor(), ground.get_alpha()
    ground.set(facecolor=PRINT.paper, alpha=1.0)
    try:
        return figure_png(report.figure, scale=_PICTURE_SCALE)
    finally:
        # On paper the same figure has no ground.
        ground.set(facecolor=colour, alpha=alpha)


def plain_table(table: Table, decimal: str = ".") -> tuple[list[str], list[list[str]]]:
    """Return heads and rows as other programs read them: amounts with cents, shares of 1, titles in two columns."""
    titled = [
        any(isinstance(cell := row[number], Titled) and cell.title for row in table.rows)
        for number in range(len(table.columns))
    ]
    heads: list[str] = []
    for column, double in zip(table.columns, titled, strict=True):
        heads += [column.head, ""] if double else [column.head]
    rows = [
        [text for cell, double in zip(row, titled, strict=True) for text in _plain(cell, decimal, double=double)]
        for row in table.rows
    ]
    return heads, rows


def _valued(cell: Cell) -> Value:
    """Return a cell as a workbook holds it."""
    match cell:
        case Titled():
            return ", ".join(part for part in (cell.title, cell.below.replace("\n", ", ")) if part)
        case Alert():
            return cell.text
        case Cents():
            return Money(cell.cents)
        case Share() | Change():
            return Percent(cell.share)
        case _:
            return cell


def _plain(cell: Cell, decimal: str, *, double: bool) -> Sequence[str]:
    """Return a cell as text; one of a column of titles as two."""
    match cell:
        case None:
            text = ""
        case Titled():
            below = cell.below.replace("\n", ", ")
            return (cell.title, below) if double else (below,)
        case Alert():
            text = cell.text
        case Cents():
            text = f"{to_decimal(cell.cents):.2f}".replace(".", decimal)
        case Share() | Change():
            text = f"{Decimal(str(round(cell.share, 4))):f}".replace(".", decimal)
        case str():
            text = cell
        case _:
            text = f"{Decimal(cell):f}".replace(".", decimal)
    return (text, "") if double else (text,)
