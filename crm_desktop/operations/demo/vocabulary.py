"""The words the demo firm is made of, read from resources/demo."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.base.paths import resources


class Town(NamedTuple):
    """A town with its postal code and dialling code."""

    postal_code: str
    name: str
    dial: str


class Article(NamedTuple):
    """A product of the catalogue; price and cost net for one unit."""

    number: str
    name: str
    category: str
    unit: str
    price: Decimal
    cost: Decimal
    text: str


@dataclass(frozen=True)
class Vocabulary:
    """Names, towns, products and sentences."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    towns: tuple[Town, ...]
    streets: tuple[str, ...]
    words: tuple[str, ...]
    forms: tuple[str, ...]
    sources: tuple[str, ...]
    tags: tuple[str, ...]
    roles: dict[str, list[str]]
    companies: dict[str, list[str]]
    articles: tuple[Article, ...]
    bundles: dict[str, list[str]]
    titles: dict[str, list[list[str]]]
    lost_reasons: tuple[str, ...]
    arguments: tuple[str, ...]
    channels: tuple[str, ...]
    texts: dict[str, list[list[str]]]


def load() -> Vocabulary:
    """Read the words; the files are part of the program, so a missing one is a fault."""
    people, catalogue, texts = (_read(name) for name in ("people", "catalogue", "texts"))
    return Vocabulary(
        **{name: tuple(people[name]) for name in ("women", "men", "families", "streets", "words", "forms")},
        towns=tuple(Town(*town) for town in people["towns"]),
        sources=tuple(people["sources"]),
        tags=tuple(people["tags"]),
        roles=people["roles"],
        companies=people["companies"],
        articles=tuple(_article(row) for row in catalogue["products"]),
        bundles=catalogue["bundles"],
        titles=catalogue["titles"],
        lost_reasons=tuple(catalogue["lost_reasons"]),
        arguments=tuple(catalogue["arguments"]),
        channels=tuple(catalogue["channels"]),
        texts=texts,
    )


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources() / "demo" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _article(row: list[str]) -> Article:
    number, name, category, unit, price, cost, text = row
    return Article(number, name, category, unit, Decimal(price), Decimal(cost), text)
