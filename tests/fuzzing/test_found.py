"""What fuzzing found: each of these took minutes, or brought the reader down, before it was mended."""

from __future__ import annotations

import contextlib

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.base.money import parse_decimal
from crm_desktop.domain.kinds import TextState
from crm_desktop.domain.records import ContactRecord
from crm_desktop.domain.template_filling import fill
from crm_desktop.domain.templating import Plain
from crm_desktop.exchange.addresses import split_address
from crm_desktop.exchange.file_text.reading import read_text
from crm_desktop.exchange.intake import look, read
from crm_desktop.exchange.layout import find_layout
from crm_desktop.exchange.mail_in import read_mail
from crm_desktop.exchange.markup import text_of
from tests.fuzzing import seeds


def test_a_row_of_a_hundred_thousand_equal_headings_is_no_row_of_a_table() -> None:
    layout = find_layout("Name;" * 100_000 + "\r\n" + "a;" * 100_000)
    assert len(layout.headings) == len(set(layout.headings)) <= 2_000
    looked = look(b"Firma;" * 40_000 + b"\n" + b"a;b\n")
    assert all(found.record or found.problems for found in read(looked))


def test_a_long_run_of_blanks_is_no_number() -> None:
    with pytest.raises(BadInput):
        parse_decimal("1" + " " * 300_000 + "x")


def test_a_text_of_many_capitals_or_commas_is_no_address() -> None:
    assert split_address("Ab " * 100_000) is None
    assert split_address("a, 1" * 50_000) is None


def test_a_header_of_a_hundred_thousand_addresses_is_cut_off() -> None:
    for sign in (b";", b"a@example.com,", b"<", b'"', b"("):
        with contextlib.suppress(BadInput):
            read_mail(b"From: a@example.com\nTo: " + sign * 100_000 + b"\n\nText")
    with contextlib.suppress(BadInput):
        read_mail(b"From: " + b":;" * 100_000 + b"\n\nText")


def test_marks_that_are_never_closed_are_looked_for_once() -> None:
    assert text_of("<script>" * 200_000).strip() == ""
    assert text_of("<!--" * 200_000) == ""
    assert text_of("a<b " * 3) == "a<b a<b a<b "


def test_a_page_is_read_as_a_reader_sees_it() -> None:
    head = "<html><head><title>x</title></head>"
    page = f"{head}<body>Guten&nbsp;<b>Tag</b><br>Herr <!-- Dr. -->Graf<script>1<2</script></p>bald"
    assert text_of(page).split("\n") == ["Guten\xa0Tag", "Herr Graf", "bald"]


@pytest.mark.parametrize(
    "data",
    [
        b"Date: Tue, 99999999999999999999 Nov 2026 09:00:00 +0100\n",
        b"Content-Type: " + b"x;a*0*=" * 30_000 + b"\n",
        b"Content-Type: " + b'"' * 100_000 + b"\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: " * 20_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500))
        + b"x\n" * 20_000,
    ],
)
def test_headers_and_parts_made_to_cost_time_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(BadInput):
        read_mail(b"From: a@example.com\n" + data + b"\n\nText")


def test_a_page_of_text_is_no_heading() -> None:
    find_layout("1" + "-" * 250_000 + "x,Firma\r\nx,y\r\n")
    layout = find_layout("1-" * 100_000 + ",Firma\r\nx,y\r\n", recognised=lambda cell: len(cell) < 1_000)
    assert max(map(len, layout.headings)) <= 200


@pytest.mark.parametrize("head", ["<?xml version='1.0' encoding='UT0F-8'?>", "<?xml version='1.0' encoding='idna'?>"])
def test_a_document_in_an_unknown_encoding_is_not_readable(head: str) -> None:
    assert read_text(seeds.word(f"{head}<a/>"), "a.docx").state is not TextState.READ


@pytest.mark.parametrize("zone", ["a/" * 2_000 + "b", "x" * 5_000, "../../etc/passwd", "\x00"])
def test_a_time_zone_nobody_knows_is_named_and_the_time_taken_as_it_stands(zone: str) -> None:
    event = f"BEGIN:VEVENT\nUID:1\nDTSTART;TZID={zone}:20261124T090000\nSUMMARY:x\nEND:VEVENT\n"
    (found,) = read(look(f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n".encode()))
    assert found.record is not None


@pytest.mark.parametrize("charset", ["utf-99", "a\x00b", "hex", "unknown", "idna"])
def test_a_card_in_an_unknown_character_set_is_read(charset: str) -> None:
    lines = f"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\nEND:VCARD\n"
    (found,) = read(look(lines.encode()))
    assert found.record is not None


def test_a_note_of_a_hundred_thousand_lines_is_put_together_once() -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Meier\nNOTE:eins\n" + "zwei\n" * 100_000 + "END:VCARD\n"
    (found,) = read(look(card.encode()))
    assert isinstance(found.record, ContactRecord)
    assert found.record.note.count("zwei") == 100_000


def test_many_blanks_within_a_line_of_a_template_are_gone_through_once() -> None:
    blanks = "\t" * 200_000
    assert fill((Plain(f"Hallo{blanks}Anna \t\n{blanks}!"),), {}).text == f"Hallo Anna\n{blanks}!"


def test_a_file_of_entries_that_say_nothing_is_refused_entry_by_entry() -> None:
    found = list(read(look(b"dn: cn=Anna\ncn: Anna\n\n" + b"dn: cn=\n\n" * 50_000, "a.ldif")))
    assert [one.record is None for one in found] == [False] + [True] * 50_000
