"""People and companies are put together from whatever columns a file has."""

from __future__ import annotations

import pytest

from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.domain.records import ContactRecord, ContactWay, Further, PostalAddress
from crm_desktop.exchange.intake import look, read


def contacts(text: str, mapping: dict[str, str] | None = None) -> list[ContactRecord]:
    return [found.record for found in read(look(text.encode()), mapping) if isinstance(found.record, ContactRecord)]


def contact(text: str) -> ContactRecord:
    (found,) = contacts(text)
    return found


def test_a_whole_name_fills_the_parts_of_a_person() -> None:
    found = contact("Name;Telefon\nFrau Dr. Anna von der Leyen;0511 1\n")
    assert found[:8] == ("", "person", "", "Frau", "Dr.", "Anna", "von der Leyen", "")


def test_a_whole_name_may_be_that_of_a_company() -> None:
    firm, person = contacts("Name;Telefon\nMuster GmbH & Co. KG;1\nHans Meier;2\n")
    assert (firm.kind, firm.company, firm.family_name) == ("company", "Muster GmbH & Co. KG", "")
    assert (person.kind, person.company, person.family_name) == ("person", "", "Meier")


def test_a_display_name_does_not_change_names_that_have_their_own_columns() -> None:
    found = contact("Display Name;First Name;Last Name\nAnnie M.;Anna;Meier\n")
    assert (found.given_name, found.family_name) == ("Anna", "Meier")


def test_a_person_of_a_company_is_a_person() -> None:
    found = contacts("Firma;Vorname;Nachname\nMuster GmbH;Anna;Meier\nMuster GmbH;;\n")
    assert [record.kind for record in found] == ["person", "company"]


def test_the_kind_a_file_says_holds_where_it_can() -> None:
    found = contacts("kind,company,family_name\nFirma,Muster,Meier\nFirma,,Meier\nPrivat,Muster,\nx,Muster,\n")
    assert [record.kind for record in found] == ["company", "person", "person", "company"]


def test_only_an_address_to_write_to_is_enough_and_becomes_the_name() -> None:
    found = contact("email;city\nanna@example.com;Köln\n")
    assert (found.kind, found.family_name, found.email) == ("person", "anna@example.com", "anna@example.com")


def test_a_google_export_keeps_every_number_with_its_label() -> None:
    found = contact(
        "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
        "Phone 2 - Value,Phone 3 - Label,Phone 3 - Value,Labels\n"
        "Anna,Meier,* Home,a@example.com ::: b@example.com,Work,04131 1,Mobile,0171 2,Work Fax,04131 3,"
        "Kunden ::: * myContacts\n"
    )
    assert (found.email, found.phone, found.mobile) == ("a@example.com", "04131 1", "0171 2")
    assert found.further.ways == (
        ContactWay(PointKind.EMAIL, "b@example.com", "home"),
        ContactWay(PointKind.FAX, "04131 3", "work fax"),
    )
    assert found.tags == ("Kunden", "myContacts")


def test_an_outlook_export_keeps_both_addresses_and_all_phones() -> None:
    found = contact(
        "First Name,Last Name,Company,Business Street,Business City,Business Postal Code,Business Country/Region,"
        "Home Street,Home City,Home Postal Code,Business Phone,Home Phone,Business Fax\n"
        "Anna,Meier,Muster,Weg 1,Köln,50667,Germany,Gasse 2,Bonn,53111,0221 1,0228 2,0221 3\n"
    )
    assert (found.street, found.postal_code, found.city, found.country) == ("Weg 1", "50667", "Köln", "DE")
    assert found.further.addresses == (PostalAddress(AddressKind.PRIVATE, "Gasse 2", "53111", "Bonn"),)
    assert found.phone == "0221 1"
    assert found.further.ways == (
        ContactWay(PointKind.PHONE, "0228 2", "home"),
        ContactWay(PointKind.FAX, "0221 3", "work"),
    )


def test_a_private_address_is_the_main_one_where_there_is_no_other() -> None:
    found = contact("Nachname;Privat: Straße;Privat: Ort\nMeier;Gasse 2;Bonn\n")
    assert (found.street, found.city, found.further.addresses) == ("Gasse 2", "Bonn", ())


def test_an_address_of_one_cell_comes_apart_or_stays_whole() -> None:
    found = contacts(
        'Firma;Anschrift\nA;"Weg 1, 12345 Ort"\nB;"Weg 2\n54321 Stadt\nSchweiz"\nC;Hinterhof, 10115 Berlin\n'
    )
    parts = [(record.street, record.postal_code, record.city, record.country) for record in found]
    assert parts == [
        ("Weg 1", "12345", "Ort", ""),
        ("Weg 2", "54321", "Stadt", "CH"),
        ("Hinterhof", "10115", "Berlin", ""),
    ]
    (odd,) = contacts("Firma;A\nA;irgendwo hinten\n", {"A": "full_address"})
    assert odd.street == "irgendwo hinten"


def test_postal_code_and_city_may_share_a_cell() -> None:
    found = contact("Firma;PLZ/Ort;Adresszusatz;Straße\nA;12345 Bad Ort;Hof;Weg 1\n")
    assert (found.street, found.postal_code, found.city) == ("Weg 1, Hof", "12345", "Bad Ort")


@pytest.mark.parametrize(("heading", "street"), [("Straße;Hausnummer", "Weg 5a"), ("street,house number", "5a Weg")])
def test_the_house_number_stands_where_the_language_of_the_file_puts_it(heading: str, street: str) -> None:
    sign = "," if "," in heading else ";"
    assert contact(f"company{sign}{heading}\nA{sign}Weg{sign}5a\n").street == street


def test_a_birthday_may_lie_in_three_columns() -> None:
    first, second = contacts("Nachname;Geburtsjahr;Geburtsmonat;Geburtstag\nA;1980;5;3\nB;;5;3\n")
    assert str(first.birthday) == "1980-05-03"
    assert second.birthday is None


def test_several_addresses_in_one_cell_are_all_taken_and_a_bad_one_is_noted() -> None:
    (found,) = read(look(b'company,email,note\nA,"a@example.com; b@example.com; kaputt",Stammkunde\n'))
    assert isinstance(found.record, ContactRecord)
    assert found.record.email == "a@example.com"
    assert found.record.further.ways == (ContactWay(PointKind.EMAIL, "b@example.com"),)
    assert found.record.note == "Stammkunde\nE-mail (not valid): kaputt"
    assert [problem.value for problem in found.problems] == ["kaputt"]


def test_middle_names_suffixes_and_departments_are_kept() -> None:
    found = contact("First Name,Middle Name,Last Name,Suffix,Nickname,Department\nAnna,Eva,Meier,M.Sc.,Anni,Einkauf\n")
    assert found.given_name == "Anna Eva"
    assert found.further == Further(suffix="M.Sc.", nickname="Anni", department="Einkauf")


def test_several_columns_of_notes_become_one_note() -> None:
    assert contact("Firma;Bemerkung;Notiz\nA;eins;zwei\n").note == "eins\nzwei"


def test_no_gender_is_guessed_and_a_neutral_answer_stays_neutral() -> None:
    found = contacts("Vorname;Nachname;Geschlecht\nAnna;Meier;\nKim;Kurz;divers\nJan;Lang;m\n")
    assert [record.salutation for record in found] == ["", "", "Herr"]
