"""What a table is about and which column fills which field, with how sure that is.

A column under the program's own name is known; under a word other programs use it is recognised; one whose cells speak
for a field is guessed; everything else is open and waits for the user.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.text import words
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.contents import Content, content_of
from crm_desktop.exchange.fields import DATED, MULTIPLE, NUMERIC, field_of
from crm_desktop.exchange.forms import DayTally, Form, NumberTally
from crm_desktop.exchange.headings import Meaning, meaning
from crm_desktop.exchange.names import split_prefix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Confidence(StrEnum):
    """How sure it is that a column fills its field."""

    KNOWN = "known"
    RECOGNISED = "recognised"
    GUESSED = "guessed"
    OPEN = "open"
    #: The user has said so.
    CHOSEN = "chosen"


class Column(NamedTuple):
    """One column of a table: its heading (no two are equal), the field it fills ("" for none), some of its cells."""

    place: int
    heading: str
    field: str
    confidence: Confidence
    samples: tuple[str, ...]
    #: Which of several phones, e-mails or links: "work", "home", "assistant".
    label: str = ""
    form: Form = Form()
    german: bool = False


#: By kind, groups of fields of each of which a table of this kind has at least one.
_NEEDED: Mapping[RecordKind, tuple[frozenset[str], ...]] = {
    RecordKind.CONTACTS: (frozenset(("family_name", "given_name", "name", "company", "email")),),
    RecordKind.PRODUCTS: (frozenset(("name", "number")), frozenset(("price", "cost", "vat", "unit", "category"))),
    RecordKind.DEALS: (
        frozenset(("title", "external_id", "company")),
        frozenset(("stage", "status", "amount", "pipeline")),
        frozenset(("amount", "opened", "closed", "expected_close", "pipeline")),
    ),
    RecordKind.STAGES: (frozenset(("deal",)), frozenset(("stage",)), frozenset(("entered",))),
    RecordKind.SALES: (
        frozenset(("date",)),
        frozenset(("amount", "unit_price")),
        frozenset(("customer", "product", "product_name", "order")),
    ),
    RecordKind.ACTIVITIES: (
        frozenset(("at",)),
        frozenset(("subject", "text")),
        frozenset(("contact", "company", "kind", "deal")),
    ),
    RecordKind.LEADS: (
        frozenset(("family_name", "given_name", "name", "company")),
        frozenset(("email", "phone", "mobile")),
        frozenset(("text", "wish", "wanted_on", "disqualify_reason")),
    ),
}
#: Folded words in the name of a file that speak for a kind.
_NAMES: Mapping[RecordKind, frozenset[str]] = {
    RecordKind.CONTACTS: frozenset(("kontakte", "kunden", "contacts", "customers", "accounts", "adressen", "firmen")),
    RecordKind.PRODUCTS: frozenset(("artikel", "produkte", "products", "preisliste", "items", "leistungen")),
    RecordKind.DEALS: frozenset(("deals", "pipeline", "chancen", "opportunities", "projekte")),
    RecordKind.STAGES: frozenset(("stages", "phasen", "history", "stufen")),
    RecordKind.SALES: frozenset(
        ("sales", "umsatz", "umsatze", "rechnungen", "invoices", "orders", "auftrage", "retail")
    ),
    RecordKind.ACTIVITIES: frozenset(
        ("activities", "aktivitaten", "historie", "notizen", "anrufe", "calls", "verlauf")
    ),
    RecordKind.LEADS: frozenset(
        ("leads", "anfragen", "inquiries", "enquiries", "requests", "formular", "kontaktformular", "messe")
    ),
}
#: Headings of products that are their name where there is no other, else their text; as keys.
_DESCRIBING = frozenset(("beschreibung", "description", "itemdescription"))
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


class KindGuess(NamedTuple):
    """What a table is about, and whether that is beyond doubt."""

    kind: RecordKind
    sure: bool


def guess_kind(headings: Sequence[str], rows: Sequence[Sequence[str]], name: str = "") -> KindGuess:
    """Guess what a table is about from its headings, its cells and the name of its file."""
    scores = {kind: _score(kind, headings, name) for kind in RecordKind}
    best = max(scores, key=lambda kind: scores[kind])
    if scores[best] < 0.5:
        contents = {content_of([row[i] for row in rows]) for i in range(len(headings))}
        if contents & {Content.MAIL, Content.PHONE, Content.NAME, Content.COMPANY, Content.ADDRESS}:
            return KindGuess(RecordKind.CONTACTS, sure=False)
    others = max(score for kind, score in scores.items() if kind is not best)
    return KindGuess(best, sure=scores[best] >= 1 and scores[best] - others >= 0.2)


def guess_columns(kind: RecordKind, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Guess which column fills which field of a kind of record."""
    samples = [tuple(row[i] for row in rows) for i in range(len(headings))]
    columns = [_by_heading(i, heading, meaning(kind, heading), samples[i]) for i, heading in enumerate(headings)]
    if kind is RecordKind.PRODUCTS:
        columns = _products_in_context(columns)
    columns = _each_field_once(columns)
    if kind is RecordKind.CONTACTS:
        columns = _contacts_in_context(columns)
    taken = {column.field for column in columns}
    for i, column in enumerate(columns):
        if column.confidence is Confidence.OPEN:
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


