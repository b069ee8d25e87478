"""Cards of every version and make are read, each on its own, and nothing they say is lost."""

from __future__ import annotations

import base64
import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.domain.records import ContactRecord, ContactWay, PostalAddress
from crm_desktop.exchange.intake import FileFormat, look, read
from crm_desktop.exchange.reading import Read
from crm_desktop.exchange.vcard_in import LONGEST_CARD, read_cards
from tests.data import folder

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def cards(*lines: str) -> list[Read]:
    return list(read_cards([f"{line}\r\n" for line in lines]))


def card(*lines: str, version: str = "3.0") -> ContactRecord:
    (found,) = cards("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD")
    assert found.record is not None
    assert isinstance(found.record, ContactRecord)
    return found.record


def test_every_readable_card_of_all_address_books_is_read() -> None:
    for path in sorted(folder("contact_files").glob("*.vcf")):
        looked = look(path)
        assert looked.format is FileFormat.VCARD, path.name
        begun = len(re.findall(rb"(?mi)^BEGIN:VCARD", path.read_bytes()))
        found = list(read(looked))
        assert looked.row_count == begun, path.name
        assert sum(isinstance(one.record, ContactRecord) for one in found) == begun, path.name


def test_the_example_of_the_standard_comes_out_right() -> None:
    (found,) = read(look(folder("contact_files") / "ez__rfc6350-example.vcf"))
    contact = found.record
    assert isinstance(contact, ContactRecord)
    assert (contact.given_name, contact.family_name, contact.company) == ("Simon", "Perreault", "Viagenie")
    assert contact.email == "simon.perreault@viagenie.ca"
    assert contact.phone == "+1-418-656-9254 ext. 102"
    assert contact.mobile == "+1-418-262-6501"
    assert (contact.street, contact.city, contact.region) == ("Suite D2-630, 2875 Laurier", "Quebec", "QC")
    assert (contact.postal_code, contact.country, contact.language) == ("G1V 2M2", "CA", "fr")
    assert contact.website == "http://nomis80.org"
    assert {"BDAY:--0203", "GENDER:M", "TZ:-0500"} <= set(contact.further.unknown)


def test_an_iphone_card_keeps_its_photo_labels_and_both_addresses() -> None:
    (found,) = read(look(folder("contact_files") / "ez__John_Doe_IPHONE.vcf"))
    contact = found.record
    assert isinstance(contact, ContactRecord)
    assert contact.further.photo is not None
    assert contact.further.photo.media_type == "image/jpeg"
    assert contact.further.photo.data.startswith(b"\xff\xd8\xff")
    assert ContactWay(PointKind.PHONE, "905-222-1234", "AssistantPhone") in contact.further.ways
    assert contact.further.addresses == (
        PostalAddress(AddressKind.BUSINESS, "Street4, Building 6, Floor 8", "12345", "New York", "", "US"),
    )


def test_quoted_printable_of_the_old_version_is_decoded_in_its_charset() -> None:
    contact = card(
        "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg",
        "NOTE;ENCODING=QUOTED-PRINTABLE:Zeile eins=0D=0A=",
        "Zeile zw=",
        "ei",
        "ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Stra=C3=9Fe 1;K=C3=B6ln;;50667;Deutschland",
        version="2.1",
    )
    assert (contact.family_name, contact.given_name) == ("Müller", "Jörg")
    assert contact.note == "Zeile eins\nZeile zwei"
    assert (contact.street, contact.city, contact.postal_code, contact.country) == ("Straße 1", "Köln", "50667", "DE")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_cards_are_read_in_every_encoding(codec: str) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Weiß;Jörg\r\nEND:VCARD\r\n"
    (found,) = read(look(text.encode(codec)))
    assert isinstance(found.record, ContactRecord)
    assert (found.record.family_name, found.record.given_name) == ("Weiß", "Jörg")


