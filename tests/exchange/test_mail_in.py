"""Saved e-mails: what they say survives old character sets, browsers' markup, and headers nobody should write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.exchange.mail_in import read_mail

PLAIN = (
    b"From: =?iso-8859-1?Q?J=FCrgen_M=FCller?= <Juergen@Mueller.example>\r\n"
    b'To: "Brandt, Holz" <info@brandt.example>, b@b.example\r\nCc: c@c.example\r\n'
    b"Subject: =?utf-8?B?VMO8cmVuIGbDvHIgZGFzIEJ1ZXJv?=\r\nDate: Tue, 24 Nov 2026 09:15:00 +0100\r\n"
    b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Sch=F6ne Gr=FC=DFe\r\n"
)


def test_names_subject_time_and_text_are_read() -> None:
    mail = read_mail(PLAIN)
    assert (mail.sender.name, mail.sender.address) == ("Jürgen Müller", "juergen@mueller.example")
    assert [one.address for one in mail.to] == ["info@brandt.example", "b@b.example", "c@c.example"]
    assert (mail.subject, mail.text) == ("Türen für das Buero", "Schöne Grüße")
    assert mail.at is not None
    assert mail.at.isoformat() == "2026-11-24T08:15:00+00:00"


def test_a_mail_for_browsers_alone_becomes_text() -> None:
    mail = read_mail(
        b"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n"
        b"<html><head><style>p{color:red}</style></head><p>Guten&nbsp;Tag</p><p>zwei<br>Zeilen &amp; mehr</p>"
        b"<script>alert(1)</script>"
    )
    assert mail.text == "Guten Tag\nzwei\nZeilen & mehr"


def test_a_wrong_character_set_costs_no_mail() -> None:
    mail = read_mail(b"From: a@b.example\nContent-Type: text/plain; charset=unknown-8\nDate: gestern\n\nGr\xfc\xdfe")
    assert (mail.text, mail.at) == ("Grüße", None)


@pytest.mark.parametrize("data", [b"", b"kein Brief", b"Subject: ohne Absender\n\nText", b"\x00\x01\x02"])
def test_what_is_no_mail_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_mail(data)


@given(head=st.binary(max_size=120), body=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(head: bytes, body: bytes) -> None:
    try:
        read_mail(b"From: a@b.example\nSubject: " + head + b"\n\n" + body)
    except BadInput:
        return
