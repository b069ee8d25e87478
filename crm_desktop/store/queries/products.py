"""Questions about what the firm sells: type-ahead, lists, and the names that go into orders."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from crm_desktop.base.text import fold, words
from crm_desktop.domain.products import TaxClass
from crm_desktop.store.queries.values import exact_or_none
from crm_desktop.store.reading import Reader


class ProductRow(NamedTuple):
    """One product or service; `price` and `cost` are net, in currency units."""

    id: int
    version: int
    number: str
    name: str
    text: str
    category_id: int | None
    category: str
    unit: str
    price: Decimal
    cost: Decimal | None
    currency: str
    tax_class: TaxClass
    active: bool


class CategoryRow(NamedTuple):
    """A group of products and how many active products lie in it directly."""

    id: int
    name: str
    parent_id: int | None
    products: int


_PRODUCTS = """
    select p.id, p.version, coalesce(p.number, ''), p.name, p.text, p.category_id, coalesce(c.name, ''), p.unit,
        p.price, p.cost, p.currency, p.tax_class, p.active
    from product p left join product_category c on c.id = p.category_id
    where p.deleted_at is null"""


def products(reader: Reader, *, category_id: int | None = None, with_inactive: bool = False) -> list[ProductRow]:
    """Return the products of one group or all, by name."""
    return reader.rows(
        _row,
        f"""{_PRODUCTS} and (:all or p.active) and (:category is null or p.category_id = :category)
            order by p.name, p.id""",
        {"all": with_inactive, "category": category_id},
    )


def product(reader: Reader, *, product_id: int) -> ProductRow | None:
    """Return one product; None where there is none."""
    return reader.row(_row, f"{_PRODUCTS} and p.id = ?", (product_id,))


def matching(reader: Reader, *, text: str, limit: int = 12) -> list[ProductRow]:
    """Return active products whose number, name or group has every word typed as the beginning of one of its words.

    Spellings meet as in the search (ä, ae, a). Names that begin with what was typed come first, then numbers.
    """
    typed = words(text)
    if not typed:
        return products(reader)[:limit]
    found = [row for row in products(reader) if _matches(row, typed)]
    beginning = fold(text.strip())
    return sorted(found, key=lambda row: (not fold(row.name).startswith(beginning), fold(row.name), row.id))[:limit]


def named(reader: Reader, *, ids: Collection[int]) -> dict[int, ProductRow]:
    """Return products by id, those in the bin left out."""
    marks = ", ".join("?" * len(ids))
    return {row.id: row for row in reader.rows(_row, f"{_PRODUCTS} and p.id in ({marks})", tuple(ids))}


def product_numbered(reader: Reader, *, number: str) -> int | None:
    """Return the id of the product that has a number; None where there is none."""
    found = reader.scalar(
        "select id from product where number = ? and deleted_at is null order by id limit 1", (number,)
    )
    return None if found is None else int(found)


def categories(reader: Reader) -> list[CategoryRow]:
    """Return the groups of products by name."""
    return reader.rows(
        CategoryRow,
        """select c.id, c.name, c.parent_id,
                (select count(*) from product p where p.category_id = c.id and p.active and p.deleted_at is null)
           from product_category c where c.deleted_at is null order by c.name, c.id""",
    )


def _matches(row: ProductRow, typed: list[str]) -> bool:
    own = _folded(f"{row.number} {row.name} {row.category}")
    return all(any(word.startswith(start) for word in own) for start in typed)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> tuple[str, ...]:
    """Fold once what every keystroke asks for."""
    return tuple(words(text))


def _row(*values: Any) -> ProductRow:
    row = ProductRow._make(values)
    return row._replace(
        price=Decimal(row.price),
        cost=exact_or_none(values[9]),
        tax_class=TaxClass(row.tax_class),
        active=bool(row.active),
    )
