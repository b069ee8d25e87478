"""Products become lines of an offer: with the price of their tier, in the offer's money, language and rate of VAT."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _
from crm_desktop.base.money import HUNDRED
from crm_desktop.domain import units
from crm_desktop.domain.offers import PriceMode
from crm_desktop.domain.prices import Scale, price_for, worked_out
from crm_desktop.domain.products import SetForm
from crm_desktop.domain.vat import RATES, Rate
from crm_desktop.operations.offers.vat import vat_percent
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import prices, products
from crm_desktop.store.queries import vat as vat_queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.queries.prices import PartRow
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.store.reading import Reader

_FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the price of a line depends on beside the product."""

    day: date
    country: str = "DE"
    price_mode: PriceMode = PriceMode.NET
    language: str = "de"
    currency: str = "EUR"
    #: What one unit of the offer's currency is in the firm's.
    rate: Decimal = Decimal(1)
    #: Groups the customer belongs to.
    groups: tuple[str, ...] = ()
    #: The rate of VAT where none is known for the country.
    usual_vat: Decimal = Decimal(19)
    #: Rates of VAT, with those the firm has set itself.
    rates: tuple[Rate, ...] = RATES


def setting_of(reader: Reader, offer: OfferDetail) -> Setting:
    """Return what prices depend on in an offer."""
    firm = firm_queries.firm(reader)
    return Setting(
        day=offer.delivery_on or offer.issued_on,
        country=offer.country,
        price_mode=offer.price_mode,
        language=offer.language,
        currency=offer.currency,
        rate=offer.rate,
        groups=prices.groups_of(reader, contact_ids=(offer.account_id, offer.person_id)),
        usual_vat=firm.vat_percent if firm else Decimal(19),
        rates=vat_queries.rates(reader),
    )


def line_of(reader: Reader, *, product_id: int, setting: Setting, quantity: Decimal = Decimal(1)) -> Line:
    """Return a product, or a set as one, as a line of an offer. Raises NotFound for one that is gone."""
    return lines_of(reader, product_id=product_id, setting=setting, quantity=quantity, whole=True)[0]


def lines_of(
    reader: Reader, *, product_id: int, setting: Setting, quantity: Decimal = Decimal(1), whole: bool = False
) -> tuple[Line, ...]:
    """Return the lines a product becomes: one, or those of the parts of a set unless it is wanted `whole`.

    Sets lie in sets one deep: a part that is a set itself comes as one line.
    """
    found = products.product(reader, product_id=product_id)
    if found is None:
        raise NotFound(_("This product is not there any more."))
    return tuple(Shelf(reader, [found], setting).lines(found, quantity, whole=whole))


def scales(reader: Reader, *, offer: OfferDetail) -> dict[int, Scale]:
    """Return what those products of an offer cost that have tiers, by quantity, as the offer states prices."""
    ids = {line.product_id for line in offer.lines if line.product_id is not None}
    if not prices.tiers(reader, ids=ids):
        return {}
    shelf = Shelf(reader, list(products.named(reader, ids=ids).values()), setting_of(reader, offer))
    return {row.id: shelf.scale(row) for row in shelf.known() if row.id in shelf.tiers}


class Shelf:
    """Some products with everything their lines need, read at once."""

    def __init__(self, reader: Reader, found: list[ProductRow], setting: Setting) -> None:
        self.setting = setting
        self.parts = prices.parts(reader, ids=[row.id for row in found if row.is_set])
        inside = {part.product_id for some in self.parts.values() for part in some}
        self._known = {row.id: row for row in found}
        missing = inside - self._known.keys()
        self._known |= products.named(reader, ids=missing) if missing else {}
        self.tiers = prices.tiers(reader, ids=self._known)

    def known(self) -> list[ProductRow]:
        """Return every product it holds."""
        return list(self._known.values())

    def lines(self, product: ProductRow, quantity: Decimal, *, whole: bool = False) -> Iterator[Line]:
        """Yield the lines a product becomes."""
        inside = self.parts.get(product.id, ())
        if not inside or whole or product.set_form is SetForm.ONE:
            yield self.line(product, quantity)
            return
        for part in inside:
            if (one := self._known.get(part.product_id)) is not None:
                yield self.line(one, part.quantity * quantity)

    def line(self, product: ProductRow, quantity: Decimal) -> Line:
        """Return a product as one line."""
        now = self.setting
        percent = vat_percent(product.tax_class, now.country, now.day, usual=now.usual_vat, rates=now.rates)
        inside = self.parts.get(product.id, ())
        return Line(
            title=product.name,
            text=product.text or contents(inside, now.language),
            quantity=quantity,
            unit=units.printed(product.unit, now.language),
            unit_price=self.price(product, quantity),
            vat_percent=percent,
            product_id=product.id,
            cost=self._money(product, cost_of(product, inside)),
        )

    def price(self, product: ProductRow, quantity: Decimal) -> Decimal:
        """Return what one unit costs in the offer when so many of it are taken."""
        net = price_for(product.price, self.tiers.get(product.id, ()), quantity, self.setting.groups).price
        return self.shown(product, net)

    def scale(self, product: ProductRow) -> Scale:
        """Return what a product costs in the offer, by quantity."""
        tiers = tuple(tier._replace(price=self.shown(product, tier.price)) for tier in self.tiers.get(product.id, ()))
        return Scale(self.shown(product, product.price), tiers, self.setting.groups)

    def shown(self, product: ProductRow, net: Decimal) -> Decimal:
        """Return a net price of the catalogue as prices of the offer are: net or gross, in its currency."""
        now = self.setting
        price = self._money(product, net) or Decimal(0)
        if now.price_mode is PriceMode.GROSS:
            percent = vat_percent(product.tax_class, now.country, now.day, usual=now.usual_vat, rates=now.rates)
            price = worked_out(price * (HUNDRED + percent) / HUNDRED, price)
        return price

    def _money(self, product: ProductRow, value: Decimal | None) -> Decimal | None:
        """Return an amount of the catalogue in the offer's currency, by the rate that was entered."""
        if value is None or product.currency == self.setting.currency or self.setting.rate in (0, 1):
            return value
        return worked_out(value / self.setting.rate, value)


def cost_of(product: ProductRow, inside: tuple[PartRow, ...]) -> Decimal | None:
    """Return what a product costs the firm; of a set without a cost of its own, what its parts cost together."""
    if product.cost is not None or not inside:
        return product.cost
    known = [part.cost * part.quantity for part in inside if part.cost is not None]
    return sum(known, Decimal(0)).quantize(_FOUR_PLACES) if len(known) == len(inside) else None


def sum_of(inside: tuple[PartRow, ...]) -> Decimal:
    """Return what the parts of a set cost one by one."""
    return sum((part.price * part.quantity for part in inside), Decimal(0))


def contents(inside: tuple[PartRow, ...], language: str) -> str:
    """Return what a set is made of as a list for its text."""
    return "\n".join(
        f"- {_quantity(part.quantity, language)} {units.printed(part.unit, language)} {part.name}".replace("  ", " ")
        for part in inside
    )


def _quantity(value: Decimal, language: str) -> str:
    text = f"{value.normalize():f}"
    return text.replace(".", ",") if language == "de" else text
