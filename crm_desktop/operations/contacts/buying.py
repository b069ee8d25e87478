"""What customers buy together and one after the other, and what to offer somebody next, read from the orders.

Reading alone. What all orders tell is worked out once and kept by a `Habits` as long as no order changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.facts import SaleFact
from crm_desktop.engine.basket import Rule, Trial, also_bought, tried_elsewhere
from crm_desktop.engine.customer_value import CustomerValue, ValueReport, customer_values
from crm_desktop.engine.next_best import Knowledge, SegmentSuggestion, Suggestion, beside, for_segment, next_best
from crm_desktop.engine.next_purchase import Lag, Purchase, next_purchases
from crm_desktop.engine.next_purchase import Sequence as Later
from crm_desktop.engine.purchase_sets import HoldOut, Pattern, hold_out, patterns
from crm_desktop.store.queries import buying as queries
from crm_desktop.store.queries import segments
from crm_desktop.store.queries.cases import open_complaints
from crm_desktop.store.queries.customer_margins import customer_margins
from crm_desktop.store.queries.facts import sale_facts
from crm_desktop.store.reading import Reader

#: The days within which a later purchase counts, on a card and in an offer.
WITHIN = Lag(1, 92)


class CustomerFigures(NamedTuple):
    """What the card of a contact says beyond what is summed up there: value ahead, silence, and what to offer next."""

    value: CustomerValue | None
    #: Whether the year ahead comes from a model, and how many customers came back in all.
    method: str
    came_back: int
    next_best: tuple[Suggestion, ...]
    currency: str


class Habits:
    """Keeps what all orders tell, for the questions of one lane; made anew when an order or the day has changed."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._knowledge = Knowledge()
        self._values: dict[int, CustomerValue] = {}
        self._report: ValueReport | None = None

    def figures(self, reader: Reader, *, contact_id: int, today: date) -> CustomerFigures:
        """Return what is to be said of the account of a contact."""
        self._learn(reader, today)
        account = queries.account_of(reader, contact_id=contact_id)
        report = self._report
        return CustomerFigures(
            _with_complaints(reader, self._values.get(account)),
            report.method if report else "average",
            report.came_back if report else 0,
            tuple(next_best(self._knowledge, queries.first_bought(reader, account_id=account), today=today, limit=2)),
            queries.currency(reader),
        )

    def beside(
        self, reader: Reader, *, products: Sequence[str], account_id: int | None, today: date
    ) -> list[Suggestion]:
        """Return what fits the products of an offer and the customer does not have yet; thin evidence says nothing."""
        self._learn(reader, today)
        owned = {} if account_id is None else queries.first_bought(reader, account_id=account_id)
        found = beside(self._knowledge, products, bought=owned)
        more = next_best(self._knowledge, owned, today=today, drop=products)
        return [*found, *(one for one in more if one.product not in {each.product for each in found})][:3]

    def for_segment(self, reader: Reader, *, segment_id: int, today: date) -> list[SegmentSuggestion]:
        """Return the next best products for the customers of a segment."""
        self._learn(reader, today)
        accounts = segments.accounts(reader, segment_id=segment_id, as_of=today)
        return for_segment(
            self._knowledge, {one: queries.first_bought(reader, account_id=one) for one in accounts}, today=today
        )

    def _learn(self, reader: Reader, today: date) -> None:
        key = (today, *queries.state_of_orders(reader))
        if key == self._key:
            return
        with reader.snapshot():
            sales = sale_facts(reader, last=today)
            margins = customer_margins(reader, last=today)
        self._report = customer_values(sales, today, margins)
        self._values = {each.account_id: each for each in self._report.customers}
        self._knowledge = knowledge(sales, today)
        self._key = key


def _with_complaints(reader: Reader, value: CustomerValue | None) -> CustomerValue | None:
    """Return a value with the complaints that are open now: they change without an order."""
    if value is None:
        return None
    return value._replace(complaints=len(open_complaints(reader, account_id=value.account_id)))


def knowledge(sales: Iterable[SaleFact], until: date) -> Knowledge:
    """Return what orders tell of what is bought together and later."""
    lines = _of_products(sales)
    return Knowledge(
        tuple(also_bought(_baskets(lines, by_order=False))),
        tuple(patterns(_purchases(lines), until=until, lag=WITHIN)),
        WITHIN.last,
    )


def customer_figures(reader: Reader, *, contact_id: int, today: date, habits: Habits) -> CustomerFigures:
    """Return what the card of a contact says of its value; `habits` keeps what that rests on between two cards."""
    return habits.figures(reader, contact_id=contact_id, today=today)


def fits_offer(
    reader: Reader, *, products: Sequence[str], account_id: int | None, today: date, habits: Habits
) -> list[Suggestion]:
    """Return what else to offer beside some products, silent where the evidence is thin."""
    return habits.beside(reader, products=products, account_id=account_id, today=today)


def bought_together(
    reader: Reader, *, first: date | None = None, last: date | None = None, by_order: bool = False
) -> list[Rule[str]]:
    """Return "customers who bought this bought that": what one customer ever bought, or one order held."""
    return also_bought(_baskets(_of_products(sale_facts(reader, first=first, last=last)), by_order=by_order))


def tried_together(
    reader: Reader, *, first: date | None = None, last: date | None = None, by_order: bool = False
) -> Trial:
    """Return how rules found with one half of the customers (or orders) did with the other half."""
    return tried_elsewhere(_baskets(_of_products(sale_facts(reader, first=first, last=last)), by_order=by_order))


def bought_later(reader: Reader, *, until: date, lag: Lag | None = None, first: date | None = None) -> list[Later]:
    """Return "customers who bought this bought that, some months later", as observed until a day."""
    return next_purchases(_purchases(_of_products(sale_facts(reader, first=first, last=until))), until=until, lag=lag)


def bought_after_sets(
    reader: Reader, *, until: date, lag: Lag | None = None, longest: int = 3, first: date | None = None
) -> tuple[list[Pattern], HoldOut]:
    """Return "who had bought all of these bought that, within some months", and how such patterns hold with others."""
    purchases = _purchases(_of_products(sale_facts(reader, first=first, last=until)))
    return (
        patterns(purchases, until=until, lag=lag, longest=longest),
        hold_out(purchases, until=until, lag=lag, longest=longest),
    )


def _of_products(sales: Iterable[SaleFact]) -> list[SaleFact]:
    """Return lines of orders that name a product; returns are no purchases."""
    return [fact for fact in sales if fact.product and fact.cents > 0]


def _baskets(lines: Iterable[SaleFact], *, by_order: bool) -> list[set[str]]:
    baskets: dict[int, set[str]] = defaultdict(set)
    for fact in lines:
        owner = fact.sale_id if by_order else fact.account_id
        if owner is not None:
            baskets[owner].add(fact.product)
    return list(baskets.values())


def _purchases(lines: Iterable[SaleFact]) -> list[Purchase]:
    return [Purchase(fact.account_id, fact.day, fact.product) for fact in lines if fact.account_id is not None]
