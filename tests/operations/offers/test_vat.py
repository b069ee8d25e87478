"""Rates of VAT by country and day, and offers whose rates no longer hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Unpack

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain.offers import LineKind, TaxMode
from crm_desktop.domain.products import TaxClass
from crm_desktop.domain.vat import RATES, moved, small_limit
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.firm import setup
from crm_desktop.operations.firm.firm import change_firm
from crm_desktop.operations.offers import offers, vat
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.operations.offers.vat_checks import doubts
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries import vat as vat_queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company

D = Decimal
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("country", "tax_class", "day", "percent"),
    [
        ("DE", TaxClass.STANDARD, "2020-06-30", "19"),
        ("DE", TaxClass.STANDARD, "2020-07-01", "16"),
        ("DE", TaxClass.STANDARD, "2020-12-31", "16"),
        ("DE", TaxClass.STANDARD, "2021-01-01", "19"),
        ("DE", TaxClass.REDUCED, "2020-12-31", "5"),
        ("DE", TaxClass.SPECIAL, "2026-11-24", "7"),
        ("DE", TaxClass.LOWEST, "2026-11-24", "7"),
        ("AT", TaxClass.SPECIAL, "2026-11-24", "13"),
        ("AT", TaxClass.LOWEST, "2026-06-30", "10"),
        ("AT", TaxClass.LOWEST, "2026-07-01", "4.9"),
        ("CH", TaxClass.STANDARD, "2023-12-31", "7.7"),
        ("CH", TaxClass.STANDARD, "2024-01-01", "8.1"),
        ("CH", TaxClass.SPECIAL, "2023-12-31", "3.7"),
        ("CH", TaxClass.SPECIAL, "2024-01-01", "3.8"),
        ("LI", TaxClass.REDUCED, "2026-11-24", "2.6"),
        ("DE", TaxClass.ZERO, "2026-11-24", "0"),
        ("FR", TaxClass.STANDARD, "2026-11-24", "21.5"),
    ],
)
def test_the_rate_follows_country_and_day(country: str, tax_class: TaxClass, day: str, percent: str) -> None:
    assert vat.vat_percent(tax_class, country, date.fromisoformat(day), usual=D("21.5")) == D(percent)


def test_a_rate_becomes_what_its_class_is_later_and_one_of_nobody_stays() -> None:
    before, day = date(2020, 6, 1), date(2020, 8, 1)
    assert moved(RATES, D(19), "DE", before, day) == D(16)
    assert moved(RATES, D(7), "DE", before, day) == D(5)
    assert moved(RATES, D(0), "DE", before, day) is None
    assert moved(RATES, D("10.7"), "DE", before, day) is None
    assert moved(RATES, D(16), "DE", before, day) is None


def test_limits_of_small_firms_are_those_of_the_day() -> None:
    old, new = small_limit("DE", date(2024, 12, 31)), small_limit("DE", date(2025, 1, 1))
    assert old is not None
    assert new is not None
    assert (old.last_year_cents, new.last_year_cents, new.this_year_cents) == (2_200_000, 2_500_000, 10_000_000)
    assert small_limit("US", TODAY) is None


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de", name="Holzwerk Brandt")


LINES = (
    Line(LineKind.ARTICLE, "Roof", unit_price=D(100), vat_percent=D(19)),
    Line(LineKind.ARTICLE, "Flour", unit_price=D(10), vat_percent=D(7)),
    Line(LineKind.ARTICLE, "Deposit", unit_price=D(10), vat_percent=D(0)),
    Line(LineKind.SURCHARGE, "Small order", surcharge_percent=D(5)),
    Line(LineKind.TEXT, "Thank you"),
)


def test_offers_delivered_after_a_change_are_found_and_a_draft_is_renewed(writer: Writer, reader: Reader) -> None:
    issued, delivery = date(2020, 5, 4), date(2020, 8, 3)
    draft = offers.new_offer(writer, lines=LINES, issued_on=issued, valid_until=None, delivery_on=delivery).value
    offers.new_offer(writer, lines=LINES, issued_on=issued, valid_until=None, delivery_on=issued)
    offers.new_offer(
        writer, lines=LINES, issued_on=issued, valid_until=None, delivery_on=delivery, tax_mode=TaxMode.EXPORT
    )
    found = vat.outdated_offers(reader, today=TODAY)
    assert [(each.offer_id, each.position, each.percent, each.becomes, each.draft) for each in found] == [
        (draft, 1, D(19), D(16), True),
        (draft, 2, D(7), D(5), True),
    ]
    assert vat.renew_rates(writer, offer_id=draft).value == 2
    renewed = queries.the_offer(reader, offer_id=draft)
    assert [line.vat_percent for line in renewed.lines[:3]] == [D(16), D(5), D(0)]
    assert (renewed.net_cents, renewed.gross_cents) == (12600, 12600 + 1680 + 53)
    assert vat.outdated_offers(reader, today=TODAY) == []
    writer.undo()
    assert len(vat.outdated_offers(reader, today=TODAY)) == 2


def test_a_firm_sets_a_rate_the_program_does_not_know_yet(writer: Writer, reader: Reader) -> None:
    first = vat.set_rate(writer, country="de", tax_class=TaxClass.STANDARD, since=date(2027, 1, 1), percent=D(21)).value
    again = vat.set_rate(writer, country="DE", tax_class=TaxClass.STANDARD, since=date(2027, 1, 1), percent=D(20)).value
    assert first == again
    rates = vat_queries.rates(reader)
    standard = [vat.vat_percent(TaxClass.STANDARD, "DE", date(year, 1, 1), rates=rates) for year in (2026, 2027)]
    assert standard == [D(19), D(20)]
    offer_id = offers.new_offer(
        writer, lines=LINES[:1], issued_on=TODAY, valid_until=None, delivery_on=date(2027, 2, 1)
    ).value
    assert [each.offer_id for each in vat.outdated_offers(reader, today=TODAY)] == [offer_id]
    writer.undo()
    writer.undo()
    writer.undo()
    assert vat_queries.rates(reader) == RATES


@pytest.mark.parametrize(("country", "percent"), [("DE", "101"), ("DE", "-1"), ("DE", "NaN"), ("Deutschland", "19")])
def test_a_rate_that_cannot_be_is_refused(writer: Writer, country: str, percent: str) -> None:
    with pytest.raises(BadInput):
        vat.set_rate(writer, country=country, tax_class=TaxClass.STANDARD, since=TODAY, percent=D(percent))


def test_a_sent_offer_keeps_its_rates(writer: Writer) -> None:
    offer_id = offers.new_offer(writer, lines=LINES, issued_on=TODAY, valid_until=None).value
    with writer.step("Send") as work:
        work.execute("update offer set status = 'sent' where id = ?", (offer_id,))
    with pytest.raises(Refused):
        vat.renew_rates(writer, offer_id=offer_id)


def doubted(writer: Writer, reader: Reader, **fields: Unpack[OfferFields]) -> list[str]:
    offer_id = offers.new_offer(
        writer, lines=LINES[:1], **(OfferFields(issued_on=TODAY, valid_until=None) | fields)
    ).value
    detail = queries.the_offer(reader, offer_id=offer_id)
    return [doubt.what for doubt in doubts(reader, detail, today=TODAY)]


def customer(writer: Writer, country: str, vat_id: str = "") -> int:
    made = add_company(writer, "Ober AG", country=country)
    contacts.change_contact(writer, contact_id=made, fields={"vat_id": vat_id})
    return made


def test_a_usual_offer_raises_no_doubt(writer: Writer, reader: Reader) -> None:
    assert doubted(writer, reader, account_id=customer(writer, "DE")) == []


def test_rates_that_change_before_delivery_are_said(writer: Writer, reader: Reader) -> None:
    vat.set_rate(writer, country="DE", tax_class=TaxClass.STANDARD, since=date(2027, 1, 1), percent=D(21))
    assert doubted(writer, reader, delivery_on=date(2027, 3, 1)) == [
        "The VAT rate of 1 position is another one on the day of delivery."
    ]


def test_a_small_business_is_told_when_it_shows_vat_and_when_it_is_small_no_longer(
    writer: Writer, reader: Reader
) -> None:
    change_firm(writer, small_business=True)
    assert doubted(writer, reader, tax_mode=TaxMode.STANDARD)[0].startswith("Your firm is a small business")
    assert doubted(writer, reader) == []
    with writer.step("Orders") as work:
        work.execute(
            "insert into sale (uuid, day, currency, net_cents) values ('one', '2025-05-05', 'EUR', 2500100)", ()
        )
    assert doubted(writer, reader) == ["Your orders have passed the limit of small businesses."]


def test_sales_abroad_want_both_vat_ids_and_the_right_way(writer: Writer, reader: Reader) -> None:
    swiss, french = customer(writer, "CH"), customer(writer, "FR", "FR40303265045")
    assert doubted(writer, reader, account_id=french, tax_mode=TaxMode.REVERSE_CHARGE) == [
        "Without VAT, your own VAT ID must be known."
    ]
    change_firm(writer, vat_id="DE136695976")
    assert doubted(writer, reader, account_id=french, tax_mode=TaxMode.INTRA_COMMUNITY) == []
    assert doubted(writer, reader, account_id=swiss, tax_mode=TaxMode.INTRA_COMMUNITY) == [
        "Without VAT, the VAT ID of Ober AG must be known.",
        "This is no delivery to another country of the European Union.",
    ]
    assert doubted(writer, reader, account_id=swiss, tax_mode=TaxMode.EXPORT) == []
    assert doubted(writer, reader, account_id=french, tax_mode=TaxMode.EXPORT) == [
        "This is no export out of the European Union."
    ]
