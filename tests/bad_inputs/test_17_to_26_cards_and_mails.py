"""Bad inputs 17 to 26 of the list of 52: cards and e-mails."""

from __future__ import annotations

import base64
import contextlib
import socket
from typing import NoReturn

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.records import ContactRecord
from crm_desktop.exchange.intake import look, read
from crm_desktop.exchange.mail_in import Mail, read_mail
from crm_desktop.exchange.reading import Read
from crm_desktop.operations.history.files import is_risky, shown_name

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def cards(*lines: str, codec: str = "utf-8") -> list[Read]:
    return list(read(look("\r\n".join((*lines, "")).encode(codec))))


def names(found: list[Read]) -> list[str]:
    return [one.record.family_name for one in found if isinstance(one.record, ContactRecord)]


def mail(*head: str, body: str = "Text") -> Mail:
    return read_mail("\r\n".join(("From: a@example.com", *head, "", body)).encode("utf-8", "surrogateescape"))


def test_17_a_card_that_is_cut_off_costs_no_other() -> None:
    found = cards("BEGIN:VCARD", "FN:Anna Meier", "END:VCARD", "BEGIN:VCARD", "FN:Karl Kurz", "TEL;TYPE=HO")
    assert "Meier" in names(found)
    assert all(one.record is not None or one.problems for one in found)


def test_18_cards_nested_3000_deep_do_no_harm() -> None:
    nested = [line for _level in range(3000) for line in ("BEGIN:VCARD", "FN:A B")]
    assert len(cards(*nested, *["END:VCARD"] * 3000)) == 3000


def test_19_soft_breaks_large_photos_and_photos_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    _no_network(monkeypatch)
    packed = base64.b64encode(PNG + bytes(7_000_000)).decode()
    (found,) = cards(
        "BEGIN:VCARD", "VERSION:2.1", "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCl=", "ler;Anna",
        f"PHOTO;ENCODING=BASE64:{packed}", "", "END:VCARD",
    )  # fmt: skip
    assert isinstance(found.record, ContactRecord)
    assert found.record.family_name == "Müller"
    assert found.record.further.photo is not None
    (away,) = cards("BEGIN:VCARD", "FN:A B", "PHOTO;VALUE=URI:http://tracker.example/x.png", "END:VCARD")
    assert isinstance(away.record, ContactRecord)
    assert away.record.further.photo is None


def test_20_a_note_of_20_mb_is_refused_and_the_next_card_read() -> None:
    found = cards(
        "BEGIN:VCARD", "FN:Anna Meier", "NOTE:" + "x" * 20_000_000, "END:VCARD", "BEGIN:VCARD", "FN:Karl Kurz",
        "END:VCARD",
    )  # fmt: skip
    assert [one.record is None for one in found] == [True, False]
    assert names(found) == ["Kurz"]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_21_cards_in_utf_16_are_read(codec: str) -> None:
    assert names(cards("BEGIN:VCARD", "FN:Jörg Müller", "END:VCARD", codec=codec)) == ["Müller"]


FILES = 'Content-Type: multipart/mixed; boundary="b"'


def files_of(*names: str) -> list[str]:
    parts = "".join(f'--b\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\nx\r\n' for name in names)
    return [shown_name(file.name) for file in mail(FILES, body=f"{parts}--b--\r\n").files]


def test_22_files_of_mails_keep_their_names_without_the_way_there() -> None:
    assert files_of("../../../.ssh/authorized_keys", "C:/Windows/CON.txt", "/etc/passwd") == [
        "authorized_keys", "CON.txt", "passwd",
    ]  # fmt: skip


def test_23_signs_that_turn_names_around_are_taken_out_and_programs_known() -> None:
    (name,) = files_of("rechnung\u202efdp.exe")
    assert name == "rechnungfdp.exe"
    assert is_risky(name)


def test_24_a_mail_nested_500_deep_is_read_or_refused() -> None:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n' for level in range(500))
    found = read_mail(b"From: a@example.com\r\nSubject: deep\r\n" + parts.encode() + b"\r\nText\r\n")
    assert found.subject == "deep"
    carried = b"From: a@example.com\r\nContent-Type: message/rfc822\r\n\r\n" * 500
    with contextlib.suppress(BadInput):
        read_mail(carried)


def test_25_pictures_of_a_page_are_never_fetched_nor_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    _no_network(monkeypatch)
    body = '<p>Guten Tag</p><img src="http://tracker.example/x.png"><link rel=stylesheet href="http://x/y.css">'
    found = mail("Content-Type: text/html", body=body)
    assert found.text == "Guten Tag"
    assert found.files == ()


@pytest.mark.parametrize("day", ["gestern", "Tue, 99 Foo 20026 99:99", "Tue, 1 Jan 99999999999 00:00:00 +9999", "-1"])
@pytest.mark.parametrize("charset", ["utf-99", "\x00", "idna", "unknown-8bit", "utf-16"])
def test_26_a_bad_day_or_character_set_costs_no_mail(day: str, charset: str) -> None:
    found = mail(f"Date: {day}", f"Content-Type: text/plain; charset={charset}", "Subject: Größe")
    assert found.at is None
    assert found.subject == "Größe"


def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_told: object, **_more: object) -> NoReturn:
        raise AssertionError("nothing is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
