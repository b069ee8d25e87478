"""The price tiers of products from all columns of a table that say something of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.prices import Tier
from crm_desktop.exchange.price_lists import exact, tier_heading, tiers

if TYPE_CHECKING:
    from crm_desktop.exchange.sheet import Sheet

_DIGITS = re.compile("[0-9]+")


def tier_columns(sheet: Sheet, columns: dict[str, list[Any]]) -> list[tuple[Tier, ...]]:
    """Return the tiers of every row from all columns that say something of them; what cannot be is complained of."""
    found: list[list[Tier]] = [[] for _row in range(len(sheet))]
    for column in sheet.filled.get("tiers", ()):
        head = tier_heading(column.heading)
        for place, cell in enumerate(column.cells):
            if not cell:
                continue
            try:
                found[place] += tiers(cell) if head is None else [Tier(head.quantity, exact(cell), head.group)]
            except BadInput as error:
                sheet.complain(place, "tiers", cell, error.message, reject=True)
    _add_pairs(sheet, found)
    # A tier from one piece on for everybody that is the price itself says nothing.
    return [
        tuple(one for one in some if one.group or one.from_quantity > 1 or one.price != columns["price"][place])
        for place, some in enumerate(found)
    ]


def _add_pairs(sheet: Sheet, found: list[list[Tier]]) -> None:
    """Add tiers whose quantity and price stand in columns of their own; a price alone has its quantity in the head."""
    quantities, amounts = sheet.filled.get("tier_quantity", []), sheet.filled.get("tier_price", [])
    for which, column in enumerate(amounts):
        beside = quantities[which].cells if which < len(quantities) else None
        digits = _DIGITS.findall(column.heading)
        for place, cell in enumerate(column.cells):
            quantity = beside[place] if beside else digits[-1] if digits else ""
            if not cell or not quantity:
                continue
            try:
                found[place].append(Tier(exact(quantity), exact(cell)))
            except BadInput as error:
                sheet.complain(place, "tier_price", cell, error.message, reject=True)
