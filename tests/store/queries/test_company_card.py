"""The card of a company: people, places, what it is worth, and the same for the whole group."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.products import Product
from crm_desktop.domain.sales import Sale, SaleLine
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.store.queries import company_card, company_lists
from crm_desktop.store.queries.company_card import CompanyCard
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = NOW.date()


def company(writer: Writer, name: str = "Hotel Seeblick", parent: int | None = None) -> int:
    return contacts.add_company(writer, new=NewContact(name=name, company_id=parent)).value


def person(writer: Writer, family: str, company_id: int, role: str = "") -> int:
    new = NewContact(family_name=family, company_id=company_id, fields={"buying_role": role})
    return contacts.add_person(writer, new=new).value


def sell(writer: Writer, account_id: int, day: date, cents: int, currency: str = "EUR") -> int:
    with writer.step("sell") as work:
        sale = work.add(Sale(day=day, account_id=account_id, net_cents=cents, currency=currency))
        work.flush()
        return sale.id


def card(reader: Reader, company_id: int, *, deep: bool = False) -> CompanyCard:
    found = company_card.card(reader, company_id=company_id, today=TODAY, with_daughters=deep)
    assert found is not None
    return found


def test_a_person_has_no_card_of_a_company(writer: Writer, reader: Reader) -> None:
    private = contacts.add_person(writer, new=NewContact(family_name="Behrens")).value
    assert company_card.card(reader, company_id=private, today=TODAY) is None
    assert company_card.card(reader, company_id=999, today=TODAY) is None


def test_people_with_a_role_come_first_and_former_ones_last(writer: Writer, reader: Reader) -> None:
    hotel = company(writer)
    person(writer, "Pohl", hotel)
    person(writer, "Seidel", hotel, "decider")
    gone = person(writer, "Brandes", hotel, "buyer")
    contacts.end_employment(writer, person_id=gone, ended=TODAY - timedelta(days=1))
    found = card(reader, hotel).people
    assert [(one.name, one.is_present) for one in found] == [("Seidel", True), ("Pohl", True), ("Brandes", False)]
    assert found[2].ended == TODAY - timedelta(days=1)


def test_revenue_comes_by_year_and_in_the_currency_most_was_bought_in(writer: Writer, reader: Reader) -> None:
    hotel = company(writer)
    sell(writer, hotel, date(2024, 5, 1), 200_00)
    sell(writer, hotel, date(2026, 5, 1), 300_00)
    sell(writer, hotel, date(2026, 6, 1), 100_00)
    sell(writer, hotel, date(2026, 6, 1), 5_00, "CHF")
    found = card(reader, hotel)
    assert [(year.year, year.orders, year.net_cents) for year in found.years] == [(2024, 1, 200_00), (2026, 2, 400_00)]
    assert (found.worth.currency, found.worth.revenue_cents, found.worth.last_12_months_cents) == (
        "EUR",
        600_00,
        400_00,
    )
    assert (found.worth.since, found.worth.last, found.worth.orders) == (date(2024, 5, 1), date(2026, 6, 1), 3)
    assert found.worth.days_between == round((date(2026, 6, 1) - date(2024, 5, 1)).days / 2)
    assert [order.day.year for order in company_lists.orders(reader, company_id=hotel, year=2026)] == [2026] * 3


def test_the_margin_rests_on_the_lines_whose_cost_is_known(writer: Writer, reader: Reader) -> None:
    hotel = company(writer)
    sale_id = sell(writer, hotel, TODAY, 300_00)
    with writer.step("lines") as work:
        known = work.add(Product(name="Eiche", price=Decimal(100), cost=Decimal("40.50")))
        work.flush()
        work.add(
            SaleLine(sale_id=sale_id, position=1, product_id=known.id, quantity=Decimal(2), net_cents=200_00)
        )  # fmt: skip
        work.add(SaleLine(sale_id=sale_id, position=2, product_name="frei", quantity=Decimal(1), net_cents=100_00))
    worth = card(reader, hotel).worth
    assert (worth.known_net_cents, worth.known_cost_cents) == (200_00, 81_00)
    assert worth.margin == 1 - 81 / 200


def test_a_prospect_is_worth_nothing_yet_and_has_no_margin(writer: Writer, reader: Reader) -> None:
    worth = card(reader, company(writer)).worth
    assert (worth.orders, worth.revenue_cents, worth.since, worth.margin, worth.days_between) == (
        0,
        0,
        None,
        None,
        None,
    )


def test_a_group_counts_people_deals_orders_and_history_of_its_daughters(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    top = company(writer, "Gruppe")
    middle = company(writer, "Hotel", top)
    low = company(writer, "Strandhaus", middle)
    other = company(writer, "Fremd")
    person(writer, "Sander", low)
    sell(writer, low, TODAY, 100_00)
    sell(writer, middle, TODAY, 50_00)
    sell(writer, other, TODAY, 7_00)
    deals.add_deal(writer, title="Sauna", account_id=low, amount_cents=10_00)
    history.log_activity(writer, kind=ActivityKind.NOTE, body="Im Strandhaus gewesen", contacts=[low])
    alone, whole = card(reader, top), card(reader, top, deep=True)
    assert [one.name for one in alone.daughters] == ["Strandhaus", "Hotel"]
    assert [one.revenue_cents for one in alone.daughters] == [100_00, 50_00]
    assert (alone.worth.revenue_cents, alone.counts.deals, alone.people) == (0, 0, ())
    assert (whole.worth.revenue_cents, whole.counts.open_deals, [one.name for one in whole.people]) == (
        150_00,
        1,
        ["Sander"],
    )
    assert [deal.title for deal in whole.deals] == ["Sauna"]
    assert sum(row.cents for row in whole.open) == 10_00
    assert [entry.body for entry in whole.recent][:1] == ["Im Strandhaus gewesen"]


def test_deals_tell_where_they_stand_and_lost_ones_why(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    hotel = company(writer)
    small = deals.add_deal(writer, title="Klein", account_id=hotel, amount_cents=1_00).value
    deals.add_deal(writer, title="Groß", account_id=hotel, amount_cents=9_00)
    lost = deals.add_deal(writer, title="Weg", account_id=hotel, amount_cents=99_00).value
    deals.lose_deal(writer, deal_id=lost, reason="Preis")
    found = card(reader, hotel)
    assert [deal.title for deal in found.deals] == ["Groß", "Klein", "Weg"]
    assert (found.deals[2].status, found.deals[2].lost_reason) == (DealStatus.LOST, "Preis")
    assert 0 <= found.deals[0].place < found.deals[0].stages
    assert (found.counts.open_deals, found.counts.lost_deals, found.counts.deals) == (2, 1, 3)
    assert small in {deal.id for deal in found.deals}
