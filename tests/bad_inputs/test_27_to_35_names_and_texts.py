"""Bad inputs 27 to 35 of the list of 52: names and texts that pretend to be something else, or never end.

What the window shows of 27 is in tests/ui/window/test_bad_names.py.
"""

from __future__ import annotations

import time
import unicodedata
from dataclasses import replace

import pytest

from crm_desktop.base.text import clean, fold
from crm_desktop.documents.offer import render_offer
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.file_text.reading import read_text
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.exports import export
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.operations.reports.customer_file import customer_file
from crm_desktop.store.queries.timeline import Scope
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.documents.reading import read
from tests.documents.samples import HOTEL, LOBBY, article, with_lines

IMAGE, UNCLOSED, FIRM = "<img src=/etc/passwd>", "<b>unclosed", "Müller & Söhne <GmbH>"


def added(writer: Writer, name: str) -> int:
    return contacts.add_person(writer, new=NewContact(family_name=name)).value


def printed(name: str) -> str:
    return read(render_offer(replace(LOBBY, recipient=replace(HOTEL, names=(name,)), subject=name)).pdf)[0].text


def test_27_on_paper_and_in_what_goes_out_it_is_a_name_too(writer: Writer, reader: Reader) -> None:
    assert printed(IMAGE).count(IMAGE) == 2
    setup.start_firm(writer, language="de")
    person = added(writer, IMAGE)
    made = customer_file(reader, scope=Scope(contact_id=person), now=NOW)
    assert IMAGE in read(made.pdf)[0].text
    assert IMAGE.encode() in export(reader, RecordKind.CONTACTS)


def test_28_a_mark_that_is_never_closed_keeps_no_paper_from_being_made() -> None:
    assert printed(UNCLOSED).count(UNCLOSED) == 2


def test_29_signs_of_markup_are_printed_exactly() -> None:
    assert printed(FIRM).count(FIRM) == 2


@pytest.mark.slow
def test_30_a_note_of_ten_thousand_lines_breaks_into_pages_within_seconds(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    person = added(writer, "Graf")
    history.write_note(writer, contact_id=person, text="\n".join(f"Zeile {number}" for number in range(10_000)))
    begun = time.process_time()
    made = customer_file(reader, scope=Scope(contact_id=person), now=NOW)
    assert time.process_time() - begun < 5
    assert made.pages > 50
    assert "Zeile 9999" in read_text(made.pdf, "a.pdf").text


@pytest.mark.slow
def test_31_a_word_of_twenty_thousand_letters_is_broken() -> None:
    sheet = with_lines((article("1", "Wort", "1", "Stk", "1.00", 100, text="x" * 20_000),))
    pages = read(render_offer(sheet).pdf)
    assert sum(page.text.count("x") for page in pages) >= 20_000


NAMES = ("😀 Emoji", "👩‍👧 Familie", "محمد العربي", "דוד כהן", "山田太郎", "Zoë Ångström", "Nguyễn Thị Hồng")


@pytest.mark.parametrize("name", NAMES)
def test_32_names_of_every_script_are_kept_found_and_printed(name: str, writer: Writer, reader: Reader) -> None:
    person = added(writer, name)
    word = name.rsplit(maxsplit=1)[-1]
    assert person in {hit.id for hit in find(reader, text=word)}
    assert render_offer(replace(LOBBY, recipient=replace(HOTEL, names=(name,)))).pdf


def test_32_a_letter_written_as_one_or_as_two_is_found_both_ways(writer: Writer, reader: Reader) -> None:
    person = added(writer, unicodedata.normalize("NFD", "Jörg Ünal"))
    for form in ("NFC", "NFD"):
        assert [hit.id for hit in find(reader, text=unicodedata.normalize(form, "jörg ünal"))] == [person]


def test_33_signs_that_turn_or_hide_text_are_taken_out_of_names(writer: Writer, reader: Reader) -> None:
    added(writer, "Graf\u202egnp.exe\u2066\u200b\u2069")
    assert reader.scalar("select name from contact order by id desc limit 1") == "Grafgnp.exe"


def test_34_half_a_letter_that_was_pasted_becomes_a_mark_of_replacement(writer: Writer, reader: Reader) -> None:
    added(writer, "Gr\ud800af")
    assert reader.scalar("select name from contact order by id desc limit 1") == "Gr\ufffdaf"
    assert fold("Gr\ud800af")


def test_35_control_signs_are_taken_out_and_line_breaks_stay(writer: Writer, reader: Reader) -> None:
    every = "".join(map(chr, range(0x20)))
    assert clean(f"a{every}b", lines=True) == "a\t\n\nb"
    person = added(writer, "Graf")
    history.write_note(writer, contact_id=person, text=f"eins{every}zwei")
    assert reader.scalar("select body from activity order by id desc limit 1").split() == ["eins", "zwei"]
