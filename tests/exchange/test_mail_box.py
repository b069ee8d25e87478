"""E-mails and mailboxes are told by their contents and taken apart without losing or inventing one."""

from __future__ import annotations

import mailbox
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.records import MailRecord
from crm_desktop.exchange.decoding import Source
from crm_desktop.exchange.intake import FileFormat, look, read
from crm_desktop.exchange.mail_box import is_mail, read_messages

MAIL = b"From: Anna <a@example.com>\r\nTo: b@example.com\r\nSubject: Hallo\r\n\r\nText\r\n"


@pytest.mark.parametrize(
    "head",
    [
        MAIL,
        b"Received: by 10.0.0.1\nSubject : old\n\nx",
        b"Content-Type: text/plain\n\nx",
        b"From - Tue Mar 03 10:00:00 2026\nX-Mozilla-Status: 0001\nFrom: a@b.de\n\nx",
        b"From MAILER-DAEMON Tue Mar  3 10:00:00 2026\nDate: x\n\n",
    ],
)
def test_mails_are_known_by_their_headers(head: bytes) -> None:
    assert is_mail(head)


@pytest.mark.parametrize(
    "head",
    [
        b"Name;Firma\nAnna;Meier\n",
        b"Date: 2026-01-01\nNotes to the table\n",
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEND:VCARD\n",
        b"dn: cn=Anna\ncn: Anna\nmail: a@b.de\n",
        b"From,To,Subject\na,b,c\n",
        b"",
    ],
)
def test_other_texts_are_no_mails(head: bytes) -> None:
    assert not is_mail(head)


def test_a_mail_by_outlook_itself_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadInput, match="Outlook") as refused:
        look(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Angebot.msg")
    assert ".eml" in str(refused.value.advice)


def test_a_mailbox_written_by_another_library_is_read_with_every_mail(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    texts = ["eins", "From here on\nit quotes", "drei\n\nFrom nobody", ""]
    for number, text in enumerate(texts):
        box.add(f"From: a@example.com\nSubject: {number}\nMessage-ID: <{number}@x>\n\n{text}\n")
    box.close()
    looked = look(tmp_path / "box", "box")
    assert (looked.format, looked.row_count) == (FileFormat.MAIL, 4)
    found = [one.record for one in read(looked)]
    assert [one.subject for one in found if isinstance(one, MailRecord)] == ["0", "1", "2", "3"]
    assert [one.text for one in found if isinstance(one, MailRecord)] == texts
    assert [one.row for one in read(looked)] == [1, 2, 3, 4]


@given(some.binary(max_size=300))
def test_no_bytes_behind_a_header_bring_the_reader_down(tail: bytes) -> None:
    for start in (b"From - Tue Mar 03 10:00:00 2026\nSubject: x\n", b"Subject: x\nMIME-Version: 1.0\n"):
        for one in read_messages(Source(start + tail)):
            assert one.record is not None or one.problems
