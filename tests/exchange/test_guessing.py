"""What a table is about and what its columns mean is guessed from headings, cells and the name of the file."""

from __future__ import annotations

import csv
import io

import pytest

from crm_desktop.domain.records import RecordKind, columns_of
from crm_desktop.exchange.column import Column, Confidence
from crm_desktop.exchange.guessing import guess_columns, is_german
from crm_desktop.exchange.kind_guess import guess_kind


def table(text: str) -> tuple[list[str], list[list[str]]]:
    headings, *rows = csv.reader(io.StringIO(text), delimiter=";")
    return headings, rows


def guessed(text: str, kind: RecordKind = RecordKind.CONTACTS) -> dict[str, Column]:
    headings, rows = table(text)
    return {column.heading: column for column in guess_columns(kind, headings, rows)}


@pytest.mark.parametrize("kind", list(RecordKind))
def test_a_table_under_own_names_is_known_beyond_doubt(kind: RecordKind) -> None:
    names = columns_of(kind)
    assert guess_kind(names, []) == (kind, True)
    columns = guess_columns(kind, names, [])
    assert [column.field for column in columns] == list(names)
    assert {column.confidence for column in columns} == {Confidence.KNOWN}


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("account,sector,year_established,revenue,employees,office_location,subsidiary_of", RecordKind.CONTACTS),
        ("product,series,sales_price", RecordKind.PRODUCTS),
        ("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value", RecordKind.DEALS),
        ("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country", RecordKind.SALES),
        ("Datum,Kunde,Betrag", RecordKind.SALES),
        ("Artikelnummer,Bezeichnung,Einheit,Preis,MwSt", RecordKind.PRODUCTS),
        ("Projekt,Kunde,Phase,Betrag,Erwarteter Abschluss", RecordKind.DEALS),
        ("Datum,Kontakt,Art,Betreff,Notiz", RecordKind.ACTIVITIES),
        ("Vorgang,Phase,Datum", RecordKind.STAGES),
        ("Firma,Ansprechpartner,Telefon,E-Mail,PLZ,Ort", RecordKind.CONTACTS),
    ],
)
def test_the_kind_is_guessed_from_the_headings(headings: str, kind: RecordKind) -> None:
    assert guess_kind(headings.split(","), []) == (kind, True)


def test_without_headings_mail_and_phone_speak_for_contacts_but_not_beyond_doubt() -> None:
    headings, rows = table("Column 1;Column 2;Column 3\nAnna Meier;a@example.com;04131 22 87\n")
    assert guess_kind(headings, rows) == (RecordKind.CONTACTS, False)
    columns = guessed("Column 1;Column 2;Column 3\nAnna Meier;a@example.com;04131 22 87\n")
    assert [column.field for column in columns.values()] == ["name", "email", "phone"]
    assert {column.confidence for column in columns.values()} == {Confidence.GUESSED}


def test_the_picture_of_the_import_comes_out_as_drawn() -> None:
    columns = guessed(
        "FIRMA;NAME1;VORNAME;TEL;EMAIL_1;KZ\nHotel Seeblick GmbH;Kessler;Miriam;04131 22 87-14;mk@example.com;A\n"
        "Albrecht Optik;Albrecht;Jonas;0171 5550031;info@example.com;B\n"
    )
    fields = [column.field for column in columns.values()]
    assert fields == ["company", "family_name", "given_name", "phone", "email", ""]
    assert columns["KZ"].confidence is Confidence.OPEN
    assert columns["TEL"].confidence is Confidence.RECOGNISED


def test_cells_speak_for_columns_with_unknown_headings() -> None:
    columns = guessed(
        "A;B;C;D;E;F;G\n"
        "Frau;Meier, Anna;Weg 1, 12345 Ort;DE123456789;www.example.com;Deutschland;x\n"
        "Herr;Kurz, Jan;Am Tor 2, 54321 Stadt;DE987654321;example.de;Schweiz;y\n"
    )
    expected = ["salutation", "name", "full_address", "vat_id", "website", "country", ""]
    assert [column.field for column in columns.values()] == expected


