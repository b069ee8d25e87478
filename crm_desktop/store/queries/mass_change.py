"""The values of one field of many contacts, and which contacts a change may be about."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from crm_desktop.domain.mass_change import Value
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import not_restricted

#: Contacts asked about at a time.
_PORTION = 5_000

CONTACT_FIELDS = frozenset(
    {"name", "given_name", "family_name", "salutation", "title", "letter_salutation", "job_title", "buying_role",
     "category", "industry", "legal_form", "source", "payment_terms", "language", "note"}
)  # fmt: skip
ADDRESS_FIELDS = frozenset({"street", "extra", "postal_code", "city", "region", "country"})
#: Ways to reach a contact, by field.
POINT_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"email": ("email",), "phone": ("phone", "mobile", "fax"), "web": ("web",)}
)
#: Fields only people have; the name is only a company's.
_OF_PEOPLE = frozenset({"given_name", "family_name", "salutation", "title", "letter_salutation", "job_title"})

_SCOPES: Mapping[str, str] = MappingProxyType({
    "all": "1", "people": "kind = 'person'", "companies": "kind = 'company'",
    "customers": "standing in ('customer', 'regular')",
})  # fmt: skip


def scope_ids(reader: Reader, *, scope: str) -> array[int]:
    """Return all contacts, or all people, companies or customers; those in the bin are left out."""
    return reader.ids(f"select id from contact where deleted_at is null and {_SCOPES[scope]} order by id")


def scope_counts(reader: Reader) -> dict[str, int]:
    """Return how many contacts each of them has."""
    sums = ", ".join(f"coalesce(sum({condition}), 0)" for condition in _SCOPES.values())
    counts = reader.row(lambda *values: values, f"select {sums} from contact where deleted_at is null")
    return dict(zip(_SCOPES, counts or (), strict=True))


def values(reader: Reader, *, field: str, contact_ids: Sequence[int]) -> Iterator[Value]:
    """Yield what stands in a field of these contacts, in portions; contacts in the bin are left out."""
    sql = _sql(field)
    for start in range(0, len(contact_ids), _PORTION):
        yield from reader.rows(_value, sql, (json.dumps(list(contact_ids[start : start + _PORTION])),))


def _sql(field: str) -> str:
    among = f"(select value from json_each(?)) and c.deleted_at is null and {not_restricted('c.id')}"
    if field in CONTACT_FIELDS:
        kind = "person" if field in _OF_PEOPLE else "company"
        only = f"and c.kind = '{kind}'" if field in _OF_PEOPLE or field == "name" else ""
        return f"""select c.id, c.id, c.name, c.{field}, c.given_name, c.kind from contact c
          where c.id in {among} {only} order by c.id"""
    if field in ADDRESS_FIELDS:
        return f"""select a.id, c.id, c.name, a.{field}, c.given_name, '' from contact c
          join address a on a.contact_id = c.id where c.id in {among} order by c.id, a.id"""
    if field == "tag":
        return f"""select t.id, c.id, c.name, t.name, c.given_name, '' from contact c
          join tag t on t.contact_id = c.id where c.id in {among} order by c.id, t.id"""
    kinds = ", ".join(f"'{kind}'" for kind in POINT_KINDS[field])
    return f"""select p.id, c.id, c.name, p.value, c.given_name, p.kind from contact c
      join contact_point p on p.contact_id = c.id and p.kind in ({kinds}) where c.id in {among} order by c.id, p.id"""


def _value(*row: Any) -> Value:
    return Value(*row)
