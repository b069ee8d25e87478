"""The fields a column can fill, kind by kind: what a cell of each holds, and what a bad cell costs.

A bad value of a fact that figures are computed from (amounts, days of deals and sales) rejects its row, to be mended: a
wrong figure is worse than a missing row. A bad detail of a contact costs only itself.
"""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.records import RecordKind, columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping


class Holds(Enum):
    """What the cells of a column are."""

    TEXT = "text"
    LINES = "lines"
    TAGS = "tags"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    WHOLE = "whole"
    YEAR = "year"
    DAY = "day"
    BIRTHDAY = "birthday"
    INSTANT = "instant"
    EMAIL = "email"
    PHONE = "phone"
    LINK = "link"
    COUNTRY = "country"
    LANGUAGE = "language"
    CURRENCY = "currency"
    SALUTATION = "salutation"
    CONTACT_KIND = "contact kind"
    STATUS = "status"
    ACTIVITY_KIND = "activity kind"
    DIRECTION = "direction"
    LEAD_STATUS = "lead status"
    PARTS = "parts"
    YES = "yes"


NUMERIC = frozenset({Holds.NUMBER, Holds.MONEY, Holds.PERCENT, Holds.WHOLE})
DATED = frozenset({Holds.DAY, Holds.BIRTHDAY, Holds.INSTANT})


class Field(NamedTuple):
    """A field of a record: what its cells hold, and whether a bad cell rejects the row."""

    holds: Holds = Holds.TEXT
    strict: bool = False


_TEXT = Field()
_SPECIAL: Mapping[RecordKind, Mapping[str, Field]] = {
    RecordKind.CONTACTS: {
        "kind": Field(Holds.CONTACT_KIND),
        "salutation": Field(Holds.SALUTATION),
        "email": Field(Holds.EMAIL),
        "phone": Field(Holds.PHONE),
        "mobile": Field(Holds.PHONE),
        "country": Field(Holds.COUNTRY),
        "website": Field(Holds.LINK),
        "employees": Field(Holds.WHOLE),
        "founded": Field(Holds.YEAR),
        "language": Field(Holds.LANGUAGE),
        "tags": Field(Holds.TAGS),
        "birthday": Field(Holds.BIRTHDAY),
        "note": Field(Holds.LINES),
    },
    RecordKind.PRODUCTS: {
        "price": Field(Holds.MONEY, strict=True),
        "cost": Field(Holds.MONEY, strict=True),
        "vat": Field(Holds.PERCENT, strict=True),
        "text": Field(Holds.LINES),
        "tiers": Field(Holds.LINES, strict=True),
        "parts": Field(Holds.PARTS),
        "active": Field(Holds.YES),
    },
    RecordKind.DEALS: {
        "status": Field(Holds.STATUS, strict=True),
        "amount": Field(Holds.MONEY, strict=True),
        "currency": Field(Holds.CURRENCY, strict=True),
        "opened": Field(Holds.INSTANT, strict=True),
        "closed": Field(Holds.INSTANT, strict=True),
        "expected_close": Field(Holds.DAY, strict=True),
        "quantity": Field(Holds.NUMBER),
    },
    RecordKind.STAGES: {"entered": Field(Holds.INSTANT, strict=True)},
    RecordKind.SALES: {
        "date": Field(Holds.DAY, strict=True),
        "quantity": Field(Holds.NUMBER, strict=True),
        "unit_price": Field(Holds.MONEY, strict=True),
        "amount": Field(Holds.MONEY, strict=True),
        "currency": Field(Holds.CURRENCY, strict=True),
    },
    RecordKind.ACTIVITIES: {
        "at": Field(Holds.INSTANT, strict=True),
        "kind": Field(Holds.ACTIVITY_KIND),
        "text": Field(Holds.LINES),
        "direction": Field(Holds.DIRECTION),
        "minutes": Field(Holds.WHOLE),
    },
    RecordKind.LEADS: {
        "arrived": Field(Holds.INSTANT, strict=True),
        "closed": Field(Holds.INSTANT, strict=True),
        "salutation": Field(Holds.SALUTATION),
        "email": Field(Holds.EMAIL),
        "phone": Field(Holds.PHONE),
        "mobile": Field(Holds.PHONE),
        "website": Field(Holds.LINK),
        "country": Field(Holds.COUNTRY),
        "status": Field(Holds.LEAD_STATUS),
        "budget": Field(Holds.MONEY),
        "currency": Field(Holds.CURRENCY),
        "quantity": Field(Holds.WHOLE),
        "wanted_on": Field(Holds.DAY),
        "text": Field(Holds.LINES),
        "note": Field(Holds.LINES),
    },
}

