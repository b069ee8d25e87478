"""What is known of the costs of open deals: the lines of their newest offer, or their product."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from crm_desktop.store.reading import Reader


class CostLine(NamedTuple):
    """One line of the newest offer of a deal whose cost is known, in all its quantity."""

    deal_id: int
    amount_cents: int
    #: What it comes to after its own discounts, nothing where it is given away, in the currency's units.
    worth: float
    #: How much of that is left net of the discounts and VAT of the whole offer.
    kept: float
    cost: float


class ProductCost(NamedTuple):
    """What the product of a deal costs."""

    deal_id: int
    amount_cents: int
    quantity: int
    cost: Decimal


def _worth(line: str) -> str:
    """Return what a line comes to after its own discounts, as SQL."""
    price = f"cast({line}.quantity as real) * cast({line}.unit_price as real)"
    return f"({price} * (1 - cast({line}.discount_percent as real) / 100) - {line}.discount_cents / 100.0)"


_OPEN = "d.deleted_at is null and d.status = 'open' and d.pipeline_id = ?"

_LINES = f"""
    select d.id, d.amount_cents, case l.kind when 'article' then {_worth("l")} else 0.0 end,
        coalesce(o.net_cents / 100.0 / nullif((
            select sum({_worth("a")}) from offer_line a where a.offer_id = o.id and a.kind = 'article'), 0), 0),
        cast(l.cost as real) * cast(l.quantity as real)
    from deal d
        join offer o on o.id = (
            select id from offer where deal_id = d.id and deleted_at is null
            order by issued_on desc, version_no desc, id desc limit 1)
        join offer_line l on l.offer_id = o.id
    where {_OPEN} and l.kind in ('article', 'free') and l.cost is not null
    order by d.id, l.position"""


def offer_lines(reader: Reader, *, pipeline_id: int) -> list[CostLine]:
    """Return the articles with a known cost of the newest offer of each open deal."""
    return reader.rows(CostLine, _LINES, (pipeline_id,))


def products(reader: Reader, *, pipeline_id: int) -> list[ProductCost]:
    """Return the product of each open deal that names one whose cost is known."""
    sql = f"""select d.id, d.amount_cents, coalesce(d.quantity, 1), p.cost
        from deal d join product p on p.id = d.product_id where {_OPEN} and p.cost is not null"""
    return reader.rows(_product, sql, (pipeline_id,))


def _product(deal_id: int, amount_cents: int, quantity: int, cost: str) -> ProductCost:
    return ProductCost(deal_id, amount_cents, quantity, Decimal(cost))
