"""Headings of other programs, in English and German, are understood."""

from __future__ import annotations

import pytest

from crm_desktop.domain.records import RecordKind, columns_of
from crm_desktop.exchange.fields import choices, field_of
from crm_desktop.exchange.headings import key, meaning, recognised

CONTACTS = {
    # Outlook
    "First Name": "given_name",
    "Business Street": "street",
    "Business Street 2": "street_2",
    "Business Postal Code": "postal_code",
    "Home Street": "home_street",
    "Home City": "home_city",
    "Other Country/Region": "other_country",
    "Business Fax": "fax",
    "Mobile Phone": "mobile",
    "Company Main Phone": "phone",
    "E-mail 2 Address": "email",
    "Job Title": "job_title",
    "Straße geschäftlich": "street",
    "Postleitzahl geschäftlich": "postal_code",
    "Ort privat": "home_city",
    "Telefon geschäftlich": "phone",
    "Mobiltelefon": "mobile",
    "Fax geschäftlich": "fax",
    "Land/Region geschäftlich": "country",
    # Google
    "E-mail 1 - Type": "label",
    "E-mail 1 - Value": "email",
    "Phone 1 - Label": "label",
    "Phone 2 - Value": "phone",
    "Address 1 - City": "city",
    "Address 1 - Formatted": "full_address",
    "Address 2 - City": "other_city",
    "Organization 1 - Name": "company",
    "Organization Title": "job_title",
    "Group Membership": "tags",
    "Labels": "tags",
    # Thunderbird
    "Primary Email": "email",
    "Work ZipCode": "postal_code",
    "Work Address 2": "street_2",
    "Privat: Ort": "home_city",
    "Mobil-Tel.-Nr.": "mobile",
    "Tel. dienstlich": "phone",
    "Birth Year": "birth_year",
    # lists of all kinds
    "EMAIL_1": "email",
    "Kd.-Nr.": "customer_number",
    "Strasse": "street",
    "STRASSE": "street",
    "Straße/Hausnr.": "street",
    "PLZ": "postal_code",
    "PLZ Ort": "postal_city",
    "Anrede": "salutation",
    "USt-IdNr.": "vat_id",
    "Geburtsdatum": "birthday",
    "Bemerkungen": "note",
    "sector": "industry",
    "year_established": "founded",
}


@pytest.mark.parametrize(("heading", "field"), CONTACTS.items())
def test_headings_of_address_books_are_recognised(heading: str, field: str) -> None:
    found = meaning(RecordKind.CONTACTS, heading)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize(
    ("kind", "headings", "fields"),
    [
        (
            RecordKind.SALES,
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID",
            "order,product,product_name,quantity,date,unit_price,customer_number",
        ),
        (
            RecordKind.DEALS,
            "opportunity_id,product,account,deal_stage,engage_date,close_date,close_value",
            "external_id,product,company,stage,opened,closed,amount",
        ),
        (
            RecordKind.DEALS,
            "Projekt,Kunde,Phase,Betrag (EUR),Erwarteter Abschluss,Verlustgrund",
            "title,company,stage,amount,expected_close,lost_reason",
        ),
        (RecordKind.PRODUCTS, "Artikelnummer,Bezeichnung,ME,VK netto EUR,EK,MwSt", "number,name,unit,price,cost,vat"),
        (RecordKind.ACTIVITIES, "Datum,Kontakt,Art,Betreff,Notiz,Dauer (Min.)", "at,contact,kind,subject,text,minutes"),
        (RecordKind.STAGES, "Vorgang,Phase,Seit", "deal,stage,entered"),
    ],
)
def test_headings_of_other_lists_are_recognised(kind: RecordKind, headings: str, fields: str) -> None:
    found = [meaning(kind, heading) for heading in headings.split(",")]
    assert [known and known.field for known in found] == fields.split(",")


@pytest.mark.parametrize("kind", list(RecordKind))
def test_own_names_are_known_and_every_meaning_is_a_field(kind: RecordKind) -> None:
    for name in columns_of(kind):
        found = meaning(kind, f" {name.upper()} ")
        assert found is not None
        assert (found.field, found.own) == (name, True)
    assert all(field_of(kind, name) for name in choices(kind))


def test_which_of_several_is_kept_as_a_label() -> None:
    labels = {"Telefon privat": "home", "Business Phone": "work", "Assistant's Phone": "assistant", "E-Mail": ""}
    for heading, label in labels.items():
        found = meaning(RecordKind.CONTACTS, heading)
        assert found is not None
        assert found.label == label


@pytest.mark.parametrize("heading", ["KZ", "SEIT", "firm20", "", "Preis brutto", "E-mail Display Name", "x" * 5000])
def test_words_nobody_knows_stay_open(heading: str) -> None:
    assert meaning(RecordKind.CONTACTS, heading) is None
    assert not recognised("Preis brutto")


def test_spelling_does_not_matter() -> None:
    assert key("Straße") == key("STRASSE") == key(" strasse:")
    assert key("E-Mail-Adresse") == key("Email Adresse")
