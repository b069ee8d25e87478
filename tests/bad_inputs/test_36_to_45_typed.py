"""Bad inputs 36 to 45 of the list of 52: what people type: searches, amounts, days, addresses, templates, names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from crm_desktop.base.errors import BadInput
from crm_desktop.base.files import safe_name
from crm_desktop.base.links import to_dial, to_page, to_write
from crm_desktop.base.money import MOST_CENTS, parse_cents, parse_decimal
from crm_desktop.domain.records import ContactRecord
from crm_desktop.domain.template_filling import Value, fill
from crm_desktop.domain.templating import parse
from crm_desktop.exchange.intake import look, read
from crm_desktop.exchange.mail_in import Person, read_mail
from crm_desktop.exchange.mail_out import MailDraft, write_draft
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


def people(content: str) -> list[ContactRecord]:
    return [found.record for found in read(look(content.encode())) if isinstance(found.record, ContactRecord)]


@pytest.mark.parametrize(
    "text", ['"', "(", "a AND", "*", "%", "_", "\\", "NEAR(", "col:x", "a-b", "^", "{a", "'; drop table contact; --"]
)
def test_36_odd_searches_are_answered(text: str, writer: Writer, reader: Reader) -> None:
    contacts.add_person(writer, new=NewContact(family_name="Graf"))
    assert isinstance(find(reader, text=text), list)


def test_36_names_with_signs_are_found_by_them(writer: Writer, reader: Reader) -> None:
    for name in ("O'Brien", "C++ GmbH"):
        contacts.add_person(writer, new=NewContact(family_name=name))
    assert [hit.title for hit in find(reader, text="O'Brien")] == ["O'Brien"]
    assert "C++ GmbH" in {hit.title for hit in find(reader, text="C++")}


@pytest.mark.parametrize("text", ["a" * 10_000, "a " * 5_000, "graf " + "x" * 10_000])
def test_37_a_search_of_ten_thousand_letters_is_answered(text: str, writer: Writer, reader: Reader) -> None:
    contacts.add_person(writer, new=NewContact(family_name="Graf"))
    assert find(reader, text=text) == []


@pytest.mark.parametrize(
    ("text", "cents"), [("1.234,56", 123456), ("1,234.56", 123456), ("1'234.55", 123455), ("-5", -500)]
)
def test_38_amounts_are_read_in_the_forms_people_use(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize("text", ["1e309", "NaN", "Infinity", "٣", "--5", str(2**63), "", " ", "1,2,3,4", "0x10"])
def test_38_amounts_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_cents(text)
    assert MOST_CENTS < 2**63


@pytest.mark.parametrize(("text", "fits"), [("101", False), ("-1", False), ("", True), ("19", True), ("7,5 %", True)])
def test_39_percentages_lie_between_0_and_100(text: str, fits: bool) -> None:  # noqa: FBT001
    (found,) = read(look(f"name;number;vat\nDoor;1;{text}\n".encode()))
    assert (found.record is not None) is fits


@pytest.mark.parametrize("text", ["31.02.2026", "29.02.2027", "01.01.0001", "31.12.9999"])
def test_40_days_that_are_none_leave_a_contact_without_one(text: str) -> None:
    (found,) = read(look(f"company;birthday\nA;{text}\n".encode()))
    assert isinstance(found.record, ContactRecord)
    assert found.record.birthday is None
    assert found.problems[0].value == text


def test_40_a_day_that_can_be_read_two_ways_is_read_one_way_and_marked_unsure() -> None:
    looked = look(b"company;birthday\nA;01/02/2026\n")
    assert not looked.columns[1].form.sure
    (found,) = people("company;birthday\nA;01/02/2006\n")
    assert found.birthday == date(2006, 2, 1)


BAD_MAILS = ["a@b.de?bcc=x@y.de&body=z", "a@b.de\r\nBcc: c@d.de", "a@b.de%0ABcc:c@d.de"]


@pytest.mark.parametrize("mail", BAD_MAILS)
def test_41_an_address_carries_nothing_but_the_address(mail: str) -> None:
    link = to_write(mail)
    assert "?" not in link
    assert "&" not in link
    assert QUrl(link).query() == ""
    (found,) = people(f'company,email\nA,"{mail}"\n')
    assert not any(
        sign in address for address in (found.email, *(w.value for w in found.further.ways)) for sign in "?&\n: "
    )


@pytest.mark.parametrize("field", ["subject", "name", "file"])
def test_41_a_line_break_makes_no_header(field: str) -> None:
    evil = "Hallo\r\nBcc: c@d.example"
    draft = MailDraft(
        to=(Person(evil if field == "name" else "Anna", "a@b.example"),),
        subject=evil if field == "subject" else "Angebot", text="Text", at=NOW, sender=Person("Jan", "jan@b.example"),
        files=(),
    )  # fmt: skip
    data = write_draft(draft)
    assert b"\nbcc:" not in data.lower()
    assert read_mail(data).to[0].address == "a@b.example"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "file:///etc/passwd", "ms-msdt:/id PCW", "\\\\host\\share", "data:text/html,x", "",
        "http://", "https:// evil", "vbscript:x", "JaVaScRiPt:alert(1)", "http://a\nb",
    ],
)  # fmt: skip
def test_42_only_pages_of_the_web_are_opened(link: str) -> None:
    assert to_page(link) == ""


@pytest.mark.parametrize(
    "link", ["example.com", "https://example.com/a?b=c", "http://host:8080", "host.example:8080/x"]
)
def test_42_pages_of_the_web_are_opened(link: str) -> None:
    assert to_page(link).startswith("http")


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("+49 (0)30 123-45", "tel:+4903012345"),
        ("+49-30-1;phone-context=x;isub=5", "tel:+49301"),
        ("030 1#2*3", "tel:0301%232*3"),
        ("tel:123", "tel:123"),
        ("javascript:alert(1)", "tel:1"),
        ("keine", ""),
    ],
)
def test_43_only_digits_are_dialled(number: str, dialled: str) -> None:
    assert to_dial(number) == dialled


@pytest.mark.parametrize("text", ["{{ ''.__class__ }}", "%(x)s", "$x", "{{x}}", "{}"])
def test_44_templates_of_other_languages_are_text(text: str) -> None:
    assert fill(parse(text).nodes, {}).text == text


@pytest.mark.parametrize("name", ["x.__init__", "x.__class__.__mro__", "x!r", "x[0]", "x()"])
def test_44_a_field_is_a_name_and_nothing_that_is_computed(name: str) -> None:
    said = fill(parse(f"a {{{name}}} b").nodes, {"x": Value("secret")})
    assert said.text == f"a [{name}] b"
    assert said.missing == (name,)


@pytest.mark.parametrize(
    "name", ["CON", "a/b", "..", "x" * 300, "Graf. ", "", "nul.txt", "a\x00b", 'a:b*c?"<>|', "COM1"]
)
def test_45_a_file_named_after_a_customer_can_be_written_everywhere(name: str, tmp_path: Path) -> None:
    made = safe_name(name, ".pdf")
    assert len(made) <= 130
    assert not set(made) & set('/\\:*?"<>|\x00')
    assert made.removesuffix(".pdf").casefold() not in {"", ".", "..", "con", "nul", "com1", "nul.txt"}
    (tmp_path / made).write_bytes(b"x")
    assert [one.name for one in tmp_path.iterdir()] == [made]


def test_38_a_decimal_of_the_other_habit_is_read_by_its_signs() -> None:
    assert str(parse_decimal("1.234,5")) == "1234.5"
