"""Importing products: price lists of any shape, articles recognised by id, number or name."""

from __future__ import annotations

from crm_desktop.domain.records import RecordKind
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.imports.taking import fates, take, values

LIST = """
    number;name;category;unit;price;cost;vat
    T-100;Theke Eiche;Theken;Stk;1.250,00;800;19
    T-200;Theke Esche;Theken;Stk;990,50;;7
    ;Montage;;Std;65;;
"""


def test_a_german_price_list_becomes_products_in_categories(writer: Writer, reader: Reader) -> None:
    report = take(writer, LIST)
    assert (fates(report), report.also_created) == ((3, 0, 0, 0), {"product_category": 1})
    assert values(
        reader,
        "select p.number, p.name, c.name, p.unit, p.price, p.cost, p.tax_class, p.currency"
        " from product p left join product_category c on c.id = p.category_id order by p.id",
    ) == [
        ("T-100", "Theke Eiche", "Theken", "Stk", "1250.00", "800", "standard", "EUR"),
        ("T-200", "Theke Esche", "Theken", "Stk", "990.50", None, "reduced", "EUR"),
        (None, "Montage", None, "Std", "65", None, "standard", "EUR"),
    ]
    writer.undo()
    assert values(reader, "select count(*) from product") == [(0,)]


def test_the_same_list_twice_makes_no_doubles_and_a_new_price_is_taken(writer: Writer, reader: Reader) -> None:
    take(writer, LIST)
    assert fates(take(writer, LIST)) == (0, 0, 3, 0)
    assert fates(take(writer, LIST.replace("1.250,00", "1.300,00").replace("65", "65,00"))) == (0, 1, 2, 0)
    assert values(reader, "select price from product order by id") == [("1300.00",), ("990.50",), ("65",)]


def test_articles_with_one_name_and_two_numbers_are_two(writer: Writer) -> None:
    assert fates(take(writer, "number,name,price\n1,Brett,2\n2,Brett,3", RecordKind.PRODUCTS)) == (2, 0, 0, 0)
