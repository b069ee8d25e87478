"""Lists on paper: what somebody sees on the screen, with the firm around it. Reading alone: nothing here is a step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from crm_desktop.base.formats import clock_time, day
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.times import local_day
from crm_desktop.documents.list_long import render_long
from crm_desktop.documents.list_print import RenderedList, render_list
from crm_desktop.documents.list_sheet import ListSheet, PrintedList
from crm_desktop.operations.letters import letters
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.reading import Reader


def list_pdf(reader: Reader, *, printed: PrintedList, now: datetime) -> bytes:
    """Return a list as PDF, in the language it was written in, which is that of the window."""
    return printed_list(reader, printed=printed, now=now).pdf


def printed_list(reader: Reader, *, printed: PrintedList, now: datetime) -> RenderedList:
    """Return a list as PDF with what is known of it."""
    return render_list(_sheet(reader, printed, now))


def long_list_pdf(
    reader: Reader, *, printed: PrintedList, now: datetime, told: Callable[[int], None] = lambda _rows: None
) -> bytes:
    """Return a list whose rows are read while they are drawn; `told` hears after each page how many were."""
    words = _("Page {page}")
    return render_long(_sheet(reader, printed, now), page=lambda number: words.format(page=number), told=told).pdf


def _sheet(reader: Reader, printed: PrintedList, now: datetime) -> ListSheet:
    firm = firm_queries.the_firm(reader)
    language = spoken()
    today = day(local_day(now))
    words = (
        _("Printed on {day}, {time} · contains personal data, destroy after use")
        if printed.personal
        else _("Printed on {day}, {time} · for internal use")
    )
    return ListSheet(
        lang={"de": f"de-{firm.country or 'DE'}"}.get(language, "en-GB"),
        letterhead=letters.letterhead(firm, firm_queries.logo(reader), language),
        printed=printed,
        day=today,
        foot=words.format(day=today, time=clock_time(now)),
        page=_("Page {page} of {pages}"),
        made_at=now,
    )
