"""What else fits an open offer: learned from all orders on a lane of its own, said with the counts it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.domain.prices import Scale
from crm_desktop.operations.products.lines import Shelf, setting_of
from crm_desktop.store.queries import products
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk

# What computes is imported on the lane: the editor is painted before.
if TYPE_CHECKING:
    from crm_desktop.operations.contacts.buying import Habits


class Fit(NamedTuple):
    """A product to offer as well: because of which others, how often that was so, and the lines it would become."""

    product: str
    because: tuple[str, ...]
    reason: str
    lines: tuple[Line, ...]
    scale: Scale


class FitsAsker:
    """Asks what fits the products of an offer; asks again only when these or the customer are others."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        self._desk, self._today = desk, today
        #: What all orders tell; belongs to the lane.
        self._habits: Habits | None = None
        self._asked: object = None

    def ask(self, offer: OfferDetail, lines: Sequence[Line], then: Callable[[Fit | None], None]) -> None:
        """Have `then` called with what fits, None for nothing; not at all where that was asked already."""
        ids = frozenset(line.product_id for line in lines if line.product_id is not None)
        key = (offer.id, offer.account_id, offer.currency, offer.price_mode, offer.language, ids)
        if key == self._asked:
            return
        self._asked = key
        if not ids:
            self._desk.forget(self)
            then(None)
            return
        self._desk.ask(
            self._read, offer=offer, ids=ids, today=self._today(), then=then, asker=self, topic="fits", lane="habits"
        )

    def leave(self) -> None:
        """Drop the open question."""
        self._asked = None
        self._desk.forget(self)

    def _read(self, reader: Reader, *, offer: OfferDetail, ids: frozenset[int], today: date) -> Fit | None:
        from crm_desktop.operations.contacts.buying import Habits  # numpy

        if self._habits is None:
            self._habits = Habits()
        return fit(reader, offer=offer, ids=ids, today=today, habits=self._habits)


def fit(reader: Reader, *, offer: OfferDetail, ids: frozenset[int], today: date, habits: Habits) -> Fit | None:
    """Return the best product to offer beside some, as it would stand in the offer; None where evidence is thin."""
    from crm_desktop.operations.contacts.buying import fits_offer  # numpy
    from crm_desktop.operations.contacts.customer_words import suggestion_sentence  # numpy

    there = [row.name for row in products.named(reader, ids=ids).values()]
    for one in fits_offer(reader, products=there, account_id=offer.account_id, today=today, habits=habits):
        hits = products.matching(reader, text=one.product)
        # Orders keep names: a product that is gone or out of use is not offered.
        row = next((hit for hit in hits if fold(hit.name) == fold(one.product) and hit.id not in ids), None)
        if row is not None:
            shelf = Shelf(reader, [row], setting_of(reader, offer))
            lines = tuple(shelf.lines(row, Decimal(1)))
            return Fit(row.name, one.because, suggestion_sentence(one), lines, shelf.scale(row))
    return None
