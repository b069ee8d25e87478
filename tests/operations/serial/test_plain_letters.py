"""Letters to contacts: addressed, saluted, kept in the history as they went out."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber
import pytest

from crm_desktop.base.errors import BadInput, NotFound, Refused
from crm_desktop.operations.firm import firm, setup
from crm_desktop.operations.serial import plain_letters, templates
from crm_desktop.operations.serial.templates import Words
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company, add_person, complete_firm


@pytest.fixture
def kessler(writer: Writer) -> int:
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    return add_person(writer, company_id=add_company(writer))


def test_a_letter_is_printed_and_kept_with_its_page(writer: Writer, reader: Reader, kessler: int) -> None:
    made = plain_letters.write_letter(writer, contact_id=kessler, subject="Besuch", text="wir kommen am Montag.")
    assert made.label == "Write letter “Besuch”"
    with pdfplumber.open(io.BytesIO(made.value.pdf)) as file:
        text = file.pages[0].extract_text()
    assert "Hotel Seeblick GmbH" in text
    assert "Frau Miriam Kessler" in text
    assert "Sehr geehrte Frau Kessler," in text
    assert "wir kommen am Montag." in text
    kept = "select b.content from attachment a join blob b on b.sha256 = a.sha256 where a.activity_id = ?"
    assert bytes(reader.scalar(kept, (made.value.activity_id,))) == made.value.pdf
    concerned = "select count(*) from activity_contact where activity_id = ?"
    assert reader.scalar(concerned, (made.value.activity_id,)) == 2
    writer.undo()
    assert reader.scalar("select count(*) from activity") == 0


def test_a_letter_says_something_and_has_what_the_law_wants(writer: Writer, reader: Reader, kessler: int) -> None:
    with pytest.raises(BadInput):
        plain_letters.write_letter(writer, contact_id=kessler, subject="x", text="  ")
    firm.change_firm(writer, street="")
    with pytest.raises(Refused):
        plain_letters.letter_pdf(reader, contact_id=kessler, subject="", text="x", day=date(2026, 11, 24))


def test_a_letter_can_begin_with_a_template(writer: Writer, reader: Reader, kessler: int) -> None:
    words = Words("Danke", "Danke, {Vorname}", "{if Unternehmen}Grüße nach {Ort}{end}: {Geburtstag}")
    template = templates.add_template(writer, kind="letter", language="de", words=words).value
    day = date(2026, 11, 24)
    found = plain_letters.begun(reader, template_id=template, contact_id=kessler, day=day)
    assert found == ("Danke, Miriam", "Grüße nach Lüneburg: [Geburtstag]", ("Geburtstag",))
    with pytest.raises(NotFound):
        plain_letters.begun(reader, template_id=template, contact_id=999, day=day)
