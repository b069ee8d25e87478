"""What all reports are written with: the firm on paper, its forms of numbers, and the names of periods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.money import allocate
from crm_desktop.base.period import Period, month_of, quarter_of
from crm_desktop.base.times import start_of_day
from crm_desktop.documents.figures import Figures, figures
from crm_desktop.documents.report_sheet import Chapter, Kpi, Part, ReportSheet, Sentence, Table
from crm_desktop.documents.sheets import Letterhead
from crm_desktop.operations.letters import letters
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.reading import Reader

#: The width of a chart across the page and of one with its finding beside it, in points.
FULL, BESIDE = 467.7, 312.0


class Report(NamedTuple):
    """A report worked out: what is printed, its largest table, and its main chart (None without data)."""

    sheet: ReportSheet
    table: Table
    figure: Figure | None


class Pen(NamedTuple):
    """How one report writes numbers, and whose it is. Texts are in the language spoken while it is made."""

    language: str
    country: str
    currency: str
    figures: Figures
    letterhead: Letterhead
    as_of: date

    def money(self, cents: int) -> str:
        """Return an amount in whole units with its currency."""
        return self.figures.whole(cents, self.currency)

    def percent(self, share: float) -> str:
        """Return a share of 1 as a percentage without decimals."""
        return self.figures.percent(Decimal(round(share * 100)))

    def day(self, day: date) -> str:
        """Return a day in words."""
        return self.figures.day_in_words(day)

    def sheet(
        self,
        *,
        title: str,
        subtitle: str,
        sentences: Sequence[Sentence],
        kpis: Sequence[Kpi] = (),
        warnings: Sequence[str] = (),
        opening: Sequence[Part] = (),
        chapters: Sequence[Chapter] = (),
    ) -> ReportSheet:
        """Return a sheet of the firm; the file is dated to the beginning of the day it shows."""
        return ReportSheet(
            language=self.language,
            country=self.country,
            currency=self.currency,
            letterhead=self.letterhead,
            title=title,
            subtitle=subtitle,
            as_of=self.as_of,
            made_at=start_of_day(self.as_of),
            sentences=sentences,
            kpis=kpis,
            warnings=warnings,
            opening=opening,
            chapters=chapters,
        )


def report_language(reader: Reader, language: str = "") -> str:
    """Return the language asked for, else the firm's own."""
    firm = firm_queries.firm(reader)
    return language or (firm.language if firm else "") or "en"


def pen(reader: Reader, *, as_of: date, language: str) -> Pen:
    """Return how a report of the firm is written. Raises NotFound in a database that was never set up."""
    firm = firm_queries.the_firm(reader)
    return Pen(
        language=language,
        country=firm.country,
        currency=firm.currency,
        figures=figures(language, firm.country),
        letterhead=letters.letterhead(firm, firm_queries.logo(reader), language),
        as_of=as_of,
    )


def period_name(period: Period, *, short: bool = False) -> str:
    """Return what people call a period: November 2026, Q1 2027, 2027, else its days; short: Nov 26, 1/27."""
    first = period.first
    if period == month_of(first):
        return formats.month(first, form="LLL yy" if short else "LLLL y")
    if period == quarter_of(first):
        number = (first.month + 2) // 3
        return f"{number}/{first:%y}" if short else _("Q{n} {year}").format(n=number, year=first.year)
    if period == Period(date(first.year, 1, 1), date(first.year, 12, 31)):
        return str(first.year)
    return _("{first} to {last}").format(first=formats.day(first), last=formats.day(period.last))


def open_deals(number: int) -> str:
    """Return a number of open deals in words that stay on one line."""
    return plural("{n} open deal", "{n} open deals", number).replace(" ", "\u00a0", 1)


def rounded(cents: Sequence[int], total: int | None = None) -> list[int]:
    """Return amounts rounded to whole units so that what is printed adds up to the printed sum (largest remainder).

    `total` is that sum where it is not simply theirs: one that was itself rounded as a part of a larger sum.
    """
    own = sum(cents)
    if not own:
        return [round(each, -2) for each in cents]
    return [each * 100 for each in allocate(round_half_up(own if total is None else total), cents)]


def round_half_up(cents: int) -> int:
    """Return cents as whole units, as they are printed."""
    return int((Decimal(cents) / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
