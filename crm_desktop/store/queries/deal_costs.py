"""What is known of the costs of open deals: the lines of their newest offer, or their product."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.store.reading import Reader


class CostLine(NamedTuple):
    """One article of the newest offer of a deal whose cost is known."""

    deal_id: int
    amount_cents: int
    quantity: Decimal
    unit_price: Decimal
    discount_percent: Decimal
    offer_discount_percent: Decimal
    cost: Decimal


class ProductCost(NamedTuple):
    """What the product of a deal costs."""

    deal_id: int
    amount_cents: int
    quantity: int
    cost: Decimal


_OPEN = "d.deleted_at is null and d.status = 'open' and d.pipeline_id = ?"

_LINES = f"""
    select d.id, d.amount_cents, l.quantity, l.unit_price, l.discount_percent, o.discount_percent, l.cost
    from deal d
        join offer o on o.id = (
            select id from offer where deal_id = d.id and deleted_at is null
            order by issued_on desc, version_no desc, id desc limit 1)
        join offer_line l on l.offer_id = o.id
    where {_OPEN} and l.kind = 'article' and l.cost is not null
    order by d.id, l.position"""


def offer_lines(reader: Reader, *, pipeline_id: int) -> list[CostLine]:
    """Return the articles with a known cost of the newest offer of each open deal."""
    return reader.rows(_line, _LINES, (pipeline_id,))


def products(reader: Reader, *, pipeline_id: int) -> list[ProductCost]:
    """Return the product of each open deal that names one whose cost is known."""
    sql = f"""select d.id, d.amount_cents, coalesce(d.quantity, 1), p.cost
        from deal d join product p on p.id = d.product_id where {_OPEN} and p.cost is not null"""
    return reader.rows(_product, sql, (pipeline_id,))


def _product(deal_id: int, amount_cents: int, quantity: int, cost: str) -> ProductCost:
    return ProductCost(deal_id, amount_cents, quantity, Decimal(cost))


def _line(*row: Any) -> CostLine:
    return CostLine(row[0], row[1], *(Decimal(value) for value in row[2:]))
