"""Deliveries: what of an order has gone out to the customer, and when; an order may be delivered in parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_desktop.domain.identity import Part, Record


@dataclass(eq=False, kw_only=True)
class Delivery(Record):
    """One delivery of an order, with the number of its note."""

    sale_id: int
    number: str
    day: date


@dataclass(eq=False, kw_only=True)
class DeliveryLine(Part):
    """How much of one line of the order came along."""

    delivery_id: int
    sale_line_id: int
    quantity: Decimal
