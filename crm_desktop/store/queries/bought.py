"""What a customer bought, product by product: how much of it, for how much, and when last."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from crm_desktop.store.queries.values import day
from crm_desktop.store.reading import Reader

#: Products of a list: more than a customer buys, and few enough to be read at once.
_MOST = 2_000

#: Whose purchases are a contact's own: for a person those of the company, for a company those of its people too.
ACCOUNT = """
account(id) as (
  select coalesce(company_id, id) from contact where id = :id and kind = 'person'
  union select :id
  union select id from contact where company_id = :id)"""

#: A product is the one of the catalogue, or what was written in its place; amounts in two currencies do not add up.
SAME = "coalesce('#' || l.product_id, l.product_name), s.currency"

_BOUGHT = f"""
with {ACCOUNT}
select max(l.product_id), coalesce(nullif(max(l.product_name), ''), max(p.name), ''),
  coalesce(nullif(max(l.product_number), ''), max(p.number), ''), coalesce(max(p.unit), ''),
  sum(l.quantity), sum(l.net_cents), s.currency, count(distinct s.id), max(s.day)
from account cross join sale s on s.account_id = account.id join sale_line l on l.sale_id = s.id
  left join product p on p.id = l.product_id
where s.deleted_at is null
group by {SAME} order by max(s.day) desc, sum(l.net_cents) desc limit {_MOST}"""


class Bought(NamedTuple):
    """One product a customer bought; without `product_id` it is none of the catalogue."""

    product_id: int | None
    name: str
    number: str
    unit: str
    quantity: float
    net_cents: int
    currency: str
    orders: int
    last: date


def bought(reader: Reader, *, contact_id: int) -> list[Bought]:
    """Return what a contact bought, the latest first."""
    return reader.rows(_bought, _BOUGHT, {"id": contact_id})


def _bought(*values: Any) -> Bought:
    row = Bought._make(values)
    return row._replace(quantity=float(row.quantity), last=day(values[8]))
