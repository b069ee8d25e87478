"""LDIF address books are read entry by entry."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.domain.records import ContactRecord, ContactWay, PostalAddress
from crm_desktop.exchange.intake import FileFormat, look, read
from crm_desktop.exchange.ldif_in import is_ldif, read_entries
from crm_desktop.exchange.reading import Read
from tests.data import folder


def entries(text: str) -> list[Read]:
    return list(read_entries(text.splitlines(keepends=True)))


def entry(text: str) -> ContactRecord:
    (found,) = entries(text)
    assert isinstance(found.record, ContactRecord)
    return found.record


def test_the_thunderbird_export_is_read_and_its_list_set_aside() -> None:
    looked = look(folder("contact_files") / "releases__export.ldif")
    assert (looked.format, looked.row_count) == (FileFormat.LDIF, 3)
    found = list(read(looked))
    assert [one.record is None for one in found] == [True, False, False]
    assert [one.row for one in found] == [1, 7, 19]
    second = found[2].record
    assert isinstance(second, ContactRecord)
    assert second.note.startswith("here's some unicode text…")
    assert ("mozillacustom3", "custom\n3") in second.further.columns


def test_the_attributes_of_people_fill_their_fields() -> None:
    name = base64.b64encode("Jörg".encode()).decode()
    contact = entry(
        f"dn: cn=x\nobjectclass: person\ngivenName:: {name}\nsn: Wei\n ß\no: Muster GmbH\nou: Einkauf\ntitle: Leiter\n"
        "mail: a@example.com\nmozillaSecondEmail: b@example.com\ntelephoneNumber: 1\nhomePhone: 2\nmobile: 3\n"
        "facsimileTelephoneNumber: 4\nstreet: Weg 1\npostalCode: 12345\nl: Ort\nc: Germany\nbirthyear: 1980\n"
        "birthmonth: 5\nbirthday: 3\nmozillaHomeStreet: Gasse 2\nmozillaHomeLocalityName: Bonn\n"
    )
    assert (contact.given_name, contact.family_name, contact.company, contact.job_title) == (
        "Jörg",
        "Weiß",
        "Muster GmbH",
        "Leiter",
    )
    assert (contact.email, contact.phone, contact.mobile) == ("a@example.com", "1", "3")
    assert (contact.street, contact.postal_code, contact.city, contact.country) == ("Weg 1", "12345", "Ort", "DE")
    assert str(contact.birthday) == "1980-05-03"
    assert contact.further.department == "Einkauf"
    assert contact.further.ways == (
        ContactWay(PointKind.EMAIL, "b@example.com"),
        ContactWay(PointKind.PHONE, "2", "home"),
        ContactWay(PointKind.FAX, "4"),
    )
    assert contact.further.addresses == (PostalAddress(AddressKind.PRIVATE, "Gasse 2", "", "Bonn"),)


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        ("dn: cn=Miriam", True),
        ("\ufeff# from the old server\n\nversion: 1\n\ndn: cn=Miriam", True),
        ("number\tname\nDN:\tDoor", False),
        ("version: 1", False),
        ("", False),
    ],
)
def test_it_is_known_by_its_first_entry(head: str, *, is_one: bool) -> None:
    assert is_ldif(head) is is_one


def test_a_display_name_alone_is_taken_apart_and_a_firm_is_a_firm() -> None:
    assert entry("dn: x\ncn: Dr. Anna Meier\n")[4:7] == ("Dr.", "Anna", "Meier")
    firm = entry("dn: x\ncn: Muster GmbH\no: Muster GmbH\n")
    assert (firm.kind, firm.company, firm.family_name) == ("company", "Muster GmbH", "")
    assert entry("dn: x\nmail: a@example.com\n").family_name == "a@example.com"


def test_broken_lines_and_nameless_entries_are_told_by_their_line() -> None:
    found = entries(
        "# Kommentar\ndn: x\nkaputt\nsn: Meier\nphoto:< file:///etc/passwd\n\n\ndn: y\nobjectclass: person\n"
    )
    assert isinstance(found[0].record, ContactRecord)
    assert [problem.value for problem in found[0].problems] == ["kaputt", "photo:< file:///etc/passwd"]
    assert (found[1].record, found[1].row) == (None, 8)


@pytest.mark.parametrize("value", ["!!", "/w=="])
def test_bad_base64_costs_only_its_line(value: str) -> None:
    (found,) = entries(f"dn: x\nsn: Meier\ndescription:: {value}\n")
    assert isinstance(found.record, ContactRecord)
    assert len(found.problems) == 1


@given(st.lists(st.text(st.sampled_from("dn: abc:<\t #objectclasnmvue="), max_size=20), max_size=15))
def test_no_lines_ever_fail(lines: list[str]) -> None:
    for found in entries("dn: x\n" + "\n".join(lines)):
        assert found.record is not None or found.problems
