"""Contacts as a table shows them: everything a column can hold, for those rows alone that are painted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.store.queries.contact_filters import PLANNED
from crm_desktop.store.queries.values import day_or_none, instant_or_none
from crm_desktop.store.reading import Reader


class ContactTableRow(NamedTuple):
    """One contact with the values of all columns."""

    id: int
    kind: ContactKind
    name: str
    title: str
    job_title: str
    company: str
    phone: str
    email: str
    #: The address of the contact, or of the company a person works for.
    street: str
    postal_code: str
    city: str
    standing: Standing
    category: str
    industry: str
    source: str
    customer_number: str
    #: Its tags, in the order of the alphabet.
    tags: tuple[str, ...]
    last_activity_at: datetime | None
    #: The day of what is planned first with the contact; for a company, also with its people.
    next_due: date | None
    created_at: datetime | None
    #: What the customer bought so far in the firm's currency; a company's purchases count for its people.
    value_cents: int
    currency: str
    custom: dict[str, Any]
    favourite: bool


def _point(*kinds: str) -> str:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    return (
        f"coalesce((select value from contact_point where contact_id = c.id and kind in ({words})"
        " order by is_primary desc, id limit 1), '')"
    )


def _address(column: str) -> str:
    own, firm = (
        f"(select {column} from address where contact_id = {owner} order by is_primary desc, id limit 1)"
        for owner in ("c.id", "c.company_id")
    )
    return f"coalesce({own}, {firm}, '')"


#: The firm's own currency: amounts in others do not add up with it.
_CURRENCY = "coalesce((select currency from firm order by id limit 1), 'EUR')"


def _sold(column: str) -> str:
    return (
        f"(select {column} from sale where account_id = coalesce(c.company_id, c.id) and deleted_at is null"
        f" and currency = {_CURRENCY})"
    )


_ROWS = f"""
select c.id, c.kind, c.name, c.title, c.job_title, coalesce(f.name, ''), {_point("phone", "mobile")},
  {_point("email")}, {_address("street")}, {_address("postal_code")}, {_address("city")}, c.standing, c.category,
  c.industry, c.source, coalesce(c.customer_number, ''),
  (select json_group_array(name) from (select name from tag where contact_id = c.id order by name)),
  c.last_activity_at,
  (select min(a.due_on) from (select c.id union all select p.id from contact p where p.company_id = c.id) w
     cross join activity_contact ac on ac.contact_id = w.id cross join activity a on a.id = ac.activity_id
     where {PLANNED}),
  c.created_at, coalesce({_sold("sum(net_cents)")}, 0), {_CURRENCY}, c.custom,
  exists (select 1 from favourite where contact_id = c.id)
from json_each(?) j cross join contact c on c.id = j.value left join contact f on f.id = c.company_id
order by j.key"""


def table_rows(reader: Reader, *, ids: Sequence[int]) -> list[ContactTableRow]:
    """Return the rows of these contacts in this order; those that are not there any more are left out."""
    return reader.rows(_row, _ROWS, (json.dumps(list(ids)),))


def family_names_first(reader: Reader, *, ids: Sequence[int]) -> dict[int, str]:
    """Return what these contacts are looked up under: “Keßler, Miriam”; companies under their name."""
    sql = """select id, case when kind = 'person' and family_name <> '' then
        family_name || coalesce(', ' || nullif(given_name, ''), '') else name end
        from contact where id in (select value from json_each(?))"""
    return dict(reader.rows(lambda *row: row, sql, (json.dumps(list(ids)),)))


def _row(*values: Any) -> ContactTableRow:
    row = ContactTableRow._make(values)
    return row._replace(
        kind=ContactKind(row.kind),
        standing=Standing(row.standing),
        tags=tuple(json.loads(values[16])),
        last_activity_at=instant_or_none(values[17]),
        next_due=day_or_none(values[18]),
        created_at=instant_or_none(values[19]),
        custom=json.loads(values[22]),
        favourite=bool(values[23]),
    )
