"""What open deals would leave after their costs, as far as costs are known: from their offer, else from their product.

For the screen alone. The share an offer leaves is taken of the deal's amount, so that a deal whose amount was changed
by hand still fits.
"""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.base.money import round_cents
from crm_desktop.store.queries import deal_costs as queries
from crm_desktop.store.queries.deal_costs import CostLine
from crm_desktop.store.reading import Reader

_WHOLE = Decimal(100)


def deal_margins(reader: Reader, *, pipeline_id: int) -> dict[int, int]:
    """Return the margin in cents of each open deal of a process whose costs are known, by the deal's id."""
    found: dict[int, int] = {}
    lines: dict[int, list[CostLine]] = {}
    for line in queries.offer_lines(reader, pipeline_id=pipeline_id):
        lines.setdefault(line.deal_id, []).append(line)
    for deal_id, own in lines.items():
        net = sum((_net(line) for line in own), Decimal(0))
        cost = sum((line.cost * line.quantity for line in own), Decimal(0))
        if net > 0:
            found[deal_id] = round(own[0].amount_cents * float((net - cost) / net))
    for product in queries.products(reader, pipeline_id=pipeline_id):
        found.setdefault(product.deal_id, product.amount_cents - round_cents(product.cost * product.quantity))
    return found


def _net(line: CostLine) -> Decimal:
    """Return what a line brings after both discounts, in the currency's units."""
    kept = (_WHOLE - line.discount_percent) * (_WHOLE - line.offer_discount_percent) / (_WHOLE * _WHOLE)
    return line.quantity * line.unit_price * kept
