"""The list of bad inputs, as far as it concerns files: each does no harm, and what can be read is read."""

from __future__ import annotations

import tracemalloc
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.records import ContactRecord, DealRecord, RecordKind
from crm_desktop.exchange.csv_out import write_records
from crm_desktop.exchange.intake import look, read

if TYPE_CHECKING:
    from pathlib import Path


def contacts(content: bytes) -> list[ContactRecord]:
    return [found.record for found in read(look(content)) if isinstance(found.record, ContactRecord)]


def test_a_formula_is_kept_as_typed_and_goes_out_guarded() -> None:
    formula = '=HYPERLINK("http://x","y")'
    (found,) = contacts(b'company,note\n"=HYPERLINK(""http://x"",""y"")",@SUM(1)\n')
    assert (found.company, found.note) == (formula, "@SUM(1)")
    out = b"".join(write_records(RecordKind.CONTACTS, [found]))
    assert b"\"'=HYPERLINK(" in out
    assert contacts(out) == [found]


def test_phones_and_negative_numbers_survive_going_out_and_in() -> None:
    (found,) = contacts(b"company,phone,customer_number\nA,+49 30 123,-5\n")
    assert (found.phone, found.customer_number) == ("+49 30 123", "-5")
    out = b"".join(write_records(RecordKind.CONTACTS, [found]))
    assert b",+49 30 123," in out
    assert b",-5," in out
    assert contacts(out) == [found]


def test_headings_may_be_doubled_empty_or_missing() -> None:
    (found,) = contacts(b"Firma;;Firma;Telefon;Telefon\nA;b;c;1;2\n")
    assert (found.company, found.phone, found.further.ways[0].value) == ("A", "1", "2")
    (found,) = contacts(b"Anna Meier;a@example.com;04131 22 87\n")
    assert (found.family_name, found.email) == ("Meier", "a@example.com")


def test_zero_bytes_and_control_signs_are_taken_out() -> None:
    (found,) = contacts(b"Firma;Notiz\nA\x00B\x07;x\x00\n")
    assert (found.company, found.note) == ("AB", "x")


def test_a_cell_of_200_kb_is_kept_whole() -> None:
    (found,) = contacts(b"Firma;Notiz\nA;" + b"x" * 200_000 + b"\n")
    assert len(found.note) == 200_000


def test_a_mark_open_to_the_end_costs_one_row() -> None:
    content = b'Firma;Ort;Betrag\nA;X;1,5\nB;"Y;2,5\n' + b"C;Z;3,5\n" * 50
    reads = list(read(look(content)))
    assert [found.row for found in reads if found.record is None] == [3]
    assert len(reads) == 52


@pytest.mark.parametrize(
    ("amount", "value"),
    [("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1'234.55", "1234.55"), ("-5", "-5"), ("", None)],
)
def test_amounts_are_read_in_the_forms_people_use(amount: str, value: str | None) -> None:
    (found,) = read(look(f'title;stage;amount\nRoof;Offer;"{amount}"\n'.encode()))
    assert isinstance(found.record, DealRecord)
    assert str(found.record.amount) == str(value)


@pytest.mark.parametrize("amount", ["1e309", "NaN", "٣", "--5", str(2**63)])
def test_amounts_that_are_none_reject_their_deal(amount: str) -> None:
    (found,) = read(look(f"title;stage;amount\nRoof;Offer;{amount}\n".encode()))
    assert found.record is None
    assert found.problems[0][:3] == (2, "amount", amount)


@pytest.mark.parametrize(("vat", "good"), [("101", False), ("-1", False), ("", True), ("19", True), ("7,5 %", True)])
def test_percentages_stay_between_0_and_100(vat: str, good: bool) -> None:  # noqa: FBT001
    (found,) = read(look(f"name;number;vat\nDoor;1;{vat}\n".encode()))
    assert (found.record is not None) is good


@pytest.mark.parametrize("day", ["31.02.2026", "29.02.2027", "01.01.0001", "31.12.9999"])
def test_days_that_are_none_leave_a_contact_without_one(day: str) -> None:
    (found,) = read(look(f"company;birthday\nA;{day}\n".encode()))
    assert isinstance(found.record, ContactRecord)
    assert found.record.birthday is None
    assert found.problems[0].value == day


def test_a_day_that_can_be_read_two_ways_is_read_one_way_and_marked_unsure() -> None:
    looked = look(b"company;birthday\nA;01/02/2006\n")
    (found,) = read(looked)
    assert isinstance(found.record, ContactRecord)
    assert found.record.birthday == date(2006, 2, 1)
    assert not looked.columns[1].form.sure
    assert looked.columns[1].form.evidence


@pytest.mark.parametrize("mail", ["a@b.de?bcc=x@y.de&body=z", "a@b.de\nBcc: c@d.de", "a@b.de Bcc: c@d.de"])
def test_addresses_carry_nothing_but_the_address(mail: str) -> None:
    (found,) = contacts(f'company,email\nA,"{mail}"\n'.encode())
    addresses = [found.email, *(way.value for way in found.further.ways)]
    assert not any(sign in address for address in addresses for sign in "?&\n: ")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "ms-msdt:/id PCW"])
def test_links_that_are_no_pages_are_kept_in_the_note(link: str) -> None:
    (found,) = contacts(f"company,website\nA,{link}\n".encode())
    assert found.website == ""
    assert found.note == f"Website (not valid): {link}"


def test_signs_that_reorder_or_hide_text_are_taken_out() -> None:
    (found,) = contacts("company,city\nA\u202eB\u2066C\u200b,Ko\u0308ln\n".encode())
    assert (found.company, found.city) == ("ABC", "Köln")


@pytest.mark.slow
def test_a_large_file_is_read_with_the_memory_of_a_small_one(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    line = "Muster GmbH;Anna;Meier;a@example.com;04131 22 87;Hauptstraße 1;21335;Lüneburg;" + "x" * 400 + "\r\n"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Firma;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort;Notiz\r\n")
        for _piece in range(200):
            file.write(line * 1000)
    assert path.stat().st_size > 90_000_000
    tracemalloc.start()
    try:
        count = sum(found.record is not None for found in read(look(path)))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 200_000
    assert peak < 25_000_000


@given(st.binary(max_size=400))
def test_no_bytes_ever_fail(content: bytes) -> None:
    try:
        looked = look(content)
    except BadInput:
        return
    for found in read(looked):
        assert found.record is not None or found.problems


@given(st.text(st.sampled_from('Firma;,\t|"\n\r12.:-@=\x00äName E-Mail BEGIN:VCARD'), max_size=120))
def test_no_text_that_looks_like_a_table_ever_fails(text: str) -> None:
    try:
        looked = look(text.encode())
    except BadInput:
        return
    for found in read(looked):
        assert found.record is not None or found.problems
