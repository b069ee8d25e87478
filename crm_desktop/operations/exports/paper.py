"""A list set on paper: its values as people read them, as many columns as a page has room for.

What has no column of its own stands in grey below the name, with its heading, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice

from crm_desktop.base.errors import Refused
from crm_desktop.base.formats import amount, clock_time, day, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.documents.list_sheet import ListCell, ListColumn, ListGroup, PrintedList
from crm_desktop.domain.listed import Head, ListedTable, Money, Percent, Price, Progress, Row, Value
from crm_desktop.operations.printed_lists import list_pdf, long_list_pdf
from crm_desktop.store.reading import Reader

#: Rows set and measured at once; more are drawn as they come.
AT_ONCE = 2_000
#: Columns that fit across a page.
MOST_COLUMNS = 7
#: Columns whose cells are never parted.
_WHOLE = frozenset({"phone", "mobile", "code", "number"})
_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}


def pdf_of(reader: Reader, table: ListedTable, *, now: datetime, progress: Progress | None = None) -> bytes:
    """Return a list as PDF, in the language in use; of a long one the rows are read while they are drawn."""
    sheet = printed(table, progress)
    if table.count > AT_ONCE:

        def told(rows: int) -> None:
            """Say how far it is."""
            if progress is not None:
                progress(min(rows, table.count), table.count)

        made = long_list_pdf(reader, printed=sheet, now=now, told=told)
    else:
        made = list_pdf(reader, printed=sheet, now=now)
    if progress is not None:
        progress(table.count, table.count)
    return made


def printed(table: ListedTable, progress: Progress | None = None) -> PrintedList:
    """Return a list as it is printed. Raises Refused for one without columns."""
    if not table.heads:
        raise Refused(_("There is no column to print."), _("Choose at least one column."))
    following = iter(table.rows)
    rows = list(islice(following, AT_ONCE))
    long = table.count > AT_ONCE
    if progress is not None:
        progress(0, table.count)
    setting = _setting(table, rows, long=long)
    cells = [setting.cells(row) for row in rows]
    return PrintedList(
        title=table.title,
        subtitle=" · ".join(
            part for part in (*table.words, plural("{n} entry", "{n} entries", table.count)) if part
        ),
        columns=setting.columns(),
        groups=[ListGroup("", chain(cells, map(setting.cells, following)) if long else cells, first=cells)],
        total=() if long else _total(table, rows, setting.across, setting.whole),
        lettered=table.lettered and setting.across[0] == setting.name,
        personal=table.personal,
        nothing=table.nothing,
    )  # fmt: skip


@dataclass(frozen=True)
class _Setting:
    """How rows become cells: which columns stand side by side, which below, and what their heads say."""

    heads: Sequence[Head]
    across: Sequence[int]
    below: Sequence[int]
    #: Of each column: whether no amount has cents, and the sign of its one currency.
    whole: Mapping[int, bool]
    signs: Mapping[int, str]
    name: int

    def columns(self) -> list[ListColumn]:
        """Return the heads."""
        return [
            ListColumn(
                " ".join(filter(None, (self.heads[place].title, self.signs[place]))), self.heads[place].right,
                self.heads[place].strong, whole=self.heads[place].key in _WHOLE,
            )
            for place in self.across
        ]  # fmt: skip

    def cells(self, row: Row) -> list[ListCell]:
        """Return a row as it is printed."""
        return [
            ListCell(
                _said(row[place], whole=self.whole[place], bare=bool(self.signs[place])),
                _below(self.heads, row, self.below) if place == self.name else "",
            )
            for place in self.across
        ]


def _setting(table: ListedTable, rows: Sequence[Row], *, long: bool) -> _Setting:
    """Return how rows are set; in a long list each amount says all of itself, since not all of them are known yet."""
    across, below = _places(table.heads)
    return _Setting(
        table.heads, across, below,
        {place: not long and _whole(row[place] for row in rows) for place in across},
        {place: "" if long else _sign(row[place] for row in rows) for place in across},
        next((place for place in across if table.heads[place].strong), across[0]),
    )  # fmt: skip


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


def _total(table: ListedTable, rows: Sequence[Row], across: Sequence[int], whole: Mapping[int, bool]) -> Sequence[str]:
    """Return the last line: what a column of money comes to, where all of it is of one currency."""
    if len(rows) < 2:
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
