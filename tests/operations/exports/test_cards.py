"""One contact as a card: whole as a file, and as much as a telephone needs as a code."""

from __future__ import annotations

import pytest
import vobject

from crm_desktop.base.errors import NotFound
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines
from crm_desktop.operations.exports import cards
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.exports.filled import fill


@pytest.fixture
def miriam(writer: Writer) -> int:
    """Fill the database, and return the id of Miriam Keßler."""
    return fill(writer)


def test_each_contact_is_a_file_of_its_own_name(writer: Writer, miriam: int, reader: Reader) -> None:
    twin = contacts.add_person(writer, new=NewContact(given_name="Miriam", family_name="Keßler")).value
    found = cards.card_files(reader, ids=[miriam, twin])
    assert {one.name for one in found} == {"Miriam Keßler.vcf", "Miriam Keßler 2.vcf"}
    assert all(one.data.count(b"BEGIN:VCARD") == 1 for one in found)
    assert any(b"PHOTO" in one.data for one in found)


def test_very_many_contacts_go_into_one_file(
    writer: Writer, miriam: int, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "MOST_FILES", 1)
    (one,) = cards.card_files(reader, ids=list(reader.ids("select id from contact")))
    assert (one.name, one.data.count(b"BEGIN:VCARD")) == ("Contacts.vcf", 2)


def test_a_code_holds_what_a_telephone_needs_and_no_notes(miriam: int, reader: Reader) -> None:
    code = cards.code_of(reader, contact_id=miriam)
    read = vobject.readOne(code.text)
    assert (read.fn.value, read.email.value, read.version.value) == (
        "Miriam Keßler",
        "m.kessler@seeblick.example",
        "3.0",
    )
    assert read.adr.value.city == "Lüneburg"
    assert "Eiche" not in code.text
    assert (code.title, code.short) == ("Miriam Keßler", False)


def test_a_long_contact_leaves_out_its_address_before_its_numbers(writer: Writer, reader: Reader) -> None:
    long = contacts.add_person(
        writer,
        new=NewContact(
            given_name="Ida",
            family_name="Lang",
            phone="04131 1",
            address=PostalLines(street="Weg " * 120, city="Lüne"),
        ),
    ).value
    code = cards.code_of(reader, contact_id=long)
    assert code.short
    assert "04131 1" in code.text
    assert "Lüne" not in code.text


def test_who_is_gone_is_said(reader: Reader) -> None:
    with pytest.raises(NotFound):
        cards.code_of(reader, contact_id=99)
    with pytest.raises(NotFound):
        cards.card_files(reader, ids=[99])
