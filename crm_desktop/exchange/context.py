"""What a heading leaves open is settled by the columns beside it and the cells below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput
from crm_desktop.base.text import words
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange import values
from crm_desktop.exchange.column import Column, Confidence, opened
from crm_desktop.exchange.contents import Content, content_of, is_number
from crm_desktop.exchange.fields import DATED, NUMERIC, Holds, field_of
from crm_desktop.exchange.names import is_title
from crm_desktop.exchange.price_lists import yes
from crm_desktop.exchange.wording import is_salutation

if TYPE_CHECKING:
    from collections.abc import Callable

#: Headings of products that are their name where there is no other, else their text; as keys.
_DESCRIBING = ("beschreibung", "description")
#: Rates of VAT as cells say them, in Germany, Austria and Switzerland.
_RATES = frozenset(
    f"{rate}{end}"
    for rate in ("0", "5", "7", "10", "13", "16", "19", "20", "7.7", "7,7", "8.1", "8,1", "2.6", "2,6")
    for end in ("", ",0", ".0", ",00", ".00")
)
#: Cells of a column looked at, and from how many on half of them have to fit; of fewer, one.
_LOOKED_AT, _MANY = 20, 5


def fitting(kind: RecordKind, columns: list[Column]) -> list[Column]:
    """Open columns whose cells cannot be what their heading promises, where another column is."""
    wrong = {column.place for column in columns if _is_misfit(kind, column)}
    right = {column.field for column in columns if column.place not in wrong and any(column.samples)}
    return [opened(column) if column.place in wrong and column.field in right else column for column in columns]


def _is_misfit(kind: RecordKind, column: Column) -> bool:
    field = field_of(kind, column.field) if column.field else None
    test = _TESTS.get(field.holds) if field else None
    cells = [cell.strip() for cell in column.samples if cell.strip()][:_LOOKED_AT]
    if test is None or not cells:
        return False
    fits = sum(map(test, cells))
    return fits * 2 < len(cells) if len(cells) >= _MANY else not fits


def settled_first(kind: RecordKind, columns: list[Column]) -> list[Column]:
    """Settle what has to be known before each field is left to one column."""
    if kind is RecordKind.PRODUCTS:
        return _products_in_context(columns)
    if kind is RecordKind.SALES:
        return _sales_in_context(columns)
    if kind is RecordKind.CONTACTS:
        return [_whole_address(column) for column in columns]
    return columns


def in_context(kind: RecordKind, columns: list[Column]) -> list[Column]:
    """Settle what a heading leaves open by the columns beside it and the cells below it."""
    fields = {column.field for column in columns}
    if kind is RecordKind.CONTACTS:
        return [_in_context(column, fields) for column in columns]
    if kind is RecordKind.LEADS:
        return [_title_in_context(column, fields) if column.field == "title" else column for column in columns]
    return columns


def _products_in_context(columns: list[Column]) -> list[Column]:
    """Take a description beside a name for the long text."""
    names = [column for column in columns if column.field == "name"]
    if len(names) < 2 or any(column.field == "text" for column in columns):
        return columns
    told = {column.place for column in names if "".join(words(column.heading)).endswith(_DESCRIBING)}
    return [
        column._replace(field="text") if column.place in told and len(told) < len(names) else column
        for column in columns
    ]


def _sales_in_context(columns: list[Column]) -> list[Column]:
    """Take a customer's number for the customer where there is no name beside it, and rates of VAT for rates."""
    columns = [column._replace(field="vat") if _is_rate(column) else column for column in columns]
    if any(column.field == "customer" for column in columns):
        return columns
    return [column._replace(field="customer") if column.field == "customer_number" else column for column in columns]


def _is_rate(column: Column) -> bool:
    """Whether a column called like a tax holds its rate and no amounts."""
    if column.field != "tax":
        return False
    cells = {cell.strip().rstrip("%").strip() for cell in column.samples if cell.strip()}
    return "%" in column.heading or (bool(cells) and cells <= _RATES)


def _whole_address(column: Column) -> Column:
    """Take whole addresses under "Address" for what they are."""
    if column.field == "street" and content_of(column.samples) is Content.ADDRESS:
        return column._replace(field="full_address")
    return column


def _in_context(column: Column, fields: set[str]) -> Column:
    settle = {
        "name": _name_in_context,
        "birthday": _birth_in_context,
        "birth_year": _birth_in_context,
        "birth_month": _birth_in_context,
        "birth_day": _birth_in_context,
    }.get(column.field)
    if settle:
        field = settle(column, fields)
        return column._replace(field=field) if field else opened(column)
    if column.field == "title":
        return _title_in_context(column, fields)
    if column.field == "full_address" and "street" not in fields and content_of(column.samples) is not Content.ADDRESS:
        return column._replace(field="street")
    if column.field == "city" and "country" not in fields and content_of(column.samples) is Content.COUNTRY:
        return column._replace(field="country", confidence=Confidence.GUESSED)
    return column


def _name_in_context(column: Column, fields: set[str]) -> str:
    if "given_name" in fields and "family_name" not in fields:
        return "family_name"
    if "company" not in fields and content_of(column.samples) is Content.COMPANY:
        return "company"
    return "name"


def _birth_in_context(column: Column, fields: set[str]) -> str:
    in_parts = {"birth_year", "birth_month"} <= fields
    if column.field == "birthday":
        return "birth_day" if in_parts and "birth_day" not in fields else "birthday"
    return column.field if in_parts and fields & {"birth_day", "birthday"} else ""


def _title_in_context(column: Column, fields: set[str]) -> Column:
    """Tell academic titles, salutations and what people do apart: "Title" is used for all three."""
    filled = [cell.strip() for cell in column.samples if cell.strip()]
    titles = sum(map(is_title, filled))
    field = "title"
    unsaid = not column.german and not filled and "salutation" in fields
    if "job_title" not in fields and (unsaid or titles * 2 < len(filled)):
        field = "job_title"
    elif "salutation" not in fields and sum(map(is_salutation, filled)) * 2 > len(filled):
        field = "salutation"
    return column if field == "title" else column._replace(field=field, confidence=Confidence.GUESSED)


def _is_instant(cell: str) -> bool:
    return _reads(values.instant, cell) or _reads(lambda text: values.instant(text, month_first=True), cell)


def _is_mail(cell: str) -> bool:
    return "@" in cell


def _is_yes(cell: str) -> bool:
    return _reads(yes, cell)


def _reads(parse: Callable[[str], object], cell: str) -> bool:
    try:
        parse(cell)
    except BadInput:
        return False
    return True


#: What at least some cells of a column have to be.
_TESTS = {
    **dict.fromkeys(DATED - {Holds.BIRTHDAY}, _is_instant),
    **dict.fromkeys(NUMERIC, is_number),
    Holds.EMAIL: _is_mail,
    Holds.YES: _is_yes,
}
