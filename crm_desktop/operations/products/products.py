"""What a user does with products: add and change them, take them out of use, put them into the bin."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import TypedDict, Unpack

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.money import HUNDRED, MOST_CENTS
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.products import Product, SetForm, TaxClass
from crm_desktop.operations import stamps
from crm_desktop.operations.products.categories import category_at
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import products as queries
from crm_desktop.store.unit_of_work import Work, Writer

_FOUR_PLACES = Decimal("0.0001")


class ProductFields(TypedDict, total=False):
    """What can be said of a product beside its name; what is absent stays as it is. Prices are net."""

    number: str | None
    #: Rich text (`base.rich_text`).
    text: str
    #: Its group by name or path ("Leistungen › Planung"), made where there is none yet; "" for no group.
    category: str
    unit: str
    price: Decimal
    cost: Decimal | None
    currency: str
    tax_class: TaxClass
    active: bool
    set_form: SetForm
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


def _fill(work: Work, product: Product, fields: ProductFields, *, own_id: int | None) -> None:
    for name, value in fields.items():
        if name == "category":
            product.category_id = category_at(work, str(value))
        else:
            setattr(product, name, clean(value, lines=name == "text") if type(value) is str else value)
    product.name = clean(product.name)
    product.number = product.number or None
    if not product.name:
        raise BadInput(_("A product needs a name."), field="name")
    for name, price in (("price", product.price), ("cost", product.cost)):
        if price is not None and not is_price(price):
            raise BadInput(_("A price has four decimals at most."), field=name)
    if product.number is not None and queries.product_numbered(work.read, number=product.number) not in (None, own_id):
        raise BadInput(_("The number “{number}” is in use already.").format(number=product.number), field="number")


def is_price(price: Decimal) -> bool:
    """Whether a price is a number a firm can ask for, exact to four decimals; credits are below zero."""
    return price.is_finite() and abs(price) * HUNDRED <= MOST_CENTS and price == price.quantize(_FOUR_PLACES)
