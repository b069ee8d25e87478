"""Questions about e-mails to be written: the firm's own texts for them, and where they go."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.reading import Reader


class MailText(NamedTuple):
    """The subject and text of an e-mail with {placeholders}, as the firm wrote them for a use and a language."""

    id: int
    use: str
    language: str
    subject: str
    body: str


_TEXTS = "select id, name, language, subject, body from template where kind = 'mail' and deleted_at is null"


def mail_texts(reader: Reader) -> list[MailText]:
    """Return the texts the firm wrote itself; for all other uses the program's own count."""
    return reader.rows(MailText, f"{_TEXTS} order by id")


def mail_text(reader: Reader, *, use: str, language: str) -> MailText | None:
    """Return the firm's own text for a use in a language; None where it wrote none."""
    return reader.row(MailText, f"{_TEXTS} and name = ? and language = ? order by id limit 1", (use, language))


def address_of(reader: Reader, *, contact_id: int | None) -> str:
    """Return the e-mail address somebody is best written to; "" where none is known."""
    if contact_id is None:
        return ""
    sql = "select value from contact_point where contact_id = ? and kind = 'email' order by is_primary desc, id limit 1"
    return str(reader.scalar(sql, (contact_id,)) or "")