def _score(kind: RecordKind, headings: Sequence[str], name: str) -> float:
    """Return how well the headings suit a kind: at least 1 where everything such a table needs is there."""
    found = [known for heading in headings if (known := meaning(kind, heading))]
    fields = {known.field for known in found}
    share = len(fields) / max(len(headings), 1)
    complete = all(fields & group for group in _NEEDED[kind])
    hint = 0.15 * bool(_NAMES[kind].intersection(words(name)))
    return (1 + share if complete else share * 0.3) + hint


def _by_heading(place: int, heading: str, found: Meaning | None, cells: tuple[str, ...]) -> Column:
    if found is None:
        return Column(place, heading, "", Confidence.OPEN, cells)
    confidence = Confidence.KNOWN if found.own else Confidence.RECOGNISED
    return Column(place, heading, found.field, confidence, cells, found.label, german=found.german)


def _each_field_once(columns: list[Column]) -> list[Column]:
    """Leave each field to the column that is surest of it, the first of several; some fields take several."""
    by_sureness = sorted(columns, key=lambda column: (column.confidence is not Confidence.KNOWN, column.place))
    taken: set[str] = set()
    kept: dict[int, Column] = {}
    for column in by_sureness:
        free = column.field not in taken or column.field in MULTIPLE or column.field.endswith("street_2")
        if column.field == "external_id" and column.confidence is not Confidence.KNOWN:
            free = free and _is_unique(column.samples)
        kept[column.place] = column if free else _opened(column)
        taken.add(kept[column.place].field)
    return [kept[column.place] for column in columns]


def _products_in_context(columns: list[Column]) -> list[Column]:
    """Take a description beside a name for the long text."""
    names = [column for column in columns if column.field == "name"]
    if len(names) < 2 or any(column.field == "text" for column in columns):
        return columns
    told = {column.place for column in names if "".join(words(column.heading)) in _DESCRIBING}
    return [
        column._replace(field="text") if column.place in told and len(told) < len(names) else column
        for column in columns
    ]


def _contacts_in_context(columns: list[Column]) -> list[Column]:
    """Settle what a heading leaves open by the columns beside it and the cells below it."""
    fields = {column.field for column in columns}
    return [_in_context(column, fields) for column in columns]


def _in_context(column: Column, fields: set[str]) -> Column:
    settle = {
        "name": _name_in_context,
        "birthday": _birth_in_context,
        "birth_year": _birth_in_context,
        "birth_month": _birth_in_context,
        "birth_day": _birth_in_context,
        "street": _address_in_context,
        "full_address": _address_in_context,
    }.get(column.field)
    if settle:
        field = settle(column, fields)
        return column._replace(field=field) if field else _opened(column)
    if column.field == "title" and "job_title" not in fields and _are_jobs(column.samples):
        return column._replace(field="job_title", confidence=Confidence.GUESSED)
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


def _address_in_context(column: Column, fields: set[str]) -> str:
    if fields >= {"street", "full_address"}:
        return column.field
    whole = content_of(column.samples) is Content.ADDRESS and "postal_code" not in fields
    return "full_address" if whole else "street"


def _are_jobs(cells: tuple[str, ...]) -> bool:
    """Whether cells under "Title" say what people do rather than how they are addressed."""
    filled = [cell for cell in cells if cell.strip()]
    jobs = sum(
        len(words(cell)) > 1 or len(cell) > 6 for cell in filled if not split_prefix(cell)[0] and "." not in cell
    )
    return bool(filled) and jobs * 2 > len(filled)


def _is_unique(cells: tuple[str, ...]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(set(filled)) == len(filled)


def _by_content(kind: RecordKind, cells: tuple[str, ...], taken: set[str]) -> str:
    content = content_of(cells)
    if content is None:
        return ""
    return next((field for field in _BY_CONTENT[kind].get(content, ()) if field not in taken), "")


def _opened(column: Column) -> Column:
    return column._replace(field="", confidence=Confidence.OPEN)
