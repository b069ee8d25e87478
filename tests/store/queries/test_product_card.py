"""The catalogue, and what became of a product."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from crm_desktop.domain.sales import Sale, SaleLine
from crm_desktop.operations import trash
from crm_desktop.operations.firm import setup
from crm_desktop.operations.products import products
from crm_desktop.store.queries import product_card
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = NOW.date()


def test_the_catalogue_holds_what_is_out_of_use_but_not_what_is_in_the_bin(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, country="AT")
    oak = products.add_product(writer, name="Eiche", price=Decimal(10), category="Holz").value
    ash = products.add_product(writer, name="Esche").value
    gone = products.add_product(writer, name="Weg").value
    products.deactivate_product(writer, product_id=ash)
    products.delete_products(writer, product_ids=[gone])
    found = product_card.catalogue(reader)
    assert [(row.id, row.active) for row in found.rows] == [(oak, True), (ash, False)]
    assert found.country == "AT"
    assert [group.name for group in found.categories] == ["Holz"]
    trash.restore(writer, kind="product", ids=[gone])
    assert len(product_card.catalogue(reader).rows) == 3


def test_deleting_products_is_one_step_named_after_them(writer: Writer) -> None:
    one = products.add_product(writer, name="Eiche").value
    two = products.add_product(writer, name="Esche").value
    assert products.delete_products(writer, product_ids=[one]).label == "Delete product “Eiche”"
    assert products.delete_products(writer, product_ids=[one, two]).label == "Delete 2 products"


def test_a_product_tells_what_it_brought_in_its_own_currency(writer: Writer, reader: Reader) -> None:
    oak = products.add_product(writer, name="Eiche", price=Decimal(10)).value
    assert product_card.use(reader, product_id=oak, today=TODAY) == (0, 0, 0, 0, None)
    with writer.step("sell") as work:
        for day, cents, currency in (
            (TODAY, 100, "EUR"), (TODAY - timedelta(days=500), 40, "EUR"), (TODAY, 9, "CHF"),
        ):  # fmt: skip
            sale = work.add(Sale(day=day, net_cents=cents, currency=currency))
            work.flush()
            work.add(SaleLine(sale_id=sale.id, position=1, product_id=oak, net_cents=cents))
    used = product_card.use(reader, product_id=oak, today=TODAY)
    assert (used.orders, used.revenue_cents, used.last_12_months_cents, used.last) == (2, 140, 100, TODAY)
