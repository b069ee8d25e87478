"""Importing products: price lists of any shape, articles recognised by id, number or name."""

from __future__ import annotations

from crm_desktop.domain.records import RecordKind
from crm_desktop.store.queries import prices, products
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


FULL = """
    Artikelnummer;Bezeichnung;Langtext;Einheit;VK;Warengruppe;ab 10;Handel ab 1;Set-Inhalt;Aktiv
    E-1;Essplatz;**Eiche**;Satz;4.490,00;Tische;;;E-2; 6 x E-3;ja
    E-2;Tisch;;Stk;2.290,00;Möbel > Tische;;;;ja
    E-3;Stuhl;;Stk;389,00;Möbel > Stühle;369,00;339,00;;nein
"""


def test_tiers_sets_groups_and_texts_come_along_and_are_brought_up_to_date(writer: Writer, reader: Reader) -> None:
    text = FULL.replace("E-2; 6 x E-3", '"E-2; 6 x E-3; Unbekannt"')
    report = take(writer, text)
    assert fates(report) == (3, 0, 0, 0)
    assert [remark.value for remark in report.remarks] == ["Unbekannt"]
    found = {row.number: row for row in products.products(reader, with_inactive=True)}
    assert [(row.path, row.active, row.is_set, row.set_form.value) for row in found.values()] == [
        ("Tische", True, True, "one"), ("Möbel › Stühle", False, False, "lines"),
        ("Möbel › Tische", True, False, "lines"),
    ]  # fmt: skip
    assert found["E-1"].text == "**Eiche**"
    inside = prices.parts(reader, ids=[found["E-1"].id])[found["E-1"].id]
    assert [(part.name, str(part.quantity)) for part in inside] == [("Tisch", "1"), ("Stuhl", "6")]
    assert [str(one) for one in prices.tiers(reader, ids=[found["E-3"].id])[found["E-3"].id]] == [
        "from 10: 369", "Handel from 1: 339",
    ]  # fmt: skip
    assert fates(take(writer, text)) == (0, 0, 3, 0)
    assert fates(take(writer, text.replace("369,00", "365,00").replace("nein", "ja"))) == (0, 1, 2, 0)
    (changed,) = prices.tiers(reader, ids=[found["E-3"].id]).values()
    assert changed[0].price == 365
    for _step in range(2):
        writer.undo()
    assert values(reader, "select (select count(*) from price_tier), (select count(*) from product_part)") == [(0, 0)]
