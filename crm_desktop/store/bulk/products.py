"""Writing many things about products at once: prices, tiers, parts, and what lies in a group."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.times import to_text
from crm_desktop.domain.prices import Tier
from crm_desktop.store.unit_of_work import Work


class NewPrice(NamedTuple):
    """What a product, or one of its tiers, costs from now on."""

    product_id: int
    price: Decimal
    tier: Tier | None = None


def clear_tiers(work: Work, product_ids: Collection[int]) -> None:
    """Take the price tiers off products."""
    work.executemany("delete from price_tier where product_id = ?", [(ref,) for ref in product_ids])


def clear_parts(work: Work, set_ids: Collection[int]) -> None:
    """Take everything out of sets."""
    work.executemany("delete from product_part where set_id = ?", [(ref,) for ref in set_ids])


def set_prices(work: Work, changes: Iterable[NewPrice]) -> None:
    """Give products and tiers other prices."""
    every = list(changes)
    work.executemany(
        "update product set price = ?, version = version + 1, updated_at = ? where id = ?",
        [(f"{one.price:f}", to_text(work.now), one.product_id) for one in every if one.tier is None],
    )
    work.executemany(
        "update price_tier set price = ? where product_id = ? and from_quantity = ? and customer_group = ?",
        [
            (f"{one.price:f}", one.product_id, f"{one.tier.from_quantity:f}", one.tier.group)
            for one in every
            if one.tier is not None
        ],
    )


def empty_group(work: Work, category_id: int, into: int | None) -> None:
    """Move all that lies in a group of products into another one, or out of all."""
    work.execute(
        "update product_category set parent_id = ?, version = version + 1 where parent_id = ?", (into, category_id)
    )
    work.execute("update product set category_id = ?, version = version + 1 where category_id = ?", (into, category_id))
