"""Writes what the catalogue of the demo firm has beyond its articles: groups in groups, tiers, a set, and pictures.

It comes last and draws nothing by chance, so that the rest of the firm stays as it is.
"""

from __future__ import annotations

import json
from typing import Any

from crm_desktop.base.paths import resources
from crm_desktop.operations.demo.book import Book
from crm_desktop.store.bulk import blobs
from crm_desktop.store.unit_of_work import Work


def furnish(work: Work, book: Book, products: dict[str, int]) -> None:
    """Write it all; `products` are the ids of the articles by number."""
    folder = resources() / "demo"
    found: dict[str, Any] = json.loads((folder / "shelf.json").read_text(encoding="utf-8"))
    _nest(book, found["groups"])
    known = dict(products)
    for one in found["products"]:
        known[one["number"]] = _add(book, one)
    for number, from_quantity, price, group in found["tiers"]:
        book.add("price_tier", product_id=known[number], from_quantity=from_quantity, price=price, customer_group=group)
    for number, parts in found["sets"].items():
        for position, (part, quantity) in enumerate(parts, 1):
            book.add("product_part", set_id=known[number], position=position, product_id=known[part], quantity=quantity)
    for path in sorted((folder / "pictures").glob("*.jpg")):
        if path.stem in known:
            book.change("product", known[path.stem], picture_sha256=blobs.put(work, path.read_bytes()))


def _nest(book: Book, groups: dict[str, str]) -> None:
    """Put groups into others."""
    ids = {name: ref for ref, name in _named(book)}
    for name, above in groups.items():
        book.change("product_category", ids[name], parent_id=ids[above])
    # A row can only name one that is there.
    place = book.columns["product_category"].index("parent_id")
    book.rows["product_category"].sort(key=lambda row: row[place] is not None)


def _add(book: Book, one: dict[str, str]) -> int:
    ids = {name: ref for ref, name in _named(book)}
    return book.add(
        "product", number=one["number"], name=one["name"], text=one["text"], unit=one["unit"],
        category_id=ids[one["group"]], price=one["price"], cost=one["cost"], currency="EUR", picture_sha256=None,
        set_form=one.get("set_form", "lines"),
    )  # fmt: skip


def _named(book: Book) -> list[tuple[int, str]]:
    """Return the groups written so far: id and name."""
    place = book.columns["product_category"].index("name")
    return [(row[0], row[place]) for row in book.rows["product_category"]]
