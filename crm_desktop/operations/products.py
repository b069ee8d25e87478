"""What a user does with products: add and change them, take them out of use, group them, put them into an offer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypedDict, Unpack

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.money import HUNDRED, MOST_CENTS
from crm_desktop.base.text import clean, fold
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.offers import PriceMode
from crm_desktop.domain.products import Product, ProductCategory, TaxClass
from crm_desktop.operations import stamps
from crm_desktop.operations.vat import vat_percent
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import products as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

_FOUR_PLACES = Decimal("0.0001")


class ProductFields(TypedDict, total=False):
    """What can be said of a product beside its name; what is absent stays as it is. Prices are net."""

    number: str | None
    text: str
    #: The name of its group, which is made where there is none yet; "" for no group.
    category: str
    unit: str
    price: Decimal
    cost: Decimal | None
    currency: str
    tax_class: TaxClass
    active: bool
    external_id: str | None
    custom: dict[str, object]


def add_product(writer: Writer, *, name: str, **fields: Unpack[ProductFields]) -> Outcome[int]:
    """Add a product; the value is its id. Raises BadInput for an empty name, a number in use, an impossible price."""
    with writer.step(_("Add product")) as work:
        product = Product(name=name, currency=firm_queries.currency(work.read))
        _fill(work, product, fields, own_id=None)
        product_id = stamps.added(work, product).id
        work.label = _("Add product “{name}”").format(name=product.name)
    return work.outcome(product_id)


def change_product(
    writer: Writer,
    *,
    product_id: int,
    version: int | None = None,
    name: str | None = None,
    **fields: Unpack[ProductFields],
) -> Outcome[None]:
    """Change a product. Offers that have it keep what they say. Raises Conflict, and BadInput as `add_product`."""
    with writer.step(_("Change product")) as work:
        product = work.get(Product, product_id, version=version)
        product.name = product.name if name is None else name
        _fill(work, product, fields, own_id=product_id)
        stamps.changed(work, product)
        work.label = _("Change product “{name}”").format(name=product.name)
    return work.outcome(None)


def deactivate_product(writer: Writer, *, product_id: int) -> Outcome[None]:
    """Take a product out of use: it is no longer proposed, and everything that names it stays."""
    with writer.step(_("Take product out of use")) as work:
        product = work.get(Product, product_id)
        product.active = False
        stamps.changed(work, product)
        work.label = _("Take “{name}” out of use").format(name=product.name)
    return work.outcome(None)


def delete_products(writer: Writer, *, product_ids: Collection[int]) -> Outcome[None]:
    """Put products into the bin; offers and orders that have them keep what they say."""
    with writer.step(_("Delete product")) as work:
        for product_id in product_ids:
            product = work.get(Product, product_id)
            stamps.binned(work, product)
            work.label = _("Delete product “{name}”").format(name=product.name)
        if len(product_ids) != 1:
            work.label = plural("Delete {n} product", "Delete {n} products", len(product_ids))
    return work.outcome(None)


def rename_category(writer: Writer, *, category_id: int, name: str) -> Outcome[None]:
    """Give a group of products another name. Raises BadInput for one that is empty or taken."""
    with writer.step(_("Rename product group")) as work:
        category = work.get(ProductCategory, category_id)
        text = clean(name)
        taken = {fold(row.name) for row in queries.categories(work.read) if row.id != category_id}
        if not text or fold(text) in taken:
            raise BadInput(_("A product group needs a name of its own."), field="name")
        category.name = text
        stamps.changed(work, category)
    return work.outcome(None)


def line_of(
    reader: Reader,
    *,
    product_id: int,
    country: str = "DE",
    day: date,
    price_mode: PriceMode = PriceMode.NET,
    quantity: Decimal = Decimal(1),
) -> Line:
    """Return a product as a line of an offer, with the VAT of a country and day, in net or gross prices."""
    product = queries.product(reader, product_id=product_id)
    if product is None:
        raise NotFound(_("This product is not there any more."))
    firm = firm_queries.firm(reader)
    percent = vat_percent(product.tax_class, country, day, usual=firm.vat_percent if firm else Decimal(19))
    price = product.price
    if price_mode is PriceMode.GROSS:
        price = (price * (HUNDRED + percent) / HUNDRED).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return Line(
        title=product.name,
        text=product.text,
        quantity=quantity,
        unit=product.unit,
        unit_price=price,
        vat_percent=percent,
        product_id=product.id,
        cost=product.cost,
    )


def category_named(work: Work, name: str) -> int | None:
    """Return the id of a group of products, made where there is none of this name; None for no name."""
    text = clean(name)
    if not text:
        return None
    known = next((row.id for row in queries.categories(work.read) if fold(row.name) == fold(text)), None)
    return known or stamps.added(work, ProductCategory(name=text)).id


def _fill(work: Work, product: Product, fields: ProductFields, *, own_id: int | None) -> None:
    for name, value in fields.items():
        if name == "category":
            product.category_id = category_named(work, str(value))
        else:
            setattr(product, name, clean(value, lines=name == "text") if type(value) is str else value)
    product.name = clean(product.name)
    product.number = product.number or None
    if not product.name:
        raise BadInput(_("A product needs a name."), field="name")
    for name, price in (("price", product.price), ("cost", product.cost)):
        if price is not None and not _is_price(price):
            raise BadInput(_("A price has four decimals at most."), field=name)
    if product.number is not None and queries.product_numbered(work.read, number=product.number) not in (None, own_id):
        raise BadInput(_("The number “{number}” is in use already.").format(number=product.number), field="number")


def _is_price(price: Decimal) -> bool:
    """Whether a price is a number a firm can ask for, exact to four decimals; credits are below zero."""
    return price.is_finite() and abs(price) * HUNDRED <= MOST_CENTS and price == price.quantize(_FOUR_PLACES)
