"""What the firm sells: products, their categories and prices."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crm_desktop.domain.identity import Part, Record


class TaxClass(StrEnum):
    """Which VAT rate of the country and day applies."""

    STANDARD = "standard"
    REDUCED = "reduced"
    SPECIAL = "special"
    #: Below the reduced rate, where a country has one (basic food in Austria).
    LOWEST = "lowest"
    ZERO = "zero"


class SetForm(StrEnum):
    """How a set comes into an offer: as the lines of its parts, or as one line with a price of its own."""

    LINES = "lines"
    ONE = "one"


@dataclass(eq=False, kw_only=True)
class ProductCategory(Record):
    """A group of products; groups may lie in groups."""

    name: str
    parent_id: int | None = None


@dataclass(eq=False, kw_only=True)
class Product(Record):
    """Something that can be put into an offer. Prices are exact, up to four decimals, net."""

    number: str | None = None
    name: str
    text: str = ""
    category_id: int | None = None
    unit: str = ""
    price: Decimal = Decimal(0)
    cost: Decimal | None = None
    currency: str = "EUR"
    tax_class: TaxClass = TaxClass.STANDARD
    active: bool = True
    #: The picture of it, kept like every file under its SHA-256.
    picture_sha256: str | None = None
    #: Only of a product that has parts.
    set_form: SetForm = SetForm.LINES


@dataclass(eq=False, kw_only=True)
class PriceTier(Part):
    """A price from a quantity on, for everybody or for one group of customers.

    A group is a word: customers belong to it by their category or by a tag of that name.
    """

    product_id: int
    from_quantity: Decimal
    price: Decimal
    customer_group: str = ""


@dataclass(eq=False, kw_only=True)
class ProductPart(Part):
    """How many of a product belong to a set."""

    set_id: int
    position: int
    product_id: int
    quantity: Decimal = Decimal(1)
