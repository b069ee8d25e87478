"""The card of a contact: facts, people, what is next and what the customer is worth."""

from __future__ import annotations

from datetime import date, timedelta

from crm_desktop.domain.contacts import Contact, ContactKind, PointKind
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.sales import Sale
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.store.queries import contact_card
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = NOW.date()


def miriam(writer: Writer) -> tuple[int, int]:
    """Add a person with a company and return both ids."""
    person = contacts.add_person(
        writer,
        new=NewContact(
            given_name="Miriam",
            family_name="Kessler",
            company_name="Hotel Seeblick GmbH",
            job_title="Leitung Einkauf",
            phone="04131 228714",
            email="m.kessler@seeblick.example",
            address=PostalLines(street="Uferweg 12", postal_code="21335", city="Lüneburg"),
            tags=("Hotellerie",),
            fields={"birthday": date(1981, 3, 23), "custom": {"boat": "yes"}},
        ),
    ).value
    with writer.step("x") as work:
        company = work.get(Contact, person).company_id
    assert company is not None
    return person, company


def sell(writer: Writer, account_id: int, day: date, cents: int, currency: str = "EUR") -> None:
    with writer.step("sell") as work:
        work.add(Sale(day=day, account_id=account_id, net_cents=cents, currency=currency))


def card(reader: Reader, contact_id: int) -> contact_card.ContactCard:
    found = contact_card.card(reader, contact_id=contact_id, today=TODAY)
    assert found is not None
    return found


def test_a_card_holds_everything_typed_in(writer: Writer, reader: Reader) -> None:
    person, company = miriam(writer)
    found = card(reader, person)
    assert (found.facts.name, found.facts.company, found.facts.company_id) == (
        "Miriam Kessler",
        "Hotel Seeblick GmbH",
        company,
    )
    assert (found.facts.birthday, found.facts.custom, found.facts.created_at) == (
        date(1981, 3, 23),
        {"boat": "yes"},
        NOW,
    )
    assert [(point.kind, point.value, point.is_primary) for point in found.points] == [
        (PointKind.PHONE, "04131 228714", True),
        (PointKind.EMAIL, "m.kessler@seeblick.example", True),
    ]
    assert [(line.street, line.city) for line in found.addresses] == [("Uferweg 12", "Lüneburg")]
    assert found.tags == ("Hotellerie",)
    assert found.next_step is None


def test_a_contact_that_is_not_there_has_no_card(reader: Reader) -> None:
    assert contact_card.card(reader, contact_id=1, today=TODAY) is None


def test_a_company_shows_its_people_present_ones_first(writer: Writer, reader: Reader) -> None:
    person, company = miriam(writer)
    former = contacts.add_person(writer, new=NewContact(given_name="Otto", family_name="Alt", company_id=company)).value
    contacts.end_employment(writer, person_id=former, ended=date(2024, 6, 30))
    people = card(reader, company).employments
    assert [(one.contact_id, one.is_present, one.ended) for one in people] == [
        (person, True, None),
        (former, False, date(2024, 6, 30)),
    ]
    assert [(one.contact_id, one.is_present) for one in card(reader, former).employments] == [(company, False)]
    assert [one.name for one in card(reader, person).employments] == ["Hotel Seeblick GmbH"]


def test_the_next_step_of_a_person_is_that_of_the_company_too(writer: Writer, reader: Reader) -> None:
    person, company = miriam(writer)
    with writer.step("plan") as work:
        for days, subject in ((9, "später"), (2, "Muster zeigen")):
            entry = history.record(work, kind=ActivityKind.CALL, subject=subject, contacts=[person])
            entry.due_on = TODAY + timedelta(days=days)
    for contact_id in (person, company):
        step = card(reader, contact_id).next_step
        assert step is not None
        assert (step.subject, step.due_on, step.contacts) == (
            "Muster zeigen",
            TODAY + timedelta(days=2),
            ((person, "Miriam Kessler"),),
        )


def test_a_customer_is_worth_what_company_and_people_bought(writer: Writer, reader: Reader) -> None:
    person, company = miriam(writer)
    sell(writer, company, date(2022, 9, 24), 100_000)
    sell(writer, company, TODAY - timedelta(days=366), 20_000)
    sell(writer, person, TODAY - timedelta(days=10), 41_300)
    sell(writer, company, TODAY, 10, currency="CHF")
    for contact_id in (person, company):
        value = card(reader, contact_id).value
        assert (value.currency, value.orders, value.revenue_cents, value.last_12_months_cents) == (
            "EUR",
            3,
            161_300,
            41_300,
        )
        assert (value.customer_since, value.last_purchase) == (date(2022, 9, 24), TODAY - timedelta(days=10))


def test_only_open_deals_count_as_open(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    person, company = miriam(writer)
    deals.add_deal(writer, title="Lobby", account_id=company, person_id=person, amount_cents=50_000)
    lost = deals.add_deal(writer, title="Bar", account_id=company, amount_cents=999).value
    deals.lose_deal(writer, deal_id=lost, reason="zu teuer")
    found = card(reader, company)
    assert (found.value.open_deals, found.value.open_cents) == (1, 50_000)
    assert found.counts == contact_card.CardCounts(deals=2, offers=0, orders=0, files=0, products=0)


def test_somebody_without_history_is_worth_nothing_yet(writer: Writer, reader: Reader) -> None:
    lonely = contacts.add_person(writer, new=NewContact(family_name="Neu")).value
    found = card(reader, lonely)
    assert found.facts.kind is ContactKind.PERSON
    assert found.value == contact_card.ValueRow("EUR", 0, 0, 0, None, None, 0, 0)
    assert found.employments == ()


def test_numbers_are_shown_in_the_groups_they_are_read_in(writer: Writer, reader: Reader) -> None:
    new = NewContact(family_name="Graf", phone="04131/22 87-14", mobile="+491715552018")
    person = contacts.add_person(writer, new=new).value
    assert [(point.shown, point.abroad) for point in card(reader, person).points] == [
        ("04131/22 87-14", "+49 4131 228714"),
        ("0171 5552018", "+49 171 5552018"),
    ]


def test_a_town_that_does_not_fit_its_neighbours_is_noticed(writer: Writer, reader: Reader) -> None:
    for name, city in (("A", "Lüneburg"), ("B", "Lüneburg"), ("C", "Lueneburg"), ("D", "Hamburg")):
        lines = PostalLines(street="Weg 1", postal_code="21335", city=city)
        last = contacts.add_company(writer, new=NewContact(name=name, address=lines)).value
        assert card(reader, last).addresses[0].elsewhere == ("Lüneburg" if name == "D" else "")


def test_whom_somebody_has_recommended_stands_on_the_card_with_what_it_brought(writer: Writer, reader: Reader) -> None:
    person, company = miriam(writer)
    new = NewContact(name="Reuter KG", fields={"referred_by_id": person})
    other = contacts.add_company(writer, new=new).value
    sell(writer, other, TODAY, 5_000)
    contacts.change_contact(writer, contact_id=other, fields={"company_id": company})
    assert [(one.contact_id, one.revenue_cents) for one in card(reader, person).referred] == [(other, 5_000)]
    assert [one.name for one in card(reader, company).daughters] == ["Reuter KG"]
