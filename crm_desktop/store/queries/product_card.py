"""The catalogue as a whole, and what became of one product: where it is used, who bought it, and what with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.domain.prices import Tier
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import prices
from crm_desktop.store.queries.custom_fields import OwnValues, own_values
from crm_desktop.store.queries.prices import PartRow
from crm_desktop.store.queries.products import CategoryRow, ProductRow, categories, products
from crm_desktop.store.queries.values import day, day_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld


@dataclass(frozen=True)
class Catalogue:
    """Every product that is not in the bin, and what VAT depends on."""

    rows: tuple[ProductRow, ...]
    categories: tuple[CategoryRow, ...]
    country: str
    #: The rate used where none is known for a class.
    usual_vat: Decimal
    #: Products that have price tiers.
    tiered: frozenset[int] = frozenset()


class ProductUse(NamedTuple):
    """Where a product was used; money is net in whole cents of its own currency."""

    offers: int
    orders: int
    revenue_cents: int
    last_12_months_cents: int
    last: date | None


class Buyer(NamedTuple):
    """A customer who bought a product: how much of it, for how much in its own currency, and when last."""

    id: int
    name: str
    is_company: bool
    quantity: float
    net_cents: int
    last: date


class Companion(NamedTuple):
    """A product of the same orders, and how many of these there are."""

    id: int
    name: str
    orders: int


@dataclass(frozen=True)
class ProductDetails:
    """Everything about one product beside its own fields."""

    product_id: int
    use: ProductUse
    tiers: tuple[Tier, ...]
    parts: tuple[PartRow, ...]
    #: Sets it belongs to: id and name.
    sets: tuple[tuple[int, str], ...]
    buyers: tuple[Buyer, ...]
    companions: tuple[Companion, ...]
    #: Words a group of customers can have.
    groups: tuple[str, ...]
    #: The user's own fields, and what the product says in them.
    own: OwnValues = field(default_factory=OwnValues)


def catalogue(reader: Reader) -> Catalogue:
    """Return the whole catalogue, those out of use included, by name."""
    with reader.snapshot():
        firm = firm_queries.firm(reader)
        return Catalogue(
            rows=tuple(products(reader, with_inactive=True)),
            categories=tuple(categories(reader)),
            country=firm.country if firm else "DE",
            usual_vat=firm.vat_percent if firm else Decimal(19),
            tiered=frozenset(reader.ids("select distinct product_id from price_tier")),
        )


def use(reader: Reader, *, product_id: int, today: date) -> ProductUse:
    """Return where a product was used; the last twelve months end today."""
    offers = reader.scalar(
        """select count(distinct l.offer_id) from offer_line l join offer o on o.id = l.offer_id
           where l.product_id = ? and o.deleted_at is null""",
        (product_id,),
    )
    sold = reader.row(
        _sold,
        """select count(distinct s.id), coalesce(sum(l.net_cents), 0),
             coalesce(sum(case when s.day > :since then l.net_cents end), 0), max(s.day)
           from sale_line l join sale s on s.id = l.sale_id join product p on p.id = l.product_id
           where l.product_id = :product and s.deleted_at is null and s.currency = p.currency""",
        {"product": product_id, "since": add_months(today, -12).isoformat()},
    )
    orders, revenue, recent, last = sold or (0, 0, 0, None)
    return ProductUse(int(offers), orders, revenue, recent, last)


def details(reader: Reader, *, product_id: int, today: date) -> ProductDetails:
    """Return everything about one product beside its own fields."""
    with reader.snapshot():
        return ProductDetails(
            product_id=product_id,
            use=use(reader, product_id=product_id, today=today),
            tiers=prices.tiers(reader, ids=[product_id]).get(product_id, ()),
            parts=prices.parts(reader, ids=[product_id]).get(product_id, ()),
            sets=tuple(prices.sets_with(reader, product_id=product_id)),
            buyers=tuple(buyers(reader, product_id=product_id)),
            companions=tuple(companions(reader, product_id=product_id)),
            groups=tuple(prices.known_groups(reader)),
            own=own_values(reader, record="product", ref=product_id),
        )


def buyers(reader: Reader, *, product_id: int, limit: int = 5) -> list[Buyer]:
    """Return who bought most of a product, in its own currency."""
    return reader.rows(
        _buyer,
        f"""select c.id, {withheld("c.name", "c.id")}, c.kind = 'company', sum(l.quantity),
             sum(l.net_cents) as cents, max(s.day)
           from sale_line l join sale s on s.id = l.sale_id join contact c on c.id = s.account_id
             join product p on p.id = l.product_id
           where l.product_id = ? and s.deleted_at is null and c.deleted_at is null and s.currency = p.currency
           group by c.id order by cents desc, c.id limit ?""",
        (product_id, limit),
    )


def companions(reader: Reader, *, product_id: int, limit: int = 5) -> list[Companion]:
    """Return what was ordered together with a product, the most frequent first; what came once says nothing."""
    return reader.rows(
        Companion,
        """select p.id, p.name, count(distinct s.id) as orders
           from sale_line l join sale s on s.id = l.sale_id join sale_line o on o.sale_id = l.sale_id
             join product p on p.id = o.product_id
           where l.product_id = ?1 and o.product_id <> ?1 and s.deleted_at is null and p.deleted_at is null
           group by p.id having orders > 1 order by orders desc, p.name limit ?2""",
        (product_id, limit),
    )


def _buyer(*values: Any) -> Buyer:
    row = Buyer._make(values)
    return row._replace(is_company=bool(values[2]), quantity=float(values[3]), last=day(values[5]))


def _sold(orders: int, revenue: int, recent: int, last: str | None) -> tuple[int, int, int, date | None]:
    return orders, revenue, recent, day_or_none(last)
