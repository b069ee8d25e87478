"""Data that may only be kept: in no list, no letter, no offer, no hint and no rule; found by name alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.base.times import to_text
from crm_desktop.domain.consents import Channel
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.privacy import consents, suppressing
from crm_desktop.operations.rules.choices import rule_choices
from crm_desktop.operations.rules.dry_run import dry_run
from crm_desktop.operations.serial import plain_letters
from crm_desktop.store.queries import company_list, today
from crm_desktop.store.queries import contacts as lists
from crm_desktop.store.queries.contact_filters import ContactFilter
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.ruled import recipe
from tests.operations.trade import add_company, article, complete_firm

TODAY = NOW.date()


def test_whoever_is_restricted_is_in_no_list_and_gets_nothing(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    hotel = add_company(writer)
    who = contacts.add_person(writer, new=NewContact(given_name="Ada", family_name="Lampe", company_id=hotel)).value
    deal = deals.add_deal(writer, title="Regal", account_id=hotel, person_id=who, amount_cents=100).value
    draft = offers.new_offer(writer, deal_id=deal, lines=[article("1", "10")]).value
    with writer.step("past") as work:
        work.execute("update contact set birthday = '1980-11-25', standing = 'customer' where id = ?", (who,))
        for day in ("2024-01-01", "2025-01-01", "2026-01-01"):
            work.execute(
                "insert into sale (uuid, day, account_id, currency, net_cents) values (?, ?, ?, 'EUR', 100)",
                (day, day, hotel),
            )
        work.execute("update deal set status = 'lost', closed_at = ? where id = ?", (to_text(NOW), deal))
    assert today.birthdays(reader, first=TODAY, days=3)
    assert today.rhythms(reader, first=date(2020, 1, 1))
    everybody = {row.id for row in lists.first_page(reader)}
    assert everybody == {hotel, who}

    for one in (hotel, who):
        consents.restrict(writer, contact_id=one, on=True)
    assert lists.first_page(reader) == []
    assert lists.count(reader) == 0
    assert [row.id for row in lists.first_page(reader, where=ContactFilter(text="lampe"))] == [who]
    assert list(company_list.ids(reader, today=TODAY)) == []
    assert today.birthdays(reader, first=TODAY, days=3) == []
    assert today.rhythms(reader, first=date(2020, 1, 1)) == []
    with pytest.raises(Refused, match="may only be kept, not used"):
        plain_letters.write_letter(writer, contact_id=who, subject="Post", text="Guten Tag")
    with pytest.raises(Refused, match="may only be kept, not used"):
        offers.new_offer(writer, account_id=hotel, lines=[article("1", "10")])
    with pytest.raises(Refused, match="may only be kept, not used"):
        offer_life.send_offer(writer, offer_id=draft)

    consents.restrict(writer, contact_id=who, on=False)
    with pytest.raises(Refused, match="may only be kept, not used"):  # the company still is
        plain_letters.write_letter(writer, contact_id=who, subject="Post", text="Guten Tag")
    consents.restrict(writer, contact_id=hotel, on=False)
    assert {row.id for row in lists.first_page(reader)} == {hotel, who}
    plain_letters.write_letter(writer, contact_id=who, subject="Post", text="Guten Tag")


def test_a_dry_run_leaves_out_whom_the_rule_would_leave_alone(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    ids = [contacts.add_person(writer, new=NewContact(family_name=name)).value for name in ("Eins", "Zwei")]
    for one in ids:
        deals.add_deal(
            writer, title="Regal", account_id=one, amount_cents=100, opened_at=NOW - timedelta(days=3)
        )  # fmt: skip
    wanted = recipe("deal_stays", days=2)

    def times() -> int:
        return dry_run(reader, recipe=wanted, now=NOW, choices=rule_choices(reader)).times

    assert times() == 2
    consents.restrict(writer, contact_id=ids[0], on=True)
    assert times() == 1


def test_an_address_on_the_suppression_list_is_said_to_be_there(writer: Writer, reader: Reader) -> None:
    who = contacts.add_person(writer, new=NewContact(family_name="Nie", email="nie@post.example")).value
    suppressing.suppress(writer, channel=Channel.EMAIL, value="nie@post.example")
    states = {one.channel: one for one in consents.state_of(reader, contact_id=who, today=TODAY)}
    assert (states[Channel.EMAIL].allowed, states[Channel.EMAIL].sentence) == (False, "on the suppression list")
    assert states[Channel.POST].allowed
