"""An inquiry becomes company, person, deal and next step in one step; known contacts are only completed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain.campaigns import Campaign
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads import life as lead_life
from crm_desktop.operations.leads.convert import Conversion, Converted, convert_lead, would_make
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries import timeline
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.store.acting import digest

FRIESE = {
    "salutation": "Frau", "given_name": "Jana", "family_name": "Friese", "company": "Praxis am Park",
    "email": "j.friese@praxis-am-park.example", "phone": "04131 601142", "website": "www.praxis-am-park.example",
    "street": "Parkallee 7", "postal_code": "21339", "city": "Lüneburg", "title": "Empfangstheke", "quantity": 1,
    "budget_cents": 15_000_00, "wanted_on": date(2027, 3, 31), "source": "Website", "channel": "E-Mail",
}  # fmt: skip


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de")


def inquiry(writer: Writer, **fields: object) -> int:
    return leads.add_lead(writer, raw_text="Wir suchen eine Theke.", fields=FRIESE | fields, reads=False).value


def contact(reader: Reader, contact_id: int | None) -> dict[str, Any]:
    names = ("name", "kind", "company_id", "salutation", "source", "referred_by_id", "job_title")
    row = reader.row(lambda *values: values, f"select {', '.join(names)} from contact where id = ?", (contact_id,))
    assert row is not None
    points = reader.rows(str, "select value from contact_point where contact_id = ? order by value", (contact_id,))
    places = reader.rows(str, "select street || ', ' || city from address where contact_id = ?", (contact_id,))
    return dict(zip(names, row, strict=True)) | {"points": points, "places": places}


def test_one_step_makes_company_person_deal_and_next_step(writer: Writer, reader: Reader) -> None:
    lead_id = inquiry(writer)
    how = Conversion(next_step=tasks.Plan("Aufmaß", date(2026, 11, 26), ActivityKind.VISIT))
    before, steps = digest(reader), reader.scalar("select count(*) from step")
    assert would_make(reader, lead_id=lead_id, how=how) == 4
    made = convert_lead(writer, lead_id=lead_id, how=how).value
    assert reader.scalar("select count(*) from step") == steps + 1
    company, person = contact(reader, made.company_id), contact(reader, made.contact_id)
    assert (company["name"], company["points"]) == ("Praxis am Park", ["www.praxis-am-park.example"])
    assert (company["places"], company["source"]) == (["Parkallee 7, Lüneburg"], "Website")
    assert (person["name"], person["salutation"], person["company_id"]) == ("Jana Friese", "Frau", made.company_id)
    assert person["points"] == ["04131 601142", "j.friese@praxis-am-park.example"]
    assert person["places"] == []
    deal = deal_queries.deal(reader, deal_id=made.deal_id or 0)
    assert deal is not None
    assert (deal.title, deal.amount_cents, deal.account_id) == ("Empfangstheke", 15_000_00, made.company_id)
    assert (deal.channel, deal.expected_close, deal.quantity) == ("Website", date(2027, 3, 31), 1)
    lead = queries.lead(reader, lead_id=lead_id)
    assert lead is not None
    assert (lead.status, lead.deal_id, lead.deal_title) == (LeadStatus.CONVERTED, made.deal_id, "Empfangstheke")
    writer.undo()
    assert digest(reader) == before
    writer.redo()
    assert queries.lead(reader, lead_id=lead_id) == lead._replace(version=reader.scalar("select version from lead"))


def test_its_history_goes_along(writer: Writer, reader: Reader) -> None:
    lead_id = inquiry(writer)
    lead_life.answer_lead(writer, lead_id=lead_id, body="Besichtigung vereinbart")
    made = convert_lead(writer, lead_id=lead_id).value
    for scope in (timeline.Scope(contact_id=made.contact_id), timeline.Scope(deal_id=made.deal_id)):
        bodies = {entry.body for entry in timeline.entries(reader, scope=scope)}
        assert {"Wir suchen eine Theke.", "Besichtigung vereinbart"} <= bodies
    assert len(queries.lead_history(reader, lead_id=lead_id)) >= 3


def test_known_contacts_get_what_they_lack_and_lose_nothing(writer: Writer, reader: Reader) -> None:
    company = contacts.add_company(
        writer, new=NewContact(name="Praxis am Park GbR", website="www.park.example", fields={"source": "Messe"})
    ).value
    person = contacts.add_person(
        writer, new=NewContact(given_name="J.", family_name="Friese", email="jana@web.example", company_id=company)
    ).value
    lead_id = inquiry(writer)
    how = Conversion(person_id=person, company_id=company)
    assert would_make(reader, lead_id=lead_id, how=how) == 1
    made = convert_lead(writer, lead_id=lead_id, how=how).value
    assert (made.contact_id, made.company_id) == (person, company)
    known = contact(reader, company)
    assert (known["name"], known["points"], known["source"]) == ("Praxis am Park GbR", ["www.park.example"], "Messe")
    assert known["places"] == ["Parkallee 7, Lüneburg"]
    known = contact(reader, person)
    assert (known["name"], known["salutation"], known["source"]) == ("J. Friese", "Frau", "Website")
    assert known["points"] == ["04131 601142", "jana@web.example"]


def test_assigned_to_somebody_it_becomes_theirs(writer: Writer, reader: Reader) -> None:
    person = contacts.add_person(writer, new=NewContact(given_name="Jana", family_name="Friese")).value
    lead_id = inquiry(writer)
    leads.assign_lead(writer, lead_id=lead_id, contact_id=person)
    made = convert_lead(writer, lead_id=lead_id).value
    assert made.contact_id == person
    assert contact(reader, person)["company_id"] == made.company_id, "works there from now on"


def test_a_company_of_the_same_name_is_the_same_unless_a_new_one_is_wanted(writer: Writer, reader: Reader) -> None:
    company = contacts.add_company(writer, new=NewContact(name="Praxis am Park")).value
    one, other = inquiry(writer), inquiry(writer)
    assert would_make(reader, lead_id=one) == 2
    assert convert_lead(writer, lead_id=one).value.company_id == company
    assert convert_lead(writer, lead_id=other, how=Conversion(new_company=True)).value.company_id != company


def test_without_a_company_the_person_is_the_customer(writer: Writer, reader: Reader) -> None:
    lead_id = inquiry(writer, company="", website="")
    made = convert_lead(writer, lead_id=lead_id).value
    assert made.company_id is None
    person = contact(reader, made.contact_id)
    assert person["places"] == ["Parkallee 7, Lüneburg"]
    deal = deal_queries.deal(reader, deal_id=made.deal_id or 0)
    assert deal is not None
    assert (deal.account_id, deal.person_id) == (made.contact_id, None)


def test_first_and_winning_touch_are_both_kept(writer: Writer, reader: Reader) -> None:
    mailing = campaign(writer)
    lead_id = inquiry(writer)
    leads.touch_lead(writer, lead_id=lead_id, source="Empfehlung", campaign_id=mailing)
    made = convert_lead(writer, lead_id=lead_id).value
    deal = deal_queries.deal(reader, deal_id=made.deal_id or 0)
    lead = queries.lead(reader, lead_id=lead_id)
    assert deal is not None
    assert lead is not None
    assert (deal.channel, deal.campaign_id) == ("Empfehlung", mailing)
    assert (lead.first_source, lead.first_campaign_id, lead.source) == ("Website", None, "Empfehlung")
    assert contact(reader, made.contact_id)["source"] == "Website", "what brought them first"


def campaign(writer: Writer) -> int:
    with writer.step("campaign") as work:
        made = work.add(Campaign(name="Praxen"))
        work.flush()
        return made.id


def test_who_recommended_the_firm_is_linked_where_known(writer: Writer, reader: Reader) -> None:
    lindner = contacts.add_person(writer, new=NewContact(given_name="Eva", family_name="Lindner")).value
    made = convert_lead(writer, lead_id=inquiry(writer, referred_by="Eva Lindner")).value
    assert contact(reader, made.contact_id)["referred_by_id"] == lindner


def test_what_cannot_be_taken_on_is_refused_and_nothing_is_kept(writer: Writer, reader: Reader) -> None:
    lead_id = inquiry(writer, email="kein at")
    before = digest(reader)
    with pytest.raises(BadInput) as refused:
        convert_lead(writer, lead_id=lead_id)
    assert refused.value.field == "email"
    assert digest(reader) == before
    leads.change_lead(writer, lead_id=lead_id, fields={"email": ""})
    made = convert_lead(writer, lead_id=lead_id).value
    with pytest.raises(Refused):
        convert_lead(writer, lead_id=lead_id)
    with pytest.raises(Refused):
        lead_life.disqualify_leads(writer, lead_ids=[lead_id], reason="Doch nicht")
    nobody = leads.add_lead(writer, raw_text="Was kostet eine Treppe?", reads=False).value
    with pytest.raises(BadInput):
        convert_lead(writer, lead_id=nobody)
    binned = inquiry(writer)
    leads.delete_leads(writer, lead_ids=[binned])
    with pytest.raises(Refused):
        convert_lead(writer, lead_id=binned)
    deals.lose_deal(writer, deal_id=made.deal_id or 0, reason="Preis")
    lead = queries.lead(reader, lead_id=lead_id)
    assert lead is not None
    assert lead.status is LeadStatus.CONVERTED, "what becomes of the deal is the deal's own"


def test_without_a_deal_only_the_contacts_are_made(writer: Writer, reader: Reader) -> None:
    lead_id = inquiry(writer)
    made = convert_lead(writer, lead_id=lead_id, how=Conversion(with_deal=False)).value
    assert made == Converted(made.contact_id, made.company_id, None)
    assert would_make(reader, lead_id=999) == 0
