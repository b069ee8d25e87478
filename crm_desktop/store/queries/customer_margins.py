"""What orders left after costs, by customer and year, where the costs are known.

The cost of a line is the one its offer was made with, else what the product costs today.
"""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.facts import MarginFact
from crm_desktop.store.reading import Reader

_MARGINS = """
with line as (
  select s.account_id, cast(substr(s.day, 1, 4) as integer) as year, l.net_cents as net, l.quantity as quantity,
    coalesce(
      (select o.cost from offer_line o where o.offer_id = s.offer_id and o.product_id = l.product_id
         and o.cost is not null order by o.position limit 1), p.cost) as cost
  from sale s join sale_line l on l.sale_id = s.id left join product p on p.id = l.product_id
  where s.deleted_at is null and s.account_id is not null and s.day <= :last
    and s.currency = coalesce((select currency from firm order by id limit 1), s.currency))
select account_id, year, sum(net),
  sum(net) - cast(round(sum(cast(cost as real) * cast(quantity as real)) * 100) as integer)
from line where cost is not null group by account_id, year"""


def customer_margins(reader: Reader, *, last: date) -> list[MarginFact]:
    """Return the known margins of all customers until a day, in the firm's currency."""
    return reader.rows(MarginFact, _MARGINS, {"last": last.isoformat()})
