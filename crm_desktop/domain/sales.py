"""Orders: the facts of revenue, from accepted offers and from imported past sales."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_desktop.domain.identity import Part, Record


@dataclass(eq=False, kw_only=True)
class Sale(Record):
    """An order, with the customer's class, size and age as they were on its day."""

    number: str | None = None
    day: date
    account_id: int | None = None
    deal_id: int | None = None
    offer_id: int | None = None
    currency: str = "EUR"
    net_cents: int = 0
    channel: str = ""
    campaign_id: int | None = None
    customer_category: str = ""
    customer_employees: int | None = None
    #: Years since the customer was founded or, for persons, in years of age; None where unknown.
    customer_age: int | None = None


@dataclass(eq=False, kw_only=True)
class SaleLine(Part):
    """What was sold; names are kept as they were."""

    sale_id: int
    position: int = 0
    product_id: int | None = None
    product_number: str = ""
    product_name: str = ""
    category: str = ""
    quantity: Decimal = Decimal(1)
    unit_price: Decimal = Decimal(0)
    net_cents: int = 0
