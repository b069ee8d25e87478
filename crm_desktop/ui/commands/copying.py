"""A list onto the clipboard, as a table other programs take: what is selected, else all that is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.errors import CrmError, Refused
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural, spoken
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.commands.writing_out import ask_with_job
from crm_desktop.ui.models import table_clipboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.operations.exports.listing import Asked
    from crm_desktop.ui.commands.shown import ShownList

#: More rows belong into a file: other programs stall on what is pasted.
MOST_ROWS = 20_000


def copy_list(workplace: Workplace, shown: ShownList, *, raw: bool = False) -> None:
    """Put a list on the clipboard with the columns in view; `raw` leaves what a spreadsheet would compute as it is."""

    def put(found: tuple[str, str, int]) -> None:
        text, html, count = found
        table_clipboard.put(text, html)
        words = plural("{n} row is on the clipboard.", "{n} rows are on the clipboard.", count)
        workplace.notify(Notice(words.replace(str(count), number(count))))

    def fail(error: CrmError) -> None:
        workplace.notify(Notice(str(error), tone="danger"))

    asked = shown.asked(workplace.today(), only_selected=bool(shown.selected))
    ask_with_job(workplace, _tables, label=_("Copy the list"), then=put, failed=fail, asked=asked, raw=raw)


def _tables(
    reader: Reader, *, asked: Asked, raw: bool, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> tuple[str, str, int]:
    """Return a list as text and as HTML, and how many rows it has."""
    from dataclasses import replace  # rarely needed

    from crm_desktop.exchange.listed_out import as_html, as_tabs  # rarely needed
    from crm_desktop.operations.exports.lists import listed  # rarely needed
    from crm_desktop.operations.exports.writing import watching  # rarely needed

    told = watching(progress, cancelled)
    table = listed(reader, asked)
    if table.count > MOST_ROWS:
        raise Refused(
            _("These are {n} rows, too many for the clipboard.").format(n=number(table.count)),
            _("Export the list to a file instead."),
        )
    rows = []
    for row in table.rows:
        rows.append(row)
        if len(rows) % 500 == 0:
            told(len(rows), table.count)
    decimal = "," if spoken() == "de" else "."
    text, html = (make(replace(table, rows=rows), decimal=decimal, raw=raw) for make in (as_tabs, as_html))
    return text, html, len(rows)
