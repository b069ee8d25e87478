"""Rejected rows come back as a file of the same kind that can be mended and read again."""

from __future__ import annotations

from crm_desktop.domain.records import ContactRecord, SaleRecord
from crm_desktop.exchange.intake import look, read
from crm_desktop.exchange.rejects import ending, reasons, write_rejected

SALES = (
    "Datum;Kunde;Betrag;Notiz\n"
    "31.02.2026;A;1,50;=1+1\n"
    "01.03.2026;B;2,50;gut\n"
    "02.03.2026;C;abc;'s\n"
    "03.03.2026;D;3,50;x;zu viel\n"
).encode("cp1252")


def rejected_file(content: bytes) -> bytes:
    looked = look(content)
    return b"".join(write_rejected(looked, read(looked)))


def test_only_rejected_rows_are_written_with_their_reasons() -> None:
    lines = rejected_file(SALES).decode("utf-8-sig").splitlines()
    assert lines == [
        "Datum;Kunde;Betrag;Notiz;Reason for rejection",
        "31.02.2026;A;1,50;'=1+1;“31.02.2026” is not a date.",
        "02.03.2026;C;abc;'s;“abc” is not a number.",
        "03.03.2026;D;3,50;x;zu viel;The row has 5 cells under 4 headings.",
    ]
    assert ending(look(SALES)) == ".csv"


def test_the_file_is_rejected_again_until_it_is_mended() -> None:
    first = rejected_file(SALES)
    again = look(first)
    assert [found.record for found in read(again)] == [None, None, None]
    mended = first.decode("utf-8-sig").replace("31.02.", "28.02.").replace("abc", "9,90").replace("x;zu viel", "x")
    found = [one.record for one in read(look(mended.encode()))]
    assert [record.customer for record in found if isinstance(record, SaleRecord)] == ["A", "C", "D"]


def test_a_row_that_could_not_be_read_keeps_its_cells() -> None:
    content = b'Firma;Ort\nA;B\nC;"D\nE;F\n'
    assert '"""D"' in rejected_file(content).decode()


def test_rejected_cards_come_back_as_cards() -> None:
    content = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nREV:1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:A B\r\nEND:VCARD\r\n"
    )
    again = rejected_file(content)
    assert again.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\nREV:1\r\nX-CRM-REASON:")
    assert again.endswith(b"END:VCARD\r\n")
    (found,) = read(look(again.replace(b"REV:1", b"FN:C D")))
    assert isinstance(found.record, ContactRecord)
    assert found.record.further.unknown == ()
    assert ending(look(content)) == ".vcf"


def test_rejected_entries_of_a_directory_come_back_with_the_reason_as_a_comment() -> None:
    content = b"dn: x\nobjectclass: groupOfNames\n\ndn: y\nsn: Meier\n"
    again = rejected_file(content).decode()
    assert again.startswith("# This is a list of contacts, not a contact.\r\ndn: x\r\n")
    assert "Meier" not in again
    assert ending(look(content)) == ".ldif"


def test_a_reason_is_said_once() -> None:
    looked = look(b"deal;stage;entered\n;;\nx;;\n")
    (found,) = read(looked)
    assert reasons(found) == "The row names no stage. The row does not say when the stage was entered."
