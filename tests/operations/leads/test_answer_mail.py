"""The draft that answers an inquiry: to whom, how it begins, and the text quoted below."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import speaking
from crm_desktop.operations.firm.setup import start_firm
from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads.answer_mail import answer_draft
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    start_firm(writer, name="Holzwerk Brandt")


def test_the_draft_greets_who_asked_and_quotes_the_text(writer: Writer, reader: Reader) -> None:
    fields = {"salutation": "Frau", "given_name": "Jana", "family_name": "Friese", "email": "j@praxis.example"}
    lead_id = leads.add_lead(writer, raw_text="Guten Tag,\nwas kostet ein Tresen?", fields=fields, reads=False).value
    with speaking("de"):
        draft = answer_draft(reader, lead_id=lead_id, subject="Ihre Anfrage: Tresen", now=NOW)
    mail = message_from_bytes(draft.data, policy=default)
    text = mail.get_content()
    assert draft.addressed
    assert draft.name == "Ihre Anfrage Tresen.eml"
    assert (mail["To"], mail["Subject"]) == ("Jana Friese <j@praxis.example>", "Ihre Anfrage: Tresen")
    assert text.startswith("Sehr geehrte Frau Friese")
    assert "> was kostet ein Tresen?" in text


def test_without_an_address_the_mail_program_asks_for_one(writer: Writer, reader: Reader) -> None:
    lead_id = leads.add_lead(writer, fields={"company": "Praxis am Park"}).value
    draft = answer_draft(reader, lead_id=lead_id, subject="Your inquiry", now=NOW)
    assert not draft.addressed
    assert ">" not in draft.data.decode().partition("\r\n\r\n")[2]


def test_an_inquiry_that_is_not_there_is_answered_by_nothing(reader: Reader) -> None:
    with pytest.raises(NotFound):
        answer_draft(reader, lead_id=99, subject="Your inquiry", now=NOW)
