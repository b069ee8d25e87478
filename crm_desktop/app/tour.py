"""The tour: the main job end to end on real input, with papers and pictures of everything in a folder.

Import, a deal, an offer as PDF, the forecast, a report, and a picture of each pane in both languages and schemes. It
works on a demo firm of its own and stands on one day, so that two tours of one version show the same.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from crm_desktop.app import compose, pictures
from crm_desktop.base import formats
from crm_desktop.base.errors import Refused
from crm_desktop.base.files import write_whole
from crm_desktop.base.i18n import _, speaking, wanted_language
from crm_desktop.base.paths import Places, places, resources
from crm_desktop.base.reasons import why_not
from crm_desktop.base.settings import Settings
from crm_desktop.base.times import local_day
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: A Tuesday morning.
NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)
DATABASE = "demo.crm"


class Made(NamedTuple):
    """One thing the tour made, with a sentence about it."""

    path: Path
    about: str


def tour(options: Namespace) -> int:
    """Take the tour into a folder and say what lies there; return the exit code."""
    folder = Path(options.folder).absolute()
    _make(folder)
    made = [*papers(folder), *_pictures(folder)]
    if getattr(options, "json", False):
        json.dump(
            {"folder": str(folder), "made": [{"file": one.path.name, "about": one.about} for one in made]}, sys.stdout
        )
        sys.stdout.write("\n")
    else:
        for one in made:
            print(f"{one.path.name:38} {one.about}")  # noqa: T201 - what a command line does
        print(_("Everything lies in “{folder}”.").format(folder=folder))  # noqa: T201
    return 0


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            _("“{name}” could not be created: {reason}.").format(name=folder, reason=why_not(error)),
            _("Choose another folder."),
        ) from error


def papers(folder: Path) -> list[Made]:
    """Do the main job once: everything but the pictures of the window."""
    from crm_desktop.operations.demo.build import build_demo  # SQLAlchemy

    for old in folder.glob(f"{DATABASE}*"):
        old.unlink()
    database = Database.create(folder / DATABASE)
    # What is written into a German firm, and what its steps are called, is German.
    with speaking("de"), database.writer(lambda: NOW) as writer:
        build_demo(writer)
        rows = _import(writer, folder / "import.json")
        number = _sell(writer)
    about = _("what became of {rows} rows of a table from a spreadsheet").format(rows=rows)
    made = [Made(folder / "import.json", about)]
    with database.reader() as reader:
        made += [_offer_pdf(reader, folder, number), *_forecast(reader, folder)]
    return made


def _import(writer: Writer, target: Path) -> int:
    """Take a table in and write down what became of it; return its rows."""
    from crm_desktop.operations.imports.files import import_file

    source = resources() / "demo" / "inquiries.csv"
    report = import_file(writer, source, source.name).value
    figures = {name: getattr(report, name) for name in ("rows", "added", "updated", "skipped", "rejected")}
    remarks = [problem._asdict() for problem in (*report.problems, *report.remarks)]
    write_whole(target, json.dumps({**figures, "remarks": remarks}, ensure_ascii=False, indent=1, default=str).encode())
    return report.rows


def _sell(writer: Writer) -> str:
    """Open a deal with somebody just imported, offer, and send; return the number of the offer."""
    from crm_desktop.operations.deals import deals
    from crm_desktop.operations.offers import life as offer_life
    from crm_desktop.operations.offers import offers
    from crm_desktop.operations.products import lines as product_lines
    from crm_desktop.store.queries.offers import Line
    from crm_desktop.store.search import find

    with writer.step("") as work:
        customer = find(work.read, text="Weinbar Traube", limit=1, kinds=("contact",))[0].id
        person = find(work.read, text="Jule Großmann", limit=1, kinds=("contact",))[0].id
        found = [
            find(work.read, text=name, limit=1, kinds=("product",))[0].id
            for name in ("Aufmaß", "Barrückwand", "Montage")
        ]
        lines = [
            product_lines.line_of(
                work.read, product_id=ref, setting=product_lines.Setting(day=work.today), quantity=quantity
            )
            for ref, quantity in zip(found, (Decimal(6), Decimal("4.2"), Decimal(24)), strict=True)
        ]
    deal = deals.add_deal(
        writer, title="Tresen und Rückwand Nussbaum", account_id=customer, person_id=person, amount_cents=680_000
    ).value
    lines.insert(
        2,
        Line(
            title="Tresen Nussbaum massiv",
            text="3,20 × 0,65 m, geölt, mit Fußstange.",
            unit="Stk",
            unit_price=Decimal(5280),
        ),
    )
    offer = offers.new_offer(writer, deal_id=deal, account_id=customer, person_id=person, lines=lines).value
    return offer_life.send_offer(writer, offer_id=offer).value


def _offer_pdf(reader: Reader, folder: Path, number: str) -> Made:
    from crm_desktop.operations.offers.pdf import export_pdf
    from crm_desktop.store.queries.offers import offer_numbered

    offer = offer_numbered(reader, number=number)
    target = folder / f"offer-{number}.pdf"
    export_pdf(reader, offer_id=offer.id, path=target)
    total = formats.amount(offer.gross_cents, offer.currency)
    return Made(target, _("an offer of {total}, printed and frozen as it was sent").format(total=total))


def _forecast(reader: Reader, folder: Path) -> list[Made]:
    from crm_desktop.operations.forecasts import forecasts
    from crm_desktop.operations.forecasts.data import forecast_data
    from crm_desktop.operations.reports import forecast as report_forecast
    from crm_desktop.store.queries.firm import currency

    as_of = local_day(NOW)
    found = forecasts.forecast(reader, as_of=as_of)
    figures = folder / "forecast.json"
    write_whole(figures, json.dumps(forecast_data(found, currency(reader)), ensure_ascii=False, indent=1).encode())
    report = folder / "forecast-report.pdf"
    write_whole(report, report_forecast.forecast_report(reader, as_of=as_of))
    expected = formats.amount(found.expected_cents, currency(reader), whole=True)
    return [
        Made(figures, _("the forecast in figures: {expected} expected").format(expected=expected)),
        Made(report, _("the forecast as a report to print")),
    ]


def _pictures(folder: Path) -> list[Made]:
    """Take a picture of each pane, in both languages and schemes."""
    home = places()
    folders = Places(home.data, folder / ".settings", folder / ".settings").make()
    app = compose.application(folders, sys.argv)
    made: list[Made] = []
    before = wanted_language()
    chosen = compose.preferences(app, folders, before, Settings(scheme="light"))
    for language in ("de", "en"):
        for scheme, text_size in (("light", 100), ("dark", 100), ("light", 150)):
            chosen.change(Settings(language=language, scheme=scheme, text_size=text_size))
            large = text_size > 100
            studio = pictures.Studio(folder / DATABASE, chosen, lambda: NOW)
            try:
                for name, arrange in pictures.VIEWS.items():
                    target = folder / f"{name}-{language}-{f'{text_size}' if large else scheme}.png"
                    studio.take(target, arrange, pictures.SMALL if large else pictures.SIZE)
                    made.append(Made(target, _("picture of {pane}").format(pane=name)))
            finally:
                studio.close()
    chosen.change(Settings(language=before))
    return made
