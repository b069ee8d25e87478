"""The addresses of contacts, as the suppression list looks at them."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from crm_desktop.store.reading import Reader


class Reachable(NamedTuple):
    """One address of a contact: an e-mail address, a number, or a street ("post")."""

    contact_id: int
    name: str
    kind: str
    value: str
    postal_code: str


_POINTS = """
select p.contact_id, c.name, p.kind, p.normal, '' from contact_point p join contact c on c.id = p.contact_id
where p.kind in ('email', 'phone', 'mobile') and p.normal <> '' and {points}"""

#: Who works for a company gets letters there.
_PLACES = """
select c.id, c.name, 'post', case when a.street = '' then a.extra else a.street end, a.postal_code
from contact c join address a on a.contact_id = c.id where a.city <> '' and {places}
union all
select c.id, c.name, 'post', case when a.street = '' then a.extra else a.street end, a.postal_code
from contact c join address a on a.contact_id = c.company_id
where c.kind = 'person' and a.city <> '' and {places}"""


def reachables(
    reader: Reader, *, contact_ids: Collection[int] = (), after: tuple[int, int, int] | None = None
) -> list[Reachable]:
    """Return the addresses of some contacts, or all made after a contact, a way and an address of these ids."""
    if after is None:
        among = "c.id in (select value from json_each(:ids))"
        sql = f"{_POINTS.format(points=among)} union all {_PLACES.format(places=among)}"
        return reader.rows(Reachable, sql, {"ids": json.dumps(list(contact_ids))})
    points, places = "(p.id > :point or c.id > :contact)", "(a.id > :place or c.id > :contact)"
    sql = f"{_POINTS.format(points=points)} union all {_PLACES.format(places=places)}"
    return reader.rows(Reachable, sql, dict(zip(("contact", "point", "place"), after, strict=True)))
