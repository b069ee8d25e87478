"""A list set on paper: its values as people read them, as many columns as a page has room for.

What has no column of its own stands in grey below the name, with its heading, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from crm_desktop.base.errors import Refused
from crm_desktop.base.formats import amount, clock_time, day, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.documents.list_sheet import ListCell, ListColumn, ListGroup, PrintedList
from crm_desktop.domain.listed import Head, ListedTable, Money, Percent, Price, Progress, Row, Value
from crm_desktop.operations.printed_lists import list_pdf
from crm_desktop.store.reading import Reader

#: More rows are not printed: that is a book nobody reads, and a table for other programs serves better.
MOST_ROWS = 2_000
#: Columns that fit across a page.
MOST_COLUMNS = 7
#: Columns whose cells are never parted.
_WHOLE = frozenset({"phone", "mobile", "code", "number"})
_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}


def pdf_of(reader: Reader, table: ListedTable, *, now: datetime, progress: Progress | None = None) -> bytes:
    """Return a list as PDF, in the language in use."""
    made = list_pdf(reader, printed=printed(table, progress), now=now)
    if progress is not None:
        progress(table.count, table.count)
    return made


def printed(table: ListedTable, progress: Progress | None = None) -> PrintedList:
    """Return a list as it is printed. Raises Refused for one without columns."""
    if not table.heads:
        raise Refused(_("There is no column to print."), _("Choose at least one column."))
    rows = list(islice(table.rows, MOST_ROWS))
    if progress is not None:
        progress(0, table.count)
    across, below = _places(table.heads)
    whole = {place: _whole(row[place] for row in rows) for place in across}
    signs = {place: _sign(row[place] for row in rows) for place in across}
    columns = [
        ListColumn(" ".join(filter(None, (table.heads[place].title, signs[place]))), table.heads[place].right,
                   table.heads[place].strong, whole=table.heads[place].key in _WHOLE)
        for place in across
    ]  # fmt: skip
    name = next((place for place in across if table.heads[place].strong), across[0])
    cells = [
        [
            ListCell(
                _said(row[place], whole=whole[place], bare=bool(signs[place])),
                _below(table.heads, row, below) if place == name else "",
            )
            for place in across
        ]
        for row in rows
    ]
    return PrintedList(
        title=table.title,
        subtitle=" · ".join(part for part in (*table.words, entries(table.count)) if part),
        columns=columns,
        groups=[ListGroup("", cells)],
        total=_total(table, rows, across, whole),
        lettered=table.lettered and across[0] == name,
        personal=table.personal,
        nothing=table.nothing,
    )


def entries(count: int) -> str:
    """Return how many there are; of more than are printed, how many are."""
    if count <= MOST_ROWS:
        return plural("{n} entry", "{n} entries", count)
    return _("the first {shown} of {n} entries").format(shown=number(MOST_ROWS), n=number(count))


def _places(heads: Sequence[Head]) -> tuple[list[int], list[int]]:
    """Return which columns stand side by side, and which below the name: those said to, and those without room."""
    strong = any(head.strong for head in heads)
    across = [place for place, head in enumerate(heads) if not (strong and head.below)]
    kept = set(across[:MOST_COLUMNS])
    if strong and not any(heads[place].strong for place in kept):
        kept = {*across[: MOST_COLUMNS - 1], next(place for place in across if heads[place].strong)}
    return sorted(kept), [place for place in range(len(heads)) if place not in kept]


def _below(heads: Sequence[Head], row: Row, places: Sequence[int]) -> str:
    """Return what stands below the name: plainly what belongs there, with its heading what had no room."""
    said = [(heads[place], _said(row[place])) for place in places]
    plain = ", ".join(words for head, words in said if words and head.below)
    named = (f"{head.title}: {' '.join(words.split())}" for head, words in said if words and not head.below)
    return " · ".join(part for part in (plain, *named) if part)


def _total(table: ListedTable, rows: Sequence[Row], across: Sequence[int], whole: dict[int, bool]) -> Sequence[str]:
    """Return the last line: what a column of money comes to, where all of it is of one currency."""
    if len(rows) < 2 or table.count > MOST_ROWS:
        return ()
    texts = [""] * len(across)
    for at, place in enumerate(across):
        money = [value for row in rows if isinstance(value := row[place], Money)]
        if table.heads[place].summed and len({one.currency for one in money}) == 1:
            total = Money(sum(one.cents for one in money), money[0].currency)
            texts[at] = _said(total, whole=whole[place], bare=True)
    if not any(texts) or texts[0]:
        return ()
    return [_("Sum"), *texts[1:]]


def _whole(values: Iterable[Value]) -> bool:
    """Whether no amount of a column has cents, so that none need be printed."""
    return all(not value.cents % 100 for value in values if isinstance(value, Money))


def _sign(values: Iterable[Value]) -> str:
    """Return the sign of the one currency of a column, which then stands in its head; "" where there are several."""
    found = {value.currency for value in values if isinstance(value, Money | Price)}
    if len(found) != 1:
        return ""
    currency = found.pop()
    return _SIGNS.get(currency, currency)


def _said(value: Value, *, whole: bool = False, bare: bool = False) -> str:
    """Return a value as people read it; `bare` money stands below a head that says its currency."""
    match value:
        case None:
            text = ""
        case Money():
            figure = number(Decimal(value.cents).scaleb(-2), form="#,##0" if whole else "#,##0.00")
            text = figure if bare or not value.currency else amount(value.cents, value.currency, whole=whole)
        case Price():
            figure = number(value.value, form="#,##0.00##")
            text = figure if bare or not value.currency else f"{figure} {_SIGNS.get(value.currency, value.currency)}"
        case Percent():
            text = percent(value.share)
        case Decimal():
            text = number(value)
        case datetime():
            text = f"{day(value.astimezone().date())}, {clock_time(value)}"
        case date():
            text = day(value)
        case int():
            text = str(value)
        case _:
            text = value
    return text
