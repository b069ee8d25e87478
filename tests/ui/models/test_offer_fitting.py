"""What else fits an offer: the best suggestion there is a product for, as it would stand in the offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from crm_desktop.engine.next_best import Suggestion
from crm_desktop.operations.contacts.buying import Habits
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers
from crm_desktop.operations.products import products
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models.offer_fitting import fit
from tests.operations.trade import complete_firm

TODAY = date(2026, 11, 24)


class Told(Habits):
    """Says what it was made with, and notes what it was asked for."""

    def __init__(self, *found: str) -> None:
        super().__init__()
        self.products: Sequence[str] = ()
        self._found = found

    def beside(
        self, reader: Reader, *, products: Sequence[str], account_id: int | None, today: date
    ) -> list[Suggestion]:
        del reader, account_id, today
        self.products = products
        return [Suggestion(one, ("Theke",), 9, 14, 0.25, 60, 92) for one in self._found]


def test_the_first_product_that_is_still_sold_is_offered_as_a_line(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de", name="Holzwerk Brandt")
    complete_firm(writer)
    desk = products.add_product(writer, name="Theke", price=Decimal(900)).value
    products.add_product(writer, name="Pflegevertrag", price=Decimal(120), unit="Stk")
    line = Line(title="Theke", product_id=desk, unit_price=Decimal(900))
    offer = queries.the_offer(reader, offer_id=offers.new_offer(writer, lines=[line]).value)
    told = Told("Verschwunden", "Pflegevertrag")
    found = fit(reader, offer=offer, ids=frozenset({desk}), today=TODAY, habits=told)
    assert found is not None
    assert told.products == ["Theke"]
    assert (found.product, found.because) == ("Pflegevertrag", ("Theke",))
    assert "9 of 14" in found.reason
    assert [(line.title, line.unit_price, line.vat_percent) for line in found.lines] == [
        ("Pflegevertrag", Decimal(120), Decimal(19))
    ]


def test_without_evidence_nothing_is_said(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de", name="Holzwerk Brandt")
    complete_firm(writer)
    desk = products.add_product(writer, name="Theke", price=Decimal(900)).value
    offer = queries.the_offer(reader, offer_id=offers.new_offer(writer).value)
    assert fit(reader, offer=offer, ids=frozenset({desk}), today=TODAY, habits=Habits()) is None
    assert fit(reader, offer=offer, ids=frozenset({desk}), today=TODAY, habits=Told("Theke")) is None
