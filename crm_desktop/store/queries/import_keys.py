"""By what records that are there already are recognised when a file brings them again. Read once for an import."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, TypeVar

from crm_desktop.store.reading import Reader


class ContactKeys(NamedTuple):
    """What tells a contact from others; dates and times as they are stored."""

    id: int
    kind: str
    sort_key: str
    external_id: str | None
    uuid: str
    customer_number: str | None
    #: The folded name of the person's company, "" for none.
    company: str
    birthday: str | None
    street: str
    postal_code: str
    city: str
    is_in_bin: int


class PointKeys(NamedTuple):
    """The normal form of a phone number or e-mail address of a contact."""

    id: int
    contact_id: int
    kind: str
    normal: str
    #: The contact's folded name.
    sort_key: str


class _Named(NamedTuple):
    """A contact's name as it is compared."""

    id: int
    is_company: int
    sort_key: str


class RecordKeys(NamedTuple):
    """What tells a record of another kind: its id elsewhere, its UUID, its number and its name, where it has them."""

    id: int
    external_id: str | None
    uuid: str
    number: str | None
    name: str
    is_in_bin: int


R = TypeVar("R", bound=tuple[Any, ...])

#: Rows read at once.
_PAGE = 20_000

_RECORDS = {
    "product": "number, name",
    "deal": "null, title",
    "sale": "number, day",
    "activity": "at, kind",
    "campaign": "null, name",
    "product_category": "null, name",
}


def contact_keys(reader: Reader) -> Iterator[ContactKeys]:
    """Yield the keys of every contact, those in the bin last."""
    for bin_is in ("is null", "is not null"):
        yield from _pages(
            reader,
            ContactKeys,
            f"""select c.id, c.kind, c.sort_key, c.external_id, c.uuid, c.customer_number, coalesce(f.sort_key, ''),
                 c.birthday, coalesce(a.street, ''), coalesce(a.postal_code, ''), coalesce(a.city, ''),
                 c.deleted_at is not null
               from contact c not indexed left join contact f on f.id = c.company_id
                 left join address a on a.id = (
                   select id from address where contact_id = c.id order by is_primary desc, id limit 1)
               where c.deleted_at {bin_is} and c.id > ? order by c.id limit {_PAGE}""",
        )


def point_keys(reader: Reader) -> Iterator[PointKeys]:
    """Yield the normal forms of every phone number and e-mail address."""
    sql = f"""select p.id, p.contact_id, p.kind, p.normal, c.sort_key
        from contact_point p not indexed join contact c on c.id = p.contact_id
        where p.normal <> '' and p.kind <> 'web' and p.id > ? order by p.id limit {_PAGE}"""
    return _pages(reader, PointKeys, sql)


def names(reader: Reader) -> Iterator[tuple[int, bool, str]]:
    """Yield the id of every contact outside the bin, whether it is a company, and its folded name."""
    sql = f"""select id, kind = 'company', sort_key from contact not indexed
        where deleted_at is null and id > ? order by id limit {_PAGE}"""
    return ((row[0], bool(row[1]), row[2]) for row in _pages(reader, _Named, sql))


def merged_ids(reader: Reader) -> list[tuple[str, int]]:
    """Return the ids elsewhere of contacts that were merged into others, with the id of the one that stayed."""
    return reader.rows(
        _pair,
        """select j.value, c.id from contact c, json_each(c.custom, '$.merged_ids') j
           where instr(c.custom, '"merged_ids"') > 0""",
    )


def record_keys(reader: Reader, table: str) -> list[RecordKeys]:
    """Return the keys of all records of a table, those in the bin last."""
    return reader.rows(
        RecordKeys,
        f"""select id, external_id, uuid, {_RECORDS[table]}, deleted_at is not null from {table}
            order by deleted_at is not null, id""",
    )


def fields_of(reader: Reader, table: str, columns: Collection[str], ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return some columns of these rows by id, as they are stored."""
    names = ("id", *columns)
    listed = ", ".join(f'"{name}"' for name in names)
    sql = f"select {listed} from {table} where id in (select value from json_each(?))"
    rows = reader.rows(_values, sql, (json.dumps(list(ids)),))
    return {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in rows}


def parts_of(
    reader: Reader, table: str, parent: str, columns: Collection[str], ids: Collection[int]
) -> dict[int, list[dict[str, Any]]]:
    """Return some columns of the parts of these records, by the id of the record, each list in the order of ids."""
    names = (parent, "id", *columns)
    listed = ", ".join(f'"{name}"' for name in names)
    sql = f'select {listed} from {table} where "{parent}" in (select value from json_each(?)) order by id'
    found: dict[int, list[dict[str, Any]]] = {}
    for row in reader.rows(_values, sql, (json.dumps(list(ids)),)):
        found.setdefault(row[0], []).append(dict(zip(names[1:], row[1:], strict=True)))
    return found


def _pages(reader: Reader, make: type[R], sql: str) -> Iterator[R]:
    """Yield the rows of a question that asks for those behind an id, a page at a time."""
    last = 0
    while page := reader.rows(make, sql, (last,)):
        yield from page
        last = page[-1][0]


def _values(*values: Any) -> tuple[Any, ...]:
    return values


def _pair(external_id: str, contact_id: int) -> tuple[str, int]:
    return external_id, contact_id


def has_deals(reader: Reader, pipeline_id: int) -> bool:
    """Whether a process holds a deal or ever held one that can be restored."""
    return bool(reader.scalar("select exists (select 1 from deal where pipeline_id = ?)", (pipeline_id,)))


def deal_prints(reader: Reader) -> list[dict[str, Any]]:
    """Return title, customer and beginning of every deal, by which those without an id elsewhere are recognised."""
    names = ("id", "title", "account_id", "opened_at", "external_id")
    rows = reader.rows(_values, f"select {', '.join(names)} from deal where deleted_at is null order by id")
    return [dict(zip(names, row, strict=True)) for row in rows]


def sale_prints(reader: Reader) -> list[dict[str, Any]]:
    """Return what orders are recognised by."""
    names = ("id", "external_id", "uuid", "number", "day", "account_id", "net_cents")
    rows = reader.rows(_values, f"select {', '.join(names)} from sale order by deleted_at is not null, id")
    return [dict(zip(names, row, strict=True)) for row in rows]


class LeadPrint(NamedTuple):
    """What an inquiry is recognised by in a file; texts as they stand, the moment as it is stored."""

    id: int
    external_id: str
    uuid: str
    email: str
    phone: str
    mobile: str
    name: str
    company: str
    title: str
    text: str
    at: str


def lead_prints(reader: Reader) -> list[LeadPrint]:
    """Return what the inquiries that are there are recognised by, oldest first."""
    sql = """select id, coalesce(external_id, ''), uuid, email, phone, mobile,
          trim(given_name || ' ' || family_name), company, title, raw_text, arrived_at
        from lead where deleted_at is null order by id"""
    return reader.rows(LeadPrint, sql)


def activity_prints(reader: Reader) -> list[tuple[int, str, str, str, str]]:
    """Return id, time, kind, subject and the beginning of the text of every entry of the history."""
    sql = "select id, at, kind, subject, substr(body, 1, 200) from activity where deleted_at is null order by id"
    return reader.rows(_print, sql)


def _print(activity_id: int, at: str, kind: str, subject: str, body: str) -> tuple[int, str, str, str, str]:
    return activity_id, at, kind, subject, body