def test_a_field_goes_to_the_surest_column_and_several_phones_to_several() -> None:
    columns = guessed("Firmenname;company;Telefon privat;Telefon geschäftlich;E-Mail;E-Mail 2\n;;;;;\n")
    assert columns["Firmenname"].confidence is Confidence.OPEN
    assert columns["company"].confidence is Confidence.KNOWN
    assert [columns[name].label for name in ("Telefon privat", "Telefon geschäftlich")] == ["home", "work"]
    assert columns["E-Mail"].field == columns["E-Mail 2"].field == "email"


def test_a_number_that_repeats_is_no_id() -> None:
    assert guessed("ID;Name\n1;A\n1;B\n")["ID"].field == ""
    assert guessed("ID;Name\n1;A\n2;B\n")["ID"].field == "external_id"


@pytest.mark.parametrize(
    ("text", "heading", "field"),
    [
        ("Name;Vorname\nMeier;Anna\n", "Name", "family_name"),
        ("Name;Ort\nMuster GmbH;Köln\nWerk AG;Bonn\n", "Name", "company"),
        ("Name;Ort\nAnna Meier;Köln\n", "Name", "name"),
        ("Title;Last Name\nHead of Sales;Meier\nChief Buyer;Kurz\n", "Title", "job_title"),
        ("Title;Last Name\nDr.;Meier\nMr.;Kurz\n", "Title", "title"),
        ("Geburtsjahr;Geburtsmonat;Geburtstag\n1980;5;3\n", "Geburtstag", "birth_day"),
        ("Name;Geburtstag\nA;3.5.1980\n", "Geburtstag", "birthday"),
        ("Name;by\nA;3\n", "by", ""),
        ("Name;Anschrift\nA;Weg 1, 12345 Ort\n", "Anschrift", "full_address"),
        ("Name;Anschrift;PLZ;Ort\nA;Weg 1;12345;Ort\n", "Anschrift", "street"),
        ("Name;Standort\nA;Kenya\nB;Germany\n", "Standort", "country"),
        ("Name;Standort\nA;Köln\nB;Bonn\n", "Standort", "city"),
    ],
)
def test_the_columns_beside_and_the_cells_below_settle_what_a_heading_leaves_open(
    text: str, heading: str, field: str
) -> None:
    assert guessed(text)[heading].field == field


def test_german_headings_are_told_from_english_ones() -> None:
    assert is_german(list(guessed("Vorname;Nachname;E-Mail;Straße\n").values()))
    assert not is_german(list(guessed("First Name;Last Name;E-mail\n").values()))
    assert not is_german(list(guessed("given_name;family_name\n").values()))


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Vorgang", "Kunde", "Wert", "Eröffnet"], RecordKind.DEALS),
        (["Kunde", "Projekt", "Summe", "Erwarteter Abschluss"], RecordKind.DEALS),
        (["Rechnungsnr", "Kunde", "Betrag", "Datum"], RecordKind.SALES),
        (["Name", "Telefon", "Wert"], RecordKind.CONTACTS),
    ],
)
def test_deals_need_no_stage_to_be_deals(headings: list[str], kind: RecordKind) -> None:
    assert guess_kind(headings, [["x"] * len(headings)]).kind is kind


def test_letters_that_are_also_countries_wait_for_the_user() -> None:
    rows = [("Graf", "A"), ("Pohl", "B"), ("Kessler", "D")]
    columns = guess_columns(RecordKind.CONTACTS, ("Nachname", "KZ"), rows)
    assert [column.field for column in columns] == ["family_name", ""]
    assert guess_columns(RecordKind.CONTACTS, ("Nachname", "Land"), rows)[1].field == "country"


def test_the_second_of_numbered_given_names_is_a_further_one() -> None:
    found = guess_columns(RecordKind.CONTACTS, ("fname_c1", "fname_c2", "lname_c1"), [("Eva", "Maria", "Graf")])
    assert [column.field for column in found] == ["given_name", "middle_name", "family_name"]