def test_lower_case_blanks_and_escapes_are_understood() -> None:
    found = cards(
        "begin:vcard ", "version:3.0", "n:M\\;x;A\\,b", "item1.url:http\\://example.com", "note:a\\nb", "end:vcard "
    )
    contact = found[0].record
    assert isinstance(contact, ContactRecord)
    assert (contact.family_name, contact.website, contact.note) == ("M;x", "http://example.com", "a\nb")


def test_photos_come_in_all_ways_and_are_never_fetched() -> None:
    packed = base64.b64encode(PNG).decode()
    folded = [packed[i : i + 60] for i in range(0, len(packed), 60)]
    for lines in (
        [f"PHOTO:data:image/png;base64,{packed}"],
        [f"PHOTO;ENCODING=b;TYPE=PNG:{packed}"],
        ["PHOTO;BASE64:", *(f"  {part}" for part in folded), ""],
        ["PHOTO;ENCODING=BASE64:", *folded, ""],
    ):
        found = card("FN:A B", *lines).further.photo
        assert found is not None, lines[0][:30]
        assert (found.media_type, found.data) == ("image/png", PNG)
    away = card("FN:A B", "PHOTO;VALUE=URI:http://tracker.example/x.png")
    assert away.further.photo is None
    assert away.further.unknown == ("PHOTO;VALUE=URI:http://tracker.example/x.png",)


def test_a_photo_of_7_mb_is_taken_quickly_and_a_larger_one_left_out() -> None:
    started = time.perf_counter()
    small = base64.b64encode(PNG + bytes(7_000_000)).decode()
    found = card("FN:A B", f"PHOTO;ENCODING=b:{small}").further.photo
    assert found is not None
    assert len(found.data) == 7_000_000 + len(PNG)
    (large,) = cards("BEGIN:VCARD", "FN:A B", f"PHOTO;ENCODING=b:{'A' * 14_000_000}", "END:VCARD")
    assert large.record is not None
    assert [problem.field for problem in large.problems] == ["PHOTO"]
    assert time.perf_counter() - started < 5


def test_a_companys_card_is_a_company() -> None:
    for lines in (
        ["KIND:org", "FN:Muster GmbH"],
        ["X-ABShowAs:COMPANY", "N:;;;;", "ORG:Muster GmbH;"],
        ["ORG:Muster GmbH"],
    ):
        contact = card(*lines)
        assert (contact.kind, contact.company, contact.family_name) == ("company", "Muster GmbH", "")


def test_a_card_without_a_name_is_named_by_what_it_has() -> None:
    assert card("EMAIL:a@example.com").family_name == "a@example.com"
    assert card("URL:http://www.example.com/x").company == "example.com"
    assert card("TEL:0511 1").company == "0511 1"
    (empty,) = cards("BEGIN:VCARD", "VERSION:3.0", "REV:20200101", "END:VCARD")
    assert empty.record is None
    assert empty.problems


def test_one_broken_card_costs_no_other_and_is_named_by_its_line() -> None:
    found = cards(
        *("BEGIN:VCARD", "VERSION:3.0", "FN:Anna Meier", "END:VCARD"),
        *("BEGIN:VCARD", "VERSION:3.0", "REV:1", "END:VCARD"),
        *("BEGIN:VCARD", "VERSION:3.0", "FN:Jan Kurz", "kaputte Zeile", "TEL:1", "END:VCARD"),
        *("BEGIN:VCARD", "VERSION:3.0", "FN:Eva Lang"),
        *("BEGIN:VCARD", "VERSION:3.0", "FN:Uwe Breit", "EMAIL:a@exa"),
    )
    names = [one.record.family_name if isinstance(one.record, ContactRecord) else None for one in found]
    assert names == ["Meier", None, "Kurz", "Lang", "Breit"]
    assert [one.row for one in found] == [1, 5, 9, 15, 18]
    assert [len(one.problems) for one in found] == [0, 1, 1, 1, 2]


