"""E-mails with offers: the very file that was frozen, in the customer's language, from texts the firm may change."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain.contacts import ContactPoint
from crm_desktop.domain.kinds import PointKind
from crm_desktop.exchange.mail_in import Mail, read_mail
from crm_desktop.operations.firm import setup
from crm_desktop.operations.letters.mail_words import USUAL, MailUse
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import mails as offer_mails
from crm_desktop.operations.offers import offers
from crm_desktop.store.queries import mail_texts
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import add_company, add_person, article, complete_firm


@pytest.fixture(autouse=True)
def own_firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


@pytest.fixture
def offer_id(writer: Writer) -> int:
    hotel = add_company(writer)
    kessler = add_person(writer, company_id=hotel)
    with writer.step("Address") as work:
        work.add(ContactPoint(contact_id=kessler, kind=PointKind.EMAIL, value="kessler@seeblick.example"))
    return offers.new_offer(
        writer, account_id=hotel, person_id=kessler, subject="Lobby", lines=[article("1", "1000")]
    ).value


def mail(reader: Reader, offer_id: int, use: MailUse = MailUse.OFFER) -> Mail:
    return read_mail(offer_mails.offer_mail(reader, offer_id=offer_id, now=NOW, use=use).data)


def test_the_frozen_file_goes_to_the_person_with_a_text_in_the_offers_language(
    writer: Writer, reader: Reader, offer_id: int
) -> None:
    offer_life.send_offer(writer, offer_id=offer_id)
    draft = offer_mails.offer_mail(reader, offer_id=offer_id, now=NOW)
    assert (draft.name, draft.addressed) == ("Angebot A-2026-001 Lobby.eml", True)
    found = read_mail(draft.data)
    assert found.subject == "Angebot A-2026-001: Lobby"
    assert found.to[0] == ("Miriam Kessler", "kessler@seeblick.example")
    assert found.sender == ("Jan Brandt", "post@holzwerk-brandt.example")
    assert found.text.startswith("Sehr geehrte Frau Kessler,\n\nanbei erhalten Sie unser Angebot A-2026-001 über")
    assert "1.190,00\u00a0€" in found.text
    assert "Das Angebot gilt bis zum 24.12.2026." in found.text
    assert found.text.rstrip().endswith("Jan Brandt\nHolzwerk Brandt\n04131 77 10 20\npost@holzwerk-brandt.example")
    assert found.files[0].name == "A-2026-001 Lobby.pdf"
    assert found.files[0].data == queries.stored_pdf(reader, offer_id=offer_id)


def test_an_english_offer_is_sent_in_english_and_without_an_end_says_none(
    writer: Writer, reader: Reader, offer_id: int
) -> None:
    offers.change_offer(writer, offer_id=offer_id, language="en", valid_until=None)
    offer_life.send_offer(writer, offer_id=offer_id)
    found = mail(reader, offer_id)
    assert found.subject == "Offer A-2026-001: Lobby"
    assert "{" not in found.text
    assert "valid until" not in found.text


def test_papers_of_the_order_come_after_the_order(writer: Writer, reader: Reader, offer_id: int) -> None:
    with pytest.raises(Refused):
        mail(reader, offer_id)
    offer_life.send_offer(writer, offer_id=offer_id)
    with pytest.raises(Refused):
        mail(reader, offer_id, MailUse.CONFIRMATION)
    offer_life.accept_offer(writer, offer_id=offer_id)
    assert mail(reader, offer_id, MailUse.CONFIRMATION).subject == "Auftragsbestätigung AB-2026-001: Lobby"
    assert mail(reader, offer_id, MailUse.DELIVERY).files[0].data.startswith(b"%PDF-")


def test_the_firm_writes_its_own_text_and_goes_back(writer: Writer, reader: Reader, offer_id: int) -> None:
    offer_life.send_offer(writer, offer_id=offer_id)
    offer_mails.change_mail_text(
        writer,
        use=MailUse.OFFER,
        language="de",
        subject="Ihr {betreff}",
        body="{Anrede}\n\n{Inquiry}\n\nServus {kunde}",
    )
    found = mail(reader, offer_id)
    assert (found.subject, found.text.strip()) == (
        "Ihr Lobby",
        "Sehr geehrte Frau Kessler,\n\nServus Hotel Seeblick GmbH",
    )
    offer_mails.change_mail_text(writer, use=MailUse.OFFER, language="de", subject="Neu", body="Anders")
    assert len(mail_texts.mail_texts(reader)) == 1
    usual = USUAL["de"][MailUse.OFFER]
    offer_mails.change_mail_text(writer, use=MailUse.OFFER, language="de", subject=usual.subject, body=usual.body)
    assert mail_texts.mail_texts(reader) == []
    writer.undo()
    assert mail(reader, offer_id).subject == "Neu"


def test_a_placeholder_that_stands_for_nothing_is_named(writer: Writer) -> None:
    with pytest.raises(BadInput, match=r"\{Sume\}") as caught:
        offer_mails.change_mail_text(writer, use=MailUse.OFFER, language="de", subject="x", body="Über {Sume}")
    assert caught.value.field == "body"


def test_a_customers_name_is_never_a_placeholder(writer: Writer, reader: Reader, offer_id: int) -> None:
    offers.change_offer(writer, offer_id=offer_id, subject="{Netto} {Firma.__class__}")
    offer_life.send_offer(writer, offer_id=offer_id)
    assert mail(reader, offer_id).subject == "Angebot A-2026-001: {Netto} {Firma.__class__}"


def test_asking_after_an_offer_is_written_down_and_ends_what_was_due(
    writer: Writer, reader: Reader, offer_id: int
) -> None:
    offer_life.send_offer(writer, offer_id=offer_id)
    with writer.step("Later") as work:
        work.execute("update activity set due_on = '2026-11-24' where subject like 'Follow up%'")
    offer_mails.ask_after(writer, offer_id=offer_id)
    assert reader.scalar("select count(*) from activity where kind = 'email' and offer_id = ?", (offer_id,)) == 1
    assert len(queries.follow_ups(reader, offer_id=offer_id)) == 2
    assert mail(reader, offer_id, MailUse.REMINDER).text.startswith("Sehr geehrte Frau Kessler,\n\nam 24.11.2026")
    offer_life.withdraw_offer(writer, offer_id=offer_id)
    with pytest.raises(Refused):
        offer_mails.ask_after(writer, offer_id=offer_id)
