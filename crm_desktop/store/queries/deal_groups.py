"""Which product groups deals are about: the shares of their offers' articles."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.reading import Reader


class DealGroup(NamedTuple):
    """A product group a deal is about, with its share of the deal, 0 to 1."""

    deal_id: int
    group: str
    share: float


def deal_groups(reader: Reader) -> list[DealGroup]:
    """Return the product groups of all deals whose latest offer has articles; shares of one deal add up to 1."""
    return reader.rows(
        DealGroup,
        """with latest as (
               select max(id) as id, deal_id from offer where deal_id is not null and deleted_at is null
               group by deal_id),
           line as (
               select o.deal_id, coalesce(g.name, '') as name,
                   sum(cast(l.quantity as real) * cast(l.unit_price as real)) as worth
               from latest o
                   join offer_line l on l.offer_id = o.id and l.kind = 'article'
                   left join product p on p.id = l.product_id
                   left join product_category g on g.id = p.category_id
               group by o.deal_id, coalesce(g.name, ''))
           select deal_id, name, worth / sum(worth) over (partition by deal_id) from line where worth > 0
           order by deal_id, name""",
        {},
    )
