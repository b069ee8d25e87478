"""Drafts of e-mails: what is written is read back, by our own reader and by the standard library."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.text import clean
from crm_desktop.exchange.mail_in import MailFile, Person, read_mail
from crm_desktop.exchange.mail_out import MailDraft, write_draft

AT = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)
PDF = MailFile("A-2026-001 Größe.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40)
JAN = Person("Jan Brandt, Holzwerk", "jan@holzwerk.example")
DRAFT = MailDraft(
    to=(Person("Miriam Keßler", "kessler@seeblick.example"),),
    subject="Angebot A-2026-001: Lobby – Größe 5 €",
    text="Sehr geehrte Frau Keßler,\n\nanbei unser Angebot.\n\nMit freundlichen Grüßen\nJan Brandt",
    at=AT,
    sender=JAN,
    files=(PDF,),
)


def test_a_draft_is_read_back_as_it_was_written() -> None:
    mail = read_mail(write_draft(DRAFT))
    assert (mail.subject, mail.sender, mail.to) == (DRAFT.subject, JAN, DRAFT.to)
    assert (mail.text.strip(), mail.files, mail.at) == (DRAFT.text, (PDF,), AT)


def test_a_mail_program_opens_it_to_be_sent() -> None:
    data = write_draft(DRAFT)
    message = message_from_bytes(data, policy=default)
    assert message["X-Unsent"] == "1"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "text/plain", "application/pdf",
    ]  # fmt: skip
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert data.replace(b"\r\n", b"").count(b"\n") == 0


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert write_draft(DRAFT) == write_draft(DRAFT)
    assert write_draft(DRAFT) != write_draft(DRAFT._replace(text="Anders"))


def test_a_draft_may_lack_sender_recipient_and_files() -> None:
    message = message_from_bytes(write_draft(MailDraft((), "Nur so", "Text", AT)), policy=default)
    assert (message["From"], message["To"], message.get_content().strip()) == (None, None, "Text")


@given(st.text(max_size=120), st.text(max_size=60), st.text(max_size=300))
def test_no_text_breaks_out_of_its_header(subject: str, name: str, text: str) -> None:
    draft = MailDraft((Person(name, "a@b.example"),), subject, text, AT)
    message = message_from_bytes(write_draft(draft), policy=default)
    assert message["X-Unsent"] == "1"
    assert [key for key in message if key not in {"Subject", "To", "Date", "X-Unsent", "MIME-Version"}] == [
        "Content-Type", "Content-Transfer-Encoding",
    ]  # fmt: skip
    assert str(message["Subject"]).split() == clean(subject).split()
