"""What customers buy together and one after the other, read from the orders."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from crm_desktop.domain.facts import SaleFact
from crm_desktop.engine.basket import Rule, also_bought
from crm_desktop.engine.next_purchase import Lag, Purchase, Sequence, next_purchases
from crm_desktop.store.queries.facts import sale_facts
from crm_desktop.store.reading import Reader


def bought_together(
    reader: Reader, *, first: date | None = None, last: date | None = None, by_order: bool = False
) -> list[Rule[str]]:
    """Return "customers who bought this bought that": what one customer ever bought, or one order held."""
    baskets: dict[int, set[str]] = defaultdict(set)
    for fact in _lines(reader, first, last):
        owner = fact.sale_id if by_order else fact.account_id
        if owner is not None:
            baskets[owner].add(fact.product)
    return also_bought(baskets.values())


def bought_later(reader: Reader, *, until: date, lag: Lag | None = None, first: date | None = None) -> list[Sequence]:
    """Return "customers who bought this bought that, some months later", as observed until a day."""
    purchases = [
        Purchase(fact.account_id, fact.day, fact.product)
        for fact in _lines(reader, first, until)
        if fact.account_id is not None
    ]
    return next_purchases(purchases, until=until, lag=lag)


def _lines(reader: Reader, first: date | None, last: date | None) -> list[SaleFact]:
    """Return lines of orders that name a product; returns are no purchases."""
    return [fact for fact in sale_facts(reader, first=first, last=last) if fact.product and fact.cents > 0]