#: By kind, every field of its record in order.
FIELDS: Mapping[RecordKind, Mapping[str, Field]] = MappingProxyType(
    {
        kind: MappingProxyType({name: _SPECIAL[kind].get(name, _TEXT) for name in columns_of(kind)})
        for kind in RecordKind
    }
)

#: Parts of an address; with "home_" or "other_" before them they belong to a further address.
ADDRESS_PARTS = ("street", "street_2", "house_number", "postal_code", "city", "region", "country")
#: Which further addresses a table can have.
ADDRESS_GROUPS = ("home", "other")

#: Columns of contacts that make up fields together, or fill what a record keeps beside its fields.
CONTACT_PARTS: Mapping[str, Field] = MappingProxyType(
    {
        "name": _TEXT,
        "middle_name": _TEXT,
        "suffix": _TEXT,
        "nickname": _TEXT,
        "department": _TEXT,
        "fax": Field(Holds.PHONE),
        "full_address": Field(Holds.LINES),
        "house_number": _TEXT,
        "street_2": _TEXT,
        "postal_city": _TEXT,
        "birth_year": Field(Holds.YEAR),
        "birth_month": Field(Holds.WHOLE),
        "birth_day": Field(Holds.WHOLE),
        **{f"{group}_{part}": _TEXT for group in ADDRESS_GROUPS for part in ADDRESS_PARTS},
    }
)

#: Columns of price lists that make up tiers together.
PRODUCT_PARTS: Mapping[str, Field] = MappingProxyType({"tier_quantity": _TEXT, "tier_price": _TEXT})

#: Columns of sales beside those of the own CSV: the number of a customer named in another column, and amounts with tax.
SALE_PARTS: Mapping[str, Field] = MappingProxyType(
    {
        "customer_number": _TEXT,
        "gross": Field(Holds.MONEY, strict=True),
        "tax": Field(Holds.MONEY),
        "vat": Field(Holds.PERCENT),
        "state": _TEXT,
    }
)

#: Columns that make up fields of a kind together, beside its own.
_PARTS: Mapping[RecordKind, Mapping[str, Field]] = MappingProxyType(
    {RecordKind.CONTACTS: CONTACT_PARTS, RecordKind.PRODUCTS: PRODUCT_PARTS, RecordKind.SALES: SALE_PARTS}
)

#: Pseudo-fields: a column that names the next one ("Phone 1 - Type"), of contacts; and one kept as an own field.
LABEL, KEEP = "label", "keep"

#: Fields that several columns may fill together.
MULTIPLE = frozenset(
    {
        "email", "phone", "mobile", "fax", "website", "tags", "note", "text", "street_2", "tiers", "tier_quantity",
        "tier_price", LABEL, KEEP,
    }
)  # fmt: skip


def field_of(kind: RecordKind, name: str) -> Field | None:
    """Return what a column mapped to a field holds; None when this kind of record has no such field."""
    if name in {LABEL, KEEP}:
        return _TEXT if name in _pseudo(kind) else None
    return _PARTS.get(kind, {}).get(name) or FIELDS[kind].get(name)


def choices(kind: RecordKind) -> tuple[str, ...]:
    """Return the names of all fields a column of this kind of file can be mapped to."""
    return (*FIELDS[kind], *_PARTS.get(kind, ()), *_pseudo(kind))


def _pseudo(kind: RecordKind) -> tuple[str, ...]:
    """Return the pseudo-fields of a kind: the history of stages has no record of its own to keep anything."""
    if kind is RecordKind.CONTACTS:
        return LABEL, KEEP
    return () if kind is RecordKind.STAGES else (KEEP,)
