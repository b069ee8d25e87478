"""How many offers are to be followed up: the quick count of the rail says what the list says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.waiting import waiting_offers
from crm_desktop.store.queries.offer_life import due_count
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import add_company, article, complete_firm

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


def sent(writer: Writer, title: str) -> None:
    deal_id = deals.add_deal(writer, title=title, account_id=add_company(writer), amount_cents=1).value
    offer_id = offers.new_offer(writer, deal_id=deal_id, lines=[article("1", "100")]).value
    offer_life.send_offer(writer, offer_id=offer_id)


def due(reader: Reader, day: date) -> int:
    by_list = sum(one.is_due for one in waiting_offers(reader, today=day))
    assert due_count(reader, today=day) == by_list
    return by_list


def test_the_quick_count_says_what_the_list_says(writer: Writer, reader: Reader) -> None:
    for title in ("Dach", "Tor", "Lobby"):
        sent(writer, title)
    assert due(reader, TODAY) == 0, "each has its follow-up planned"
    assert due(reader, TODAY + timedelta(days=30)) == 3
    assert due(reader, TODAY + timedelta(days=400)) == 0, "long expired ones are forgotten"
    with writer.step("as it may be") as work:
        work.execute("update activity set done_at = at where offer_id = 1")
        work.execute("update deal set status = 'lost' where title = 'Tor'")
    assert due(reader, TODAY) == 1, "nothing is planned for the first one"
    assert due(reader, TODAY + timedelta(days=30)) == 2
    with writer.step("as it may be") as work:
        work.execute("update offer set deal_id = null, status = 'sent'")
        work.execute("delete from activity where due_on is not null")
    assert due(reader, TODAY) == 3
