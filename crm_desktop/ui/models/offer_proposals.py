"""Products proposed while a line of an offer is typed: the lines they would become, and what is known of prices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from crm_desktop.base.formats import day as day_words
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.base.money import HUNDRED
from crm_desktop.domain.offers import PriceMode
from crm_desktop.domain.prices import Scale, Tier, next_tier, price_for, worked_out
from crm_desktop.operations.products.lines import Setting, Shelf, setting_of
from crm_desktop.store.queries import prices, products
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.queries.prices import Fate, Remembered
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.theme.look import Role

_PROPOSED = 6
_CENT = Decimal("0.01")
_PRICE = "#,##0.00##"


@dataclass(frozen=True)
class Proposal:
    """A product that fits what was typed, the lines it would become, and what this customer was asked for it last."""

    product: ProductRow
    lines: tuple[Line, ...]
    #: The last price in the offer's own way of stating prices, and what it was taken from.
    last_price: Decimal | None = None
    last: Remembered | None = None
    #: The tier that holds for one piece, and the next one by quantity; prices as the offer states them.
    tier: Tier | None = None
    ahead: Tier | None = None
    #: What it costs by quantity, for when more of it is written.
    scale: Scale | None = None

    @property
    def line(self) -> Line:
        """Return the first line."""
        return self.lines[0]

    @property
    def price(self) -> Decimal:
        """Return what it comes to: of a set, all its parts together."""
        if len(self.lines) == 1:
            return self.line.unit_price
        return sum((line.unit_price * line.quantity for line in self.lines), Decimal(0)).quantize(_CENT)

    def at_last_price(self) -> Proposal | None:
        """Return it with the price and the discount this customer had; None where there is no such price."""
        if self.last is None or self.last_price is None or len(self.lines) != 1:
            return None
        line = self.line._replace(unit_price=self.last_price, discount_percent=self.last.discount_percent)
        return replace(self, lines=(line,), scale=None)


def proposals(reader: Reader, *, text: str, offer: OfferDetail, today: date) -> list[Proposal]:
    """Return products that fit what was typed, as lines of an offer, with what is known of their prices."""
    with reader.snapshot():
        setting = setting_of(reader, offer)
        found = products.matching(reader, text=text, limit=_PROPOSED)
        shelf = Shelf(reader, found, setting)
        last = prices.remembered(reader, account_id=offer.account_id, ids=[row.id for row in found], today=today)
    return [_proposal(row, shelf, setting, last.get(row.id)) for row in found]


def _proposal(row: ProductRow, shelf: Shelf, setting: Setting, last: Remembered | None) -> Proposal:
    lines = tuple(shelf.lines(row, Decimal(1)))
    tiers = shelf.tiers.get(row.id, ())
    now = price_for(row.price, tiers, Decimal(1), setting.groups)
    ahead = next_tier(tiers, Decimal(1), setting.groups, now.price)
    price = None if last is None else _restated(last, setting, lines[0].vat_percent if lines else Decimal(0))
    return Proposal(
        row, lines or (shelf.line(row, Decimal(1)),), price, last if price is not None else None,
        _shown(now.tier, row, shelf), _shown(ahead, row, shelf),
        shelf.scale(row) if tiers else None,
    )  # fmt: skip


def _shown(tier: Tier | None, row: ProductRow, shelf: Shelf) -> Tier | None:
    return None if tier is None else tier._replace(price=shelf.shown(row, tier.price))


def _restated(last: Remembered, setting: Setting, percent: Decimal) -> Decimal | None:
    """Return a price of the past as the offer states prices; None for one in other money."""
    if last.currency != setting.currency:
        return None
    if last.price_mode is setting.price_mode:
        return last.unit_price
    if setting.price_mode is PriceMode.GROSS:
        return worked_out(last.unit_price * (HUNDRED + percent) / HUNDRED, last.unit_price)
    was = last.vat_percent or percent
    return worked_out(last.unit_price * HUNDRED / (HUNDRED + was), last.unit_price)


# What is said of prices


def last_words(found: Proposal) -> str:
    """Return what this customer was asked last: "Last 2,290.00 − 5 %, won 03/03/2026"; nothing where it never was."""
    if found.last is None or found.last_price is None:
        return ""
    discount = found.last.discount_percent
    price = number(found.last_price, form=_PRICE) + (f" − {number(discount)} %" if discount else "")
    return _("Last {price}, {fate} {day}").format(
        price=price, fate=fate_word(found.last.fate), day=day_words(found.last.on)
    )


def tier_words(found: Proposal) -> str:
    """Return which tier holds, and from when on it gets cheaper; nothing where there are no tiers."""
    said: list[str] = []
    if found.tier is not None and found.tier.group:
        said.append(_("Price for “{group}”").format(group=found.tier.group))
    if found.ahead is not None:
        said.append(
            _("from {quantity}: {price}").format(
                quantity=number(found.ahead.from_quantity), price=number(found.ahead.price, form=_PRICE)
            )
        )
    return " · ".join(said)


def fate_word(fate: Fate) -> str:
    """Return what became of an offered line."""
    return {
        Fate.WON: meant("of an offered price", "won"), Fate.LOST: meant("of an offered price", "lost"),
        Fate.OPEN: meant("of an offered price", "still open"),
    }[fate]  # fmt: skip


def fate_face(fate: Fate) -> tuple[str, Role]:
    """Return the icon and the ink of what became of a line."""
    faces: dict[Fate, tuple[str, Role]] = {
        Fate.WON: ("circle-check", "success"), Fate.LOST: ("circle-x", "danger"), Fate.OPEN: ("hourglass", "text3"),
    }  # fmt: skip
    return faces[fate]
