"""A mail dropped on the inbox is an inquiry: its sender, its words and its files; dropped again, it is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from crm_desktop.base.errors import BadInput, Conflict
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads.mails import take_mail_as_lead
from crm_desktop.operations.leads.reading import read_lead, read_text, wanted
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.exchange.inquiries.texts import PRACTICE, SAMPLES


def mail(text: str, *, sender: str = "Jana Friese <j.friese@web.example>", file: bytes = b"%PDF") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "post@holzwerk-brandt.example", "Anfrage: Empfangstheke"
    made["Date"] = "Mon, 23 Nov 2026 13:53:00 +0100"
    made.set_content(text)
    made.add_attachment(file, maintype="application", subtype="pdf", filename="Grundriss.pdf")
    return made.as_bytes()


def test_a_mail_becomes_an_inquiry_in_one_step(writer: Writer, reader: Reader) -> None:
    contacts.add_person(writer, new=NewContact(family_name="Friese", email="j.friese@web.example"))
    lead_id = take_mail_as_lead(writer, data=mail("Können Sie eine Theke bauen?\n\nGruß\nJana Friese")).value
    found = queries.lead(reader, lead_id=lead_id)
    assert found is not None
    assert (found.person, found.email, found.title) == ("Jana Friese", "j.friese@web.example", "Empfangstheke")
    assert (found.channel, found.was_known) == ("E-mail", True)
    assert (found.arrived_at, found.answer_by) == (datetime(2026, 11, 23, 12, 53, tzinfo=UTC), date(2026, 11, 24))
    assert [file.name for file in queries.lead_files(reader, lead_id=lead_id)] == ["Grundriss.pdf"]
    (entry,) = queries.lead_history(reader, lead_id=lead_id)
    assert (entry.kind, entry.direction, entry.subject) == ("email", "in", "Anfrage: Empfangstheke")
    writer.undo()
    assert queries.lead(reader, lead_id=lead_id) is None


def test_the_same_mail_again_and_what_is_no_mail_are_refused(writer: Writer) -> None:
    data = mail("Theke?")
    take_mail_as_lead(writer, data=data)
    with pytest.raises(Conflict):
        take_mail_as_lead(writer, data=data)
    with pytest.raises(BadInput):
        take_mail_as_lead(writer, data=b"\x89PNG")


def test_a_mail_without_words_is_an_inquiry_all_the_same(writer: Writer, reader: Reader) -> None:
    lead_id = take_mail_as_lead(writer, data=mail("", file=b"")).value
    found = queries.lead(reader, lead_id=lead_id)
    assert found is not None
    assert (found.person, found.raw_text) == ("Jana Friese", "")
    assert not queries.lead_files(reader, lead_id=lead_id)


def test_what_is_pasted_is_read_and_what_is_typed_wins(writer: Writer, reader: Reader) -> None:
    fields = {"title": "Tresen", "source": "Messe"}
    lead_id = leads.add_lead(writer, raw_text=PRACTICE.text, fields=fields).value
    found = queries.lead(reader, lead_id=lead_id)
    assert found is not None
    assert (found.person, found.company, found.budget_cents) == ("Jana Friese", "Praxis am Park", 15_000_00)
    assert (found.title, found.source, found.first_source) == ("Tresen", "Messe", "Messe")
    assert wanted(found).emails == ("j.friese@praxis-am-park.example",)
    inquiry = read_lead(reader, lead_id=lead_id)
    assert inquiry == read_text(reader, text=PRACTICE.text, today=date(2026, 11, 24))
    company = inquiry.of("company")
    assert company is not None
    assert found.raw_text[company.start : company.end] == "Praxis am Park"
    assert not read_lead(reader, lead_id=999).found


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_whatever_is_pasted_can_be_kept(writer: Writer, reader: Reader, sample: object) -> None:
    text = getattr(sample, "text", "")
    lead_id = leads.add_lead(writer, raw_text=text).value
    found = queries.lead(reader, lead_id=lead_id)
    assert found is not None
    assert found.raw_text == text
