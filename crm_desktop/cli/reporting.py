"""The command about reports: the list of them, and each as a file to print, to compute with or to show."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from crm_desktop.base.errors import BadInput
from crm_desktop.base.files import write_whole
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table


def report(surroundings: Surroundings, options: Namespace) -> None:
    """List the reports; write one as PDF, its table as CSV or XLSX, its chart as PNG."""
    if not options.name:
        _list(surroundings)
        return
    from crm_desktop.operations.reports import reports  # matplotlib and reportlab

    chosen = reports.ready_report(options.name)
    targets = {"pdf": options.pdf, "csv": options.csv, "xlsx": options.xlsx, "png": options.png}
    if not any(targets.values()) and not (surroundings.as_json and chosen.figures):
        raise BadInput(_("Name the file to write with --pdf, --csv, --xlsx or --png."), field="pdf")
    today = local_day(surroundings.clock())
    as_of = parse_day(options.as_of) if options.as_of else today
    _demand_day(chosen, as_of, today)
    writers = {"pdf": reports.pdf_of, "csv": reports.csv_of, "xlsx": reports.xlsx_of, "png": reports.png_of}
    written = {kind: path for kind, path in targets.items() if path}
    with surroundings.reading() as reader:
        figures = chosen.figures(reader, as_of=as_of) if chosen.figures else {}
        made = [chosen.make(reader, as_of=as_of, language=options.language)] if written else []
    for one in made:
        for kind, path in written.items():
            write_whole(Path(path), writers[kind](one))
            surroundings.say(_("Wrote “{path}”.").format(path=path))
    surroundings.answer({"report": chosen.name, "as_of": as_of.isoformat(), "files": written} | figures)


def _list(surroundings: Surroundings) -> None:
    from crm_desktop.operations.reports.reports import ready_reports  # matplotlib and reportlab

    known = ready_reports()
    surroundings.answer(
        {"reports": [{"name": each.name, "title": each.title, "about": each.about} for each in known]},
        lambda: table((_("Report"), _("shows")), [(each.name, each.about) for each in known]),
    )


def _demand_day(chosen: object, as_of: date, today: date) -> None:
    """Raise BadInput for a day the report cannot be made for."""
    if as_of > today:
        raise BadInput(_("A report shows what is known; {day} is still to come.").format(day=as_of), field="as-of")
    if as_of != today and not getattr(chosen, "looks_back", True):
        raise BadInput(_("This report shows things as they stand; it cannot look back."), field="as-of")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=_("which report; without one, list them"))
    parser.add_argument("--pdf", default="", metavar="FILE", help=_("the whole report, to print"))
    parser.add_argument("--csv", default="", metavar="FILE", help=_("its main table, for other programs"))
    parser.add_argument("--xlsx", default="", metavar="FILE", help=_("its main table, as an Excel workbook"))
    parser.add_argument("--png", default="", metavar="FILE", help=_("its main chart, as a picture"))
    parser.add_argument(
        "--as-of", default="", metavar="DAY", help=_("the day whose knowledge is used; today by default")
    )
    parser.add_argument(
        "--language", default="", choices=("", *LANGUAGES), help=_("language of the report; the firm's own by default")
    )


COMMANDS = (Command("report", lambda: _("list the reports; write one as PDF, CSV, XLSX or PNG"), report, _arguments),)
