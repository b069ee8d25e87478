"""What open deals would leave after their costs, as far as costs are known: from their offer, else from their product.

For the screen alone. The share an offer leaves is taken of the deal's amount, so that a deal whose amount was changed
by hand still fits.
"""

from __future__ import annotations

from crm_desktop.base.money import round_cents
from crm_desktop.store.queries import deal_costs as queries
from crm_desktop.store.queries.deal_costs import CostLine
from crm_desktop.store.reading import Reader


def deal_margins(reader: Reader, *, pipeline_id: int) -> dict[int, int]:
    """Return the margin in cents of each open deal of a process whose costs are known, by the deal's id."""
    found: dict[int, int] = {}
    lines: dict[int, list[CostLine]] = {}
    for line in queries.offer_lines(reader, pipeline_id=pipeline_id):
        lines.setdefault(line.deal_id, []).append(line)
    for deal_id, own in lines.items():
        net = sum(line.worth * line.kept for line in own)
        cost = sum(line.cost for line in own)
        if net > 0:
            found[deal_id] = round(own[0].amount_cents * (net - cost) / net)
    for product in queries.products(reader, pipeline_id=pipeline_id):
        found.setdefault(product.deal_id, product.amount_cents - round_cents(product.cost * product.quantity))
    return found