def test_a_card_in_a_card_is_a_contact_of_its_own() -> None:
    found = cards(
        *(
            "BEGIN:VCARD",
            "VERSION:2.1",
            "N:Meier;Anna",
            "AGENT:",
            "BEGIN:VCARD",
            "VERSION:2.1",
            "N:Kurz;Jan",
            "END:VCARD",
        ),
        *("TEL;CELL:1", "END:VCARD"),
    )
    people = [one.record for one in found if isinstance(one.record, ContactRecord)]
    assert [person.family_name for person in people] == ["Kurz", "Meier"]
    assert people[1].mobile == "1"


@pytest.mark.parametrize("agent", ["", "AGENT:"])
def test_cards_nested_3000_deep_do_no_harm(agent: str) -> None:
    nested = [line for _level in range(3000) for line in ("BEGIN:VCARD", "FN:A B", *([agent] if agent else []))]
    found = cards(*nested, *["END:VCARD"] * 3000)
    assert len(found) == 3000


def test_a_note_of_20_mb_is_refused_and_the_next_card_read() -> None:
    started = time.perf_counter()
    found = cards(
        "BEGIN:VCARD", "FN:A B", "NOTE:" + "x" * (LONGEST_CARD + 1), "END:VCARD", "BEGIN:VCARD", "FN:C D", "END:VCARD"
    )
    assert [one.record is None for one in found] == [True, False]
    assert "longer than" in found[0].problems[0].message
    assert time.perf_counter() - started < 3


def test_bad_mails_and_links_are_kept_where_they_do_no_harm() -> None:
    (found,) = cards("BEGIN:VCARD", "FN:A B", "EMAIL:graf@hochbau", "URL:javascript:alert(1)", "END:VCARD")
    contact = found.record
    assert isinstance(contact, ContactRecord)
    assert (contact.email, contact.website) == ("", "")
    assert contact.note == "E-mail (not valid): graf@hochbau"
    assert contact.further.unknown == ("URL:javascript:alert(1)",)
    assert [problem.field for problem in found.problems] == ["EMAIL", "URL"]


def test_phone_parameters_are_no_part_of_the_number() -> None:
    contact = card("FN:A B", "TEL;VALUE=uri:tel:+49-30-1;phone-context=x;isub=5", version="4.0")
    assert contact.phone == "+49-30-1"


def test_days_of_birth_are_read_with_and_without_a_year() -> None:
    assert card("FN:A B", "BDAY:19800322").birthday == date(1980, 3, 22)
    assert card("FN:A B", "BDAY;VALUE=date:1980-03-22T00:00:00Z").birthday == date(1980, 3, 22)
    assert card("FN:A B", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22").birthday is None
    (odd,) = cards("BEGIN:VCARD", "FN:A B", "BDAY:1980-02-31", "END:VCARD")
    assert odd.record is not None
    assert [problem.field for problem in odd.problems] == ["BDAY"]


def test_preferred_ways_come_first_and_the_others_follow() -> None:
    contact = card(
        *(
            "FN:A B",
            "TEL;TYPE=HOME:1",
            "TEL;TYPE=WORK,pref:2",
            "TEL;TYPE=CELL:3",
            "TEL;TYPE=FAX,WORK:4",
            "EMAIL:a@x.de",
        ),
        "EMAIL;PREF=1:b@x.de",
    )
    assert (contact.phone, contact.mobile, contact.email) == ("2", "3", "b@x.de")
    assert contact.further.ways == (
        ContactWay(PointKind.EMAIL, "a@x.de"),
        ContactWay(PointKind.PHONE, "1", "home"),
        ContactWay(PointKind.FAX, "4", "work"),
    )


LINE = st.text(st.sampled_from('BEGINDVCARabcNFT:;,="\\ \tü=0A\n^'), max_size=40)
KNOWN = st.sampled_from(
    ["BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "N:a;b", "FN:x", "AGENT:", "PHOTO;BASE64:", "TEL;QUOTED-PRINTABLE:="]
)


@given(st.lists(st.one_of(LINE, KNOWN), max_size=25))
def test_no_lines_ever_fail(lines: list[str]) -> None:
    for found in cards(*lines):
        assert found.record is not None or found.problems
