"""Importing past sales: orders with their lines, customers as they were, returns included."""

from __future__ import annotations

from crm_desktop.domain.records import RecordKind
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.imports import import_file
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests import data
from tests.operations.imports.taking import fates, take, values

SALES = """
    order,date,customer,product,product_name,category,quantity,unit_price,amount,currency,channel,campaign
    R-1,2025-03-01,Hotel Seeblick GmbH,T-100,Theke,Theken,2,1250.00,,EUR,fair,Winter
    R-1,2025-03-01,Hotel Seeblick GmbH,,Montage,,3,,195.00,EUR,,
    R-2,2025-04-01,Katrin Behrens,T-100,Theke,Theken,-1,1250.00,,EUR,,
    ,2025-05-01,12662,T-200,Brett,,1,9.99,,EUR,,
"""


def test_lines_of_one_order_are_one_sale(writer: Writer, reader: Reader) -> None:
    contacts.add_company(
        writer, new=NewContact(name="Hotel Seeblick GmbH", fields={"category": "A", "employees": 40, "founded": 1999})
    )
    report = take(writer, SALES)
    assert fates(report) == (4, 0, 0, 0)
    assert report.also_created == {"contact": 2, "product": 3, "product_category": 1, "campaign": 1}
    assert values(
        reader,
        "select s.number, s.day, c.name, c.kind, s.net_cents, s.channel, s.customer_category, s.customer_employees,"
        " s.customer_age from sale s join contact c on c.id = s.account_id order by s.id",
    ) == [
        ("R-1", "2025-03-01", "Hotel Seeblick GmbH", "company", 269_500, "fair", "A", 40, 26),
        ("R-2", "2025-04-01", "Katrin Behrens", "person", -125_000, "", "", None, None),
        (None, "2025-05-01", "12662", "company", 999, "", "", None, None),
    ]
    assert values(
        reader,
        "select position, product_number, product_name, quantity, unit_price, net_cents from sale_line order by id",
    ) == [
        (1, "T-100", "Theke", "2", "1250.00", 250_000),
        (2, "", "Montage", "3", "65", 19_500),
        (1, "T-100", "Theke", "-1", "1250.00", -125_000),
        (1, "T-200", "Brett", "1", "9.99", 999),
    ]
    assert values(reader, "select count(*) from product") == [(3,)]
    assert values(reader, "select standing, external_id from contact order by id") == [
        ("customer", None),
        ("customer", None),
        ("customer", "12662"),
    ]


def test_the_same_sales_twice_are_counted_once_and_a_corrected_line_is_corrected(
    writer: Writer, reader: Reader
) -> None:
    take(writer, SALES)
    assert fates(take(writer, SALES)) == (0, 0, 4, 0)
    assert fates(take(writer, SALES.replace("195.00", "205.00"))) == (0, 2, 2, 0)
    assert values(reader, "select sum(net_cents) from sale") == values(reader, "select sum(net_cents) from sale_line")
    assert values(reader, "select net_cents from sale where number = 'R-1'") == [(270_500,)]


def test_a_year_of_a_real_shop_comes_in_to_the_penny(writer: Writer, reader: Reader) -> None:
    file = data.folder("retail_germany") / "online_retail_germany.csv"
    assert fates(import_file(writer, file).value) == (9_495, 0, 0, 0)
    bought = "select sum(net_cents) from sale_line where net_cents > 0 and product_number not in ('POST', 'M')"
    assert values(reader, bought) == [(20_556_989,)]
    assert values(reader, "select count(*) from sale_line where net_cents < 0") == [(453,)]
    assert values(reader, "select min(day), max(day), count(*), count(distinct account_id) from sale") == [
        ("2010-12-01", "2011-12-09", 603, 95)
    ]
    assert fates(import_file(writer, file).value) == (0, 0, 9_495, 0)
    writer.undo()
    assert values(reader, "select count(*) from sale") == [(0,)]


def test_a_list_of_invoices_gives_customers_their_numbers_and_takes_off_the_tax(writer: Writer, reader: Reader) -> None:
    table = """
        Rechnungsnummer;Rechnungsdatum;Kundennummer;Kundenname;Bruttobetrag;Steuersatz;Status
        RE-1;02.01.2026;10001;Grün KG;119,00;19;bezahlt
        RE-2;03.01.2026;10002;Grün KG;107,00;7;offen
        RE-3;04.01.2026;10001;Gruen KG;50,00;0;storniert
    """
    report = take(writer, table)
    assert (report.kind, fates(report)) == (RecordKind.SALES, (2, 0, 0, 1))
    assert values(reader, "select number, net_cents from sale order by number") == [("RE-1", 10000), ("RE-2", 10000)]
    numbers = values(reader, "select customer_number, name from contact order by customer_number")
    assert numbers == [("10001", "Grün KG"), ("10002", "Grün KG")], "two customers of one name stay two"
    assert fates(take(writer, table)) == (0, 0, 2, 1), "the same file twice makes no doubles"
