"""Tables of what was delivered of an order."""

from __future__ import annotations

from sqlalchemy import Index

from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import table

delivery = table(
    "delivery",
    *c.record_columns(),
    c.part_of("sale_id", "sale"),
    c.text("number"),
    c.day("day", required=True),
    Index("ix_delivery_sale_id", "sale_id"),
    Index("ix_delivery_number", "number", unique=True),
)

delivery_line = table(
    "delivery_line",
    c.identity(),
    c.part_of("delivery_id", "delivery"),
    c.part_of("sale_line_id", "sale_line"),
    c.exact("quantity", "0"),
    Index("ix_delivery_line_delivery_id", "delivery_id"),
    Index("ix_delivery_line_sale_line_id", "sale_line_id"),
)
