"""Whole files are looked at and read: the program's own, those of other programs, and the real data sets."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.times import local_day, start_of_day
from crm_desktop.domain.records import ContactRecord, DealRecord, ProductRecord, RecordKind, SaleRecord
from crm_desktop.exchange.column import Confidence
from crm_desktop.exchange.intake import CsvOptions, FileFormat, Look, look, read
from tests.data import folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from crm_desktop.exchange.reading import Read

R = TypeVar("R")


def records(looked: Look, kind: type[R], mapping: Mapping[str, str] | None = None) -> list[R]:
    return [found.record for found in read(looked, mapping) if isinstance(found.record, kind)]


def rejected(looked: Look) -> list[Read]:
    return [found for found in read(looked) if found.record is None]


def test_a_german_excel_file_is_read_without_asking() -> None:
    text = (
        "Kd.-Nr.;Anrede;Vorname;Nachname;Firma;Straße;Hausnummer;PLZ;Ort;E-Mail;Geburtstag;Mitarbeiter\r\n"
        "1001;Herr;Jörg;Weiß;Müller & Söhne;Käthe-Groß-Weg;5 a;21335;Lüneburg;j.weiss@example.com;31.12.1970;1.200\r\n"
    )
    looked = look(text.encode("cp1252"), "kunden.csv")
    assert (looked.kind, looked.kind_is_sure, looked.encoding, looked.delimiter) == ("contacts", True, "cp1252", ";")
    assert (looked.row_count, looked.row_count_is_exact, looked.format) == (1, True, FileFormat.CSV)
    (contact,) = records(looked, ContactRecord)
    assert contact == ContactRecord(
        kind="person",
        customer_number="1001",
        salutation="Herr",
        given_name="Jörg",
        family_name="Weiß",
        company="Müller & Söhne",
        street="Käthe-Groß-Weg 5 a",
        postal_code="21335",
        city="Lüneburg",
        email="j.weiss@example.com",
        birthday=date(1970, 12, 31),
        employees=1200,
    )


def test_the_retail_firm_is_read_whole_with_american_days_and_returns() -> None:
    looked = look(folder("retail_germany") / "online_retail_germany.csv")
    assert looked.kind is RecordKind.SALES
    assert looked.kind_is_sure
    by_heading = {column.heading: column for column in looked.columns}
    assert by_heading["InvoiceDate"].form.month_first
    assert "month before the day" in by_heading["InvoiceDate"].form.evidence
    assert by_heading["Country"].confidence is Confidence.OPEN
    sales = records(looked, SaleRecord)
    assert len(sales) == 9495
    assert sum(sale.quantity is not None and sale.quantity < 0 for sale in sales) == 453
    goods = [sale for sale in sales if (sale.quantity or 0) > 0 and sale.product not in {"POST", "M"}]
    assert sum(s.quantity * s.unit_price for s in goods if s.quantity and s.unit_price) == Decimal("205569.89")
    assert len({sale.customer for sale in goods}) == 94
    days = [sale.date for sale in sales if sale.date]
    assert (min(days), max(days)) == (date(2010, 12, 1), date(2011, 12, 9))


def test_the_maven_deals_are_read_with_their_outcomes() -> None:
    source = folder("deals_maven")
    looked = look(source / "sales_pipeline.csv")
    assert looked.kind is RecordKind.DEALS
    deals = records(looked, DealRecord)
    assert Counter(deal.status for deal in deals) == {"won": 4238, "lost": 2473, "": 1589 + 500}
    assert deals[0].closed == start_of_day(date(2017, 3, 1))
    assert all(deal.closed is None for deal in deals if not deal.status)
    accounts = look(source / "accounts.csv")
    firms = records(accounts, ContactRecord)
    assert accounts.kind is RecordKind.CONTACTS
    assert len(firms) == 85
    assert {firm.kind for firm in firms} == {"company"}
    assert {firm.country for firm in firms} >= {"US", "KE", "DE"}
    products = records(look(source / "products.csv"), ProductRecord)
    assert products[1] == ProductRecord(name="GTX Pro", category="GTX", price=Decimal(4821))


@pytest.mark.parametrize(
    ("name", "file", "people", "born"),
    [
        ("dedupe_fake1000", "fake_1000.csv", 991, 843),
        ("dedupe_febrl", "dataset1.csv", 1000, 975),
        ("dedupe_german_names_500", "rldata500.csv", 500, 500),
    ],
)
def test_the_duplicate_sets_are_read_with_names_and_birthdays(name: str, file: str, people: int, born: int) -> None:
    looked = look(folder(name) / file)
    assert looked.kind is RecordKind.CONTACTS
    found = records(looked, ContactRecord)
    assert len(found) == people
    assert sum(person.birthday is not None for person in found) >= born * 0.9
    assert all(person.kind == "person" for person in found)


def test_a_closing_day_of_an_open_deal_is_the_day_it_is_expected() -> None:
    looked = look(
        b"Deal,Stage,Status,Amount,Close Date\nRoof,Offer,open,100,2026-03-05\nStairs,Won,won,50,2026-01-05\n"
    )
    roof, stairs = records(looked, DealRecord)
    assert (roof.closed, roof.expected_close) == (None, date(2026, 3, 5))
    assert stairs.closed is not None
    assert (local_day(stairs.closed), stairs.expected_close) == (date(2026, 1, 5), None)


def test_times_keep_the_time_of_day() -> None:
    looked = look(b"deal,stage,entered\nD1,Offer,2026-01-05T13:04:05Z\n")
    (found,) = read(looked)
    assert found.record == ("D1", "Offer", datetime(2026, 1, 5, 13, 4, 5, tzinfo=UTC))


def test_a_mapping_overrides_the_guess_and_gives_a_field_to_one_column_only() -> None:
    looked = look(b"Firma;Werk;KZ\nMuster GmbH;Nord;A\n", "x.csv")
    (contact,) = records(looked, ContactRecord, {"Werk": "company", "kz": "category", "Firma": ""})
    assert (contact.company, contact.category) == ("Nord", "A")
    (contact,) = records(looked, ContactRecord, {"Werk": "company"})
    assert contact.company == "Nord"
    (contact,) = records(looked, ContactRecord, {"KZ": "keep", "Werk": "note"})
    assert contact.further.columns == (("KZ", "A"),)
    assert contact.note == "Nord"


@pytest.mark.parametrize("mapping", [{"Nowhere": "company"}, {"Firma": "colour"}])
def test_a_mapping_that_fits_nothing_is_refused(mapping: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        list(read(look(b"Firma;Ort\nA;B\n"), mapping))


def test_a_mapped_column_finds_its_form_in_all_its_rows() -> None:
    rows = "".join(f"K{number};{number};01/02/1980\n" for number in range(1000))
    looked = look(f"Firma;Zahl;Tag\n{rows}K;1;12/31/1980\n".encode())
    found = records(looked, ContactRecord, {"Tag": "birthday"})
    assert found[0].birthday == date(1980, 1, 2)


def test_the_kind_can_be_said() -> None:
    looked = look(b"name,price\nDoor,100\n", kind=RecordKind.PRODUCTS)
    assert records(looked, ProductRecord)[0] == ProductRecord(name="Door", price=Decimal(100))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"  \r\n", "\ufeff\n".encode("utf-16-le")])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput, match="empty"):
        look(content)


@pytest.mark.parametrize("content", [b"PK\x03\x04abc", b"%PDF-1.7\n", b"\x89PNG\r\n", bytes(range(32)) * 9])
def test_a_file_that_is_no_text_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(BadInput, match=r"“kunden\.xlsx” is not a text file\. Save the table as CSV"):
        look(content, "kunden.xlsx")


def test_calendars_and_address_books_are_not_taken_for_something_else() -> None:
    with pytest.raises(BadInput, match="activities only"):
        look(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "x.ics", kind=RecordKind.DEALS)
    with pytest.raises(BadInput, match="contacts only"):
        look(b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n", "x.vcf", kind=RecordKind.DEALS)


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "is not a file"), (tmp_path / "absent.csv", "no such file")):
        with pytest.raises(Refused, match=reason):
            look(path)


def test_odd_options_are_refused() -> None:
    for options in (CsvOptions(delimiter=";;"), CsvOptions(delimiter='"'), CsvOptions(encoding="utf-99")):
        with pytest.raises(BadInput):
            look(b"a;b\n1;2\n", options=options)


def test_rows_are_counted_or_estimated_well() -> None:
    text = "Firma;Notiz\n" + "".join(f'F{number};"eins\nzwei"\n' for number in range(20_000))
    looked = look(text.encode())
    assert not looked.row_count_is_exact
    assert 19_000 <= looked.row_count <= 21_000
    assert look(b"Firma\n" + b"A\n" * 1000).row_count == 1000


def test_what_a_row_cannot_be_without_rejects_it_with_the_reason() -> None:
    cases = {
        b"Firma;Ort\n;Bonn\n": "no name",
        b"Artikelnummer;Bezeichnung;Preis\n;;5\n": "neither a name nor a number",
        b"title;stage;amount;status\n;;5;open\n": "no title",
        b"deal;stage;entered\nD;;2026-01-01\n": "names no stage",
        b"date;amount;customer\n;5;K\n": "no date",
        b"date;amount;customer\n2026-01-01;;K\n": "neither an amount nor a price",
        b"at;subject;contact\n2026-01-01;;K\n": "neither a subject nor a text",
        b"date;amount;customer\n31.02.2026;5;K\n": "“31.02.2026” is not a date.",
        b"title;stage;amount\nRoof;Offer;abc\n": "“abc” is not a number.",
        b"name;number;vat\nDoor;1;101\n": "not a percentage",
    }
    for content, reason in cases.items():
        (found,) = rejected(look(content))
        assert found.row == 2
        assert len(found.problems) == 1
        assert reason in found.problems[0].message
        assert ";".join(found.cells).encode() in content


def test_a_bad_detail_of_a_contact_costs_only_itself() -> None:
    looked = look(b"company;email;birthday;employees\nA;graf@hochbau;31.02.2020;viele\n")
    (found,) = read(looked)
    assert isinstance(found.record, ContactRecord)
    assert (found.record.email, found.record.birthday, found.record.employees) == ("", None, None)
    assert found.record.note == "E-mail (not valid): graf@hochbau"
    assert {(problem.row, problem.field, problem.value) for problem in found.problems} == {
        (2, "email", "graf@hochbau"),
        (2, "birthday", "31.02.2020"),
        (2, "employees", "viele"),
    }
