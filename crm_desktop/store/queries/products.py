"""Questions about what the firm sells: type-ahead, lists, and the names that go into orders.

Groups lie in groups: `category` is a group's own name, `path` all names down to it ("Leistungen › Planung").
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from crm_desktop.base.text import fold, words
from crm_desktop.domain.products import SetForm, TaxClass
from crm_desktop.store.queries.values import exact_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find

#: What stands between the names of groups that lie in each other.
STEP = " › "
#: Hits of the search among which the best names are looked for.
_LOOK_AT = 200
#: So many times more are read than are wanted: some are out of use.
_SPARE = 3
#: Groups in groups; a ring of groups, which nobody can make, would end here.
_DEEPEST = 12


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
    picture: str | None = None
    set_form: SetForm = SetForm.LINES
    #: Whether it is made of other products.
    is_set: bool = False
    path: str = ""


class CategoryRow(NamedTuple):
    """A group of products and how many active products lie in it directly."""

    id: int
    name: str
    parent_id: int | None
    products: int
    path: str = ""


_PRODUCTS = """
    select p.id, p.version, coalesce(p.number, ''), p.name, p.text, p.category_id, coalesce(c.name, ''), p.unit,
        p.price, p.cost, p.currency, p.tax_class, p.active, p.picture_sha256, p.set_form,
        exists (select 1 from product_part t where t.set_id = p.id)
    from product p left join product_category c on c.id = p.category_id
    where p.deleted_at is null"""


def products(reader: Reader, *, category_id: int | None = None, with_inactive: bool = False) -> list[ProductRow]:
    """Return the products of one group or all, by name."""
    found = reader.rows(
        _row,
        f"""{_PRODUCTS} and (:all or p.active) and (:category is null or p.category_id = :category)
            order by p.name, p.id""",
        {"all": with_inactive, "category": category_id},
    )
    return _with_paths(reader, found)


def product(reader: Reader, *, product_id: int) -> ProductRow | None:
    """Return one product; None where there is none."""
    return next(iter(_with_paths(reader, reader.rows(_row, f"{_PRODUCTS} and p.id = ?", (product_id,)))), None)


def matching(reader: Reader, *, text: str, limit: int = 12) -> list[ProductRow]:
    """Return active products whose number, name, text or group has every word typed as the beginning of a word.

    Spellings meet as in the search (ä, ae, a). A number typed in full comes first, then names that begin with what was
    typed, then names with all its words.
    """
    if not words(text):
        return _with_paths(
            reader, reader.rows(_row, f"{_PRODUCTS} and p.active order by p.name, p.id limit ?", (limit,))
        )
    typed = words(text)
    hits = find(reader, text=text, limit=_LOOK_AT, kinds=("product",))
    best = sorted(hits, key=lambda hit: _rank(_folded(hit.title), _folded(hit.detail), typed))[: _SPARE * limit]
    found = named(reader, ids=[hit.id for hit in best])
    return [found[hit.id] for hit in best if hit.id in found and found[hit.id].active][:limit]


def _rank(name: tuple[str, ...], number: tuple[str, ...], typed: list[str]) -> tuple[bool, bool, bool, tuple[str, ...]]:
    """Return what to sort hits by: the number itself, then names that begin so, then names with every word."""
    begins = " ".join(name).startswith(" ".join(typed))
    every = begins or all(any(word.startswith(start) for word in name) for start in typed)
    return list(number) != typed, not begins, not every, name


def named(reader: Reader, *, ids: Collection[int]) -> dict[int, ProductRow]:
    """Return products by id, those in the bin left out."""
    marks = ", ".join("?" * len(ids))
    found = reader.rows(_row, f"{_PRODUCTS} and p.id in ({marks})", tuple(ids))
    return {row.id: row for row in _with_paths(reader, found)}


def product_numbered(reader: Reader, *, number: str) -> int | None:
    """Return the id of the product that has a number; None where there is none."""
    found = reader.scalar(
        "select id from product where number = ? and deleted_at is null order by id limit 1", (number,)
    )
    return None if found is None else int(found)


def categories(reader: Reader) -> list[CategoryRow]:
    """Return the groups of products in the order of a tree: each before those that lie in it, by name."""
    rows = reader.rows(
        CategoryRow,
        """select c.id, c.name, c.parent_id,
                (select count(*) from product p where p.category_id = c.id and p.active and p.deleted_at is null), ''
           from product_category c where c.deleted_at is null order by c.name, c.id""",
    )
    known = {row.id: (row.name, row.parent_id) for row in rows}
    return sorted(
        (row._replace(path=_path(known, row.id)) for row in rows),
        key=lambda row: [*(fold(name) for name in row.path.split(STEP)), ""],
    )


def _with_paths(reader: Reader, rows: list[ProductRow]) -> list[ProductRow]:
    """Say in which groups products lie; most firms have few, so all of them are read at once."""
    if not any(row.category_id for row in rows):
        return rows
    known = {
        ref: (name, parent)
        for ref, name, parent in reader.rows(
            lambda *row: row, "select id, name, parent_id from product_category where deleted_at is null"
        )
    }
    paths = {ref: _path(known, ref) for ref in {row.category_id for row in rows} if ref}
    return [row._replace(path=paths.get(row.category_id or 0, "")) for row in rows]


def _path(known: dict[int, tuple[str, int | None]], category_id: int) -> str:
    names: list[str] = []
    at: int | None = category_id
    while at in known and len(names) < _DEEPEST:
        name, at = known[at]
        names.append(name)
    return STEP.join(reversed(names))


@lru_cache(maxsize=20_000)
def _folded(text: str) -> tuple[str, ...]:
    """Fold once what every keystroke asks for."""
    return tuple(words(text))


def _row(*values: Any) -> ProductRow:
    row = ProductRow._make((*values, ""))
    return row._replace(
        price=Decimal(row.price),
        cost=exact_or_none(values[9]),
        tax_class=TaxClass(row.tax_class),
        active=bool(row.active),
        set_form=SetForm(values[14]),
        is_set=bool(values[15]),
    )
