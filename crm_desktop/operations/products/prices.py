"""What a user does with prices: tiers of one product, and the prices of many at once, looked at before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean, fold
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.prices import PriceRule, Tier, changed
from crm_desktop.domain.products import PriceTier, Product
from crm_desktop.operations import stamps
from crm_desktop.operations.products.products import is_price
from crm_desktop.store.bulk import products as bulk
from crm_desktop.store.queries import prices, products
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

_FOUR_PLACES = Decimal("0.0001")
_MOST_TIERS = 50
#: Nobody counts further, and exact figures are kept up to here.
_MOST = Decimal(10) ** 12
_LEAST_PERCENT, _MOST_PERCENT = Decimal(-99), Decimal(1000)


class PriceChange(NamedTuple):
    """What becomes of one price; `tier` is None for the price of the list."""

    product_id: int
    number: str
    name: str
    before: Decimal
    after: Decimal
    tier: Tier | None = None
    cost: Decimal | None = None


def set_tiers(writer: Writer, *, product_id: int, tiers: Sequence[Tier]) -> Outcome[None]:
    """Give a product these price tiers instead of those it has. Raises BadInput."""
    with writer.step(_("Change price tiers")) as work:
        found = work.get(Product, product_id)
        work.label = _("Change the price tiers of “{name}”").format(name=found.name)
        kept = checked(tiers)
        if kept != list(prices.tiers(work.read, ids=[product_id]).get(product_id, ())):
            bulk.clear_tiers(work, [product_id])
            for tier in kept:
                work.add(
                    PriceTier(
                        product_id=product_id, from_quantity=tier.from_quantity, price=tier.price,
                        customer_group=tier.group,
                    )
                )  # fmt: skip
            stamps.changed(work, found, parts=True)
    return work.outcome(None)


def checked(tiers: Iterable[Tier]) -> list[Tier]:
    """Return tiers as they are kept: those for everybody first, by quantity. Raises BadInput."""
    found: dict[tuple[str, Decimal], Tier] = {}
    for tier in tiers:
        quantity = tier.from_quantity
        if not quantity.is_finite() or not 0 < quantity <= _MOST or quantity != quantity.quantize(_FOUR_PLACES):
            raise BadInput(_("A tier begins at a quantity above nought."), field="tiers")
        if not is_price(tier.price):
            raise BadInput(_("A price has four decimals at most."), field="tiers")
        kept = Tier(quantity, tier.price, clean(tier.group))
        if (fold(kept.group), quantity.normalize()) in found:
            raise BadInput(_("There are two prices from the same quantity on."), field="tiers")
        found[fold(kept.group), quantity.normalize()] = kept
    if len(found) > _MOST_TIERS:
        raise BadInput(_("A product has {n} tiers at most.").format(n=_MOST_TIERS), field="tiers")
    return sorted(found.values(), key=lambda one: (one.group, one.from_quantity, one.price))


def price_changes(
    reader: Reader, *, product_ids: Collection[int], rule: PriceRule, with_tiers: bool = True
) -> list[PriceChange]:
    """Return what a rule would make of the prices of products and of their tiers, by name. Raises BadInput."""
    check_rule(rule)
    found: list[PriceChange] = []
    known = sorted(products.named(reader, ids=product_ids).values(), key=lambda row: (fold(row.name), row.id))
    tiers = prices.tiers(reader, ids=product_ids) if with_tiers else {}
    for row in known:
        found.append(PriceChange(row.id, row.number, row.name, row.price, changed(row.price, rule), cost=row.cost))
        found += (
            PriceChange(row.id, row.number, row.name, tier.price, changed(tier.price, rule), tier, row.cost)
            for tier in tiers.get(row.id, ())
        )
    return found


def change_prices(
    writer: Writer, *, product_ids: Collection[int], rule: PriceRule, with_tiers: bool = True
) -> Outcome[int]:
    """Change the prices of products by a rule, as one step; the value is how many products have another price now."""
    with writer.step(_("Change prices")) as work:
        changes = [
            one
            for one in price_changes(work.read, product_ids=product_ids, rule=rule, with_tiers=with_tiers)
            if one.after != one.before
        ]
        for one in changes:
            if not is_price(one.after):
                raise BadInput(_("The price of “{name}” would be none.").format(name=one.name), field="percent")
        bulk.set_prices(work, (bulk.NewPrice(one.product_id, one.after, one.tier) for one in changes))
        count = len({one.product_id for one in changes})
        work.label = plural("Change the price of {n} product", "Change the prices of {n} products", count)
    return work.outcome(count)


def check_rule(rule: PriceRule) -> None:
    """Raise BadInput for a rule that must be a mistake."""
    if not rule.percent.is_finite() or not _LEAST_PERCENT <= rule.percent <= _MOST_PERCENT:
        raise BadInput(_("Give a change between −99 % and +1000 %."), field="percent")
    if not is_price(rule.amount):
        raise BadInput(_("A price has four decimals at most."), field="amount")
