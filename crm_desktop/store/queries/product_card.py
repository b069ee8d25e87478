"""The catalogue as a whole, and what became of one product: in how many offers it is, and what it brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.products import CategoryRow, ProductRow, categories, products
from crm_desktop.store.queries.values import day_or_none
from crm_desktop.store.reading import Reader


@dataclass(frozen=True)
class Catalogue:
    """Every product that is not in the bin, and what VAT depends on."""

    rows: tuple[ProductRow, ...]
    categories: tuple[CategoryRow, ...]
    country: str
    #: The rate used where none is known for a class.
    usual_vat: Decimal


class ProductUse(NamedTuple):
    """Where a product was used; money is net in whole cents of its own currency."""

    offers: int
    orders: int
    revenue_cents: int
    last_12_months_cents: int
    last: date | None


def catalogue(reader: Reader) -> Catalogue:
    """Return the whole catalogue, those out of use included, by name."""
    with reader.snapshot():
        firm = firm_queries.firm(reader)
        return Catalogue(
            rows=tuple(products(reader, with_inactive=True)),
            categories=tuple(categories(reader)),
            country=firm.country if firm else "DE",
            usual_vat=firm.vat_percent if firm else Decimal(19),
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


def _sold(orders: int, revenue: int, recent: int, last: str | None) -> tuple[int, int, int, date | None]:
    return orders, revenue, recent, day_or_none(last)
