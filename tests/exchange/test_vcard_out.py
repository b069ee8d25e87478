"""Cards that are written come back as the same contacts, and other programs can read them."""

from __future__ import annotations

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.records import ContactRecord
from crm_desktop.exchange.intake import look, read
from crm_desktop.exchange.vcard_out import VERSIONS, card, escaped, fold, write_cards
from tests.data import folder
from tests.exchange.samples import FULL_CONTACTS


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(FULL_CONTACTS, min_size=1, max_size=3))
def test_contacts_come_back_as_they_were(version: str, contacts: list[ContactRecord]) -> None:
    found = list(read(look(b"".join(write_cards(contacts, version)))))
    assert [problem for one in found for problem in one.problems] == []
    assert [one.record for one in found] == contacts


@pytest.mark.parametrize("version", VERSIONS)
def test_cards_of_other_address_books_survive_going_out_and_in(version: str) -> None:
    for path in sorted(folder("contact_files").glob("*.vcf")):
        first = [one.record for one in read(look(path)) if isinstance(one.record, ContactRecord)]
        again = [one.record for one in read(look(b"".join(write_cards(first, version))))]
        for before, after in zip(first, again, strict=True):
            assert isinstance(after, ContactRecord)
            assert after._replace(further=before.further) == before, path.name
            assert after.further.ways == before.further.ways, path.name
            assert after.further.photo == before.further.photo, path.name


@pytest.mark.parametrize("version", VERSIONS)
def test_another_library_reads_the_same(version: str) -> None:
    contact = ContactRecord(
        kind="person",
        family_name="Weiß; Söhne",
        given_name="Jörg, Eva",
        email="a@example.com",
        street="Käthe-Groß-Weg 5",
        city="Köln",
        postal_code="50667",
        note="eins\nzwei, drei; \\ vier " + "lang " * 40,
    )
    parsed = vobject.readOne(card(contact, version))
    assert parsed.n.value.family == "Weiß; Söhne"
    assert parsed.n.value.given == "Jörg, Eva"
    assert parsed.email.value == "a@example.com"
    assert (parsed.adr.value.street, parsed.adr.value.code) == ("Käthe-Groß-Weg 5", "50667")
    assert parsed.note.value == contact.note


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_lines_are_folded_at_75_octets_and_never_inside_a_character(line: str) -> None:
    parts = fold(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


def test_signs_with_a_meaning_are_escaped() -> None:
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"


def test_every_line_ends_as_the_standard_wants() -> None:
    text = card(ContactRecord(kind="company", company="Muster GmbH"))
    assert text.replace("\r\n", "").count("\n") == 0
    assert text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Muster GmbH\r\n")
    assert text.endswith("END:VCARD\r\n")
