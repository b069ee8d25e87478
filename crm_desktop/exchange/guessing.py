"""What a table is about and which column fills which field, with how sure that is.

A column under the program's own name is known; under a word other programs use it is recognised; one whose cells speak
for a field is guessed; everything else is open and waits for the user.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.column import Column, Confidence, opened
from crm_desktop.exchange.contents import Content, content_of
from crm_desktop.exchange.context import fitting, in_context, settled_first
from crm_desktop.exchange.fields import DATED, MULTIPLE, NUMERIC, field_of
from crm_desktop.exchange.forms import DayTally, Form, NumberTally
from crm_desktop.exchange.headings import Meaning, meaning, tells_of_others

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


#: By kind, the fields that contents alone can speak for.
_BY_CONTENT: Mapping[RecordKind, Mapping[Content, tuple[str, ...]]] = {
    RecordKind.CONTACTS: {
        Content.MAIL: ("email",),
        Content.LINK: ("website",),
        Content.VAT_ID: ("vat_id",),
        Content.POSTAL_CODE: ("postal_code",),
        Content.PHONE: ("phone", "mobile"),
        Content.SALUTATION: ("salutation",),
        Content.COUNTRY: ("country",),
        Content.ADDRESS: ("full_address",),
        Content.COMPANY: ("company",),
        Content.NAME: ("name",),
    },
    RecordKind.PRODUCTS: {Content.MONEY: ("price",)},
    RecordKind.DEALS: {Content.MONEY: ("amount",), Content.DAY: ("opened",), Content.COMPANY: ("company",)},
    RecordKind.STAGES: {Content.DAY: ("entered",)},
    RecordKind.SALES: {Content.MONEY: ("amount",), Content.DAY: ("date",), Content.COMPANY: ("customer",)},
    RecordKind.ACTIVITIES: {Content.DAY: ("at",), Content.COMPANY: ("company",)},
    RecordKind.LEADS: {
        Content.MAIL: ("email",),
        Content.PHONE: ("phone", "mobile"),
        Content.DAY: ("arrived",),
        Content.COMPANY: ("company",),
        Content.NAME: ("name",),
    },
}


#: Fields beside which another column of names is somebody else.
_NAMED = frozenset(("given_name", "family_name", "name", "person", "contact", "customer"))


def guess_columns(kind: RecordKind, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Guess which column fills which field of a kind of record."""
    samples = [tuple(row[i] for row in rows) for i in range(len(headings))]
    columns = [_by_heading(i, heading, meaning(kind, heading), samples[i]) for i, heading in enumerate(headings)]
    columns = settled_first(kind, fitting(kind, columns))
    columns = in_context(kind, _each_field_once(columns))
    taken = {column.field for column in columns}
    for i, column in enumerate(columns):
        if column.confidence is Confidence.OPEN and not tells_of_others(column.heading):
            field = _by_content(kind, column.samples, taken)
            if field:
                taken.add(field)
                columns[i] = column._replace(field=field, confidence=Confidence.GUESSED)
    return tuple(columns)


def is_german(columns: Sequence[Column]) -> bool:
    """Whether the headings are German."""
    foreign = [column for column in columns if column.confidence is Confidence.RECOGNISED]
    return sum(column.german for column in foreign) * 2 >= len(foreign) > 0


def form_of(column: Column, kind: RecordKind, cells: Sequence[str], default: Form) -> Form:
    """Find the form of a column's numbers or days from all its cells; `default` holds where they leave it open."""
    field = field_of(kind, column.field)
    if field and field.holds in NUMERIC:
        numbers = NumberTally()
        numbers.add(cells)
        return numbers.form(default.decimal)
    if field and field.holds in DATED:
        days = DayTally()
        days.add(cells)
        return days.form(default_month_first=default.month_first)
    return default


def _by_heading(place: int, heading: str, found: Meaning | None, cells: tuple[str, ...]) -> Column:
    if found is None:
        return Column(place, heading, "", Confidence.OPEN, cells)
    confidence = Confidence.KNOWN if found.own else Confidence.RECOGNISED
    return Column(place, heading, found.field, confidence, cells, found.label, german=found.german)


def _each_field_once(columns: list[Column]) -> list[Column]:
    """Leave each field to the column that says something and is surest of it, the first of several.

    Some fields take several columns.
    """
    by_sureness = sorted(
        columns, key=lambda one: (not any(one.samples), one.confidence is not Confidence.KNOWN, one.place)
    )
    taken: set[str] = set()
    kept: dict[int, Column] = {}
    for column in by_sureness:
        free = column.field not in taken or column.field in MULTIPLE or column.field.endswith("street_2")
        if column.field == "external_id" and column.confidence is not Confidence.KNOWN:
            free = free and _is_unique(column.samples)
        kept[column.place] = column if free else _second(column, columns) or opened(column)
        taken.add(kept[column.place].field)
    return [kept[column.place] for column in columns]


def _second(column: Column, columns: Sequence[Column]) -> Column | None:
    """Take the second of numbered given names ("fname_c1", "fname_c2") for further given names; None for others."""
    if column.field != "given_name" or any(one.field == "middle_name" for one in columns):
        return None
    same = [one for one in columns if one.field == "given_name" and _unnumbered(one) == _unnumbered(column)]
    return column._replace(field="middle_name") if len(same) > 1 and column is same[1] else None


def _unnumbered(column: Column) -> str:
    return "".join(sign for sign in column.heading.casefold() if not sign.isdigit())


def _by_content(kind: RecordKind, cells: tuple[str, ...], taken: set[str]) -> str:
    content = content_of(cells)
    if content is None or (content is Content.NAME and taken & _NAMED):
        return ""
    return next((field for field in _BY_CONTENT[kind].get(content, ()) if field not in taken), "")


def _is_unique(cells: tuple[str, ...]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(set(filled)) == len(filled)
