"""The list of companies: who is in it, in which order, and what their rows count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.domain.contacts import Standing
from crm_desktop.domain.sales import Sale
from crm_desktop.operations import trash
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import company_list
from crm_desktop.store.queries.company_list import CompanyFilter, CompanyOrder
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = NOW.date()


def firm(writer: Writer, name: str, employees: int | None = None, founded: int | None = None, **more: object) -> int:
    new = NewContact(
        name=name, address=PostalLines(street="Weg 1", postal_code="21335", city="Lüneburg"),
        fields={"employees": employees, "founded": founded, **more},
    )  # fmt: skip
    return contacts.add_company(writer, new=new).value


def sell(writer: Writer, account_id: int, day: date, cents: int, currency: str = "EUR") -> None:
    with writer.step("sell") as work:
        work.add(Sale(day=day, account_id=account_id, net_cents=cents, currency=currency))


def names(reader: Reader, where: CompanyFilter | None = None, order: CompanyOrder = CompanyOrder.NAME) -> list[str]:
    found = company_list.ids(reader, today=TODAY, where=where or CompanyFilter(), order=order)
    page = company_list.first_page(reader, today=TODAY, where=where or CompanyFilter(), order=order)
    assert [row.id for row in page] == list(found)
    return [row.name for row in page]


def test_a_row_counts_people_orders_of_twelve_months_and_open_deals(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    hotel = firm(writer, "Hotel Seeblick", 23, 1998, industry="Hotellerie")
    person = contacts.add_person(writer, new=NewContact(family_name="Kessler", company_id=hotel)).value
    sell(writer, hotel, TODAY - timedelta(days=30), 1_000_00)
    sell(writer, hotel, TODAY - timedelta(days=400), 9_000_00)
    sell(writer, hotel, TODAY - timedelta(days=30), 77_00, "CHF")
    deals.add_deal(writer, title="Lobby", account_id=hotel, amount_cents=500_00)
    tasks.add_task(writer, new=tasks.Plan("Anrufen", TODAY - timedelta(days=1)), contacts=[person])
    (row,) = company_list.rows(reader, ids=[hotel], today=TODAY)
    assert (row.name, row.city, row.industry, row.people) == ("Hotel Seeblick", "Lüneburg", "Hotellerie", 1)
    assert (row.revenue_cents, row.open_cents, row.currency) == (1_000_00, 500_00, "EUR")
    assert row.is_overdue(TODAY)


def test_only_companies_are_listed_and_filters_narrow_them(writer: Writer, reader: Reader) -> None:
    firm(writer, "Klein", 3, 2025, industry="Bau")
    firm(writer, "Mittel", 30, 2000, industry="Bau", category="A")
    gone = firm(writer, "Weg", 30)
    contacts.add_person(writer, new=NewContact(family_name="Niemand"))
    trash.delete_contacts(writer, contact_ids=[gone])
    assert names(reader) == ["Klein", "Mittel"]
    assert names(reader, CompanyFilter(least_employees=10, most_employees=49)) == ["Mittel"]
    assert names(reader, CompanyFilter(founded_from=2024, founded_until=2026)) == ["Klein"]
    assert names(reader, CompanyFilter(founded_until=2005)) == ["Mittel"]
    assert names(reader, CompanyFilter(industry="Bau", category="A")) == ["Mittel"]
    assert names(reader, CompanyFilter(text="kle")) == ["Klein"]
    assert names(reader, CompanyFilter(standings=frozenset({Standing.CUSTOMER}))) == []
    assert names(reader, CompanyFilter(in_bin=True)) == ["Weg"]
    assert company_list.industries(reader) == [("Bau", 2)]


def test_a_plan_with_somebody_who_works_there_counts_as_a_next_step(writer: Writer, reader: Reader) -> None:
    planned, bare = firm(writer, "Anton"), firm(writer, "Berta")
    person = contacts.add_person(writer, new=NewContact(family_name="Kessler", company_id=planned)).value
    tasks.add_task(writer, new=tasks.Plan("Anrufen", TODAY), contacts=[person])
    assert names(reader, CompanyFilter(without_next_step=True)) == ["Berta"]
    assert bare in company_list.ids(reader, today=TODAY, where=CompanyFilter(without_next_step=True))


@pytest.mark.parametrize(
    ("order", "first"),
    [(CompanyOrder.NAME, "Anton"), (CompanyOrder.ADDED, "Cäsar"), (CompanyOrder.REVENUE, "Berta"),
     (CompanyOrder.OPEN, "Cäsar"), (CompanyOrder.RECENT, "Anton")],
)  # fmt: skip
def test_each_order_puts_its_own_company_first(writer: Writer, reader: Reader, order: CompanyOrder, first: str) -> None:
    setup.start_firm(writer)
    _anton, berta, caesar = (firm(writer, name) for name in ("Anton", "Berta", "Cäsar"))
    sell(writer, berta, TODAY, 100)
    deals.add_deal(writer, title="Dach", account_id=caesar, amount_cents=100)
    found = names(reader, order=order)
    assert len(found) == 3
    if order is not CompanyOrder.RECENT:  # all three were in touch in the same instant
        assert found[0] == first
