"""Prices: which one holds for a quantity and a customer, and how many prices are changed at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crm_desktop.base.money import HUNDRED
from crm_desktop.base.text import fold

_CENT = Decimal("0.01")
_FOUR_PLACES = Decimal("0.0001")
_WHOLE = Decimal(1)
#: Below it, whole cents are too coarse for a price that was worked out.
_SMALL = Decimal("0.10")


class Tier(NamedTuple):
    """A price from a quantity on; a group is the category or a tag of the customers it is for, "" for everybody."""

    from_quantity: Decimal
    price: Decimal
    group: str = ""

    def __str__(self) -> str:
        """Say it as files do: "Trade from 10: 9.50"."""
        group = f"{self.group} " if self.group else ""
        return f"{group}from {plain(self.from_quantity)}: {plain(self.price)}"


class Priced(NamedTuple):
    """The price that holds, and the tier it comes from; None for the price of the list."""

    price: Decimal
    tier: Tier | None = None


class Scale(NamedTuple):
    """What one product costs one customer, by quantity."""

    base: Decimal
    tiers: tuple[Tier, ...] = ()
    groups: tuple[str, ...] = ()

    def at(self, quantity: Decimal) -> Decimal:
        """Return the price of one when so many are taken."""
        return price_for(self.base, self.tiers, quantity, self.groups).price


class PriceRule(NamedTuple):
    """How many prices are changed at once: by per cent, then by an amount, then rounded.

    `step` is what prices are a multiple of (0.05, 0.10, 1); `ending` what remains of it: 0.90 of 1 gives 12.90, 13.90.
    """

    percent: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    step: Decimal = _CENT
    ending: Decimal = Decimal(0)


#: What prices can be rounded to, by the word a user or a script chooses it with.
ROUNDINGS = {
    "0.01": (_CENT, Decimal(0)),
    "0.05": (Decimal("0.05"), Decimal(0)),
    "0.10": (Decimal("0.10"), Decimal(0)),
    "0.50": (Decimal("0.50"), Decimal(0)),
    "1": (_WHOLE, Decimal(0)),
    "10": (Decimal(10), Decimal(0)),
    ".90": (_WHOLE, Decimal("0.90")),
    ".95": (_WHOLE, Decimal("0.95")),
    ".99": (_WHOLE, Decimal("0.99")),
}


def price_for(base: Decimal, tiers: Iterable[Tier], quantity: Decimal, groups: Collection[str] = ()) -> Priced:
    """Return the price for a quantity and a customer of some groups.

    Among the tiers for everybody, and among those of each group, the one with the largest quantity that is reached
    counts; of what is left the lowest holds: nobody of a group pays more than everybody.
    """
    own = {fold(group) for group in groups}
    reached: dict[str, Tier] = {}
    for tier in sorted(tiers, key=lambda one: one.from_quantity):
        key = fold(tier.group)
        if tier.from_quantity <= abs(quantity) and (not key or key in own):
            reached[key] = tier
    everybody = reached.pop("", None)
    found = Priced(base) if everybody is None else Priced(everybody.price, everybody)
    for tier in reached.values():
        if tier.price < found.price:
            found = Priced(tier.price, tier)
    return found


def next_tier(tiers: Sequence[Tier], quantity: Decimal, groups: Collection[str], now: Decimal) -> Tier | None:
    """Return the nearest tier that makes it cheaper and is not reached yet."""
    own = {"", *map(fold, groups)}
    ahead = (one for one in tiers if one.from_quantity > abs(quantity) and fold(one.group) in own and one.price < now)
    return min(ahead, key=lambda one: (one.from_quantity, one.price), default=None)


def changed(price: Decimal, rule: PriceRule) -> Decimal:
    """Return a price changed by a rule; nought stays nought, and no price changes its sign by rounding."""
    if not price:
        return price
    exact = price * (HUNDRED + rule.percent) / HUNDRED + rule.amount
    if rule == PriceRule(rule.percent, rule.amount):
        # Prices below a cent a piece keep their four decimals.
        places = max(2, min(4, -_exponent(price)))
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    steps = ((exact - rule.ending) / rule.step).quantize(_WHOLE, rounding=ROUND_HALF_UP)
    found = steps * rule.step + rule.ending
    if exact > 0 >= found:
        found = rule.ending or rule.step
    return found.quantize(_CENT) if found == found.quantize(_CENT) else found


def plain(value: Decimal) -> str:
    """Return a number without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exponent(price: Decimal) -> int:
    exponent = price.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def worked_out(price: Decimal, was: Decimal) -> Decimal:
    """Return a unit price that was converted (with VAT, in another currency) from what it was: to the cent.

    One that was finer than cents, or so small that a cent is much of it, as of screws, has four decimals.
    """
    fine = abs(was) < _SMALL or was != was.quantize(_CENT)
    return price.quantize(_FOUR_PLACES if fine else _CENT, rounding=ROUND_HALF_UP)
