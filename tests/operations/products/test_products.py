"""Products: kept, found as one types, and put into offers with the VAT of their day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.domain.offers import PriceMode
from crm_desktop.domain.products import TaxClass
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers.vat import vat_percent
from crm_desktop.operations.products import categories as product_categories
from crm_desktop.operations.products import lines as product_lines
from crm_desktop.operations.products import products
from crm_desktop.operations.products.lines import Setting
from crm_desktop.store.queries import products as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="de")


def test_a_product_is_kept_with_its_group(writer: Writer, reader: Reader) -> None:
    first = products.add_product(
        writer,
        name=" Eichentheke ",
        number="T-1",
        category="Theken",
        unit="Stk",
        price=Decimal("38650.5"),
        cost=Decimal(20000),
    ).value
    second = products.add_product(writer, name="Nussbaumtheke", category="THEKEN").value
    found = queries.named(reader, ids=[first, second])
    assert (found[first].name, found[first].price, found[first].category) == (
        "Eichentheke",
        Decimal("38650.5"),
        "Theken",
    )
    assert found[second].category_id == found[first].category_id
    assert [(row.name, row.products) for row in queries.categories(reader)] == [("Theken", 2)]


@pytest.mark.parametrize(
    ("name", "number", "price", "field"),
    [
        (" ", None, Decimal(1), "name"),
        ("Theke", "T-1", Decimal(1), "number"),
        ("Theke", None, Decimal("1.00001"), "price"),
        ("Theke", None, Decimal("Infinity"), "price"),
        ("Theke", None, Decimal("1e20"), "price"),
    ],
)
def test_mistakes_are_refused_with_their_field(
    writer: Writer, name: str, number: str | None, price: Decimal, field: str
) -> None:
    products.add_product(writer, name="Da", number="T-1")
    with pytest.raises(BadInput) as refusal:
        products.add_product(writer, name=name, number=number, price=price)
    assert refusal.value.field == field


def test_a_product_keeps_its_own_number_when_it_is_changed(writer: Writer, reader: Reader) -> None:
    product_id = products.add_product(writer, name="Theke", number="T-1").value
    products.change_product(writer, product_id=product_id, number="T-1", price=Decimal("9.99"))
    products.change_product(writer, product_id=product_id, name="Tresen", category="")
    product = queries.product(reader, product_id=product_id)
    assert product is not None
    assert (product.number, product.name, product.price, product.category) == ("T-1", "Tresen", Decimal("9.99"), "")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tur", ["Türblatt", "Haustür"]),
        ("tuer", ["Türblatt", "Haustür"]),
        ("haus", ["Haustür"]),
        ("t-2", ["Haustür"]),
        ("ture blatt", []),
        ("türen ha", ["Haustür"]),
        ("", ["Haustür", "Türblatt"]),
    ],
)
def test_products_are_found_as_one_types(writer: Writer, reader: Reader, typed: str, found: list[str]) -> None:
    products.add_product(writer, name="Haustür", number="T-2", category="Türen")
    products.add_product(writer, name="Türblatt", number="T-1", category="Türen")
    gone = products.add_product(writer, name="Türspion").value
    products.deactivate_product(writer, product_id=gone)
    assert [row.name for row in queries.matching(reader, text=typed)] == found


def test_a_group_is_renamed_and_keeps_its_products(writer: Writer, reader: Reader) -> None:
    products.add_product(writer, name="Theke", category="Theken")
    products.add_product(writer, name="Tür", category="Türen")
    doors = next(row.id for row in queries.categories(reader) if row.name == "Türen")
    product_categories.place_category(writer, category_id=doors, path="Haustüren")
    assert {row.category for row in queries.products(reader)} == {"Theken", "Haustüren"}
    with pytest.raises(BadInput):
        product_categories.place_category(writer, category_id=doors, path="theken")


def test_a_product_becomes_a_line_in_net_and_gross(writer: Writer, reader: Reader) -> None:
    product_id = products.add_product(
        writer, name="Bogenhanf", unit="Stk", price=Decimal("18.45"), tax_class=TaxClass.REDUCED
    ).value
    net = product_lines.line_of(reader, product_id=product_id, setting=Setting(day=TUESDAY))
    assert (net.title, net.unit, net.unit_price, net.vat_percent) == ("Bogenhanf", "Stk", Decimal("18.45"), Decimal(7))
    gross = product_lines.line_of(
        reader, product_id=product_id, setting=Setting(day=TUESDAY, price_mode=PriceMode.GROSS, country="AT")
    )
    assert (gross.unit_price, gross.vat_percent) == (Decimal("20.30"), Decimal(10))
    with pytest.raises(NotFound):
        product_lines.line_of(reader, product_id=99, setting=Setting(day=TUESDAY))


@pytest.mark.parametrize(
    ("tax_class", "country", "day", "percent"),
    [
        ("standard", "DE", "2026-11-24", "19"),
        ("standard", "DE", "2020-06-30", "19"),
        ("standard", "DE", "2020-07-01", "16"),
        ("reduced", "DE", "2020-12-31", "5"),
        ("reduced", "DE", "2021-01-01", "7"),
        ("special", "DE", "2026-11-24", "7"),
        ("special", "AT", "2026-11-24", "13"),
        ("standard", "CH", "2023-12-31", "7.7"),
        ("standard", "CH", "2026-11-24", "8.1"),
        ("zero", "DE", "2026-11-24", "0"),
        ("standard", "FR", "2026-11-24", "19.5"),
    ],
)
def test_the_rate_is_that_of_country_class_and_day(tax_class: str, country: str, day: str, percent: str) -> None:
    rate = vat_percent(TaxClass(tax_class), country, date.fromisoformat(day), usual=Decimal("19.5"))
    assert rate == Decimal(percent)
